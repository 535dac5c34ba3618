"""How much may stay wrong without anybody being asked belongs to a store: what a run was told holds for every later
one, for the review page and for each export, until another is told otherwise."""

from pydantic import TypeAdapter

from normalize.risk import Limit, Silent, limit_of
from pipelines.language import say
from pipelines.store.objects import Store

__all__ = ["SILENT", "keep_silent", "silent_of", "told"]

SILENT = "stages/silent.json"
_KEPT = TypeAdapter(Silent)


def keep_silent(store: Store, silent: Silent | None) -> None:
    """Remember what was asked for; None: what asks by default."""
    if silent is None:
        store.delete(SILENT)
    elif silent != silent_of(store):
        store.put(SILENT, _KEPT.dump_json(silent))


def silent_of(store: Store) -> Silent | None:
    """What holds for a store; None where nobody asked for anything."""
    kept = store.get(SILENT)
    return None if kept is None else _KEPT.validate_json(kept)


def told(silent: Silent) -> str:
    """What is asked for, and what comes of it, in a sentence."""
    limit: Limit = limit_of(silent)
    key = "silent.holds" if limit.holds else "silent.out_of_reach"
    how = say("silent.sure" if silent.sure else "silent.mean")
    return say(key, wanted=silent.per_thousand, how=how, reached=limit.reached)
