"""What asks as a whole, as decisions: rows and forms that no field asks for, cells and pages that no form claims."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from normalize.evidence.doubts import codes
from normalize.evidence.text import Place
from normalize.schema import Evidence, Form
from normalize.settled.correction import Spot
from normalize.settled.doubts import elsewhere
from normalize.settled.fields import FIELDS, row_name, rows_of, said_in, spot_of, text_of
from pipelines.settle.document import Read, decision
from pipelines.settle.model import Decision, Hanging

__all__ = ["of_rows", "unclaimed"]

_SHARED = {"column_guessed": True, "page_illegible": False}
"""Codes of a row that speak of its column, or of its page: one decision for all that have them, of a column for each
table by itself."""


def of_rows(read: Read, form: Form) -> Iterator[Decision]:
    """Rows, and the form itself, that are asked about as a whole and by no field of theirs: those that ask for one and
    the same cause together, once no field of any of them asks."""
    told = elsewhere(read.submission, form)
    groups: defaultdict[tuple[object, ...], list[tuple[str, Any]]] = defaultdict(list)
    early = set()
    for table in FIELDS:
        for row in rows_of(form, table):
            trust = form.record if table == "forms" else row
            said = said_in(form, table, None if table == "forms" else row.ordinal)
            asks = any(one.needs_review for one in said)
            for key in _causes(table, row, codes(trust.review_reason) - told[table]):
                groups[key].append((table, row))
                if asks:
                    early.add(key)
    for key, rows in groups.items():
        if key not in early:
            yield _whole(read, form, rows, key[1])  # type: ignore[arg-type]


def _causes(table: str, row: Any, whole: Collection[str]) -> Iterator[tuple[object, ...]]:
    """What a row asks for as a whole, as keys of decisions: each shared cause, then what is its own."""
    yield from ((table if by_table else None, (code,), None) for code, by_table in _SHARED.items() if code in whole)
    if own := tuple(sorted(set(whole) - _SHARED.keys())):
        yield table, own, id(row)


def _whole(read: Read, form: Form, rows: Sequence[tuple[str, Any]], reasons: tuple[str, ...]) -> Decision:
    """The decision about one row as a whole, or about several that one cause makes ask."""
    form_id = form.identity.form_id
    hangs = tuple(
        Hanging(
            form_id, table, None if table == "forms" else row.ordinal, "", row_name(form, table, row),
            text_of(form, table, row), *spot_of(form, table, row), True,
        )
        for table, row in rows
    )  # fmt: skip
    table = rows[0][0]
    first = hangs[0]
    values = sum(1 for (of, _), one in zip(rows, hangs, strict=True) for _ in said_in(form, of, one.ordinal))
    trusted = [form.record if of == "forms" else row for of, row in rows]
    return decision(
        read,
        form,
        table=table,
        ordinal=first.ordinal,
        field=None,
        spot=_around([Spot(one.page, one.box, one.place) for one in hangs]),
        raw=first.raw,
        value=first.value,
        text="\n".join(one.raw for one in hangs),
        rivals=(),
        choices=(),
        reasons=reasons,
        confidence=min(one.confidence for one in trusted),
        weight=max(1, values),
        hangs=hangs,
        cell=None,
    )


def _around(spots: Sequence[Spot]) -> Spot:
    """What stands around all of these that are on the page of the first."""
    first, *others = spots
    place = Place(first.page or 0, first.box, first.place) if first.box is not None else None
    for one in others:
        if place is not None and one.box is not None:
            place = place.join(Place(one.page or 0, one.box))
    return first if place is None else Spot(first.page, place.box, first.place)


def unclaimed(read: Read) -> Iterator[Decision]:
    """Pages and cells that no form claims, those of a page that ask for one cause together; and stale answers in whose
    place nothing is read any more."""
    groups: defaultdict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for one in read.submission.evidence:
        if one.needs_review:
            alone = one.place if one.review == "stale" else None
            groups[one.page, one.field == "page", one.review_reason, one.box if alone else None].append(one)
    years = {form.identity.year for form in read.submission.forms}
    for members in groups.values():
        first = members[0]
        table = "page" if first.field == "page" else "cell"
        hangs = tuple(
            Hanging(None, table, None, "", one.raw or "", one.raw or "", one.page, one.box, one.place, True)
            for one in members
        )
        made = decision(
            read,
            None,
            table=table,
            ordinal=None,
            field=None,
            spot=_around([Spot(one.page, one.box, one.place) for one in members]),
            raw=first.raw or "",
            value=first.raw or "",
            text="\n".join(one.raw or "" for one in members),
            rivals=(),
            choices=(),
            reasons=tuple(sorted(codes(first.review_reason))),
            confidence=first.confidence,
            weight=len(members),
            hangs=hangs,
            cell=None,
        )
        yield made._replace(year=next(iter(years)) if len(years) == 1 else None)
