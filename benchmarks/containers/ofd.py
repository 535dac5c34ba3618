"""A writer of OFD, as small as it can be: what stands on a PDF's pages, drawn again as lines and runs of characters.

Only for measuring: no fonts, no colours, no pictures, no signatures, no clip paths (cut text stands where it is seen).
Millimetres from the page's upper left corner, as OFD has it.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, radians, sin
from xml.sax.saxutils import escape

from extract.clipped import brought_home
from extract.heights import squared
from extract.opening import opened
from extract.readers import reader
from extract.settings import ExtractSettings
from extract.sheet import Glyph, Ruling, Sheet

__all__ = ["from_pdf", "package"]

MILLIMETRES = 25.4 / 72
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
THICK = 0.2
ASCENT = 0.85
WORD_GAP = 0.12
"""Of the type size: between Latin letters a wider gap is a space, which a page's reader has left out."""


def from_pdf(data: bytes) -> bytes:
    """The pages of a digital PDF as an OFD file."""
    with opened(data, ExtractSettings()) as document:
        drawn = [(n, reader("tablers").look(document, n)) for n in range(1, len(document.pdf) + 1)]
        return package([squared(brought_home(document, n, sheet)) for n, sheet in drawn])


def package(sheets: Sequence[Sheet]) -> bytes:
    """Sheets as the pages of an OFD file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "OFD.xml",
            f'{HEAD}<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(f'<ofd:Page ID="{n + 9}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
        file.writestr(
            "Doc_0/Document.xml",
            f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>999999</ofd:MaxUnitID><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        file.writestr(
            "Doc_0/PublicRes.xml",
            f'{HEAD}<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="SimSun"/></ofd:Fonts>'
            "</ofd:Res>",
        )
        for n, sheet in enumerate(sheets):
            file.writestr(f"Doc_0/Pages/Page_{n}/Content.xml", _page(sheet))
    return out.getvalue()


def _page(sheet: Sheet) -> str:
    objects = [*map(_line, sheet.rulings), *(_text(run) for run in _runs(sheet.glyphs))]
    numbered = "".join(text.replace("ID=?", f'ID="{n}"', 1) for n, text in enumerate(objects, 1000))
    box = f"0 0 {sheet.width * MILLIMETRES:.3f} {sheet.height * MILLIMETRES:.3f}"
    return (
        f"{HEAD}<ofd:Page {SPACE}><ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area><ofd:Content>"
        f'<ofd:Layer ID="5" Type="Body">{numbered}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def _line(ruling: Ruling) -> str:
    at, start, long = (value * MILLIMETRES for value in (ruling.at, ruling.start, ruling.end - ruling.start))
    box, end = (f"{start:.3f} {at:.3f} {long:.3f} {THICK}", f"{long:.3f} 0")
    if ruling.axis == "v":
        box, end = (f"{at:.3f} {start:.3f} {THICK} {long:.3f}", f"0 {long:.3f}")
    return (
        f'<ofd:PathObject ID=? Boundary="{box}" LineWidth="{THICK}"><ofd:AbbreviatedData>M 0 0 L {end}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Characters drawn one behind the other on one line; their boxes are those of their ink."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text < " " or glyph.box[2] <= glyph.box[0]:
            continue  # what a reader made up between the lines
        if run and not (_goes_on(run[-1], glyph) and glyph.box[0] <= run[-1].box[2] + 2 * _size(run)):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _goes_on(one: Glyph, other: Glyph) -> bool:
    """Whether a character stands behind another one on its line: neither is askew, and their middles or their feet are
    level."""
    if one.turn % 90 or other.turn % 90 or other.box[0] < one.box[0]:
        return False
    low = min(one.box[3] - one.box[1], other.box[3] - other.box[1]) / 4
    middles = (one.box[1] + one.box[3] - other.box[1] - other.box[3]) / 2
    return min(abs(middles), abs(one.box[3] - other.box[3])) < max(low, 1.0)


def _size(run: Sequence[Glyph]) -> float:
    """The type size of a run: Chinese characters are as wide as their type, of others the box is as high."""
    wide = [box[2] - box[0] for text, box, _ in run if text >= "\u2e80"]
    return max(wide) if wide else max(box[3] - box[1] for _, box, _ in run)


def _text(run: Sequence[Glyph]) -> str:
    if run[0].turn % 90:
        return _slanted(run[0])
    size = _size(run) * MILLIMETRES
    middle = sum(glyph.box[1] + glyph.box[3] for glyph in run) / 2 / len(run) * MILLIMETRES
    left, right = run[0].box[0] * MILLIMETRES, run[-1].box[2] * MILLIMETRES
    top = middle - size / 2
    written, steps = run[0].text, list[float]()
    for a, b in pairwise(run):
        between = b.box[0] - a.box[2]
        if (a.text + b.text).isascii() and (a.text + b.text).isalpha() and between > WORD_GAP * _size(run):
            written, steps = written + " ", [*steps, a.box[2] - a.box[0], between]
        else:
            steps.append(b.box[0] - a.box[0])
        written += b.text
    delta = f' DeltaX="{" ".join(f"{step * MILLIMETRES:.3f}" for step in steps)}"' if steps else ""
    return (
        f'<ofd:TextObject ID=? Boundary="{left:.3f} {top:.3f} {right - left + size:.3f} {size:.3f}" Font="2" '
        f'Size="{size:.3f}"><ofd:TextCode X="0" Y="{ASCENT * size:.3f}"{delta}>{escape(written)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _slanted(glyph: Glyph) -> str:
    """A character askew, about the middle of its box."""
    cosine, sine = cos(radians(glyph.turn)), sin(radians(glyph.turn))
    left, top, right, bottom = (side * MILLIMETRES for side in glyph.box)
    wide, high = right - left, bottom - top
    size = (wide + high) / 2 / (abs(cosine) + abs(sine))
    matrix = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {wide / 2:.3f} {high / 2:.3f}"
    return (
        f'<ofd:TextObject ID=? Boundary="{left:.3f} {top:.3f} {wide:.3f} {high:.3f}" CTM="{matrix}" Font="2" '
        f'Size="{size:.3f}"><ofd:TextCode X="{-size / 2:.3f}" Y="{(ASCENT - 0.5) * size:.3f}">{escape(glyph.text)}'
        "</ofd:TextCode></ofd:TextObject>"
    )
