"""Printed lines to text: what a cell's width broke is joined, what a person broke stays broken.

A line that still had room for the first word of the next one was ended by a person. The room is measured in the
cell's own geometry, so it holds for centred text, for every type size and for scans.
"""

import re
from collections.abc import Sequence

from extract.model import Box, Cell, Line

__all__ = ["clean", "flat", "paragraphs"]

_TOKEN = re.compile(r"[A-Za-z0-9.,%/\-]+|.")
_POINT = re.compile(
    r"^(?:\d{1,2}[.、)）．](?!\d)|[(（][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}[、.]|[①-⑳【●·•◆★]|指标\d|目标\d)"
)
_CLOSED = re.compile(r"[。；;!！?？】]$")
_PAGE_NUMBER = re.compile(r"^\s*[—–-]+\s*\d{1,3}\s*[—–-]+\s*$|^第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?$")
_RUN_IN = re.compile(r"\s*—\s*\d{1,3}\s*—$")
_WORD = re.compile(r"[A-Za-z]")


def clean(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a cell without those that only carry a page number (`— 1 —`)."""
    return tuple(line for line in lines if not _PAGE_NUMBER.match(line.text))


def flat(lines: Sequence[Line]) -> str:
    """All lines as one, no space put between Chinese characters or digits."""
    return _RUN_IN.sub("", _joined([line.text.strip() for line in lines]))


def paragraphs(cell: Cell) -> str:
    """The cell's text with only the line breaks that a person made."""
    lines = clean(cell.lines)
    parts: list[list[str]] = []
    for index, line in enumerate(lines):
        if index and _wrapped(lines[index - 1], line, cell.box, lines):
            parts[-1].append(line.text.strip())
        else:
            parts.append([line.text.strip()])
    return "\n".join(text for part in parts if (text := _joined(part)))


def _joined(texts: Sequence[str]) -> str:
    result = ""
    for text in texts:
        apart = result and text and _WORD.match(result[-1]) and _WORD.match(text[0])
        result += f" {text}" if apart else text
    return result.strip()


def _wrapped(before: Line, after: Line, box: Box, lines: Sequence[Line]) -> bool:
    """Whether the cell's width, not a person, ended `before`: its next word would not have fitted any more."""
    if _POINT.match(after.text) and _CLOSED.search(before.text):
        return False
    if not before.text.strip() or not after.text.strip():
        return False
    width = before.box[2] - before.box[0]
    size = width / max(1.0, _ems(before.text))
    widest = max(line.box[2] - line.box[0] for line in lines)
    full = max(widest, box[2] - box[0] - 2.5 * size)
    token = _TOKEN.match(after.text.strip())
    # One more character: a closing mark may not begin a line and takes its neighbour along.
    return width + size * (_ems(token.group() if token else "") + 1) > full


def _ems(text: str) -> float:
    """The width of `text` in units of its type size: Chinese characters are square, others half as wide."""
    return sum(0.5 if ord(char) < 0x2E80 and char not in "“”‘’…—≥≤①②③" else 1.0 for char in text)
