"""Documents built to do harm: small files that ask for days of work or for gigabytes of memory."""

import struct
import zlib
from functools import cache


def pdf(content: bytes, *objects: bytes, page: bytes = b"", packed: int = 0) -> bytes:
    """A page with this content (packed so many times over) and further objects from number 5 on; `page` is added to
    the page's dictionary."""
    filters = b"/Filter[" + b"/FlateDecode" * packed + b"]" if packed else b""
    box = b"" if b"/MediaBox" in page else b"/MediaBox[0 0 595 842]"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + box + page + b">>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), filters, content),
        *objects,
    ]
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(data)


def repeated(piece: bytes, count: int) -> bytes:
    """A piece so many times over, packed as it is made: it never stands in memory whole."""
    packer = zlib.compressobj(9)
    block = piece * 10_000
    return b"".join([packer.compress(block) for _ in range(count // 10_000)]) + packer.flush()


def picture(width: int, height: int) -> bytes:
    """A page that is one white picture of so many pixels."""
    dictionary = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray" % (
        width,
        height,
    )
    rows = repeated(b"\xff", width // 8 * height)
    image = dictionary + b"/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(rows), rows)
    return pdf(b"595 0 0 842 0 0 cm /I Do", image, page=b"/Resources<</XObject<</I 5 0 R>>>>")


def png(width: int, height: int) -> bytes:
    """A white PNG of so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = repeated(b"\xff", (width // 8 + 1) * height)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@cache
def zipped(levels: int) -> bytes:
    """A gigabyte of white space packed again and again."""
    return repeated(b" ", 1 << 30) if levels == 1 else zlib.compress(zipped(levels - 1), 9)


NESTED = b"[" * 100_000 + b"]" * 100_000
LOOP = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 5>>stream\n/F Do\nendstream"
)
RULING = b"10 10 m 90 10 l S\n"

BOMBS = {
    "a page of a kilometre": lambda: pdf(b"", page=b"/MediaBox[0 0 2834645 2834645]"),
    "a stream of a gigabyte": lambda: pdf(zipped(1), packed=1),
    "packed three times over": lambda: pdf(zipped(3), packed=3),
    "five million rulings": lambda: pdf(repeated(RULING, 5_000_000), packed=1),
    "a million characters": lambda: pdf(
        b"BT /F 9 Tf " + b"(0123456789) Tj " * 100_000 + b"ET",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        page=b"/Resources<</Font<</F 5 0 R>>>>",
    ),
    "states nested": lambda: pdf(repeated(b"q ", 3_000_000), packed=1),
    "arrays nested": lambda: pdf(b"", page=b"/Annots " + NESTED),
    "arrays nested in the content": lambda: pdf(NESTED + b" TJ"),
    "a form that draws itself": lambda: pdf(b"/F Do", LOOP, page=b"/Resources<</XObject<</F 5 0 R>>>>"),
    "a page tree that is a ring": lambda: pdf(b"").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "a thousand million pages": lambda: pdf(b"").replace(b"/Count 1>>", b"/Count 1000000000>>"),
    "a million objects": lambda: pdf(b"", *[b"<</A 5 0 R>>"] * 1_000_000),
    "a picture of 1,600 million pixels": lambda: picture(40_000, 40_000),
    "a picture file of as many": lambda: png(40_000, 40_000),
}
"""Each name with what makes the bytes."""
