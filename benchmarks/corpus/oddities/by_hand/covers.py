"""What lies over text and hides none of it, what stands in one place twice, curves over words of another version,
versions on layers, patches of a picture."""

from random import Random

from pikepdf import Dictionary, Name
from PIL import Image

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page, other, wide
from benchmarks.corpus.oddities.by_hand.pictures import put, shot, stream_of
from benchmarks.corpus.oddities.by_hand.writer import Writer

GREY = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}


@kind
def covers_nobody_sees(writer: Writer, page: Page, rng: Random) -> bytes:
    """White or yellow boxes over values through which these are seen: of no opacity, multiplied, on a layer that is
    off, clipped away, or a picture whose mask lets all through."""
    writer.drawn(page)
    how = rng.choice(("opacity", "multiply", "marker", "layer", "clip", "picture"))
    covered = cells_of(page, *rng.choice((("value",), ("value", "name"), ("budget", "value"))))
    before, after = _around(writer, how)
    for cell in covered:
        if how == "picture":
            _picture(writer, cell)
        else:
            colour = "1 1 .2 rg" if how == "marker" else "1 g"
            box = (cell.x0 + 1, cell.y0 + 1, cell.x1 - 1, cell.y1 - 1)
            writer.box(*box, f"{before} {colour} {{}} f {after}")
    return writer.bytes()


def _around(writer: Writer, how: str) -> tuple[str, str]:
    """The operators before and after a box."""
    if how == "layer":
        return f"/OC /{writer.layer('覆盖', on=False)} BDC q", "Q EMC"
    if how == "clip":
        return "q 5 5 3 3 re W n", "Q"
    state = {"opacity": {"ca": 0}, "multiply": {"BM": Name.Multiply}, "marker": {"BM": Name.Multiply}}.get(how, {})
    entries = Dictionary({f"/{key}": value for key, value in state.items()})
    return f"q /{writer.keep('ExtGState', entries)} gs", "Q"


def _picture(writer: Writer, cell: Cell) -> None:
    """A white picture that is nowhere opaque."""
    image = Image.new("L", (8, 4), 255)
    mask = writer.pdf.make_indirect(stream_of(writer, bytes(32), image, **GREY))
    stream = stream_of(writer, image.tobytes(), image, **GREY, SMask=mask)
    put(writer, stream, cell.x0 + 1, cell.y0 + 1, cell.x1 - cell.x0 - 2, cell.y1 - cell.y0 - 2)


@kind
def drawn_twice_in_one_place(writer: Writer, page: Page, rng: Random) -> bytes:
    """All of the page is drawn twice, each time in the same place: as a whole, text by text, or by characters."""
    how = rng.choice(("page", "text", "character"))
    if how == "page":
        writer.drawn(page)
        writer.operators *= 2
        return writer.bytes()
    for side in page.sides():
        writer.line(*side)
    for x, y, said, size in [(*cell.placed(), cell.text, cell.size) for cell in page.cells] + page.lines:
        parts = [(x + wide(said[:n], size), char) for n, char in enumerate(said)] if how == "character" else [(x, said)]
        for left, part in parts:
            for _ in range(2):
                writer.text(left, y, part, size)
    return writer.bytes()


@kind
def curves_over_unpainted_words(writer: Writer, page: Page, rng: Random) -> bytes:
    """Text is curves, and in their place stand unpainted words: those of the page, or of an older version of it."""
    roles = rng.choice((("value",), ("value", "operator", "unit"), ("value", "name"), ("value", "budget", "fund")))
    older = rng.random() < 0.5
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        x, y = cell.placed()
        writer.curves(x, y, cell.text, cell.size)
        writer.text(x, y, other(cell.text, rng) if older and cell.role == "value" else cell.text, cell.size, mode=3)
    return writer.bytes()


@kind
def versions_on_layers(writer: Writer, page: Page, rng: Random) -> bytes:
    """The form on a layer that is on, and the same page of another year's values on one or two that are off, all in one
    place, among the page's content or in forms."""
    in_form, off = rng.random() < 0.5, rng.randint(1, 2)
    own, sheets = writer.layer("2026", on=True), []
    writer.drawn(page)
    sheets.append((own, writer.operators))
    for n in range(off):
        writer.operators = []
        texts = [cell.text for cell in page.cells]
        for cell in cells_of(page, "value", "budget", "fund"):
            cell.text = other(cell.text, rng)
        writer.drawn(page)
        sheets.append((writer.layer(f"202{n}", on=False), writer.operators))
        for cell, text in zip(page.cells, texts, strict=True):
            cell.text = text
    rng.shuffle(sheets)
    writer.operators = []
    for layer, operators in sheets:
        if in_form:
            name = writer.form(
                "\n".join(operators), [0, 0, page.width, page.height], OC=writer.kept["Properties"][layer]
            )
            writer.add(f"/{name} Do")
        else:
            writer.operators += [f"/OC /{layer} BDC", *operators, "EMC"]
    return writer.bytes()


@kind
def pages_of_pictures_and_text(writer: Writer, page: Page, rng: Random) -> bytes:
    """Each cell's text is text or a picture of it, as chance has it: patches of a scan put over a digital form."""
    share = rng.uniform(0.15, 0.5)
    patched = [cell for cell in page.cells if cell.text and rng.random() < share]
    writer.drawn(page)
    image = shot(writer, 200)
    writer.operators = []
    writer.drawn(page, text=lambda cell: cell not in patched)
    unit = image.width / page.width
    for cell in patched:
        box = (cell.x0 + 1.5, cell.y0 + 1.5, cell.x1 - 1.5, cell.y1 - 1.5)
        part = image.crop(tuple(round(side * unit) for side in box))
        stream = stream_of(writer, part.tobytes(), part, **GREY)
        put(writer, stream, box[0], box[1], box[2] - box[0], box[3] - box[1])
    return writer.bytes()
