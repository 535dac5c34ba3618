"""What a person reads, in Chinese or English, from one catalogue: `messages.toml` (the command line) and `page.toml`
(the review page) beside this file.

A message has a key, a text a language and facts to be filled in (`{name}`). English tells one from many: a list of two
texts, chosen by the fact `n`. Nothing that is kept (artefacts, tables) hangs on the language: what the ledger says is
Chinese whoever runs it.
"""

import locale
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["LANGUAGES", "Language", "catalogue", "has", "language", "say", "say_in", "speaking"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FILES = ("messages.toml", "page.toml")
_VARIABLES = ("JIXIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
Texts = Mapping[str, str | list[str]]
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(tongue: Language) -> Iterator[None]:
    """Speak to one reader in their language, whatever the process speaks: a server has readers of both."""
    before = _spoken.set(tongue)
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> Language:
    """The language of whoever reads: that spoken to them, what JIXIAO_LANG says (`zh`, `en`), else the locale
    of the system."""
    if (spoken := _spoken.get()) is not None:
        return spoken
    asked = next((value for name in _VARIABLES if (value := os.environ.get(name))), None)
    if asked is None:
        asked = locale.getlocale()[0] or ""  # on Windows and macOS the locale is no variable
    return "zh" if asked.casefold().startswith(("zh", "chinese")) else "en"


def say(key: str, /, **facts: object) -> str:
    """The message of this key in the reader's language."""
    return say_in(language(), key, **facts)


def say_in(tongue: Language, key: str, /, **facts: object) -> str:
    """The message of this key in one language. A key that the catalogue does not have is a defect: KeyError."""
    text = catalogue()[key][tongue]
    if isinstance(text, list):
        one, many = text
        text = one if facts.get("n") == 1 else many
    return text.format_map(facts)


def has(key: str) -> bool:
    """Whether the catalogue has a message of this key."""
    return key in catalogue()


@cache
def catalogue() -> Mapping[str, Texts]:
    """Every message: key (`section.name`) to its texts by language."""
    read = [tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8")) for name in _FILES]
    sections = [item for file in read for item in file.items()]
    return {f"{section}.{name}": texts for section, messages in sections for name, texts in messages.items()}
