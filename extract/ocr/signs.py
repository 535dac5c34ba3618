"""The signs of a line by what they look like, where a model made for words guesses.

<, >     the bar below that blur ran into the lower stroke weighs (`extract.scan.shapes.heaviness`)
≧, ≦     the second bar, which the models do not know
-, —     the room that a dash takes between two numbers
═        a dash as wide as a character in front of a number, whose two strokes a scan ran together; an = as wide
—, ═     a level stroke between the figures of a number, or in front of them, that the models passed over
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extract.scan.crops import LineImage
from extract.scan.raster import Pixels
from extract.scan.shapes import heaviness, twice_barred

__all__ = [
    "BARRED",
    "CERTAIN",
    "COMPARISONS",
    "CONTESTED",
    "DASHES",
    "HEAVY",
    "SHAPE",
    "dash_lost",
    "drawn_signs",
    "is_long",
    "marked",
    "shaped",
    "sign_lost",
]

CERTAIN = 0.9
SHAPE = 0.9
CONTESTED = 0.7
HARDLY = 0.3  # a faint = whose strokes run together may be any of them
DASHES = "-—–一"
DOUBLE = "═"
_COUNTED = re.compile(r"[-—–一](?:\d[\d,.]*\s?[^\d,.\s—–一-]|\d+(?:,\d{3})+(?:\.\d+)?$|\d+\.\d+$)")
"""A number with its unit, or one with a comma or a point; any other numbers the page."""
_FIGURES = re.compile(r"\d[\d,.]*\d\D{0,3}")
FLAT, LONG_DASH, BROAD, FULL, CLOSE = 0.25, 0.62, 0.67, 0.73, 0.33  # of a line's height, its room included
LEVEL = (0.3, 0.7)
COMPARISONS = ("<", ">", "≤", "≥")
STROKES = ("二", "ニ", "=")
PAIRS = ("<=", ">=")
BARRED = {"≥": ">", "≤": "<"}
WITH_BAR = {bare: sign for sign, bare in BARRED.items()}
TWICE = {"≥": "≧", "≤": "≦"}
LEADING = "<>≤≥≧≦=》《"
HALVES = {"〉=": "》=", "〈=": "《=", ")=": "》=", "）=": "》="}
"""What no form prints in front of a number, and the marks that a face with narrow ones prints alike."""
FAINT = 200
NEAR = 4  # pixels
SUSPECT, BARE, HEAVY, CLEAR = 1.28, 1.35, 1.48, 1.6
"""How heavy the foot of a `<` or `>` is (`extract.scan.shapes.heaviness`): from which a line's sign is barred where its
reader is unsure of it, up to which a lone one is bare, from which it holds a bar, and from which that is beyond doubt:
of 350 lone signs of the corpus 1.47 is the most of the bare ones and, but for one, 1.50 the least of the barred ones;
of 190 within lines that were read bare, 1.32 is the least of the barred ones."""
PLAIN, PLAINEST, TORN_APART = 0.97, 0.9985, 0.3
"""What a reader gives a bare sign in front of a number. Of signs with a heavy foot that it gives `PLAIN` and more,
those above `PLAINEST` were bare (3 of 3 in the corpus) and the others barred (12 of 12): few enough to ask about."""
_MORE, _LESS = frozenset("vVzZ∨フ)）W"), frozenset("く^∧ㄑC(（")
LOOKS_LIKE = {
    "/": frozenset(("", *"1IlノJ丿|7!∥")),
    "—": frozenset(("", *"一ー_1")),
    ">": _MORE,
    "≥": _MORE,
    "<": _LESS,
    "≤": _LESS,
}
"""What a sign that its shape tells is read as by models made for words."""


def drawn_signs(
    image: LineImage, text: str, score: float, places: Sequence[float], sure: Sequence[float]
) -> tuple[str, float]:
    """The text with its signs as their own shapes have them: a bar under `<` and `>` that blur ran into the stroke
    over it, unless the reader is `sure` of it; the second bar of `≧`, which the models read as `≥`."""
    if image.copies > 1:
        at: Sequence[float] = [_first_ink(image.pixels)] if len(text) == 1 else []
    else:
        at = places if len(places) == len(text) else []
    found = list(text)
    for n, place in enumerate(at):
        if text[n] in DASHES and text[n - 1 : n].isdigit() and text[n + 1 : n + 2].isdigit():
            found[n] = _dash(image.pixels, at[n - 1], at[n + 1])
        if n == 0 and _COUNTED.match(text) and is_long(image.pixels, place):
            found[n], score = DOUBLE, min(score, CONTESTED)
        leads = n == 0 or text[n - 1] in "(（"
        if leads and text[n] == "=" and text[n + 1 : n + 2].isdigit() and _is_double(image.pixels, place, at[n + 1]):
            found[n] = DOUBLE
        if text[n] not in COMPARISONS or text[n + 1 : n + 2] == "=":
            continue
        shape = _around(image.pixels, place, at[n + 1] if n + 1 < len(at) else None)
        if shape is None:
            score = min(score, CONTESTED) if text[n] in WITH_BAR else score
            continue
        if text[n] in WITH_BAR:
            heavy, lone = heaviness(shape, text[n]), image.copies > 1
            plain = 0.0 if lone else sure[n]
            barred = (heavy >= HEAVY and plain < PLAINEST) or (not lone and heavy >= SUSPECT and plain < PLAIN)
            found[n] = WITH_BAR[text[n]] if barred else text[n]
            if (heavy >= SUSPECT and plain >= PLAIN) or not (lone or barred or plain >= PLAIN):
                score = min(score, TORN_APART)
            if heavy >= CLEAR and lone:
                score = max(score, SHAPE)
            elif heavy >= BARE:
                score = min(score, CONTESTED)
        elif text[n] in TWICE and twice_barred(shape, text[n]):
            found[n] = TWICE[text[n]]
    if image.copies == 1 and _FIGURES.fullmatch(text) and len(places) == len(text):
        for at_figure, mark in _passed_over(image.pixels, text, places):
            found[at_figure], score = mark + found[at_figure], min(score, CONTESTED)
    return "".join(found), score


def _passed_over(pixels: Pixels, text: str, places: Sequence[float]) -> Iterator[tuple[int, str]]:
    """The long level strokes that stand before a figure of a number, each with what it is there."""
    inked = pixels < FAINT
    tops, extents = inked.argmax(axis=0), inked.sum(axis=0)
    level = (extents > 0) & (extents < FLAT * len(pixels))
    level &= (tops > LEVEL[0] * len(pixels)) & (tops < LEVEL[1] * len(pixels))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], level.astype(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2).tolist():
        after = next((n for n, place in enumerate(places) if place * pixels.shape[1] > (start + end) / 2), len(text))
        if end - start <= LONG_DASH * len(pixels) or not text[after : after + 1].isdigit():
            continue
        if after > 0 and text[after - 1].isdigit():
            yield after, "—"
        elif after == 0 and _COUNTED.match(f"—{text}"):
            yield after, DOUBLE


def _dash(pixels: Pixels, before: float, after: float) -> str:
    """The dash between two numbers by its length; `before` and `after` are their places."""
    between = pixels[:, round(before * pixels.shape[1]) : round(after * pixels.shape[1]) + 1] < FAINT
    flat = [column.any() and np.ptp(np.flatnonzero(column)) < FLAT * len(pixels) for column in between.T]
    return "—" if sum(flat) > LONG_DASH * len(pixels) else "-"


def is_long(pixels: Pixels, place: float) -> bool:
    """Whether the stroke at a place is as wide as a character: no minus."""
    shape = _around(pixels, place)
    return shape is not None and shape.shape[1] > LONG_DASH * len(pixels)


def _is_double(pixels: Pixels, place: float, after: float) -> bool:
    """Whether the `=` at a place is a ═: as wide as a character, its strokes close together. It fills its room and may
    touch the figure that stands at `after`."""
    shape = _around(pixels, place, after)
    if shape is None:
        return False
    wide, high = shape.shape[1] / len(pixels), _high(shape < FAINT) / len(pixels)
    return (wide > FULL and high < CLOSE) or (wide > BROAD and high < FLAT)


def _high(inked: NDArray[np.bool_]) -> int:
    """How many rows the ink of some columns spans."""
    rows = np.flatnonzero(inked.any(axis=1))
    return int(np.ptp(rows)) if rows.size else 0


def _first_ink(pixels: Pixels) -> float:
    """Where a line begins, as a share of its width."""
    return (int((pixels.min(axis=0) < FAINT).argmax()) + 1) / int(pixels.shape[1])


def _around(pixels: Pixels, place: float, after: float | None = None) -> Pixels | None:
    """The columns of ink that stand together at a share of a line's width; None where they are no single sign. A sign
    that touches what stands at `after` is cut off where the ink between them is least."""
    inked = pixels.min(axis=0) < FAINT
    at = min(round(place * len(inked)), len(inked) - 1)
    near = np.flatnonzero(inked[max(0, at - NEAR) : at + NEAR + 1])
    if not near.size:
        return None
    at = max(0, at - NEAR) + int(near[np.abs(near - min(at, NEAR)).argmin()])
    blank = np.flatnonzero(~inked)
    left = int(blank[blank < at].max(initial=-1)) + 1
    right = int(blank[blank > at].min(initial=len(inked)))
    if after is not None and right > (beyond := round(after * len(inked))) > at + 1:
        right = at + 1 + int(pixels[:, at + 1 : beyond].mean(axis=0).argmax())
    return pixels[:, left:right] if 0.2 < (right - left) / len(pixels) < 1.3 else None


def shaped(sign: str, text: str, score: float) -> tuple[str, float]:
    """A lone sign's text by what was read and what its shape says. A comparison that the models read otherwise stays
    theirs, with less confidence: a bar is easily lost or made by dirt."""
    if text == sign:
        return text, max(score, SHAPE)
    if sign in PAIRS:
        return (sign, SHAPE) if len(text) <= 2 and not any(map(str.isdigit, text)) else (text, score)
    if sign in COMPARISONS and text in COMPARISONS:
        return text, min(score, CONTESTED)
    if sign == "%" and len(text) <= 2 and not text.isdigit():
        return sign, SHAPE
    if sign in COMPARISONS and text in STROKES:
        return "=", min(score, HARDLY)
    likely = sign not in LOOKS_LIKE or text in LOOKS_LIKE[sign] or (sign in COMPARISONS and score < CERTAIN)
    return (sign, SHAPE) if len(text) <= 1 and likely else (text, score)


def marked(text: str) -> str:
    """A text with the marks that forms print in front of =, for those that look like them."""
    return HALVES.get(text[:2], text[:2]) + text[2:]


def sign_lost(tiny: str, small: str) -> bool:
    """The larger model drops a leading comparison, or a stroke of it, that the smaller one saw: blur takes strokes
    away, it does not add them."""
    rest, remains = tiny.lstrip(LEADING), small.lstrip(LEADING)
    one, other = tiny[: len(tiny) - len(rest)], small[: len(small) - len(remains)]
    return rest.strip() == remains.strip() != "" and (len(one) > len(other) or BARRED.get(one) == other != "")


def dash_lost(tiny: str, small: str) -> bool:
    """The larger model drops the stroke in front of a number that the smaller one saw."""
    return tiny[:1] in DASHES and tiny[1:] == small and small[:1].isdigit()
