"""Text that is drawn as something else, or painted in a way that tells nothing of its colour."""

import io
from random import Random

from pikepdf import Array, Dictionary, Name
from PIL import Image

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Page, wide
from benchmarks.corpus.oddities.by_hand.pictures import put, stream_of
from benchmarks.corpus.oddities.by_hand.writer import Writer, outline

FIGURES = ("value", "budget", "fund", "operator")


@kind
def chinese_is_curves(writer: Writer, page: Page, rng: Random) -> bytes:
    """Words are curves and figures are text, or all of it is curves."""
    text = FIGURES if rng.random() < 0.6 else ()
    for x, y, said, size in page.lines:
        writer.curves(x, y, said, size)
    for side in page.sides():
        writer.line(*side)
    for cell in page.cells:
        draw = writer.text if cell.role in text else writer.curves
        draw(*cell.placed(), cell.text, cell.size)
    return writer.bytes()


def _shade(writer: Writer) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([0.1, 0.1, 0.4]), N=1)
    shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 595, 0]), Function=function)
    shade.Extend = Array([True, True])
    return shade


@kind
def text_of_a_pattern(writer: Writer, page: Page, rng: Random) -> bytes:
    """Values and names are painted with a pattern, a spot colour, or what shows through them as a clip."""
    how, roles = rng.choice(("pattern", "spot", "clip")), rng.choice((("value",), ("value", "name")))
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    pattern = writer.keep("Pattern", Dictionary(Type=Name.Pattern, PatternType=2, Shading=_shade(writer)))
    shade = writer.keep("Shading", _shade(writer))
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([0.1, 0.1, 0.1]), N=1)
    spot = writer.keep("ColorSpace", Array([Name.Separation, Name("/Ink"), Name.DeviceRGB, tint]))
    for cell in cells_of(page, *roles):
        x, y = cell.placed()
        font, codes = writer.codes(cell.text)
        paint = {"pattern": f"/Pattern cs /{pattern} scn 0 Tr", "spot": f"/{spot} cs 1 scn 0 Tr", "clip": "7 Tr"}[how]
        stretch = writer.stretch(cell.text, cell.size)
        place = f"/{font} {cell.size} Tf {stretch:.2f} Tz 1 0 0 1 {x:.2f} {page.height - y:.2f} Tm"
        behind = f"/{shade} sh" if how == "clip" else ""
        writer.add(f"q BT {paint} {place} <{codes}> Tj ET {behind} Q")
    return writer.bytes()


@kind
def outlined_text(writer: Writer, page: Page, rng: Random) -> bytes:
    """Text is stroked alone, or white with a dark edge, or its fill and its edge differ."""
    how, roles = rng.choice(("stroke", "white", "both")), rng.choice((("value",), ("head", "level1"), FIGURES))
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        mode, colour = {"stroke": (1, (0, 0, 0)), "white": (2, (1, 1, 1)), "both": (2, (0.6, 0.1, 0.1))}[how]
        writer.add(f"q 0 G {0.35 if how == 'stroke' else 0.2} w")
        writer.text(*cell.placed(), cell.text, cell.size, colour, mode=mode)
        writer.add("Q")
    return writer.bytes()


@kind
def white_on_a_dark_picture(writer: Writer, page: Page, rng: Random) -> bytes:
    """The header's field, or the values', is a dark picture, on which white text stands."""
    roles = rng.choice((("head",), ("value",), ("head", "value")))
    dark = Image.new("RGB", (8, 8), rng.choice(((20, 40, 90), (0, 0, 0), (110, 20, 20))))
    out = io.BytesIO()
    dark.save(out, "JPEG")
    entries = {"Filter": Name.DCTDecode, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}
    stream = stream_of(writer, out.getvalue(), dark, **entries)
    for cell in cells_of(page, *roles):
        put(writer, stream, cell.x0, cell.y0, cell.x1 - cell.x0, cell.y1 - cell.y0)
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        writer.text(*cell.placed(), cell.text, cell.size, (1, 1, 1))
    return writer.bytes()


@kind
def parts_of_a_value_are_curves(writer: Writer, page: Page, rng: Random) -> bytes:
    """One character of each value, or its unit behind it, is a curve, and the others are text."""
    place = rng.choice((0, -1))
    writer.drawn(page, text=lambda cell: cell.role != "value")
    scale = cells_of(page)[0].size / writer.face["head"].unitsPerEm
    for cell in cells_of(page):
        x, y = cell.placed()
        for n, char in enumerate(cell.text):
            at = x + wide(cell.text[:n], cell.size)
            if n == place % len(cell.text):
                writer.add(f"q 0 g {outline(writer.face, char, at, page.height - y, scale)} f Q")
            else:
                writer.text(at, y, char, cell.size)
    return writer.bytes()


@kind
def said_in_other_signs(writer: Writer, page: Page, rng: Random) -> bytes:
    """Codes say full-width or mathematical digits, >= for ≥, and blanks of no breadth."""
    how = rng.choice(("full", "mathematical", "split", "blank"))

    def lie(char: str) -> str:
        if how == "full" and 33 <= ord(char) <= 126:
            return chr(ord(char) + 0xFEE0)
        if how == "mathematical" and char.isdigit():
            return chr(0x1D7CE + int(char))
        if how == "split":
            return {"≥": ">=", "≤": "<="}.get(char, char)
        return f"{char}\u200b" if how == "blank" and char.isdigit() else char

    for side in page.sides():
        writer.line(*side)
    for x, y, said, size in page.lines:
        writer.text(x, y, said, size)
    for cell in page.cells:
        writer.text(*cell.placed(), cell.text, cell.size, lie=lie)
    return writer.bytes()


@kind
def said_twice(writer: Writer, page: Page, rng: Random) -> bytes:
    """All text stands there once more where nobody sees it: unpainted, in white, beside its place; or values of another
    version do."""
    down, across = rng.choice(((0, 0), (0.4, 0.3), (3, 6))), rng.choice((0, 3))
    writer.drawn(page)
    for cell in page.cells:
        x, y = cell.placed()
        colour = (0, 0, 0) if across else (1, 1, 1)
        writer.text(x + down[0], y + down[1], cell.text, cell.size, colour, mode=across)
    if rng.random() < 0.5:
        writer.operators.reverse()
    return writer.bytes()
