"""How text is written: fonts of drawings, tables of codes that are missing or wrong, bold by drawing again, upright
labels, characters one by one, matrices no hand would write."""

import io
from random import Random

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page, wide
from benchmarks.corpus.oddities.by_hand.writer import Lie, Writer, outline

DIGITS = "0123456789"
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ROLES = (("value",), ("value", "unit", "operator"), ("value", "budget", "fund"), ("name", "level2"))
LEAST = 45.0  # points: a cell in which four characters stand one below the other


@kind
def digits_are_drawings(writer: Writer, page: Page, rng: Random) -> bytes:
    """Values are of a Type3 font: paths or bits, with names of digits, a table of codes, or neither."""
    roles = rng.choice((("value",), ("value", "budget", "fund")))
    told = rng.choice(("names", "table", "nothing"))
    first = 48 if told == "names" else rng.choice((33, 65, 97))
    font = writer.keep("Font", _drawings(writer, first, told, bits=rng.random() < 0.4))
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        x, y = cell.placed()
        for part in cell.text:
            if part in DIGITS:
                code = f"{first + DIGITS.index(part):02x}"
                writer.add(f"BT 0 g /{font} {cell.size} Tf {x:.2f} {page.height - y:.2f} Td <{code}> Tj ET")
            else:
                writer.text(x, y, part, cell.size)
            x += wide(part, cell.size)
    return writer.bytes()


def _drawings(writer: Writer, first: int, told: str, *, bits: bool) -> Dictionary:
    """Digits as a Type3 font whose codes begin with `first`."""
    procs, names = Dictionary(), []
    for digit, name in zip(DIGITS, NAMES, strict=True):
        own = name if told == "names" else f"g{DIGITS.index(digit) + 7}"
        drawn = _bits(writer.face, digit) if bits else f"{outline(writer.face, digit)} f".encode()
        procs[f"/{own}"] = writer.pdf.make_stream(b"520 0 0 -200 600 900 d1 " + drawn)
        names.append(Name(f"/{own}"))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, -200, 1000, 900], CharProcs=procs)
    font.FontMatrix, font.Resources = Array([0.001, 0, 0, 0.001, 0, 0]), Dictionary()
    font.FirstChar, font.LastChar, font.Widths = first, first + 9, Array([520] * 10)
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([first, *names]))
    if told == "table":
        rows = "\n".join(f"1 beginbfchar <{first + n:02x}> <{48 + n:04x}> endbfchar" for n in range(10))
        font.ToUnicode = writer.pdf.make_stream(
            f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n{rows}\nendcmap".encode()
        )
    return font


def _bits(face: TTFont, digit: str) -> bytes:
    """A digit as bits, 64 to an em."""
    data = io.BytesIO()
    face.save(data)
    image = Image.new("L", (40, 72), 0)
    drawn = ImageFont.truetype(io.BytesIO(data.getvalue()), 64)
    ImageDraw.Draw(image).text((2, 60), digit, font=drawn, fill=255, anchor="ls")
    packed = image.point(lambda level: 255 if level < 128 else 0).convert("1").tobytes()
    head = b"q 625 0 0 1125 -31 -188 cm BI /W 40 /H 72 /IM true /BPC 1 /F /AHx ID "
    return head + packed.hex().encode() + b"> EI Q"


@kind
def codes_without_a_table(writer: Writer, page: Page, rng: Random) -> bytes:
    """A font that does not say what its codes mean, in some cells or everywhere."""
    roles = rng.choice((*ROLES, ("head", "label"), ()))

    def lie(char: str) -> str:
        return char

    font = writer.font(lie)
    del writer.kept["Font"][font]["/ToUnicode"]
    return _lying(writer, page, roles, lie)


def _lying(writer: Writer, page: Page, roles: tuple[str, ...], lie: Lie) -> bytes:
    """The page printed in a font that lies: in the cells of some roles alone, or, without any, everywhere."""
    for x, y, said, size in page.lines:
        writer.text(x, y, said, size, lie=None if roles else lie)
    _cells(writer, page, roles, lie)
    return writer.bytes()


def _cells(writer: Writer, page: Page, roles: tuple[str, ...], lie: Lie) -> None:
    """Walls and cells, those of these roles, or all of them where there are none, in a font that lies."""
    for side in page.sides():
        writer.line(*side)
    for cell in page.cells:
        writer.text(*cell.placed(), cell.text, cell.size, lie=lie if not roles or cell.role in roles else None)


@kind
def table_of_codes_is_off_by_one(writer: Writer, page: Page, rng: Random) -> bytes:
    """Every code is said to be the next character: digits, or all of them; on part of the page or all of it."""
    digits_alone = rng.random() < 0.5
    roles = rng.choice((*ROLES[:3], ()))

    def lie(char: str) -> str:
        if char in DIGITS:
            return DIGITS[(DIGITS.index(char) + 1) % 10]
        return char if digits_alone else chr(ord(char) + 1)

    return _lying(writer, page, roles, lie)


@kind
def two_digits_share_a_name(writer: Writer, page: Page, rng: Random) -> bytes:
    """The table of codes has one digit's name for two."""
    one, other = rng.choice((("6", "5"), ("8", "3"), ("7", "1"), ("9", "4")))
    roles = rng.choice((*ROLES[:3], ()))

    def lie(char: str) -> str:
        return other if char == one else char

    return _lying(writer, page, roles, lie)


@kind
def labels_upright(writer: Writer, page: Page, rng: Random) -> bytes:
    """Level 1 runs down: in a vertical font, character below character, or turned on its side."""
    how = rng.choice(("font", "stacked", "turned"))
    tall = [cell for cell in cells_of(page, "level1") if cell.y1 - cell.y0 >= LEAST]
    writer.drawn(page, text=lambda cell: cell not in tall)
    for cell in tall:
        middle, top = (cell.x0 + cell.x1) / 2, (cell.y0 + cell.y1 - cell.size * len(cell.text)) / 2
        if how == "font":
            _down(writer, cell, middle, top)
        elif how == "turned":
            writer.text(middle - 0.36 * cell.size, top, cell.text, cell.size, turn=-90)
        else:
            for n, char in enumerate(cell.text):
                writer.text(middle - cell.size / 2, top + (n + 0.86) * cell.size, char, cell.size)
    return writer.bytes()


def _down(writer: Writer, cell: Cell, x: float, y: float) -> None:
    """Text in a font that writes downwards."""

    def lie(char: str) -> str:
        return char

    font = writer.font(lie)
    writer.kept["Font"][font].Encoding = Name("/Identity-V")
    writer.text(x, y, cell.text, cell.size, lie=lie)


@kind
def bold_by_drawing_again(writer: Writer, page: Page, rng: Random) -> bytes:
    """Text drawn twice or more, a little apart, or over its own grey shadow."""
    again, step = rng.choice((2, 2, 3, 4)), rng.uniform(0.15, 0.5)
    shadow = rng.random() < 0.3
    bold = rng.choice((("value", "name"), ("head", "label", "level1"), ("value", "operator", "unit", "budget", "fund")))
    if shadow:
        for cell in cells_of(page, *bold):
            x, y = cell.placed()
            writer.text(x + 0.7, y + 0.7, cell.text, cell.size, (0.75, 0.75, 0.75))
    writer.drawn(page)
    for cell in cells_of(page, *bold) if not shadow else ():
        x, y = cell.placed()
        for n in range(1, again):
            writer.text(x + n * step, y, cell.text, cell.size)
    return writer.bytes()


@kind
def characters_apart(writer: Writer, page: Page, rng: Random) -> bytes:
    """Each character by itself, in any order, and farther apart than words are."""
    apart = rng.uniform(0.1, 0.45)
    roles = rng.choice((("value", "budget", "fund"), ("level1", "level2", "head"), ("value", "unit", "operator")))
    in_order = rng.random() < 0.5
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    drawn = []
    for cell in cells_of(page, *roles):
        x, y = cell.placed()
        wider = wide(cell.text, cell.size) + apart * cell.size * (len(cell.text) - 1)
        room = cell.x1 - cell.x0 - 4
        step = apart if wider < room else max(0.0, (room - wide(cell.text, cell.size)) / cell.size / len(cell.text))
        x -= step * cell.size * (len(cell.text) - 1) / 2
        for char in cell.text:
            drawn.append((x, y, char, cell.size))
            x += wide(char, cell.size) + step * cell.size
    if not in_order:
        rng.shuffle(drawn)
    for one in drawn:
        writer.text(*one)
    return writer.bytes()


@kind
def odd_matrices(writer: Writer, page: Page, rng: Random) -> bytes:
    """Text by a size of one, a negative size, from a page turned upside down, or raised."""
    how = rng.choice(("one", "negative", "flipped", "raised"))
    for side in page.sides():
        writer.line(*side)
    texts = [(*cell.placed(), cell.text, cell.size) for cell in page.cells] + page.lines
    for x, y, said, size in texts:
        font, codes = writer.codes(said)
        up, stretch = page.height - y, writer.stretch(said, size)
        place = {
            "one": f"/{font} 1 Tf {size} 0 0 {size} {x:.2f} {up:.2f} Tm",
            "negative": f"/{font} -{size} Tf -1 0 0 -1 {x:.2f} {up:.2f} Tm",
            "flipped": f"/{font} {size} Tf 1 0 0 -1 {x:.2f} {y:.2f} Tm",
            "raised": f"/{font} {size} Tf 40 Ts 1 0 0 1 {x:.2f} {up - 40:.2f} Tm",
        }[how]
        flip = f"q 1 0 0 -1 0 {page.height} cm" if how == "flipped" else "q"
        writer.add(f"{flip} BT 0 g {stretch:.2f} Tz {place} <{codes}> Tj ET Q")
    return writer.bytes()


FACES_ABROAD = ("STSong-Light", "SimSun", "STHeiti-Regular")


@kind
def fonts_not_embedded(writer: Writer, page: Page, rng: Random) -> bytes:
    """Chinese in a font that only has a name, by one of the encodings that PDF knows, digits in Helvetica or Times."""
    encoding, code = rng.choice((("UniGB-UCS2-H", "utf-16-be"), ("GBK-EUC-H", "gbk"), ("UniGB-UTF16-H", "utf-16-be")))
    face = Name("/" + rng.choice(FACES_ABROAD))
    info = Dictionary(Registry="Adobe", Ordering="GB1", Supplement=2)
    figures = Dictionary(Type=Name.FontDescriptor, FontName=face, Flags=6, FontBBox=Array([-25, -254, 1000, 880]))
    figures.update({"/ItalicAngle": 0, "/Ascent": 880, "/Descent": -120, "/CapHeight": 880, "/StemV": 93})
    cid = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=face, CIDSystemInfo=info, DW=1000)
    cid.FontDescriptor = writer.pdf.make_indirect(figures)
    han = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=face, Encoding=Name("/" + encoding))
    han.DescendantFonts = Array([writer.pdf.make_indirect(cid)])
    latin = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + rng.choice(("Helvetica", "Times-Roman")))
    )
    latin.Encoding = Name.WinAnsiEncoding
    fonts = writer.keep("Font", han), writer.keep("Font", latin)
    for side in page.sides():
        writer.line(*side)
    for x, y, said, size in [(*cell.placed(), cell.text, cell.size) for cell in page.cells] + page.lines:
        for char in said:
            name, codes = (fonts[1], char.encode("ascii")) if char.isascii() else (fonts[0], char.encode(code))
            writer.add(f"BT 0 g /{name} {size} Tf {x:.2f} {page.height - y:.2f} Td <{codes.hex()}> Tj ET")
            x += wide(char, size)
    return writer.bytes()


@kind
def signs_of_another_making(writer: Writer, page: Page, rng: Random) -> bytes:
    """≥ and ≤ from the font Symbol, or as > and < with a stroke below."""
    how = rng.choice(("symbol", "underlined"))
    symbol = writer.keep("Font", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Symbol))
    writer.drawn(page, text=lambda cell: cell.role != "operator" or cell.text == "=")
    for cell in cells_of(page, "operator"):
        x, y = cell.placed()
        if cell.text == "=":
            continue
        if how == "symbol":
            code = {"≥": "b3", "≤": "a3"}[cell.text]
            writer.add(f"BT 0 g /{symbol} {cell.size} Tf {x + 2:.2f} {page.height - y:.2f} Td <{code}> Tj ET")
        else:
            writer.text(x + 2, y, {"≥": ">", "≤": "<"}[cell.text], cell.size)
            writer.line(x + 2, y + 1.2, x + 2 + 0.52 * cell.size, y + 1.2)
    return writer.bytes()


@kind
def pale_or_coloured_columns(writer: Writer, page: Page, rng: Random) -> bytes:
    """Some columns are pale, or of another colour than the others."""
    level = rng.uniform(0.5, 0.72)
    colour = rng.choice(((level, level, level), (0.85, 0.1, 0.1), (0.1, 0.2, 0.8), (0.5, 0.6, 0.5)))
    roles = rng.choice(ROLES)
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        writer.text(*cell.placed(), cell.text, cell.size, colour)
    return writer.bytes()
