"""What a saved web page is made of: its markup, and the pictures that came with it.

    .html ── `data:` pictures in the markup itself ──────────────┐
    .mht  ── MIME parts: markup, pictures by their addresses ────┴─► markup with its pictures ─ <img> ─► those it shows

A page and the pictures in the folder beside it come as the second (`pipelines.intake.saved_page` binds them). What is
not in the file is not there: nothing is fetched.
"""

import base64
import binascii
import email
import io
import re
from collections.abc import Iterator, Mapping
from email.message import Message
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

from extract.errors import DamagedDocument, OversizedDocument
from extract.readers.pasted import PIXEL, Pasted, styled

__all__ = ["Markup", "markups", "shown"]

LARGEST = 64 << 20
"""Bytes: a page of ten photographed forms has 40 MiB."""
LARGEST_MARKUP = 32 << 20
"""Bytes of markup without its pictures: the largest saved page seen has 6 MiB with them."""
MOST_PARTS = 2_000
"""MIME parts: a page of a portal has some 200."""
_DATA = re.compile(rb"data:image/[\w.+-]{1,40};base64,([A-Za-z0-9+/=\s]+)")
_INSIDE = b"jixiao-picture-%d"
"""What stands in the markup for a picture that was written out in it: an attribute may have no more than 10 MB."""
_SIDES = ("width", "height")
_PIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")


class Markup(NamedTuple):
    """One page's markup in bytes, its own address, and the pictures that came with it by theirs."""

    data: bytes
    address: str
    pictures: Mapping[str, bytes]


def markups(data: bytes, *, packed: bool) -> list[Markup]:
    """The page, or the pages of a file that is `packed` as MIME: a workbook saved so has one for each sheet. Raises a
    `DocumentError`."""
    if len(data) > LARGEST:
        raise OversizedDocument(f"a web page of {len(data) >> 20} MiB: save only the page with the form")
    found = list(_unpacked(data)) if packed else [_Part(data, "", "text/html")]
    beside = {part.address: part.data for part in found if part.kind.startswith("image/")}
    pages = [_apart(part, beside) for part in found if part.kind == "text/html"]
    if not pages:
        raise DamagedDocument("no page is in this file of a saved web page: save it again, or print it to PDF")
    if sum(len(page.data) for page in pages) > LARGEST_MARKUP:
        raise OversizedDocument(f"a web page of {len(data) >> 20} MiB: save only the page with the form")
    return pages


class _Part(NamedTuple):
    data: bytes
    address: str
    kind: str


def _unpacked(data: bytes) -> Iterator[_Part]:
    """The parts of a MIME file; one that has a content id, too, stands under that as well."""
    try:
        parts = [part for part in email.message_from_bytes(data).walk() if not part.is_multipart()]
        if len(parts) > MOST_PARTS:
            raise OversizedDocument(f"a saved web page of {len(parts):,} parts: save only the page with the form")
        for part in parts:
            body = part.get_payload(decode=True)
            for address in _addresses(part):
                yield _Part(body if isinstance(body, bytes) else b"", address, part.get_content_type())
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as fault:
        raise DamagedDocument(f"the web page cannot be read ({fault}): save it again, or print it to PDF") from fault


def _addresses(part: Message) -> list[str]:
    located = unquote(str(part.get("Content-Location") or "").strip())
    if part.get_content_type() == "text/html":
        return [located]
    named = str(part.get("Content-ID") or "").strip().strip("<>")
    return [located, *([f"cid:{named}"] if named else [])]


def _apart(page: _Part, beside: Mapping[str, bytes]) -> Markup:
    """The page with the pictures that are written out in its markup beside it."""
    pictures = dict(beside)

    def put(match: re.Match[bytes]) -> bytes:
        name = _INSIDE % len(pictures)
        try:
            pictures[name.decode()] = base64.b64decode(match[1])
        except binascii.Error:
            pictures[name.decode()] = b""
        return name

    return Markup(_DATA.sub(put, page.data), page.address, pictures)


def shown(body: Any, page: Markup, is_hidden: Any) -> Iterator[Pasted]:
    """The pictures that a page shows and that came with it, in their order, each once."""
    seen: set[bytes] = set()
    for item in body.iter("img"):
        source = unquote((item.get("src") or "").strip()).replace("\\", "/")
        data = page.pictures.get(source) or page.pictures.get(_resolved(page.address, source))
        if not data or data in seen or is_hidden(item) or any(map(is_hidden, item.iterancestors())):
            continue
        seen.add(data)
        yield Pasted(data, *_drawn(item, data))


def _resolved(address: str, source: str) -> str:
    try:
        return unquote(urljoin(address, source))
    except ValueError:
        return source


def _drawn(item: Any, data: bytes) -> tuple[float, float]:
    """How large a picture is shown, in points: as its element says, else as large as it is."""
    said = {name: float(found[1]) * PIXEL for name in _SIDES if (found := _PIXELS.match(item.get(name) or ""))}
    said |= styled(item.get("style") or "")
    wide, high = _own_size(data)
    scale = (
        said["width"] / wide if "width" in said and wide else said["height"] / high if "height" in said and high else 1
    )
    return said.get("width", wide * scale), said.get("height", high * scale)


def _own_size(data: bytes) -> tuple[float, float]:
    """A picture's own size in points; nought where it cannot be decoded."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            return image.width * PIXEL, image.height * PIXEL
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return 0.0, 0.0
