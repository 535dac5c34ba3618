"""Indicators side by side: a header whose names stand several times, taken apart into one header per group."""

import itertools

from normalize.columns import Column, Header

__all__ = ["groups"]


def groups(header: Header) -> list[Header]:
    """A header whose names stand twice (中期 left, 年度 right) taken apart, level 1 shared; else the header alone."""
    order = sorted(header.columns, key=lambda column: column.x0)
    names = [index for index, column in enumerate(order) if column.role == "name"]
    if len(names) < 2 or not _repeats(order, names):
        return [header]
    shared = [column for column in order[: names[0]] if column.role in ("level1",) or column.role.startswith("list.")]
    starts = [0]
    for previous, at in itertools.pairwise(names):
        lead = at
        while lead - 1 > previous and order[lead - 1].role in ("level2", "level1"):
            lead -= 1
        starts.append(lead)
    parts = [order[start:end] for start, end in zip(starts, [*starts[1:], len(order)], strict=True)]
    first = parts[0]
    rest = [
        [*(c for c in shared if all(c.role != own.role for own in part)), *_lent(part, first), *part]
        for part in parts[1:]
    ]
    return [Header(header.kind, tuple(part), header.depth) for part in (first, *rest)]


def _lent(part: list[Column], first: list[Column]) -> list[Column]:
    """The level 2 of the first group, where the second has none of its own."""
    return [] if any(c.role == "level2" for c in part) else [c for c in first if c.role == "level2"]


def _repeats(order: list[Column], names: list[int]) -> bool:
    between = {column.role for column in order[names[0] + 1 : names[1]]}
    return "value" in between or "actual" in between
