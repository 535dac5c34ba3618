"""What commands have in common: the types of their options, each checked when it is read."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from pipelines.language import say

__all__ = [
    "DEFAULT_OUT",
    "TIMEOUT",
    "Doc",
    "Effort",
    "Flag",
    "Out",
    "Part",
    "PerThousand",
    "Port",
    "Reader",
    "Words",
    "Workers",
    "part",
    "per_thousand",
]

DEFAULT_OUT = "data/out"
TIMEOUT = 1800  # seconds that one document may take where nobody says otherwise
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", re.IGNORECASE)
_THOUSAND = 1000
_PORTS = 1 << 16
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def _size(_: object, tokens: tuple[object, ...]) -> int:
    text = str(getattr(tokens[0], "value", tokens[0]))
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ValueError(say("misuse.size", text=text))
    return int(float(match[1]) * 1024 ** _POWERS[match[2].lower()])


def _share(_: object, tokens: tuple[object, ...]) -> float:
    text = str(getattr(tokens[0], "value", tokens[0])).strip()
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError as fault:
        raise ValueError(say("misuse.share", text=text)) from fault
    if not 0 <= share <= 1:
        raise ValueError(say("misuse.share", text=text))
    return share


def part(text: str) -> tuple[int, int]:
    """`3/16` as (3, 16). Raises ValueError."""
    match = re.fullmatch(r"(\d+)/(\d+)", text)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise ValueError(say("misuse.part", text=text))
    return int(match[1]), int(match[2])


def per_thousand(text: str) -> float | None:
    """`0.5` as a number of a thousand; `off`, for none, as None. Raises ValueError."""
    if text == "off":
        return None
    if not re.fullmatch(r"\d+(\.\d+)?", text) or not 0 < float(text) < _THOUSAND:
        raise ValueError(say("misuse.per_thousand", text=text))
    return float(text)


def _is_per_thousand(_: object, text: str | None) -> None:
    if text is not None:
        per_thousand(text)


def _is_positive(_: object, number: int | None) -> None:
    if number is not None and number < 1:
        raise ValueError(say("misuse.none", n=number))


def _is_port(_: object, number: int) -> None:
    if not 0 <= number < _PORTS:
        raise ValueError(say("misuse.port", n=number))


def _has_text(_: object, text: str) -> None:
    if not text.strip():
        raise ValueError(say("misuse.empty"))


def _is_part(_: object, text: str) -> None:
    part(text)


PerThousand = Annotated[str | None, Parameter(validator=_is_per_thousand)]
Part = Annotated[str, Parameter(validator=_is_part)]
Port = Annotated[int, Parameter(name=["--port", "-p"], validator=_is_port)]
Words = Annotated[str, Parameter(validator=_has_text)]
Workers = Annotated[int | None, Parameter(help=say("option.workers"), validator=_is_positive)]
Flag = Annotated[bool, Parameter(negative="")]
Reader = Annotated[
    Literal["auto", "tablers", "pdfplumber", "camelot", "ppocr", "paddleocr"],
    Parameter(help=say("option.reader")),
]
Doc = Annotated[str, Parameter(help=say("option.doc"))]
Out = Annotated[str, Parameter(help=say("option.out"))]


@Parameter(name="*")
@dataclass(frozen=True)
class Effort:
    """Who works, and how much one document may take."""

    workers: Workers = None
    scheduler: Annotated[str | None, Parameter(help=say("option.scheduler"))] = None
    timeout: Annotated[float, Parameter(help=say("option.timeout"))] = TIMEOUT
    memory: Annotated[int | None, Parameter(converter=_size, n_tokens=1, help=say("option.memory"))] = None
    max_failures: Annotated[float | None, Parameter(converter=_share, n_tokens=1, help=say("option.max_failures"))] = (
        None
    )
    password: Annotated[str | None, Parameter(help=say("option.password"))] = None
    passwords: Annotated[Path | None, Parameter(help=say("option.passwords"))] = None
    log: Annotated[Literal["text", "json"], Parameter(help=say("option.log"))] = "text"
