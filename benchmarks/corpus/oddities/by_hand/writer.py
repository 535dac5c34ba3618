"""PDF syntax written by hand: text by codes of an embedded font, characters as paths, forms, notes and layers.

Coordinates are points from the page's top left corner, y down. Faces are those of Debian (fonts-lxgw-wenkai,
fonts-arphic-*), cut down to the characters in use.
"""

import io
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from benchmarks.corpus.oddities.by_hand.layout import EVERY_CHARACTER, Cell, Page, wide

__all__ = ["FACES", "Lie", "Writer", "cut_again", "outline"]

FACES = {
    "kai": "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf",
    "song": "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf",
}
Colour = tuple[float, float, float]
Lie = Callable[[str], str]
BLACK: Colour = (0, 0, 0)


class Writer:
    """One page of a PDF; `characters`: all that may be drawn."""

    def __init__(self, width: float, height: float, characters: str, face: str = "kai") -> None:
        self.width, self.height = width, height
        self.pdf = pikepdf.new()
        self.operators: list[str] = []
        self.annotations: list[Any] = []
        self.layers: list[tuple[Any, bool]] = []
        self.kept: dict[str, dict[str, Any]] = {
            kind: {} for kind in ("Font", "XObject", "ExtGState", "Properties", "Pattern", "Shading", "ColorSpace")
        }
        self.face = _cut(FACES[face], characters)

    def add(self, operators: str) -> None:
        """Draw by these operators."""
        self.operators.append(operators)

    def keep(self, kind: str, item: Any) -> str:
        """A resource's name."""
        name = f"{kind[0]}{len(self.kept[kind])}"
        self.kept[kind][name] = self.pdf.make_indirect(item)
        return name

    def resources(self) -> Dictionary:
        """All resources so far."""
        return Dictionary(
            {f"/{kind}": Dictionary({f"/{k}": v for k, v in one.items()}) for kind, one in self.kept.items()}
        )

    def font(self, lie: Lie | None = None) -> str:
        """The face as a font of two-byte codes, which are said to be what `lie` makes of them."""
        name = f"F{id(lie)}"
        if name not in self.kept["Font"]:
            self.kept["Font"][name] = self.pdf.make_indirect(_embedded(self.pdf, self.face, lie or (lambda char: char)))
        return name

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: Colour = BLACK,
        *,
        turn: float = 0,
        mode: int = 0,
        lie: Lie | None = None,
    ) -> None:
        """Characters one behind the other, `turn` degrees anticlockwise."""
        name, codes = self.codes(text, lie)
        cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        red, green, blue = colour
        self.add(
            f"BT /{name} {size} Tf {self.stretch(text, size):.2f} Tz {mode} Tr {red} {green} {blue} rg "
            f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {x:.2f} {self.height - y:.2f} Tm <{codes}> Tj ET"
        )

    def codes(self, text: str, lie: Lie | None = None) -> tuple[str, str]:
        """The font's name and the characters' codes in it."""
        cmap = self.face.getBestCmap()
        return self.font(lie), "".join(f"{self.face.getGlyphID(cmap[ord(char)]):04x}" for char in text)

    def stretch(self, text: str, size: float) -> float:
        """How broad its characters are to be drawn to fill the breadth that the layout gives them, in percent."""
        cmap, em = self.face.getBestCmap(), self.face["head"].unitsPerEm
        return 100 * wide(text, size) / (sum(self.face["hmtx"][cmap[ord(char)]][0] for char in text) * size / em)

    def curves(self, x: float, y: float, text: str, size: float) -> None:
        """Characters as filled paths."""
        scale = size / self.face["head"].unitsPerEm
        for char in text:
            self.add(f"q 0 g {outline(self.face, char, x, self.height - y, scale)} f Q")
            x += wide(char, size)

    def box(self, x0: float, y0: float, x1: float, y1: float, how: str) -> None:
        """A rectangle, painted by the operators `how` (`{}` stands for it)."""
        self.add("q " + how.format(f"{x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re") + " Q")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin stroke."""
        self.add(f"q .6 w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S Q")

    def form(self, operators: str, box: list[float], matrix: list[float] | None = None, **entries: Any) -> str:
        """A form XObject's name."""
        stream = self.pdf.make_stream(operators.encode("latin-1"))
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array(box)
        stream.Resources = self.resources()
        if matrix:
            stream.Matrix = Array(matrix)
        for key, value in entries.items():
            stream[f"/{key}"] = value
        return self.keep("XObject", stream)

    def layer(self, name: str, *, on: bool) -> str:
        """A layer's name among the properties."""
        group = self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name))
        self.layers.append((group, on))
        return self.keep("Properties", group)

    def drawn(self, page: Page, *, walls: bool = True, text: Callable[[Cell], bool] = lambda cell: True) -> None:
        """A form: its lines, its walls, and the cells of which `text` is true."""
        for x, y, said, size in page.lines:
            self.text(x, y, said, size)
        for side in page.sides() if walls else ():
            self.line(*side)
        for cell in page.cells:
            if cell.text and text(cell):
                self.text(*cell.placed(), cell.text, cell.size)

    def leaf(self, **entries: Any) -> None:
        """End the page, `entries` in its dictionary, and begin another."""
        page = Dictionary(Type=Name.Page, MediaBox=[0, 0, self.width, self.height], Resources=self.resources())
        page.Contents = self.pdf.make_stream("\n".join(self.operators).encode("latin-1"))
        if self.annotations:
            page.Annots = Array([self.pdf.make_indirect(one) for one in self.annotations])
        for key, value in entries.items():
            page[f"/{key}"] = value
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        self.operators, self.annotations = [], []

    def shown(self) -> bytes:
        """The page as it is so far, which goes on."""
        drawn, page = self.operators, self.pdf.pages
        kept = [*drawn]
        self.leaf()
        data = self.saved()
        del page[len(page) - 1]
        self.operators = kept
        return data

    def bytes(self, **entries: Any) -> bytes:
        """The PDF, its last page with these `entries`."""
        self.leaf(**entries)
        return self.saved()

    def saved(self, **how: Any) -> bytes:
        """The PDF of the pages so far; `how` it is packed."""
        if self.layers:
            groups, off = [group for group, _ in self.layers], [group for group, on in self.layers if not on]
            self.pdf.Root.OCProperties = Dictionary(
                OCGs=Array(groups), D=Dictionary(Order=Array(groups), OFF=Array(off))
            )
        out = io.BytesIO()
        self.pdf.save(out, **({"static_id": True} | how))
        return out.getvalue()


def outline(face: TTFont, char: str, x: float = 0, y: float = 0, scale: float | None = None) -> str:
    """A character's outline in PDF operators, a thousand to an em unless said."""
    pen = _Path(face.getGlyphSet(), x, y, scale or 1000 / face["head"].unitsPerEm)
    face.getGlyphSet()[face.getBestCmap()[ord(char)]].draw(pen)
    return " ".join(pen.said)


class _Path(BasePen):  # type: ignore[misc]
    """A character's outline in PDF operators."""

    def __init__(self, glyphs: Any, x: float, y: float, scale: float) -> None:
        super().__init__(glyphs)
        self.said: list[str] = []
        self._place = lambda point: f"{x + point[0] * scale:.2f} {y + point[1] * scale:.2f}"

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.said.append(f"{self._place(pt)} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.said.append(f"{self._place(pt)} l")

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802
        self.said.append(f"{self._place(pt1)} {self._place(pt2)} {self._place(pt3)} c")

    def _closePath(self) -> None:  # noqa: N802
        self.said.append("h")


def _cut(path: str, characters: str) -> TTFont:
    """A face with these characters alone."""
    return TTFont(io.BytesIO(_subset(TTFont(io.BytesIO(_small(path))), characters)))


def cut_again(face: TTFont, characters: str) -> TTFont:
    """A cut face with fewer characters."""
    whole = io.BytesIO()
    face.save(whole)
    return TTFont(io.BytesIO(_subset(TTFont(io.BytesIO(whole.getvalue())), characters)))


@cache
def _small(path: str) -> bytes:
    """A face with all that any form says: a face as it is takes long to read."""
    return _subset(TTFont(Path(path)), EVERY_CHARACTER)


def _subset(face: TTFont, characters: str) -> bytes:
    cutter = subset.Subsetter(subset.Options(hinting=False, layout_features=[], notdef_outline=True))
    cutter.populate(text=characters)
    cutter.subset(face)
    out = io.BytesIO()
    face.save(out)
    return out.getvalue()


def _embedded(pdf: pikepdf.Pdf, face: TTFont, lie: Lie) -> Dictionary:
    out = io.BytesIO()
    face.save(out)
    em, glyphs = face["head"].unitsPerEm, face.getGlyphOrder()
    widths = Array([0, Array([int(face["hmtx"][glyph][0] * 1000 / em) for glyph in glyphs])])
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Hand"), Flags=4, ItalicAngle=0)
    descriptor.update({"/FontBBox": Array([0, -200, 1000, 900]), "/Ascent": 880, "/Descent": -120, "/StemV": 80})
    descriptor["/FontFile2"] = pdf.make_stream(out.getvalue(), Length1=len(out.getvalue()))
    cid = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Hand"), DW=1000, W=widths)
    cid.CIDSystemInfo = Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
    cid.FontDescriptor, cid.CIDToGIDMap = pdf.make_indirect(descriptor), Name.Identity
    codes = {face.getGlyphID(glyph): lie(chr(code)) for code, glyph in face.getBestCmap().items()}
    rows = "\n".join(
        f"1 beginbfchar <{glyph:04x}> <{text.encode('utf-16-be').hex()}> endbfchar" for glyph, text in codes.items()
    )
    table = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n{rows}\nendcmap"
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Hand"), Encoding=Name("/Identity-H"))
    font.DescendantFonts, font.ToUnicode = Array([pdf.make_indirect(cid)]), pdf.make_stream(table.encode())
    return font
