"""A web page that a browser saved whole: the page, and beside it a folder of what it shows.

    页面.html  页面_files/表.png  …  ─►  页面.html     its pictures as parts of the one document

What the two come to is the page as one file (MIME, as browsers write `.mht`), made from them whenever it is read: the
same files give the same bytes. Each picture has its place in the ledger as a part of the page.
"""

from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from pathlib import Path
from urllib.parse import quote

from pipelines.intake.album import PHOTOS

__all__ = ["folders", "pictures", "whole"]

PAGES = frozenset({".html", ".htm"})
_BESIDE = ("_files", ".files")
"""How browsers, Word and WPS call the folder."""
MOST = 100
"""Pictures: a page of a portal shows some 60, most of them smaller than any form."""
LARGEST = 40 << 20
"""Bytes of all pictures of a page; in MIME they are a third more, and a page has at most 64 MiB."""


def folders(page: Path) -> list[Path]:
    """The folders beside a page in which what it shows was saved."""
    if page.suffix.lower() not in PAGES:
        return []
    return [folder for ending in _BESIDE if (folder := page.with_name(page.stem + ending)).is_dir()]


def pictures(page: Path) -> list[Path]:
    """The pictures beside a page that it names. Raises OSError where one cannot be looked at."""
    found = [path for folder in folders(page) for path in sorted(folder.iterdir()) if path.suffix.lower() in PHOTOS]
    if not found:
        return []
    markup = page.read_bytes()
    named = [path for path in found if path.is_file() and not path.is_symlink() and _names(markup, path.name)]
    return named if len(named) <= MOST and sum(path.stat().st_size for path in named) <= LARGEST else []


def _names(markup: bytes, name: str) -> bool:
    """Whether a page's markup names a file, in whatever encoding."""
    return any(
        form in markup
        for form in (name.encode("utf-8", "replace"), name.encode("gb18030", "replace"), quote(name).encode())
    )


def whole(page: Path) -> bytes:
    """The bytes of a file; of a saved page with pictures beside it those of the one file that they come to. Raises
    OSError where it cannot be read."""
    shown = pictures(page) if folders(page) else []
    if not shown:
        return page.read_bytes()
    bound = MIMEMultipart("related", boundary="=_jixiao")
    bound.attach(_part("text", "html", quote(page.name), page.read_bytes()))
    for picture in shown:
        where = quote(picture.relative_to(page.parent).as_posix())
        bound.attach(_part("image", picture.suffix[1:].lower(), where, picture.read_bytes()))
    return bound.as_bytes()


def _part(main: str, kind: str, where: str, data: bytes) -> MIMEBase:
    part = MIMEBase(main, kind)
    part.set_payload(data)
    encode_base64(part)
    part["Content-Location"] = where
    return part
