"""Members of a saved message (`.eml`): its text, and what is attached to it."""

import email
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from itertools import chain
from typing import BinaryIO

from pipelines.intake.archives.member import MOST, Member, Refused, bounded, named_apart, safe

__all__ = ["members"]

_CHINESE = ("gb2312", "gbk", "gb_2312-80", "x-gbk")
"""Charsets that are called so and hold characters of the larger GB18030."""
_TEXTS = {"text/html": "message.html", "text/plain": "message.txt"}
"""What the message itself is called, which has no name."""
_PAGE = re.compile(rb"<table", re.IGNORECASE)
"""What makes a message's own text a page that may hold a form."""
_SUFFIXES = {"message/rfc822": ".eml", "image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}


def members(file: BinaryIO) -> Iterator[Member]:
    """Every attachment, and the message's text where it may hold a form or nothing is attached, in their order. Raises
    `Refused`."""
    try:
        parts = list(_leaves(email.message_from_binary_file(file)))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as fault:
        raise Refused(
            "damaged", f"the message cannot be opened ({fault}): hand in the files that are attached to it"
        ) from fault
    parts = [part for part in parts if not _is_words(part)] or parts
    if len(parts) > MOST:
        raise Refused("oversized", f"the message holds {len(parts):,} files: hand in the files themselves")
    kept = [(part, name) for part in parts if (name := safe(_name(part))) is not None]
    for (part, _), name in zip(kept, named_apart(name for _, name in kept), strict=True):
        yield Member(name, 0, lambda part=part: _read(part))  # type: ignore[misc]


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, of one text in several kinds the last, which is the richest; a message attached to
    the message is one of them, unopened."""
    whole = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(whole, list):
        found = [list(_leaves(part)) for part in whole if isinstance(part, Message)]
        kept = found[-1:] if message.get_content_subtype() == "alternative" else found
        yield from chain.from_iterable(kept)
    elif message.get_content_type() == "message/rfc822" or _holds(message):
        yield message


def _holds(part: Message) -> bool:
    body = part.get_payload(decode=True)
    return isinstance(body, bytes) and bool(body.strip())


def _is_words(part: Message) -> bool:
    """Whether a part is a message's text and says no more than a letter does."""
    return not part.get_filename() and _name(part) == _TEXTS["text/plain"]


def _name(part: Message) -> str:
    """What a part is called: as it says, as a message's text, or by its kind."""
    kind = part.get_content_type()
    if told := _spelled(part.get_filename() or ""):
        return told
    if kind == "text/html" and not _PAGE.search(bytes(part.get_payload(decode=True) or b"")):
        return _TEXTS["text/plain"]
    return _TEXTS.get(kind) or f"unnamed{_SUFFIXES.get(kind, '')}"


def _spelled(name: str) -> str:
    """A name with its encoded words spelled out."""
    try:
        return (
            "".join(
                part if isinstance(part, str) else part.decode(_charset(charset), "replace")
                for part, charset in decode_header(name)
            )
            .replace("\r", "")
            .replace("\n", "")
        )
    except (HeaderParseError, LookupError, ValueError):
        return name


def _charset(named: str | None) -> str:
    return "gb18030" if named in _CHINESE else named or "utf-8"


def _read(part: Message) -> bytes:
    try:
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
            data = b"".join(one.as_bytes() for one in inner if isinstance(one, Message))
        else:
            body = part.get_payload(decode=True)
            data = body if isinstance(body, bytes) else b""
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as fault:
        raise Refused("damaged", f"damaged inside the message ({fault}): hand in the file itself") from fault
    bounded(len(data))
    return data
