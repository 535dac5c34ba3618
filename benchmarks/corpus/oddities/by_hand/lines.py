"""Lines that are walls and are no strokes, and strokes that are none."""

from random import Random

from pikepdf import Array, Dictionary, Name

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Page, wide
from benchmarks.corpus.oddities.by_hand.writer import Writer


@kind
def walls_are_characters(writer: Writer, page: Page, rng: Random) -> bytes:
    """Rows of signs, as a program prints that draws no lines."""
    level, upright = rng.choice((("─", "│"), ("-", "|"), ("_", "|")))
    size = rng.uniform(5, 9)
    drop = {"_": -0.1, "-": 0.3, "─": 0.36}[level] * size
    for x0, y0, x1, y1 in page.sides():
        if y0 == y1:
            count = max(1, round((x1 - x0) / wide(level, size)))
            step = (x1 - x0) / count
            writer.text(x0, y0 + drop, level * count, step / (wide(level, 1)))
        else:
            count = max(1, round((y1 - y0) / size))
            step = (y1 - y0) / count
            for n in range(count):
                writer.text(x0 - wide(upright, step) / 2, y0 + (n + 0.86) * step, upright, step)
    writer.drawn(page, walls=False)
    return writer.bytes()


def _bars(page: Page, thick: float) -> list[tuple[float, float, float, float]]:
    """The sides as narrow boxes."""
    half = thick / 2
    return [(x0 - half, y0 - half, x1 + half, y1 + half) for x0, y0, x1, y1 in page.sides()]


@kind
def walls_are_thin_pictures(writer: Writer, page: Page, rng: Random) -> bytes:
    """A picture of a pixel, stretched along each side: a picture of its own, a stencil, or inline."""
    how = rng.choice(("picture", "stencil", "inline"))
    dot = writer.pdf.make_stream(b"\0")
    dot.Type, dot.Subtype, dot.Width, dot.Height = Name.XObject, Name.Image, 1, 1
    dot.BitsPerComponent = 1 if how == "stencil" else 8
    if how == "stencil":
        dot.ImageMask = True
    else:
        dot.ColorSpace = Name.DeviceGray
    name = writer.keep("XObject", dot)
    say = "BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI" if how == "inline" else f"/{name} Do"
    for x0, y0, x1, y1 in _bars(page, rng.uniform(0.4, 1.2)):
        writer.add(f"q 0 g {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {page.height - y1:.2f} cm {say} Q")
    writer.drawn(page, walls=False)
    return writer.bytes()


@kind
def walls_are_patterns(writer: Writer, page: Page, rng: Random) -> bytes:
    """Each side filled with a tile, with a shade, or a shade seen through it."""
    how, bars = rng.choice(("tile", "shade", "clip")), _bars(page, rng.uniform(0.5, 1.2))
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0.1] * 3), C1=Array([0.4] * 3), N=1)
    shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 595, 0]), Function=function)
    shade.Extend = Array([True, True])
    paths = [f"{x0:.2f} {page.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re" for x0, y0, x1, y1 in bars]
    if how == "clip":
        name = writer.keep("Shading", shade)
        for path in paths:
            writer.add(f"q {path} W n /{name} sh Q")
    else:
        pattern = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shade)
        if how == "tile":
            pattern = writer.pdf.make_stream(b"0.2 g 0 0 4 4 re f")
            pattern.Type, pattern.PatternType, pattern.PaintType, pattern.TilingType = Name.Pattern, 1, 1, 1
            pattern.BBox, pattern.XStep, pattern.YStep = Array([0, 0, 4, 4]), 4, 4
            pattern.Resources = Dictionary()
        name = writer.keep("Pattern", pattern)
        writer.add(f"q /Pattern cs /{name} scn {' '.join(paths)} f Q")
    writer.drawn(page, walls=False)
    return writer.bytes()


@kind
def walls_are_double(writer: Writer, page: Page, rng: Random) -> bytes:
    """Each wall is two strokes, or those of two neighbours that do not meet."""
    gap, own = rng.uniform(0.9, 2.4), rng.random() < 0.5
    writer.drawn(page, walls=False)
    if own:
        for cell in page.cells:
            half = gap / 2
            writer.box(cell.x0 + half, cell.y0 + half, cell.x1 - half, cell.y1 - half, ".5 w {} S")
        return writer.bytes()
    for x0, y0, x1, y1 in page.sides():
        across, down = (gap / 2, 0.0) if x0 == x1 else (0.0, gap / 2)
        writer.line(x0 - across, y0 - down, x1 - across, y1 - down)
        writer.line(x0 + across, y0 + down, x1 + across, y1 + down)
    return writer.bytes()


@kind
def values_on_blanks(writer: Writer, page: Page, rng: Random) -> bytes:
    """Values stand on a stroke to be filled in, or among underscores, as a printed form has them."""
    how, roles = rng.choice(("stroke", "bar", "underscores")), rng.choice((("value",), ("value", "budget", "unit")))
    writer.drawn(page)
    for cell in cells_of(page, *roles):
        x, y = cell.placed()
        x0, x1 = max(cell.x0 + 3, x - 10), min(cell.x1 - 3, x + wide(cell.text, cell.size) + 10)
        if how == "stroke":
            writer.line(x0, y + 1.4, x1, y + 1.4)
        elif how == "bar":
            writer.box(x0, y + 1, x1, y + 1.5, "0 g {} f")
        else:
            count = round((x1 - x0) / (0.52 * cell.size))
            writer.text(x0, y + 0.5, "_" * count, (x1 - x0) / count / 0.52)
    return writer.bytes()


@kind
def white_on_dark(writer: Writer, page: Page, rng: Random) -> bytes:
    """The header, or the labels too, are white on a dark field, of one colour or of a shade."""
    roles = rng.choice((("head",), ("head", "label"), ("head", "level1")))
    shade, dark = rng.random() < 0.4, rng.choice(((0.1, 0.2, 0.5), (0, 0, 0), (0.5, 0.1, 0.1)))
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(dark), C1=Array([0.2, 0.3, 0.6]), N=1)
    axis = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 595, 0]), Function=function)
    name = writer.keep("Shading", axis)
    for cell in cells_of(page, *roles):
        how = f"{{}} W n /{name} sh" if shade else "{} {} {} rg {{}} f".format(*dark)
        writer.box(cell.x0, cell.y0, cell.x1, cell.y1, how)
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        writer.text(*cell.placed(), cell.text, cell.size, (1, 1, 1))
    return writer.bytes()
