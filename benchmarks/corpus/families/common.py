"""What every family needs: a case to lay out, its title, the line under it, blocks of funds and goals."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from benchmarks.corpus.offices import Agency
from benchmarks.corpus.pieces import printed_money
from benchmarks.corpus.sheet import Block, Cell, Line, Sheet, Title
from benchmarks.corpus.truth import Stated

__all__ = ["Case", "Family", "Made", "Purse", "amounts", "head", "heading", "pairs", "seal_line"]


@dataclass
class Case:
    """What a family lays out: an office, a year, and the dice."""

    rng: Random
    office: Agency
    year: int


@dataclass
class Made:
    """A document's blocks and the truth of its forms. `landscape`: the page it wants."""

    blocks: list[Block]
    forms: list[Stated]
    landscape: bool = False
    notes: list[str] = field(default_factory=list)


Family = Callable[[Case], Made]


@dataclass(frozen=True)
class Purse:
    """How a form prints money: its unit and its figures."""

    unit: str = "万元"
    figures: str = "plain"

    def text(self, value: Decimal | None) -> str:
        """An amount of 万元 as this form prints it."""
        return printed_money(value, self.unit, self.figures)


def purse(rng: Random, unit: str | None = None) -> Purse:
    """A form's way with money: 元 mostly with separators, 万元 plain or to the cent."""
    unit = unit or rng.choice(["万元", "万元", "万元", "元"])
    return Purse(
        unit, rng.choice(["commas", "commas", "fixed", "plain"] if unit == "元" else ["plain", "plain", "fixed"])
    )


def heading(case: Case, stated: Stated, words: str, money_line: str = "", left: str = "") -> list[Block]:
    """The title with the year in it, glued behind it or in a line of its own; then the line outside the grid."""
    rng, year = case.rng, case.year
    code = rng.choice(["", "", "", "", "表11", "附表1", "公开14表", "附件2"])
    place = rng.choice(["front", "front", "own", "behind"])
    text = {"front": f"{year}年{words}", "own": words, "behind": f"{words}({year}年度)"}[place]
    stated.form["title"] = text
    blocks: list[Block] = [Line(code)] if code else []
    blocks.append(Title(text))
    if place == "own":
        blocks.append(Title(f"({year}年度)" if rng.random() < 0.8 else f"({year}年)", small=True))
    if left or money_line:
        blocks.append(Line(left, money_line))
    return blocks


def head(case: Case, stated: Stated, words: str, money: Purse, seal: str = "填报单位(盖章)") -> list[Block]:
    """Title, and the line `填报单位(盖章):… | 单位:万元`."""
    rng = case.rng
    colon = rng.choice([":", ": ", ":"])
    label = rng.choice(["单位", "金额单位"])
    stated.form["money_unit"] = money.unit
    return heading(case, stated, words, f"{label}{colon}{money.unit}", f"{seal}{colon}{case.office.name}")


def pairs(sheet: Sheet, *row: tuple[str, str], label: float = 0.16) -> list[Cell]:
    """One row of labels and values, two or three pairs; returns the value cells."""
    each = (1 - sheet.left) / len(row)
    parts = [part for name, value in row for part in ((name, label), (value, max(each - label, 0.08)))]
    return sheet.row(*parts)[1::2]


def amounts(
    sheet: Sheet,
    stated: Stated,
    money: Purse,
    rows: list[tuple[str, str, Decimal | None]],
    share: float = 0.4,
    **columns: object,
) -> list[Cell]:
    """A label and an amount a row (printed label, canonical item, amount); returns the amount cells."""
    out = []
    for label, item, value in rows:
        cell = sheet.row((label, share), (money.text(value), 1 - share))[1]
        if value is not None:
            stated.fund(cell, item, label, value, **columns)
        out.append(cell)
    return out


def seal_line(rng: Random) -> str:
    """The label that asks for the office's name and seal."""
    return rng.choice(["填报单位(盖章)", "填报单位", "申报单位(盖章)", "部门(单位)名称", "单位名称"])
