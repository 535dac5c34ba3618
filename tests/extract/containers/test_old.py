"""Old office formats: LibreOffice saves them anew, fetches nothing on the way, and is not missed where it is not."""

import io
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from extract import extract
from extract.errors import DamagedDocument, NotRead
from extract.readers import old
from tests.extract.containers.made import form_sheet, workbook

installed = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("table", "table"))
)
RTF = b"{\\rtf1 \\trowd\\cellx2000\\cellx4000 a\\intbl\\cell b\\intbl\\cell\\row}"


def opendocument(kind: str, body: str) -> bytes:
    """An OpenDocument file with this in its body."""
    media = f"application/vnd.oasis.opendocument.{kind}"
    space = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = f"<office:document-content {SPACES} {space}><office:body>{body}</office:body></office:document-content>"
    listed = "".join(
        f'<f:file-entry f:full-path="{p}" f:media-type="{m}"/>' for p, m in (("/", media), ("content.xml", "text/xml"))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", media)
        file.writestr("content.xml", content)
        file.writestr(
            "META-INF/manifest.xml",
            f'<f:manifest xmlns:f="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{listed}</f:manifest>',
        )
    return out.getvalue()


@pytest.fixture
def server() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine, and what is asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    for method in ("HEAD", "OPTIONS", "PROPFIND"):
        setattr(Handler, f"do_{method}", Handler.do_GET)

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield listening.server_port, asked
        listening.shutdown()


@installed
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_workbook_saved_in_an_old_format_says_the_same(kind: str, tmp_path: Path) -> None:
    new = tmp_path / "a.xlsx"
    new.write_bytes(workbook(form_sheet))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", tmp_path, new], check=True, capture_output=True,
    )  # fmt: skip
    told = [
        [(cell.row, cell.column, cell.row_span, cell.text, cell.place) for page in extract(data).pages
         for table in page.tables for cell in table.cells]
        for data in (new.read_bytes(), (tmp_path / f"a.{kind}").read_bytes())
    ]  # fmt: skip
    assert told[0] == told[1]


@installed
@pytest.mark.slow
def test_nothing_that_a_file_refers_to_is_fetched(server: tuple[int, list[str]]) -> None:
    port, asked = server
    there = f'xlink:href="http://127.0.0.1:{port}/x" xlink:type="simple" xlink:actuate="onLoad"'
    row = "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>"
    text = (
        f'<office:text><text:section text:name="s"><text:section-source {there}/><text:p/></text:section><text:p>'
        f"<draw:frame><draw:image {there}/></draw:frame></text:p>"
        f"<table:table><table:table-column/>{row}{row}</table:table></office:text>"
    )
    sheet = (
        f'<office:spreadsheet><table:table table:name="S"><table:table-source {there} table:table-name="A"/>'
        f'<table:table-row><table:table-cell table:formula="of:=WEBSERVICE(&quot;http://127.0.0.1:{port}/w&quot;)" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
        "</office:spreadsheet>"
    )
    field = b'{\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1:%d/r" \\\\d}{\\fldrslt x}}' % port
    for data in (opendocument("text", text), opendocument("spreadsheet", sheet), RTF[:6] + field + RTF[6:]):
        assert extract(data).pages
    assert asked == []


def test_without_libreoffice_the_file_is_not_read_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old, "_PROGRAMS", ())
    monkeypatch.setattr(old, "_FOUND_AT", ())
    with pytest.raises(NotRead, match=r"LibreOffice.*save it as .docx"):
        extract(RTF)


def test_a_conversion_that_makes_nothing_or_never_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program in LibreOffice's place that really fails, and one that really hangs."""
    for script, seconds, words in (("exit 0", 20, "cannot open"), ("sleep 60", 1, "not done")):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(old, "_PROGRAMS", (str(program),))
        monkeypatch.setattr(old, "SECONDS", seconds)
        with pytest.raises(DamagedDocument, match=words):
            extract(RTF)


@installed
def test_a_doc_that_a_system_wrote_as_xml_of_word_2003_is_read() -> None:
    cells = "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("验收合格率", "≥95%"))
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    data = (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
        f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl></w:body></w:wordDocument>"
    )
    (page,) = extract(data.encode()).pages
    assert [cell.text for cell in page.tables[0].cells] == ["验收合格率", "≥95%"]
