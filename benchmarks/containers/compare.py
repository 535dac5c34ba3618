"""What a document says, evidence aside, and where two containers of it differ."""

from collections.abc import Iterator, Mapping
from typing import Any

from extract import ExtractSettings, extract
from normalize import form_words, normalize
from normalize.schema import Form

__all__ = ["differences", "said"]

EVIDENCE = {
    "page",
    "x0",
    "y0",
    "x1",
    "y1",
    "origin",
    "confidence",
    "needs_review",
    "review_reason",
    "page_first",
    "page_last",
    "form_id",
    "evidence",
    "findings",
    "slots",
    "unfilled",
    "totals",
}
Said = list[dict[str, Any]]


def said(data: bytes) -> Said:
    """Every form of a document, a plain value without its evidence."""
    read = extract(data, ExtractSettings(form_words=form_words()))
    return [_plain(form) for form in normalize(read).forms]


def _plain(form: Form) -> dict[str, Any]:
    plain = _without(form.model_dump())
    return dict(plain) if isinstance(plain, Mapping) else {}


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(part) for name, part in value.items() if name not in EVIDENCE}
    return [_without(part) for part in value] if isinstance(value, list | tuple) else value


def differences(want: Said, got: Said) -> Iterator[str]:
    """Each place where what one container says is not what the other does."""
    if len(want) != len(got):
        yield f"{len(want)} forms, {len(got)} here"
    for n, (one, other) in enumerate(zip(want, got, strict=False), 1):
        yield from (f"form {n} {line}" for line in _unlike(one, other, ""))


def _unlike(one: Any, other: Any, where: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in one:
            yield from _unlike(one[name], other.get(name), f"{where}.{name}" if where else name)
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            yield f"{where}: {len(one)} rows, {len(other)} here"
        for n, (a, b) in enumerate(zip(one, other, strict=False), 1):
            yield from _unlike(a, b, f"{where}[{n}]")
    elif one != other:
        yield f"{where}: {one!r}, {other!r} here"
