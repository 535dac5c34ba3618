"""Headers whose words nobody knows: what stands below, on the next page and in other forms of the document tells."""

import pytest

from normalize import normalize
from normalize.lexicon import vocabulary
from tests.normalize.drawing import TOP, lined, names
from tests.normalize.drawing import forms as read


def test_a_header_at_the_foot_of_a_page_is_told_by_the_rows_of_the_next() -> None:
    text = (
        TOP.format(project="危桥改造工程", budget="85.9")
        + """
产出指标 | < | < | 效益指标 | < | <
细分类别 | 底层指标 | 应完成数 | 细分类别 | 底层指标 | 应完成数
---
数量指标 | 改造危桥座数 | 不低于1座 | 社会效益 | 建制村通客车率 | ≥98%
质量指标 | 项目验收合格率 | 100% | 社会效益 | 道路安全水平 | 显著提升
时效指标 | 设备采购完成时间 | 每年10月底前 | | |
"""
    )
    (form,) = read(text)
    assert sorted(names(form)) == sorted(
        ["改造危桥座数", "建制村通客车率", "项目验收合格率", "道路安全水平", "设备采购完成时间"]
    )
    assert [row.value for row in form.indicators if row.name == "改造危桥座数"] == [1.0]


def test_a_label_means_in_one_form_what_it_means_in_the_others() -> None:
    """指标内容 may head names or what explains them: one form of the document tells."""
    plain = (
        TOP.format(project="文明城市创建", budget="4")
        + """
一级目标 | 二级 | 分值 | 指标内容 | 指标定义 | 应完成数
产出指标 | 数量指标 | 10 | 招募志愿者人数 | 按照相关文件规定执行 | ≥39名
^ | 质量指标 | 20 | 项目验收合格率 | 反映验收情况 | ≥83%
效益指标 | 社会效益指标 | 20 | 党员受教育覆盖面 | | 100%
"""
    )
    turned = (
        TOP.format(project="党校运转", budget="14")
        + """
一级目标 | 二级 | 分值 | 指标内容 | 应完成数 | 指标定义
产出指标 | 数量指标 | 10 | 宣传任务完成率 | ≥42% | 反映宣传任务完成率
^ | 成本指标 | 20 | 项目总成本 | ≤14.49万元 | 反映项目总成本
效益指标 | 社会效益指标 | 20 | 党组织凝聚力 | 不断增强 | 反映党组织凝聚力
"""
    )
    first, second = read(plain + "---\n" + turned)
    assert names(first) == ["招募志愿者人数", "项目验收合格率", "党员受教育覆盖面"]
    assert names(second) == ["宣传任务完成率", "项目总成本", "党组织凝聚力"]


def test_what_is_blank_beside_a_value_heads_no_names() -> None:
    text = (
        TOP.format(project="困难群众救助", budget="5")
        + """
指标门类 | 指标内容 | 年度指标值 | 1-6月办结数 | 差在哪里
产出指标 | 城市低保保障人数 | ≥445人 | 245人 | 项目跨年度实施,结转下年继续执行
^ | 残疾儿童康复训练人数 | ≥90名 | 31名 |
^ | 新增养老床位 | ≥48张 | 25张 |
效益指标 | 政策知晓率 | ≥90% | 57% |
满意度指标 | 老年人满意度 | ≥80% | 58% | 年中追加任务,实际完成数超过年初目标
"""
    )
    (form,) = read(text)
    assert names(form) == ["城市低保保障人数", "残疾儿童康复训练人数", "新增养老床位", "政策知晓率", "老年人满意度"]


def test_what_is_numbered_as_indicators_is_their_names() -> None:
    text = (
        TOP.format(project="困难群众救助", budget="5")
        + """
指标门类 | 指标内容 | 补充 | 年度指标值
产出指标 | 指标1:城市低保 | 反映城市低保情况 | ≥445人
^ | 指标2:儿童康复 | 反映儿童康复情况 | ≥90名
效益指标 | 指标1:政策知晓 | 反映政策知晓情况 | ≥90%
满意度指标 | 指标1:老年人 | 反映老年人情况 | ≥80%
"""
    )
    (form,) = read(text)
    assert names(form) == ["城市低保", "儿童康复", "政策知晓", "老年人"]


def test_a_label_of_the_head_means_in_one_form_what_it_means_in_the_others() -> None:
    """What stands beside it in all forms tells: names in one, in none a sentence."""
    form = """
项目支出绩效目标申报表
(2027年度)
填报单位:民勤县港航事务中心
立项事由 | {name} | 决策程序 | {how}
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 改造危桥座数 | ≥3座
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%
"""
    pages = [
        form.format(name="中小企业发展专项资金", how="经政府常务会议审定"),
        form.format(name="工业互联网标杆企业培育", how="经专家论证,集体审议"),
        form.format(name="科技创新券兑付资金", how="经政府常务会议审定"),
    ]
    projects = [form.identity.project for form in read("---\n".join(pages))]
    assert projects == ["中小企业发展专项资金", "工业互联网标杆企业培育", "科技创新券兑付资金"]


def test_a_level_in_words_of_a_provinces_own_is_read_left_of_the_names() -> None:
    """指标门类 is in no word list, nor is 履职效果; what is merged downward left of the names is their level."""
    text = (
        TOP.format(project="信访维稳救助", budget="35")
        + """
指标门类 | 三级指标 | 指标值
履职产出 | 刊播稿件 | 138篇
^ | 举办培训班 | 2期
^ | 成本控制率 | 80%
履职效果 | 拉动社会投入 | 有所带动
^ | 党组织凝聚力 | 不断增强
"""
    )
    (form,) = read(text)
    assert [row.level1 for row in form.indicators] == ["履职产出"] * 3 + ["履职效果"] * 2


def test_labels_in_two_languages_mean_what_their_chinese_says() -> None:
    text = """
海南自由贸易港项目支出绩效目标表 Performance Targets of Budget Project
2026年度 Fiscal Year 2026
单位Unit:元CNY
项目名称 Project | 国际人才服务平台运维 | 实施单位 Agency | 海南省人才服务中心 | < | <
年度资金总额 Total | 3,268,000.00 | 其他资金 Others | 0.00 | < | <
一级指标 Level 1 | 二级指标 Level 2 | 三级指标 Level 3(KPI) | 指标值 Target | 权重(%) Weight | 备注 Remarks
产出指标 Output | 数量指标 Quantity | 全年办理业务量 | ≥12000件 | 15 | <
满意度指标 Satisfaction | 服务对象满意度 Clients | 外籍人才满意度 | ≥90% | 10 | 问卷
"""
    (form,) = read(text)
    assert (form.record.budget, form.identity.unit) == (326.8, "海南省人才服务中心")
    told = [(row.level1, row.level2, row.value, row.weight) for row in form.indicators]
    assert told == [("产出指标", "数量指标", 12000.0, 15.0), ("满意度指标", "服务对象满意度指标", 90.0, 10.0)]


@pytest.mark.parametrize(
    ("printed", "means"),
    [
        ("指标值 Target", "value"),
        ("绩效指标 Performance Indicators", "indicator"),
        ("བརྟག་དཔྱད་གྲངས། 指标值", "value"),
        ("ᠵᠢᠯ ᠦᠨ 备注", "remark"),
        ("分值 점수", "weight"),
        ("三级指标 3급지표", "name"),
        ("Target", None),
    ],
)
def test_the_chinese_of_a_label_tells(printed: str, means: str | None) -> None:
    assert vocabulary("columns", "indicators").meaning(printed) == means


def test_the_label_of_the_block_repeated_on_the_next_page_is_no_header() -> None:
    text = (
        TOP.format(project="劳动保障监察", budget="1.4")
        + """
绩效指标 | 第三层级 | 考核标准值 | 数值单位 | 计分权数
---
绩效指标 | 办理仲裁案件 | 453 | 件 | 30
^ | 举办招聘会 | 9 | 场 | 40
^ | 优抚对象满意度 | 18 | ％ | 30
"""
    )
    (form,) = read(text)
    assert [(row.name, row.value, row.weight) for row in form.indicators] == [
        ("办理仲裁案件", 453.0, 30.0),
        ("举办招聘会", 9.0, 40.0),
        ("优抚对象满意度", 18.0, 30.0),
    ]


def test_values_numbered_in_brackets_are_values() -> None:
    text = (
        TOP.format(project="陪审员经费", budget="8")
        + """
产出指标 | < | 效益指标 | <
指标内容 | 任务量 | 指标内容 | 任务量
(1)维护探头(2)结案率 | (1)8,281.00个(2)≥95.00% | (1)社会治安状况 | (1)稳定
"""
    )
    (form,) = read(text)
    assert [(row.name, row.value) for row in form.indicators] == [
        ("维护探头", 8281.0),
        ("结案率", 95.0),
        ("社会治安状况", None),
    ]


def test_levels_of_a_provinces_own_as_bands_stand_over_those_of_the_first_column() -> None:
    text = (
        TOP.format(project="助学金", budget="99")
        + """
一层之下 | 指标条目 | 标准分 | 年度指标值 | 差在哪里
一、履职产出 | < | < | < | <
工作量 | 受益学校数量 | 20 | >58所 |
^ | 新建塑胶跑道 | 20 | =2条 |
工作质量 | 教师培训合格率 | 20 | ≥85% |
二、履职效果 | < | < | < | <
社会效益指标 | 办学条件改善程度 | 20 | 明显改善 |
各方评价 | < | < | < | <
服务对象评价 | 教师满意度 | 20 | ≥88.1% |
"""
    )
    (form,) = read(text)
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        ("履职产出", "工作量", "受益学校数量"),
        ("履职产出", "工作量", "新建塑胶跑道"),
        ("履职产出", "工作质量", "教师培训合格率"),
        ("履职效果", "社会效益指标", "办学条件改善程度"),
        ("各方评价", "服务对象评价", "教师满意度"),
    ]


def test_a_known_label_of_the_names_is_enough_where_few_rows_hold_lists_of_items() -> None:
    text = """
部门预算项目绩效目标表
(2020年度)
申报单位:未成年人救助保护中心
预算项目名 | 居家养老服务补贴 | < | <
绩效指标 | 指标构成 | < | 核验方式
^ | 指标名称 | 任务量 | ^
^ | 产出指标 | < | <
^ | names1 | values1 | 查阅资料
^ | 二、效益指标 | < | <
^ | names2 | values2 | 座谈了解
"""
    items = {
        "names1": ["(1)康复训练人数", "(2)补贴发放覆盖率"],
        "values1": ["32名", "≥95%"],
        "names2": ["(1)增加困难家庭收入", "(2)生活保障"],
        "values2": ["有所增加", "有效保障"],
    }
    (form,) = normalize(lined(text, items)).forms
    assert [(row.level1, row.name, row.value_raw) for row in form.indicators] == [
        ("产出指标", "康复训练人数", "32名"),
        ("产出指标", "补贴发放覆盖率", "≥95%"),
        ("效益指标", "增加困难家庭收入", "有所增加"),
        ("效益指标", "生活保障", "有效保障"),
    ]


def test_a_table_of_money_below_takes_no_guessed_header_above_it_away() -> None:
    text = (
        TOP.format(project="免费婚检", budget="1")
        + """
层级一 | 层级二 | 末级指标 | 考核标准值 | 比较方式 | 1-7月执行情况
产出指标 | 数量指标 | 购置彩超诊断仪 | 7台 | ≥ | 2台
^ | 质量指标 | 项目验收合格率 | 83% | ≥ | 61%
满意度指标 | 服务对象满意度指标 | 居民满意度 | 90% | ≥ | 36%
资金来源 | < | 年初预算数 | 全年执行数 | 执行率 | <
年度资金总额 | < | 1 | 0.48 | 48% | <
"""
    )
    (form,) = read(text)
    assert names(form) == ["购置彩超诊断仪", "项目验收合格率", "居民满意度"]


def test_names_left_of_groups_of_columns_head_the_grid() -> None:
    text = (
        TOP.format(project="档案抢救修复", budget="96")
        + """
三级指标 | 年初设定 | < | < | < | 年末完成 | <
^ | 一级指标 | 权重 | 二级指标 | 目标值 | 完成值 | 得分
修复破损档案 | 产出指标 | 15 | 数量指标 | ≥4500页 | 4120页 | 13.7
抽检合格率 | ^ | 10 | 质量指标 | ≥98% | 99% | 10
查档群众满意度 | 满意度指标 | 10 | 服务对象满意度指标 | ≥95% | 93% | 9
"""
    )
    (form,) = read(text)
    assert names(form) == ["修复破损档案", "抽检合格率", "查档群众满意度"]
    assert [row.level2 for row in form.indicators] == ["数量指标", "质量指标", "服务对象满意度指标"]
