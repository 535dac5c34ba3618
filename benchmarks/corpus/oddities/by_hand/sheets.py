"""Sheets and what is told of them: a tree of pages that lies, pages each turned and scaled in its own way, a page in
white on black, pictures in packings that few programs write."""

import io
import zlib
from collections.abc import Callable
from random import Random

import numpy as np
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page
from benchmarks.corpus.oddities.by_hand.pages import turn_of
from benchmarks.corpus.oddities.by_hand.pictures import put, stream_of, taken
from benchmarks.corpus.oddities.by_hand.writer import Writer


@kind
def tree_of_pages_lies(writer: Writer, page: Page, rng: Random) -> bytes:
    """The tree counts its pages wrongly, has branches within branches, holds nothing where a page is announced, and its
    leaves turn by more than a round, or by a broken number, in a box whose corners are changed about."""
    writer.drawn(page)
    writer.leaf(Rotate=rng.choice((0, 360, -360, 720, 0.0)), MediaBox=Array([page.width, page.height, 0, 0]))
    pdf, root = writer.pdf, writer.pdf.Root.Pages
    leaf, deep = root.Kids[0], rng.randint(1, 4)
    if rng.random() < 0.5:
        del leaf.Type
    for _ in range(deep):
        branch = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([leaf]), Count=rng.choice((1, 1, 7))))
        leaf.Parent = branch
        leaf = branch
    leaf.Parent = root
    kids = [leaf]
    if rng.random() < 0.4:
        kids.append(pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([]), Count=0, Parent=root)))
    root.Kids, root.Count = Array(kids), rng.choice((1, 2, 5))
    return writer.saved()


@kind
def pages_each_in_its_way(writer: Writer, page: Page, rng: Random) -> bytes:
    """The rows go on over a second page that is turned, of another size, or counts in other units than the first."""
    rows = sorted({cell.y0 for cell in cells_of(page, "name")})
    firsts = [y for y in rows[1:] if not any(cell.y0 < y - 0.01 < y + 0.01 < cell.y1 for cell in page.cells)]
    cut, top, again = rng.choice(firsts), 60.0, rng.random() < 0.6
    head = cells_of(page, "head") if again else []
    high = head[0].y1 - head[0].y0 if again else 0
    below = [_moved(cell, cut - top - high) for cell in page.cells if cell.y0 >= cut - 0.01]
    above = [cell for cell in page.cells if cell.y1 <= cut + 0.01]
    below += [_moved(cell, cell.y0 - top) for cell in head]
    for number, (cells, lines) in enumerate(((above, page.lines), (below, []))):
        writer.drawn(Page(page.width, page.height, cells, lines))
        entries = _turned(writer, page, rng)
        if number == 0:
            writer.leaf(**entries)
    return writer.bytes(**entries)


def _turned(writer: Writer, page: Page, rng: Random) -> dict[str, object]:
    """What has drawn so far, under a turn and a scale that the page's entries undo."""
    quarters, scale, unit = rng.randrange(4), rng.choice((1.0, 0.7, 1.414)), rng.choice((1.0, 2.0))
    by = scale / unit
    a, b, c, d, e, f = turn_of(quarters, page.width, page.height)
    writer.operators = [f"q {by * a} {by * b} {by * c} {by * d} {by * e:.4f} {by * f:.4f} cm", *writer.operators, "Q"]
    wide, high = (page.width, page.height) if quarters % 2 == 0 else (page.height, page.width)
    entries = {"MediaBox": Array([0, 0, wide * by, high * by]), "Rotate": 90 * quarters}
    return entries | ({"UserUnit": unit} if unit != 1 else {})


def _moved(cell: Cell, down: float) -> Cell:
    return Cell(cell.x0, cell.y0 - down, cell.x1, cell.y1 - down, cell.text, cell.role, cell.size, cell.left)


@kind
def page_in_white_on_black(writer: Writer, page: Page, rng: Random) -> bytes:
    """All of the page is dark, as a screen by night: pale text, walls a little paler than their ground."""
    level = rng.uniform(0.05, 0.2)
    pale, walls = rng.uniform(0.8, 1), rng.uniform(level + 0.2, 0.7)
    bright = rng.choice(((pale, pale, pale), (1.0, 0.85, 0.3), (0.5, 0.9, 0.6)))
    writer.box(0, 0, page.width, page.height, f"{level:.2f} g {{}} f")
    for x0, y0, x1, y1 in page.sides():
        place = f"{x0:.2f} {page.height - y0:.2f} m {x1:.2f} {page.height - y1:.2f} l"
        writer.add(f"q .8 w {walls:.2f} G {place} S Q")
    for x, y, said, size in page.lines:
        writer.text(x, y, said, size, (pale, pale, pale))
    for cell in page.cells:
        writer.text(*cell.placed(), cell.text, cell.size, bright if cell.role == "value" else (pale, pale, pale))
    return writer.bytes()


Pack = Callable[[Writer, Image.Image], Stream]
GREY = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}


def _runs(writer: Writer, image: Image.Image) -> Stream:
    """Runs of bytes, none repeated."""
    data = image.tobytes()
    packed = b"".join(bytes([len(data[n : n + 128]) - 1]) + data[n : n + 128] for n in range(0, len(data), 128))
    return stream_of(
        writer, zlib.compress(packed + b"\x80"), image, **GREY, Filter=Array([Name.FlateDecode, Name.RunLengthDecode])
    )


def _predicted(writer: Writer, image: Image.Image) -> Stream:
    """Each line as what differs from the one above."""
    rows = np.asarray(image).astype(np.uint8)
    up = np.vstack([rows[:1], rows[1:] - rows[:-1]])
    data = zlib.compress(np.hstack([np.full((len(rows), 1), 2, np.uint8), up]).tobytes())
    parms = Dictionary(Predictor=15, Colors=1, Columns=image.width, BitsPerComponent=8)
    return stream_of(writer, data, image, **GREY, Filter=Name.FlateDecode, DecodeParms=parms)


def _two_bits(writer: Writer, image: Image.Image) -> Stream:
    """Four levels of grey, four points to a byte."""
    levels = np.asarray(image) // 64
    padded = np.pad(levels, ((0, 0), (0, -image.width % 4))).reshape(image.height, -1, 4).astype(np.uint8)
    data = (padded[..., 0] << 6 | padded[..., 1] << 4 | padded[..., 2] << 2 | padded[..., 3]).tobytes()
    return stream_of(writer, data, image, ColorSpace=Name.DeviceGray, BitsPerComponent=2)


def _spot(writer: Writer, image: Image.Image) -> Stream:
    """How much of an ink there is."""
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0, 0, 0, 1]))
    space = Array([Name.Separation, Name.Black, Name.DeviceCMYK, tint])
    ink = (255 - np.asarray(image)).astype(np.uint8)
    return stream_of(writer, ink.tobytes(), image, ColorSpace=space, BitsPerComponent=8)


def _lightness(writer: Writer, image: Image.Image) -> Stream:
    """Lightness and two colours of nothing."""
    space = Array([Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]), Range=Array([-100, 100, -100, 100]))])
    grey = np.asarray(image).astype(np.uint8)
    data = np.dstack([grey, np.full_like(grey, 128), np.full_like(grey, 128)]).tobytes()
    return stream_of(writer, data, image, ColorSpace=space, BitsPerComponent=8)


def _keyed(writer: Writer, image: Image.Image) -> Stream:
    """What is white is not drawn."""
    return stream_of(writer, image.tobytes(), image, **GREY, Mask=Array([230, 255]))


def _twice(writer: Writer, image: Image.Image) -> Stream:
    """A JPEG packed once more, in letters."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=75)
    data = zlib.compress(out.getvalue()).hex().encode() + b">"
    filters = Array([Name.ASCIIHexDecode, Name.FlateDecode, Name.DCTDecode])
    return stream_of(writer, data, image, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=filters)


PACKINGS: tuple[Pack, ...] = (_runs, _predicted, _two_bits, _spot, _lightness, _keyed, _twice)


@kind
def picture_in_a_rare_packing(writer: Writer, page: Page, rng: Random) -> bytes:
    """The page is a picture: in runs, as differences, of two bits, of a spot ink, of lightness, keyed, packed twice."""
    image = taken(writer, page, rng.choice((150, 200)))
    put(writer, rng.choice(PACKINGS)(writer, image), 0, 0, page.width, page.height)
    return writer.bytes()
