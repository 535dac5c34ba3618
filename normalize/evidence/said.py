"""Rows of the table `evidence`: what each value was read from, where that stands, what was changed in it, what else it
may be, and whether a person should look.

    Said           a value's printed text and the edits made on the way to the value
    evidence_of    the rows of one row of a table: of every value, and of every null that is asked about
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, Self

from extract.model import Line
from normalize.evidence.doubts import LEFT_OUT, OF_CELLS, Doubt, fields_of, review, told
from normalize.evidence.text import CORRECTED, Place, Printed, Text, by_person, is_settled, origin_of
from normalize.schema import Evidence, OfTable, Rival
from normalize.schema.words import EvidenceOrigin

__all__ = [
    "ASK_PART",
    "DOUBTED",
    "SOUND",
    "UNSURE",
    "Column",
    "Columns",
    "Said",
    "Saids",
    "asked_about",
    "evidence_of",
    "likelihood",
    "own_doubts",
    "unclaimed",
    "unread_page",
]

SOUND = 0.999
"""The chance that a row of a text layer that raised no doubt is right: no error in 2,400 labelled rows."""
DOUBTED = 0.6
"""What is left of it where a reason for review stands against a value."""
UNSURE = 0.3
"""How sure the reader of a line has to be, at the least, of any value taken from it: below the surest of the wrong and
below every right one of the lines of heads in the labelled scans (the lowest right one: 0.41)."""
ASK_PART = 0.9
"""How sure each value has to be of a row that asks by its least sure one: a fund, a task, a form's own fields."""
EXACT, SURE = frozenset({"value", "operator"}), 0.65
"""How sure a reader has to be of a number and its sign, which nothing bears out, in a line without the row's name (a
sign in words bears itself out). Of 9,800 rows of scans 390 that ask for nothing else are less sure than 0.9; of the 340
of them that are surer than this, nearly all for how a comparison is drawn, one is wrong. What is torn is below."""
CLOSED = frozenset({"level1", "level2"})
"""Fields of which a closed list tells whether a line more may stand there."""
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")
_FREE = frozenset({"annual_goal", "overall_goal", "unit", "title", "explanation", "standard", "remark", "deviation"})
_EVEN = 0.5
"""Words that nothing bears out are asked about where they are likelier wrong than right: of 80 that nobody was asked
about in 34 labelled corpora 14 were, of 3,420 surer ones 20."""
_BEYOND = frozenset({"inferred", "page_joined"})
"""Edits of a value that follows from more than one text."""
_LOWEST = 1e-6
_MOST_RIVALS = 3


class Said(NamedTuple):
    """What a value was read from. `place` is told where it is not the printed text's own: the hull of a sum's parts."""

    printed: Printed
    edits: tuple[str, ...] = ()
    place: Place | None = None

    @classmethod
    def of(cls, printed: Printed | None, *edits: str) -> Self | None:
        """What a value was read from; None where nothing stands there."""
        return cls(printed, edits) if printed is not None else None

    @property
    def raw(self) -> str | None:
        """The text as it is printed, on one line; of a part of a line the whole line."""
        text = self.printed.raw.replace("\n", "") if isinstance(self.printed, Text) else self.printed.text
        return text or None


class Column(NamedTuple):
    """A value of a row and what it was read from."""

    value: Any = None
    said: Said | None = None


Columns = dict[str, Column]
"""By name."""
Saids = Mapping[str, Said | None]
"""By field; None: nothing stands there."""


def own_doubts(saids: Saids) -> tuple[Doubt, ...]:
    """What is doubtful about values by what they were read from alone, whatever the row as a whole is: the reader of a
    line was that unsure, or extract doubts the cell."""
    found = {field: said for field, said in saids.items() if said is not None}
    cells = (OF_CELLS[code] for said in found.values() for code in said.printed.doubts if code in OF_CELLS)
    return (*Doubt("ocr", "doubt").when(bool(_unsure(found))), *cells)


def _unsure(found: Mapping[str, Said]) -> list[str]:
    """The fields of which some line is less sure than it has to be, or was left out; a text layer is sure of all."""
    if all(line.confidence == 1.0 for said in found.values() for line in said.printed.lines):
        return []
    named = found["name"].printed.lines if "name" in found else ()
    return [field for field, said in found.items() if _is_unsure(field, said.printed, named)]


def _is_unsure(field: str, printed: Printed, named: Sequence[Line]) -> bool:
    """Whether a field is less sure than it has to be; `named`: the lines of the row's name."""
    least = SURE if printed.lines != named and _is_exact(field, printed.text) else UNSURE
    left_out = LEFT_OUT in printed.doubts and field not in CLOSED
    unread = any(line.confidence < least and not is_settled(line) for line in printed.lines)
    return left_out or unread or (field in _FREE and likelihood(printed.lines) < _EVEN)


def _is_exact(field: str, text: str) -> bool:
    return field in EXACT and not (field == "operator" and _WORDS.fullmatch(text))


def likelihood(lines: Iterable[Line]) -> float:
    """The chance that all these lines are right, by their readers; what a person settled is."""
    unsure = [line.confidence for line in lines if line.confidence < 1.0 and not is_settled(line)]
    if not unsure:
        return SOUND
    return min(SOUND, math.exp(sum(math.log(max(confidence, _LOWEST)) for confidence in unsure)))


def evidence_of(
    table: OfTable, ordinal: int | None, saids: Saids, doubts: Iterable[Doubt], nulls: Iterable[str] = (), *, at: Place
) -> Iterator[Evidence]:
    """The rows of one row of a table, in the order of its columns.

    `saids` has every value by its field, and what stands where one could not be read; `doubts` are all those of the
    row, each of which is one field's (`asked.toml`), the least certain one's, or the whole row's; `nulls` the
    fields without a value. A null that nobody asks about has no row, unless something is printed there. `at` is where
    the row stands.
    """
    asked: dict[str, list[Doubt]] = {}
    for doubt in sorted(set(doubts), key=attrgetter("code")):
        for field in _fields(table, doubt, saids):
            asked.setdefault(field, []).append(doubt)
    missing = set(nulls)
    for field in dict.fromkeys((*saids, *asked)):
        said, why = saids.get(field), asked.get(field, ())
        if said is not None and not (field in missing and not why and not said.raw):
            yield _row(table, ordinal, field, said, why)
        elif why:
            yield asked_about(field, why, of_table=table, ordinal=ordinal, **_stands(at))


def unclaimed(said: Printed, doubt: Doubt) -> Evidence:
    """The row of a cell that no form claims."""
    return _row(None, None, "cell", Said(said), [doubt])


def unread_page(number: int) -> Evidence:
    """The row of a page of which nothing was read though it must hold indicators."""
    return asked_about("page", [Doubt("page", "unread")], page=number)


def asked_about(field: str, why: Iterable[Doubt], **columns: Any) -> Evidence:
    """The row of what is asked about and was not read."""
    return Evidence(field=field, **columns, confidence=round(SOUND * DOUBTED, 4), **review(told(why)))


def _fields(table: OfTable, doubt: Doubt, saids: Saids) -> list[str]:
    """The fields that a doubt speaks of; none: the whole row."""
    if doubt == Doubt("ocr", "doubt"):
        return _least(saids, UNSURE if table == "indicators" else ASK_PART)
    if doubt in OF_CELLS.values():
        return [field for field, said in saids.items() if said is not None and doubt.code in said.printed.doubts]
    field = fields_of(table).get(doubt.code)
    return [field] if field is not None else []


def _least(saids: Saids, below: float) -> list[str]:
    """The fields whose reading is unsure, and the least certain of each other text whose chance is below that; where
    there is none, the least certain of all."""
    found = {field: said for field, said in saids.items() if said is not None}
    chances = {field: likelihood(said.printed.lines) for field, said in found.items()}
    least = _unsure(found)
    for field in sorted(chances, key=lambda field: chances[field]):
        asked = {found[one].printed.place for one in least}
        if not least or (chances[field] < below and found[field].printed.place not in asked):
            least.append(field)
    return least


def _row(table: OfTable | None, ordinal: int | None, field: str, said: Said, why: Sequence[Doubt]) -> Evidence:
    lines = said.printed.lines
    chance = likelihood(lines) * (DOUBTED if why else 1.0)
    recognised = any(line.readings for line in lines)  # a text layer has one reading, itself
    written = recognised and by_person(lines)
    return Evidence(
        of_table=table,
        ordinal=ordinal,
        field=field,
        raw=said.raw,
        **_stands(said.place or said.printed.place),
        origin="person" if written else _origin(said.printed.place, lines),
        confidence=round(chance, 4),
        edits=tuple(dict.fromkeys((*(CORRECTED,) * written, *said.printed.edits, *said.edits))),
        rivals=tuple(_rivals(said, chance)) if recognised else (),
        **review(told(why) if why else None),
        review=CORRECTED if written and _is_text(said) and all(by_person([line]) for line in lines) else None,
    )


def _is_text(said: Said) -> bool:
    """Whether a value is what one text says: of one that is more than that a person who wrote the text said nothing."""
    return _BEYOND.isdisjoint((*said.printed.edits, *said.edits))


def _origin(place: Place, lines: Sequence[Line]) -> EvidenceOrigin:
    """Where a value's text comes from: what was read from a picture is `ocr`, in whatever file the picture stands."""
    origin = origin_of(lines)
    return "office" if place.name is not None and origin == "text" else origin


def _stands(place: Place) -> dict[str, Any]:
    """Where a value stands: on a page, or in a file without pages."""
    if place.name is not None:
        return {"place": place.name}
    x0, y0, x1, y1 = place.box
    return {"page": place.page, "x0": round(x0, 2), "y0": round(y0, 2), "x1": round(x1, 2), "y1": round(y1, 2)}


def _rivals(said: Said, chance: float) -> list[Rival]:
    """What else a text may be by the readings of its lines, one of them at a time, the likeliest first. They share what
    the value's own `chance` leaves by the odds that their readers give them, of which one at most is right; the rest
    is something else. None is likelier than what was chosen over it."""
    lines = said.printed.lines
    odds: dict[str, float] = {}
    for at, line in enumerate(lines):
        for reading in line.readings:
            if reading.text and _squeezed(reading.text) != _squeezed(line.text):
                whole = "".join(
                    (*(one.text for one in lines[:at]), reading.text, *(one.text for one in lines[at + 1 :]))
                )
                score = min(reading.score, SOUND)
                odds[whole] = max(odds.get(whole, 0.0), score / (1 - score))
    share = (1 - chance) / (1 + sum(odds.values()))
    likeliest = sorted(odds.items(), key=lambda rival: (-rival[1], rival[0]))[:_MOST_RIVALS]
    return [Rival(value=text, probability=round(min(chance, share * worth), 4)) for text, worth in likeliest]


def _squeezed(text: str) -> str:
    return "".join(text.split())
