"""Pages as office programs and browsers print them: what stands around, behind and between that no form says."""

from itertools import pairwise
from random import Random

from pikepdf import Dictionary

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import WORDS_AROUND, Cell, Page, wide
from benchmarks.corpus.oddities.by_hand.writer import Writer

GREY, RED = (0.45, 0.45, 0.45), (0.8, 0.1, 0.1)
STAMPED, SYSTEM, ADDRESS, NOTE, COMMENT, *INSTRUCTIONS = WORDS_AROUND


def _values(writer: Writer, page: Page) -> list[tuple[Cell, float, float]]:
    """The page without its values, and where each of these begins."""
    writer.drawn(page, text=lambda cell: cell.role != "value")
    return [(cell, *cell.placed()) for cell in cells_of(page)]


@kind
def values_with_raised_notes(writer: Writer, page: Page, rng: Random) -> bytes:
    """Behind some values a note's number in small raised type; the notes stand below the table."""
    mark = rng.choice("123")
    small, up = rng.uniform(0.5, 0.65), rng.uniform(0.3, 0.45)
    noted = _values(writer, page)
    chosen = rng.sample(noted, rng.randint(1, 3))
    for one in noted:
        cell, x, y = one
        writer.text(x, y, cell.text, cell.size)
        if one in chosen:
            behind = x + wide(cell.text, cell.size) + rng.uniform(0, 0.6)
            writer.text(behind, y - up * cell.size, mark, small * cell.size)
    below = max(cell.y1 for cell in page.cells) + 16
    writer.text(50, below, f"{mark} {NOTE}", 8)
    return writer.bytes()


@kind
def numbers_in_pieces(writer: Writer, page: Page, rng: Random) -> bytes:
    """A number is drawn in pieces: thousands a little apart, what stands behind the point by itself, every piece right
    where it belongs or with a gap of a quarter of the type."""
    gap = rng.choice((0.0, 0.12, 0.22))
    roles = ("value", "budget", "fund")
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        number = next((part for part in _runs(cell.text) if part[0].isdigit()), cell.text)
        at = number.find(".") if "." in number else max(1, len(number) - 3)
        start = cell.text.index(number)
        first, second = cell.text[: start + at], cell.text[start + at :]
        x, y = cell.placed()
        pieces = [(x, first), (x + wide(first, cell.size) + gap * cell.size, second)]
        for place, piece in pieces if rng.random() < 0.5 else reversed(pieces):
            writer.text(place, y, piece, cell.size)
    return writer.bytes()


def _runs(text: str) -> list[str]:
    """A text in runs of figures and of other characters."""
    found: list[str] = []
    for char in text:
        figure = char.isdigit() or char == "."
        if found and (found[-1][0].isdigit() or found[-1][0] == ".") == figure:
            found[-1] += char
        else:
            found.append(char)
    return found


@kind
def units_in_small_type(writer: Writer, page: Page, rng: Random) -> bytes:
    """Units and signs are set smaller than the numbers beside them, raised or sunk."""
    writer.drawn(page, text=lambda cell: cell.role not in ("value", "unit", "operator"))
    small, up = rng.uniform(0.55, 0.8), rng.uniform(-0.15, 0.35)
    for cell in cells_of(page, "value", "unit", "operator"):
        x, y = cell.placed()
        for run in _runs(cell.text):
            number = run[0].isdigit()
            writer.text(x, y if number else y - up * cell.size, run, cell.size * (1 if number else small))
            x += wide(run, cell.size)
    return writer.bytes()


@kind
def printed_from_a_browser(writer: Writer, page: Page, rng: Random) -> bytes:
    """A browser's own lines above and below: the day it was printed, the site's title, the address, the page."""
    writer.drawn(page)
    size = rng.uniform(7, 8.5)
    writer.text(24, 22, STAMPED, size, GREY)
    writer.text(300, 22, SYSTEM, size, GREY)
    writer.text(24, page.height - 14, ADDRESS, size, GREY)
    writer.text(page.width - 50, page.height - 14, "1/1", size, GREY)
    return writer.bytes()


@kind
def printed_with_headings(writer: Writer, page: Page, rng: Random) -> bytes:
    """A spreadsheet printed with its headings: letters over the columns, numbers before the rows, in boxes."""
    writer.drawn(page)
    xs = sorted({round(x, 1) for cell in page.cells for x in (cell.x0, cell.x1)})
    ys = sorted({round(y, 1) for cell in page.cells for y in (cell.y0, cell.y1)})
    top, left, size = 30.0, xs[0] - 20, 7.5
    ys = [y for y in (*range(44, int(ys[0]) - 8, 18), *ys) if y >= 44]
    for n, (x0, x1) in enumerate(pairwise(xs)):
        writer.box(x0, top, x1, ys[0], ".5 w 0.9 g {} B")
        writer.text((x0 + x1) / 2 - 2, top + 10, "ABCDEFGH"[n % 8], size)
    for n, (y0, y1) in enumerate(pairwise(ys), 1):
        writer.box(left, y0, xs[0], y1, ".5 w 0.9 g {} B")
        writer.text(left + 6, (y0 + y1) / 2 + 3, str(n), size)
    return writer.bytes()


@kind
def printed_gridlines(writer: Writer, page: Page, rng: Random) -> bytes:
    """A spreadsheet printed with its grid: thin lines of empty cells all over the page, thicker ones about the form."""
    step = rng.uniform(60, 85)
    xs = sorted({round(x, 1) for cell in page.cells for x in (cell.x0, cell.x1)})
    ys = sorted({round(y, 1) for cell in page.cells for y in (cell.y0, cell.y1)})
    high = ys[-1] - ys[-2]
    right = [xs[-1]] if rng.random() < 0.5 else [xs[-1], min(page.width - 5, xs[-1] + step / 2)]
    floors = [ys[-1] + n * high for n in range(rng.randint(3, 12))]
    pale = rng.choice((0.0, 0.6, 0.8))
    for y in floors:
        writer.add(f"q {pale} G .3 w {xs[0]} {page.height - y:.2f} m {right[-1]} {page.height - y:.2f} l S Q")
    for x in (*xs, *right[1:]):
        foot = page.height - floors[-1]
        writer.add(f"q {pale} G .3 w {x} {page.height - ys[-1]:.2f} m {x} {foot:.2f} l S Q")
    for y in ys if len(right) > 1 else ():
        writer.add(f"q {pale} G .3 w {xs[-1]} {page.height - y:.2f} m {right[-1]} {page.height - y:.2f} l S Q")
    writer.drawn(page)
    return writer.bytes()


@kind
def balloons_in_the_margin(writer: Writer, page: Page, rng: Random) -> bytes:
    """Comments printed: the page is made smaller, boxes stand in its margin, a broken line leads to each from its cell,
    whose text has a coloured ground."""
    scale = rng.uniform(0.68, 0.76)
    chosen = rng.sample(cells_of(page, "value", "name"), 2)
    for cell in chosen:
        x, y = cell.placed()
        writer.box(x - 1, y - 9, x + wide(cell.text, cell.size) + 1, y + 3, "1 .85 .85 rg {} f")
    writer.drawn(page)
    for cell in chosen:
        (x, y), end = cell.placed(), page.width + 18
        x += wide(cell.text, cell.size) + 1
        height = page.height
        dashes = (
            f"q 1 0 0 RG .5 w [2 2] 0 d {x:.1f} {height - y - 2:.1f} m {page.width - 40:.1f} {height - y - 2:.1f} l"
        )
        writer.add(f"{dashes} {end:.1f} {height - y + 8:.1f} l S Q")
        writer.box(end, y - 18, end + 170, y + 8, "1 0 0 RG 1 .93 .93 rg .5 w {} B")
        writer.text(end + 4, y - 3, f"{COMMENT}", 9)
    down = page.height * (1 - scale) * 0.7
    writer.operators = [f"q {scale:.4f} 0 0 {scale:.4f} 0 {down:.2f} cm", *writer.operators, "Q"]
    return writer.bytes()


@kind
def two_pages_on_a_sheet(writer: Writer, page: Page, rng: Random) -> bytes:
    """Two pages printed on one sheet, side by side: the form, and how it is to be filled in, on either side."""
    scale, first = 0.69, rng.random() < 0.5
    writer.drawn(page)
    form, writer.operators = writer.operators, []
    for n, line in enumerate(INSTRUCTIONS):
        writer.text(60 if n else 250, 80 + 24 * n, line, 16 if not n else 11)
    other = writer.operators
    left, right = (form, other) if first else (other, form)
    shift = page.width * scale + 10
    low = 595 - page.height * scale - 6
    writer.operators = [f"q {scale} 0 0 {scale} 6 {low:.1f} cm", *left, "Q"]
    writer.operators += [f"q {scale} 0 0 {scale} {shift:.1f} {low:.1f} cm", *right, "Q"]
    return writer.bytes(MediaBox=[0, 0, 842, 595])


@kind
def bold_that_says_nothing(writer: Writer, page: Page, rng: Random) -> bytes:
    """Text drawn once more beside itself to look bold, of which the page says that it stands for no words."""
    writer.drawn(page)
    roles = rng.choice((("value",), ("head", "label"), ("value", "name", "unit")))
    for cell in cells_of(page, *roles):
        x, y = cell.placed()
        writer.add("/Span <</ActualText <>>> BDC")
        writer.text(x + rng.uniform(0.2, 0.5), y, cell.text, cell.size)
        writer.add("EMC")
    return writer.bytes()


@kind
def table_of_codes_has_gaps(writer: Writer, page: Page, rng: Random) -> bytes:
    """The font says what most of its codes mean, and of a few characters nothing."""
    lost = set(rng.choice(("0358", "≥≤=", "率数量", "69", "%万")))

    def lie(char: str) -> str:
        return char

    writer.font(lie)
    for font in writer.kept["Font"].values():
        rows = font.ToUnicode.read_bytes().decode("latin-1").splitlines()
        hidden = {char.encode("utf-16-be").hex() for char in lost}
        font.ToUnicode.write("\n".join(r for r in rows if not any(f"<{c}> end" in r for c in hidden)).encode("latin-1"))
    for side in page.sides():
        writer.line(*side)
    for x, y, said, size in page.lines:
        writer.text(x, y, said, size, lie=lie)
    for cell in page.cells:
        writer.text(*cell.placed(), cell.text, cell.size, lie=lie)
    return writer.bytes()


@kind
def tagged_as_another_table(writer: Writer, page: Page, rng: Random) -> bytes:
    """Marked as rows of a table whose words are those of an older version, alternative texts included."""
    writer.drawn(page, text=lambda cell: cell.role not in ("value", "name"))
    for n, cell in enumerate(cells_of(page, "value", "name")):
        writer.add(f"/TD <</MCID {n} /Alt ({rng.randint(10, 99)}) /E (95)>> BDC")
        writer.text(*cell.placed(), cell.text, cell.size)
        writer.add("EMC")
    writer.pdf.Root.MarkInfo = Dictionary(Marked=True)
    return writer.bytes()
