"""Pages and parts of pages that are pictures, in every way a PDF packs them."""

import io
import zlib
from collections.abc import Callable
from random import Random

import numpy as np
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page, other
from benchmarks.corpus.oddities.by_hand.writer import Writer

Pack = Callable[[Writer, Image.Image], Stream]
PACKS: dict[str, Pack] = {}


def _pack(pack: Pack) -> Pack:
    PACKS[pack.__name__.strip("_")] = pack
    return pack


def stream_of(writer: Writer, data: bytes, image: Image.Image, **entries: object) -> Stream:
    """A picture of these packed bytes."""
    stream = writer.pdf.make_stream(data)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = image.size
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


def _saved(image: Image.Image, kind_: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind_, **how)
    return out.getvalue()


@_pack
def _jpeg(writer: Writer, image: Image.Image) -> Stream:
    data = _saved(image, "JPEG", quality=70)
    return stream_of(writer, data, image, Filter=Name.DCTDecode, ColorSpace=Name.DeviceGray, BitsPerComponent=8)


@_pack
def _cmyk(writer: Writer, image: Image.Image) -> Stream:
    """Black ink alone."""
    ink = 255 - np.asarray(image)
    planes = np.dstack([np.zeros_like(ink)] * 3 + [ink]).astype(np.uint8)
    data = _saved(Image.fromarray(255 - planes, "CMYK"), "JPEG", quality=75)
    entries = {"Filter": Name.DCTDecode, "ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8}
    return stream_of(writer, data, image, **entries)


@_pack
def _jpx(writer: Writer, image: Image.Image) -> Stream:
    data = _saved(image, "JPEG2000", quality_mode="rates", quality_layers=[8])
    return stream_of(writer, data, image, Filter=Name.JPXDecode)


@_pack
def _fax(writer: Writer, image: Image.Image) -> Stream:
    bits = image.point(lambda level: 255 if level > 140 else 0).convert("1")
    tiff = Image.open(io.BytesIO(_saved(bits, "TIFF", compression="group4", strip_size=1 << 30)))
    (start,), (size,) = tiff.tag_v2[273], tiff.tag_v2[279]  # type: ignore[attr-defined]
    data = _saved(bits, "TIFF", compression="group4", strip_size=1 << 30)[start : start + size]
    parms = Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=True)
    entries = {"Filter": Name.CCITTFaxDecode, "DecodeParms": parms, "ColorSpace": Name.DeviceGray}
    black_is_one = tiff.tag_v2[262] == 0  # type: ignore[attr-defined]
    return stream_of(
        writer, data, image, **entries, BitsPerComponent=1, Decode=Array([1, 0] if black_is_one else [0, 1])
    )


@_pack
def _negative(writer: Writer, image: Image.Image) -> Stream:
    """Bits that are turned round as they are shown."""
    bits = image.point(lambda level: 255 if level < 140 else 0).convert("1")
    return stream_of(
        writer, bits.tobytes(), image, ColorSpace=Name.DeviceGray, BitsPerComponent=1, Decode=Array([1, 0])
    )


@_pack
def _palette(writer: Writer, image: Image.Image) -> Stream:
    levels = np.asarray(image) // 86
    table = bytes([20, 20, 60, 110, 110, 130, 255, 255, 250])
    space = Array([Name.Indexed, Name.DeviceRGB, 2, table])
    return stream_of(writer, levels.astype(np.uint8).tobytes(), image, ColorSpace=space, BitsPerComponent=8)


@_pack
def _mask(writer: Writer, image: Image.Image) -> Stream:
    """A stencil through which black is painted."""
    bits = image.point(lambda level: 255 if level > 140 else 0).convert("1")
    return stream_of(writer, bits.tobytes(), image, ImageMask=True, BitsPerComponent=1)


@_pack
def _deep(writer: Writer, image: Image.Image) -> Stream:
    data = (np.asarray(image).astype(np.uint16) * 257).astype(">u2").tobytes()
    return stream_of(writer, data, image, ColorSpace=Name.DeviceGray, BitsPerComponent=16)


@_pack
def _soft(writer: Writer, image: Image.Image) -> Stream:
    """Black that is seen through a soft mask."""
    alpha = Image.fromarray((255 - np.asarray(image)).astype(np.uint8))
    gray = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    mask = writer.pdf.make_indirect(stream_of(writer, alpha.tobytes(), alpha, **gray))
    return stream_of(writer, bytes(alpha.width * alpha.height), alpha, **gray, SMask=mask)


def shot(writer: Writer, dots: float, colours: str = "L") -> Image.Image:
    """What the writer has drawn so far, in grey unless said, `dots` to an inch."""
    with pypdfium2.PdfDocument(writer.shown()) as pdf:
        return pdf[0].render(scale=dots / 72).to_pil().convert(colours)


def taken(writer: Writer, page: Page, dots: float) -> Image.Image:
    """The page as a picture, and no longer drawn."""
    writer.drawn(page)
    image = shot(writer, dots)
    writer.operators = []
    return image


def put(writer: Writer, stream: Stream, x: float, y: float, wide: float, high: float) -> None:
    """Draw a picture over a box."""
    name = writer.keep("XObject", stream)
    writer.add(f"q 0 g {wide:.3f} 0 0 {high:.3f} {x:.3f} {writer.height - y - high:.3f} cm /{name} Do Q")


@kind
def page_is_a_picture(writer: Writer, page: Page, rng: Random) -> bytes:
    """In one of eight packings."""
    image = taken(writer, page, rng.choice((150, 200)))
    put(writer, PACKS[rng.choice([*PACKS])](writer, image), 0, 0, page.width, page.height)
    return writer.bytes()


@kind
def page_in_strips(writer: Writer, page: Page, rng: Random) -> bytes:
    """A picture in strips or tiles, each packed by itself."""
    image = taken(writer, page, rng.choice((150, 200)))
    down, across = rng.choice(((40, 1), (17, 1), (9, 2), (6, 5)))
    pack = PACKS[rng.choice(("jpeg", "fax", "palette", "mask"))]
    for row in range(down):
        for column in range(across):
            x0, x1 = image.width * column // across, image.width * (column + 1) // across
            y0, y1 = image.height * row // down, image.height * (row + 1) // down
            unit, rise = page.width / image.width, page.height / image.height
            part = pack(writer, image.crop((x0, y0, x1, y1)))
            put(writer, part, x0 * unit, y0 * rise, (x1 - x0) * unit, (y1 - y0) * rise)
    return writer.bytes()


@kind
def picture_under_a_wrong_layer(writer: Writer, page: Page, rng: Random) -> bytes:
    """A scan with a text layer of which values and signs are wrong, and all of it a little beside."""
    image = taken(writer, page, 200)
    put(writer, PACKS[rng.choice(("jpeg", "fax"))](writer, image), 0, 0, page.width, page.height)
    right, down = rng.uniform(-3, 3), rng.uniform(-3, 3)
    for x, y, said, size in page.lines:
        writer.text(x + right, y + down, said, size, mode=3)
    for cell in page.cells:
        x, y = cell.placed()
        text = other(cell.text, rng) if cell.role in ("value", "budget") and rng.random() < 0.5 else cell.text
        writer.text(x + right, y + down, text, cell.size, mode=3)
    return writer.bytes()


@kind
def lower_half_is_a_picture(writer: Writer, page: Page, rng: Random) -> bytes:
    """The form's head is text, its indicators are a picture."""
    image = taken(writer, page, rng.choice((150, 200)))
    top = cells_of(page, "head")[0].y0 - 1
    above = [cell for cell in page.cells if cell.y1 <= top + 2]
    writer.drawn(Page(page.width, page.height, above, page.lines))
    cut = image.crop((0, round(top * image.height / page.height), *image.size))
    stream = PACKS[rng.choice(("jpeg", "fax", "mask"))](writer, cut)
    put(writer, stream, 0, top, page.width, page.height - top)
    return writer.bytes()


@kind
def values_are_pictures(writer: Writer, page: Page, rng: Random) -> bytes:
    """Each value is a small picture, inline or beside the page's drawing."""
    image, how = taken(writer, page, rng.choice((150, 200, 300))), rng.choice(("inline", *PACKS))
    roles = rng.choice((("value",), ("value", "operator")))
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    unit = image.width / page.width
    for cell in cells_of(page, *roles):
        box = _inner(cell)
        part = image.crop(tuple(round(side * unit) for side in box))
        if how == "inline":
            _inline(writer, part, box)
        else:
            put(writer, PACKS[how](writer, part), box[0], box[1], box[2] - box[0], box[3] - box[1])
    return writer.bytes()


def _inner(cell: Cell) -> tuple[float, float, float, float]:
    return cell.x0 + 2, cell.y0 + 2, cell.x1 - 2, cell.y1 - 2


def _inline(writer: Writer, image: Image.Image, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    data = zlib.compress(image.tobytes()).hex()
    place = f"{x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {writer.height - y1:.2f} cm"
    head = f"/W {image.width} /H {image.height} /CS /G /BPC 8 /F [/AHx /Fl]"
    writer.add(f"q {place} BI {head} ID {data}> EI Q")
