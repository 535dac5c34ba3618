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
