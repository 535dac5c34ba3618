"""An Office package (`.docx`, `.xlsx`) looked over before a library opens it.

What it may not be: larger inside than any office file, a package of entities, a table of ten million cells. Macros,
links, embedded objects are parts that nothing here opens; nothing is ever fetched, for no reader follows a link.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from extract.errors import DamagedDocument, OversizedDocument
from extract.zipped import BROKEN

__all__ = ["FAULTS", "looked_over", "worksheet_parts"]

MOST_PARTS = 20_000
"""Members of a package: a workbook with a picture in each of a thousand rows has three thousand."""
LARGEST_PART = 64 << 20
"""Bytes of a part of markup when unpacked: the largest budget workbook seen has 4 MiB, one of a million cells 40."""
LARGEST = 512 << 20
"""Bytes of all parts when unpacked, pictures included."""
MOST_CELLS = 1_000_000
"""Cells that a worksheet writes down, empty ones with a format included."""
MOST_MERGED = 1_000_000
"""Positions that a worksheet's merged ranges cover, for a library makes an object of each."""
_MARKUP = (".xml", ".rels", ".vml")
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CELLS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")
"""How a cell begins, whatever its namespace is called."""
FAULTS = (
    *BROKEN,  # ValueError: also a package of another kind, a part that lacks what every program writes
    ArithmeticError,  # openpyxl: a number beyond an integer; docvortex: a division by a matrix that has none
    AssertionError,  # docvortex: a part without a root
    AttributeError,  # python-docx: an element of another name than the one it makes a class of
    LookupError,  # python-docx, openpyxl: a part, a style or a string that is named and not there
    SyntaxError,  # openpyxl: markup that its own parser, ElementTree's, refuses
    TypeError,  # openpyxl: an attribute that is missing, or of another type
    etree.LxmlError,  # markup that lxml refuses, nesting beyond 256 levels with it
)
"""What the libraries let out on a file that is not as they expect: met by changing the markup of sound ones."""


def looked_over(data: bytes) -> None:
    """Refuse a package that would cost more than it is worth. Raises `OversizedDocument` or `DamagedDocument`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part.filename: part for part in package.infolist()}
            _weigh(parts, len(package.infolist()))
            for name, part in parts.items():
                if name.lower().endswith(_MARKUP):
                    _check(name, package.read(part))
    except BROKEN as fault:
        raise DamagedDocument(
            f"the Office file is broken inside ({fault}): open it, save it anew and hand that in"
        ) from fault


def worksheet_parts(data: bytes) -> dict[str, bytes]:
    """The markup of each worksheet of a workbook, by its title."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        book = etree.fromstring(package.read("xl/workbook.xml"), parser)
        links = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"), parser)
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        found = {}
        for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
            key = next((value for name, value in sheet.items() if name.endswith("}id")), None)
            target = targets.get(key, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                found[str(sheet.get("name"))] = package.read(part)
        return found


def _weigh(parts: Mapping[str, zipfile.ZipInfo], count: int) -> None:
    """Sizes as the package's directory has them; `zipfile` unpacks no more than that."""
    if count > MOST_PARTS or count != len(parts):
        raise OversizedDocument(f"the Office file has {count} parts, some of one name, or too many: save it anew")
    markup = max((p.file_size for n, p in parts.items() if n.lower().endswith(_MARKUP)), default=0)
    whole = sum(part.file_size for part in parts.values())
    if markup > LARGEST_PART or whole > LARGEST:
        raise OversizedDocument(
            f"the Office file has {whole >> 20} MiB inside, more than any form: delete pictures, save it anew"
        )


def _check(name: str, data: bytes) -> None:
    if any(mark in data for mark in _ENTITIES):
        raise DamagedDocument(f"{name} declares entities, which no Office program writes: it may be built to do harm")
    if "worksheets/" not in name:
        return
    cells = sum(map(data.count, _CELLS))
    merged = sum(_areas(data))
    if cells > MOST_CELLS or merged > MOST_MERGED:
        raise OversizedDocument(
            f"a worksheet of {max(cells, merged):,} cells, no form has that many: delete the empty rows and columns, "
            "save it anew"
        )


def _areas(data: bytes) -> Iterator[int]:
    for left, top, right, bottom in _MERGED.findall(data):
        yield (_number(right) - _number(left) + 1) * (int(bottom) - int(top) + 1)


def _number(letters: bytes) -> int:
    """A column's number from its letters, from 1."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
