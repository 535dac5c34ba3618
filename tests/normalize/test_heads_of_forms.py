"""Where the head of a form begins, and labels of a head that stand above what they label."""

from normalize import normalize
from tests.normalize.drawing import draw

FORM = """预算单位 | 浮梁县公安局 | 项目编码 | {code}
项目名称 | {project} | 批复金额 | {budget}
绩效指标 | 指标值 | 权重 | 计量单位
{name} | {value} | 10 | 个
{name}第二期 | {value} | 10 | 个
"""


def test_the_first_row_of_a_further_head_belongs_to_its_form() -> None:
    one = FORM.format(code="360222261000000041", project="山区警务室", budget="915,000", name="运转警务室", value=22)
    two = FORM.format(
        code="360222261000000052", project="看守所医疗协作", budget="480,000", name="派驻医护人员", value=5
    )
    first, second = normalize(draw(f"2026年部门预算项目绩效目标批复表\n批复单位：浮梁县财政局\n{one}---\n{two}")).forms
    assert (first.identity.project, first.identity.project_code) == ("山区警务室", "360222261000000041")
    assert (second.identity.project, second.identity.project_code) == ("看守所医疗协作", "360222261000000052")
    assert second.identity.unit == "浮梁县公安局"


def test_a_row_of_labels_alone_stands_over_its_values() -> None:
    (form,) = normalize(
        draw("""
2026年项目绩效目标一览表
项目名称 | 项目编码 | 实施单位 | 本年预算（万元）
桑基鱼塘环境提升 | 440606261000120087 | 农业农村办公室 | 526.40
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 修复鱼塘驳岸 | ≥3.6公里
效益指标 | 社会效益 | 年接待游客 | ≥65万人次
""")
    ).forms
    assert (form.identity.project, form.identity.unit) == ("桑基鱼塘环境提升", "农业农村办公室")
    assert form.record.budget == 526.4


def test_bands_of_one_grid_that_name_a_unit_and_its_project_are_forms_of_their_own() -> None:
    forms = normalize(
        draw("""
2026年教育系统项目支出绩效目标汇总表
主管部门：永平县教育体育局
指标类别 | 绩效指标 | 符号 | 数值 | 单位
一、填报单位：永平县第一中学 项目名称：实验考点建设 | < | < | < | <
年度目标 | 建成符合要求的标准考点，2026年6月投入使用。 | < | < | <
数量指标 | 改造实验考场 | = | 6 | 间
质量指标 | 设备验收合格率 | = | 100 | %
二、填报单位：永平县职业高级中学 项目名称：实训设备更新 | < | < | < | <
年度目标 | 更新实训设备，服务本地核桃产业。 | < | < | <
数量指标 | 更新实训设备台数 | = | 17 | 台
""")
    ).forms
    assert [(form.identity.unit, form.identity.project) for form in forms] == [
        ("永平县第一中学", "实验考点建设"),
        ("永平县职业高级中学", "实训设备更新"),
    ]
    assert [[row.name for row in form.indicators] for form in forms] == [
        ["改造实验考场", "设备验收合格率"],
        ["更新实训设备台数"],
    ]
    assert (forms[1].record.annual_goal or "").startswith("更新实训设备")


def test_an_amount_in_a_line_below_the_title_is_the_form_s() -> None:
    (form,) = normalize(
        draw("""
2025年财政重点绩效评价评分表
被评价项目：城乡供水管网改造工程
项目单位：泾源县水务局
预算金额：2,360.00万元
一级指标 | 三级指标 | 分值 | 评分标准 | 得分
决策 | 立项依据充分性 | 4 | 符合得4分 | 4
产出 | 改造供水管网长度 | 8 | 按完成比例得分 | 7.5
""")
    ).forms
    assert (form.identity.project, form.record.budget) == ("城乡供水管网改造工程", 2360)


def test_a_sentence_tells_the_stages_of_the_year_s_money() -> None:
    (form,) = normalize(
        draw("""
区直部门整体绩效自评表（2025年度）
单位名称 | 崆峒区残疾人联合会 | < | <
预算执行 | 2025年年初预算512.40万元，调整后预算536.00万元，全年支出528.80万元，执行率98.66%。 | < | <
一级指标 | 三级指标 | 目标值 | 完成值
产出指标 | 发放补贴 | ≥4180人 | 4206人
效益指标 | 扶持就业 | ≥120人 | 126人
""")
    ).forms
    money = {(fund.measure, fund.amount) for fund in form.funds if fund.item == "资金总额"}
    assert money == {("initial_budget", 512.4), ("revised_budget", 536), ("executed", 528.8)}
    assert form.record.budget == 536


def test_a_title_begins_with_its_own_words_not_with_the_code_of_a_table() -> None:
    grid = "三级指标 | 指标值\n发放补贴 | ≥4180人\n"
    for title in ("预算执行进度和绩效目标“双监控”情况表", "预算项目绩效目标承诺书"):
        (form,) = normalize(draw(f"{title}\n{grid}")).forms
        assert form.record.title == title
    (form,) = normalize(draw(f"预算12表 项目支出绩效目标表\n{grid}")).forms
    assert form.record.title == "项目支出绩效目标表"


def test_a_form_that_names_its_office_below_its_grid_is_one_form() -> None:
    (form,) = normalize(
        draw("""
2026年度部门（单位）整体绩效目标表
二级指标 | 三级指标 | 指标值 | 权重
数量指标 | 组建扑火队 | 18支 | 10
质量指标 | 抚育作业合格率 | 95%以上（含） | 10
部门（单位）名称 | 敦化市林业和草原局 | 部门预算总额（万元） | 2,748.90
""")
    ).forms
    assert (form.identity.unit, form.record.budget) == ("敦化市林业和草原局", 2748.9)
    assert [(row.operator, row.value) for row in form.indicators] == [(None, 18), ("≥", 95)]


def test_an_office_in_a_line_with_brackets_in_its_label_is_read() -> None:
    (form,) = normalize(
        draw("""
部门（单位）整体绩效运行监控表
（2026年1-6月）
部门（单位）名称：[318001]鹤岗市应急管理局
三级指标 | 年度目标值 | 1-6月完成值
组织应急演练 | 12场 | 4场
""")
    ).forms
    assert (form.identity.unit, form.identity.unit_code) == ("鹤岗市应急管理局", "318001")


def test_labels_set_downwards_stand_over_their_values_in_strips_beside_the_grid() -> None:
    (form,) = normalize(
        draw("""
2026年项目支出绩效目标表
编号 | YX-017 | < | < | 项↵目↵名↵称 | 实↵施↵单↵位
主管部门 | 永新县生态环境局 | < | < | ^ | ^
年度资金总额（万元） | 146.8 | < | < | 水↵源↵地↵规↵范↵化 | 环↵境↵监↵测↵中↵心
一级指标 | 二级指标 | 三级指标 | 指标值 | ^ | ^
产出指标 | 数量指标 | 设置界标 | ≥184块 | ^ | ^
满意度指标 | 服务对象满意度 | 居民满意度 | ≥90% | ^ | ^
""")
    ).forms
    assert (form.identity.project, form.identity.unit) == ("水源地规范化", "环境监测中心")
    assert [row.name for row in form.indicators] == ["设置界标", "居民满意度"]


def test_a_project_with_the_label_of_its_column_behind_it_is_asked_about_in_each_row() -> None:
    form = FORM.format(code="360222", project="森林防火项目名称", budget="915,000", name="运转警务室", value=22)
    (read,) = normalize(draw(f"2026年部门预算项目绩效目标批复表\n{form}")).forms
    assert ["project_unread" in (row.review_reason or "") for row in read.indicators] == [True, True]
