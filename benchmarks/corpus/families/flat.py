"""Forms without a tree of levels: Chongqing's flat grids, and Huangshan's cell of bracketed text."""

from decimal import Decimal

from benchmarks.corpus.families.common import Case, Made, Purse, heading, pairs, purse
from benchmarks.corpus.families.local import several
from benchmarks.corpus.pieces import Column, Grid, new_sheet, row_texts, spread_weights
from benchmarks.corpus.projects import Project
from benchmarks.corpus.sheet import Block, Gap, Line, Sheet, Title
from benchmarks.corpus.truth import Stated, state
from benchmarks.corpus.wording import style

__all__ = ["bracket_text", "chongqing_flat"]


def chongqing_flat(case: Case) -> Made:
    """Flat: no level 1 or 2; 指标, 指标权重, 计量单位, 指标性质, 指标值; a 定性 row has no value; several small
    tables."""
    rng, office = case.rng, case.office
    money = purse(rng)
    blocks: list[Block] = []
    forms = []
    for one in several(case):
        stated = state("project", "target", office, one)
        columns: list[Column] = [
            ("name", rng.choice(["指标", "指标名称"]), 2),
            ("weight", "指标权重", 0.9),
            ("unit", "计量单位", 0.9),
            ("operator", "指标性质", 0.9),
            ("value", "指标值", 1.1),
        ]
        grid = Grid(
            columns, style(rng, "column", "column", sloppy=0, qualitative="定性"), empty_slots=0, weights=Decimal(100)
        )
        for i, m in enumerate(one.measures):
            if m.kind == "text":
                one.measures[i] = m.__class__(m.level1, m.level2, m.name, "text")
        sheet = new_sheet(grid)
        pairs(sheet, ("项目名称", one.name), ("业务主管部门", office.department))
        budget = pairs(
            sheet,
            (rng.choice(["当年预算", "预算数"]) + f"({money.unit})", money.text(one.budget)),
            ("实施单位", office.name),
        )[0]
        stated.form |= {
            "department": office.department,
            "budget_raw": budget.text,
            "annual_goal": one.goal,
            "money_unit": money.unit,
        }
        stated.fund(budget, "资金总额", sheet.cells[4].text, one.budget)
        sheet.row(("绩效目标", 0.16), (one.goal, 0.84), align="left")
        flat_grid(case, sheet, stated, one, grid)
        blocks += [Gap()] if blocks else []
        blocks += [*heading(case, stated, rng.choice(["项目支出绩效目标表", "重点专项资金绩效目标表"])), sheet]
        forms.append(stated)
    return Made(blocks, forms)


def flat_grid(case: Case, sheet: Sheet, stated: Stated, one: Project, grid: Grid) -> None:
    """The indicators without levels."""
    rng = case.rng
    weights = spread_weights(rng, grid.weights or Decimal(100), len(one.measures))
    with sheet.side("绩效指标", 0.16 if rng.random() < 0.5 else None):
        shares = [(label, width) for _, label, width in grid.columns]
        sheet.row(*shares)
        for m, weight in zip(one.measures, weights, strict=True):
            texts, truth = row_texts(rng, stated, grid, m.level1, m.level2, m, 1, weight, "无")
            if m.kind == "text":
                truth |= {"operator": "定性", "operator_raw": "定性", "value_raw": None, "value_kind": "empty"}
                texts["operator"] = "定性"
            cells = sheet.row(*[(texts.get(meaning, ""), width) for meaning, _, width in grid.columns])
            by = {meaning: cell for (meaning, _, _), cell in zip(grid.columns, cells, strict=True)}
            stated.indicator(
                by,
                **truth | {"level1": None, "level2": None, "level1_raw": None, "level2_raw": None},
            )


def bracket_text(case: Case) -> Made:
    """Huangshan: no grid of indicators; one cell holds them under `【产出指标-数量指标】` headings, values in
    brackets."""
    rng, office = case.rng, case.office
    money = Purse("元", "plain")
    projects = several(case, "old", 2)
    everything = sum((one.budget for one in projects), Decimal(0))
    sheet = Sheet(masters=[0.0, 0.1, 0.29, 0.42, 0.65, 1.0])
    borders = sheet.masters[:]
    sheet.put(["单位编码", "单位名称(项目类别/支出项目)", "年度预算安排", "项目内容", "绩效目标"], borders)
    sheet.put(["", office.department, money.text(everything), "", ""], borders)
    sheet.put([office.code, office.name, money.text(everything), "", ""], borders)
    sheet.put(["", "其他运转类", money.text(everything), "", ""], borders)
    sheet.head = (0, 1)
    forms = []
    title = f"{office.name}{case.year}年项目绩效目标和指标"
    for one in projects:
        stated = state(
            "project",
            "target",
            office,
            one,
            unit_code=office.code,
            title=title,
            money_unit=money.unit,
        )
        del stated.form["category"]
        lines = ["【总体目标】", one.goal.replace("\n", "")]
        grid = Grid([("name", "", 1.0), ("value", "", 1.0)], style(rng, "glued", "glued", sloppy=0), empty_slots=0)
        rows = []
        count = 0
        for n, m in enumerate(one.measures):
            new = n == 0 or one.measures[n - 1].level2 != m.level2
            count = 1 if new else count + 1
            texts, truth = row_texts(rng, stated, grid, m.level1, m.level2, m, 1, None, "")
            lines += [f"【{m.level1}-{m.level2}】"] if new else []
            lines.append(f"指标{count}:{m.name}({texts['value']})")
            rows.append(truth | {"level1_raw": m.level1, "level2_raw": m.level2, "name_raw": f"指标{count}:{m.name}"})
        cells = sheet.put(
            [
                office.code,
                one.name,
                money.text(one.budget),
                f"【项目概况】:{one.overall_goal}".replace("\n", ""),
                "\n".join(lines),
            ],
            borders,
        )
        cells[3].align = cells[4].align = "left"
        for truth in rows:
            stated.indicator({"name": cells[4], "value": cells[4]}, **truth)
        stated.fund(cells[2], "资金总额", "年度预算安排", one.budget)
        stated.form |= {"budget_raw": cells[2].text, "annual_goal": one.goal.replace("\n", "")}
        forms.append(stated)
    return Made([Title(title), Line("", f"单位:{money.unit}"), sheet], forms)
