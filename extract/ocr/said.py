"""What a line says as far as it is read, and how sure that can be: no surer where its characters are hardly met beside
one another, where its figures leave no room for a point, or where ink beside or between them was not read, and be it
faint."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from extract.confusable import dirt
from extract.model import Reading
from extract.ocr.dots import unspaced
from extract.ocr.language import unmet
from extract.ocr.models import Size
from extract.ocr.windows import PLAIN, gapped, inked, parted
from extract.scan.crops import LineImage

__all__ = ["SMALL", "TINY", "TORN", "WORDLESS", "Said", "weighed_again"]

TINY: Size = "tiny"
SMALL: Size = "small"
TORN = 0.5
AGREED, SURELY = 0.8, 0.99
"""What is left of it where something stands beside a text that two readers have read alike, the larger one so sure: of
92 such lines one had lost a character."""
WORDLESS, SEEN = 0.55, 0.7
"""What is left of a reader's sureness where a character was hardly met beside its neighbours: to be asked about, no
sign of a worn page. Where two readers read alike, only one that is less sure than that: of 6,000 lines of scanned
layouts, whose words the language had not met, 73 such are surer and in none of them it was misread; of 34 that two read
differently 15 were wrong."""
DOTS = tuple(dirt("before_numbers"))
_LED = re.compile(r"=?\d")
"""A number that may have lost the comparison, or the > of >=, in front of it."""


class Said(NamedTuple):
    """A line's text as it stands so far, how sure it is, the places and scores of its characters where they are known,
    and every reading."""

    text: str
    score: float
    places: Sequence[float]
    sure: Sequence[float]
    readings: tuple[Reading, ...]

    def told(self, text: str, by: str) -> "Said":
        """With another text, as sure as before, and who told it; itself where the text is the same."""
        if text == self.text:
            return self
        return self._replace(text=text, readings=(*self.readings, Reading(text=text, score=self.score, by=by)))

    def doubted(self, most: float) -> "Said":
        """No surer than this."""
        return self._replace(score=min(self.score, most))

    @property
    def is_wordless(self) -> bool:
        """Whether a character that is not beyond doubt was hardly met beside its neighbours."""
        if self.score >= PLAIN:
            return False
        least = SEEN if self._read_alike else PLAIN
        return any(len(self.sure) != len(self.text) or self.sure[n] < least for n in unmet(self.text))

    @property
    def is_agreed(self) -> bool:
        """Whether two readers read the same, the larger one surely."""
        first, *others = self._by_readers()
        return any(one.score >= SURELY and one.text == first.text == self.text for one in others)

    @property
    def _read_alike(self) -> bool:
        """Whether two readers read the same; （ is (."""
        read = [unicodedata.normalize("NFKC", one.text) for one in self._by_readers()]
        return len(read) > 1 and set(read) == {unicodedata.normalize("NFKC", self.text)}

    def _by_readers(self) -> list[Reading]:
        return [one for one in self.readings if one.by in (TINY, SMALL)]


def weighed_again(image: LineImage, said: Said, tiny: str) -> Said:
    """No surer than it can be where characters are hardly met beside one another, where figures stand too close or too
    far apart, or where a character seems to be missing."""
    text, places = said.text, said.places
    if said.is_wordless:
        said = said.doubted(WORDLESS)
    if image.copies == 1 and (unspaced(image.pixels, text, places) or (image.faded and _LED.match(text))):
        said = said.doubted(TORN)
    start, end = inked(image.pixels)
    if tiny[:1] in DOTS and tiny[1:].strip() == text:
        start = places[0] if places else start  # one model saw what stands in front: a dot of dirt
    rows, columns = image.pixels.shape
    if not image.crossed and not gapped(text, places, (start, end), rows / columns):
        return said
    return said.doubted(TORN if parted(text, places) or not said.is_agreed else AGREED)
