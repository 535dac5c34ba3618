"""Right text is never changed; a rate that a scan spoilt is spelt right."""

import pytest

from normalize import normalize
from normalize.kinds.name import recognised_name
from tests.normalize.drawing import scanned

RIGHT = ["平台同步更新率", "建设各类基础设施数量", "年末完成率", "政务信息平台规范化建设"]
SPOILED = {
    "设备完好率": "设备完好率",
    "项目验收合格幸": "项目验收合格率",
    "疾病检出季": "疾病检出季",
}
FORM = """
2026年项目支出绩效目标表
项目名称|信息化
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|{name}|{value}
"""


@pytest.mark.parametrize("text", RIGHT)
def test_a_name_of_words_comes_out_as_printed(text: str) -> None:
    (form,) = normalize(scanned(FORM.format(name=text, value="≥95"))).forms
    (row,) = form.indicators
    assert row.name == text
    (name,) = (one for one in form.evidence if (one.of_table, one.field) == ("indicators", "name"))
    assert name.edits == ()


@pytest.mark.parametrize(("read", "printed"), SPOILED.items())
def test_a_rate_is_spelt_right_and_nothing_else(read: str, printed: str) -> None:
    assert recognised_name(read) == printed


def test_a_room_is_a_rate_only_where_its_value_is_a_share() -> None:
    assert recognised_name("疫苗接种室") == "疫苗接种室"
    assert recognised_name("疫苗接种室", share=True) == "疫苗接种率"
    (form,) = normalize(scanned(FORM.format(name="疫苗接种室", value="≥95%"))).forms
    (name,) = (one for one in form.evidence if (one.of_table, one.field) == ("indicators", "name"))
    assert (form.indicators[0].name, name.edits) == ("疫苗接种率", ("mended",))
