"""Which of several amounts is the year's budget: by its label, whatever else that says, by the stage of its column, or
as the sum of its sources, no part counted twice."""

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw, scanned

GRID = "一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|养护里程|≥12公里"


def read(title: str, head: str) -> Form:
    (form,) = normalize(draw(f"\n2026年{title}\n项目名称|村道养护|<|<\n{head}\n{GRID}\n")).forms
    return form


@pytest.mark.parametrize(
    ("label", "printed", "budget"),
    [
        ("年度本级预算金额", "360万", 360.0),
        ("本项目年度资金总额", "360万元", 360.0),
        ("年度预算资金数", "3600000元", 360.0),
    ],
)
def test_a_longer_label_is_still_one(label: str, printed: str, budget: float) -> None:
    form = read("项目支出绩效目标申报表", f"{label}|{printed}|该项目支出上级资金|0")
    assert form.record.budget == budget
    assert "budget_missing" not in (form.record.review_reason or "")


def test_a_budget_in_the_first_column_of_its_stages_counts() -> None:
    head = "资金(万元)|预算数(A)|执行数(B)|执行率(B/A)\n年度财政资金总额|36|35.1|97.5%"
    form = read("项目支出绩效自评表", head)
    assert [(fund.measure, fund.amount) for fund in form.funds] == [("budget", 36.0), ("executed", 35.1)]
    assert form.record.budget == 36.0


SOURCES = """项目资金(万元)|年度资金总额|金额(万元)|<
^|(一)财政拨款小计|42.50|<
^|1、一般公共预算|40.00|<
^|2、政府性基金|2.50|<
^|(二)自有资金小计|{own}|<"""


@pytest.mark.parametrize(("own", "budget"), [("0.00", 42.5), ("7.5", 50.0)])
def test_a_source_and_what_it_is_made_of_count_once(own: str, budget: float) -> None:
    form = read("项目支出绩效目标申报表", SOURCES.format(own=own))
    assert form.record.budget == budget
    (said,) = (one for one in form.evidence if (one.of_table, one.field) == ("forms", "budget"))
    assert said.edits == ("summed",)


def test_a_total_that_says_this_year_goes_before_one_that_says_no_period() -> None:
    assert read("项目支出绩效目标申报表", "资金总额|80|<|<\n年度资金总额|36|<|<").record.budget == 36.0


def test_a_rate_that_is_no_number_has_no_evidence() -> None:
    head = "资金(万元)|预算数(A)|执行数(B)|执行率(B/A)\n年度财政资金总额|36|35.1|{}"
    told = [
        {one.field for one in read("项目支出绩效自评表", head.format(rate)).evidence if one.of_table == "funds"}
        for rate in ("97.5%", "—")
    ]
    assert "execution_rate" in told[0] and "execution_rate" not in told[1]


@pytest.mark.parametrize(("words", "print_asks"), [("详见附件", False), ("约36万余元", True)])
def test_words_beside_a_total_may_be_an_amount_where_they_have_digits_or_were_recognised(
    words: str, print_asks: bool
) -> None:
    text = f"\n2026年项目支出绩效目标申报表\n项目名称|村道养护|<|<\n资金总额|{words}|<|<\n{GRID}\n"
    asked = ["amount_unread" in (normalize(of(text)).forms[0].record.review_reason or "") for of in (draw, scanned)]
    assert asked == [print_asks, True]


def test_a_total_merged_over_a_header_of_two_rows_has_the_amount_below_it() -> None:
    (form,) = normalize(
        draw("""部门整体支出绩效目标表
(2026年度)
单位：万元
部门名称 | 某市数据局 | < | < | <
预算情况 | 资金总额 | 按收入性质分 | < | 按支出性质分
^ | ^ | 一般公共预算 | 其他资金 | 项目支出
^ | 4,062.17 | 3,982.17 | 80.00 | 2,786.51
^ | 其中：本级 | 3,151.90 | 二级机构 | 910.27
一级指标 | 二级指标 | 三级指标 | 指标值 | 备注
产出指标 | 数量指标 | 办件 | ≥10件 |
""")
    ).forms
    assert form.record.budget == 4062.17
    assert ("项目支出", 2786.51) in [(fund.item, fund.amount) for fund in form.funds]


def test_a_table_of_money_by_year_below_the_grid_is_none_of_it() -> None:
    (form,) = normalize(
        draw("""
转移支付区域绩效目标表
（2026年度）
单位：亿元
转移支付（项目）名称 | 农村公路补助 | < | < | <
绩效指标 | 一级指标 | 三级指标 | < | 指标值
^ | 产出指标 | 新改建农村公路里程 | < | ≥2800公里
^ | 效益指标 | 新增通三级路乡镇 | < | ≥35个
资金安排 | 资金来源 | 2026年 | 2027年 | 2028年
^ | 中央补助 | 18.64 | 19.10 | 19.50
^ | 资金总额 | 36.00 | 36.60 | 37.50
""")
    ).forms
    assert [row.name for row in form.indicators] == ["新改建农村公路里程", "新增通三级路乡镇"]


def test_what_was_spent_stands_beside_its_label_among_the_pairs_of_a_head() -> None:
    (form,) = normalize(
        draw("""
项目支出绩效运行监控表
（2026年1-7月）
项目名称 | 海域监测 | 实施单位 | 海洋技术服务中心 | < | <
全年预算数 | 215.00 | 1-7月执行数 | 111.78 | 全年预计执行数 | 210.00
三级指标 | 年度指标值 | 1-7月完成情况 | < | < | <
巡查航次 | ≥96航次 | 55航次 | < | < | <
""")
    ).forms
    assert {(fund.measure, fund.amount) for fund in form.funds if fund.item == "资金总额"} >= {
        ("executed", 111.78),
        ("forecast", 210),
    }
    assert form.record.budget == 215


@pytest.mark.parametrize("place", ["天元区", "庆元县", "广元市"])
def test_a_place_whose_name_has_the_character_of_money_names_no_unit(place: str) -> None:
    text = f"""
2023年部门整体支出绩效目标表
呈报单位:{place}粮食和物资储备局
金额口径:万元
预算情况 | 资金总额 | 其中:财政拨款
^ | 2887.65 | 2887.65
一级指标 | 三级指标 | 指标值
产出指标 | 储备应急帐篷 | 90顶
"""
    (form,) = normalize(draw(text)).forms
    assert (form.identity.unit, form.record.budget) == (f"{place}粮食和物资储备局", 2887.65)


def test_an_amount_within_a_sentence_is_called_by_its_own_label() -> None:
    head = "预算资金(万元)|本年预算合计143.8万元，其中县级配套23.8万元|其他资金 120.00|<"
    told = [(fund.item_raw, fund.amount) for fund in read("项目支出绩效目标申报表", head).funds]
    assert told == [("本年预算", 143.8), ("县级配套", 23.8), ("其他资金", 120.0)]


@pytest.mark.parametrize(
    ("spent", "budget"),
    [
        ("基本支出|80|<\n^|项目支出|30|<", 110.0),
        ("基本支出|80|<\n^|其中：人员经费|60|<\n^|公用经费|20|<\n^|项目支出|30|<", 110.0),
        ("人员经费|60|<\n^|公用经费|20|<\n^|项目支出|30|<", 110.0),
        ("财政拨款|100|<\n^|其他资金|20|<\n^|基本支出|80|<\n^|项目支出|30|<", 120.0),
    ],
)
def test_what_an_office_spends_counts_once_and_behind_where_its_money_comes_from(spent: str, budget: float) -> None:
    assert read("部门整体支出绩效目标申报表", f"年度预算(万元)|{spent}").record.budget == budget


@pytest.mark.parametrize("whole", ["实施期", "中期资金", "项目总投资"])
def test_a_period_in_front_of_a_row_is_of_its_amount_and_the_years_row_alone_is_the_budget(whole: str) -> None:
    form = read("项目支出绩效目标申报表", f"{whole}|财政拨款|100|<\n本年度资金|财政拨款|30|<")
    assert [(fund.period, fund.amount) for fund in form.funds] == [("whole", 100.0), ("annual", 30.0)]
    assert form.record.budget == 30.0


def test_sources_of_the_whole_project_are_not_what_it_costs_this_year_nor_in_all() -> None:
    form = read("项目支出绩效目标申报表", "实施期资金|财政拨款|100|<\n^|其他资金|20|<")
    assert [(fund.period, fund.amount) for fund in form.funds] == [("whole", 100.0), ("whole", 20.0)]
    assert form.record.budget is None and "budget_missing" in (form.record.review_reason or "")
