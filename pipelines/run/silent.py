"""How many of a thousand values may stay wrong without anybody being asked belongs to a store: what a run was told
holds for every later one, for the review page and for each export, until another is told otherwise."""

import json

from normalize.form.risk import Silent, limit_of
from pipelines.language import say
from pipelines.store.objects import Store

__all__ = ["SILENT", "keep_silent", "silent_of", "told"]

SILENT = "stages/silent.json"


def keep_silent(store: Store, silent: Silent | None) -> None:
    """Remember what was asked for; None: what asks by default."""
    if silent is None:
        store.delete(SILENT)
    elif silent != silent_of(store):
        store.put(SILENT, json.dumps(silent._asdict()).encode())


def silent_of(store: Store) -> Silent | None:
    """What holds for a store; None where nobody asked for anything."""
    kept = store.get(SILENT)
    if kept is None:
        return None
    told = json.loads(kept)
    return Silent(**told) if isinstance(told, dict) else Silent(told)  # a number alone: from before there were two ways


def told(silent: Silent) -> str:
    """What is asked for, and what comes of it, in a sentence."""
    limit = limit_of(silent)
    way = "surely" if silent.surely else "expected"
    return say(f"silent.{way}" if limit.holds else f"silent.not_{way}", wanted=silent.most, reached=limit.reached)
