"""Rows that a page break cuts: what is printed on both pages counts once, what may be torn is asked about."""

import pytest

from extract.model import Extraction
from normalize import normalize
from tests.normalize.drawing import draw, scanned

GOAL = "【总体目标】↵保运行↵【产出指标-数量指标】↵指标1:样本量(≥8户)↵【满意度指标-满意度】↵指标1:满意度(≥9%)"
BRACKETS = f"""
某县统计局2022年项目绩效目标和指标
单位:元
单位编码 | 单位名称(项目类别/支出项目) | 年度预算安排 | 项目内容 | 绩效目标 | <
219059 | 统计系统运维 | 713000 | 运维 | {GOAL} | <
---
单位编码 | 单位名称(项目类别/支出项目) | 年度预算安排 | 项目内容 | 绩效目标 | <
219059 | 统计系统运维 | 713000 | 运维 | {GOAL} | <
"""
LISTED = """
2026年项目支出绩效目标表
项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
城乡公交一体化 | 12 | 产出指标 | 数量指标 | 更新公交车 | ≥ | 30 | 辆
---
项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
补贴资金 | 12 | 效益指标 | 社会效益指标 | 群众知晓率 | ≥ | 90 | %
"""


def test_a_row_printed_on_both_pages_counts_once() -> None:
    (form,) = normalize(draw(BRACKETS)).forms
    assert [row.name for row in form.indicators] == ["样本量", "满意度"]


def torn(listed: Extraction, *, cut: bool) -> Extraction:
    """The list; its first project's cell as wide as its name and, if `cut`, without the ruling below it and below the
    budget beside it."""
    data = listed.model_dump()
    name, budget = [c for t in data["pages"][0]["tables"] for c in t["cells"] if c["row"] and c["column"] < 2]
    (line,) = name["lines"]
    line["box"] = (name["box"][0], line["box"][1], name["box"][2], line["box"][3])
    name["doubts"] = budget["doubts"] = ("ruling_closed",) if cut else ()
    return Extraction.model_validate(data)


def test_a_projects_name_that_a_page_break_may_have_torn_is_asked_about() -> None:
    for form in normalize(torn(scanned(LISTED), cut=True)).forms:
        assert all("project_unread" in (row.review_reason or "") for row in form.indicators)


def test_a_name_beside_a_budget_of_its_own_is_no_rest_of_the_one_before() -> None:
    other = LISTED.replace("补贴资金 | 12", "补贴资金 | 15")
    forms = normalize(torn(scanned(other), cut=True)).forms
    assert [form.identity.project for form in forms] == ["城乡公交一体化", "补贴资金"]
    assert not any("project_unread" in (row.review_reason or "") for form in forms for row in form.indicators)


def test_a_project_that_ends_with_its_page_is_not() -> None:
    forms = normalize(torn(scanned(LISTED), cut=False)).forms
    assert [form.identity.project for form in forms] == ["城乡公交一体化", "补贴资金"]
    assert not any(row.needs_review for form in forms for row in form.indicators)


def test_a_torn_name_beside_an_amount_that_is_drawn_on_both_pages_is_one_project() -> None:
    (form,) = normalize(torn(draw(LISTED), cut=True)).forms
    assert (form.identity.project, len(form.indicators)) == ("城乡公交一体化补贴资金", 2)
    other = LISTED.replace("补贴资金 | 12", "补贴资金 | 15")
    assert len(normalize(torn(draw(other), cut=True)).forms) == 2, "another project has an amount of its own"


def test_a_years_goal_that_stands_behind_the_page_break_is_not_the_whole_projects_too() -> None:
    listed = LISTED.replace("预算数 |", "预算数 | 年度绩效目标 |").replace(
        "补贴资金 | 12 |", " |  | 更新公交车30辆。 |"
    )
    (form,) = normalize(draw(listed.replace("一体化 | 12 |", "一体化 | 12 | |"))).forms
    assert (form.record.annual_goal, form.record.overall_goal) == ("更新公交车30辆。", None)


def test_a_speck_where_the_next_page_goes_on_with_a_project_is_no_project() -> None:
    listed = LISTED.replace("补贴资金 | 12 |", "4 |  |")
    (form,) = normalize(scanned(listed)).forms
    assert (form.identity.project, len(form.indicators)) == ("城乡公交一体化", 2)


def test_a_header_at_the_foot_of_its_page_has_two_labels_where_their_wall_was_not_seen() -> None:
    header = "项目名称 | 预算数 | 一级指标二级指标 | < | 三级指标 | 指标性质 | 指标值 | 度量单位"
    rows = LISTED.split("\n")[3], LISTED.split("\n")[6]
    forms = normalize(scanned("\n".join(["2026年项目支出绩效目标表", header, "---", *rows]))).forms
    assert [(row.level1, row.level2) for form in forms for row in form.indicators] == [
        ("产出指标", "数量指标"),
        ("效益指标", "社会效益指标"),
    ]


def test_level_names_under_no_label_are_asked_about() -> None:
    header = "项目名称 | 预算数 | 备注甲 | < | 三级指标 | 指标性质 | 指标值 | 度量单位"
    listed = LISTED.replace(LISTED.split("\n")[2], header)
    rows = [row for form in normalize(draw(listed)).forms for row in form.indicators]
    assert rows[0].level1 == "产出指标"
    assert all(row.needs_review for row in rows)


@pytest.mark.parametrize("mark", ["(续表)", "（续）", "续表", "(续1)"])
def test_a_continued_table_is_no_form_of_its_own(mark: str) -> None:
    text = f"""
部门整体支出绩效目标表
(2026年度)
部门名称 | 某区人民检察院 | < | <
资金总额 | 2748.05 | < | <
---
部门整体支出绩效目标表{mark}
部门名称:某区人民检察院
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 办理案件 | ≥620件
"""
    (form,) = normalize(draw(text)).forms
    assert (form.record.budget, [row.name for row in form.indicators]) == (2748.05, ["办理案件"])


def test_a_blank_below_a_project_of_one_row_at_the_foot_of_a_page_is_no_other_project() -> None:
    listed = """
2026年项目支出绩效目标表
填报单位：某县林业局
项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值
森林防火 | 产出指标 | 数量指标 | 巡护里程 | ≥300公里
 | 产出指标 | 质量指标 | 隐患整改率 | ≥95%
"""
    (form,) = normalize(draw(listed)).forms
    assert (form.identity.project, len(form.indicators)) == ("森林防火", 2)


def test_a_sum_of_a_part_at_the_foot_of_a_page_ends_no_grid() -> None:
    (form,) = normalize(
        draw("""
部门整体绩效自评表（2025年度）
单位名称 | 残疾人联合会 | < | < | <
一级指标 | 三级指标 | 目标值 | 完成值 | 权重
产出指标 | 发放补贴 | ≥4180人 | 4206人 | 12
小计 | < | < | < | 12
---
效益指标 | 扶持就业 | ≥120人 | 126人 | 15
小计 | < | < | < | 15
合计 | < | < | < | 27
""")
    ).forms
    assert [row.name for row in form.indicators] == ["发放补贴", "扶持就业"]


def test_levels_side_by_side_at_the_foot_of_a_page_stand_over_the_header_of_the_next_one() -> None:
    (form,) = normalize(
        draw("""
2026年部门预算项目绩效目标表
执行机构：融媒体中心
项目名称 | 文物保护单位修缮 | <
产出指标 | 效益指标 | 满意度指标
---
三级指标 | 指标值 | 三级指标 | 指标值 | 三级指标 | 指标值
送戏下乡场次 | ≥217场 | 旅游收入增长率 | ≥95% | 观众满意度 | 100%
全民健身赛事 | ≥3项 | 接待读者人次 | ≥45万人次 | |
""")
    ).forms
    assert {(row.name, row.level1) for row in form.indicators} == {
        ("送戏下乡场次", "产出指标"),
        ("全民健身赛事", "产出指标"),
        ("旅游收入增长率", "效益指标"),
        ("接待读者人次", "效益指标"),
        ("观众满意度", "满意度指标"),
    }


UNITS = """
2026年项目支出绩效目标表
单位名称 | 项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
451-某县民政局 | | 30 | | | | | |
{} | 特困供养 | 12 | 产出指标 | 数量指标 | 供养人数 | ≥ | 30 | 人
---
{} | | | 效益指标 | 社会效益指标 | 群众知晓率 | ≥ | 90 | %
^ | 老年助餐 | 18 | 产出指标 | 数量指标 | 助餐点 | ≥ | 3 | 个
---
{} | 高龄津贴 | 5 | 产出指标 | 数量指标 | 发放人数 | ≥ | 9 | 人
"""
"""A department, and an office of it whose cell goes on over three pages: its name may be on any of them."""


@pytest.mark.parametrize("at", range(3))
def test_a_unit_whose_cell_goes_on_over_pages_has_its_name_on_one_of_them(at: int) -> None:
    said = ["451050-某县福利院" if page == at else "" for page in range(3)]
    found = normalize(scanned(UNITS.format(*said))).forms
    assert [(form.identity.unit, form.identity.unit_code) for form in found] == [("某县福利院", "451050")] * 3


@pytest.mark.parametrize("level2", ["质量指标", ""])
def test_a_level_goes_on_below_the_header_that_the_next_page_repeats(level2: str) -> None:
    header = "一级指标 | 二级指标 | 三级指标 | 指标值\n"
    first = f"{header}产出指标 | 数量指标 | 巡护里程 | ≥300公里\n"
    further = f"{header} | {level2} | 巡护次数 | ≥95次\n效益指标 | 社会效益指标 | 知晓率 | ≥90%\n"
    text = f"2026年项目支出绩效目标表\n项目名称 | 森林防火 | < | <\n{first}---\n{further}"
    (form,) = normalize(draw(text)).forms
    levels = [(row.level1, row.level2) for row in form.indicators]
    assert levels[:2] == [("产出指标", "数量指标"), ("产出指标", level2 or "数量指标")]


def without_walls(drawn: Extraction) -> Extraction:
    """The document without the ruling at the foot of its first page and at the head of its second one."""
    data = drawn.model_dump()
    for page, foot in zip(data["pages"], (True, False), strict=True):
        (table,) = page["tables"]
        for cell in table["cells"]:
            if cell["row"] == (table["rows"] - 1 if foot else 0):
                cell["doubts"] = ("ruling_closed",)
    return Extraction.model_validate(data)


HEADS = "单位编码 | 单位名称(项目类别/支出项目) | 年度预算安排 | 项目内容 | 绩效目标 | <"
RUN_ON = f"""
某县统计局2022年项目绩效目标和指标
单位:元
{HEADS}
219059 | 统计系统 | | 运 | 【总体目标】↵保运行↵【产出指标-数量指标】↵指标1:样本 | <
---
219059 | 运维 | 713000 | 维 | 量(≥8户)↵【满意度指标-满意度】↵指标1:满意度(≥9%) | <
"""


def test_an_item_that_a_page_break_runs_through_is_one() -> None:
    data = without_walls(draw(RUN_ON)).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"][-5:]:
        for line in cell["lines"]:  # as wide as its cell
            line["box"] = (cell["box"][0], line["box"][1], cell["box"][2], line["box"][3])
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert form.identity.project == "统计系统运维"
    assert [(row.name, row.value) for row in form.indicators] == [("样本量", 8), ("满意度", 9)]


def test_a_goal_at_the_foot_of_a_page_may_be_that_of_a_project_whose_name_stands_on_the_next() -> None:
    foot = RUN_ON.replace("219059 | 统计系统 | | 运 |", f"219059 | 办案 | 2 | 办 | {GOAL} | <\n | | | |")
    first, second = normalize(without_walls(draw(foot))).forms
    assert (first.identity.project, [row.name for row in first.indicators]) == ("办案", ["样本量", "满意度"])
    assert (second.identity.project, [row.value for row in second.indicators]) == ("运维", [8, 9])


def test_a_name_and_its_explanation_that_a_page_break_cut_are_one_row_and_asked_about() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 传统村落保护 | < | < | <
一级指标 | 三级指标 | 指标值 | 分值 | 指标解释
产出指标 | 采集数字档案 | 9个 | 10 | 以入库为准
^ | 修缮传统民居及鼓楼等公共 | ≥168栋 | 10 | 以文物和住建部门联合
---
 | 建筑数量 | | | 验收清单为准
效益指标 | 村集体增收 | ≥45万元 | 10 | 九个村合计
"""
    rows = normalize(draw(text)).forms[0].indicators
    assert [row.name for row in rows] == ["采集数字档案", "修缮传统民居及鼓楼等公共建筑数量", "村集体增收"]
    assert rows[1].explanation == "以文物和住建部门联合验收清单为准"
    assert [row.needs_review for row in rows] == [False, True, False]


BROKEN = """
2026年项目支出绩效目标表
项目名称 | 村道养护 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
产出指标 | 数量指标 | 养护里程 | ≥ | 12 | 公里
---
产出指标 | 质量指标 | 验收合格率 | ≥ | 95 | %
^ | 时效指标 | 按时完成率 | = | 100 | %
^ | 成本指标 | 每公里造价 | ≤ | 3 | 万元
"""


def without_first_column(extraction: Extraction) -> Extraction:
    """The same where the table on the second page begins with what was its second column."""
    data = extraction.model_dump()
    (table,) = data["pages"][1]["tables"]
    table["cells"] = [cell | {"column": cell["column"] - 1} for cell in table["cells"] if cell["column"]]
    table["columns"] -= 1
    table["box"] = (min(cell["box"][0] for cell in table["cells"]), *table["box"][1:])
    return Extraction.model_validate(data)


def test_a_page_that_lost_its_outermost_column_goes_on_under_the_labels_of_the_page_before() -> None:
    (form,) = normalize(without_first_column(draw(BROKEN))).forms
    found = [(row.level2, row.name, row.operator, row.value, row.measure_unit) for row in form.indicators]
    assert found == [
        ("数量指标", "养护里程", "≥", 12.0, "公里"),
        ("质量指标", "验收合格率", "≥", 95.0, "%"),
        ("时效指标", "按时完成率", "=", 100.0, "%"),
        ("成本指标", "每公里造价", "≤", 3.0, "万元"),
    ]
