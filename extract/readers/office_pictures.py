"""The pictures that Office files draw, and how large."""

from collections.abc import Iterator
from typing import Any

from extract.readers.pasted import PIXEL, Pasted, styled

__all__ = ["in_sheet", "in_word"]

EMU = 12_700.0
"""To a point."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def in_word(word: Any) -> Iterator[Pasted]:
    """The pictures of a Word file that python-docx has opened, in their order; linked ones are not in it."""
    for item in word.element.body.iter(f"{A}blip", f"{V}imagedata"):
        part = word.part.rels.get(item.get(f"{R}embed") or item.get(f"{R}id") or "")
        twice = next(item.iterancestors(f"{MC}Fallback"), None) is not None
        if part is not None and not part.is_external and not twice:
            width, height = _drawn(item)
            yield Pasted(part.target_part.blob, width, height)


def in_sheet(sheet: Any) -> Iterator[Pasted]:
    """The pictures of a worksheet that openpyxl has opened."""
    for image in getattr(sheet, "_images", ()):
        size = getattr(image.anchor, "ext", None)
        wide, high = (image.width * PIXEL, image.height * PIXEL) if size is None else (size.cx / EMU, size.cy / EMU)
        yield Pasted(image._data(), wide, high)


def _drawn(item: Any) -> tuple[float, float]:
    """How large a picture is drawn: by the frame around it, nought where nothing says."""
    for around in item.iterancestors():
        if around.tag in (f"{WP}inline", f"{WP}anchor"):
            size = around.find(f"{WP}extent")
            return (0.0, 0.0) if size is None else (int(size.get("cx", 0)) / EMU, int(size.get("cy", 0)) / EMU)
        if around.tag in (f"{V}shape", f"{V}rect"):
            found = styled(around.get("style") or "")
            return found.get("width", 0.0), found.get("height", 0.0)
    return 0.0, 0.0
