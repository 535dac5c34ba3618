"""Tables of cases for names, codes and levels."""

import pytest

from normalize.levels import level1, level2, parent
from normalize.names import indicator_name, split_code


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("指标1:机柜数量", "机柜数量"),
        ("指标2：", None),
        ("指标3", None),
        ("……", None),
        ("无", None),
        ("/", None),
        ("-", None),
        ("*贫困地区贫困人口加入合作社人数(≥**人)", "贫困地区贫困人口加入合作社人数"),
        ("*资产股权年收益率( ≥**% )", "资产股权年收益率"),
        ("★补助标准", "补助标准"),
        ("足额保障率(参保率)", "足额保障率(参保率)"),
        ("指标1:指标完成率", "指标完成率"),
        ("指标体系建设完成率", "指标体系建设完成率"),
        ("2025年下半年规模工业企业联网直报填报率", "2025年下半年规模工业企业联网直报填报率"),
    ],
)
def test_indicator_name(printed: str, name: str | None) -> None:
    assert indicator_name(printed) == name


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("219001-某某局", "219001", "某某局"),
        ("[607001]衡阳市南岳区南岳镇人民政府", "607001", "衡阳市南岳区南岳镇人民政府"),
        ("207101天津市河北区人民法院", "207101", "天津市河北区人民法院"),
        ("51000021R000000019951-工资性支出", "51000021R000000019951", "工资性支出"),
        ("36000019R0000652722459.1交通运输综合执法经费", "36000019R0000652722459", "交通运输综合执法经费"),
        ("2026年规模工业企业培训会资金", None, "2026年规模工业企业培训会资金"),
        ("2018年南岳镇资产收益扶贫项目", None, "2018年南岳镇资产收益扶贫项目"),
        ("小微企业服务专项(财务规范)", None, "小微企业服务专项(财务规范)"),
        ("037001 黄山市公安局", "037001", "黄山市公安局"),
        ("(101)财政局", "101", "财政局"),
        ("[607001衡阳市南岳区南岳镇人民政府", "607001", "衡阳市南岳区南岳镇人民政府"),  # a scan loses a bracket
        ("607001]衡阳市南岳区南岳镇人民政府", "607001", "衡阳市南岳区南岳镇人民政府"),
        ("(2026年)道路养护", None, "(2026年)道路养护"),
        ("120师纪念馆维护", None, "120师纪念馆维护"),
    ],
)
def test_split_code(printed: str, code: str | None, name: str) -> None:
    assert split_code(printed) == (code, name)


@pytest.mark.parametrize(
    ("printed", "first", "second"),
    [
        ("产出值", "产出指标", "产出指标"),
        ("产出指标(50分)", "产出指标", "产出指标"),
        ("项目完成指标", "产出指标", "产出指标"),
        ("满意度", "满意度指标", "服务对象满意度指标"),
        ("满意度指\n标", "满意度指标", "服务对象满意度指标"),
        ("履职效能", "履职效能", "履职效能"),
        ("项目决策（20分）", "项目决策", "项目决策"),
        ("成本指标", "成本指标", "成本指标"),
        ("数量值", "数量指标", "数量指标"),
        ("社会效益", "社会效益指标", "社会效益指标"),
        ("可持续影响", "可持续影响指标", "可持续影响指标"),
        ("生态环境成本", "生态环境成本指标", "生态环境成本指标"),
        ("服务对象满意", "服务对象满意度指标", "服务对象满意度指标"),
        ("社会公众或服务对象满意度指标", "服务对象满意度指标", "服务对象满意度指标"),
        ("", None, None),
    ],
)
def test_levels(printed: str, first: str | None, second: str | None) -> None:
    assert (level1(printed), level2(printed)) == (first, second)


def test_a_level_2_name_over_both_columns_has_its_level_1() -> None:
    assert parent("社会公众或服务对象满意度指标") == "满意度指标"
    assert parent("履职效能") is None


def test_a_template_hint_is_taken_off_even_unclosed_or_without_its_stars() -> None:
    assert indicator_name("资产入股贫困人口总数(≥人)") == "资产入股贫困人口总数"
    assert indicator_name("资产入股贫困人口总数(≥人") == "资产入股贫困人口总数"
    assert indicator_name("资产入股贫困人口总数(≥5人)") == "资产入股贫困人口总数(≥5人)"
