"""The signs of a line by what they look like, where a model made for words guesses.

<, >     the bar below that blur ran into the lower stroke weighs (`extract.scan.shapes.heaviness`)
≧, ≦     the second bar, which the models hardly know
-, —, ═  how long a level stroke is (`extract.ocr.strokes`)
"""

from collections.abc import Sequence
from typing import NamedTuple

from extract.confusable import read_as
from extract.ocr.glyph import first_ink, glyph
from extract.ocr.signs import COMPARISONS, CONTESTED, SHAPE
from extract.ocr.strokes import DASHES, DOUBLE, counted, dash, is_double, is_long
from extract.scan.crops import LineImage
from extract.scan.raster import Pixels
from extract.scan.shapes import heaviness, twice_barred

__all__ = ["HEAVY", "drawn_signs"]

WITH_BAR, TWICE = read_as("bare"), read_as("once_barred")
SUSPECT, BARE, HEAVY, CLEAR = 1.28, 1.35, 1.48, 1.6
"""How heavy the foot of a `<` or `>` is (`extract.scan.shapes.heaviness`): from which a line's sign is barred where its
reader is unsure of it, up to which a lone one is bare, from which it holds a bar, and from which that is beyond doubt:
of 350 lone signs of the corpus 1.47 is the most of the bare ones and, but for one, 1.50 the least of the barred ones;
of 190 within lines that were read bare, 1.32 is the least of the barred ones. On fresh seeds two of eight lone ones
between the second and the third were barred: they ask."""
PLAIN, PLAINEST, TORN_APART = 0.97, 0.9985, 0.3
"""What a reader gives a bare sign in front of a number. Of signs with a heavy foot that it gives `PLAIN` and more,
those above `PLAINEST` were bare (3 of 3 in the corpus) and the others barred (12 of 12): few enough to ask about."""


PLAIN_ALONE = 0.99
"""What a reader gives a lone bare sign that is bare whatever its foot weighs: of six such with a heavy one in labelled
scans five were."""


class _Line(NamedTuple):
    """A line's picture and text, where its characters stand and how sure each is; of a lone sign the place of its first
    copy."""

    pixels: Pixels
    text: str
    places: Sequence[float]
    sure: Sequence[float]
    lone: bool

    def next_to(self, n: int) -> float | None:
        """Where the character behind one stands."""
        return self.places[n + 1] if n + 1 < len(self.places) else None

    def is_figure(self, n: int) -> bool:
        """Whether the character with this number is a figure."""
        return 0 <= n < len(self.text) and self.text[n].isdigit()


class _Drawn(NamedTuple):
    """What a sign is by its shape, and how sure the line is of it at the most and at the least."""

    sign: str
    most: float = 1.0
    least: float = 0.0


def drawn_signs(
    image: LineImage, text: str, score: float, places: Sequence[float], sure: Sequence[float]
) -> tuple[str, float]:
    """The text with its signs as their own shapes have them: a bar under `<` and `>` that blur ran into the stroke
    over it, unless the reader is `sure` of it; the second bar of `≧`, which the models read as `≥`."""
    line = _Line(image.pixels, text, _standing(image, text, places), sure, lone=image.copies > 1)
    found = list(text)
    for n in range(len(line.places)):
        drawn = _drawn(line, n)
        found[n], score = drawn.sign, max(min(score, drawn.most), drawn.least)
    return "".join(found), score


def _standing(image: LineImage, text: str, places: Sequence[float]) -> Sequence[float]:
    """Where the characters stand; none where that is not known."""
    if image.copies > 1:
        return [first_ink(image.pixels)] if len(text) == 1 else []
    return places if len(places) == len(text) else []


def _drawn(line: _Line, n: int) -> _Drawn:
    """What a character is by its shape."""
    sign = line.text[n]
    if sign in DASHES:
        return _dashed(line, n)
    if sign == "=":
        return _Drawn(DOUBLE if _leads(line, n) and _is_double(line, n) else sign)
    if sign in COMPARISONS and line.text[n + 1 : n + 2] != "=":
        return _compared(line, n)
    return _Drawn(sign)


def _dashed(line: _Line, n: int) -> _Drawn:
    if line.is_figure(n - 1) and line.is_figure(n + 1):
        return _Drawn(dash(line.pixels, line.places[n - 1], line.places[n + 1]))
    if n == 0 and counted(line.text) and is_long(line.pixels, line.places[n]):
        return _Drawn(DOUBLE, most=CONTESTED)
    return _Drawn(line.text[n])


def _leads(line: _Line, n: int) -> bool:
    """Whether a sign stands at the head of a line or of a bracket, in front of a number."""
    return (n == 0 or line.text[n - 1] in "(（") and line.is_figure(n + 1)


def _is_double(line: _Line, n: int) -> bool:
    return is_double(line.pixels, line.places[n], line.places[n + 1])


def _compared(line: _Line, n: int) -> _Drawn:
    """What a comparison is by its bars."""
    sign = line.text[n]
    shape = glyph(line.pixels, line.places[n], line.next_to(n))
    if shape is None:
        return _Drawn(sign, most=CONTESTED if sign in WITH_BAR else 1.0)
    if sign in TWICE:
        twice = twice_barred(shape, sign)
        return _Drawn(TWICE[sign], most=twice) if twice else _Drawn(sign)
    heavy = heaviness(shape, sign)
    return (_weighed_alone if line.lone else _weighed_in_line)(sign, heavy, line.sure[n] if line.sure else 0.0)


def _weighed_alone(sign: str, heavy: float, plain: float) -> _Drawn:
    """A lone `<` or `>` by the weight of its foot, unless it was read plainly."""
    told = WITH_BAR[sign] if heavy >= HEAVY else sign
    if told != sign and plain >= PLAIN_ALONE:
        return _Drawn(sign, most=TORN_APART)
    if heavy >= CLEAR:
        return _Drawn(told, least=SHAPE)
    if heavy >= HEAVY:
        return _Drawn(told, most=CONTESTED)
    return _Drawn(sign, most=TORN_APART if heavy >= BARE else 1.0)


def _weighed_in_line(sign: str, heavy: float, plain: float) -> _Drawn:
    """A `<` or `>` within a line by the weight of its foot and how plainly it was read."""
    barred = (heavy >= HEAVY and plain < PLAINEST) or (heavy >= SUSPECT and plain < PLAIN)
    torn = heavy >= SUSPECT if plain >= PLAIN else not barred
    most = TORN_APART if torn else CONTESTED if heavy >= BARE else 1.0
    return _Drawn(WITH_BAR[sign] if barred else sign, most=most)
