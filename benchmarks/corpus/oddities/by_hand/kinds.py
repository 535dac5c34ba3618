"""The kinds that were there first: text that is not seen, fonts that lie, fields, stamps, walls."""

from collections.abc import Callable
from random import Random

from pikepdf import Array, Dictionary, Name

from benchmarks.corpus.oddities.by_hand.kind import KINDS, Kind, cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Page, other
from benchmarks.corpus.oddities.by_hand.writer import Lie, Writer

WHITE = (1, 1, 1)


@kind
def old_values_under_paint(writer: Writer, page: Page, rng: Random) -> bytes:
    """Old values, white paint over them, the new ones over that."""
    for cell in cells_of(page, "value", "budget"):
        writer.text(cell.x0 + 6, cell.y1 - 7, other(cell.text, rng), cell.size)
        writer.box(cell.x0 + 2, cell.y0 + 2, cell.x1 - 2, cell.y1 - 2, "1 g {} f")
    writer.drawn(page)
    return writer.bytes()


@kind
def old_values_on_a_layer_that_is_off(writer: Writer, page: Page, rng: Random) -> bytes:
    """The layer is that of a form XObject."""
    writer.drawn(page)
    seen, writer.operators = writer.operators, []
    for cell in cells_of(page):
        writer.text(cell.x0 + 5, cell.y1 - 7, other(cell.text, rng), cell.size)
    layer = writer.layer("草稿", on=False)
    hidden = writer.form(
        "\n".join(writer.operators), [0, 0, page.width, page.height], OC=writer.kept["Properties"][layer]
    )
    writer.operators = [*seen, f"/{hidden} Do"]
    return writer.bytes()


@kind
def white_values_at_a_tenth(writer: Writer, page: Page, rng: Random) -> bytes:
    """A page of a tenth of its size, with old values in white."""
    writer.drawn(page)
    for cell in cells_of(page):
        writer.text(cell.x0 + 3, cell.y1 - 7, other(cell.text, rng), cell.size, WHITE)
    writer.operators = ["q .1 0 0 .1 0 0 cm", *writer.operators, "Q"]
    return writer.bytes(MediaBox=Array([0, 0, page.width / 10, page.height / 10]))


@kind
def curves_at_five_times(writer: Writer, page: Page, rng: Random) -> bytes:
    """A page of five times its size, whose values are curves."""
    writer.drawn(page, text=lambda cell: cell.role != "value")
    for cell in cells_of(page):
        writer.curves(*cell.placed(), cell.text, cell.size)
    writer.operators = ["q 5 0 0 5 0 0 cm", *writer.operators, "Q"]
    return writer.bytes(MediaBox=Array([0, 0, page.width * 5, page.height * 5]))


@kind
def values_said_otherwise(writer: Writer, page: Page, rng: Random) -> bytes:
    """Marked content has other values to say (ActualText)."""
    writer.drawn(page, text=lambda cell: cell.role != "value")
    for cell in cells_of(page):
        said = ("\ufeff" + other(cell.text, rng)).encode("utf-16-be").hex()
        writer.add(f"/Span <</ActualText <{said}>>> BDC")
        writer.text(*cell.placed(), cell.text, cell.size)
        writer.add("EMC")
    return writer.bytes()


def _lying(roles: tuple[str, ...], lie: Lie) -> Kind:
    def draw(writer: Writer, page: Page, rng: Random) -> bytes:
        writer.drawn(page, text=lambda cell: cell.role not in roles)
        for cell in cells_of(page, *roles):
            writer.text(*cell.placed(), cell.text, cell.size, lie=lie)
        return writer.bytes()

    return draw


KINDS |= {
    "two_fonts_of_one_name_digits_lie": _lying(
        ("value",), lambda c: str((int(c) + 3) % 10) if c in "0123456789" else c
    ),
    "digits_are_said_to_be_blanks": _lying(
        ("value",), lambda c: "\x1e\x1f\x0b\x0c\r\n\x1c\x1d\t\r"[int(c)] if c in "0123456789" else c
    ),
    "signs_lie": _lying(("operator", "unit"), lambda c: {"≥": "≤", "≤": "≥"}.get(c, c)),
    "a_few_characters_lie": _lying(
        ("name", "level1", "level2"), lambda c: {"率": "卒", "数": "教", "训": "川"}.get(c, c)
    ),
    "names_in_private_use": _lying(("name",), lambda c: chr(0xE000 + ord(c) % 6000)),
}


@kind
def values_in_fields(writer: Writer, page: Page, rng: Random) -> bytes:
    """Values and signs are form fields."""
    writer.drawn(page, text=lambda cell: cell.role not in ("value", "operator"))
    seen = writer.operators
    for n, cell in enumerate(cells_of(page, "value", "operator")):
        writer.operators = []
        writer.text(4, page.height - 5, cell.text, cell.size)
        face = writer.form("/Tx BMC\n" + "\n".join(writer.operators) + "\nEMC", [0, 0, 60, 16])
        middle = page.height - (cell.y0 + cell.y1) / 2
        box = Array([cell.x0 + 2, middle - 8, cell.x0 + 62, middle + 8])
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=f"f{n}", V=cell.text, F=4, Rect=box)
        field.AP = Dictionary(N=writer.kept["XObject"][face])
        writer.annotations.append(field)
    writer.operators = seen
    return writer.bytes()


@kind
def a_stamp_over_the_grid(writer: Writer, page: Page, rng: Random) -> bytes:
    """A level stamp with a frame, as a note, over values."""
    writer.drawn(page)
    seen, writer.operators = writer.operators, []
    writer.box(1, page.height - 29, 99, page.height - 1, "1 0 0 RG 2 w {} S")
    writer.text(10, page.height - 8, "审核通过", 20, (1, 0, 0))
    face = writer.form("\n".join(writer.operators), [0, 0, 100, 30])
    writer.operators = seen
    cell = rng.choice(cells_of(page))
    x, y = cell.x0 - rng.uniform(15, 40), page.height - cell.y1 - rng.uniform(5, 15)
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([x, y, x + 100, y + 30]), F=4)
    stamp.AP = Dictionary(N=writer.kept["XObject"][face])
    writer.annotations.append(stamp)
    return writer.bytes()


@kind
def words_across_in_a_pattern(writer: Writer, page: Page, rng: Random) -> bytes:
    """A tiled watermark that is a pattern."""
    writer.text(10, page.height - 20, "内部资料", 14, (0.75, 0.8, 0.9))
    tile = writer.pdf.make_stream("\n".join(writer.operators).encode("latin-1"))
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 110, 60]), 110, 60, writer.resources()
    writer.operators = [f"/Pattern cs /{writer.keep('Pattern', tile)} scn 0 0 {page.width} {page.height} re f"]
    writer.drawn(page)
    return writer.bytes()


@kind
def walls_are_one_path(writer: Writer, page: Page, rng: Random) -> bytes:
    """A frame with every cell a hole in it."""
    writer.drawn(page, walls=False)
    xs, ys = [x for c in page.cells for x in (c.x0, c.x1)], [y for c in page.cells for y in (c.y0, c.y1)]
    boxes = [(min(xs) - 0.5, min(ys) - 0.5, max(xs) + 0.5, max(ys) + 0.5)]
    boxes += [(cell.x0 + 0.3, cell.y0 + 0.3, cell.x1 - 0.3, cell.y1 - 0.3) for cell in page.cells]
    path = " ".join(f"{x0:.2f} {page.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re" for x0, y0, x1, y1 in boxes)
    writer.add(f"q 0 g {path} f* Q")
    return writer.bytes()


def _walls(shown: Callable[[tuple[float, float, float, float]], bool]) -> Kind:
    def draw(writer: Writer, page: Page, rng: Random) -> bytes:
        writer.drawn(page, walls=False)
        for side in filter(shown, page.sides()):
            writer.line(*side)
        return writer.bytes()

    return draw


KINDS |= {
    "no_upright_walls": _walls(lambda side: side[1] == side[3]),
    "no_level_walls": _walls(lambda side: side[0] == side[2]),
    "no_walls": _walls(lambda side: False),
}


@kind
def forms_in_forms(writer: Writer, page: Page, rng: Random) -> bytes:
    """Everything in forms three deep, each of another scale."""
    writer.drawn(page)
    for scale in (2.0, 0.25, 4.0):
        name = writer.form("\n".join(writer.operators), [0, 0, 4000, 4000], [scale, 0, 0, scale, 0, 0])
        writer.operators = [f"q {1 / scale} 0 0 {1 / scale} 0 0 cm /{name} Do Q"]
    return writer.bytes()


@kind
def askew_by_a_degree(writer: Writer, page: Page, rng: Random) -> bytes:
    """Content turned by little more than a degree."""
    writer.drawn(page)
    writer.operators = ["q .99978 .02094 -.02094 .99978 5 -8 cm", *writer.operators, "Q"]
    return writer.bytes()
