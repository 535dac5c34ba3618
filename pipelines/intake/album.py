"""Photographs of one form: a folder that holds nothing but pictures whose names are counted up is one document.

    照片/IMG_1.jpg  照片/IMG_2.jpg  …  ─►  照片     a page each, in the order of their numbers

What such a folder comes to is a package of its pictures as they are (what comic books are kept in), made from them
whenever it is read: the same pictures give the same bytes. Each picture has its place in the ledger as a page of it.
"""

import io
import re
import zipfile
from pathlib import Path

from extract.media import ALBUM

__all__ = ["bound", "pages"]

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".heic", ".heif"})
"""Kinds of picture that have one page."""
MOST = 40
"""Pictures: more in a folder are a heap of forms, not the pages of one."""
LARGEST = 400 << 20
"""Bytes of all pictures of a folder."""
_NUMBER = re.compile(r"\d+")
_STORED = (1980, 1, 1, 0, 0, 0)
"""The time that a package has where none is to tell."""


def pages(folder: Path) -> list[Path]:
    """The pictures of a folder in the order of their numbers, if they are the pages of one document; else none.

    They are where nothing else stands there and their names differ in their numbers alone (IMG_1.jpg, IMG_2.jpg).
    """
    try:
        there = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
        found = [path for path in there if path.name not in ("Thumbs.db", "desktop.ini")]
        if not 2 <= len(found) <= MOST or len({_NUMBER.sub("#", path.name.lower()) for path in found}) > 1:
            return []
        photos = all(path.suffix.lower() in PHOTOS and path.is_file() and not path.is_symlink() for path in found)
        if not photos or sum(path.stat().st_size for path in found) > LARGEST:
            return []
    except OSError:
        return []
    return sorted(found, key=lambda path: ([int(number) for number in _NUMBER.findall(path.stem)], path.name))


def bound(pictures: list[Path]) -> bytes:
    """The pictures as one file. Raises OSError where one cannot be read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr(zipfile.ZipInfo("mimetype", _STORED), ALBUM)
        for number, picture in enumerate(pictures, 1):
            package.writestr(zipfile.ZipInfo(f"{number:03}{picture.suffix.lower()}", _STORED), picture.read_bytes())
    return out.getvalue()
