"""What is still open in a store, for whoever wants nothing unsettled to go out."""

from collections.abc import Iterator, Sequence

from normalize.schema import columns
from pipelines.language import language, say
from pipelines.language.reasons import review_words
from pipelines.settle.desk import Desk
from pipelines.settle.model import Decision
from pipelines.store.objects import Store

__all__ = ["StillOpen", "refuse_open"]

_MOST = 30
"""Decisions that are named; the rest is counted."""
_LONG = 40
"""Characters of a text that are told."""


class StillOpen(Exception):
    """Something asks that nobody has settled: what, and where."""


def refuse_open(store: Store, *, all_versions: bool = False) -> None:
    """Raise StillOpen where a decision is open; `all_versions`: also about forms that a later version supersedes."""
    left = Desk(store, all_versions=all_versions).decisions()
    if left:
        raise StillOpen("\n".join([say("settle.still_open", n=len(left), out=store.location), *_lines(left)]))


def _lines(left: Sequence[Decision]) -> Iterator[str]:
    for one in left[:_MOST]:
        where = one.place or (say("settle.page", page=one.page) if one.page else "")
        what = _title(one.table, one.field) if one.field else say(f"settle.whole_{one.table}")
        text = " ".join((one.value if one.whole else one.text).split())
        text = text if len(text) <= _LONG else f"{text[:_LONG]}…"
        yield f"  {one.path} {where} {what}: {text} ({review_words(';'.join(one.reasons), language())})"
    if len(left) > _MOST:
        yield say("summary.more_short", n=len(left) - _MOST)


def _title(table: str, field: str) -> str:
    """A column's title; in English its name."""
    return str(columns(table)[field].title) if language() == "zh" else field.replace("_", " ")
