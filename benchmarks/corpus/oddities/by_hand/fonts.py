"""Fonts that are drawn rightly and told wrongly: names in no encoding, tables of codes that break off, breadths and
heights that no character has."""

from random import Random

from pikepdf import Array, Dictionary, Name

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Page, other, wide
from benchmarks.corpus.oddities.by_hand.writer import Writer


@kind
def font_named_in_bytes(writer: Writer, page: Page, rng: Random) -> bytes:
    """The font's name is GBK, or blanks and brackets, or longer than any."""
    writer.drawn(page)
    name = rng.choice(("/#CB#CE#CC#E5", "/ABCDEE+#CB#CE#CC#E5,Bold", "/#28#29#20#2F", "/A" + "#B7" * 60))
    for font in writer.kept["Font"].values():
        font.BaseFont = font.DescendantFonts[0].BaseFont = Name(name)
        font.DescendantFonts[0].FontDescriptor.FontName = Name(name)
    return writer.bytes()


@kind
def table_of_codes_is_malformed(writer: Writer, page: Page, rng: Random) -> bytes:
    """The table is whole and its words are not: no end, too many to a block, ranges that overlap, comments within."""
    writer.drawn(page)
    how = rng.choice(("no end", "one block", "ranges", "comments"))
    for font in writer.kept["Font"].values():
        said = font.ToUnicode.read_bytes()
        if how == "no end":
            said = said.replace(b"endcmap", b"")
        elif how == "one block":
            said = said.replace(b" endbfchar\n1 beginbfchar", b"\n").replace(b"1 beginbfchar", b"100 beginbfchar", 1)
        elif how == "ranges":
            said = said.replace(b"1 beginbfchar", b"1 beginbfrange <0000> <ffff> <e000> endbfrange\n1 beginbfchar", 1)
        else:
            said = said.replace(b"\n", b" % \xcb\xce\xcc\xe5\n\t")
        font.ToUnicode.write(said)
    return writer.bytes()


@kind
def breadths_that_lie(writer: Writer, page: Page, rng: Random) -> bytes:
    """Every character is placed by itself, and the font says that it is as broad as two, as half of one, or as none."""
    factor = rng.choice((0.0, 0.5, 1.6, 2.0))
    for side in page.sides():
        writer.line(*side)
    texts = [(*cell.placed(), cell.text, cell.size) for cell in page.cells] + page.lines
    for x, y, said, size in texts:
        for char in said:
            font, codes = writer.codes(char)
            stretch = writer.stretch(char, size)
            place = f"1 0 0 1 {x:.2f} {page.height - y:.2f} Tm"
            writer.add(f"BT 0 g /{font} {size} Tf {stretch:.2f} Tz {place} <{codes}> Tj ET")
            x += wide(char, size)
    for font in writer.kept["Font"].values():
        cid = font.DescendantFonts[0]
        cid.DW = int(1000 * factor)
        cid.W = Array([0, Array([int(int(width) * factor) for width in cid.W[1]])])
    return writer.bytes()


@kind
def heights_that_lie(writer: Writer, page: Page, rng: Random) -> bytes:
    """The font says that its characters reach no higher than their foot, or far beyond any line."""
    writer.drawn(page)
    up, down = rng.choice(((0, 0), (3000, -2000), (880, 0), (100, -900), (1500, -1500)))
    for font in writer.kept["Font"].values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        descriptor.Ascent, descriptor.Descent = up, down
        descriptor.FontBBox = Array([0, down, 1000, up])
    return writer.bytes()


@kind
def old_values_beyond_a_box(writer: Writer, page: Page, rng: Random) -> bytes:
    """Old values in a form that shows less than it draws, or none of it; the form may be drawn twice."""
    seen, how = [], rng.choice(("narrow", "empty", "twice"))
    for cell in cells_of(page, "value", "budget"):
        writer.text(cell.x0 + 6, cell.y1 - 6, other(cell.text, rng), cell.size)
    box = {"narrow": [0, 0, 40, page.height], "empty": [90, 90, 90, 90], "twice": [0, 0, 45, 30]}[how]
    name = writer.form("\n".join(writer.operators), box)
    writer.operators = seen
    writer.drawn(page)
    group = Dictionary(S=Name.Transparency)
    if how == "twice":
        writer.kept["XObject"][name].Group = group
    writer.operators += [f"/{name} Do"] * (2 if how == "twice" else 1)
    return writer.bytes()
