"""What can be wrong with a document: each fault has its error, and the error says what it is and what to do."""

import pytest

from extract import ExtractSettings, extract
from extract.errors import (
    DamagedDocument,
    DocumentError,
    EmptyDocument,
    EncryptedDocument,
    NotADocument,
    OversizedDocument,
    UnreadablePage,
)
from tests.extract.made import Sketch, pdf
from tests.extract.samples import data


def form(**page) -> Sketch:
    return Sketch(**page).grid([40, 140, 260], [60, 90, 120], [["三级指标", "指标值"], ["数量", "≥95%"]])


FAULTS = {
    "no bytes": (b"", EmptyDocument, "0 bytes"),
    "only padding": (b"\x00\n" * 700, EmptyDocument, "1400 bytes"),
    "no pages": (pdf(), EmptyDocument, "no pages"),
    "an office file": (b"PK\x03\x04" + b"x" * 99, NotADocument, "Office"),
    "an old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1" + b"x" * 99, NotADocument, "Office"),
    "a web page": (b"<!DOCTYPE html><html>not found</html>", NotADocument, "web page"),
    "plain text": ("绩效目标表".encode(), NotADocument, "PNG, JPEG or TIFF"),
    "a download that broke off": (data("seed")[:100_000], DamagedDocument, "fetch it again"),
    "only a head": (b"%PDF-1.7\n%%EOF", DamagedDocument, "fetch it again"),
    "a password": (pdf(form(), password="geheim"), EncryptedDocument, "save it without one"),
    "a poster": (pdf(form(), form(width=20_000)), OversizedDocument, "page 2"),
    "a page that is not there": (pdf(form()).replace(b"/Kids[8 0 R]", b"/Kids[9 0 R]"), DocumentError, "again"),
}


@pytest.mark.parametrize("document,error,words", FAULTS.values(), ids=FAULTS.keys())
def test_faults(document, error, words):
    with pytest.raises(error) as caught:
        extract(document)
    assert words in str(caught.value)
    assert caught.value.reason


def test_limits_are_settings():
    document = pdf(form(), form())
    with pytest.raises(OversizedDocument, match="2 pages"):
        extract(document, ExtractSettings(max_pages=1))
    with pytest.raises(OversizedDocument, match="characters"):
        extract(document, ExtractSettings(max_glyphs=5))
    assert not extract(document, ExtractSettings(max_rulings=5)).pages[0].tables, "a drawing, not a table"


@pytest.mark.parametrize("reader", ["auto", "tablers", "pdfplumber", "camelot"])
def test_an_empty_password_opens(reader):
    page = extract(pdf(form(), password=""), ExtractSettings(reader=reader)).pages[0]
    assert [cell.text for cell in page.tables[0].cells] == ["三级指标", "指标值", "数量", "≥95%"]


def test_bytes_before_and_after_the_pdf():
    assert extract(b"HTTP header\r\n" + pdf(form()) + b"\r\n" * 40).pages[0].tables


@pytest.mark.parametrize(
    "settings", [{"reader": "mupdf"}, {"form_words": ("指标", " ")}, {"max_pages": 0}, {"max_side": -1}], ids=str
)
def test_settings_are_checked_when_made(settings):
    with pytest.raises(ValueError, match=r"choose one of|empty word|greater than zero"):
        ExtractSettings(**settings)


def test_when_every_reader_fails_the_page_is_named(monkeypatch):
    def fails(document, number):
        raise RuntimeError("out of glyphs")

    from extract.readers import camelot, plumber, tablers

    for module in (tablers, plumber, camelot):
        monkeypatch.setattr(module, "look", fails)
        monkeypatch.setattr(module, "ERRORS", (RuntimeError,))
    with pytest.raises(UnreadablePage, match=r"page 1 .*out of glyphs"):
        extract(pdf(form()), ExtractSettings(ocr=False))
