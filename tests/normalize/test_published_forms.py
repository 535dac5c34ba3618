"""Forms and what stands beside them as offices publish them: approvals, tables of accounts, tables of basic data."""

from normalize import normalize
from normalize.read.heading import is_title
from tests.normalize.drawing import draw
from tests.normalize.drawing import forms as read

GRID = """
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 直补移民人数 | 13770人
满意度指标 | 服务对象满意度指标 | 移民满意度 | ≥90%
"""


def test_who_approves_a_form_does_not_file_it() -> None:
    (form,) = read(
        """
2026年县级部门预算项目支出绩效目标批复表
批复部门：嘉荫县财政局
项目名称 | 230722261000000013-堤防维修养护 | 主管部门 | 312-嘉荫县水务局
实施单位 | 312003-嘉荫县河道堤防管理站 | 项目类别 | 其他运转类
"""
        + GRID
    )
    assert (form.identity.unit, form.identity.unit_code) == ("嘉荫县河道堤防管理站", "312003")


def test_a_table_of_a_budget_s_accounts_is_no_form() -> None:
    found = normalize(
        draw(
            """
政府性基金预算支出表
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
208 | 社会保障和就业支出 | 1,486.20 | 0.00 | 1,486.20
20822 | 大中型水库移民后期扶持基金支出 | 1,486.20 | 0.00 | 1,486.20
2082201 | 移民补助 | 826.20 | 0.00 | 826.20
政府性基金项目支出绩效目标表
项目名称 | 移民后期扶持 | 项目单位 | 县水库移民服务中心
"""
            + GRID
        )
    )
    assert [form.identity.project for form in found.forms] == ["移民后期扶持"]


def test_a_table_of_basic_data_has_no_title_of_a_form() -> None:
    assert not is_title("部门整体支出绩效评价基础数据表")
    assert is_title("部门整体支出绩效评价表")


def test_a_goal_stands_beside_the_lower_of_two_labels() -> None:
    (form,) = read(
        """
2026年部门整体支出绩效目标表
部门编码 | 315 | 部门名称 | 贡山县民政局
部门年度目标 | 预算年度（2026年）绩效目标 | 低保、特困人员按月足额发放补助；独龙江乡敬老院投入运营。 | 年度重点工作任务
二、部门年度重点工作任务 | < | < | <
三、部门整体支出绩效指标 | < | < | <
"""
        + GRID
    )
    assert form.record.annual_goal == "低保、特困人员按月足额发放补助；独龙江乡敬老院投入运营。"
    assert form.identity.unit_code == "315"


def test_problems_and_remedies_across_the_level_columns_end_a_grid() -> None:
    (form,) = read(
        """
2026年转移支付绩效目标运行监控表
项目名称 | 糖业发展资金 | < | <
"""
        + GRID.strip()
        + """
存在问题及整改措施 | < | < | 市县配套资金尚未拨付，已商县财政局于9月底前到位。
"""
    )
    assert [row.name for row in form.indicators] == ["直补移民人数", "移民满意度"]
