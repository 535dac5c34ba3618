"""What commands have in common: the types of their options, each checked when it is read."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from cyclopts import Parameter

__all__ = ["DEFAULT_OUT", "Doc", "Effort", "Flag", "Out", "Part", "Reader", "Share", "Size", "part"]

DEFAULT_OUT = "data/out"
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def _size(_: object, tokens: tuple[object, ...]) -> int:
    text = str(getattr(tokens[0], "value", tokens[0]))
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no size: write it like 2GiB or 512M")
    return int(float(match[1]) * 1024 ** _POWERS[match[2].lower()])


def _share(_: object, tokens: tuple[object, ...]) -> float:
    text = str(getattr(tokens[0], "value", tokens[0])).strip()
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError as fault:
        raise ValueError(f"{text!r} is no share: write it like 20%") from fault
    if not 0 <= share <= 1:
        raise ValueError(f"{text!r} is no share: it must lie between 0% and 100%")
    return share


def part(text: str) -> tuple[int, int]:
    """`3/16` as (3, 16). Raises ValueError."""
    match = re.fullmatch(r"(\d+)/(\d+)", text)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise ValueError(f"{text!r} is no part: write it like 3/16")
    return int(match[1]), int(match[2])


def _is_part(_: object, text: str) -> None:
    part(text)


Size = Annotated[int, Parameter(converter=_size, n_tokens=1)]
Share = Annotated[float, Parameter(converter=_share, n_tokens=1)]
Part = Annotated[str, Parameter(validator=_is_part)]
Flag = Annotated[bool, Parameter(negative="")]
Reader = Annotated[
    Literal["auto", "tablers", "pdfplumber", "camelot", "ppocr", "paddleocr"],
    Parameter(help="Reader of tables; `auto` climbs from the cheapest as far as a page needs."),
]
Doc = Annotated[str, Parameter(help="A path, a name it was handed in under, or the beginning of its hash.")]
Out = Annotated[str, Parameter(help="Folder or URL (s3://bucket/path) of the results.")]


@Parameter(name="*")
@dataclass(frozen=True)
class Effort:
    """Who works, and how much one document may take."""

    workers: int | None = None
    """Documents read at the same time; as many as there are processors if not given."""

    scheduler: str | None = None
    """A Dask scheduler (tcp://host:8786) whose workers do the work instead of processes of this machine."""

    timeout: float = 1800
    """Seconds a document may take before it is quarantined."""

    memory: Size | None = None
    """Memory a worker may use (2GiB); its share of the machine's, 4 GiB at most, if not given."""

    max_failures: Share | None = None
    """Stop when more than this share of the documents failed (20%)."""
