"""Self-evaluations: the Ministry of Finance's form of 2020, and what Yunnan and Sichuan made of it."""

from decimal import Decimal

from benchmarks.corpus.families.common import Case, Made, Purse, heading, pairs, purse
from benchmarks.corpus.families.national import opening
from benchmarks.corpus.pieces import Column, Grid, edges, indicator_grid, level_words, new_sheet, signatures
from benchmarks.corpus.projects import Project, project
from benchmarks.corpus.sheet import Line, Sheet, Title
from benchmarks.corpus.truth import Stated, state
from benchmarks.corpus.wording import amount, style

__all__ = ["national_evaluation", "sichuan_evaluation", "yunnan_evaluation"]


def execution(
    case: Case, sheet: Sheet, stated: Stated, one: Project, money: Purse, labels: list[str], blank: str, side: str
) -> None:
    """Funds of a self-evaluation: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分."""
    rng = case.rng
    revised = one.budget
    first = revised if rng.random() < 0.5 else (revised * Decimal(rng.randint(60, 120)) / 100).quantize(Decimal("0.01"))
    done = revised if rng.random() < 0.4 else (revised * Decimal(rng.randint(40, 99)) / 100).quantize(Decimal("0.01"))
    rate = (done / revised * 100).quantize(Decimal("0.01"))
    stated.form |= {"budget": float(revised), "money_unit": money.unit}
    with sheet.side(side, 0.12):
        left = sheet.left
        ends = [left + (1 - left) * share for share in (0, 0.24, 0.38, 0.52, 0.66, 0.76, 0.88)]
        for i in range(1, len(ends)):
            ends[i] = sheet.snapped(ends[i], ends[i - 1])
        ends.append(1.0)
        sheet.put(["", *labels], ends)
        rows: list[tuple[str, str, str, tuple[Decimal, Decimal, Decimal] | None]] = [
            ("年度资金总额", "资金总额", "total", (first, revised, done)),
            ("其中:当年财政拨款", "财政拨款", "income", (first, revised, done)),
            ("上年结转资金", "上年结转", "income", None),
            ("其他资金", "其他资金", "income", None),
        ]
        for label, item, basis, values in rows:
            texts = [money.text(v) for v in values] if values else ["0", "0", "0"]
            top = item == "资金总额"
            shown = f"{rate}%" if top and rng.random() < 0.7 else (f"{amount(rate)}%" if top else blank)
            points = ["10", shown, amount((rate / 10).quantize(Decimal("0.1")))] if top else [blank, blank, blank]
            cells = sheet.put([label, *texts, *points], ends)
            for cell, measure, value in zip(
                cells[1:4], ("initial_budget", "revised_budget", "executed"), values or (Decimal(0),) * 3, strict=True
            ):
                stated.fund(
                    cell,
                    item,
                    label,
                    value,
                    measure=measure,
                    basis=basis,
                    execution_rate=float(rate) if top and measure == "executed" else None,
                )
            if top:
                stated.form["budget_raw"] = texts[1]


def goals_done(case: Case, sheet: Sheet, stated: Stated, one: Project) -> None:
    """年度总体目标: 预期目标 beside 实际完成情况."""
    with sheet.side("年度总体目标", 0.09):
        middle = sheet.snapped(0.6, sheet.left)
        sheet.put(["预期目标", "实际完成情况"], [sheet.left, middle, 1.0])
        done = case.rng.choice(["已按计划完成。", f"全年{one.name}各项工作基本完成,资金使用规范。", "完成情况良好"])
        sheet.put([one.goal, done], [sheet.left, middle, 1.0], align="left")
    stated.form["annual_goal"] = one.goal


def totals(sheet: Sheet, stated: Stated, label: str = "总分") -> None:
    """The last row: points in all, those of the execution rate among them as `execution` prints them."""
    rates = [row.columns["execution_rate"] for row in stated.funds if row.columns.get("execution_rate") is not None]
    executed = (Decimal(str(rates[0])) / 10).quantize(Decimal("0.1")) if rates else Decimal(10)
    points = sum(row.columns["score"] or 0 for row in stated.indicators) + float(executed)
    sheet.row((label, 0.7), ("100", 0.1), (f"{points:g}", 0.2))


def national_evaluation(case: Case) -> Made:
    """项目支出绩效自评表 of 2020: funds with A and B, indicators with actual values, points and reasons."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era=rng.choice(["old", "old", "new"]))
    money = purse(rng, "万元")
    stated = state("project", "self_evaluation", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 0.9),
        ("level2", "二级指标", 0.9),
        ("name", "三级指标", 1.5),
        ("value", rng.choice(["年度指标值", "年度指标值(A)"]), 1),
        ("actual", rng.choice(["实际完成值", "实际完成值(B)", "全年完成值"]), 1),
        ("weight", "分值", 0.6),
        ("score", "得分", 0.6),
        ("deviation", rng.choice(["偏差原因分析及改进措施", "未完成原因分析"]), 1.3),
    ]
    if rng.random() < 0.3:
        columns = [*columns[:4], columns[5], columns[4], *columns[6:]]
    grid = Grid(
        columns,
        style(rng, "glued", "glued"),
        level_words(rng),
        side=("绩效指标", 0.07),
        weights=Decimal(90),
        level1_scores=rng.random() < 0.5,
        filled=True,
        empty_slots=0.1,
    )
    sheet = new_sheet(grid)
    opening(case, sheet, stated, one)
    labels = ["年初预算数", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"]
    execution(case, sheet, stated, one, money, labels, rng.choice(["-", "—"]), f"项目资金\n({money.unit})")
    goals_done(case, sheet, stated, one)
    indicator_grid(rng, sheet, stated, one.measures, grid)
    totals(sheet, stated)
    title = heading(case, stated, rng.choice(["项目支出绩效自评表", "项目绩效自评表"]))
    foot = [Line(signatures(rng, office))] if rng.random() < 0.5 else []
    return Made([*title, sheet, *foot], [stated], landscape=rng.random() < 0.3)


def yunnan_evaluation(case: Case) -> Made:
    """Yunnan: 年度指标值 split into 指标性质, 指标值 and 度量单位 under a header of two rows."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    stated = state("project", "self_evaluation", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 0.9),
        ("level2", "二级指标", 0.9),
        ("name", "三级指标", 1.5),
        ("operator", "指标性质", 0.7),
        ("value", "指标值", 0.8),
        ("unit", "度量单位", 0.7),
        ("actual", "实际完成值", 0.9),
        ("weight", "分值", 0.6),
        ("score", "得分", 0.6),
        ("deviation", "偏差原因分析及改进措施", 1.2),
    ]
    grid = Grid(
        columns, style(rng, "column", "column"), level_words(rng), weights=Decimal(90), filled=True, empty_slots=0.1
    )
    sheet = new_sheet(grid)
    opening(case, sheet, stated, one)
    labels = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    execution(case, sheet, stated, one, money, labels, "-", f"项目资金\n({money.unit})")
    goals_done(case, sheet, stated, one)
    bounds = edges(grid)
    top = sheet.height
    sheet.put(["绩效指标", "年度指标值", "", "", "", ""], [bounds[0], bounds[3], *bounds[6:]])
    cells = indicator_grid(rng, sheet, stated, one.measures, grid)
    tall = [cell for cell in sheet.cells if cell.row == top][2:]
    for cell, below in zip(tall, cells[6:], strict=True):
        cell.text, cell.rows = below.text, 2
        sheet.cells.remove(below)
    totals(sheet, stated)
    return Made([*heading(case, stated, "项目支出绩效自评表"), sheet], [stated], landscape=rng.random() < 0.5)


def sichuan_evaluation(case: Case) -> Made:
    """Sichuan: 报表编号, 项目名称 = code-name, 预算执行情况(10分), guidance text left standing as a cell's content."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    stated = state("project", "self_evaluation", office, one, project_code=one.code)
    columns: list[Column] = [
        ("level1", "一级指标", 0.9),
        ("level2", "二级指标", 1),
        ("name", "三级指标", 1.5),
        ("operator", "指标性质", 0.8),
        ("value", "指标值", 0.9),
        ("unit", "度量单位", 0.8),
        ("actual", "完成值", 0.8),
        ("weight", "权重", 0.6),
        ("score", "得分", 0.6),
        ("deviation", "未完成原因分析", 1.1),
    ]
    filled = rng.random() < 0.7
    grid = Grid(
        columns,
        style(rng, "column", "column"),
        level_words(rng),
        weights=Decimal(90),
        filled=filled,
        empty_slots=0,
        side=("绩效指标(90分)", 0.1),
    )
    sheet = new_sheet(grid)
    sheet.row(("项目名称", 0.1), (f"{one.code}-{one.name}", 0.9))
    pairs(sheet, ("主管部门", f"{office.department}本级"), ("实施单位(盖章)", office.name))
    stated.form["department"] = f"{office.department}本级"
    with sheet.side("项目基本情况", 0.1):
        middle = sheet.snapped(0.66, 0.4)
        first = sheet.snapped(0.24, sheet.left)
        label = sheet.put(
            ["1.项目年度目标完成情况", "项目年度目标", "年度目标完成情况"], [sheet.left, first, middle, 1.0]
        )[0]
        label.rows = 2
        sheet.put([one.goal, "对照年度目标,说明相关任务目标的完成情况(100字以内)"], [first, middle, 1.0], align="left")
        sheet.put(["2.项目实施内容及过程概述", rng.choice(["", "按计划实施。"])], [sheet.left, first, 1.0])
    stated.form["annual_goal"] = one.goal
    labels = ["年初预算", "调整后预算数", "预算执行数", "权重", "预算执行率", "得分"]
    execution(case, sheet, stated, one, money, labels, "/", "预算执行情况(10分)")
    indicator_grid(rng, sheet, stated, one.measures, grid)
    totals(sheet, stated, "合计")
    sheet.row(("评价结论", 0.1), ("结合自评情况,说明项目自评总分,说明项目实施取得的成效或成果。(200字以内)", 0.9))
    sheet.row(
        ("存在问题", 0.1), (rng.choice(["结合自评情况,分析存在的问题及原因。(200字以内)", "资金支付进度偏慢。"]), 0.9)
    )
    sheet.row("项目负责人:", "财务负责人:")
    stated.form["title"] = f"部门预算项目支出绩效自评表({case.year}年度)"
    return Made([Title(stated.form["title"]), Line(f"报表编号:510000_0013{rng.choice(['zp', 'bm'])}"), sheet], [stated])
