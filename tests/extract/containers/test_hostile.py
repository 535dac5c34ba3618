"""Files built to do harm, of each kind whose cells are given: each has its reason, nothing is fetched or run, memory is
bounded."""

import io
import socket
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from benchmarks.containers.ofd import package
from extract import extract
from extract.errors import DocumentError
from extract.media import ALBUM
from extract.sheet import Glyph, Ruling, Sheet
from tests.extract.containers.made import (
    ROWS,
    cell,
    form_sheet,
    paragraph,
    row,
    run,
    table,
    web,
    word,
    workbook,
)

XLSX = workbook(form_sheet)
DOCX = word(paragraph(run("绩效目标表")), table(*[row(*map(cell, line)) for line in ROWS]))
HTML = web("<table>" + "".join("<tr>" + "".join(f"<td>{t}</td>" for t in line) + "</tr>" for line in ROWS) + "</table>")
OFD = package([Sheet(500, 700, (Glyph("绩", (100, 100, 110, 110)),), (Ruling("h", 90, 50, 400),))])
SOUND = {"xlsx": XLSX, "docx": DOCX, "html": HTML, "ofd": OFD}
BILLION = '<!DOCTYPE x [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
RELATED = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId9" %b/></Relationships>'
)
LARGE = 130
"""MiB that a part has when unpacked; it is white, and packed to nothing."""
MOST = 300 << 20
"""Bytes that reading one of these may have in use at once, in Python's own memory."""


def repacked(data: bytes, **parts: Callable[[bytes], bytes] | bytes) -> bytes:
    """A package with some parts changed or added; `__` in a name stands for a slash, `_dot_` for a point."""
    out = io.BytesIO()
    wanted: dict[str, Any] = {name.replace("__", "/").replace("_dot_", "."): make for name, make in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            make = wanted.pop(name, old.read(name))
            new.writestr(name, make(old.read(name)) if callable(make) else make)
        for name, make in wanted.items():
            new.writestr(name, make)
    return out.getvalue()


def behind_declaration(text: str) -> Callable[[bytes], bytes]:
    """Put markup in front of a part's first element."""
    return lambda data: (
        data.replace(b"<w:document", text.encode() + b"<w:document", 1)
        if b"<w:document" in data
        else text.encode() + data.partition(b"?>")[2 if b"?>" in data else 0]
    )


def sheet_of(cells: bytes, merged: bytes = b"") -> Callable[[bytes], bytes]:
    """A worksheet of these cells."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return lambda _: head + cells + b"</sheetData>" + merged + b"</worksheet>"


REFUSED: dict[str, Callable[[], bytes]] = {
    "xlsx: a part larger than any": lambda: repacked(XLSX, xl__worksheets__sheet1_dot_xml=b" " * (LARGE << 20)),
    "xlsx: ten million cells": lambda: repacked(
        XLSX, xl__worksheets__sheet1_dot_xml=sheet_of(b"<row>" + b"<c/>" * 10_000_000 + b"</row>")
    ),
    "xlsx: a merged range over all positions": lambda: repacked(
        XLSX,
        xl__worksheets__sheet1_dot_xml=sheet_of(
            b"", b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    ),
    "xlsx: entities": lambda: repacked(XLSX, xl__worksheets__sheet1_dot_xml=behind_declaration(BILLION + "]>")),
    "xlsx: entities in UTF-16": lambda: repacked(XLSX, xl__styles_dot_xml=(BILLION + "]><x/>").encode("utf-16")),
    "xlsx: an external entity": lambda: repacked(
        XLSX, xl__styles_dot_xml=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    ),
    "xlsx: no workbook in it": lambda: repacked(XLSX, xl__workbook_dot_xml=b"<nothing/>"),
    "xlsx: cut in half": lambda: XLSX[: len(XLSX) // 2],
    "docx: a part larger than any": lambda: repacked(DOCX, word__document_dot_xml=b" " * (LARGE << 20)),
    "docx: entities": lambda: repacked(DOCX, word__document_dot_xml=behind_declaration(BILLION + "]>")),
    "docx: an external entity": lambda: repacked(
        DOCX, word__document_dot_xml=behind_declaration('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')
    ),
    "docx: nothing of a document": lambda: repacked(DOCX, word__document_dot_xml=b"<a>"),
    "docx: twenty thousand parts": lambda: repacked(DOCX, **{f"word__media__{n}": b"" for n in range(20_001)}),
    "ofd: a part larger than any": lambda: repacked(OFD, Doc_0__Pages__Page_0__Content_dot_xml=b" " * (LARGE << 20)),
    "ofd: entities": lambda: repacked(OFD, OFD_dot_xml=behind_declaration(BILLION + "]>")),
    "ofd: a way out of the package": lambda: repacked(OFD, **{"..__..__x": b"x"}),
    "ofd: no document in it": lambda: repacked(OFD, OFD_dot_xml=b"<nothing/>"),
    "html: a table as wide as a street": lambda: web("<table><tr>" + "<td>x" * 5_000 + "</table>"),
    "html: a span of a thousand million": lambda: web(
        "<table>" + "<tr><td rowspan=999999999 colspan=999999999>x" * 300 + "</table>"
    ),
    "html: forty mebibytes": lambda: web("<p>" + "x" * (40 << 20) + "</p><table><tr><td>1</table>"),
    "html: ten thousand elements within one another": lambda: web(
        "<div>" * 10_000 + HTML.decode().partition("<body>")[2]
    ),
    "office: a password": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 400
    ),
}
HARMLESS: dict[str, Callable[[], bytes]] = {
    "xlsx: macros, links and a picture from elsewhere": lambda: repacked(
        XLSX,
        xl__vbaProject_dot_bin=b'Sub Auto_Open()\nShell "calc"\nEnd Sub',
        xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>",
        xl__drawings___rels__drawing1_dot_xml_dot_rels=RELATED % b'Type="x" Target="http://127.0.0.1:9/x.png"',
    ),
    "xlsx: a cell at the far end": lambda: workbook(
        lambda sheet: (form_sheet(sheet), sheet.cell(1_048_576, 16_384, "x"))
    ),
    "docx: a template and a picture from elsewhere": lambda: repacked(
        DOCX,
        word___rels__settings_dot_xml_dot_rels=RELATED
        % b'Type="attachedTemplate" Target="http://127.0.0.1:9/x" TargetMode="External"',
    ),
    "docx: tables within tables": lambda: word(*[_nested(60)], table(*[row(*map(cell, line)) for line in ROWS])),
    "docx: a row of a million columns": lambda: word(
        table(row(cell("a", '<w:gridSpan w:val="99999999"/>')), *[row(*map(cell, line)) for line in ROWS])
    ),
    "html: scripts, frames and pictures from elsewhere": lambda: HTML.replace(
        b"<body>",
        b"<body><script src='http://127.0.0.1:9/x.js'></script><iframe src='file:///etc/passwd'></iframe><img src='http://127.0.0.1:9/x'>",
    ),
}


def _nested(depth: int) -> str:
    return table(row(cell("x") if not depth else cell(f"{_nested(depth - 1)}<w:p/>"), cell("y")), columns=2)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing may be fetched and nothing run while a file is read."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was fetched or run")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    yield


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_only_be_refused_is_with_a_reason_and_what_to_do(name: str) -> None:
    data = REFUSED[name]()
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError) as caught:
            extract(data)
        assert tracemalloc.get_traced_memory()[1] < MOST
    finally:
        tracemalloc.stop()
    assert caught.value.reason in ("oversized", "damaged", "encrypted", "not_a_document", "no_reader")
    assert ":" in str(caught.value), "it says what to do"


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_dangerous_is_read_without_it(name: str) -> None:
    pages = extract(HARMLESS[name]()).pages
    assert any("清淤河段长度" in one.text for page in pages for found in page.tables for one in found.cells)


@pytest.mark.slow
@pytest.mark.parametrize("kind", SOUND)
def test_a_hundred_broken_files_of_each_kind_are_read_or_named(kind: str) -> None:
    sound = SOUND[kind]
    for seed in range(100):
        rng = Random(f"{kind}/{seed}")
        data = bytearray(sound)
        for _ in range(rng.randint(1, 20)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        if seed % 3 == 0:
            del data[rng.randrange(len(data)) :]
        try:
            extract(bytes(data))
        except DocumentError as fault:
            assert str(fault), "it says why"


@pytest.mark.slow
def test_a_stored_package_broken_inside_its_markup_is_read_or_named() -> None:
    """Broken bytes of a packed part are found by its checksum; here they reach the parsers."""
    for kind in ("xlsx", "docx", "ofd"):
        with zipfile.ZipFile(io.BytesIO(SOUND[kind])) as package_:
            names = [name for name in package_.namelist() if name.endswith((".xml", ".rels"))]
        for seed in range(100):
            rng = Random(f"{kind}/{seed}")
            name = rng.choice(names)

            def spoil(data: bytes, rng: Random = rng) -> bytes:
                spoiled = bytearray(data)
                for _ in range(rng.randint(1, 8)):
                    at = rng.randrange(len(spoiled))
                    spoiled[at : at + rng.randint(0, 4)] = bytes(rng.choices(range(32, 127), k=rng.randint(0, 4)))
                return bytes(spoiled)

            try:
                extract(repacked(SOUND[kind], **{name.replace("/", "__").replace(".", "_dot_"): spoil}))
            except DocumentError as fault:
                assert str(fault), "it says why"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("parts", [("mimetype", "页.png"), ("word/document.xml", "docProps/文.xml")])
def test_a_package_damaged_anywhere_however_it_is_packed_is_read_or_named(parts: tuple[str, str], method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for part in parts:
            made.writestr(part, ALBUM + " " * 300)
    sound, random = out.getvalue(), Random(7)
    for _ in range(400):
        data = bytearray(sound)
        for _ in range(random.randint(1, 3)):
            data[random.randrange(4, len(data))] = random.choice((0, 1, 255, random.randrange(256)))
        with suppress(DocumentError):
            extract(bytes(data))
