"""Which pages are read, by whom, and why."""

from types import SimpleNamespace

import pytest

from extract import ExtractSettings, extract, scanned
from extract.errors import ReaderUnavailable
from extract.model import Attempt, Page
from extract.readers import plumber, reader, tablers
from tests.extract.made import Sketch, pdf

WORDS = ExtractSettings(form_words=("三级指标", "年度指标值"), ocr=False)
XS, YS = [40.0, 200.0, 400.0], [60.0, 90.0, 120.0]


def form(*rows: list[str], ys: list[float] = YS) -> Sketch:
    return Sketch().grid(XS, ys, list(rows) or [["三级指标", "年度指标值"], ["数量", "≥95%"]])


def states(*pages: Sketch, settings: ExtractSettings = WORDS) -> list[str]:
    return [page.status for page in extract(pdf(*pages), settings).pages]


def test_triage():
    prose = Sketch().text(40, 40, "各部门应当填报绩效目标表,三级指标和年度指标值要量化。")
    budget = form(["科目", "金额"], ["合计", "478.07"])
    both = form(["科目", "金额"], ["合计", "478.07"]).text(40, 300, "三级指标应当量化,年度指标值应当可以考核,见附表。")
    assert states(prose, budget, both, form(), Sketch()) == ["skipped", "skipped", "skipped", "read", "skipped"]
    assert states(prose, budget, settings=ExtractSettings(ocr=False)) == ["read", "read"], (
        "no words: everything is read"
    )


def test_labels_wrap_and_are_spread():
    wrapped = Sketch().grid(XS, YS).text(43, 72, "三级指").text(43, 84, "标")
    spread = form(["三 级 指 标", "值"])
    radical = Sketch().grid(XS, YS).text(43, 75, "三级指标".replace("级", "\u7ea7"), font="U")
    assert states(wrapped, spread, radical) == ["read"] * 3


def test_a_title_above_a_table_speaks_for_it():
    page = form(["名称", "内容"]).text(40, 40, "项目支出三级指标表", 14)
    assert states(page) == ["read"]


def test_a_table_that_goes_on_is_read_to_its_end_and_from_its_beginning():
    upto, on = [700.0, 760.0, 820.0], [20.0, 60.0, 100.0]
    head = form(["项目名称", "某项目"], ["单位", "某局"], ys=upto)
    middle = form(["指标", "值"], ["三级指标", "年度指标值"], ys=[20.0, 60.0, 820.0])
    tail = form(["满意度", "≥95%"], ["意见", "同意"], ys=on)
    other = form(["科目", "金额"], ["合计", "478.07"], ys=on).text(40, 15, "表十一:一般公共预算支出情况表格")
    assert states(head, middle, tail, other) == ["read", "read", "read", "skipped"]
    assert states(head, tail, other) == ["skipped"] * 3


def test_a_further_form_of_the_same_make_is_read_though_it_has_none_of_the_words():
    ys = [60.0 + 20 * n for n in range(10)]
    labels = ("专项经费名目", "入库编号", "主管部门", "资金用途", "项目支出实施期", "年内应达到", "层级一", "层级三")
    first = form(["经费", "甲"], *([label, f"甲{n}"] for n, label in enumerate(labels)), ys=ys)
    second = form(["经费", "乙"], *([label, f"乙{n}"] for n, label in enumerate(labels)), ys=ys)
    money = form(["基本支出", "1"], *([label, "2"] for label in (*labels[:4], "合计", "备注", "金额", "科目")), ys=ys)
    titled = first.text(40, 30, "三级指标表", 14)
    assert states(titled, second) == ["read", "read"]
    assert states(titled, money.text(40, 30, "表十一:一般公共预算支出情况表格")) == ["read", "skipped"]
    assert states(second) == ["skipped"]


def test_the_first_rung_answers_alone():
    (page,) = extract(pdf(form()), WORDS).pages
    assert (page.reader, page.attempts) == ("tablers", (Attempt(reader="tablers"),))


def test_a_title_that_stands_alone_on_the_page_before_its_table_is_kept():
    title, prose = Sketch().text(40, 40, "三级指标表", 14), Sketch()
    for n in range(12):
        prose.text(40, 60 + 30 * n, "三级指标是绩效目标的组成部分")
    found = extract(pdf(title, form()), WORDS).pages
    assert [line.text for line in found[0].lines] == ["三级指标表"]
    assert states(prose, form()) == ["skipped", "read"]


def test_a_reader_that_fails_is_left_for_the_next(monkeypatch):
    def breaks(document, number):
        raise RuntimeError("pdfium says no")

    monkeypatch.setattr(tablers, "look", breaks)
    (page,) = extract(pdf(form()), WORDS).pages
    assert page.reader == "pdfplumber"
    assert page.attempts == (
        Attempt(reader="tablers", problem="cannot_read: pdfium says no"),
        Attempt(reader="pdfplumber"),
    )


def test_a_page_with_words_and_rulings_but_no_table_climbs():
    """The title names a form, rulings run both ways, but they meet nowhere."""
    page = Sketch().text(40, 40, "三级指标表", 14)
    for n in range(3):
        page.line(40, 100 + 40 * n, 300, 100 + 40 * n).line(400 + 40 * n, 300, 400 + 40 * n, 500)
    (found,) = extract(pdf(page), WORDS).pages
    assert [(a.reader, a.problem) for a in found.attempts] == [
        ("tablers", "no_table"),
        ("rulings_seen", "no_table"),
        ("pdfplumber", "no_table"),
        ("camelot", "no ruled table stands on it"),
    ]
    assert (found.status, found.reader, found.doubts) == ("read", "tablers", ("no_table",))


def test_a_lost_wall_inside_a_table_is_asked_about_and_kept_as_a_doubt():
    page = Sketch()
    for at in (90, 150, 210, 270):
        page.line(40, at, 220, at) if at != 150 else page.line(40, at, 85, at).line(130, at, 220, at)
    for at in (40, 85, 130, 175, 220):
        page.line(at, 90, at, 270) if at != 130 else page.line(at, 90, at, 150).line(at, 210, at, 270)
    page.text(45, 110, "三级指标")
    (found,) = extract(pdf(page), WORDS).pages
    assert found.doubts == ("grid_gaping",)
    assert [attempt.problem for attempt in found.attempts][:2] == ["grid_gaping"] * 2
    assert found.reader == "tablers" and any(cell.doubts for cell in found.tables[0].cells)


@pytest.mark.parametrize("name", ["tablers", "pdfplumber", "camelot"])
def test_a_chosen_reader_answers_alone(name):
    (page,) = extract(pdf(form()), ExtractSettings(reader=name, form_words=WORDS.form_words)).pages
    assert (page.reader, [attempt.reader for attempt in page.attempts]) == (name, [name])


def test_text_without_sense_is_no_text():
    page = Sketch().grid(XS, YS).text(43, 75, "\ue001\ue002\ue003指标", font="U")
    (found,) = extract(pdf(page), WORDS).pages
    assert (found.status, found.reason) == ("needs_ocr", "its text layer cannot be trusted")
    assert {attempt.problem for attempt in found.attempts} == {"insane_text"} and len(found.attempts) == 3


HIDDEN = {
    "invisible text": Sketch().picture(0, 0, 595, 842).text(43, 75, "三级指标", mode=3),
    "text under a picture": Sketch().text(43, 75, "三级指标").picture(0, 0, 595, 842),
}


@pytest.mark.parametrize("page", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_hidden_text_layer_is_not_trusted(page):
    (found,) = extract(pdf(page.grid(XS, YS)), WORDS).pages
    assert (found.status, found.doubts, found.lines) == ("needs_ocr", ("hidden_text_layer",), ())


def test_visible_text_on_a_picture_is_trusted():
    page = Sketch().picture(0, 0, 595, 842).grid(XS, YS, [["三级指标", "年度指标值"]])
    assert states(page) == ["read"]


def test_pictures_without_text():
    scan = Sketch().picture(0, 0, 595, 842)
    stamped = Sketch().picture(0, 0, 595, 842).text(280, 830, "— 1 —")
    pasted = Sketch().text(40, 40, "附件:").picture(40, 100, 560, 500)
    logo = Sketch().text(40, 40, "某局").picture(40, 50, 90, 100)
    assert states(scan, stamped, pasted, logo) == ["needs_ocr", "needs_ocr", "needs_ocr", "skipped"]


def recognised(raster, number, settings, rotation, columns):
    height, width = (side / raster.scale for side in raster.pixels.shape[:2])
    seen = (Attempt(reader="ppocr"),)
    return Page(
        number=number, width=width, height=height, rotation=rotation, status="read", reader="ppocr", attempts=seen
    )


def test_pages_that_need_it_are_handed_to_the_ocr_reader(monkeypatch):
    monkeypatch.setattr(scanned, "reader", lambda name: SimpleNamespace(read=recognised))
    settings = ExtractSettings(form_words=WORDS.form_words)
    scan, digital = extract(pdf(Sketch(rotate=90).picture(0, 0, 595, 842), form()), settings).pages
    assert (scan.reader, scan.rotation, scan.reason, digital.reader) == ("ppocr", 90, "it has no text layer", "tablers")
    assert scan.width < scan.height, "as shown"
    assert [attempt.reader for attempt in scan.attempts] == ["tablers", "ppocr"]
    assert [page.reader for page in extract(pdf(form()), ExtractSettings(reader="ppocr")).pages] == ["ppocr"]


def test_a_glance_can_spare_a_page(monkeypatch):
    fake = SimpleNamespace(read=recognised, glance=lambda raster, settings: "a photograph")
    monkeypatch.setattr(scanned, "reader", lambda name: fake)
    scan = pdf(Sketch().picture(0, 0, 595, 842))
    (page,) = extract(scan, ExtractSettings(form_words=WORDS.form_words)).pages
    assert (page.status, page.reason) == ("skipped", "a photograph")
    assert extract(scan).pages[0].status == "read", "without words every page is read"


def test_a_reader_that_cannot_run_here(monkeypatch):
    def missing(name):
        raise ReaderUnavailable(f"{name}: no onnxruntime")

    monkeypatch.setattr(scanned, "reader", missing)
    scan = pdf(Sketch().picture(0, 0, 595, 842))
    (page,) = extract(scan).pages
    assert page.status == "needs_ocr" and "no onnxruntime" in (page.attempts[-1].problem or "")
    with pytest.raises(ReaderUnavailable):
        extract(scan, ExtractSettings(reader="ppocr"))


def test_readers_are_loaded_when_they_are_asked(monkeypatch):
    assert reader("pdfplumber") is plumber
    monkeypatch.setitem(__import__("sys").modules, "extract.readers.camelot", None)
    with pytest.raises(ReaderUnavailable, match="camelot"):
        reader("camelot")
