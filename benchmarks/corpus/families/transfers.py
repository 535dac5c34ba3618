"""Forms of transfers and of poverty and revitalisation funds."""

from benchmarks.corpus.families.common import Case, Made, heading, pairs, purse
from benchmarks.corpus.pieces import Column, Grid, indicator_grid, level_words, new_sheet
from benchmarks.corpus.projects import parts, project
from benchmarks.corpus.truth import state
from benchmarks.corpus.wording import style

__all__ = ["poverty", "transfer"]


def transfer(case: Case) -> Made:
    """区域绩效目标表: a label and value a row by level of government; 年度金额, 其中:中央补助, 地方资金."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    columns: list[Column] = [("level1", "一级指标", 1), ("level2", "二级指标", 1.2), ("name", "三级指标", 2.2)]
    unit_column = rng.random() < 0.5
    columns += [("unit", "单位", 0.7)] if unit_column else []
    columns.append(("value", rng.choice(["指标值", "目标值"]), 1.2))
    grid = Grid(
        columns,
        style(rng, "glued", "column" if unit_column else "glued"),
        level_words(rng),
        side=("绩效指标", 0.08),
        empty_slots=0.1,
        numbered=rng.random() < 0.2,
    )
    province = rng.choice(["湖南省", "四川省", "甘肃省", "河南省", "贵州省", "江西省"])
    stated = state("transfer", "target", office, one)
    sheet = new_sheet(grid)
    sheet.row(("专项名称" if rng.random() < 0.3 else "项目名称", 0.3), (one.name, 0.7))
    central = rng.choice(["农业农村部", "教育部", "财政部", "国家卫生健康委", "水利部"])
    rows = [
        ("中央主管部门", central),
        ("省级财政部门", f"{province}财政厅"),
        ("省级主管部门", f"{province}{central.strip('部国家')}厅"),
    ]
    for label, name in rows[: rng.choice([2, 3, 3])]:
        sheet.row((label, 0.3), (name, 0.7))
    sheet.row(("实施单位", 0.3), (office.name, 0.7))
    split = parts(rng, one.budget, ["中央补助", "地方资金"])
    with sheet.side(f"资金情况\n({money.unit})", 0.14):
        for label, item, value in [
            ("年度金额:", "资金总额", one.budget),
            ("其中:中央补助", "中央补助", split["中央补助"]),
            ("地方资金", "地方资金", split["地方资金"]),
        ]:
            cell = sheet.row((label, 0.4), (money.text(value), 0.6))[1]
            stated.fund(cell, item, label, value, basis="total" if item == "资金总额" else "income")
            if item == "资金总额":
                stated.form["budget_raw"] = cell.text
    annual = rng.random() < 0.5
    with sheet.side("年度目标" if annual else "总体目标", 0.08):
        sheet.row(one.goal, align="left")
    stated.form |= {"annual_goal" if annual else "overall_goal": one.goal, "money_unit": money.unit}
    indicator_grid(rng, sheet, stated, one.measures, grid)
    words = rng.choice(
        ["转移支付区域(项目)绩效目标表", "中央对地方转移支付区域绩效目标表", "中央财政补助资金区域绩效目标表"]
    )
    return Made([*heading(case, stated, words), sheet], [stated])


def poverty(case: Case) -> Made:
    """扶贫/衔接资金: stars and hints in names, operators in ASCII, rows for the offices' opinions at the end."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old", rich=2)
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.3),
        ("name", "三级指标", 2.6),
        ("value", "指标值", 1.4),
        ("remark", "备注", 0.8),
    ]
    spelling = style(rng, "glued", "glued", figures="plain")
    ascii_symbols = spelling.symbols | {"≥": rng.choice([">=", "≥"]), "≤": rng.choice(["<=", "≤"]), "=": "="}
    spelling = style(rng, "glued", "glued", figures="plain", symbols=ascii_symbols)
    grid = Grid(columns, spelling, level_words(rng), side=("绩效指标", 0.1), starred=True, empty_slots=0.1)
    sheet = new_sheet(grid)
    pairs(
        sheet,
        ("项目名称", one.name),
        ("项目负责人及电话", rng.choice(["", f"{rng.randint(13000000000, 18999999999)}"])),
    )
    coded = rng.random() < 0.5
    pairs(
        sheet, ("主管部门", office.department), ("实施单位", f"[{office.code}]{office.name}" if coded else office.name)
    )
    stated.form |= {
        "department": office.department,
        "unit_code": office.code if coded else None,
        "money_unit": money.unit,
    }
    with sheet.side(f"资金情况({money.unit})", 0.22):
        other = one.sources["其他资金"]
        rows = [
            ("年度资金总额:", "资金总额", one.budget),
            ("其中:财政拨款", "财政拨款", one.budget - other),
            ("其他资金", "其他资金", other),
        ]
        for label, item, value in rows:
            cell = sheet.row((label, 0.55), (money.text(value), 0.45))[1]
            stated.fund(cell, item, label, value, basis="total" if item == "资金总额" else "income")
            if item == "资金总额":
                stated.form["budget_raw"] = cell.text
    with sheet.side("总体目标", 0.22):
        middle = sheet.snapped(0.68, sheet.left)
        sheet.put(["年度目标", "年度总体目标完成情况"], [sheet.left, middle, 1.0])
        sheet.put([one.goal, ""], [sheet.left, middle, 1.0], align="left")
    stated.form["annual_goal"] = one.goal
    indicator_grid(rng, sheet, stated, one.measures, grid)
    for label in ("财政部门支出股室初审意见", "财政部门绩效评价股审核意见", "区扶贫办审核意见")[: rng.randint(2, 3)]:
        sheet.row((label, 0.22), ("(盖章)", 0.78))
    return Made(
        [
            *heading(
                case,
                stated,
                rng.choice(
                    ["绩效目标申报表", "财政专项扶贫资金项目绩效目标申报表", "衔接推进乡村振兴补助资金绩效目标表"]
                ),
            ),
            sheet,
        ],
        [stated],
    )
