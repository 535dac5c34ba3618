"""What stands in a row of its own over indicators: levels, projects with their goal, titles inside a table."""

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw, lined

LIST = """
预算05-2表
2027年部门项目支出绩效目标表
单位名称、项目名称 | 项目年度绩效目标 | 绩效指标 | < | < | 指标性质 | 指标值 | 度量单位
^ | ^ | 一级指标 | 二级指标 | 三级指标 | ^ | ^ | ^
某州水文站 | | | | | | |
530000261100000000341-测站更新 | 更新测站设备。 | | | | | |
 | | 产出指标 | | | | |
 | | | 数量指标 | | | |
 | | | | 更新测站 | >= | 6 | 座
 | | | 质量指标 | | | |
 | | | | 一次验收合格率 | = | 100 | %
---
单位名称、项目名称 | 项目年度绩效目标 | 绩效指标 | < | < | 指标性质 | 指标值 | 度量单位
^ | ^ | 一级指标 | 二级指标 | 三级指标 | ^ | ^ | ^
 | | | 时效指标 | | | |
 | | | | 完工天数 | <= | 55 | 天
530000261100000000355-汛期巡测 | 完成汛期巡测。 | | | | | |
 | | 效益指标 | | | | |
 | | | 社会效益指标 | | | |
 | | | | 洪水漏报 | = | 0 | 次
"""


def told(form: Form) -> list[tuple[str | None, str | None, str | None, float | None]]:
    return [(row.level1, row.level2, row.name, row.value) for row in form.indicators]


def test_levels_in_rows_of_their_own_hold_for_the_rows_below_over_a_page_break() -> None:
    first, second = normalize(draw(LIST)).forms
    assert [form.identity.project for form in (first, second)] == ["测站更新", "汛期巡测"]
    assert first.identity.unit == "某州水文站"
    assert told(first) == [
        ("产出指标", "数量指标", "更新测站", 6.0),
        ("产出指标", "质量指标", "一次验收合格率", 100.0),
        ("产出指标", "时效指标", "完工天数", 55.0),
    ]
    assert told(second) == [("效益指标", "社会效益指标", "洪水漏报", 0.0)]
    assert not any(row.needs_review for form in (first, second) for row in form.indicators)


def test_a_code_behind_a_project_s_name_is_its_code() -> None:
    text = """
2027年预算项目绩效目标批复表
单位名称：某市人大办公室
金额单位：万元
序号 | 项目名称及编码 | 批复金额 | 一级指标 | 二级指标 | 三级指标 | 指标值
1 | 代表活动经费650502270021 | 138 | 产出指标 | 数量指标 | 保障代表人数 | ≥286人
2 | 会议经费650502270022 | 96.8 | 产出指标 | 数量指标 | 召开大会 | 1次
"""
    cells = {
        name + code: [name, code] for name, code in (("代表活动经费", "650502270021"), ("会议经费", "650502270022"))
    }
    forms = normalize(lined(text, cells)).forms
    assert [(form.identity.project, form.record.budget) for form in forms] == [
        ("代表活动经费", 138.0),
        ("会议经费", 96.8),
    ]
    assert [form.identity.project_code for form in forms] == ["650502270021", "650502270022"]


def test_titles_inside_a_table_share_the_year_and_the_unit_over_it() -> None:
    text = """
部门整体及项目支出绩效目标申报表
（2027年度）
填报单位：某县应急救援大队
金额单位：万元
甲、部门整体支出绩效目标 | < | <
年度预算合计 | 507.4 | <
一级指标 | 三级指标 | 指标值
产出指标 | 开展演练 | ≥18次
乙、项目支出绩效目标 | < | <
项目名称 | 装备更新 | <
一级指标 | 三级指标 | 指标值
产出指标 | 购置冲锋舟 | 4艘
"""
    forms = normalize(draw(text)).forms
    assert [(form.identity.year, form.identity.unit) for form in forms] == [(2027, "某县应急救援大队")] * 2
    assert [form.identity.project for form in forms] == [None, "装备更新"]


def test_a_target_stands_in_one_of_several_columns() -> None:
    text = """
项目绩效目标申报表
（2027年）
填报单位：某市妇幼保健院
项目名称 | 新生儿筛查 | < | < | < | <
一级指标 | 三级指标 | 按数量计 | < | 按时间计 | 按表述计
^ | ^ | 符号 | 数值 | 时间 | 表述
产出指标 | 筛查新生儿 | ≥ | 4150 | |
^ | 召回复查 | ≥ | 95 | |
^ | 质控考评 | | | | 合格
^ | 资金结算 | | | 2027年12月10日前 |
"""
    (form,) = normalize(draw(text)).forms
    assert [row.value_raw for row in form.indicators] == ["4150", "95", "合格", "2027年12月10日前"]
