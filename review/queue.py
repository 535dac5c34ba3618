"""The queue: what is doubtful, the riskiest first, as decisions; an answer is taken, the next is there already."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pipelines.language import Language
from pipelines.settle import Decision, NotAValue
from review.edits import fields_of
from review.ink import Box, Piece, crop, line, whole
from review.room import LONGEST_NAME, Elsewhere, Room
from review.said import said_in
from review.words import page, tongue_of, words

__all__ = ["Shown", "along", "answered", "counts", "next_ones", "parse", "queue", "show", "undo", "wanted"]

AT_ONCE = 5
"""Decisions that a page brings along: the one that is shown and those whose pictures load behind it."""
MOST_AT_ONCE = 20
MOST_PICKS = 9
"""Readings and words that have a digit each."""
MOST_ALONG = 60
"""Decisions that are offered along with one: as many as a person looks at before they answer for all."""
_FILTERS = ("year", "unit", "document")


class Shown(NamedTuple):
    """A decision as its page shows it."""

    decision: Decision
    where: str
    spoken: str
    open: str
    why: str
    picks: Sequence[tuple[str, float | None]] = ()
    crop: Piece | None = None
    line: Piece | None = None
    whole: Piece | None = None


def queue(request: Request) -> Response:
    """The page, with the first decisions in it."""
    room: Room = request.app.state.room
    asked = {name: value for name in _FILTERS if (value := request.query_params.get(name))}
    chosen = _chosen(room.decisions().values(), asked)
    facts = {
        "shown": [show(request, one) for one in chosen[:AT_ONCE]],
        "home": "/queue",
        "undo": "/undo",
        "filter": urlencode(asked),
        "about": _about(room, asked),
        **counts(room, asked),
    }
    return page(request, "queue.html", facts)


def next_ones(request: Request) -> Response:
    """The next decisions as pieces of page, without those that the page has (`have`)."""
    room: Room = request.app.state.room
    have = set(request.query_params.get("have", "").split(","))
    chosen = [one for one in _chosen(room.decisions().values(), request.query_params) if one.key not in have]
    return page(request, "_decisions.html", {"shown": [show(request, one) for one in chosen[: wanted(request)]]})


def along(request: Request) -> Response:
    """What is offered along with a decision, to be ticked: the same text elsewhere, then the rest of its document."""
    room: Room = request.app.state.room
    known = room.decisions()
    one = known.get(request.query_params.get("key", ""))
    groups = {"like": one.like, "beside": one.beside} if one else {}
    shown = {name: [show(request, known[key]) for key in _known(room, keys)] for name, keys in groups.items()}
    return page(request, "_along.html", {"shown": shown})


def _known(room: Room, keys: Sequence[str]) -> list[str]:
    """Those that are still open, as many as are offered."""
    return [key for key in keys if key in room.decisions()][:MOST_ALONG]


async def answered(request: Request) -> Response:
    """Take an answer: {key, act, text, also, who}."""
    said = await said_in(request, "key", "act")
    room: Room = request.app.state.room
    return await run_in_threadpool(_take, room, said, tongue_of(request))


async def undo(request: Request) -> Response:
    """Take answers back: {ids}."""
    said = await said_in(request, "ids")
    room: Room = request.app.state.room
    ids = [str(one) for one in said["ids"] or ()] if isinstance(said["ids"], list) else []
    await run_in_threadpool(room.settled, lambda desk: desk.undo(ids))
    return JSONResponse(await run_in_threadpool(counts, room, {}))


def parse(request: Request) -> Response:
    """What a text reads as while it is typed for a decision (`key`) or a document's value (`sha`, `id`), in words."""
    room: Room = request.app.state.room
    told, asked = words(tongue_of(request)), request.query_params
    try:
        one = fields_of(room.view(asked["sha"]))[asked["id"]] if "sha" in asked else room.asked(asked["key"])
        read = room.reads(one, asked.get("text", ""))
    except KeyError as fault:
        raise HTTPException(404) from fault
    except NotAValue:
        return JSONResponse({"words": told["t"]("review.not_a_value")})
    named = " · ".join(f"{told['title'](one.table, name)} {told['named'](value)}" for name, value in read.items())
    return JSONResponse({"words": told["t"]("review.reads_as", text=named) if named else ""})


def show(request: Request, one: Decision) -> Shown:
    """A decision with its pictures and its words."""
    room: Room = request.app.state.room
    told = words(tongue_of(request))
    sheet = room.sheet(one.sha256, one.page) if one.page else None
    boxes = _boxes(one)
    close = crop(sheet, *boxes) if sheet and boxes else None
    around = line(sheet, *boxes) if sheet and boxes else None
    every = whole(sheet, *boxes) if sheet else None
    where = " · ".join(str(part) for part in (one.year, one.unit, one.project) if part)
    title = told["title"](one.table, one.field or one.table)
    picks = _picks(one)
    spoken = told["t"]("review.spoken", title=title, text=one.text or told["t"]("review.nothing"))
    if picks:
        spoken += told["t"]("review.spoken_more", n=len(picks))
    place = {"page": one.page or "", "box": ",".join(f"{side:.1f}" for side in one.box or ())}
    address = f"/document/{one.sha256}?{urlencode(place)}"
    why = told["why"](";".join(one.reasons))
    return Shown(one, where, spoken, address, why, picks, close, around, every)


def _boxes(one: Decision) -> tuple[Box, ...]:
    """What is marked: the decision's own place; of rows, cells or a page as a whole, each that stands on its page."""
    own = (one.box,) if one.box else ()
    if not one.whole:
        return own
    return tuple(dict.fromkeys(each.box for each in one.hangs if each.box and each.page == one.page)) or own


def _picks(one: Decision) -> list[tuple[str, float | None]]:
    """What a digit picks: the rivals with their chances, then the other words of a closed vocabulary."""
    if one.whole:
        return []
    rivals: dict[str, float | None] = {rival.value: rival.probability for rival in one.rivals}
    others = dict.fromkeys((word for word in one.choices if word not in rivals and word != one.text), None)
    return list({**rivals, **others}.items())[:MOST_PICKS]


def counts(room: Room, asked: Mapping[str, str]) -> dict[str, int]:
    """How many decisions are open (of those asked for), and how many values people have settled."""
    rows = room.progress()
    return {
        "open": len(_chosen(room.decisions().values(), asked)),
        "settled": sum(row.accepted + row.corrected for row in rows),
    }


def _take(room: Room, said: Mapping[str, Any], tongue: Language) -> Response:
    known = room.decisions()
    one = known.get(str(said.get("key")))
    if one is None:
        raise Elsewhere
    fits = one.like + (one.beside if said.get("act") == "accept" else ())
    along = [known[key] for key in map(str, said.get("also") or ()) if key in known and key in fits]
    text = said.get("text") if isinstance(said.get("text"), str) else None
    who = str(said.get("who") or "")[:LONGEST_NAME]
    try:
        kept = [mine for each in (one, *along) for mine in room.answer(each, str(said.get("act")), text, who)]
    except ValueError:
        return JSONResponse({"message": words(tongue)["t"]("review.refused")}, 400)
    done = room.settled(lambda desk: desk.settle(kept))
    told = {"ids": [mine.id for mine in done.kept], "gone": list(done.gone), **counts(room, {})}
    if not done.refused:
        return JSONResponse(told)
    told["message"] = words(tongue)["t"]("review.not_applied", n=len(done.refused))
    return JSONResponse(told, 200 if done.kept else 422)


def _chosen(decisions: Iterable[Decision], asked: Mapping[str, str]) -> Sequence[Decision]:
    year, unit, document = (asked.get(name) or None for name in _FILTERS)
    return [
        one
        for one in decisions
        if (year is None or str(one.year) == year)
        and (unit is None or (one.unit or "") == unit)
        and (document is None or one.sha256 == document)
    ]


def _about(room: Room, asked: Mapping[str, str]) -> str:
    """What the queue was narrowed down to, in words."""
    entry = room.entries().get(asked.get("document", ""))
    told = (asked.get("year"), asked.get("unit"), entry.path if entry else None)
    return " · ".join(part for part in told if part)


def wanted(request: Request) -> int:
    """How many decisions a page asks for."""
    asked = request.query_params.get("n", "")
    return min(int(asked), MOST_AT_ONCE) if asked.isdecimal() else AT_ONCE
