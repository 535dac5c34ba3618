"""Scans as machines and people leave them: in layers, in colour, coarse, turned, filled in afterwards, character by
character."""

import io
import re
from random import Random

import numpy as np
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Page, wide
from benchmarks.corpus.oddities.by_hand.notes import form_of, look_of, note_over
from benchmarks.corpus.oddities.by_hand.pictures import PACKS, put, shot, stream_of, taken
from benchmarks.corpus.oddities.by_hand.writer import Writer


@kind
def scan_in_layers(writer: Writer, page: Page, rng: Random) -> bytes:
    """A coarse picture of the paper, and the print as one stencil or several of fine bits over it."""
    image = taken(writer, page, rng.choice((200, 300)))
    paper = Image.new("RGB", (page_size := (int(page.width), int(page.height))), (244, 240, 228))
    noise = np.random.default_rng(rng.randrange(1 << 30)).integers(-6, 7, (*page_size[::-1], 1))
    paper = Image.fromarray((np.asarray(paper).astype(int) + noise).clip(0, 255).astype(np.uint8))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=40)
    entries = {"Filter": Name.DCTDecode, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}
    put(writer, stream_of(writer, out.getvalue(), paper, **entries), 0, 0, page.width, page.height)
    parts = rng.choice((1, 1, 3))
    for n in range(parts):
        y0, y1 = image.height * n // parts, image.height * (n + 1) // parts
        rise = page.height / image.height
        part = PACKS["mask"](writer, image.crop((0, y0, image.width, y1)))
        put(writer, part, 0, y0 * rise, page.width, (y1 - y0) * rise)
    if rng.random() < 0.5:
        for cell in page.cells:
            writer.text(*cell.placed(), cell.text, cell.size, mode=3)
    return writer.bytes()


def _in_colour(writer: Writer, page: Page, image: Image.Image) -> None:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    entries = {"Filter": Name.DCTDecode, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}
    put(writer, stream_of(writer, out.getvalue(), image, **entries), 0, 0, page.width, page.height)


@kind
def coloured_print_in_a_scan(writer: Writer, page: Page, rng: Random) -> bytes:
    """Values, or their last digit alone, or names are red or blue in a scan."""
    colour = rng.choice(((0.85, 0.1, 0.1), (0.1, 0.2, 0.8), (0.1, 0.5, 0.2)))
    role, last = rng.choice((("value", False), ("value", True), ("name", False), ("budget", False)))
    writer.drawn(page, text=lambda cell: cell.role != role)
    for cell in cells_of(page, role):
        x, y = cell.placed()
        before = cell.text[:-1] if last else ""
        if before:
            writer.text(x, y, before, cell.size)
        writer.text(x + wide(before, cell.size), y, cell.text[len(before) :], cell.size, colour)
    image = shot(writer, rng.choice((150, 200)), "RGB")
    writer.operators = []
    _in_colour(writer, page, image)
    return writer.bytes()


@kind
def coarse_scan_of_thousands(writer: Writer, page: Page, rng: Random) -> bytes:
    """Values with commas in a scan as coarse as a screen's picture."""
    for cell in cells_of(page):
        cell.text = re.sub(r"(\d+)(\d{3})", r"\1,\2", cell.text)
    image = taken(writer, page, rng.choice((96, 110, 120)))
    put(writer, PACKS[rng.choice(("jpeg", "palette"))](writer, image), 0, 0, page.width, page.height)
    return writer.bytes()


@kind
def scan_with_dark_head(writer: Writer, page: Page, rng: Random) -> bytes:
    """A scan, or all of it in negative, whose header is white on dark."""
    roles = rng.choice((("head",), ("head", "label")))
    for cell in cells_of(page, *roles):
        writer.box(cell.x0, cell.y0, cell.x1, cell.y1, rng.choice(("0 g {} f", ".1 .2 .5 rg {} f")))
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        writer.text(*cell.placed(), cell.text, cell.size, (1, 1, 1))
    image = shot(writer, rng.choice((150, 200)), "RGB")
    writer.operators = []
    if rng.random() < 0.3:
        image = Image.fromarray(255 - np.asarray(image))
    _in_colour(writer, page, image)
    return writer.bytes()


@kind
def scan_lies_on_its_side(writer: Writer, page: Page, rng: Random) -> bytes:
    """The paper lay turned in the machine: by a quarter, on its head, or a few degrees askew."""
    image = taken(writer, page, rng.choice((150, 200)))
    angle = rng.choice((90, 180, 270, rng.uniform(-3, 3), 90 + rng.uniform(-2, 2)))
    image = image.rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    width, height = page.width * image.width / 1240, page.width * image.height / 1240
    writer.width, writer.height = width, height
    put(writer, PACKS[rng.choice(("jpeg", "fax"))](writer, image), 0, 0, width, height)
    return writer.bytes()


@kind
def scan_filled_in_afterwards(writer: Writer, page: Page, rng: Random) -> bytes:
    """An empty form as a scan; what it says was typed over it: text of the page, notes, or fields."""
    roles = rng.choice((("value",), ("value", "budget", "fund"), ("value", "operator", "unit")))
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    image = shot(writer, rng.choice((150, 200)))
    writer.operators = []
    put(writer, PACKS[rng.choice(("jpeg", "fax", "palette"))](writer, image), 0, 0, page.width, page.height)
    how, fields = rng.choice(("text", "notes", "fields")), []
    for n, cell in enumerate(cells_of(page, *roles)):
        if how == "text":
            writer.text(*cell.placed(), cell.text, cell.size, rng.choice(((0, 0, 0), (0, 0, 0.7))))
        elif how == "notes":
            look = Dictionary(N=look_of(writer, cell, cell.text))
            note_over(writer, "FreeText", cell, Contents=String(cell.text), DA=String("0 g"), AP=look)
        else:
            look = Dictionary(N=look_of(writer, cell, cell.text))
            fields.append(
                note_over(writer, "Widget", cell, FT=Name.Tx, T=String(f"f{n}"), V=String(cell.text), AP=look)
            )
    if fields:
        form_of(writer, fields, anew=False)
    return writer.bytes()


@kind
def characters_are_pictures(writer: Writer, page: Page, rng: Random) -> bytes:
    """Every character is a little stencil of its own; the walls are strokes."""
    roles = rng.choice(((), ("value", "operator", "unit"), ("name", "value")))
    dots = rng.choice((200, 300))
    image = taken(writer, page, dots)
    unit = image.width / page.width
    writer.drawn(
        Page(page.width, page.height, page.cells, page.lines if roles else []),
        text=lambda cell: bool(roles) and cell.role not in roles,
    )
    texts = [(*cell.placed(), cell.text, cell.size) for cell in page.cells if not roles or cell.role in roles]
    for x, y, said, size in texts + ([] if roles else page.lines):
        for char in said:
            box = (x, y - 0.9 * size, x + wide(char, size), y + 0.2 * size)
            part = image.crop(tuple(round(side * unit) for side in box)).point(lambda level: 255 if level > 140 else 0)
            place = f"{box[2] - box[0]:.2f} 0 0 {box[3] - box[1]:.2f} {box[0]:.2f} {page.height - box[3]:.2f} cm"
            bits = part.convert("1").tobytes().hex()
            head = f"/W {part.width} /H {part.height} /IM true /BPC 1 /F /AHx"
            writer.add(f"q 0 g {place} BI {head} ID {bits}> EI Q")
            x += wide(char, size)
    return writer.bytes()


@kind
def a_torn_page_behind(writer: Writer, page: Page, rng: Random) -> bytes:
    """Behind the form stands a damaged page: a torn picture, a drawing that breaks off, a form within itself."""
    writer.drawn(page)
    writer.leaf()
    how = rng.choice(("picture", "drawing", "itself", "nothing"))
    if how == "picture":
        torn = stream_of(writer, b"\xff\xd8\xff\xe0\0\x10JFIF" + rng.randbytes(900), Image.new("L", (900, 1200)))
        torn.Filter, torn.ColorSpace, torn.BitsPerComponent = Name.DCTDecode, Name.DeviceGray, 8
        put(writer, torn, 0, 0, page.width, page.height)
    elif how == "drawing":
        writer.add("BT /F0 12 Tf 100 100 Td (abc Tj ET q q q 1 0 0 cm /Nothing Do [[[")
    elif how == "itself":
        name = writer.form("/X0 Do", [0, 0, 500, 500])
        own = writer.kept["XObject"][name]
        own.Resources = Dictionary(XObject=Dictionary({"/X0": own}))
        writer.add(f"/{name} Do")
    else:
        return writer.bytes(MediaBox=Array([0, 0, 0, 0]))
    return writer.bytes()
