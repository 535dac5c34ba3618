"""How many of a thousand values may stay wrong without anybody being asked belongs to a store: what a run was told
holds for every later one, for the review page and for each export, until another is told otherwise."""

import json

from normalize.form.risk import limit_of
from pipelines.language import say
from pipelines.store.objects import Store

__all__ = ["SILENT", "keep_silent", "silent_of", "told"]

SILENT = "stages/silent.json"


def keep_silent(store: Store, silent: float | None) -> None:
    """Remember what was asked for; None: what asks by default."""
    if silent is None:
        store.delete(SILENT)
    elif silent != silent_of(store):
        store.put(SILENT, json.dumps(silent).encode())


def silent_of(store: Store) -> float | None:
    """What holds for a store; None where nobody asked for anything."""
    kept = store.get(SILENT)
    return None if kept is None else float(json.loads(kept))


def told(silent: float) -> str:
    """What is asked for, and what comes of it, in a sentence."""
    limit = limit_of(silent)
    return say("silent.holds" if limit.holds else "silent.out_of_reach", wanted=silent, reached=limit.reached)
