"""Small forms written as PDF by hand, each odd in one way that a page can be: the gate's set `odd`.

layout     a form as cells, in points of a page
writer     PDF syntax: fonts with codes that may lie, paths of characters, forms, notes, layers
kinds      a function an oddity; what it says is stated before it is drawn
"""
