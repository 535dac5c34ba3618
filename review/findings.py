"""The findings with their places, and what people say of them: explained, with a note.

The notes are those of the findings workbook, in the one store for what people say: who fills in the one reads the
other.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pipelines.findings.gather import Entered, Told, UnitYear
from pipelines.findings.notes import ANSWERS
from pipelines.store.people import Note, Notes
from review.ink import Piece, line
from review.room import Room
from review.said import said_in
from review.words import page

__all__ = ["findings", "note"]

MOST = 100
"""Findings on one page; what is beyond is reached by narrowing down."""


class Shown(NamedTuple):
    """A finding as the page shows it: its unit and form, what was found, what was said of it, where it stands."""

    unit: UnitYear
    form: Entered
    told: Told
    note: Note | None
    piece: Piece | None
    document: str


def findings(request: Request) -> Response:
    """The page: narrowed down by year, unit, rule, severity and by whether somebody has answered."""
    room: Room = request.app.state.room
    asked, notes, everything = request.query_params, room.notes(), list(_all(room))
    chosen = [one for one in everything if _fits(*one, asked, notes)]
    facts = {
        "shown": [_shown(room, *one, notes.get(one[2].key)) for one in chosen[:MOST]],
        "count": len(chosen),
        "places": sum(len(told.rows) for _, _, told in chosen),
        "most": MOST,
        "years": sorted({unit.year for unit, _, _ in everything if unit.year}, reverse=True),
        "rules": sorted({told.rule.code: told for _, _, told in everything}.items(), key=lambda rule: rule[0]),
        "asked": asked,
        "answers": ANSWERS,
    }
    return page(request, "findings.html", facts)


async def note(request: Request) -> Response:
    """Keep what somebody says of a finding: {key, status, remark, was}. What another said meanwhile is not lost."""
    said = await said_in(request, "key", "was")
    was = said["was"] if isinstance(said["was"], list) else ()
    room: Room = request.app.state.room
    status, remark = (_text(said.get(name)) for name in ("status", "remark"))
    try:
        await run_in_threadpool(room.keep_note, str(said["key"]), status, remark, was)
    except KeyError as fault:
        raise HTTPException(404) from fault
    return JSONResponse({})


def _all(room: Room) -> Iterator[tuple[UnitYear, Entered, Told]]:
    for unit in room.units():
        for form in unit.forms:
            for told in form.findings:
                yield unit, form, told


def _fits(unit: UnitYear, _: Entered, told: Told, asked: Mapping[str, str], notes: Notes) -> bool:
    said = notes.get(told.key)
    answered = "answered" if said and said.status else "unanswered"
    facts = {"year": str(unit.year), "rule": told.rule.code, "severity": told.row["severity"], "answered": answered}
    wanted = {name: asked.get(name) for name in facts}
    return asked.get("unit", "") in unit.unit and all(not word or word == facts[name] for name, word in wanted.items())


def _shown(room: Room, unit: UnitYear, form: Entered, told: Told, said: Note | None) -> Shown:
    sha = unit.entries[form.shared["doc_id"]].sha256
    number, box = told.spot or (None, None)
    sheet = room.sheet(sha, number) if number else None
    place = {"page": number or "", "box": ",".join(f"{side:.1f}" for side in box or ())}
    piece = line(sheet, box) if sheet and box else None
    return Shown(unit, form, told, said, piece, f"/document/{sha}?{urlencode(place)}")


def _text(said: object) -> str | None:
    return said.strip() or None if isinstance(said, str) else None
