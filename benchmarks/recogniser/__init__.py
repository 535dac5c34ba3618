"""Training of the first recogniser on lines as the product cuts them.

    corpus pages, general pages ─► damage ─► the product's own lines ─► train ─► mix with the original ─► weights, card

Nothing of it is in the product: `extract/ocr/weights/` holds what came out. README.md says what it needs and why it is
done so.
"""
