"""Printed lines to text: what a cell's width broke is joined, what a person broke stays broken.

A line that still had room for the first word of the next one was ended by a person. The room is measured in the
cell's own geometry, so it holds for centred text, for every type size and for scans.
"""

import re
import unicodedata
from collections.abc import Sequence
from statistics import median

from extract.confusable import any_of, dirt
from extract.model import Box, Line
from normalize.evidence.text import is_uncertain

__all__ = [
    "HAN",
    "PAGE_NUMBER",
    "clean",
    "ending",
    "flat",
    "is_contested",
    "may_be_text",
    "paragraphs",
    "together",
    "wrapped",
]

_WORD_OF = r"(?:[A-Za-z0-9.,·%/\-×÷=+±<>≤≥]+|.)"
_TOKEN = re.compile(_WORD_OF)
"""What no printer breaks: Latin letters, digits and the signs of a formula with what stands behind them (×100%)."""
_OPENING, _QUOTES, _CLOSING = "（(〔【《「『［[", "“”‘’\"'", "）)〕】》」』］]，。、；：！？…％·,.;:!?/"
_HEAD = re.compile(
    rf"[{re.escape(_OPENING + _QUOTES)}]*{_WORD_OF}(?:[{re.escape(_CLOSING)}]+|[{_QUOTES}]+{_WORD_OF})*[{_QUOTES}]*"
)
"""The same with the marks that may not begin or end a line: 分）；, 办”受, 〔2025〕."""
_POINT = re.compile(
    r"^(?:\d{1,2}[.、)）．](?!\d)|[(（][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}[、.]|[①-⑳【●·•◆★]|指标\d|目标\d)"
)
_CLOSED = re.compile(r"[。；;!！?？】]$")
PAGE_NUMBER = re.compile(r"^\s*[—–-]+\s*\d{1,3}\s*[—–-]+\s*$|^第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?$")
_DASH = any_of("dashes")
_PAGE_NUMBER_READ = re.compile(rf"^{_DASH}{{1,2}}\s*\d{{1,3}}\s*{_DASH}{{1,2}}$")
"""The same as a recogniser reads it: its dashes are 一 as often as not."""
_PAGE_SIGNS = frozenset(dirt("dashes") + "第")
"""What these begin with."""
_RUN_IN = re.compile(r"\s*—\s*\d{1,3}\s*—$")
_READERS = ("tiny", "small")
_STRAY = 3  # characters
_APART = 1.5  # heights of the ink of a line: digits are lower than the lines they stand on
_STRETCHED, _SURE, _UNREAD = 2.0, 0.95, 0.5
_STROKES = frozenset(dirt("strokes"))
_BARS = frozenset(dirt("bars"))
"""What no form prints on a line of its own."""
_DUST = dirt("dust")
"""What specks beside a character are read as."""
_TORN = re.compile(_DASH + "{2,}")
_WORD = re.compile(r"[A-Za-z]")
_FIGURE = re.compile(r"\d")
HAN = re.compile(r"[\u4e00-\u9fff]")
_SEEN = 0.7
"""How sure a reader is of what it sees."""
_ALIKE = 0.9
"""How sure the end of a line is at the most that two readers read alike, whatever they made of its beginning: of 14
names behind codes that were read below 0.9 all were right."""


def clean(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a cell without those that only carry a page number (`— 1 —`)."""
    return tuple(line for line in lines if not _numbers_page(line))


def _numbers_page(line: Line) -> bool:
    text = line.text.strip()
    if text[:1] not in _PAGE_SIGNS:
        return False
    return bool(PAGE_NUMBER.match(text) or (is_uncertain(line) and _PAGE_NUMBER_READ.match(text)))


def together(lines: Sequence[Line], boxes: Sequence[Box], cell: Box) -> tuple[Line, ...]:
    """A recognised cell's lines without what a stamp or a torn ruling has left in it: a character or two that stand
    well apart from the lines of its text and from what stands by those, a line that is a stroke, or a few characters
    which two readers read differently and which nothing brought to a line of their own: there was room for them behind
    the text before, or they are too wide. `boxes` are those of the lines, `cell` that of their cell, all upright."""
    kept = _near_text(list(zip(lines, boxes, strict=True)))
    if kept is None:
        return tuple(lines)
    widest = max(box[2] - box[0] for box in boxes)
    whole: list[tuple[Line, Box]] = []
    for n, (line, box) in enumerate(kept):
        outer = len(kept) > 1 and n in (0, len(kept) - 1)
        before = (whole[-1][0].text, whole[-1][1]) if whole else None
        room = before is None or not wrapped(before, line.text, cell, widest)
        torn = room or (_is_stretched(line, box) and line.confidence < _SURE)
        if not (outer and torn and _is_rest(line)):
            whole.append((line, box))
    return tuple(line for line, _ in whole)


def may_be_text(line: Line, box: Box, text: Sequence[Box]) -> bool:
    """Whether a line that was left out may be text: every reader saw a character there, and it stands by the `text`
    that was kept, none was, or some reader is sure of it. Of 51 cells of labelled scans from which one was left out, 28
    had a reader that saw nothing there and none of these lost text; nor did any far from its text, a signature in a
    cell that goes down over many rows, of which every reader was unsure."""
    read = [one for one in line.readings if one.by in _READERS]
    if not all(any(map(str.isalnum, said)) for said in (line.text, *(one.text for one in read))):
        return False
    high = max(bottom - top for _, top, _, bottom in (box, *text))
    near = not text or box in _reached(text, [box], _APART * high)
    return near or max((one.score for one in read), default=1.0) > _SEEN


def _near_text(lines: list[tuple[Line, Box]]) -> list[tuple[Line, Box]] | None:
    """The lines that are text, and the short ones near them that are no stroke; None where none is text."""
    text = [box for line, box in lines if len(line.text) > _STRAY]
    if not text:
        return None
    near = _reached(text, [box for _, box in lines], _APART * median(box[3] - box[1] for box in text))
    figures = any(_FIGURE.search(line.text) for line, _ in lines)
    return [
        (line, box)
        for line, box in lines
        if len(line.text) > _STRAY or (box in near and not _is_stroke(line) and (figures or not _is_shape_alone(line)))
    ]


def _is_shape_alone(line: Line) -> bool:
    """Whether no reader saw anything in a line that has a sign's shape: two specks are a % that nobody reads."""
    read = [one.text for one in line.readings if one.by in _READERS]
    return bool(read) and not any(read)


def _is_rest(line: Line) -> bool:
    """Whether a line may be a stamp's rest: short or a scrawl, and read differently by two readers."""
    return (len(line.text) <= _STRAY or _is_scrawl(line)) and is_contested(line, _DUST)


def _reached(text: Sequence[Box], boxes: Sequence[Box], room: float) -> list[Box]:
    """The boxes that stand within `room` above or below the text, or of one that does: a narrow column breaks
    `2025年12月31日前` into lines of three characters."""
    found = list(text)
    while more := [
        box
        for box in boxes
        if box not in found and min(max(box[1] - low, high - box[3]) for _, high, _, low in found) <= room
    ]:
        found += more
    return found


def is_contested(line: Line, marks: str = "") -> bool:
    """Whether two readers make different characters of a line; those in `marks` are none, and （ is (."""
    drop = str.maketrans("", "", marks)
    read = {unicodedata.normalize("NFKC", one.text) for one in line.readings if one.by in _READERS}
    return len({text.translate(drop) for text in read}) > 1


def _is_stretched(line: Line, box: Box) -> bool:
    """Whether a line is far wider than its characters can be: the edge of a seal."""
    return box[2] - box[0] > _STRETCHED * _ems(line.text.strip()) * (box[3] - box[1])


def _is_scrawl(line: Line) -> bool:
    """Whether no reader makes words of a line, nor is sure of it: a stroke of a signature across it."""
    return line.confidence < _UNREAD and not HAN.search(line.text.replace("一", ""))


def _is_stroke(line: Line) -> bool:
    """Whether a line is one stroke, upright or one of which the recognisers make different characters, or a row of
    dashes: a piece of a ruling, of a seal's edge or of a signature."""
    text = line.text.strip()
    return text in _BARS or _TORN.fullmatch(text) is not None or (is_contested(line) and text in _STROKES)


def ending(lines: Sequence[Line], text: str) -> tuple[Line, ...]:
    """The lines that a text stands on which they end with, a name behind its code: the first is as sure as the surer of
    two readers that read its part alike."""
    found: list[Line] = []
    rest = "".join(text.split())
    for line in reversed(lines):
        said = "".join(line.text.split())
        if not rest or not (rest.endswith(said) or said.endswith(rest)):
            break
        found.append(line if rest.endswith(said) else _as_sure_of(line, rest))
        rest = rest[: -len(said)] if rest.endswith(said) else ""
    return tuple(lines) if rest else tuple(reversed(found))


def _as_sure_of(line: Line, end: str) -> Line:
    read = [one for one in line.readings if one.by in _READERS]
    if len(read) < 2 or not all(_folded(one.text).endswith(_folded(end)) for one in read):
        return line
    sure = max(line.confidence, min(_ALIKE, max(one.score for one in read)))
    return line.model_copy(update={"confidence": sure})


def _folded(text: str) -> str:
    """A text without white space, its wide marks as the narrow ones."""
    return unicodedata.normalize("NFKC", "".join(text.split()))


def flat(lines: Sequence[Line]) -> str:
    """All lines as one, no space put between Chinese characters or digits."""
    text = _joined([line.text.strip() for line in lines])
    return _RUN_IN.sub("", text) if text.endswith("—") else text


def paragraphs(lines: Sequence[tuple[str, Box]], box: Box) -> str:
    """The text of a cell's printed lines, each with its box, with only the line breaks that a person made.

    `box` is the cell's; all boxes are those of upright text.
    """
    parts: list[list[str]] = []
    widest = max((line[2] - line[0] for _, line in lines), default=0.0)
    for index, (text, _) in enumerate(lines):
        if index and wrapped(lines[index - 1], text, box, widest):
            parts[-1].append(text.strip())
        else:
            parts.append([text.strip()])
    return "\n".join(text for part in parts if (text := _joined(part)))


def _joined(texts: Sequence[str]) -> str:
    result = ""
    for text in texts:
        apart = result and text and _WORD.match(result[-1]) and _WORD.match(text[0])
        result += f" {text}" if apart else text
    return result.strip()


def wrapped(before: tuple[str, Box], after: str, box: Box, widest: float) -> bool:
    """Whether the cell's width, not a person, ended `before`: its next word would not have fitted any more."""
    text, place = before
    if _POINT.match(after) and _CLOSED.search(text):
        return False
    if not text.strip() or not after.strip():
        return False
    width = place[2] - place[0]
    size = width / max(1.0, _ems(text))
    full = max(widest, box[2] - box[0] - 2.5 * size)
    token, head = (found.match(after.strip()) for found in (_TOKEN, _HEAD))
    # One more character, for what the cell leaves free at its sides is not known.
    need = max(_ems(token[0] if token else "") + 1, _ems(head[0] if head else ""))
    return width + size * need > full


def _ems(text: str) -> float:
    """The width of `text` in units of its type size: Chinese characters are square, others half as wide."""
    return sum(0.5 if ord(char) < 0x2E80 and char not in "“”‘’…—≥≤①②③" else 1.0 for char in text)
