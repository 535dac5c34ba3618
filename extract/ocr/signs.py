"""What signs are read as: by models made for words, beside the shape that a lone one has."""

from extract.confusable import dirt, looks_like, read_as

__all__ = [
    "BARRED",
    "CERTAIN",
    "COMPARISONS",
    "CONTESTED",
    "SHAPE",
    "marked",
    "shaped",
]

CERTAIN = 0.9
SHAPE = 0.9
CONTESTED = 0.7
HARDLY = 0.3  # a faint = whose strokes run together may be any of them
COMPARISONS = ("<", ">", "≤", "≥")
STROKES = tuple(dirt("equals"))
PAIRS = ("<=", ">=")
BARRED = {barred: bare for bare, barred in read_as("bare").items()}
HALVES = read_as("narrow")
LOOKS_LIKE = looks_like()


def shaped(sign: str, text: str, score: float) -> tuple[str, float]:
    """A lone sign's text by what was read and what its shape says."""
    if text == sign:
        return text, max(score, SHAPE)
    if sign in COMPARISONS:
        return _compared(sign, text, score)
    sure = text.isdigit() and score >= CERTAIN
    return (sign, SHAPE) if not sure and _passes_for(sign, text) else (text, score)


def _compared(sign: str, text: str, score: float) -> tuple[str, float]:
    """What has the shape of a comparison and was read otherwise. Another comparison stays: its bars are weighed
    (`extract.ocr.drawn`). So does any other sign, a % that looks like ≥ among them."""
    if text in STROKES:
        return "=", min(score, HARDLY)
    return (sign, SHAPE) if text in LOOKS_LIKE[sign] else (text, score)


def _passes_for(sign: str, text: str) -> bool:
    """Whether a sign that is no comparison may be read as a text."""
    if sign in PAIRS:
        return len(text) <= 2 and not any(map(str.isdigit, text))
    if sign == "%" and len(text) == 2:
        return not text.isdigit()
    return len(text) <= 1 and (sign not in LOOKS_LIKE or text in LOOKS_LIKE[sign])


def marked(text: str) -> str:
    """A text with the marks that forms print in front of =, for those that look like them."""
    return HALVES.get(text[:2], text[:2]) + text[2:]
