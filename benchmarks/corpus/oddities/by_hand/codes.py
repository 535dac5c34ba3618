"""What codes say and how a font counts them: radicals, signs' likes, fonts of a few characters, codes for
words, the orders that states set."""

import io
import unicodedata
from collections.abc import Iterable
from random import Random

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pdfminer.cmapdb import CMapDB
from pikepdf import Array, Dictionary, Name, Stream

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Page, wide
from benchmarks.corpus.oddities.by_hand.writer import Writer, cut_again, outline

OF_NO_FORM = "⻅见⻓长⻋车⻔门⻚页⻛风⻢马⻬齐⺠民⻄西⻉贝⻝食⻘青"
"""Radicals that Unicode gives no other form, each before the character that it looks like."""
LIKES = {"%": "﹪％٪", "≥": "⩾", "≤": "⩽", "=": "＝﹦", ".": "．․", "/": "∕⁄／", "（": "﹙⁽", "：": "∶﹕"}
FEW = (3, 6, 12, 20)  # characters in a font
TOLD = (0.0, 0.7, 1.0, 1.0)  # of the fonts: those that have a table of codes


def _likes_of(blocks: Iterable[range]) -> dict[str, str]:
    """Characters, each with the one of these blocks that is written like it."""
    every = [chr(code) for block in blocks for code in block]
    return {unicodedata.normalize("NFKC", char): char for char in every}


RADICALS = _likes_of([range(0x2F00, 0x2FD6)]) | dict(zip(OF_NO_FORM[1::2], OF_NO_FORM[::2], strict=True))
DOUBLES = _likes_of([range(0xF900, 0xFA2E)])


def _said(writer: Writer, page: Page, said: dict[str, str]) -> bytes:
    """The page in a font whose codes say something else for some characters."""

    def lie(char: str) -> str:
        return said.get(char, char)

    for x, y, text, size in page.lines:
        writer.text(x, y, text, size, lie=lie)
    for side in page.sides():
        writer.line(*side)
    for cell in page.cells:
        writer.text(*cell.placed(), cell.text, cell.size, lie=lie)
    return writer.bytes()


@kind
def said_in_radicals(writer: Writer, page: Page, rng: Random) -> bytes:
    """Codes say radicals (⾦ ⻚) or the doubles of another country's set (U+F9E9) where characters stand."""
    return _said(writer, page, rng.choice((RADICALS, DOUBLES, RADICALS | DOUBLES)))


@kind
def signs_said_by_their_likes(writer: Writer, page: Page, rng: Random) -> bytes:
    """Percent, comparison, point, stroke, colon and bracket are said by signs that look like them."""
    return _said(writer, page, {sign: rng.choice(likes) for sign, likes in LIKES.items()})


@kind
def a_font_for_every_few_characters(writer: Writer, page: Page, rng: Random) -> bytes:
    """Fonts of one-byte codes and of one name, each with the next few characters; a word changes its font within."""
    few, first, told = rng.choice(FEW), rng.choice((1, 33, 65)), rng.choice(TOLD)
    every = "".join(text for _, _, text, _ in page.lines) + "".join(cell.text for cell in page.cells)
    order = [*dict.fromkeys(every)]
    fonts: dict[str, tuple[str, int]] = {}
    for start in range(0, len(order), few):
        group = order[start : start + few]
        name = writer.keep("Font", _simple(writer, group, first, told=rng.random() < told))
        fonts |= {char: (name, first + n) for n, char in enumerate(group)}
    for side in page.sides():
        writer.line(*side)
    for x, y, text, size in [(*cell.placed(), cell.text, cell.size) for cell in page.cells if cell.text] + page.lines:
        shown = " ".join(f"/{fonts[char][0]} {size} Tf <{fonts[char][1]:02x}> Tj" for char in text)
        place = f"{writer.stretch(text, size):.2f} Tz 1 0 0 1 {x:.2f} {page.height - y:.2f} Tm"
        writer.add(f"BT 0 g {place} {shown} ET")
    return writer.bytes()


def _simple(writer: Writer, group: list[str], first: int, *, told: bool) -> Dictionary:
    """A TrueType font of these characters, whose codes count from `first`; `told`: with a table of codes."""
    cut = cut_again(writer.face, "".join(group))
    names, em = cut.getBestCmap(), cut["head"].unitsPerEm
    of_mac = CmapSubtable.newSubtable(6)
    of_mac.platformID, of_mac.platEncID, of_mac.language = 1, 0, 0
    of_mac.cmap = {first + n: names[ord(char)] for n, char in enumerate(group)}
    widths = [round(cut["hmtx"][names[ord(char)]][0] * 1000 / em) for char in group]
    cut["cmap"] = table = newTable("cmap")
    table.tableVersion, table.tables = 0, [of_mac]
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/AAAAAA+SimSun"))
    font.FirstChar, font.LastChar, font.Widths = first, first + len(group) - 1, Array(widths)
    font.FontDescriptor = _descriptor(writer, cut)
    if told:
        font.ToUnicode = _table(writer, {f"{first + n:02x}": char for n, char in enumerate(group)}, "<00> <ff>")
    return font


def _descriptor(writer: Writer, face: TTFont) -> Dictionary:
    out = io.BytesIO()
    face.save(out)
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+SimSun"), Flags=4, ItalicAngle=0)
    descriptor.update({"/FontBBox": Array([0, -200, 1000, 900]), "/Ascent": 880, "/Descent": -120, "/StemV": 80})
    descriptor["/FontFile2"] = writer.pdf.make_stream(out.getvalue(), Length1=len(out.getvalue()))
    return writer.pdf.make_indirect(descriptor)


def _table(writer: Writer, codes: dict[str, str], space: str) -> Stream:
    rows = "\n".join(
        f"1 beginbfchar <{code}> <{text.encode('utf-16-be').hex()}> endbfchar" for code, text in codes.items()
    )
    table = f"begincmap 1 begincodespacerange {space} endcodespacerange\n{rows}\nendcmap"
    return writer.pdf.make_stream(table.encode())


@kind
def codes_for_words(writer: Writer, page: Page, rng: Random) -> bytes:
    """A code draws two or three characters and says so, as ligatures do."""
    roles = rng.choice((("name",), ("level1", "level2"), ("value", "unit"), ("value",)))
    most, words = rng.choice((2, 3)), []
    for cell in cells_of(page, *roles):
        words += [cell.text[n : n + most] for n in range(0, len(cell.text), most)]
    words = [*dict.fromkeys(words)]
    procs, names = Dictionary(), []
    for n, word in enumerate(words):
        places = [wide(word[:k], 1000) for k in range(len(word))]
        drawn = " ".join(outline(writer.face, char, x) for x, char in zip(places, word, strict=True))
        broad = wide(word, 1000)
        procs[f"/w{n}"] = writer.pdf.make_stream(f"{broad} 0 0 -200 {broad} 900 d1 {drawn} f".encode())
        names.append(Name(f"/w{n}"))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, -200, 3000, 900], CharProcs=procs)
    font.FontMatrix, font.Resources = Array([0.001, 0, 0, 0.001, 0, 0]), Dictionary()
    font.FirstChar, font.LastChar = 1, len(words)
    font.Widths = Array([wide(word, 1000) for word in words])
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, *names]))
    font.ToUnicode = _table(writer, {f"{n:02x}": word for n, word in enumerate(words, 1)}, "<00> <ff>")
    name = writer.keep("Font", font)
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    for cell in cells_of(page, *roles):
        x, y = cell.placed()
        codes = "".join(f"{words.index(cell.text[n : n + most]) + 1:02x}" for n in range(0, len(cell.text), most))
        writer.add(f"BT 0 g /{name} {cell.size} Tf {x:.2f} {page.height - y:.2f} Td <{codes}> Tj ET")
    return writer.bytes()


@kind
def codes_of_a_standard(writer: Writer, page: Page, rng: Random) -> bytes:
    """An embedded font without a table of codes, whose codes are GBK, UCS-2, or the numbers of Adobe's Chinese set."""
    how = rng.choice(("GBK-EUC-H", "UniGB-UCS2-H", "Identity-H"))
    standard = CMapDB.get_cmap("GBK-EUC-H" if how == "GBK-EUC-H" else "UniGB-UCS2-H")
    coded, cmap = "gbk" if how == "GBK-EUC-H" else "utf-16-be", writer.face.getBestCmap()
    number = {char: next(iter(standard.decode(chr(char).encode(coded)))) for char in cmap}
    to_glyph = bytearray(2 * (max(number.values()) + 1))
    for char, cid in number.items():
        to_glyph[2 * cid : 2 * cid + 2] = writer.face.getGlyphID(cmap[char]).to_bytes(2, "big")
    em = writer.face["head"].unitsPerEm
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+SimSun"), Encoding=Name(f"/{how}"))
    cid_font = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+SimSun"), DW=1000)
    cid_font.CIDSystemInfo = Dictionary(Registry="Adobe", Ordering="GB1", Supplement=4)
    cid_font.FontDescriptor = _descriptor(writer, writer.face)
    cid_font.CIDToGIDMap = writer.pdf.make_stream(bytes(to_glyph))
    widths = [(cid, Array([round(writer.face["hmtx"][cmap[char]][0] * 1000 / em)])) for char, cid in number.items()]
    cid_font.W = Array([part for pair in sorted(widths, key=lambda one: one[0]) for part in pair])
    font.DescendantFonts = Array([writer.pdf.make_indirect(cid_font)])
    name = writer.keep("Font", font)
    for side in page.sides():
        writer.line(*side)
    for x, y, text, size in [(*cell.placed(), cell.text, cell.size) for cell in page.cells if cell.text] + page.lines:
        codes = "".join(
            char.encode(coded).hex() if how != "Identity-H" else f"{number[ord(char)]:04x}" for char in text
        )
        place = f"{writer.stretch(text, size):.2f} Tz 1 0 0 1 {x:.2f} {page.height - y:.2f} Tm"
        writer.add(f"BT 0 g /{name} {size} Tf {place} <{codes}> Tj ET")
    return writer.bytes()
