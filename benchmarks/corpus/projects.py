"""Projects and departments' years: money by source, goals, indicators. Amounts are decimals of 万元."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from benchmarks.corpus.measures import Measure, goal, measures
from benchmarks.corpus.offices import Agency, filled_in
from benchmarks.corpus.words import COMMON

__all__ = ["Project", "department", "money", "parts", "project"]


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
