"""A PDF taken apart into its objects, wounded as a file and not as bytes, and written again.

    objects    dropped, exchanged, doubled, emptied; references turned to others, to themselves, to none
    numbers    of boxes, counts, lengths and operators: none, negative, too large, no number
    streams    cut, under a filter that is not theirs; of another length than they say
    operators  dropped, doubled, exchanged, repeated without end, left open
    pages      the tree a ring, boxes without size, turns and units that there are none of
    file       its table of objects wrong, its trailer without a root

Pictures are written with sizes that are not theirs, cut, or as thin as a hair. It takes no library but Pillow.
"""

import io
import re
import zlib
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw

__all__ = ["mutant", "picture"]

_OBJECT = re.compile(rb"(?<!\d)(\d+)\s+0\s+obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)\bstream\r?\n(.*)\r?\nendstream\s*$", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w./])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_PAIR = re.compile(rb"/[A-Za-z]+\s*(?:\[[^\[\]]*\]|\d+ 0 R|/[A-Za-z0-9]+|-?[\d.]+)")
_LINE = re.compile(rb"[^\r\n]+")
NUMBERS = (b"0", b"-1", b"1e9", b"99999999999", b"0.00001", b"-32768", b"2147483648", b"NaN", b"null", b"()")
ENDLESS = (b"q 0.5 0 0 0.5 0 0 cm ", b"BT /F1 9 Tf (1) Tj ", b"0 0 9 9 re W n ", b"1 1 m 2 2 l S ", b"/Im0 Do ", b"[ ")
TIMES = 3000

Objects = dict[int, bytes]


def mutant(data: bytes, chance: Random) -> bytes:
    """The PDF with one to five wounds to its structure; one that cannot be taken apart as it is."""
    objects: Objects = {int(found[1]): _opened(found[2]) for found in _OBJECT.finditer(data)}
    if not objects:
        return data
    for _ in range(chance.randint(1, 5)):
        chance.choice(WOUNDS)(objects, chance)
    return _written(objects, data, chance)


def _opened(body: bytes) -> bytes:
    """An object with its stream inflated, where that is all that packs it."""
    found = _STREAM.match(body.strip())
    if not found or b"/FlateDecode" not in found[1] or b"/DecodeParms" in found[1] or b"/Subtype/Image" in found[1]:
        return body.strip()
    try:
        plain = zlib.decompress(found[2])
    except zlib.error:
        return body.strip()
    head = re.sub(rb"/Filter\s*(\[\s*)?/FlateDecode(\s*\])?", b"", found[1])
    head = re.sub(rb"/Length\s+\d+( 0 R)?", b"/Length %d" % len(plain), head)
    return head + b"stream\n" + plain + b"\nendstream"


def _written(objects: Objects, data: bytes, chance: Random) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    root = re.findall(rb"/Root\s+(\d+ 0 R)", data)
    trailer = b"trailer\n<</Size %d/Root %s>>\n" % (max(objects) + 1, root[-1] if root else b"1 0 R")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place if chance.random() > 0.001 else place + 7)
    if chance.random() < 0.05:
        trailer = chance.choice(
            (b"", trailer.replace(b"/Root", b"/Rot"), trailer.replace(b"<<", b"<</Prev %d" % start))
        )
    return bytes(out) + trailer + b"startxref\n%d\n%%%%EOF\n" % (start if chance.random() > 0.03 else start // 2)


def _object(objects: Objects, chance: Random) -> int:
    return chance.choice(list(objects))


def drop(objects: Objects, chance: Random) -> None:
    """An object is missing."""
    if len(objects) > 2:
        del objects[_object(objects, chance)]


def exchange(objects: Objects, chance: Random) -> None:
    """Two objects stand in one another's place."""
    one, other = _object(objects, chance), _object(objects, chance)
    objects[one], objects[other] = objects[other], objects[one]


def empty(objects: Objects, chance: Random) -> None:
    """An object is of another kind."""
    objects[_object(objects, chance)] = chance.choice((b"<<>>", b"[]", b"null", b"42", b"(text)", b"/Name"))


def redirect(objects: Objects, chance: Random) -> None:
    """A reference leads to another object, to its own, or to none."""
    number = _object(objects, chance)
    goals = (number, _object(objects, chance), max(objects) + 9)
    _one(objects, number, _REFERENCE, b"%d 0 R" % chance.choice(goals), chance)


def renumber(objects: Objects, chance: Random) -> None:
    """A number is another, or none."""
    _one(objects, _object(objects, chance), _NUMBER, chance.choice(NUMBERS), chance)


def forget(objects: Objects, chance: Random) -> None:
    """An entry of a dictionary is missing."""
    _one(objects, _object(objects, chance), _PAIR, b"", chance)


def _one(objects: Objects, number: int, pattern: re.Pattern[bytes], new: bytes, chance: Random) -> None:
    found = list(pattern.finditer(objects[number]))
    if found:
        start, end = chance.choice(found).span()
        objects[number] = objects[number][:start] + new + objects[number][end:]


def ring(objects: Objects, chance: Random) -> None:
    """The tree of pages leads back to itself, or holds more pages than there are."""
    trees = [number for number, body in objects.items() if b"/Kids" in body]
    for number in trees[:1]:
        kids = b"/Kids [%s]" % b" ".join([b"%d 0 R" % number] * chance.choice((1, 3, 500)))
        changed = re.sub(rb"/Kids\s*\[[^\]]*\]", kids, objects[number])
        counted = re.sub(rb"/Count\s+\d+", b"/Count " + chance.choice(NUMBERS), objects[number])
        objects[number] = chance.choice((changed, counted))


def boxed(objects: Objects, chance: Random) -> None:
    """A page has a strange box, turn or unit."""
    pages = [number for number, body in objects.items() if re.search(rb"/Type\s*/Page\b", body)]
    if pages:
        number = chance.choice(pages)
        strange = (
            b"/MediaBox[0 0 0 0]",
            b"/MediaBox[0 0 1e7 1e7]",
            b"/MediaBox[9 9 -9 -9]/CropBox[100 100 101 101]",
            b"/Rotate 45",
            b"/UserUnit 0",
            b"/UserUnit 99999",
            b"/CropBox[5000 5000 6000 6000]",
        )
        objects[number] = objects[number].replace(b"<<", b"<<" + chance.choice(strange), 1)


def cut(objects: Objects, chance: Random) -> None:
    """A stream ends too early, says another length, or is packed in another way than it says."""
    streams = [number for number, body in objects.items() if _STREAM.match(body)]
    if not streams:
        return
    number = chance.choice(streams)
    found = _STREAM.match(objects[number])
    assert found is not None
    head, body = found[1], found[2]
    if (wound := chance.randrange(3)) == 0:
        body = body[: chance.randrange(len(body) + 1)]
    elif wound == 1:
        head = re.sub(rb"/Length\s+\d+", b"/Length " + chance.choice(NUMBERS), head)
    else:
        names = (b"FlateDecode", b"DCTDecode", b"LZWDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"JPXDecode", b"Crypt")
        head = head.replace(b"<<", b"<</Filter/%s" % chance.choice(names), 1)
    objects[number] = head + b"stream\n" + body + b"\nendstream"


def operators(objects: Objects, chance: Random) -> None:
    """Lines of a page's content are dropped, doubled or exchanged, or one comes again and again."""
    contents = [number for number, body in objects.items() if (b" re" in body or b" Tf" in body) and b"stream" in body]
    if not contents:
        return
    number = chance.choice(contents)
    found = _STREAM.match(objects[number])
    if found is None:
        return
    lines = _LINE.findall(found[2])
    for _ in range(chance.choice((1, 10, 100))):
        at, other = chance.randrange(len(lines) + 1), chance.randrange(len(lines) + 1)
        lines[at:at] = chance.choice(([], [], lines[other : other + 3], [b"Q Q Q"], [b"q"], [b"BT"], [b"ET"], [b"W n"]))
        del lines[other : other + chance.choice((0, 1, 5))]
    if chance.random() < 0.2:
        lines[0:0] = [chance.choice(ENDLESS) * TIMES]
    body = b"\n".join(lines)
    head = re.sub(rb"/Length\s+\d+( 0 R)?", b"/Length %d" % len(body), found[1])
    objects[number] = head + b"stream\n" + body + b"\nendstream"


def recursive(objects: Objects, chance: Random) -> None:
    """A form draws itself."""
    forms = [number for number, body in objects.items() if b"/Form" in body and _STREAM.match(body)]
    number = chance.choice(forms) if forms else max(objects) + 1
    objects[number] = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 11/Resources<</XObject<</X %d 0 R>>>>>>stream\n"
        b"q /X Do /X Do\nendstream" % number
    )
    redirect(objects, chance)


WOUNDS: tuple[Callable[[Objects, Random], None], ...] = (
    drop,
    exchange,
    empty,
    redirect,
    redirect,
    renumber,
    renumber,
    renumber,
    forget,
    forget,
    ring,
    boxed,
    cut,
    operators,
    operators,
    recursive,
)


def picture(chance: Random) -> bytes:
    """A picture file of a strange size or a wrong one, whole or cut."""
    size = chance.choice(((1, 1), (3, 2), (1, 4000), (4000, 1), (300, 400), (900, 1200), (2500, 40)))
    image = Image.new(chance.choice(("L", "RGB", "1", "CMYK", "P", "RGBA")), size, chance.choice((0, 1, 255)))
    draw = ImageDraw.Draw(image)
    for n in range(0, max(size), 37):
        draw.rectangle((n % size[0], n % size[1], n % size[0] + 30, n % size[1] + 12), outline=1)
    kind = chance.choice(("PNG", "JPEG", "TIFF", "BMP", "WEBP"))
    out = io.BytesIO()
    mode = {"JPEG": "RGB", "BMP": "RGB", "WEBP": "RGB", "PNG": "RGB"}.get(kind, "RGB")
    image.convert(mode).save(out, kind)
    data = out.getvalue()
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(8, max(9, min(len(data), 400)))
        data = data[:at] + chance.choice((b"\xff\xff", b"\0\0", b"\x7f", b"\xff\xd9")) + data[at + 2 :]
    return data[: chance.randrange(20, len(data) + 1)] if chance.random() < 0.3 else data
