"""What readers and programs leave on a form that changes nothing it says: highlights, ticks, frames of what is to be
blacked out, fields kept after they were printed into the page."""

from random import Random

from pikepdf import Array, Dictionary, Name

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page, wide
from benchmarks.corpus.oddities.by_hand.notes import form_of, look_of, note_over
from benchmarks.corpus.oddities.by_hand.writer import Writer

MARKUP = ("Highlight", "Underline", "Squiggly")


@kind
def marked_by_readers(writer: Writer, page: Page, rng: Random) -> bytes:
    """Values are highlighted, underlined, ticked off or ringed by hand, or framed as to be blacked out."""
    writer.drawn(page)
    how = rng.choice((*MARKUP, "tick", "ring", "frame"))
    roles = rng.choice((("value",), ("value", "unit"), ("name", "value"), ("level2", "value")))
    cells = cells_of(page, *roles)
    for cell in rng.sample(cells, max(2, len(cells) * 2 // 3)):
        x, y = cell.placed()
        box = (
            x,
            writer.height - y - 0.12 * cell.size,
            x + wide(cell.text, cell.size),
            writer.height - y + 0.85 * cell.size,
        )
        if how in MARKUP:
            _marked(writer, how, cell, box, rng)
        elif how == "frame":
            _framed(writer, cell)
        else:
            _by_hand(writer, cell, box, rng, ring=how == "ring")
    return writer.bytes()


Box = tuple[float, float, float, float]


def _marked(writer: Writer, how: str, cell: Cell, box: Box, rng: Random) -> None:
    """A mark that the viewer draws."""
    x0, y0, x1, y1 = box
    colour = Array([1, 0.9, 0.1] if how == "Highlight" else [0.9, 0.1, 0.1])
    note = note_over(writer, how, cell, C=colour, QuadPoints=Array([x0, y1, x1, y1, x0, y0, x1, y0]), CA=1)
    note.Rect = Array([x0, y0, x1, y1])


def _framed(writer: Writer, cell: Cell) -> None:
    """A red frame about what somebody means to black out."""
    wide_, high = cell.x1 - cell.x0 - 2, cell.y1 - cell.y0 - 2
    name = writer.form(f"1 0 0 RG 1 w .5 .5 {wide_ - 1:.2f} {high - 1:.2f} re S", [0, 0, wide_, high])
    note_over(writer, "Redact", cell, AP=Dictionary(N=writer.kept["XObject"][name]), IC=Array([0, 0, 0]))


def _by_hand(writer: Writer, cell: Cell, box: Box, rng: Random, *, ring: bool) -> None:
    """A ring about the text, or a tick behind it, as a pen draws."""
    x0, y0, x1, y1 = box
    if ring:
        look = f"0.9 0.1 0.1 RG 1 w {x0 - 3:.2f} {(y0 + y1) / 2:.2f} m "
        look += f"{x0 - 2:.2f} {y1 + 5:.2f} {x1 + 2:.2f} {y1 + 5:.2f} {x1 + 3:.2f} {(y0 + y1) / 2:.2f} c "
        look += f"{x1 + 2:.2f} {y0 - 5:.2f} {x0 - 2:.2f} {y0 - 4:.2f} {x0 - 4:.2f} {(y0 + y1) / 2 + 1:.2f} c S"
    else:
        x, y = min(x1 + 1, cell.x1 - 8), y0 + rng.uniform(-1, 2)
        look = f"0.9 0.1 0.1 RG 1.2 w {x:.2f} {y + 3:.2f} m {x + 2.5:.2f} {y:.2f} l {x + 8:.2f} {y + 9:.2f} l S"
    bounds = [x0 - 10, y0 - 10, max(x1, cell.x1) + 10, y1 + 10]
    name = writer.form(look, bounds)
    note = note_over(writer, "Ink", cell, AP=Dictionary(N=writer.kept["XObject"][name]))
    note.Rect = Array(bounds)


@kind
def fields_kept_after_printing(writer: Writer, page: Page, rng: Random) -> bytes:
    """Fields were printed into the page and are still there: each value stands twice, a little apart, once in print and
    once in the field."""
    roles = rng.choice((("value",), ("value", "budget", "fund"), ("value", "unit", "operator")))
    right, down = rng.uniform(-0.9, 0.9), rng.uniform(-0.6, 0.6)
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    fields = []
    for n, cell in enumerate(cells_of(page, *roles)):
        x, y = cell.placed()
        writer.text(x + right, y + down, cell.text, cell.size)
        look = Dictionary(N=look_of(writer, cell, cell.text))
        entries = {"FT": Name.Tx, "T": f"f{n}", "V": cell.text, "AP": look, "Ff": rng.choice((0, 1))}
        fields.append(note_over(writer, "Widget", cell, **entries))
    form_of(writer, fields, anew=False)
    return writer.bytes()
