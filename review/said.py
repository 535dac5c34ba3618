"""What a page posts: a JSON object, or the request is refused."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

__all__ = ["said_in"]


async def said_in(request: Request, *needed: str) -> Mapping[str, Any]:
    """The facts of a POST. Raises HTTPException for what is no JSON object or lacks one that is needed."""
    try:
        said = await request.json()
    except ValueError as fault:
        raise HTTPException(400) from fault
    if not isinstance(said, dict) or not said.keys() >= set(needed):
        raise HTTPException(400)
    return said
