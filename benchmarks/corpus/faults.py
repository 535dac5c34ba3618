"""Plants inconsistencies in a laid-out form: the cell's text and the truth change together, and the fault is told in
words and places.

Each is `plant(rng, stated) -> Fault | None`, None where the form has nothing to spoil. `PLANTED` names them; the
checks map their rules to these names.
"""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from math import ceil
from random import Random

from benchmarks.corpus.sheet import Sheet
from benchmarks.corpus.truth import Fault, Row, Stated

__all__ = ["PLANTED", "plant"]

Planter = Callable[[Random, Stated], Fault | None]


def rows_with(stated: Stated, *meanings: str, **wanted: object) -> list[Row]:
    """Indicator rows that print all these columns and whose truth has these values."""
    return [
        row
        for row in stated.indicators
        if all(meaning in row.cells for meaning in meanings)
        and all(row.columns.get(key) == value for key, value in wanted.items())
    ]


def said(row: Row, kind: str, words: str, observed: str | None, expected: str | None, *meanings: str) -> Fault:
    """A fault of one indicator."""
    return Fault(kind, words, row.columns["ordinal"], [row.cells[m] for m in meanings], observed, expected)


def sum_of_parts(rng: Random, stated: Stated) -> Fault | None:
    """One source of income is changed: the parts no longer make the total."""
    total = next(
        (row for row in stated.funds if row.columns["basis"] == "total" and row.columns["measure"] == "budget"), None
    )
    parts = [
        row
        for row in stated.funds
        if row.columns["basis"] == "income" and row.columns["period"] == "annual" and row.columns["amount"]
    ]
    parts = [row for row in parts if row.columns["measure"] == "budget" and "," not in row.columns["amount_raw"]]
    if total is None or len(parts) < 1 or stated.form["money_unit"] != "万元":
        return None
    row = rng.choice(parts)
    old = Decimal(row.columns["amount_raw"])
    new = (old * Decimal("1.1")).quantize(Decimal("0.01")) + 1
    row.at[0].text = f"{new}"
    row.columns |= {"amount": float(new), "amount_raw": f"{new}"}
    words = f"资金来源之和与资金总额不符:{row.columns['item_raw']}{new}应为{old}"
    return Fault("sum_of_parts", words, None, [total.at[0], row.at[0]], f"{new}", f"{old}")


def weights(rng: Random, stated: Stated) -> Fault | None:
    """One weight is raised: they no longer make 100 or 90."""
    rows = [row for row in rows_with(stated, "weight") if row.columns["weight"]]
    if len(rows) < 3:
        return None
    row = rng.choice(rows)
    new = row.columns["weight"] + rng.choice([3, 5, 7])
    row.cells["weight"].text, row.columns["weight"] = f"{new:g}", new
    total = sum(each.columns["weight"] or 0 for each in stated.indicators)
    return said(row, "weights", f"分值合计为{total:g}", f"{total:g}", None, "weight")


def operator_without_number(rng: Random, stated: Stated) -> Fault | None:
    """An operator stands beside a word."""
    rows = rows_with(stated, "operator", value_kind="text")
    if not rows:
        return None
    row = rng.choice(rows)
    row.cells["operator"].text = "≥"
    row.columns |= {"operator": "≥", "operator_raw": "≥"}
    return said(
        row,
        "operator_without_number",
        "计算符号为≥,指标值却不是数字",
        row.columns["value_raw"],
        None,
        "operator",
        "value",
    )


def qualitative_number(rng: Random, stated: Stated) -> Fault | None:
    """定性 stands beside a number."""
    rows = [row for row in rows_with(stated, "operator") if row.columns["value_kind"] in ("number", "percent")]
    rows = [row for row in rows if row.columns["operator"] != "定性"]
    if not rows:
        return None
    row = rng.choice(rows)
    row.cells["operator"].text = "定性"
    row.columns |= {"operator": "定性", "operator_raw": "定性"}
    return said(
        row, "qualitative_number", "定性指标的指标值是数字", row.columns["value_raw"], None, "operator", "value"
    )


def number_without_unit(rng: Random, stated: Stated) -> Fault | None:
    """The unit is left out."""
    rows = [
        row for row in rows_with(stated, "unit", value_kind="number") if row.columns["unit"] and row.cells["unit"].text
    ]
    if not rows:
        return None
    row = rng.choice(rows)
    row.cells["unit"].text = ""
    row.columns |= {"unit": None, "measure_unit_raw": None}
    return said(
        row, "number_without_unit", "指标值是数字,没有度量单位", row.columns["value_raw"], None, "value", "unit"
    )


def percentage_over_100(rng: Random, stated: Stated) -> Fault | None:
    """A rate that cannot be over 100 is. Growth may be."""
    rows = [
        row
        for row in stated.indicators
        if row.columns["value_kind"] == "percent"
        and row.columns["name"].endswith(("率", "满意度"))
        and "增长" not in row.columns["name"]
    ]
    rows = [row for row in rows if row.columns["value_upper"] is None and row.cells["name"] is not row.cells["value"]]
    if not rows:
        return None
    row = rng.choice(rows)
    old, new = f"{row.columns['value']:g}", rng.choice([105, 120, 150, 190])
    if old not in row.columns["value_raw"]:
        return None
    _revalued(row, old, float(new), f"{new}")
    return said(row, "percentage_over_100", f"{row.columns['name']}为{new}%", f"{new}%", None, "value")


def _revalued(row: Row, old: str, new: float, printed: str) -> None:
    text = row.cells["value"].text.replace(old, printed, 1)
    row.cells["value"].text = text
    row.columns |= {"value_raw": text, "value": new}


def cost_over_budget(rng: Random, stated: Stated) -> Fault | None:
    """The cost indicator allows more than the budget."""
    budget = stated.form["budget"]
    rows = [
        row for row in stated.indicators if row.columns["unit"] == "万元" and row.columns["value"] == budget and budget
    ]
    rows = [
        row for row in rows if row.cells["name"] is not row.cells["value"] and f"{budget:g}" in row.columns["value_raw"]
    ]
    if not rows:
        return None
    row = rng.choice(rows)
    new = float(ceil(budget * 1.5 + 1)) if budget.is_integer() else round(budget * 1.5 + 1, 2)  # 159.00 stays whole
    _revalued(row, f"{budget:g}", new, f"{new:g}")
    return said(
        row, "cost_over_budget", f"成本指标{new:g}万元超过预算{budget:g}万元", f"{new:g}", f"{budget:g}", "value"
    )


def date_outside_year(rng: Random, stated: Stated) -> Fault | None:
    """A deadline lies in another year."""
    year = str(stated.form["year"])
    rows = [
        row
        for row in stated.indicators
        if row.columns["value_kind"] == "date" and (row.columns["value_raw"] or "").startswith(f"{year}年")
    ]
    rows = [row for row in rows if row.cells["name"] is not row.cells["value"] and row.columns["value_date"]]
    if not rows:
        return None
    row = rng.choice(rows)
    other = str(int(year) + rng.choice([-2, -1, 2]))
    row.cells["value"].text = row.cells["value"].text.replace(year, other)
    row.columns |= {
        "value_raw": row.columns["value_raw"].replace(year, other),
        "value_date": row.columns["value_date"].replace(year, other),
    }
    return said(
        row, "date_outside_year", f"完成时间在{other}年,预算年度为{year}年", row.columns["value_raw"], year, "value"
    )


def same_indicator_twice(rng: Random, stated: Stated) -> Fault | None:
    """Two indicators of one level 2 have the same name, value and unit, in one half of a form that prints all its
    indicators twice: that they stand in both halves is no fault."""
    pairs = [
        (a, b)
        for half in dict.fromkeys(row.columns.get("half") for row in stated.indicators)
        for a, b in pairwise(row for row in stated.indicators if row.columns.get("half") == half)
        if a.columns["level2"] == b.columns["level2"]
        and a.cells["name"] is not b.cells["name"]
        and a.columns["name"] == a.columns["name_raw"]
    ]
    pairs = [
        (a, b) for a, b in pairs if b.columns["name"] == b.columns["name_raw"] and set(a.cells) >= {"name", "value"}
    ]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    for meaning in ("name", "value", "operator", "unit"):
        if meaning in a.cells and meaning in b.cells:
            b.cells[meaning].text = a.cells[meaning].text
    same = "name name_raw operator operator_raw value value_upper value_kind value_date unit measure_unit_raw value_raw"
    b.columns |= {key: a.columns[key] for key in same.split()}
    return said(b, "same_indicator_twice", f"指标“{a.columns['name']}”重复", a.columns["name"], None, "name")


def period_outside_year(rng: Random, stated: Stated) -> Fault | None:
    """The period ends before the budget year begins."""
    raw, year = stated.form["period_raw"], stated.form["year"]
    cell = next((cell for cell in stated.cells if raw and cell.text == raw), None)
    if cell is None or str(year) not in raw or stated.form["period_start"][:4] != str(year):
        return None
    cell.text = raw.replace(str(year), str(year - 3))
    for key in ("period_start", "period_end", "period_raw"):
        stated.form[key] = stated.form[key].replace(str(year), str(year - 3))
    return Fault("period_outside_year", f"实施期{cell.text}不含预算年度{year}", None, [cell], cell.text, str(year))


def actual_short_score_full(rng: Random, stated: Stated) -> Fault | None:
    """The actual value misses the target, the score is full all the same."""
    rows = [
        row
        for row in rows_with(stated, "actual", "score", value_kind="percent")
        if row.columns["operator"] == "≥" and row.columns["weight"]
    ]
    rows = [
        row for row in rows if row.columns["value"] and row.columns["value"] > 50 and row.columns["value_upper"] is None
    ]
    if not rows:
        return None
    row = rng.choice(rows)
    done = round(row.columns["value"] * 0.6)
    printed = f"{done}%" if "%" in (row.columns["actual_raw"] or "") else f"{done}"
    row.cells["actual"].text, row.cells["score"].text = printed, f"{row.columns['weight']:g}"
    row.columns |= {"actual_raw": printed, "actual": float(done), "score": row.columns["weight"]}
    return said(
        row,
        "actual_short_score_full",
        f"实际完成{done}低于指标值,得分为满分",
        printed,
        row.columns["value_raw"],
        "actual",
        "score",
    )


PLANTED: dict[str, Planter] = {
    planter.__name__: planter
    for planter in (
        sum_of_parts,
        weights,
        operator_without_number,
        qualitative_number,
        number_without_unit,
        percentage_over_100,
        cost_over_budget,
        date_outside_year,
        same_indicator_twice,
        period_outside_year,
        actual_short_score_full,
    )
}


def plant(rng: Random, forms: list[Stated], sheets: list[Sheet]) -> None:
    """One fault, in the first form that takes one."""
    for stated in forms:
        stated.cells = [cell for sheet in sheets for cell in sheet.cells]
        for planter in rng.sample(list(PLANTED.values()), len(PLANTED)):
            fault = planter(rng, stated)
            if fault is not None:
                stated.faults.append(fault)
                return
