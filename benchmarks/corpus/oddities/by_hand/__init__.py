"""Small forms written as PDF by hand, each odd in one way that a page can be: the gate's set `odd`.

layout     a form as cells, in points of a page
writer     PDF syntax: fonts with codes that may lie, paths of characters, forms, notes, layers
kind       what a kind is: a function that draws; what it says is stated before it is drawn
kinds      text unseen, fonts that lie, fields, stamps, walls
type       how text is written: fonts of drawings, tables of codes, bold, upright, character by character
fonts      fonts that are drawn rightly and told wrongly
pages      the page itself: turned, cropped, scaled, in pieces, over a page break
pictures   pages and parts of pages that are pictures, in every way a PDF packs them
scans      scans in layers, in colour, coarse, turned, filled in afterwards
shapes     text that is curves, pictures, patterns, outlines, or stands there twice
tables     rows and columns over a page break, texts too long, boxes and slashes in cells
notes      fields, notes, links, seals and watermarks
hidden     layers, clips, masks and opacity that hide
lines      lines that are walls, and lines that are none
files      the file around it: updates, locks, packing
office     what office programs and browsers print around, behind and between
runs       how text is cut into runs: backwards, a row in one, a number over two lines
codes      what codes say: radicals, likes of signs, words; fonts of a few characters, codes of a standard
sheets     a tree of pages that lies, pages each in its way, white on black, pictures in rare packings
covers     what lies over text and hides none, what is drawn twice, versions on layers, patches
marks      what readers and programs leave on a form that changes nothing
"""

from benchmarks.corpus.oddities.by_hand import (
    codes,
    covers,
    files,
    fonts,
    hidden,
    kinds,
    lines,
    marks,
    notes,
    office,
    pages,
    pictures,
    runs,
    scans,
    shapes,
    sheets,
    tables,
    type,
)
from benchmarks.corpus.oddities.by_hand.kind import KINDS, made, plain

__all__ = [
    "KINDS",
    "codes",
    "covers",
    "files",
    "fonts",
    "hidden",
    "kinds",
    "lines",
    "made",
    "marks",
    "notes",
    "office",
    "pages",
    "pictures",
    "plain",
    "runs",
    "scans",
    "shapes",
    "sheets",
    "tables",
    "type",
]
