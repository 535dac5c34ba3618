"""Bracket text: no grid of indicators, one cell holds `【产出指标-数量指标】指标1:机柜数量(≥77台)…`."""

import re
from collections.abc import Iterator

from extract.confusable import any_of
from normalize.cells.slot import CLOSED, Cut, Slot
from normalize.draft import Asked, Fact, Labelled, RawIndicator
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, Text, uncertain
from normalize.kinds.decide import SPECKS
from normalize.read.parts import Running

__all__ = ["ENDS", "begins_anew", "is_bracket_text", "last_bracket", "read_brackets", "whole_brackets"]

_HEADING = re.compile(
    r"(?:[【\[]|(?=(?:产?出|效?益|满?意?度|成?本)指标[-—–－·•.][^【】\[\]]{2,16}[】\]]))"
    r"(?P<head>[^【】\[\]]{2,30}?)(?:[】\]]|(?=指标\s*\d{1,2}\s*[:：]))"
)
"""A scan may lose one of its brackets: that which closes it, in front of the first item, or the one that opens it with
the character beside it."""
_ITEM = re.compile(r"指标\s*\d{1,2}\s*[:：·]")
"""A scan may leave one of the two points of its colon."""
_DASH = re.compile(r"[-—–－·•.]")
_RUN_ON = re.compile(r"(产出指标|效益指标|满意度指标|成本指标)(.+指标)")
_LEVEL = re.compile(r"指标|满意度|产出|效益|成本")
ENDS = " ;；。,，、"
"""What may stand behind an item."""
_HARDLY = 0.5
"""How sure its reader is of a line that may say something else."""
_STRAY = re.compile(r"(?<=[)）])[^\s()（）【】]{1,2}$")
"""Dirt behind the bracket that closes a recognised item."""
_TARGET = re.compile(rf"{any_of('signs', 'halves_of_signs')}=?\s*\d")


def is_bracket_text(slot: Slot) -> bool:
    """Whether a cell holds indicators as bracket text: a heading naming a level, and items under it."""
    text = "".join(line.text for line in slot.lines)
    return bool(_ITEM.search(text)) and any(_levels(match["head"]) for match in _HEADING.finditer(text))


def begins_anew(slot: Slot) -> bool:
    """Whether a bracket text begins with the goal, as a project's does."""
    first = _HEADING.match("".join(line.text for line in slot.lines).strip())
    return first is not None and "目标" in first["head"] and _levels(first["head"]) is None


def whole_brackets(slot: Slot, rest: Slot | None) -> Slot | Cut:
    """A bracket text with its `rest` at the head of the next page, where no wall parts the two: the page break runs
    through an item."""
    if rest is None or CLOSED not in slot.doubts or CLOSED not in rest.doubts:
        return slot
    return slot if not rest.key or rest.key == slot.key or begins_anew(rest) else Cut(slot, rest)


def _levels(head: str) -> tuple[str, str] | None:
    """The level names of a heading, as they stand there. The dash between them is short: a scan loses it, or reads a
    point."""
    dash = _DASH.search(head)
    if dash is not None:
        first, second = head[: dash.start()], head[dash.end() :]
    else:
        run_on = _RUN_ON.fullmatch(head)
        first, second = run_on.groups() if run_on else (head, "")
    return (first, second) if second and _LEVEL.search(head) else None


def read_brackets(slot: Printed) -> Iterator[Fact]:
    """A bracket text's indicators, in printed order, and its goal. The form is asked about where a heading of a
    recognised text has nothing below it: a page break may run through the line; and where a line hardly reads, which
    may have been one or an item."""
    running = Running(slot)
    yield from _indicators(running)
    if (goal := _goal(running)) is not None:
        yield Labelled("goals", "plain", goal)
    if uncertain(slot) and (_lost_item(running) or any(line.confidence <= _HARDLY for line in slot.lines)):
        yield Asked(Doubt("row", "unread"))


def _headings(running: Running) -> list[tuple[re.Match[str], tuple[str, str] | None, int]]:
    """The headings of a text, each with the levels that it names, if it is none of a goal, and where what stands below
    it ends."""
    levels = {match: _levels(match["head"]) for match in _HEADING.finditer(running.text)}
    found = [(match, named) for match, named in levels.items() if named or "目标" in match["head"]]
    ends = [*(match.start() for match, _ in found[1:]), len(running.text)]
    return [(match, named, end) for (match, named), end in zip(found, ends, strict=True)]


def _goal(running: Running) -> Text | None:
    """What stands under 【总体目标】, 【年度目标】 or the like."""
    goals = (running.piece(match.end(), end) for match, levels, end in _headings(running) if levels is None)
    return next(goals, None)


def _lost_item(running: Running) -> bool:
    """Whether a heading has no item below it."""
    levelled = [(match.end(), end) for match, levels, end in _headings(running) if levels is not None]
    return not all(_ITEM.search(running.text, start, end) for start, end in levelled)


def _indicators(running: Running) -> Iterator[RawIndicator]:
    """The indicators of a bracket text, in printed order; the value is the last bracket behind the name."""
    for match, levels, end in _headings(running):
        if levels is None:
            continue
        at = running.text.index(levels[0], match.start())
        one = running.piece(at, at + len(levels[0]))
        below = running.text.index(levels[1], at + len(levels[0]))
        two = running.piece(below, below + len(levels[1]))
        items = list(_ITEM.finditer(running.text, match.end(), end))
        for number, item in enumerate(items):
            stop = items[number + 1].start() if number + 1 < len(items) else end
            yield from _item(running, item.start(), item.end(), stop, one, two)


def _item(running: Running, start: int, named: int, stop: int, one: Text, two: Text) -> Iterator[RawIndicator]:
    body = running.text[named:stop].rstrip(ENDS + SPECKS * running.uncertain)
    cells: dict[str, Printed] = {"level1": one, "level2": two}
    doubts: tuple[Doubt, ...] = ()
    if running.uncertain and (stray := _STRAY.search(body)):
        body, doubts = body[: stray.start()], (Doubt("cells", "merged"),)
    split = last_bracket(body)
    sign = _TARGET.search(body)
    if sign is not None and (split is None or split > sign.start()):  # a bracket of the two was not read
        doubts = (Doubt("cells", "merged"),)
        name = running.piece(start, named + len(body[: sign.start()].rstrip("(（")))
        cells["value"] = running.piece(named + sign.start(), named + len(body.rstrip("()（）")))
    elif split is None:
        name = running.piece(start, named + len(body))
    else:
        closing = named + len(body) - body.endswith((")", "）"))
        name = running.piece(start, named + split)
        cells["value"] = running.piece(named + split + 1, closing)
    if name.text:
        yield RawIndicator(name, cells, doubts=doubts)


def last_bracket(body: str) -> int | None:
    """Where the outermost bracket that closes `body` opens, or the last one that never closes; None where none does."""
    depth = 0
    if not body.endswith((")", "）")):
        left = max(body.rfind("("), body.rfind("（"))
        return left if left > max(0, body.rfind(")"), body.rfind("）")) else None
    for index in range(len(body) - 1, -1, -1):
        depth += (body[index] in ")）") - (body[index] in "(（")
        if depth == 0:
            return index
    return None
