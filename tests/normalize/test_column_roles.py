"""Which column of a header is which, where labels leave it open: by content, order, repeats and the columns beside."""

import pytest

from tests.normalize.drawing import TOP, names
from tests.normalize.drawing import forms as read


def test_the_label_over_its_columns_says_what_the_open_one_holds() -> None:
    text = (
        TOP.format(project="救治能力提升", budget="86").rstrip("\n")
        + """ | < | < | <
一级指标 | 二级指标 | 三级指标 | 单位 | 指标值 | < | 得分
^ | ^ | ^ | ^ | 年度目标 | 实际完成 | ^
产出指标 | 数量指标 | 新增床位 | 张 | ≥10 | 10 | 10
^ | 质量指标 | 规范救治率 | % | ≥85 | 88.6 | 8
"""
    )
    (form,) = read(text)
    assert [(row.value, row.actual) for row in form.indicators] == [(10.0, 10.0), (85.0, 88.6)]


def test_of_two_columns_that_may_both_be_the_values_the_one_taken_asks() -> None:
    """Neither label is known, both hold numbers; only their place beside the signs parts them."""
    text = (
        TOP.format(project="文化旅游", budget="86").rstrip("\n")
        + """ | < | <
一级指标 | 指标名称 | 满分 | 计划水平 | 指标值类型 | 同类地区水平
产出指标 | 播出节目时长 | 10 | 1382小时 | ≥ | 1313小时
^ | 健身赛事 | 10 | 31项 | ≥ | 29项
^ | 收入增长率 | 10 | 79.6% | ≥ | 63.7%
满意度指标 | 读者满意度 | 10 | 98% | ≥ | 90%
"""
    )
    (form,) = read(text)
    assert all(row.value in (1382.0, 31.0, 79.6, 98.0) or row.needs_review for row in form.indicators)


def test_how_points_are_given_is_no_name_though_it_stands_beside_the_values() -> None:
    """指标内容 may head names or what explains them; no form asks the same thing twice, and none asks for points."""
    text = (
        TOP.format(project="实训基地建设", budget="3.8")
        + """
一级目标 | 二级 | 分值 | 指标内容 | 评判尺度 | 计划水平
产出指标 | 数量指标 | 10 | 补助学生人数 | 按完成比例赋分 | ≤486人
^ | 质量指标 | 12 | 政策执行到位率 | 达到目标值得满分,否则按比例扣分 | ≥90%
效益指标 | 社会效益 | 12 | 适龄儿童入学率 | 完成得满分,每低1个百分点扣0.5分 | ≥98%
满意度 | 服务对象满意 | 16 | 学生家长满意度 | 按完成比例赋分 | ≥98%
"""
    )
    (form,) = read(text)
    assert names(form) == ["补助学生人数", "政策执行到位率", "适龄儿童入学率", "学生家长满意度"]
    assert form.indicators[0].standard == "按完成比例赋分"


def test_names_beside_known_values_are_read_without_any_level() -> None:
    text = (
        TOP.format(project="老旧小区改造", budget="17")
        + "\n绩效要点 | 指标值\n"
        + ("更换窨井盖 | 140套\n路灯亮灯率 | 100％\n任务完成时限 | 2027年1月-12月\n居民满意度 | 85％\n")
    )
    (form,) = read(text)
    assert names(form) == ["更换窨井盖", "路灯亮灯率", "任务完成时限", "居民满意度"]


def test_what_was_reached_may_be_words_beside_numbers() -> None:
    text = """
项目支出绩效运行监控表
(2027年1-6月)
项目名称 | 研发投入后补助 | 填报单位 | 某县科学技术局 | <
一级目标 | 明细指标 | 年初目标值 | 已完成(1-6月) | 全年预计完成情况
产出指标 | 高新技术企业认定数 | ≤102个 | 53个 | 102个
^ | 工作完成质量 | 合格 | 正在有序推进 | 合格
^ | 及时支付相关资金 | 2027年1月-12月 | 按计划开展 | 12月底
"""
    (form,) = read(text)
    assert [row.actual_raw for row in form.indicators] == ["53个", "正在有序推进", "按计划开展"]


def test_duties_and_tasks_may_stand_in_front_of_the_indicators() -> None:
    text = """
部门整体绩效目标表
(2026年度)
部门名称 | 涧西区信访局 | < | < | < | <
部门职能 | 重点任务 | 任务预算 | 指标类型 | 绩效指标 | 指标值
一、信访受理 | 1.1 来访接待 | 96.40 | 数量 | 登记信访事项 | ≥2300件
^ | ^ | ^ | 时效 | 受理告知 | 15日内
二、矛盾化解 | 2.1 积案攻坚 | 64.00 | 质量 | 积案化解率 | ≥85%
^ | ^ | ^ | 满意度 | 群众满意率 | ≥88%
"""
    (form,) = read(text)
    assert [(row.level2, row.name) for row in form.indicators] == [
        ("数量指标", "登记信访事项"),
        ("时效指标", "受理告知"),
        ("质量指标", "积案化解率"),
        ("服务对象满意度指标", "群众满意率"),
    ]


def test_of_two_columns_that_explain_neither_is_the_names_where_a_label_says_which_those_are() -> None:
    text = (
        TOP.format(project="应急广播", budget="657")
        + """
一级 | 第二层级 | 指标名称 | 目标值 | 绩效指标描述 | 数据来源
产出指标 | 数量指标 | 修缮文物建筑 | ≥15处 | 考核修缮文物建筑是否达到要求 | 工作台账
^ | 质量指标 | 资金使用合规率 | ≥98% | 资金使用合规率 | 核查记录
"""
    )
    (form,) = read(text)
    assert names(form) == ["修缮文物建筑", "资金使用合规率"]


def test_numbers_below_a_label_of_contents_are_values_and_deadlines_beside_them_are_none() -> None:
    (form,) = read(
        TOP.format(project="水毁修复", budget="860")
        + """
一级指标 | 三级指标 | 运算符号 | 指标内容 | 度量单位 | 完成时限
履职效能 | 修复水毁堤防长度 | ≥ | 12.6 | 公里 | 6月底前
^ | 河湖巡查出动人次 | ≥ | 2400 | 人次 | 全年
社会效应 | 用水户满意度 | ≥ | 92 | % | 全年
"""
    )
    assert [(row.value, row.measure_unit) for row in form.indicators] == [(12.6, "公里"), (2400, "人次"), (92, "%")]


@pytest.mark.parametrize(
    ("value", "unit", "asks"), [("6月底前", "公里", True), ("6月底前", "月", False), ("12", "公里", False)]
)
def test_a_date_counted_in_a_unit_that_is_no_time_is_asked_about(value: str, unit: str, *, asks: bool) -> None:
    (form,) = read(
        TOP.format(project="水毁修复", budget="860")
        + f"""
一级指标 | 三级指标 | 指标值 | 计量单位
产出指标 | 修复水毁堤防长度 | {value} | {unit}
效益指标 | 用水户满意度 | 92 | %
"""
    )
    assert ("unit_conflict" in (form.indicators[0].review_reason or "")) is asks


def test_the_ends_of_a_range_in_columns_of_their_own_are_one_value() -> None:
    (form,) = read(
        TOP.format(project="抽检", budget="860")
        + """
一级指标 | 三级指标 | 计量单位 | 目标区间 | < | 权重
^ | ^ | ^ | 下限 | 上限 | ^
产出指标 | 食品安全监督抽检 | 批次 | 2800 | 3000 | 10
效益指标 | 放心消费环境 | / | 持续优化 | < | 10
"""
    )
    first, second = form.indicators
    assert (first.operator, first.value, first.value_upper, first.measure_unit) == ("~", 2800, 3000, "批次")
    assert (second.value, second.value_raw) == (None, "持续优化")


def test_levels_behind_names_under_labels_that_say_little_are_told_by_their_cells() -> None:
    (form,) = read(
        TOP.format(project="慢性病防控", budget="263.4")
        + """
序号 | 绩效指标名称 | 指标类型 | 所属一级 | 目标 | 考核频次 | 责任科室 | 备注
1 | 新建健康管理示范社区 | 数量 | 产出 | 12个 | 年度 | 慢病科 | 含村级4个
2 | 高血压规范管理率 | 质量 | 产出 | ≥72% | 季度 | 慢病科 |
3 | 居民自我健康管理意识 | 可持续影响 | 效益 | 持续增强 | 年度 | 健教科 |
4 | 居民满意程度 | 服务对象满意度 | 满意度 | 90%以上 | 年度 | 办公室 |
"""
    )
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        ("产出指标", "数量指标", "新建健康管理示范社区"),
        ("产出指标", "质量指标", "高血压规范管理率"),
        ("效益指标", "可持续影响指标", "居民自我健康管理意识"),
        ("满意度指标", "服务对象满意度指标", "居民满意程度"),
    ]


def test_rates_of_completion_are_neither_what_was_reached_nor_points() -> None:
    (form,) = read("""
2025年项目支出绩效自评表
实施单位:渔港管理站
项目名称 | 渔港维护 | < | < | < | < | <
二级指标 | 指标名称 | 计划值 | 实绩 | 完成率 | 标准分 | 自评分
数量指标 | 修补扭王字块 | 320块 | 320块 | 100% | 10 | 10
数量指标 | 港池清淤方量 | ≥4.5万方 | 4.1万方 | 91.1% | 10 | 9.1
质量指标 | 工程验收合格率 | 100% | 100% | 100% | 10 | 10
""")
    assert [(row.actual_raw, row.weight) for row in form.indicators] == [("320块", 10), ("4.1万方", 10), ("100%", 10)]


def test_the_number_below_what_was_reached_is_it_and_its_unit_is_no_target_s() -> None:
    (form,) = read("""
2025年项目支出绩效自评表
实施单位:下渚湖街道
项目名称 | 灌溉示范片 | < | < | < | < | < | <
二级指标 | 三级指标 | 分值 | 年度目标 | < | < | 实际完成 | <
^ | ^ | ^ | 符号 | 数值 | 单位 | 数值 | 单位
数量指标 | 建成灌溉面积 | 10 | ≥ | 2600 | 亩 | 2640 | 亩
数量指标 | 安装监测站 | 10 | = | 18 | 个 | 16 | 个
质量指标 | 数据完整率 | 10 | ≥ | 95 | % | 97.2 | %
""")
    assert [(row.operator, row.value, row.measure_unit, row.actual) for row in form.indicators] == [
        ("≥", 2600, "亩", 2640),
        ("=", 18, "个", 16),
        ("≥", 95, "%", 97.2),
    ]


def test_sentences_below_an_explanation_are_never_values() -> None:
    (form,) = read(
        TOP.format(project="藏医能力", budget="341")
        + """
三级指标 | 计量单位 | 目标数值 | 比较符 | 指标解释 | 数据来源
建设治疗床位 | 张 | 24 | = | 验收后可投入使用的药浴治疗床位数量 | 验收单
选派医师进修 | 人次 | 8 | ≥ | 赴省级藏医院进修三个月及以上的医师 | 结业证
设备验收合格率 | % | 100 | = | 验收合格设备占全部设备的比重 | 验收报告
"""
    )
    assert [row.value for row in form.indicators] == [24, 8, 100]


@pytest.mark.parametrize("label", ["一、二级指标", "指标类别"])
def test_a_label_over_two_levels_heads_both(label: str) -> None:
    (form,) = read(
        TOP.format(project="窗口外包", budget="68")
        + f"""
{label} | < | 指标内容 | 绩效目标值
产出指标 | 数量指标 | 外包窗口数 | =12个
^ | 质量指标 | 一次办结率 | ≥96%
效益指标 | 社会效益 | 平均等候时间 | 10分钟以下
"""
    )
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        ("产出指标", "数量指标", "外包窗口数"),
        ("产出指标", "质量指标", "一次办结率"),
        ("效益指标", "社会效益指标", "平均等候时间"),
    ]


def test_a_value_of_the_head_over_several_columns_heads_none_of_them() -> None:
    (form,) = read("""
项目支出绩效自评表
(2026年度)
专项名称 | 生活垃圾分类 | < | < | <
主管部门 | 灌云县住房和城乡建设局 | < | < | <
一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值
产出指标 | 数量指标 | 维护路灯盏数 | 1700盏 | 1700盏
^ | 质量指标 | 无害化处理率 | 95% | 95%
效益指标 | 社会效益指标 | 居民居住环境 | 明显改善 | 明显改善
""")
    assert form.identity.project == "生活垃圾分类"
    assert names(form) == ["维护路灯盏数", "无害化处理率", "居民居住环境"]


def test_points_of_a_whole_project_in_front_of_its_rows_are_none_of_theirs() -> None:
    forms = read("""
2025年度项目支出绩效自评汇总表
填报单位：洱源县融媒体中心
金额单位：万元
序号 | 项目名称 | 全年预算数 | 自评得分 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 扣分
1 | 应急广播运行维护 | 38.60 | 97.5 | 数量指标 | 维护应急广播终端 | ≥1240套 | 1256套 | 20 | 0
^ | ^ | ^ | ^ | 质量指标 | 终端在线率 | ≥96% | 94.8% | 15 | 1.2
2 | 节目制作 | 52.00 | 98.7 | 数量指标 | 制作专题节目 | ≥48期 | 50期 | 25 | 0
""")
    assert {row.score for form in forms for row in form.indicators} == {None}
    assert [row.weight for form in forms for row in form.indicators] == [20, 15, 25]


def test_numbers_that_are_more_than_all_points_are_none() -> None:
    (form,) = read("""
部门整体绩效运行监控表
（2026年1-6月）
单位名称：应急管理局
三级指标 | 年度目标值 | 1-6月完成值 | 序时情形
煤矿安全检查矿次 | ≥420矿次 | 263矿次 | 62.6
重大隐患整改率 | 100% | 93.8% | 93.8
执法案卷优良率 | ≥90% | 91.5% | 101.7
""")
    assert [row.weight for row in form.indicators] == [None, None, None]
