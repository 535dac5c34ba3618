"""The page itself: turned, scaled, cropped, on a poster, on its side, in pieces, in small print, over a page break."""

from random import Random

from pikepdf import Array

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page, other
from benchmarks.corpus.oddities.by_hand.writer import Writer

Matrix = tuple[float, float, float, float, float, float]


def turn_of(quarters: int, width: float, height: float) -> Matrix:
    """What a page of that size is drawn by so that it is upright when it is turned clockwise."""
    return {
        0: (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        1: (0.0, 1.0, -1.0, 0.0, height, 0.0),
        2: (-1.0, 0.0, 0.0, -1.0, width, height),
        3: (0.0, -1.0, 1.0, 0.0, 0.0, width),
    }[quarters]


def _under(writer: Writer, matrix: Matrix) -> None:
    said = " ".join(f"{part:.4f}" for part in matrix)
    writer.operators = [f"q {said} cm", *writer.operators, "Q"]


@kind
def turned_cropped_and_in_other_units(writer: Writer, page: Page, rng: Random) -> bytes:
    """/Rotate, /UserUnit, a box that begins elsewhere, and old values beyond the visible part, all at once."""
    quarters, unit = rng.randrange(4), rng.choice((1.0, 1.0, 0.5, 2.0, 10.0))
    left, low = rng.choice((0, -300, 170)), rng.choice((0, -250, 90))
    writer.drawn(page)
    for cell in cells_of(page, "value", "budget"):  # beyond the right edge, level with the rows
        writer.text(page.width + 10 + cell.x0 / 8, cell.y1 - 7, other(cell.text, rng), cell.size)
    a, b, c, d, e, f = turn_of(quarters, page.width, page.height)
    _under(writer, (a / unit, b / unit, c / unit, d / unit, e / unit + left, f / unit + low))
    wide, high = (page.width, page.height) if quarters % 2 == 0 else (page.height, page.width)
    shown = [left, low, left + wide / unit, low + high / unit]
    more = rng.choice((0, 400)) / unit
    media = [shown[0] - more, shown[1] - more, shown[2] + more, shown[3] + more]
    entries = {"MediaBox": Array(media), "CropBox": Array(shown), "Rotate": 90 * quarters}
    return writer.bytes(**entries | ({"UserUnit": unit} if unit != 1 else {}))


@kind
def table_on_its_side(writer: Writer, page: Page, rng: Random) -> bytes:
    """A broad form on a tall page, turned by a quarter, without /Rotate."""
    broad = laid_out_again(page, 842, 595)
    writer.width, writer.height = 842, 595
    writer.drawn(broad)
    _under(writer, turn_of(rng.choice((1, 3)), 842, 595))
    return writer.bytes(MediaBox=Array([0, 0, 595, 842]))


def laid_out_again(page: Page, width: float, height: float) -> Page:
    """The cells of a page, on another one's breadth."""
    stretch = (width - 100) / (page.width - 100)
    for cell in page.cells:
        cell.x0, cell.x1 = 50 + (cell.x0 - 50) * stretch, 50 + (cell.x1 - 50) * stretch
    return Page(width, height, page.cells, page.lines)


@kind
def on_a_poster(writer: Writer, page: Page, rng: Random) -> bytes:
    """A form of usual type somewhere on a very large page."""
    side = rng.choice((2000, 3370, 5000, 14400))
    writer.drawn(page)
    _under(writer, (1, 0, 0, 1, rng.uniform(0, side - 600), rng.uniform(0, side - 850)))
    return writer.bytes(MediaBox=Array([0, 0, side, side]))


@kind
def small_print(writer: Writer, page: Page, rng: Random) -> bytes:
    """Four points of type on an ordinary page."""
    writer.drawn(page)
    scale = rng.uniform(0.36, 0.55)
    _under(writer, (scale, 0, 0, scale, rng.uniform(0, 200), rng.uniform(100, 350)))
    return writer.bytes()


@kind
def content_in_pieces(writer: Writer, page: Page, rng: Random) -> bytes:
    """The page's drawing is cut into streams anywhere between two words, what it needs said by the pages above it, and
    a state that was saved is never restored, or one restored that was never saved."""
    writer.drawn(page)
    writer.operators.insert(0, rng.choice(("q", "Q", "q q")))
    words = " ".join(writer.operators).split(" ")
    cuts = sorted(rng.sample(range(1, len(words)), rng.randint(2, 40)))
    pieces = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    streams = [writer.pdf.make_stream(" ".join(piece).encode("latin-1")) for piece in pieces]
    writer.leaf()
    one = writer.pdf.pages[0].obj
    one.Contents = Array(streams)
    if rng.random() < 0.6:
        writer.pdf.Root.Pages.Resources, writer.pdf.Root.Pages.MediaBox = one.Resources, one.MediaBox
        del one.Resources, one.MediaBox
    writer.pdf.Root.Pages.Rotate = 0
    return writer.saved()


@kind
def rows_over_a_page_break(writer: Writer, page: Page, rng: Random) -> bytes:
    """The rows go on over the next page, with the header again or without; a level cut in two says itself again, says
    that it goes on, or nothing."""
    rows = sorted({cell.y0 for cell in cells_of(page, "name")})
    cut = rng.choice(rows[1:])
    again, label = rng.random() < 0.6, rng.choice(("again", "on", "nothing"))
    head = cells_of(page, "head")
    high, top = head[0].y1 - head[0].y0, 60.0
    down = cut - top - (high if again else 0)
    first, second = [], [_moved(cell, cell.y0 - top) for cell in head] if again else []
    for cell in page.cells:
        if cell.y1 <= cut + 0.01:
            first.append(cell)
        elif cell.y0 >= cut - 0.01:
            second.append(_moved(cell, down))
        else:
            first.append(Cell(cell.x0, cell.y0, cell.x1, cut, cell.text, cell.role, cell.size))
            text = {"again": cell.text, "on": f"{cell.text}（续）", "nothing": ""}[label]
            below = Cell(cell.x0, cut, cell.x1, cell.y1, text, cell.role, cell.size - 2 * (label == "on"))
            second.append(_moved(below, down))
    numbered = rng.random() < 0.7
    for number, (cells, lines) in enumerate(((first, page.lines), (second, [])), 1):
        writer.drawn(Page(page.width, page.height, cells, lines))
        if numbered:
            writer.text(280, 800, f"第{number}页", 9)
        if number == 1:
            writer.leaf()
    return writer.bytes()


def _moved(cell: Cell, down: float) -> Cell:
    return Cell(cell.x0, cell.y0 - down, cell.x1, cell.y1 - down, cell.text, cell.role, cell.size, cell.left)


@kind
def lines_around_the_page(writer: Writer, page: Page, rng: Random) -> bytes:
    """A border about the page, a head line under the running title, and a frame of another weight about the table."""
    writer.drawn(page)
    xs, ys = [x for c in page.cells for x in (c.x0, c.x1)], [y for c in page.cells for y in (c.y0, c.y1)]
    gap = rng.uniform(1.5, 6)
    frames = [(20, 20, 575, 822), (24, 24, 571, 818), (min(xs) - gap, min(ys) - gap, max(xs) + gap, max(ys) + gap)]
    for x0, y0, x1, y1 in rng.sample(frames, rng.randint(1, 3)):
        writer.box(x0, y0, x1, y1, f"{rng.choice((0.5, 1.5, 3))} w {{}} S")
    writer.line(50, 40, 545, 40)
    writer.text(50, 36, "内部资料", 9)
    return writer.bytes()
