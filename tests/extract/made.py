"""A PDF writer of one screen, for the documents that tests need and nobody publishes.

Coordinates are those of `extract.model`: points of the page as shown, y growing downwards. `Sketch` draws in them,
whatever the page's `/Rotate` and CropBox; text is set in a Song face that is not embedded, as in many published files.
"""

import re
import zlib
from dataclasses import dataclass, field
from hashlib import md5

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000"
    b"/W[1[500 500]17[500 500 500 500 500 500 500 500 500 500]34 59 500 66 91 500]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)

RAW_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType2/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)
TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + "\n".join(
        f"64 beginbfrange {' '.join(f'<{n:02X}00> <{n:02X}FF> <{n:02X}00>' for n in range(k, k + 64))} endbfrange"
        for k in range(0, 256, 64)
    )
    + "\nendcmap end end"
).encode()
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class Sketch:
    """One page being drawn. `rotate` is its `/Rotate`, `crop` the CropBox's offset inside the MediaBox (left, bottom);
    the MediaBox goes `beyond` it on the other two sides."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    crop: tuple[float, float] = (0, 0)
    beyond: tuple[float, float] = (0, 0)
    strokes: list[str] = field(default_factory=list)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> "Sketch":
        self.strokes.append(f"{width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, paint: str = "S") -> "Sketch":
        self.strokes.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re {paint}")
        return self

    def text(
        self, x: float, y: float, words: str, size: float = 10, mode: int = 0, turn: int = 0, font: str = "F"
    ) -> "Sketch":
        """`words` with their baseline starting at (x, y); `mode` 3 is invisible; `turn` degrees clockwise; `font` U
        takes any characters, such as no printer should write."""
        a, b, c, d = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}[turn]
        code = words.encode("utf-16-be").hex()
        self.strokes.append(f"BT /{font} {size} Tf {mode} Tr {a} {b} {c} {d} {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> "Sketch":
        """A grey picture over a box."""
        self.strokes.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm /I Do Q")
        return self

    def grid(
        self, xs: list[float], ys: list[float], texts: list[list[str]] | None = None, size: float = 10
    ) -> "Sketch":
        """A fully ruled table; a text stands at the left of its cell."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y, row in zip(ys, texts or [], strict=False):
            for x, words in zip(xs, row, strict=False):
                self.text(x + 3, y + size + 3, words, size)
        return self

    def content(self) -> bytes:
        w, h = self.width, self.height
        left, bottom = self.crop
        shown = {
            0: (1, 0, 0, 1, left, bottom),
            90: (0, 1, -1, 0, left + h, bottom),
            180: (-1, 0, 0, -1, left + w, bottom + h),
            270: (0, -1, 1, 0, left, bottom + w),
        }[self.rotate]
        return "\n".join([" ".join(map(str, shown)) + " cm", *self.strokes]).encode()

    def boxes(self) -> str:
        w, h = (self.height, self.width) if self.rotate % 180 else (self.width, self.height)
        left, bottom = self.crop
        crop = f"/CropBox[{left} {bottom} {left + w} {bottom + h}]"
        right, top = left + w + self.beyond[0], bottom + h + self.beyond[1]
        return f"/MediaBox[0 0 {right} {top}]{crop}/Rotate {self.rotate}"


def pdf(*pages: Sketch, form: bool = False, password: str | None = None) -> bytes:
    """The pages as one PDF. `form`: each page's drawing stands in a form XObject, as some printers write it;
    `password`: encrypted (RC4, 40 bits), to be opened with it."""
    grey = _stream(
        b"\x80" * 16, "/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    objects = [b"", b"", FONT, grey, RAW_FONT, _stream(TO_UNICODE)]
    kids = []
    resources = "<</Font<</F 3 0 R/U 5 0 R>>/XObject<</I 4 0 R{}>>>>"
    for page in pages:
        content, extra = page.content(), ""
        if form:
            head = f"/Type/XObject/Subtype/Form/BBox[-9999 -9999 9999 9999]/Resources{resources.format('')}"
            objects.append(_stream(content, head))
            content, extra = b"q /X Do Q", f"/X {len(objects)} 0 R"
        objects.append(_stream(content))
        kids.append(len(objects) + 1)
        rest = f"/Contents {len(objects)} 0 R/Resources{resources.format(extra)}>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{page.boxes()}{rest}".encode())
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    return _file(objects, password)


def _stream(data: bytes, head: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<<{head}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream"


def _file(objects: list[bytes], password: str | None) -> bytes:
    out, places, trailer = b"%PDF-1.7\n", [], ""
    if password is not None:
        key, lock = _lock(password.encode())
        objects = [_sealed(body, number, key) for number, body in enumerate(objects, 1)] + [lock]
        trailer = f"/Encrypt {len(objects)} 0 R/ID[<00><00>]"
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    xref = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>\n"
    return out + f"{xref}startxref\n{len(out)}\n%%EOF".encode()


def _lock(password: bytes) -> tuple[bytes, bytes]:
    """The key and the encryption dictionary of PDF 1.7, algorithms 2 to 4 (revision 2)."""
    padded = (password + PADDING)[:32]
    owner = _rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"\x00").digest()[:5]
    user = _rc4(key, PADDING)
    return key, f"<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{user.hex()}>/P -4>>".encode()


def _sealed(body: bytes, number: int, key: bytes) -> bytes:
    own = md5(key + number.to_bytes(3, "little") + b"\x00\x00").digest()[:10]
    if (start := body.find(b"stream\n")) >= 0:
        start += len(b"stream\n")
        end = len(body) - len(b"\nendstream")
        return body[:start] + _rc4(own, body[start:end]) + body[end:]
    return re.sub(rb"\((\w+)\)", lambda found: b"<" + _rc4(own, found[1]).hex().encode() + b">", body)


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
