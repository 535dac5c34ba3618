"""Indicators, invented from word lists, and the goals that name them.

Nothing here knows how a form is laid out or how a value is spelled.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from benchmarks.corpus.offices import Agency, filled_in
from benchmarks.corpus.words import COMMON

__all__ = ["LEVELS", "Measure", "goal", "measures"]

LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标"],
    "成本指标": ["经济成本指标", "社会成本指标", "生态环境成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
    "满意度指标": ["服务对象满意度指标"],
}
"""The canonical levels of the forms since 2021; before, 成本指标 stood under 产出指标."""


@dataclass(frozen=True)
class Measure:
    """A level-3 indicator as its author means it. `kind`: number, percent, range, date or text."""

    level1: str
    level2: str
    name: str
    kind: str
    operator: str | None = None
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    words: str | None = None
    date: str | None = None


def number(rng: Random, low: float, high: float) -> Decimal:
    """A plausible number: log-uniform, whole where its range is, rounded as people do."""
    if high <= 3 and low < 1:
        return Decimal(str(round(rng.uniform(low, high), 2)))
    value = max(low, 0.5) * (high / max(low, 0.5)) ** rng.random() if low else rng.randint(int(low), int(high))
    if value >= 1000 and rng.random() < 0.6:
        value = round(value, -2)
    if high <= 40 and rng.random() < 0.15:
        return Decimal(str(round(value, rng.choice([1, 2]))))
    return Decimal(round(value))


def measure(rng: Random, entry: str, level1: str, level2: str, year: int, budget: Decimal) -> Measure:
    """One indicator from an entry `name|unit|least|most`, `name|%`, `name|word/word`, `name|date` or `name|budget`."""
    name, *spec = entry.split("|")
    name = filled_in(rng, name, "")
    base = Measure(level1, level2, name, "text")
    if not spec or spec[0] == "%":
        value = Decimal(rng.choice([100, 100, 95, 95, 90, 98, 85, 80, rng.randint(5, 99)]))
        if rng.random() < 0.1:
            value = Decimal(str(round(rng.uniform(60, 99.9), rng.choice([1, 2]))))
        operator = "=" if value == 100 and rng.random() < 0.7 else "≥"
        return replace(base, kind="percent", operator=operator, value=value, unit="%")
    if spec[0] == "date":
        words, date = deadline(rng, year)
        return replace(base, kind="date", words=words, date=date)
    if spec[0] == "budget":
        return replace(base, kind="number", operator="≤", value=budget, unit="万元")
    if len(spec) == 3:
        value = number(rng, float(spec[1]), float(spec[2]))
        cost = "成本" in level2 or "时间" in name or "时限" in name
        operator = rng.choice(["≤", "≤", "=", "<"]) if cost else rng.choice(["≥", "≥", "≥", "=", "=", ">", "≤"])
        if rng.random() < 0.04 and value == int(value) and value > 2:
            upper = value + Decimal(rng.randint(1, max(2, int(value) // 3)))
            return replace(base, kind="range", operator="~", value=value, upper=upper, unit=spec[0])
        return replace(base, kind="number", operator=operator, value=value, unit=spec[0])
    words = rng.choice(spec[0].split("/")) if rng.random() < 0.7 else rng.choice(COMMON["words_good"])
    return replace(base, words=words)


def deadline(rng: Random, year: int) -> tuple[str, str | None]:
    """A date, month, period or deadline as printed, and its end as an ISO date or month."""
    month, day = rng.randint(2, 12), rng.randint(1, 28)
    return rng.choice(
        [
            (f"当年{month}月前", f"{year}-{month:02d}"),
            (f"{year}年{month}月底前", f"{year}-{month:02d}"),
            (f"{year}年{month}月{day}日前", f"{year}-{month:02d}-{day:02d}"),
            (f"{year}年12月31日前", f"{year}-12-31"),
            (f"{year}年1月-12月", f"{year}-12"),
            (f"{year}.1.1-{year}.12.31", f"{year}-12-31"),
            (f"{year - 1}.{month:02d}-{year}.{month:02d}", f"{year}-{month:02d}"),
            (f"{year}年{month}月", f"{year}-{month:02d}"),
            (f"每年{month}月底前", None),
        ]
    )


def measures(rng: Random, office: Agency, year: int, budget: Decimal, era: str = "new", rich: int = 1) -> list[Measure]:
    """The indicators of one form. `era`: `new` (成本指标 is a level 1) or `old` (a level 2 of 产出指标)."""
    sector = office.sector
    served = [f"{who}满意度|%" for who in sector["served"]]
    pools = {
        "数量指标": (sector["quantity"], rng.randint(1, 2 + rich)),
        "质量指标": (sector["quality"] + COMMON["general_quality"], rng.randint(1, 1 + rich)),
        "时效指标": (COMMON["timely"], rng.randint(1, 1 + (rng.random() < 0.3))),
        "成本指标": (sector["cost"] + COMMON["general_cost"], 1),
        "经济成本指标": (sector["cost"] + COMMON["general_cost"], rng.randint(1, 2)),
        "社会成本指标": (COMMON["social_cost"], int(rng.random() < 0.4)),
        "生态环境成本指标": (COMMON["environment_cost"], int(rng.random() < 0.4)),
        "经济效益指标": (sector["economic"], int(rng.random() < 0.7)),
        "社会效益指标": (sector["social"], rng.randint(1, 2)),
        "生态效益指标": (sector["ecological"], int(rng.random() < 0.5)),
        "可持续影响指标": (sector["lasting"], int(rng.random() < 0.6)),
        "服务对象满意度指标": (served, rng.randint(1, 1 + (rng.random() < 0.25))),
    }
    levels = {key: list(value) for key, value in LEVELS.items()}
    if era == "old":
        del levels["成本指标"]
        levels["产出指标"].append("成本指标")
    order = rng.choice(
        [["产出指标", "成本指标", "效益指标", "满意度指标"], ["产出指标", "效益指标", "满意度指标", "成本指标"]]
    )
    if rng.random() < 0.3:
        order = ["成本指标", "产出指标", "效益指标", "满意度指标"]
    found: list[Measure] = []
    for level1 in order:
        for level2 in levels.get(level1, []):
            pool, count = pools[level2]
            entries = rng.sample(pool, min(count, len(pool)))
            found += [measure(rng, entry, level1, level2, year, budget) for entry in entries]
    return unique(found)


def unique(found: list[Measure]) -> list[Measure]:
    """Without a second indicator of the same name: names are what the score finds rows by."""
    first: dict[str, Measure] = {}
    for m in found:
        first.setdefault(m.name, m)
    return list(first.values())


def told(m: Measure) -> str:
    """An indicator as a phrase of the goal."""
    if m.value is None:
        return f"{m.name}{m.words}"
    amount = f"{m.value.normalize():f}{m.unit or ''}"
    verb = "控制在" if m.operator == "≤" else "达到"
    return f"{m.name}{verb}{amount}{'以上' if m.operator == '≥' and m.value != 100 else ''}"


def goal(rng: Random, name: str, found: list[Measure]) -> str:
    """A goal in words: a paragraph, or numbered points."""
    picked = rng.sample(found, min(len(found), rng.randint(2, 4)))
    openings = [
        "根据年度工作安排",
        "按照上级文件精神",
        f"通过实施{name}",
        "围绕中心工作、服务大局",
        "为进一步提升工作水平",
    ]
    if rng.random() < 0.45:
        return "\n".join(f"{i}.{told(m)}{'。' if i == len(picked) else ';'}" for i, m in enumerate(picked, 1))
    return rng.choice(openings) + ",确保" + ",".join(told(m) for m in picked) + "。"
