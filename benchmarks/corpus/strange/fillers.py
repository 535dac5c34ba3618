"""What stands in the columns that only some forms have: those that no contract names, and a monitoring form's."""

from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.corpus.measures import Measure
from benchmarks.corpus.strange.columns import LIKELY, REASONS, WHY
from benchmarks.corpus.strange.vocabulary import CONTENT
from benchmarks.corpus.wording import amount
from benchmarks.corpus.words import COMMON

__all__ = ["filled", "is_unknown", "progress", "unknown_columns"]

TICK = "√"
WAITING = ["正在有序推进", "按计划开展", "已启动实施", "已完成前期工作"]


def unknown_columns(rng: Random, count: int) -> list[str]:
    """Labels of `count` columns that no contract names; one of figures at most."""
    numeric = list(CONTENT["unknown_numeric"])
    texts = rng.sample(list(CONTENT["unknown_columns"]), count)
    if count and rng.random() < 0.2:
        texts[-1] = rng.choice(numeric)
    return texts


def is_unknown(name: str) -> bool:
    """Whether a column is one that no contract names."""
    return name in CONTENT["unknown_columns"] or name in CONTENT["unknown_numeric"]


def filled(rng: Random, name: str, m: Measure) -> str:
    """An unknown column's content beside an indicator."""
    kind = CONTENT["unknown_numeric"].get(name)
    if kind == "code":
        return f"ZB{rng.randint(1, 40):02d}-{rng.randint(1, 99):03d}"
    if kind == "value":
        return _scaled(m, rng.randint(70, 97)) if m.value is not None else "—"
    return str(rng.choice(CONTENT["unknown_columns"][name]))


def _scaled(m: Measure, percent: int) -> str:
    """A hundredth part or so of the indicator's value, with its unit."""
    return amount(_share(m, percent)) + (m.unit or "")


def _share(m: Measure, percent: int) -> Decimal:
    value = m.value or Decimal(0)
    whole = value == int(value) and value > 20
    return (value * percent / 100).quantize(Decimal(1) if whole else Decimal("0.01"))


def progress(rng: Random, m: Measure, boxes: bool) -> tuple[dict[str, str], dict[str, Any]]:
    """A monitoring form's columns of one indicator, and their truth: what was reached, what the year will bring, how
    likely that is, and why it lags, ticked in `boxes` or in words alone."""
    late = rng.random() < 0.25
    if m.value is None:
        done, expected = rng.choice(WAITING), (m.words or "")
        numbers: tuple[float | None, float | None] = (None, None)
    else:
        now = _share(m, rng.randint(25, 75))
        then = _share(m, rng.randint(70, 95)) if late else m.value
        done, expected = amount(now) + (m.unit or ""), amount(then) + (m.unit or "")
        numbers = (float(now), float(then))
    likely = rng.choice(["possible", "impossible"]) if late else "certain"
    reason = rng.choice(COMMON["reasons"][:-1]) if late else ""
    ticked = sorted(rng.sample(REASONS, rng.choice([1, 1, 2])), key=REASONS.index) if late else []
    texts = {"actual": done, "forecast": expected, "deviation": reason, "likelihood": LIKELY[likely], WHY: reason}
    texts |= {key: TICK if key == likely else "" for key in LIKELY}
    texts |= {key: TICK if key in ticked else "" for key in REASONS}
    why = "、".join(ticked) + f": {reason}" if late and boxes else reason
    truth = {
        "actual_raw": done,
        "actual": numbers[0],
        "forecast_raw": expected,
        "forecast": numbers[1],
        "likelihood": likely,
        "deviation": why or None,
    }
    return texts, truth
