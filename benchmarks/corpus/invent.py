"""Contents of a form, invented from word lists: an agency, its projects, their money, goals and indicators.

Amounts are decimals of 万元. Nothing here knows how a form is laid out or how a value is spelled.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from benchmarks.corpus.words import COMMON, SECTORS

__all__ = ["LEVELS", "Agency", "Measure", "Project", "agency", "department", "measures", "person", "project"]

LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标"],
    "成本指标": ["经济成本指标", "社会成本指标", "生态环境成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
    "满意度指标": ["服务对象满意度指标"],
}
"""The canonical levels of the forms since 2021; before, 成本指标 stood under 产出指标."""

CODES = "010101 037001 207101 219001 302005 607001 820001 113009 451002 905013"


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


@dataclass
class Agency:
    """An office: who files, under which department, in which sector of the word lists."""

    name: str
    code: str
    place: str
    department: str
    sector: dict[str, list[str]]


@dataclass
class Project:
    """A project (or a department's whole year): money by source, goals, indicators."""

    name: str
    code: str
    year: int
    budget: Decimal
    sources: dict[str, Decimal]
    whole: Decimal
    category: str
    nature: str
    start: str
    end: str
    goal: str
    overall_goal: str
    measures: list[Measure]
    tasks: list[tuple[str, str, Decimal]] = field(default_factory=list)
    basic: Decimal = Decimal(0)


def agency(rng: Random) -> Agency:
    """An office of a random sector and place."""
    sector = rng.choice(SECTORS)
    place = rng.choice(COMMON["places"])
    city = rng.choice(["", "", rng.choice(COMMON["provinces"]) if rng.random() < 0.4 else ""])
    filled = [filled_in(rng, name, city + place) for name in sector["agencies"]]
    name = rng.choice(filled)
    head = filled[0] if rng.random() < 0.6 else name
    base = rng.choice(CODES.split())
    code = base[:3] + f"{rng.randint(1, 60):03d}"
    return Agency(name, code, place, head, sector)


def filled_in(rng: Random, text: str, place: str) -> str:
    """A word list's entry with its place, town and street filled in."""
    return text.format(place=place, town=rng.choice(COMMON["towns"]), street=rng.choice(COMMON["streets"]), name="")


def person(rng: Random) -> str:
    """A person's name."""
    return rng.choice(COMMON["surnames"]) + "".join(rng.sample(COMMON["given"], rng.choice([1, 1, 2])))[:2]


def money(rng: Random, low: float = 0.5, high: float = 4000) -> Decimal:
    """An amount of 万元, small ones likelier; most are round, some to the fen."""
    amount = low * (high / low) ** rng.random()
    places = rng.choice([0, 0, 1, 2, 2, 4])
    return max(Decimal(str(round(amount, places))), Decimal("0.5"))


def parts(rng: Random, total: Decimal, names: list[str]) -> dict[str, Decimal]:
    """`total` split among `names`; often all of it goes to the first."""
    shares = dict.fromkeys(names, Decimal(0))
    if len(names) > 1 and rng.random() < 0.35:
        other = rng.choice(names[1:])
        shares[other] = (total * Decimal(rng.randint(5, 45)) / 100).quantize(Decimal("0.01"))
    shares[names[0]] = total - sum(shares.values())
    return shares


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


def project(rng: Random, office: Agency, year: int, era: str = "new", rich: int = 1) -> Project:
    """A project of the office with one year's budget."""
    name = filled_in(rng, rng.choice(office.sector["projects"]), office.place)
    name = rng.choice(
        [
            name,
            name,
            name,
            f"{year}年{name}",
            f"{office.place}{name}",
            f"{name}({rng.choice(['二期', '本级', '省级资金', '尾款', '上级转移支付'])})",
        ]
    )
    budget = money(rng)
    found = measures(rng, office, year, budget, era, rich)
    sources = parts(rng, budget, ["一般公共预算", "政府性基金", "其他资金"])
    years = rng.choice([1, 1, 3])
    whole = budget if years == 1 else budget + money(rng, 1, 3000)
    start, end = (
        (f"{year}-01-01", f"{year}-12-31")
        if years == 1
        else (f"{year - 1}-{rng.randint(1, 9):02d}-01", f"{year + 1}-12-31")
    )
    code = f"{rng.randint(11, 65)}0000{year % 100}R0000{rng.randint(10**8, 10**9 - 1)}"
    return Project(
        name,
        code,
        year,
        budget,
        sources,
        whole,
        rng.choice(COMMON["categories"]),
        rng.choice(COMMON["natures"]),
        start,
        end,
        goal(rng, name, found),
        goal(rng, name, found),
        found,
    )


def department(rng: Random, office: Agency, year: int, era: str = "new") -> Project:
    """A department's whole year: its tasks, basic and project expenditure adding up to the total."""
    whole = project(rng, office, year, era, rich=2)
    total = money(rng, 80, 90000)
    spent = (total * Decimal(rng.randint(0, 60)) / 100).quantize(Decimal("0.01"))
    found = measures(rng, office, year, total, era, rich=2)
    tasks = [
        tuple(entry.split("|"))
        for entry in rng.sample(office.sector["tasks"], rng.randint(2, len(office.sector["tasks"])))
    ]
    left = spent
    rows = []
    for i, (name, content) in enumerate(tasks):
        share = left if i == len(tasks) - 1 else (left * Decimal(rng.randint(10, 60)) / 100).quantize(Decimal("0.01"))
        rows.append((name, content, share))
        left -= share
    return replace(
        whole,
        name="",
        code="",
        budget=total,
        whole=total,
        basic=total - spent,
        sources=parts(rng, total, ["一般公共预算", "政府性基金", "其他资金"]),
        goal=goal(rng, "部门整体工作", found),
        measures=found,
        tasks=rows,
    )
