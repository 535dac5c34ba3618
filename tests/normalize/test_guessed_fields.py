"""Fields beside labels that no word list holds: what label and value together say, and always asked."""

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

GRID = """一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 保洁河道长度 | ≥60公里
^ | 质量指标 | 保洁合格率 | ≥95%
"""


def only(head: str) -> Form:
    (form,) = normalize(draw("2025年项目支出绩效目标表\n" + head + GRID)).forms
    return form


@pytest.mark.parametrize("band", ["一、基本情况", "一、项目概况", "二、立项概要"])
@pytest.mark.parametrize(
    "project",
    ["文物保护单位修缮", "困难残疾人生活补贴和重度残疾人护理补贴", "2025年治超站点运行维护"],
)
def test_a_project_under_the_heading_of_its_block_is_found(band: str, project: str) -> None:
    """A heading across the table heads its block, and is no label of what stands right below it."""
    form = only(f"{band} | < | < | <\n所报专项名字 | {project} | < | <\n实施单位 | 某县文物局 | < | <\n")
    assert form.identity.project == project
    assert "field_guessed" in (form.record.review_reason or "")


def test_of_two_labels_that_nobody_knows_the_one_that_opens_the_head_has_the_project() -> None:
    opened = "一、基本情况 | < | < | <\n项目标签 | 实训基地建设 | < | <\n受益范围 | 城区及周边六个社区 | < | <\n"
    form = only(opened + "实施单位 | 某县教育局 | < | <\n")
    assert form.identity.project == "实训基地建设"


@pytest.mark.parametrize("said", ["经政府常务会议审定", "已由专家论证", "详见附件", "无", "按上级批复执行"])
def test_what_reads_as_a_sentence_is_no_project(said: str) -> None:
    form = only(f"实施单位 | 某县文物局 | < | <\n决策程序 | {said} | < | <\n")
    assert form.identity.project is None
    assert all(row.needs_review for row in form.indicators)


def test_a_goal_beside_a_label_that_nobody_knows_is_found_unless_one_stands_there() -> None:
    told = "年内所求之目标 | 完成河道保洁六十公里，水质稳定达标，群众满意度进一步提高。 | < | <\n"
    assert only(told).record.annual_goal is not None
    both = only(told + "绩效目标 | 全年完成河道保洁，确保水质达标，改善人居环境。 | < | <\n")
    assert both.record.annual_goal == "全年完成河道保洁，确保水质达标，改善人居环境。"


@pytest.mark.parametrize(
    ("said", "nature", "category"),
    [
        ("跨年度项目", "跨年度项目", None),
        ("其他运转类", None, "其他运转类"),
        ("第一批", None, None),
        ("财预〔2025〕108号", None, None),
    ],
)
def test_what_kind_of_project_it_is_is_told_by_the_words_for_it(
    said: str, nature: str | None, category: str | None
) -> None:
    form = only(f"项目名称 | 河道保洁 | 立项归口 | {said}\n实施单位 | 某县水利局 | < | <\n")
    assert (form.record.nature, form.record.category) == (nature, category)


def test_a_label_that_ends_with_a_colon_is_one_and_no_value() -> None:
    form = only("立项信息 | 所报专项名字： | 小型水库维修养护 | <\n实施单位 | 某县水利局 | < | <\n")
    assert form.identity.project == "小型水库维修养护"


YEAR = "保洁河道六十公里，打捞漂浮物，群众满意，水清岸绿。"
LATER = "完成河道整治，水质稳定达标，管护机制长期有效。"


@pytest.mark.parametrize(
    ("head", "later"),
    [
        (f"绩效目标 | 中期目标 | 本年工作愿景 | <\n^ | {LATER} | {YEAR} | <\n", LATER),
        (f"总体目标 | 本年工作愿景 | < | <\n^ | {YEAR} | < | <\n", None),
    ],
    ids=["beside one that is known", "below the block's own name"],
)
def test_words_over_a_goal_are_its_label_and_no_goal(head: str, later: str | None) -> None:
    record = only("项目名称 | 河道保洁 | 实施单位 | 某县水利局\n" + head).record
    assert (record.annual_goal, record.overall_goal) == (YEAR, later)


def test_a_name_with_a_long_code_in_front_is_the_project() -> None:
    (form,) = normalize(
        draw("""
项目绩效目标申报表
(2027年度)
申报单位:盖州市中心卫生院
惠及对象 | 服务对象和辖区居民项目 | 事由 | 33000018R0000502024916-盖州市艾滋病防治
三级指标 | 指标值 | < | <
高血压患者管理人数 | ≥120人 | < | <
孕产妇系统管理人数 | ≥80人 | < | <
""")
    ).forms
    assert form.identity.project == "盖州市艾滋病防治"


def test_a_name_beside_a_label_that_rather_means_something_else_asks_for_every_row() -> None:
    text = """
项目支出绩效目标表
(2021年度)
项目标题 | 小型水库维修养护 | 资金使用单位 | 筠连县水利局 | 受益范围 | 服务对象和辖区居民
一级指标 | 二级指标 | 三级指标 | 指标值 | < | <
产出指标 | 数量指标 | 清淤土方量 | ≥1200立方米 | < | <
"""
    (form,) = normalize(draw(text)).forms
    assert form.identity.project == "小型水库维修养护" or all(row.needs_review for row in form.indicators)


def test_a_label_of_money_beside_one_that_nobody_knows_is_no_project() -> None:
    form = only(
        "项目标签 | 山洪灾害防治 | < | <\n实施单位 | 某县水利局 | < | <\n钱从哪来 | 资金数 | < | <\n本级 | 12 | < | <\n"
    )
    assert form.identity.project == "山洪灾害防治"
