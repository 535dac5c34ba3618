"""How right the product is on labelled documents, and how well it knows.

corpus ──► product (jixiao run, its artefacts) ──► fields, cells ──► figures ──► JSON, HTML report, gate
"""
