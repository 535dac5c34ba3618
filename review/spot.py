"""Spot checks: values that nobody was asked about, drawn at random and shown as the queue does, in rounds."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pipelines.language import Language
from pipelines.settle import Value, checked
from review.queue import show, wanted
from review.room import LONGEST_NAME, Elsewhere, Room
from review.said import said_in
from review.words import page, tongue_of, words

__all__ = ["ROUND", "answered", "next_ones", "spot", "undo"]

ROUND = 100
"""Values of a round: half an hour's work. A hundred without a fault bound what is wrong at 3 % (the rule of three)."""


class _Round(NamedTuple):
    """What a round is about: a year's values, or all, as far as `to` of their order."""

    year: int | None
    to: int

    @property
    def address(self) -> str:
        return urlencode({"year": self.year or "", "to": self.to})


def spot(request: Request) -> Response:
    """The page, with the first values of a round in it: as far as the next full hundred."""
    room: Room = request.app.state.room
    year = _year(request)
    found = checked(room.sample(year))
    one = _Round(year, min(found.of, (found.looked // ROUND + 1) * ROUND))
    facts = {
        "shown": _shown(request, one, ()),
        "home": "/spot",
        "undo": f"/spot/undo?{one.address}",
        "filter": one.address,
        "about": year or "",
        **_counts(room, one, tongue_of(request)),
    }
    return page(request, "spot.html", facts)


def next_ones(request: Request) -> Response:
    """The next values of the round, without those that the page has (`have`)."""
    have = set(request.query_params.get("have", "").split(","))
    return page(request, "_decisions.html", {"shown": _shown(request, _asked(request), have)})


async def answered(request: Request) -> Response:
    """Take an answer: {key, act, text, who}."""
    said = await said_in(request, "key", "act")
    room: Room = request.app.state.room
    return await run_in_threadpool(_take, room, _asked(request), said, tongue_of(request))


async def undo(request: Request) -> Response:
    """Take answers back: {ids}."""
    said = await said_in(request, "ids")
    room: Room = request.app.state.room
    ids = [str(one) for one in said["ids"] or ()] if isinstance(said["ids"], list) else []
    await run_in_threadpool(room.settled, lambda desk: desk.undo(ids))
    return JSONResponse(await run_in_threadpool(_counts, room, _asked(request), tongue_of(request)))


def _take(room: Room, one: _Round, said: Mapping[str, Any], tongue: Language) -> Response:
    key, text = str(said.get("key")), said.get("text") if isinstance(said.get("text"), str) else None
    asked, name = room.drawn(key), key.rpartition("/")[0]
    if asked is None or any(one.drawn == name for one in room.desk.corrections([asked.sha256])):
        raise Elsewhere
    before = _open(room.sample(one.year), one.to)
    try:
        given = room.answer(asked, str(said.get("act")), text, str(said.get("who") or "")[:LONGEST_NAME])
    except ValueError:
        return JSONResponse({"message": words(tongue)["t"]("review.refused")}, 400)
    kept = [mine.model_copy(update={"drawn": name}) for mine in given]
    done = room.settled(lambda desk: desk.settle(kept))
    left = {value.name for value in _open(room.sample(one.year), one.to)}
    gone = [f"{value.name}/" for value in before if value.name not in left]
    told = {"ids": [mine.id for mine in done.kept], "gone": gone, **_counts(room, one, tongue)}
    if not done.refused:
        return JSONResponse(told)
    return JSONResponse({**told, "message": words(tongue)["t"]("review.not_applied", n=len(done.refused))}, 422)


def _shown(request: Request, one: _Round, have: Sequence[str] | set[str]) -> list[Any]:
    room: Room = request.app.state.room
    had = {key.rpartition("/")[0] for key in have}
    names = [value.name for value in _open(room.sample(one.year), one.to) if value.name not in had]
    return [show(request, asked) for asked in room.desk.drawn(names[: wanted(request)])]


def _open(ordered: Sequence[Value], to: int | None) -> list[Value]:
    return [value for value in ordered[:to] if value.wrong is None]


def _counts(room: Room, one: _Round, tongue: Language) -> dict[str, Any]:
    """How many are left of the round, how many were looked at, and what that says of all."""
    ordered = room.sample(one.year)
    found = checked(ordered)
    told = words(tongue)["t"]("sample.found", **found._asdict(), per=found.per_thousand) if found.looked else ""
    return {"open": len(_open(ordered, one.to)), "settled": found.looked, "told": told}


def _asked(request: Request) -> _Round:
    to = request.query_params.get("to", "")
    return _Round(_year(request), int(to) if to.isdecimal() else ROUND)


def _year(request: Request) -> int | None:
    year = request.query_params.get("year", "")
    return int(year) if year.isdecimal() else None
