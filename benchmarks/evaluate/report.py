"""The HTML report: figures by level, damage, family and producer, reliability, confused characters, the worst
documents."""

from html import escape
from typing import Any

from benchmarks import charts
from benchmarks.charts import LEVELS
from benchmarks.evaluate.fields import MAIN
from benchmarks.evaluate.figures import Scored
from benchmarks.evaluate.grids import NAMES
from benchmarks.evaluate.worst import worst_document

__all__ = ["report"]

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 72em; color: #222 }
table { border-collapse: collapse; margin: .6em 0 } td, th { border: 1px solid #ccc; padding: .2em .6em }
td, th { text-align: right }
td:first-child, th:first-child { text-align: left; white-space: nowrap }
.wrong td, .wrong td:first-child { text-align: left; white-space: normal } .silent { background: #fdd }
.pair { display: flex; gap: 1em; align-items: flex-start } .pair > img { width: 38em; border: 1px solid #999 }
.wrong { font-size: 13px } .wrong td { vertical-align: top } .wrong img { display: block; max-width: 24em }
"""

SHOWN = {
    "documents": "documents",
    "rows": "rows",
    "field_accuracy": "field accuracy",
    "rows_right": "rows wholly right",
    "forms_right": "forms right",
    "spurious_per_100_rows": "spurious per 100 rows",
    "silent_per_1000_fields": "silent per 1,000 fields",
    "review_share": "sent to review",
    "calibration_error": "calibration error",
    "evidence": "evidence",
    "funds": "funds",
    "funds_spurious": "spurious funds",
    "funds_silent_per_1000": "silent of 1,000 funds",
    "tasks": "tasks",
    "cell_recall": "cells recall",
    "cell_precision": "cells precision",
    "character_error_rate": "character errors",
    "words_read": "words",
}


def report(numbers: dict[str, Any], scored: list[Scored], worst: int) -> str:
    """The whole page; pictures are inside it."""
    pages = numbers["pages"]
    cost = f"{numbers['cpu_seconds'] / pages:.2f} CPU seconds a page in this run (what was read before costs nothing)"
    parts = [
        "<h1>Evaluation</h1>",
        f"<p>{numbers['all']['documents']} documents, {pages} pages, {cost}.</p>",
        "<h2>By level</h2>",
        table(numbers["level"], LEVELS, SHOWN | NAMES),
        "<p>Evidence: found rows whose box lies where the truth has them. Cells: found where they stand, with their "
        "spans. Words: recognised cells of closed words that a word list names rightly. GriTS: grid similarity of "
        "structure, content and location.</p>",
        "<h2>Fields by level</h2>",
        columns(numbers["level"], "columns"),
        "<h2>Columns of the forms by level</h2>",
        columns(numbers["level"], "form_columns"),
        "<h2>Reliability</h2>",
        "<p>Rows by their confidence, and the share of them that is wholly right. On the line, doubt is justified.</p>",
        charts.reliability(numbers),
        "<h2>Accuracy by damage</h2>",
        charts.damage(numbers),
        table(numbers["damage"]),
        "<h2>By family</h2>",
        table(numbers["family"]),
        "<h2>By producer</h2>",
        table(numbers["producer"]),
        "<h2>By type face</h2>",
        table(numbers["face"]),
        "<h2>Confused characters</h2>",
        confusion(numbers["all"]["confused"]),
        "<h2>The worst documents</h2>",
        "<p>Cells of the truth: green where found, magenta where not. Wrong rows: red where nobody was asked to look, "
        "orange where a person is asked.</p>",
        *(worst_document(one) for one in sorted(scored, key=lambda one: -one.wrong)[:worst] if one.wrong),
    ]
    body = "\n".join(parts)
    top = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Evaluation</title><style>{STYLE}</style>'
    return f"{top}{body}</html>\n"


def number(value: Any) -> str:
    """A figure for a table."""
    if value is None:
        return "–"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def table(groups: dict[str, dict[str, Any]], names: dict[str, str] | None = None, shown: dict[str, str] = SHOWN) -> str:
    """A row for each group, a column for each figure."""
    head = "".join(f"<th>{title}</th>" for title in shown.values())
    rows = ""
    for name, one in groups.items():
        cells = "".join(f"<td>{number(one[key])}</td>" for key in shown)
        rows += f"<tr><td>{escape((names or {}).get(name, name))}</td>{cells}</tr>"
    return f"<table><tr><th></th>{head}</tr>{rows}</table>"


def columns(groups: dict[str, dict[str, Any]], key: str) -> str:
    """A row for each column of the schema, a column for each level."""
    names = list(dict.fromkeys(name for one in groups.values() for name in one[key]))
    head = "".join(f"<th>{escape(LEVELS.get(level, level))}</th>" for level in groups)
    rows = ""
    for name in names:
        title = f"<b>{name}</b>" if name in MAIN else name
        rows += (
            f"<tr><td>{title}</td>{''.join(f'<td>{number(one[key].get(name))}</td>' for one in groups.values())}</tr>"
        )
    return f"<table><tr><th></th>{head}</tr>{rows}</table>"


def confusion(entries: list[list[Any]]) -> str:
    """Which printed character was read as which."""
    rows = "".join(
        f"<tr><td>{escape(want) or 'nothing'}</td><td>{escape(read) or 'nothing'}</td><td>{n}</td></tr>"
        for want, read, n in entries
    )
    return f"<table><tr><th>printed</th><th>read</th><th>times</th></tr>{rows}</table>"
