"""Oddities of published documents, a module a kind.

printed       what an office prints oddly, whatever the family (the truth says what is meant)
broken        files and pages that are damaged and that other programs open
rulings       tables whose lines are drawn in another way, or not at all
form          a small form as cells, drawn by a PDF writer of one screen
paper         a PDF to draw on, for the kinds below
hidden_text   text that nobody sees: white, clipped, covered, outside, unpainted
overlay       text laid over a page: watermarks, stamps, seals
instead       what stands for text: curves, small pictures, stamps
changed       what changes a text that stays: strokes through it, runs over a wall
photographed  pages as people photograph them: on a table, folded, bound, under a hand
by_hand       forms written as PDF, each odd in one way: the gate's set `odd`
drawn         a document of any of these kinds with its truth
"""

from benchmarks.corpus.oddities.printed import look_alikes, number_in_cell, signature_in_table, slid_row, value_in_name

__all__ = ["look_alikes", "number_in_cell", "signature_in_table", "slid_row", "value_in_name"]
