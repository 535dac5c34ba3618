"""An indicator in each column, a project or a place in each row."""

from tests.normalize.drawing import forms as read

ACROSS = """
{front} | 产出指标 | < | 成本指标 | 效益指标 | 满意度指标
{down} | 数量指标 | 质量指标 | 经济成本指标 | 社会效益指标 | 服务对象满意度指标
{down} | 修缮面积（平方米） | 验收合格率 | 超概算比例 | 年参观人数 | 公众满意度
"""
TOLD = [
    ("产出指标", "数量指标", "修缮面积（平方米）"),
    ("产出指标", "质量指标", "验收合格率"),
    ("成本指标", "经济成本指标", "超概算比例"),
    ("效益指标", "社会效益指标", "年参观人数"),
    ("满意度指标", "服务对象满意度指标", "公众满意度"),
]


def test_projects_below_each_other_with_an_indicator_in_each_column() -> None:
    head = ACROSS.format(front="项目名称 | 实施单位 | 2026年安排资金", down="^ | ^ | ^")
    first, second = read(f"""
2026年省级文物保护专项资金项目绩效目标汇总表
主管部门：山西省文物局
单位：万元{head.rstrip()}
合计 | < | 606.00 |  |  |  |  |
天台庵壁画修复 | 平顺县文物所 | 186.00 | ≥96.5 | 100% | ≤5% | ≥6,000人次 | ≥90%
开化寺屋面维修 | 高平市文物中心 | 420.00 | ≥312 | 98% | 0 | ≥18,000人次 | ≥88%
""")
    assert [(form.identity.project, form.identity.unit) for form in (first, second)] == [
        ("天台庵壁画修复", "平顺县文物所"),
        ("开化寺屋面维修", "高平市文物中心"),
    ]
    assert [form.record.budget for form in (first, second)] == [186, 420]
    assert [(row.level1, row.level2, row.name) for row in second.indicators] == TOLD
    assert [row.value_raw for row in second.indicators] == ["≥312", "98%", "0", "≥18,000人次", "≥88%"]
    assert second.indicators[0].measure_unit == "平方米"


def test_places_below_each_other_with_an_indicator_in_each_column_have_the_values_of_them_all() -> None:
    units = "^ | ^ | — | % | % | 人次 | %"
    head = ACROSS.format(front="县（市、区） | 补助资金金额", down="^ | ^")
    (form,) = read(f"""
2026年度转移支付区域绩效目标分解表
转移支付（项目）名称：文物修缮补助资金
资金单位：万元{head.rstrip()}
{units}
全市合计 | 744.00 | ≥62 | 100 | ≤12 | ≥98 | ≥90
桃城区 | 180.00 | ≥15 | 99 | ≤11 | ≥99 | ≥91
冀州区 | 564.00 | ≥47 | 98 | ≤10 | ≥97 | ≥92
""")
    assert (form.identity.project, form.record.budget) == ("文物修缮补助资金", 744)
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == TOLD
    assert [row.value_raw for row in form.indicators] == ["≥62", "100", "≤12", "≥98", "≥90"]
    assert [row.measure_unit for row in form.indicators][1:] == ["%", "%", "人次", "%"]


def test_a_unit_merged_over_several_projects_moves_no_value() -> None:
    head = ACROSS.format(front="项目名称 | 实施单位 | 2026年安排资金", down="^ | ^ | ^")
    forms = read(f"""
2026年省级文物保护专项资金项目绩效目标汇总表
单位：万元{head.rstrip()}
天台庵壁画修复 | 平顺县文物所 | 186.00 | ≥96.5 | 100% | ≤5% | ≥6,000人次 | ≥90%
开化寺屋面维修 | ^ | 420.00 | ≥312 | 98% | 0 | ≥18,000人次 | ≥88%
""")
    assert [form.identity.unit for form in forms] == ["平顺县文物所", "平顺县文物所"]
    assert [[row.value_raw for row in form.indicators] for form in forms] == [
        ["≥96.5", "100%", "≤5%", "≥6,000人次", "≥90%"],
        ["≥312", "98%", "0", "≥18,000人次", "≥88%"],
    ]
