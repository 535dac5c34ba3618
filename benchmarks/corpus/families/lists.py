"""One long table: a row per indicator, unit and project cells merged downward over many rows and pages."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from benchmarks.corpus.families.common import Case, Made, Purse, heading, purse
from benchmarks.corpus.offices import Agency, agency
from benchmarks.corpus.pieces import Column, Grid, row_texts, spread_weights
from benchmarks.corpus.projects import Project, project
from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.truth import Stated, state
from benchmarks.corpus.wording import style

__all__ = ["inner_mongolia_list", "sichuan_list", "yunnan_list"]


def offices(case: Case) -> list[tuple[Agency, list[Project]]]:
    """One or two units with their projects, no two of the same name."""
    rng = case.rng
    units = [case.office]
    if rng.random() < 0.4:
        other = agency(rng)
        units.append(
            replace(other, code=case.office.code[:3] + f"{rng.randint(61, 99):03d}", department=case.office.department)
        )
    seen: set[str] = set()
    out = []
    for unit in units:
        mine = [project(rng, unit, case.year, rng.choice(["old", "new"]), rich=2) for _ in range(rng.randint(1, 4))]
        fresh: dict[str, Project] = {}
        for one in mine:
            if one.name not in seen:
                fresh.setdefault(one.name, one)
        mine = list(fresh.values())
        seen |= set(fresh)
        out.append((unit, mine))
    return [(unit, mine) for unit, mine in out if mine]


def long_table(
    case: Case,
    money: Purse,
    front: list[Column],
    grid: Grid,
    title: str,
    note: str,
    extras: dict[str, str],
    total: str | None,
    coded: str,
    own_rows: bool,
) -> Made:
    """The table: `front` are the columns merged over a project's rows (unit, project, budget, goal, …), then the
    indicators'."""
    rng = case.rng
    widths = [width for _, _, width in front + grid.columns]
    bounds = [0.0]
    for width in widths:
        bounds.append(round(bounds[-1] + width / sum(widths), 5))
    bounds[-1] = 1.0
    sheet = Sheet(masters=list(bounds))
    sheet.put([label for _, label, _ in front + grid.columns], bounds)
    sheet.head = (0, 1)
    forms: list[Stated] = []
    groups = offices(case)
    everything = sum((one.budget for _, mine in groups for one in mine), Decimal(0))
    meanings = [meaning for meaning, _, _ in front]
    if total:
        category(sheet, bounds, {0: total, meanings.index("budget"): money.text(everything)})
    for unit, mine in groups:
        first_row = sheet.height
        if own_rows:
            category(
                sheet,
                bounds,
                {
                    0: coded.format(code=unit.code[:3], name=unit.department),
                    meanings.index("budget"): money.text(sum((p.budget for p in mine), Decimal(0))),
                },
            )
            first_row = sheet.height
        unit_cell: Cell | None = None
        for one in mine:
            stated = state("project", "target", unit, one, unit_code=unit.code if "{code}" in coded else None)
            values = {
                "unit": coded.format(code=unit.code, name=unit.name),
                "project": one.name,
                "budget": money.text(one.budget),
                "goal": one.goal,
                "content": one.overall_goal,
            }
            stated.form |= {
                "budget_raw": values["budget"],
                "annual_goal": one.goal if "goal" in meanings else None,
                "money_unit": money.unit,
            }
            values |= extras
            start = sheet.height
            rows(rng, sheet, stated, one, grid, bounds[len(front) :])
            for i, meaning in enumerate(meanings):
                if meaning == "unit":
                    continue
                align = "left" if meaning in ("goal", "content") else "center"
                cell = Cell(values[meaning], bounds[i], bounds[i + 1], start, sheet.height - start, align)
                sheet.cells.append(cell)
                if meaning == "budget":
                    stated.fund(cell, "资金总额", front[i][1], one.budget)
            forms.append(stated)
        unit_cell = Cell(
            coded.format(code=unit.code, name=unit.name), 0.0, bounds[1], first_row, sheet.height - first_row
        )
        if meanings[0] == "unit":
            sheet.cells.append(unit_cell)
    blocks = heading(
        case,
        forms[0],
        title,
        f"金额单位:{money.unit}" if note == "right" else "",
        f"单位:{money.unit}" if note == "left" else "",
    )
    for stated in forms:
        stated.form["title"] = forms[0].form["title"]
    return Made([*blocks, sheet], forms, landscape=True)


def category(sheet: Sheet, bounds: list[float], texts: dict[int, str]) -> None:
    """A row that is no project: a total, or a unit's own sum."""
    sheet.put([texts.get(i, "") for i in range(len(bounds) - 1)], bounds)


def rows(rng: Random, sheet: Sheet, stated: Stated, one: Project, grid: Grid, bounds: list[float]) -> None:
    """A project's indicators; levels stand on every row, or are merged where neighbours agree."""
    found = rng.sample(one.measures, len(one.measures)) if grid.shuffled else one.measures
    weights = spread_weights(rng, grid.weights, len(found)) if grid.weights else [None] * len(found)
    open_cells: dict[str, Cell] = {}
    for n, m in enumerate(found):
        texts, truth = row_texts(rng, stated, grid, m.level1, m.level2, m, 1, weights[n], "无")
        before = found[n - 1] if n else None
        cells = {}
        for i, (meaning, _, _) in enumerate(grid.columns):
            same = (
                before is not None and before.level1 == m.level1 and (meaning == "level1" or before.level2 == m.level2)
            )
            if grid.merged and meaning in ("level1", "level2") and same:
                open_cells[meaning].rows += 1
                continue
            cells[meaning] = Cell(texts.get(meaning, ""), bounds[i], bounds[i + 1], sheet.height)
            if meaning in ("level1", "level2"):
                open_cells[meaning] = cells[meaning]
        sheet.cells += cells.values()
        sheet.height += 1
        truth |= {"level1_raw": texts["level1"], "level2_raw": texts["level2"]}
        stated.indicator(cells, **truth)


def sichuan_list(case: Case) -> Made:
    """Sichuan: 单位名称, 项目名称, 预算数, 年度目标; level 1 on every row in any order; 指标方向性."""
    rng = case.rng
    money = purse(rng, "元")
    front: list[Column] = [
        ("unit", "单位名称", 1),
        ("project", "项目名称", 1),
        ("budget", "预算数", 1),
        ("goal", "年度目标", 1.4),
    ]
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.1),
        ("name", "三级指标", 1.3),
        ("operator", "指标性质", 0.55),
        ("value", "指标值", 0.7),
        ("unit", "度量单位", 0.7),
        ("weight", "权重", 0.5),
        ("direction", "指标方向性", 0.8),
    ]
    grid = Grid(
        columns,
        style(rng, "column", "column", sloppy=0),
        {},
        merged=False,
        shuffled=rng.random() < 0.7,
        weights=Decimal(rng.choice([90, 100])),
        empty_slots=0,
    )
    return long_table(
        case,
        money,
        front,
        grid,
        "部门预算项目绩效目标申报表",
        "right",
        {},
        rng.choice([None, "合计"]),
        "{code}-{name}",
        rng.random() < 0.6,
    )


def inner_mongolia_list(case: Case) -> Made:
    """Inner Mongolia: level 1 carries its score, 指标方向 in words, 指标性质 says 正向 or 反向."""
    rng = case.rng
    money = purse(rng)
    front: list[Column] = [
        ("project", "项目名称", 1),
        ("unit_name", "预算单位", 1),
        ("budget", "预算数", 0.9),
        ("goal", "绩效目标", 1.5),
    ]
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1),
        ("name", "三级指标", 1.4),
        ("direction", "指标性质", 0.6),
        ("operator", "指标方向", 0.8),
        ("value", "指标值", 0.7),
        ("unit", "计量单位", 0.7),
    ]
    symbols = {"≥": "大于等于", "≤": "小于等于", "=": "等于", ">": "大于", "<": "小于", "~": "-"}
    spelling = style(rng, "column", "column", symbols=symbols, qualitative="", sloppy=0)
    grid = Grid(columns, spelling, {}, merged=rng.random() < 0.7, level1_scores=True, empty_slots=0)
    case_units = case.office.name
    made = long_table(
        case, money, front, grid, "项目支出绩效目标表", "right", {"unit_name": case_units}, None, "{name}", False
    )
    for stated in made.forms:
        stated.form |= {"unit": case_units, "unit_code": None}
    return made


def yunnan_list(case: Case) -> Made:
    """Yunnan 05-2: 单位名称、项目名称, 项目年度绩效目标, merged levels, 指标内容 as the explanation."""
    rng = case.rng
    money = purse(rng, "元")
    front: list[Column] = [
        ("unit", "单位名称", 1),
        ("project", "项目名称", 1.1),
        ("budget", "预算数", 0.9),
        ("goal", "项目年度绩效目标", 1.6),
    ]
    columns: list[Column] = [
        ("level1", "一级指标", 0.9),
        ("level2", "二级指标", 1),
        ("name", "三级指标", 1.4),
        ("operator", "指标性质", 0.6),
        ("value", "指标值", 0.7),
        ("unit", "度量单位", 0.7),
        ("direction", "指标属性", 0.8),
        ("explanation", "指标内容", 1.3),
    ]
    grid = Grid(columns, style(rng, "column", "column", sloppy=0), {}, merged=rng.random() < 0.5, empty_slots=0)
    return long_table(case, money, front, grid, "部门项目支出绩效目标表", "left", {}, None, "{name}", False)
