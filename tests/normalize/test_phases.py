"""What stage of the year a form is of, and the columns that only monitoring has: what the figures run up to, what is
expected of the year, the boxes that are ticked."""

import pytest

from normalize import normalize
from normalize.kinds.date import parse_until
from normalize.schema import Form
from tests.normalize.drawing import draw, scanned

MONITORING = """
2026年项目支出绩效目标执行监控表
(2026年1-7月)
项目名称|<|古城墙修缮经费|<|<|<|<|<|<|<
主管部门|<|青禾县文化和旅游局|<|<|<|实施单位|<|青禾县文物局|<
项目资金(万元)|<||年初预算数|全年预算数|1-7月执行数|1-7月执行率|全年预计执行数|<|<
^|^|年度资金总额|220|210|96.5|45.95%|208|<|<
一级指标|二级指标|三级指标|年度指标值|1-7月执行情况|全年预计完成情况|偏差原因分析|<|完成目标可能性|<
^|^|^|^|^|^|制度保障|其他|确定能|完全不可能
产出指标|数量指标|修缮城墙长度|≥500米|310米|520米|||{tick}|
^|时效指标|完工时间|12月底前|在建|12月底前|√|雨季停工||{other}
满意度指标|服务对象满意度指标|游客满意度|≥90%|92%|92%|||√|√
"""


def monitored(tick: str = "√", other: str = "✓") -> Form:
    (form,) = normalize(draw(MONITORING.format(tick=tick, other=other))).forms
    return form


def test_a_monitoring_table_is_a_phase_of_its_own() -> None:
    form = monitored()
    who, record = form.identity, form.record
    assert (who.phase, who.year, who.unit, who.project) == ("monitor", 2026, "青禾县文物局", "古城墙修缮经费")
    assert (record.as_of, record.budget) == ("2026-07", 210.0)
    assert [(fund.measure, fund.amount) for fund in form.funds] == [
        ("initial_budget", 220.0),
        ("revised_budget", 210.0),
        ("executed", 96.5),
        ("forecast", 208.0),
    ]


def test_what_was_reached_and_what_is_expected() -> None:
    first, second, _ = monitored().indicators
    assert (first.value, first.actual, first.actual_raw) == (500.0, 310.0, "310米")
    assert (first.forecast, first.forecast_raw) == (520.0, "520米")
    assert (second.actual, second.actual_raw, second.forecast, second.forecast_raw) == (None, "在建", None, "12月底前")


@pytest.mark.parametrize("tick", ["√", "✓", "☑", "是", "1"])
def test_a_ticked_box_is_its_label(tick: str) -> None:
    first, second, _ = monitored(tick, tick).indicators
    assert (first.likelihood, first.needs_review) == ("certain", False)
    assert (second.likelihood, second.deviation) == ("impossible", "制度保障、其他: 雨季停工")


def test_two_ticks_are_asked_about() -> None:
    form = monitored()
    assert (form.indicators[2].likelihood, form.indicators[2].review_reason) == (None, "likelihood_unread")
    asked = [(one.ordinal, one.field, one.raw) for one in form.evidence if one.needs_review]
    assert asked == [(3, "likelihood", "√√")]


def test_a_monitoring_table_that_does_not_say_when_is_asked_about() -> None:
    silent = MONITORING.replace("1-7月", "").replace("(2026年)\n", "")
    (form,) = normalize(draw(silent.format(tick="√", other="√"))).forms
    assert (form.record.as_of, "as_of_missing" in (form.record.review_reason or "")) == (None, True)


@pytest.mark.parametrize(
    ("printed", "until"),
    [
        ("1-7月执行数", "2026-07"),
        ("（2026年1—8月）", "2026-08"),
        ("2025年1至6月完成情况", "2025-06"),
        ("截至7月底完成情况", "2026-07"),
        ("截止2026年7月31日", "2026-07-31"),
        ("上半年执行情况", "2026-06"),
        ("前三季度", "2026-09"),
        ("全年预计完成情况", None),
        ("2026年1月-12月", "2026-12"),
        ("执行率", None),
    ],
)
def test_what_figures_run_up_to(printed: str, until: str | None) -> None:
    assert parse_until(printed, 2026) == until


@pytest.mark.parametrize(
    ("title", "phase", "evaluator"),
    [
        ("2026年项目支出绩效目标表", "target", None),
        ("2026年部门整体支出绩效运行监控表", "monitor", None),
        ("2026年视频监控项目绩效目标表", "target", None),
        ("2025年度项目支出绩效自评表", "self_evaluation", None),
        ("2025年项目支出财政评价指标体系评分表", "evaluation", "finance"),
        ("2025年项目支出部门评价绩效评分表", "evaluation", "department"),
        ("2025年部门整体支出绩效自评指标评分表", "self_evaluation", None),
    ],
)
def test_the_title_says_which_stage(title: str, phase: str, evaluator: str | None) -> None:
    grid = "项目名称|<|村道养护|<\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|养护里程|≥12公里"
    (form,) = normalize(draw(f"\n{title}\n{grid}\n")).forms
    assert (form.identity.phase, form.record.evaluator) == (phase, evaluator)


HEAD = """
绩效目标自评表
(2025年度)
{head}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|养护里程|≥12公里
"""


@pytest.mark.parametrize("label", ["转移支付(项目)名称", "转移支付名称"])
@pytest.mark.parametrize("read", [draw, scanned])
def test_a_label_says_what_the_title_does_not(label: str, read: object) -> None:
    (form,) = normalize(read(HEAD.format(head=f"{label}|村道养护|<|<"))).forms  # type: ignore[operator]
    assert (form.identity.scope, form.identity.project) == ("transfer", "村道养护")
    (scope,) = (one for one in form.evidence if (one.of_table, one.field) == ("forms", "scope"))
    assert scope.raw == label


def test_of_offices_by_level_of_government_the_lowest_files() -> None:
    levels = [
        "中央主管部门|交通部",
        "省级主管部门|江平省交通厅",
        "县级主管部门|青禾县交通局",
        "市级主管部门|江平市交通局",
    ]
    head = "\n".join(["项目名称|村道养护|<|<", *(f"{level}|<|<" for level in levels)])
    (form,) = normalize(draw(HEAD.format(head=head))).forms
    assert form.identity.unit == "青禾县交通局"


def test_of_two_names_of_a_project_the_narrower_is_its_own() -> None:
    (form,) = normalize(draw(HEAD.format(head="一级项目名称|文化专项|<|<\n二级项目名称|免费开放补助|<|<"))).forms
    assert form.identity.project == "免费开放补助"
    (alone,) = normalize(draw(HEAD.format(head="一级项目名称|文化专项|<|<"))).forms
    assert alone.identity.project == "文化专项"


def test_reasons_ticked_in_one_cell_with_the_words_beside_it() -> None:
    text = """
项目支出绩效运行监控表
(2026年1-6月)
项目名称 | 信号升级 | 单位名称 | 某支队 | < | <
一级指标 | 三级指标 | 年度指标值 | 1-6月执行情况 | 偏差原因分析 | 原因说明
产出指标 | 联网路口数 | 168处 | 61处 | □经费保障□制度保障☑硬件条件保障□其他 | 管道堵塞
^ | 更新信号机 | ≥120台 | 45台 | □经费保障□制度保障□硬件条件保障□其他 |
^ | 在线率 | ≥98% | 96% | □经费保障☑制度保障□硬件条件保障☑其他 |
"""
    (form,) = normalize(draw(text)).forms
    assert [row.deviation for row in form.indicators] == ["硬件条件保障: 管道堵塞", None, "制度保障、其他"]


def test_a_box_that_is_drawn_and_not_ticked_is_no_answer() -> None:
    text = """
项目支出绩效运行监控表
(2026年1-6月)
项目名称 | 信号升级 | 单位名称 | 某支队 | < | < | <
一级指标 | 三级指标 | 年度指标值 | 1-6月执行情况 | 偏差原因分析 | < | <
^ | ^ | ^ | ^ | 经费保障 | 制度保障 | 其他
产出指标 | 联网路口数 | 168处 | 61处 | □ | √ | □
^ | 更新信号机 | ≥120台 | 45台 | □ | □ | □
"""
    (form,) = normalize(draw(text)).forms
    assert [row.deviation for row in form.indicators] == ["制度保障", None]


SCORED = """
{title}
(2026年度)
项目名称 | 古城墙修缮经费 | < | <
一级指标 | 二级指标 | 三级指标 | {points}
决策 | 项目立项 | 立项程序规范性 | 资料齐全得满分，缺一项扣1分
产出 | 产出数量 | 修缮城墙长度 | 完成率100%得满分，每低1个百分点扣0.2分
效益 | 社会效益 | 游客满意度 | 每低1个百分点扣0.5分，扣完为止
"""


@pytest.mark.parametrize(
    ("title", "points", "phase"),
    [
        ("项目绩效考核底稿", "评判尺度", "evaluation"),
        ("预算项目绩效评价评分底稿", "评分标准", "evaluation"),
        ("项目绩效目标及考核计分表", "评分标准", "target"),
        ("项目支出绩效自评评分表", "评分标准", "self_evaluation"),
    ],
)
def test_a_form_that_only_says_how_points_are_given_is_an_evaluation_unless_its_title_says_else(
    title: str, points: str, phase: str
) -> None:
    (form,) = normalize(draw(SCORED.format(title=title, points=points))).forms
    assert form.identity.phase == phase
    assert form.indicators[0].standard == "资料齐全得满分，缺一项扣1分"


LIGHTS = """
某市2026年上半年项目绩效运行监控表
监控期：1-6月
项目名称 | 农村危桥改造 | < | < | < | < | < | <
项目单位 | 某市公路局 | < | < | < | < | < | <
年度目标 | {goal} | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度目标 | 半年完成 | 预警灯 | 偏差原因 | 整改措施
产出指标 | 数量指标 | 改造危桥 | =16座 | 9座 | 绿 | |
^ | ^ | 新增安防设施 | ≥75公里 | 21公里 | 红 | 招标流标一次 | 八月底前重新招标
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 年底测评 | — | |
"""


def test_a_goal_over_values_beside_the_names_is_their_value() -> None:
    (form,) = normalize(draw(LIGHTS.format(goal="消除农村公路安全隐患。"))).forms
    assert form.record.annual_goal == "消除农村公路安全隐患。"
    assert [(row.name, row.value, row.actual_raw, row.deviation, row.review_reason) for row in form.indicators] == [
        ("改造危桥", 16.0, "9座", None, None),
        ("新增安防设施", 75.0, "21公里", "招标流标一次", None),
        ("群众满意度", 90.0, "年底测评", None, None),
    ]


def test_a_target_in_a_column_of_no_field_asks() -> None:
    text = LIGHTS.format(goal="消除农村公路安全隐患。").replace("三级指标 | 年度目标", "三级指标 | 上年目标")
    (form,) = normalize(draw(text)).forms
    assert [(row.value, row.review_reason) for row in form.indicators] == [(None, "value_unread")] * 3
