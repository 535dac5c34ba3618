"""Small forms written as PDF by hand, each odd in one way that a page can be: the gate's set `odd`.

layout     a form as cells, in points of a page
writer     PDF syntax: fonts with codes that may lie, paths of characters, forms, notes, layers
kind       what a kind is: a function that draws; what it says is stated before it is drawn
kinds      text unseen, fonts that lie, fields, stamps, walls
type       how text is written: fonts of drawings, tables of codes, bold, upright, character by character
pages      the page itself: turned, cropped, scaled, in pieces, over a page break
pictures   pages and parts of pages that are pictures, in every way a PDF packs them
notes      fields, notes, layers and groups that show or hide
lines      lines that are walls, and lines that are none
files      the file around it: updates, locks, packing
"""

from benchmarks.corpus.oddities.by_hand import files, kinds, lines, notes, pages, pictures, type
from benchmarks.corpus.oddities.by_hand.kind import KINDS, made, plain

__all__ = ["KINDS", "files", "kinds", "lines", "made", "notes", "pages", "pictures", "plain", "type"]
