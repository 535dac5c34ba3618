"""The pages by their addresses, behind the gate."""

import getpass
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pipelines.settle import NoPicture, NotAValue, NotCurrent, NotHere
from pipelines.store.objects import Store, StoreError
from review import document, findings, queue, spot, start, unit
from review.guard import Guard, House
from review.room import EXPORT_AFTER, Elsewhere, Room
from review.words import page, tongue_of, words

__all__ = ["create"]

_REFUSALS = {NotAValue: 422, NotCurrent: 409, NotHere: 404, NoPicture: 404, StoreError: 507}
"""What the desk and the store refuse, as the web calls it."""
_KEPT = "private, max-age=86400, immutable"
"""A page's picture hangs on the document's hash: it never changes."""


def create(store: Store, house: House = House(), export_after: float = EXPORT_AFTER) -> Starlette:  # noqa: B008
    """The application for one store. What answers changed is exported when it is shut down, at the latest."""
    room = Room(store, export_after)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        room.close()

    app = Starlette(
        routes=[
            Route("/", start.start),
            Route("/queue", queue.queue),
            Route("/queue/next", queue.next_ones),
            Route("/queue/along", queue.along),
            Route("/queue/answer", queue.answered, methods=["POST"]),
            Route("/spot", spot.spot),
            Route("/spot/next", spot.next_ones),
            Route("/spot/answer", spot.answered, methods=["POST"]),
            Route("/spot/undo", spot.undo, methods=["POST"]),
            Route("/undo", queue.undo, methods=["POST"]),
            Route("/document/{sha}", document.document),
            Route("/document/{sha}/field", document.field),
            Route("/document/{sha}/cell", document.cell),
            Route("/document/{sha}/new", document.new_row),
            Route("/document/{sha}/answer", document.answered, methods=["POST"]),
            Route("/parse", queue.parse),
            Route("/picture/{sha}/{number:int}", picture),
            Route("/findings", findings.findings),
            Route("/findings/note", findings.note, methods=["POST"]),
            Route("/unit", unit.unit),
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        ],
        middleware=[Middleware(Guard, house)],
        exception_handlers={HTTPException: _told, Elsewhere: _elsewhere, **dict.fromkeys(_REFUSALS, _refused)},
        lifespan=lifespan,
    )
    app.state.room = room
    app.state.facts = {"word": house.word, "who": _user()}
    return app


def picture(request: Request) -> Response:
    """A page of a document as it is shown."""
    room: Room = request.app.state.room
    try:
        found = room.picture(request.path_params["sha"], request.path_params["number"])
    except KeyError:
        found = None
    if found is None:
        raise HTTPException(404)
    return Response(found.data, media_type=found.media_type, headers={"cache-control": _KEPT})


def _told(request: Request, fault: Exception) -> Response:
    """A page that says what is wrong with an address; in JSON for a script."""
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    if request.method != "GET":
        return JSONResponse({"message": words(tongue_of(request))["t"]("review.refused")}, status)
    return page(request, "missing.html", {"status": status, "message": None}, status)


def _elsewhere(request: Request, fault: Exception) -> Response:
    what = fault.what if isinstance(fault, Elsewhere) else None
    told = words(tongue_of(request))["t"]
    message = told("review.elsewhere_said", what=what) if what else told("review.elsewhere")
    return JSONResponse({"message": message}, 409)


def _refused(request: Request, fault: Exception) -> Response:
    """What an answer, or a picture, was refused for, in words: nothing of it was kept."""
    status = next(code for kind, code in _REFUSALS.items() if isinstance(fault, kind))
    told = words(tongue_of(request))["t"]
    message = told("review.not_a_value") if isinstance(fault, NotAValue) else str(fault)
    if request.method == "GET":
        return page(request, "missing.html", {"status": status, "message": message}, status)
    return JSONResponse({"message": message}, status)


def _user() -> str:
    """Who sits here, as the system knows them; nothing where it does not."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
