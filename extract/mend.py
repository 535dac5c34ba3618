"""A PDF that other programs open although it is broken, made whole enough for every library here.

    junk before the header      cut off, however long
    end cut off                 the open object is closed and a trailer is written that names the catalog
    wrong references            PDFium finds the objects anew by itself; it is only said

What was broken is said in words, for the person who handed the file in. `lost` names what a torn file no longer holds:
objects that others speak of and that are not there, or only in part. Where something is lost, a page may show less
than it did, and nobody can tell which.
"""

import re
import zlib
from collections.abc import Iterator

__all__ = ["NO_END", "catalogued", "headed", "is_torn", "lost", "packed_objects"]

HEADER = b"%PDF-"
END = b"%%EOF"
TAIL = 4096  # bytes: readers look for the end mark in so many at the end of the file
NO_END = "its end is missing"

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+obj\b")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+R\b")
_STREAM = re.compile(rb"\bstream\r?\n.*?(?:\bendstream\b|\Z)", re.DOTALL)
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_PACKED = re.compile(rb"/ObjStm\b.*?stream\r?\n", re.DOTALL)
_HEAD_OF_PACKED = re.compile(rb"/(First|N)\s+(\d+)")


def headed(data: bytes) -> bytes:
    """The bytes from the PDF's header on; empty where there is none."""
    start = data.find(HEADER)
    return data[start:] if start >= 0 else b""


def is_torn(data: bytes) -> bool:
    """Whether the file stops before its end mark."""
    return END not in data[-TAIL:]


def catalogued(data: bytes) -> bytes | None:
    """The file with its open object closed and a trailer behind it that names its catalog; None where it has none."""
    root = _catalog(data)
    if root is None:
        return None
    closing = b"\nendstream\nendobj\n" if _has_open_object(data) else b"\n"
    size = 1 + max(int(found[1]) for found in _OBJECT.finditer(data))
    return data + closing + b"trailer\n<</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (root, max(size, root + 1))


def lost(data: bytes) -> frozenset[int]:
    """The numbers of the objects that a torn file speaks of and does not hold whole."""
    plain = _STREAM.sub(b"stream", data)
    whole = {int(found[1]) for found in _OBJECT.finditer(plain)}
    spoken = {int(found[1]) for found in _REFERENCE.finditer(plain)}
    for numbers, body in packed_objects(data):
        whole |= set(numbers)
        spoken |= {int(found[1]) for found in _REFERENCE.finditer(body)}
    if _has_open_object(data):
        whole.discard(int([*_OBJECT.finditer(data)][-1][1]))
    return frozenset(spoken - whole)


def packed_objects(data: bytes) -> Iterator[tuple[list[int], bytes]]:
    """The object streams of newer PDFs: the numbers of the objects packed in each, and their dictionaries.

    Raises `zlib.error` where one cannot be unpacked (a torn one ends where it was torn).
    """
    for match in _PACKED.finditer(data):
        body = zlib.decompressobj().decompress(data[match.end() : data.find(b"endstream", match.end())])
        head = data[data.rfind(b"obj", 0, match.start()) : match.end()]
        facts = {name: int(value) for name, value in _HEAD_OF_PACKED.findall(head)}
        numbers = body[: facts.get(b"First", 0)].split()[: 2 * facts.get(b"N", 0) : 2]
        yield [int(number) for number in numbers if number.isdigit()], body[facts.get(b"First", 0) :]


def _catalog(data: bytes) -> int | None:
    """The number of the last object that is a catalog."""
    plain = [found.start() for found in _CATALOG.finditer(data)]
    for place in reversed(plain):
        before = [*_OBJECT.finditer(data, max(0, place - TAIL), place)]
        if before:
            return int(before[-1][1])
    try:
        for numbers, body in packed_objects(data):
            if found := _CATALOG.search(body):
                return _owner(numbers, body, found.start())
    except zlib.error:
        return None
    return None


def _owner(numbers: list[int], body: bytes, place: int) -> int | None:
    """Which of the objects packed in `body` a place belongs to: dictionaries stand one behind the other."""
    depth, owner = 0, -1
    for token in re.finditer(rb"<<|>>", body[:place]):
        owner += depth == 0 and token[0] == b"<<"
        depth += 1 if token[0] == b"<<" else -1
    return numbers[owner] if 0 <= owner < len(numbers) else None


def _has_open_object(data: bytes) -> bool:
    last = max((found.end() for found in _OBJECT.finditer(data)), default=None)
    return last is not None and b"endobj" not in data[last:]
