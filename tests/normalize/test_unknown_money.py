"""Money in words that nobody knows: its rows end a grid, its columns are stages in their order, its unit is a unit."""

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

GRID = """
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 招募志愿者人数 | ≥39名
^ | 质量指标 | 项目验收合格率 | ≥83%
效益指标 | 社会效益指标 | 党员受教育覆盖面 | 100%
"""
HEAD = """
项目支出绩效目标申报表
(2027年度)
{line}
填报单位 | 民勤县港航事务中心 | 项目名称 | 农村公路日常养护
"""


def read(text: str) -> Form:
    (form,) = normalize(draw(text)).forms
    return form


@pytest.mark.parametrize(
    ("money", "budget"),
    [
        ("全年经费总数 | 14539.40 | 其中:一般公共预算 | 7996.67\n政府性基金 | 6542.73 | 另外筹集 | 0", 14539.4),
        ("中期资金总额 | 预算申报数 | 其中:公共预算安排 | 其他资金\n78.95 | 74.4 | 74.4 | 0", 74.4),
        ("资金筹措 | 当年预算 | 其中:切块下达 | 另行筹集\n^ | 74.4 | 70 | 4.4", 74.4),
    ],
    ids=["beside", "below", "below words of a province's own"],
)
def test_rows_of_money_below_a_grid_are_no_indicators(money: str, budget: float) -> None:
    form = read(HEAD.format(line="单位:万元") + GRID.rstrip("\n") + "\n" + money)
    assert [row.name for row in form.indicators] == ["招募志愿者人数", "项目验收合格率", "党员受教育覆盖面"]
    assert form.record.budget == budget


def test_stages_of_unknown_words_stand_in_their_order() -> None:
    text = """
项目绩效运行监控表
(2027年1-7月)
填报单位 | 民勤县港航事务中心 | 项目名称 | 农村公路日常养护 | <
经费渠道 | 年初下达数 | 截至七月已支付 | 全年预计支出数 | 执行程度
资金总额 | 1.6万元 | 0.73万元 | 1.6万元 | 45.62%
财政拨款 | 1.6万元 | 0.73万元 | 1.6万元 | -
"""
    form = read(text + GRID)
    said = {fund.measure: fund.amount for fund in form.funds if fund.item == "资金总额"}
    assert said["initial_budget"] == 1.6
    assert said["executed"] == 0.73
    assert form.record.budget == 1.6
    assert form.record.needs_review


@pytest.mark.parametrize("line", ["货币口径:元", "计价单位:元", "金额单位为元"])
def test_a_money_unit_is_one_behind_any_label(line: str) -> None:
    form = read(HEAD.format(line=line) + "预算数 | 144900 | 其中：财政拨款 | 144900\n" + GRID)
    assert form.record.budget == 14.49


def test_the_points_of_a_grid_are_no_money() -> None:
    text = GRID.replace("指标值", "指标值 | 分值").replace("名\n", "名 | 30\n").replace("83%", "83% | 30")
    form = read(
        HEAD.format(line="单位:万元") + text.replace("100%\n", "100% | 30\n").rstrip("\n") + "\n合计 | < | < | < | 90"
    )
    assert form.funds == ()


def test_an_office_below_a_label_that_has_its_value_is_the_value_of_its_own() -> None:
    text = """
项目支出绩效目标申报表
(2027年度)
项目名称 | 农村公路日常养护 | 主管部门 | 民勤县交通运输局
联系人 | 董秀英 | 经办单位 | 民勤县港航事务中心
"""
    form = read(text + GRID)
    assert form.identity.unit == "民勤县港航事务中心"
    assert "field_guessed" in (form.record.review_reason or "")


def test_a_row_that_ends_in_words_is_an_indicator_of_money() -> None:
    grid = """
一级指标 | 二级指标 | 三级指标 | 分值 | 指标值 | 口径解释
建设内容 | 时效指标 | 项目完成时间 | 11 | 2027年10月 | 按计划
^ | 投资控制 | 项目预算控制数 | 11 | 1.04万元 | 考核项目预算控制数是否达到要求
"""
    form = read(HEAD.format(line="单位:万元").rstrip("\n") + " | < | <" + grid)
    assert [row.name for row in form.indicators] == ["项目完成时间", "项目预算控制数"]


def test_rows_of_other_columns_than_the_grids_are_none_of_it() -> None:
    """The table of money below a grid begins its columns within the grid's."""
    grid = """
一级指标 | < | 三级指标 | < | 指标值 | <
产出指标 | < | 招募志愿者人数 | < | ≥39名 | <
^ | < | 项目合格率 | < | ≥83% | <
出资盘子 | 年初核定额 | < | 1622.6万元 | < | 实际花费
^ | 876.2万元 | < | 54 | < | 无
"""
    form = read(HEAD.format(line="单位:万元").rstrip("\n") + " | < | <" + grid)
    assert [row.name for row in form.indicators] == ["招募志愿者人数", "项目合格率"]


@pytest.mark.parametrize(
    ("rows", "budget"),
    [
        ("年初预算数 | 调整后预算数 | 1-6月执行数 | 执行率\n1,300.00 | 1,180.00 | 354.00 | 30%", 1300.0),
        (
            "资金性质 | 项目总投资 | 以前年度已安排 | 年度安排\n财政资金 | 2.5 | 0.75 | 1.25\n合计 | 6.8 | 1.85 | 3.2",
            3.2,
        ),
        (
            "资金来源 | 年初预算 | 本次追加 | 追加后年度资金总额\n合计 | 62 | 88.5 | 150.5",
            150.5,
        ),
        ("资金总额 | 73.8万元(市级50万元,街道自筹23.8万元) | < | <", 73.8),
        ("合同总预算 | 126.8 | 当年预算 |  | 105.7", 105.7),
    ],
    ids=[
        "one row by stage",
        "whole project beside the year",
        "before and after",
        "what it is made of",
        "a blank between",
    ],
)
def test_the_year_s_total_stands_in_many_places(rows: str, budget: float) -> None:
    wide = rows.split("\n")[0].count("|") - 3
    grid = GRID.replace("\n", " | <" * wide + "\n").strip(" |<\n")
    form = read(HEAD.format(line="单位:万元").rstrip("\n") + " | <" * wide + "\n" + rows + "\n" + grid)
    assert form.record.budget == budget
    assert len(form.indicators) == 3


def test_an_amount_of_which_nothing_says_what_it_is_counted_in_is_asked_about() -> None:
    money = "年度资金总额 | 3268000 | 财政拨款 | 3268000元 | 其他资金 | 0"
    form = read(HEAD.format(line="") + money + GRID)
    asked = {row.item: "money_unit_missing" in (row.review_reason or "") for row in form.funds}
    assert asked == {"资金总额": True, "财政拨款": False, "其他资金": False}, "it may be ten thousand times too large"
    form = read(HEAD.format(line="单位:元") + money + GRID)
    assert not any(row.needs_review for row in form.funds)


def test_a_goal_beside_money_names_neither_its_unit_nor_its_period() -> None:
    text = """
项目支出绩效目标申报表
(2026年度)
单位:元
项目名称 | 药物制度补助 | < | <
年度总体目标 | 中长期看，项目预算数控制在448.88万元以内，城乡差距不断缩小。 | 资金总额 | 4488800.00
^ | ^ | 其中:财政拨款 | 3097300.00
^ | ^ | 其他资金 | 1391500.00
"""
    form = read(text + GRID)
    assert [(fund.amount, fund.period) for fund in form.funds] == [
        (448.88, "annual"),
        (309.73, "annual"),
        (139.15, "annual"),
    ]


def test_a_block_of_money_below_a_grid_ends_it_though_one_of_its_words_is_unknown() -> None:
    text = """
项目支出绩效自评表
(2021年度)
项目名称 | 山洪灾害防治 | 年度 | 2021 | <
第一层级 | 指标内容 | 年内应达到 | 全年完成值 | 分数占比
产出指标 | 治理水土流失面积 | ≥23平方公里 | 23平方公里 | 50
效益指标 | 新增灌溉效益 | ≥62万元 | 63万元 | 50
用款计划 | | 年度用款总数 | 财政安排 | 另外筹集
^ | 年初批复数 | 418.79 | 418.79 | 0.00
^ | 调增调减后预算 | 418.79 | 418.79 | 0.00
"""
    assert [row.name for row in read(text).indicators] == ["治理水土流失面积", "新增灌溉效益"]


@pytest.mark.parametrize(
    ("corner", "total"),
    [("", "资金总额"), ("资金来源", "资金总额"), ("", "年度用款总数")],
    ids=["known", "corner", "unknown"],
)
def test_money_with_a_row_for_each_stage_is_read_as_that_with_a_column_for_each(corner: str, total: str) -> None:
    text = f"""
项目支出绩效自评表
(2021年度)
单位:万元
项目名称 | 山洪灾害防治 | 填报单位 | 某县水利局 | <
用款计划 | {corner} | {total} | 财政拨款 | 另外筹集
^ | 年初盘子 | 420.00 | 419.00 | 1.00
^ | 调增调减后预算 | 418.79 | 418.79 | 0.00
^ | 全年执行数 | 326.66 | 326.66 | 0.00
^ | 预算执行率 | 78% | - | -
"""
    form = read(text + GRID)
    assert form.record.budget == 418.79
    said = {(fund.item, fund.measure): fund.amount for fund in form.funds}
    assert said["资金总额", "executed"] == 326.66
    assert said["财政拨款", "initial_budget"] == 419.0
    assert form.record.needs_review == (total != "资金总额")


def test_money_with_a_row_for_each_stage_may_have_a_total_that_heads_its_parts() -> None:
    form = read(
        """
项目支出绩效运行监控表
(2027年1-9月)
单位:万元
项目名称 | 江堤维护 | 填报单位 | 某县水利局 | <
资金来源 | 年度资金总额 | 其中:中央补助 | 地方资金 | 单位资金
全年预算数 | 415.00 | 200.00 | 185.00 | 30.00
1-9月执行数 | 298.60 | 172.00 | 111.60 | 15.00
全年预计执行数 | 408.80 | 200.00 | 178.80 | 30.00
"""
        + GRID
    )
    said = {(fund.item, fund.measure): fund.amount for fund in form.funds}
    assert said["资金总额", "executed"] == 298.6
    assert said["中央补助", "revised_budget"] == 200.0
    assert said["地方资金", "forecast"] == 178.8
    assert len(said) == 12


def test_what_is_planned_for_parts_of_the_year_is_not_the_years() -> None:
    form = read(
        """
项目支出绩效目标分解表
(2027年度)
单位:万元
项目名称 | 江堤维护 | < | 填报单位 | 某县水利局 | <
年度预算 | 来源 | 其中:分季度累计用款计划 | < | 全年 | 占比
^ | ^ | 至3月末 | 至9月末 | ^ | ^
^ | 年度资金总额 | 58.00 | 297.00 | 386.40 | 100%
^ | 一般公共预算 | 58.00 | 262.50 | 326.40 | 84.5%
^ | 单位资金 | 0.00 | 34.50 | 60.00 | 15.5%
"""
        + GRID
    )
    assert {(fund.item, fund.amount) for fund in form.funds} == {
        ("资金总额", 386.4),
        ("一般公共预算", 326.4),
        ("单位资金", 60.0),
    }


def test_sources_may_stand_behind_what_is_planned() -> None:
    form = read(
        """
项目支出绩效自评表
(2027年度)
单位:万元
项目名称 | 江堤维护 | 填报单位 | 某县水利局
全年预算数 | 资金来源 | 全年执行数 | 执行率
67.28 | 年度资金总额 | 61.9 | 92%
48.00 | 其中:中央补助 | 44.72 | 93.17%
19.28 | 地方资金 | 17.18 | 89.11%
"""
        + GRID
    )
    said = {(fund.item, fund.measure): fund.amount for fund in form.funds}
    assert said["资金总额", "revised_budget"] == 67.28
    assert said["中央补助", "executed"] == 44.72
    assert said["地方资金", "revised_budget"] == 19.28


@pytest.mark.parametrize(("spent", "asked"), [("截至8月末执行", False), ("扣除暂付款后的支出", True)])
def test_what_a_sentence_says_of_a_stage_is_read_or_asked_about(spent: str, asked: bool) -> None:
    form = read(
        f"""
部门整体支出绩效运行监控表
(2027年1-8月)
部门名称 | 某县水利局 | < | <
预算执行情况 | 年初预算512.40万元，调整后预算536.00万元，{spent}312.60万元，全年预计执行530.00万元。 | < | <
"""
        + GRID
    )
    said = {fund.measure: fund.amount for fund in form.funds}
    assert said["forecast"] == 530.0
    assert said.get("executed") == (None if asked else 312.6)
    assert ("amount_unread" in (form.record.review_reason or "")) == asked


@pytest.mark.parametrize(
    ("money", "funds"),
    [
        (
            "年度资金总额 | 60,000.00元 | 其中:一般公共预算 | 53,400.00元\n"
            "主管部门 | 民勤县交通运输局 | 另外筹集 | 6,600.00元",
            {("资金总额", 6.0), ("一般公共预算", 5.34), ("另外筹集", 0.66)},
        ),
        (
            "年度资金总额 | 1184.4\n其中:公共预算安排(万元) | 1184.4\n政府基金部分(万元) | 0",
            {("资金总额", 1184.4), ("公共预算安排", 1184.4), ("政府基金部分", 0.0)},
        ),
        ("年度资金总额 | 1184.4\n受益人口 | 320", {("资金总额", 1184.4)}),
        ("年度资金总额 | 14.2\n用款年份 | 2018", {("资金总额", 14.2)}),
    ],
    ids=["below a known part", "as printed", "no money", "a year"],
)
def test_parts_that_nobody_knows_are_kept_as_printed(money: str, funds: set[tuple[str, float]]) -> None:
    form = read(HEAD.format(line="单位:万元") + money + "\n" + GRID)
    assert {(fund.item, fund.amount) for fund in form.funds} == funds


def test_what_was_spent_is_told_by_the_rate() -> None:
    text = """
项目绩效自评表
(2027年度)
填报单位 | 民勤县港航事务中心 | 项目名称 | 农村公路日常养护 | <
资金来源 | 年初批复数 | 调剂后预算 | 全年支付数 | 支付进度
资金总额 | 1.34 | 1.40 | 0.87 | 62.14%
国库出资 | 1.34 | 1.40 | 0.87 | -
"""
    form = read(text + GRID)
    said = {(fund.item, fund.measure): fund.amount for fund in form.funds}
    assert said["资金总额", "executed"] == said["国库出资", "executed"] == 0.87
    assert (form.record.budget, form.record.needs_review) == (1.4, True)


def test_a_column_of_one_kind_of_money_is_a_part_of_the_total_and_no_stage() -> None:
    money = """
年度预算安排 | 资金来源 | 合计 | 基本支出 | 项目支出
^ | 合计 | 6,284.37 | 1,082.37 | 5,202.00
^ | 一般公共预算 | 5,126.17 | 1,082.37 | 4,043.80
"""
    form = read(
        HEAD.format(line="单位:万元").rstrip("\n") + " | <" + money + GRID.strip().replace("\n", " | <\n") + " | <\n"
    )
    told = {(fund.item, fund.measure, fund.amount) for fund in form.funds}
    assert told == {
        ("资金总额", "budget", 6284.37),
        ("一般公共预算", "budget", 5126.17),
        ("基本支出", "budget", 1082.37),
        ("项目支出", "budget", 5202.0),
    }


def test_half_of_a_year_is_no_stage_of_its_money() -> None:
    money = "\n资金安排 | 资金来源 | 上半年 | 下半年 | 全年\n^ | 合计 | 412 | 688 | 1100\n"
    form = read(
        HEAD.format(line="单位:万元").rstrip("\n") + " | <" + money + GRID.strip().replace("\n", " | <\n") + " | <\n"
    )
    assert [(fund.measure, fund.amount) for fund in form.funds] == [("budget", 1100.0)]


def test_the_money_unit_may_stand_in_a_note_below_and_is_not_that_of_a_price() -> None:
    money = "资金总额 | 776.60 | < | <\n支出内容 | 数量 | 单价(元) | 金额\n民居修缮 | 168栋 | 26,000 | 436.80\n"
    form = read(HEAD.format(line="") + money + GRID + "\n注：除单价外，本表金额单位均为万元。\n")
    assert (form.record.budget, form.record.money_unit) == (776.6, "万元")


def test_rows_of_wider_cells_than_the_grids_are_another_table() -> None:
    grid = """
一级指标 | 二级指标 | 三级指标 | 指标值 | 完成情况 | 备注
产出指标 | 数量指标 | 招募志愿者人数 | ≥39名 | 41名 |
^ | 质量指标 | 项目合格率 | ≥83% | 90% |
本年应付利息 | < | 本年已付利息 | < | 本息覆盖倍数 | <
323.40 | < | 161.70 | < | 1.29 | <
"""
    form = read(HEAD.format(line="单位:万元").rstrip("\n") + " | < | <" + grid)
    assert [row.name for row in form.indicators] == ["招募志愿者人数", "项目合格率"]


def told(form: Form) -> list[tuple[str, str, str, float | None]]:
    return [(fund.item, fund.period, fund.measure, fund.amount) for fund in form.funds]


@pytest.mark.parametrize(
    ("money", "wanted"),
    [
        (
            "项目资金总额 | 807.1 | 当年资金总额 | 773.09\n其中:一般公共预算 | 502.51 | 政府性基金 | 270.58",
            {"一般公共预算": "annual", "政府性基金": "annual"},
        ),
        (
            "项目资金总额 | 900 | 当年资金总额 | 300\n其中:一般公共预算 | 500 | 政府性基金 | 400",
            {"一般公共预算": "whole", "政府性基金": "annual"},
        ),
    ],
    ids=["of the year's total", "of neither: asked about"],
)
def test_parts_are_of_the_total_that_they_add_up_to(money: str, wanted: dict[str, str]) -> None:
    form = read(HEAD.format(line="单位:万元") + money + "\n" + GRID.lstrip("\n"))
    parts = [fund for fund in form.funds if fund.item in wanted]
    assert {fund.item: fund.period for fund in parts} == wanted
    assert any(fund.needs_review for fund in parts) == ("whole" in wanted.values())


def test_a_total_behind_the_whole_project_s_is_the_year_s() -> None:
    form = read(HEAD.format(line="单位:万元") + "中期资金总额 | 101.869 | 资金总额 | 88.119\n" + GRID.lstrip("\n"))
    assert told(form) == [
        ("资金总额", "whole", "budget", 101.869),
        ("资金总额", "annual", "budget", 88.119),
    ]


def test_an_amount_beside_a_label_that_nobody_knows_asks_but_where_the_total_needs_it() -> None:
    money = "年度资金总额 | 100\n其中:财政拨款 | 60\n社会捐助资金 | {}\n"
    doubted = []
    for amount in ("40", "25"):
        form = read(HEAD.format(line="单位:万元") + money.format(amount) + GRID.lstrip("\n"))
        doubted.append([fund.item for fund in form.funds if fund.needs_review])
    assert doubted == [[], ["社会捐助资金"]]


def test_stages_of_the_total_as_pairs_are_stages() -> None:
    money = "年初预算 | 60.7 | 全年预算数 | 58 | 全年执行数 | 47.4\n"
    form = read(HEAD.format(line="单位:万元") + money + GRID.lstrip("\n"))
    assert told(form) == [
        ("资金总额", "annual", "initial_budget", 60.7),
        ("资金总额", "annual", "revised_budget", 58.0),
        ("资金总额", "annual", "executed", 47.4),
    ]


def test_a_telephone_below_a_kind_of_project_is_no_money() -> None:
    pairs = "经费类别: | 特定目标类 | 年度资金总额 | 8\n电话: | 6939908 | 填报人 | 吕慧\n"
    assert told(read(HEAD.format(line="单位:万元") + pairs + GRID.lstrip("\n"))) == [
        ("资金总额", "annual", "budget", 8.0)
    ]


def test_stages_under_each_source_are_that_source_s() -> None:
    money = """资金情况 | 资金合计 | < | 财政拨款 | <
^ | 全年预算数 | 全年执行数 | 全年预算数 | 全年执行数
^ | 764 | 521.8 | 640 | 462.2
"""
    form = read(HEAD.format(line="单位:万元") + money + GRID.lstrip("\n"))
    assert told(form) == [
        ("资金总额", "annual", "revised_budget", 764.0),
        ("资金总额", "annual", "executed", 521.8),
        ("财政拨款", "annual", "revised_budget", 640.0),
        ("财政拨款", "annual", "executed", 462.2),
    ]


def test_columns_of_other_years_are_no_stages_and_the_whole_project_s_is_its_own() -> None:
    money = """资金来源 | 项目总投资 | 截至2026年底已落实 | 2027年度安排 | 以后年度需落实
地方资金 | 1150 | 300 | 450 | 400
单位资金 | 850 | 150 | 200 | 500
合计 | 2000 | 450 | 650 | 900
"""
    form = read(HEAD.format(line="单位:万元") + money + GRID.lstrip("\n"))
    assert {(item, period): amount for item, period, _, amount in told(form)} == {
        ("地方资金", "annual"): 450.0,
        ("地方资金", "whole"): 1150.0,
        ("单位资金", "annual"): 200.0,
        ("单位资金", "whole"): 850.0,
        ("资金总额", "annual"): 650.0,
        ("资金总额", "whole"): 2000.0,
    }
    assert {measure for _, _, measure, _ in told(form)} == {"budget"}


def test_the_kind_of_a_project_over_a_label_is_no_money() -> None:
    pairs = "项目编码 | 50010926T0001 | 项目类别 | 特定目标类\n当年预算 | 8 | 区级支出 | 8\n"
    assert "项目支出" not in [item for item, _, _, _ in told(read(HEAD.format(line="单位:万元") + pairs + GRID[1:]))]


def test_a_row_that_reckons_columns_parts_no_stages_from_their_sources() -> None:
    money = """资金执行情况 | 财政拨款 | 上年结转 | 合计 | 备注
^ | （1） | （2） | （3）=（1）+（2） | <
年初预算数 | 86 | 0 | 86 |
全年预算数 | 81.5 | 14.3 | 95.8 | 年中压减4.5万元
全年执行数 | 81.5 | 13 | 94.5 |
"""
    form = read(HEAD.format(line="单位:万元") + money + GRID.lstrip("\n"))
    assert ("资金总额", "annual", "revised_budget", 95.8) in told(form)
    assert ("上年结转", "annual", "executed", 13.0) in told(form)
    assert len(form.funds) == 9


def test_the_first_of_several_amounts_in_a_row_asks() -> None:
    form = read(HEAD.format(line="单位:万元") + "年度资金总额 | 86 | 40 | 46\n" + GRID.lstrip("\n"))
    assert [fund.needs_review for fund in form.funds if fund.item == "资金总额"] == [True]


def test_income_and_spending_beside_each_other_are_no_stages() -> None:
    money = """年度预算 | 收入预算 | 金额 | 支出预算 | 金额
^ | 收入合计 | 7462.8 | 支出合计 | 7462.8
^ | 一般公共预算 | 6905.3 | 基本支出 | 2317.8
^ | 上年结转 | 557.5 | 项目支出 | 5145
"""
    form = read(HEAD.format(line="单位:万元") + money + GRID.lstrip("\n"))
    assert [(fund.item, fund.measure, fund.basis, fund.amount) for fund in form.funds] == [
        ("资金总额", "budget", "income", 7462.8),
        ("资金总额", "budget", "expenditure", 7462.8),
        ("一般公共预算", "budget", "income", 6905.3),
        ("基本支出", "budget", "expenditure", 2317.8),
        ("上年结转", "budget", "income", 557.5),
        ("项目支出", "budget", "expenditure", 5145.0),
    ]
