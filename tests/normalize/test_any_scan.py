"""Whatever a scan makes of a form's characters there is an answer: a defect would take the document into quarantine."""

from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import normalize
from tests.normalize.drawing import scanned
from tests.normalize.test_recognised import FORM

GOAL = "绩效目标 | 【产出指标-数量指标】↵指标1:河道长度(≥60公里)↵【效益指标-社会效益指标】↵指标1:满意度(≥9%)\n"
NOISE = "一二三1230.,。、:：;()（）【】≥≤=<>%/-—–~·•*lIOo万元年月日指标产出效益满意度成本项目名称数量单位囗■□√"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_a_scan_makes_of_the_characters_there_is_an_answer(data: st.DataObject) -> None:
    text = list(FORM + GOAL)
    places = [n for n, character in enumerate(text) if character not in "|<^↵\n"]
    for at in data.draw(st.lists(st.sampled_from(places), max_size=20)):
        text[at] = data.draw(st.sampled_from(NOISE))
    for form in normalize(scanned("".join(text))).forms:
        assert all(row.name and 0 <= row.confidence <= 1 for row in form.indicators)
