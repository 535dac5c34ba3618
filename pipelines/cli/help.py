"""The command line's own words in the reader's language: what commands and options are for, and what was misused.

English stands in the commands' docstrings, Chinese in `language/commands.zh.toml`: `doc` a command's first words,
`parameters` what each of its own parameters is for. Options that commands share are in the catalogue of messages.
"""

import errno
import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, get_args, get_origin

from cyclopts import CycloptsError
from cyclopts.exceptions import (
    CoercionError,
    MissingArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
    ValidationError,
)

from pipelines.language import language, say

__all__ = ["in_words", "localized", "misuse"]

Command = TypeVar("Command", bound=Callable[..., int])
_SLIPS: tuple[tuple[type[CycloptsError], str], ...] = (
    (MissingArgumentError, "misuse.missing"),
    (UnknownOptionError, "misuse.option"),
    (UnknownCommandError, "misuse.command"),
    (UnusedCliTokensError, "misuse.unused"),
    (CoercionError, "misuse.value"),
    (ValidationError, "misuse.value"),
)
_KINDS: dict[type | None, str] = {int: "number", float: "number", datetime: "date"}
"""What values of a type are called where one is not."""
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def localized(command: Command) -> Command:
    """The command with its help in the reader's language."""
    if language() == "zh":
        texts = _chinese()[command.__name__]
        parts = [texts["doc"].strip()]
        if parameters := texts.get("parameters"):
            parts += ["\nParameters\n----------", *(f"{name}\n    {text}" for name, text in parameters.items())]
        command.__doc__ = "\n".join(parts)
    return command


def misuse(fault: CycloptsError) -> str:
    """What was typed wrongly, and where the right way is told."""
    key = next((key for kind, key in _SLIPS if isinstance(fault, kind)), "misuse.other")
    command = " ".join(("jixiao", *(fault.command_chain or ())))
    why = _kind(fault) or str(getattr(fault, "exception_message", "") or fault.msg or fault)
    return say(key, command=command, what=_subject(fault), why=" ".join(why.split()))


def _kind(fault: CycloptsError) -> str | None:
    """What a value should have been; None where the option says that itself."""
    if not isinstance(fault, CoercionError) or fault.msg is not None or fault.token is None:
        return None
    text, kind = fault.token.value, fault.target_type
    if get_origin(kind) is Literal:
        return say("misuse.choice", text=text, choices=", ".join(map(str, get_args(kind))))
    return say(f"misuse.{_KINDS[kind]}", text=text) if kind in _KINDS else None


def _subject(fault: CycloptsError) -> str:
    """The word that the fault is about."""
    if isinstance(fault, MissingArgumentError | CoercionError | ValidationError) and fault.argument is not None:
        return str(fault.argument.name)
    token = getattr(fault, "token", None)
    left = (
        [token.keyword or token.value]
        if token is not None
        else list(fault.unused_tokens or fault.root_input_tokens or ())
    )
    return str(left[0]) if left and isinstance(fault, UnknownCommandError) else " ".join(map(str, left))


def in_words(fault: OSError) -> str:
    """A refusal of the operating system, with what to do."""
    what = fault.filename or say("stop.what")
    if isinstance(fault, PermissionError):
        return say("stop.permission", what=what)
    if fault.errno in _FULL:
        return say("stop.full", what=what)
    return say("stop.system", what=what, why=fault.strerror or fault)


@cache
def _chinese() -> dict[str, dict[str, Any]]:
    text = files("pipelines.language").joinpath("commands.zh.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
