"""What a scan leaves of a form's cells, told by what stands around them: read where it can be, else asked about."""

import pytest

from extract.model import Extraction, Line, Reading
from normalize import normalize
from normalize.cells.lines import may_be_text
from tests.normalize.drawing import HEAD, draw, scanned
from tests.normalize.test_recognised import FORM, read, row


def test_level_two_names_that_share_a_cell_go_to_the_rows_they_stand_beside() -> None:
    form = read(
        (
            "^ | 质量指标 | 隐患整改率 | ≥ | 95 | %\n^ | 时效指标 | 任务完成时限",
            "^ | 质量↵指标↵时效指标 | 隐患整改率 | ≥ | 95 | %\n^ | ^ | 任务完成时限",
        )
    )
    named = [row(form, name) for name in ("隐患整改率", "任务完成时限")]
    assert [one.level2 for one in named] == ["质量指标", "时效指标"]
    assert all(one.needs_review for one in named)


def test_a_title_that_lost_its_closing_bracket_has_its_year() -> None:
    assert read(("项目支出绩效目标表\n（2026年度）", "项目支出目标申报表(2027年度")).identity.year == 2027


def test_a_placeholder_at_the_head_of_a_page_is_not_the_rest_of_a_name() -> None:
    parts = FORM.replace("^ | 质量指标", "---\n产出指标 |  | 指标2 |  |  |\n^ | 质量指标")
    (form,) = normalize(draw(parts)).forms
    assert [one.name for one in form.indicators][:2] == ["巡护里程", "隐患整改率"]


def test_a_sign_that_was_hardly_seen_is_asked_about() -> None:
    data = scanned(FORM).model_dump()
    (table,) = (table for table in data["pages"][0]["tables"] if len(table["cells"]) > 30)
    sign = next(cell for cell in table["cells"] if cell["lines"] and cell["lines"][0]["text"] == "≥")
    sign["lines"][0]["confidence"] = 0.2
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert "operator_doubt" in (row(form, "巡护里程").review_reason or "")
    assert not row(form, "群众知晓率").needs_review


def test_a_sign_whose_bar_one_of_two_readers_saw_has_it_and_asks() -> None:
    data = scanned(FORM).model_dump()
    (table,) = (table for table in data["pages"][0]["tables"] if len(table["cells"]) > 30)
    sign = next(cell for cell in table["cells"] if cell["lines"] and cell["lines"][0]["text"] == "≥")
    readings = [{"text": text, "score": 0.8, "by": by} for text, by in ((">", "small"), ("≥", "tiny"))]
    sign["lines"][0].update(text=">", confidence=0.9, readings=readings)
    (form,) = normalize(Extraction.model_validate(data)).forms
    found = row(form, "巡护里程")
    assert (found.operator, found.review_reason) == ("≥", "operator_doubt")


@pytest.mark.parametrize(("confidence", "asks"), [(0.7, False), (0.55, True)])
def test_a_comparison_asks_where_its_reader_is_less_sure_than_of_one_that_may_lack_its_bar(
    confidence: float, asks: bool
) -> None:
    data = scanned(FORM).model_dump()
    for cell in (cell for page in data["pages"] for table in page["tables"] for cell in table["cells"]):
        if any(line["text"] == "≥" for line in cell["lines"]):
            cell["lines"][0]["confidence"] = confidence
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert row(form, "巡护里程").needs_review is asks


@pytest.mark.parametrize(
    ("other", "asks"), [("28000027R00910226-森林防火(三期）", False), ("2800027R0091022-森株防火(三期)", True)]
)
def test_a_project_behind_its_code_is_as_sure_as_two_readers_who_read_it_alike(other: str, asks: bool) -> None:
    coded = "2800027R0091022-森林防火(三期)"
    data = scanned(FORM.replace("森林防火", coded)).model_dump()
    for cell in (cell for page in data["pages"] for table in page["tables"] for cell in table["cells"]):
        for line in cell["lines"]:
            if line["text"] == coded:
                read = (("tiny", other, 0.7), ("small", coded, 0.9))
                line |= {"confidence": 0.1, "readings": [{"by": by, "text": text, "score": n} for by, text, n in read]}
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert form.identity.project == "森林防火(三期)" and form.record.needs_review
    assert all(one.needs_review is asks for one in form.indicators)


def test_the_one_number_without_a_sign_in_a_form_of_signs_asks() -> None:
    form = read(("群众知晓率 | ≥ | 90", "群众知晓率 |  | 90"))
    assert [one.name for one in form.indicators if one.needs_review] == ["群众知晓率"]
    two = read(("群众知晓率 | ≥ | 90", "群众知晓率 |  | 90"), ("隐患整改率 | ≥ | 95", "隐患整改率 |  | 95"))
    assert not any(one.needs_review for one in two.indicators)


def test_a_line_that_was_left_out_of_a_goal_asks() -> None:
    data = scanned(
        FORM.replace("项目资金", "年度目标 | 确保群众满意度达到95%↵以上 | < | < | < | <\n项目资金")
    ).model_dump()
    for cell in (cell for page in data["pages"] for table in page["tables"] for cell in table["cells"]):
        if cell["lines"] and cell["lines"][0]["text"].startswith("确保"):
            (x0, y0, x1, _), (first, second) = cell["box"], cell["lines"]
            readings = [{"by": "tiny", "text": "以上", "score": 0.9}, {"by": "small", "text": "以上入", "score": 0.3}]
            first |= {"box": (x0 + 2, y0 + 2, x0 + 200, y0 + 12)}
            second |= {"box": (x0 + 2, y0 + 13, x1 - 2, y0 + 18), "confidence": 0.5, "readings": readings}
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert form.record.annual_goal is not None and "以上" not in form.record.annual_goal
    assert any(one.field == "annual_goal" and one.needs_review for one in form.evidence)


def test_two_spoiled_labels_over_numbers_tell_nothing() -> None:
    weighed = FORM.replace("| 度量单位", "| 度量单位 | 权重")
    for unit in ("公里", "%"):
        weighed = weighed.replace(f"| {unit}\n", f"| {unit} | 20\n")
    spoiled = weighed.replace("| 指标值 |", "| 年/项 |").replace("| 权重", "| 又里")
    forms = normalize(scanned(spoiled)).forms
    assert not any(one.value == 20.0 for form in forms for one in form.indicators)


def test_a_row_beside_the_label_of_the_whole_grid_is_a_row() -> None:
    further = """
项目支出绩效目标表
（2026年度）
项目名称 | 森林防火 | < | < | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
 | 产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里
---
年度绩效目标 | 产出指标 | 时效指标 | 建设工期 | ≤ | 5 | 月
^ | 效益指标 | 社会效益指标 | 群众知晓率 | ≥ | 90 | %
"""
    (form,) = normalize(scanned(further)).forms
    assert [one.name for one in form.indicators] == ["巡护里程", "建设工期", "群众知晓率"]


def test_half_of_a_double_sign_is_asked_about() -> None:
    found = row(read(("| ≥ | 300", "| 》 | 300")), "巡护里程")
    assert (found.operator, found.needs_review) == ("≥", True)


def test_a_comparison_that_may_have_lost_its_not_is_asked_about() -> None:
    assert row(read(("| ≥ | 95 | %", "| | 低于95% |")), "隐患整改率").needs_review
    assert not row(read(("| ≥ | 95 | %", "| | 不低于95% |")), "隐患整改率").needs_review


def test_a_number_in_two_pieces_is_asked_about() -> None:
    assert row(read(("| 300 |", "| 1 300 |")), "巡护里程").needs_review


def test_a_name_whose_reader_is_unsure_is_asked_about() -> None:
    data = scanned(FORM).model_dump()
    cells = [cell for table in data["pages"][0]["tables"] for cell in table["cells"] if cell["lines"]]
    next(cell for cell in cells if cell["lines"][0]["text"] == "巡护里程")["lines"][0]["confidence"] = 0.45
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert "name_unread" in (row(form, "巡护里程").review_reason or "")


def test_a_row_without_the_value_that_its_fellows_have_is_asked_about() -> None:
    found = row(read(("| 定性 | 2026.1.1-2026.12.31 |", "| | |")), "任务完成时限")
    assert "value_unread" in (found.review_reason or "")


def test_a_name_that_took_in_its_value_is_asked_about() -> None:
    form = read(("| 巡护里程 | ≥ | 300 |", "| 巡护里程1·300 | < | < |"))
    assert form.indicators[0].needs_review


@pytest.mark.parametrize("seen", ["次·", "次。"])
def test_a_unit_on_a_line_of_its_own_is_the_value_s(seen: str) -> None:
    """Two readers made different marks of the speck behind it."""
    data = scanned(FORM.replace("| ≥ | 300 | 公里", "| ≥ | =235.00场↵次· |")).model_dump()
    cells = [cell for table in data["pages"][0]["tables"] for cell in table["cells"] if len(cell["lines"]) > 1]
    line = next(cell for cell in cells if cell["lines"][0]["text"].startswith("=235"))["lines"][1]
    line |= {"text": seen, "confidence": 0.6}
    line["readings"] = [{"text": text, "score": 0.6, "by": by} for text, by in (("次。", "tiny"), ("次·", "small"))]
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert row(form, "巡护里程").measure_unit == "场次"


def test_level_one_with_its_score_and_level_two_in_one_cell_are_asked_about() -> None:
    form = read(("效益指标 | 社会效益指标 |", "项目产出(10分)产出数量 | < |"))
    assert "level2_unread" in (row(form, "群众知晓率").review_reason or "")


def test_a_strict_sign_that_was_hardly_seen_is_asked_about() -> None:
    data = scanned(FORM.replace("| ≥ | 95 | %", "| | >95% |")).model_dump()
    cells = [cell for table in data["pages"][0]["tables"] for cell in table["cells"] if cell["lines"]]
    next(cell for cell in cells if cell["lines"][0]["text"] == ">95%")["lines"][0]["confidence"] = 0.3
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert "ocr_doubt" in (row(form, "隐患整改率").review_reason or "")


def test_a_value_of_which_a_part_was_not_seen_is_asked_about() -> None:
    data = scanned(FORM).model_dump()
    cells = [cell for table in data["pages"][0]["tables"] for cell in table["cells"] if cell["lines"]]
    next(cell for cell in cells if cell["lines"][0]["text"] == "300")["lines"][0]["confidence"] = 0.5
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert row(form, "巡护里程").review_reason == "ocr_doubt;value_unread"


def test_words_that_share_a_cell_with_the_unit_of_the_number_above_ask() -> None:
    form = read(("定性 | 2026.1.1-2026.12.31 |", "定性 | 效果明显 | ^"))
    assert "unit_unread" in (row(form, "任务完成时限").review_reason or "")
    assert not row(form, "隐患整改率").needs_review


def test_a_value_that_begins_with_a_letter_is_asked_about() -> None:
    assert row(read(("| 300 | 公里", "| V口 |")), "巡护里程").needs_review


@pytest.mark.parametrize("tiny, asks", [("", False), ("火", True)])
def test_dirt_beside_a_project_is_asked_about_where_every_reader_saw_a_character(tiny: str, asks: bool) -> None:
    """It was left out, so every row of the form would hang on it."""
    data = scanned(FORM.replace("项目名称 | 森林防火", "项目名称 | 森林防火物资")).model_dump()
    cells = [cell for table in data["pages"][0]["tables"] for cell in table["cells"] if cell["lines"]]
    cell = next(cell for cell in cells if cell["lines"][0]["text"] == "森林防火物资")
    x0, _, _, y1 = cell["lines"][0]["box"]
    readings = [{"text": tiny, "score": 0.2, "by": "tiny"}, {"text": "花", "score": 0.4, "by": "small"}]
    cell["lines"] = [
        *cell["lines"],
        {"text": "花", "box": (x0, y1 + 1, x0 + 9, y1 + 10), "origin": "ocr", "confidence": 0.4, "readings": readings},
    ]
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert form.identity.project == "森林防火物资"
    assert any("project_unread" in (one.review_reason or "") for one in form.indicators) == asks


@pytest.mark.parametrize(
    "confidence, readings",
    [
        (0.3, {"tiny": 0.3, "small": 0.95}),
        (0.45, {"tiny": 0.9, "small": 0.85, "language": 0.8, "vocabulary:levels": 0.97}),
        (0.97, {"tiny": 0.97, "small": 0.99}),
    ],
)
def test_what_else_a_value_may_be_shares_one_chance_with_it(confidence: float, readings: dict[str, float]) -> None:
    data = scanned(FORM).model_dump()
    cells = [cell for table in data["pages"][0]["tables"] for cell in table["cells"] if cell["lines"]]
    line = next(cell for cell in cells if cell["lines"][0]["text"] == "隐患整改率")["lines"][0]
    others = zip(("隐患整改率", "隐惠整改率", "隐患整政率", "隐 患 整 改 率"), readings.items(), strict=False)
    line["readings"] = [{"text": text, "score": score, "by": by} for text, (by, score) in others]
    line["confidence"] = confidence
    (form,) = normalize(Extraction.model_validate(data)).forms
    told = next(one for one in form.evidence if one.field == "name" and one.raw == "隐患整改率")
    assert told.rivals and "".join(told.rivals[0].value.split()) != "隐患整改率"
    assert told.confidence + sum(rival.probability for rival in told.rivals) <= 1
    assert told.rivals[0].probability <= told.confidence


def test_a_short_level_of_its_own_is_none_of_the_satisfaction_beside_it() -> None:
    """效果 stands for 效益 in some provinces; 服务对象满意度 below it makes no 满意度指标 of it."""
    form = """
2025年项目支出绩效自评表
项目名称 | 村道养护 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出 | 数量指标 | 养护里程 | ≥12公里
投入 | 时效指标 | 资金下达时限 | ≤30天
效果 | 社会效益 | 通行改善率 | ≥90%
^ | 服务对象满意度 | 村民满意度 | ≥95%
"""
    printed, seen = (normalize(drawn).forms[0].indicators for drawn in (draw(form), scanned(form)))
    assert [row.level1 for row in seen] == [row.level1 for row in printed] == ["产出指标", "投入", "效果", "效果"]


@pytest.mark.parametrize(("sign", "asks"), [("定性", False), ("≥", True), ("=", True), ("", True)])
def test_a_scanned_row_without_a_value_asks_unless_it_says_that_it_needs_none(sign: str, asks: bool) -> None:
    grid = f"""一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
产出指标 | 数量指标 | 养护里程 | ≥ | 12 | 公里
^ | 质量指标 | 合格率 | = | 100 | %
^ | 时效指标 | 及时率 | = | 100 | %
效益指标 | 社会效益指标 | 出行便利 | {sign} |  |
"""
    (form,) = normalize(scanned(HEAD + grid)).forms
    assert [row.review_reason == "value_unread" for row in form.indicators] == [False, False, False, asks]


def test_a_cell_of_which_every_line_was_left_out_is_doubted() -> None:
    """A mutant of a form had one: it took its document down."""
    readings = (Reading(text="天", score=0.5, by="tiny"), Reading(text="夫", score=0.4, by="small"))
    stray = Line(text="天", box=(0.0, 0.0, 9.0, 9.0), origin="ocr", confidence=0.4, readings=readings)
    assert may_be_text(stray, stray.box, [])


def test_a_row_of_whose_name_one_character_was_read_is_asked_about() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | < | <
一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值
产出指标 | 数量指标 | 巡护里程 | 反映巡护里程情况 | ≥300公里
效益指标 | 社会效益指标 | 群众知晓率 | 反映群众知晓率情况 | ≥90%
^ | ^ | 有 | 反映接待读者人次情况 | 11
"""
    (form,) = normalize(scanned(text)).forms
    assert "row_unread" in (form.record.review_reason or "")
