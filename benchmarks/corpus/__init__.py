"""Labelled documents from a seed number.

    words/ ──► invent ──► families ──► Document + Truth ──► printers ──► PDF ──► damage ──► scans
               contents   layout       (logical form)        cells' boxes         cells' boxes moved along

The truth is stated from the logical form before anything is printed; nothing printed is ever read back for it.
Only where things stand (pages and boxes) comes from a second print of the same document, in which every cell has a
colour of its own.
"""
