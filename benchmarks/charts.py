"""Charts of an evaluation's figures as SVG, without a library: by level, reliability, by damage.

Every chart is a whole picture on white, so that a browser, a README and a printed page show it alike.
"""

from html import escape
from typing import Any

__all__ = ["LEVELS", "bars", "damage", "levels", "reliability", "reliable"]

LEVELS = {"0": "digital", "1": "1 office scan", "2": "2 worn, sealed", "3": "3 phone", "4": "4 poor"}
BLUE, RED, GRAY, INK = "#3b78b0", "#c0392b", "#999", "#222"
LOW = 0.8
"""Where bars of accuracy begin: the differences are at the top."""
SIDE, STEP = 210, 260
"""Pixels of a reliability diagram, and from one to the next."""
MEASURES: tuple[tuple[str, str, float, float, dict[str, float]], ...] = (
    ("field_accuracy", "field accuracy, from 0.8", LOW, 1.0, {"1": 0.995, "2": 0.985, "3": 0.95}),
    ("silent_per_1000_fields", "silent errors per 1,000 fields", 0.0, 20.0, dict.fromkeys("01234", 2.0)),
    ("review_share", "rows sent to review", 0.0, 0.4, {"0": 0.02, "1": 0.12, "2": 0.12, "3": 0.3}),
)
"""Key, title, the bar's ends, and what is aimed at, by level."""


def picture(width: float, height: float, parts: list[str]) -> str:
    """A whole SVG file."""
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    style = f'font-family="Helvetica, Arial, sans-serif" font-size="12" fill="{INK}"'
    paper = f'<rect width="{width:.0f}" height="{height:.0f}" fill="white"/>'
    body = "\n".join([paper, *parts])
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n{body}\n</svg>\n'


def text(x: float, y: float, words: str, anchor: str = "start", colour: str = INK) -> str:
    """Words on a base line."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def line(x0: float, y0: float, x1: float, y1: float, colour: str = GRAY, dash: str = "") -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{colour}"{dashes}/>'


def bar(x: float, y: float, length: float, colour: str = BLUE) -> str:
    """A bar lying on its side, 14 pixels high."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, length):.1f}" height="14" fill="{colour}"/>'


def shown(value: float) -> str:
    """A share to four places, a count to one."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if value <= 1 else f"{value:.1f}"


def levels(numbers: dict[str, Any]) -> str:
    """What matters most, a bar for each level; the red tick is what is aimed at."""
    parts = []
    rows = [(level, numbers["level"][level]) for level in LEVELS if level in numbers["level"]]
    for n, (key, title, low, high, aims) in enumerate(MEASURES):
        left, wide = 130 + n * 260, 170
        parts.append(text(left, 20, title))
        for k, (level, one) in enumerate(rows):
            y = 32 + 24 * k
            value = one[key] or 0.0
            length = wide * (min(value, high) - low) / (high - low)
            parts += [bar(left, y, length), text(left + wide + 10, y + 11, shown(value))]
            if level in aims:
                x = left + wide * (aims[level] - low) / (high - low)
                parts.append(line(x, y - 3, x, y + 17, RED))
    parts += [text(120, 43 + 24 * k, LEVELS[level], "end") for k, (level, _) in enumerate(rows)]
    return picture(130 + len(MEASURES) * 260, 40 + 24 * len(rows), parts)


def reliability(numbers: dict[str, Any]) -> str:
    """A reliability diagram for each level of scans and for all documents together."""
    groups = [(title, numbers["level"].get(level)) for level, title in LEVELS.items() if level != "0"]
    groups = [(title, one) for title, one in (*groups, ("all documents", numbers["all"])) if one]
    parts = []
    for n, (title, one) in enumerate(groups):
        left = 50 + n * STEP
        gap = one["calibration_error"]
        heading = f"{title}: {one['rows_found']} rows" + (f", error {gap:.3f}" if gap is not None else "")
        parts += [text(left - 20, 16, heading), reliable(one["calibration_bins"], left, 28)]
    parts.append(f'<g transform="rotate(-90 14 {28 + SIDE / 2})">{text(14, 28 + SIDE / 2, "rows right", "middle")}</g>')
    return picture(50 + len(groups) * STEP, SIDE + 64, parts)


def reliable(bins: list[dict[str, Any]], left: float, top: float) -> str:
    """One diagram: the confidence of a tenth's rows against the share that is wholly right, a dot's area for its rows.

    On the diagonal doubt is justified; below it rows are less right than they say.
    """
    bottom = top + SIDE
    parts = [f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{GRAY}"/>']
    parts.append(line(left, bottom, left + SIDE, top, dash="4"))
    most = max((one["rows"] for one in bins), default=1)
    for one in bins:
        x, y = left + one["said"] * SIDE, bottom - one["right"] * SIDE
        radius = 3 + 11 * (one["rows"] / most) ** 0.5
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{BLUE}" fill-opacity=".6"/>')
        beside = (x - radius - 3, "end") if x > left + SIDE / 2 else (x + radius + 3, "start")
        parts.append(text(beside[0], y + 4, str(one["rows"]), beside[1]))
    for share in (0.0, 0.5, 1.0):
        parts.append(text(left + share * SIDE, bottom + 15, f"{share:g}", "middle", GRAY))
        parts.append(text(left - 5, bottom - share * SIDE + 4, f"{share:g}", "end", GRAY))
    parts.append(text(left + SIDE / 2, bottom + 30, "confidence", "middle"))
    return "\n".join(parts)


def bars(values: dict[str, float | None], notes: dict[str, str] | None = None) -> str:
    """A bar of accuracy for each name, the worst first, with a note behind it."""
    entries = sorted(((value, name) for name, value in values.items() if value is not None))
    parts = [line(160 + 500 * (x - LOW) / (1 - LOW), 22, 160 + 500 * (x - LOW) / (1 - LOW), 30) for x in (0.8, 0.9, 1)]
    parts += [text(160 + 500 * (x - LOW) / (1 - LOW), 16, f"{x:g}", "middle", GRAY) for x in (0.8, 0.9, 1)]
    for n, (value, name) in enumerate(entries):
        y = 32 + 20 * n
        length = max(0.0, (value - LOW) / (1 - LOW)) * 500
        said = " ".join([shown(value), (notes or {}).get(name, "")])
        parts += [
            text(150, y + 11, name.replace("_", " "), "end"),
            bar(160, y, length),
            text(166 + length, y + 11, said),
        ]
    return picture(960, 42 + 20 * len(entries), parts)


def damage(numbers: dict[str, Any]) -> str:
    """Field accuracy of the documents that have a kind of damage, with their number and silent errors."""
    kinds = numbers["damage"]
    notes = {
        name: f"({one['documents']} documents, {shown(one['silent_per_1000_fields'] or 0.0)} silent per 1,000)"
        for name, one in kinds.items()
    }
    return bars({name: one["field_accuracy"] for name, one in kinds.items()}, notes)
