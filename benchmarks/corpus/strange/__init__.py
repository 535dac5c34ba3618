"""The strange corpus: forms of layouts that nobody built for, drawn from a grammar; the measure of generality.

Its author has not read the product's reading of forms, and its held-out wordings never enter the product's lists.
"""
