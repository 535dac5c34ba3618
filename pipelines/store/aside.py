"""A person's work on a file of ours is not written over: a file that was edited since we wrote it is set aside."""

from pathlib import PurePosixPath

from pipelines.store.artefacts import digest
from pipelines.store.objects import Store

__all__ = ["replace", "set_aside"]


def replace(store: Store, path: str, data: bytes, ours: str | None) -> str | None:
    """Write a file of ours. One in its place that is not as we wrote it (`ours`: its hash, None: not known) is kept
    beside it; returns where."""
    there = None if ours is None else store.get(path)
    kept = set_aside(store, path, there) if there is not None and digest(there) not in (ours, digest(data)) else None
    store.put(path, data)
    return kept


def set_aside(store: Store, path: str, data: bytes) -> str:
    """Keep an edited file under a name of its own beside it (`indicators.edited.csv`); returns its path."""
    name = PurePosixPath(path)
    for count in range(1, 1000):
        other = str(name.with_name(f"{name.stem}.edited{'' if count == 1 else f'-{count}'}{name.suffix}"))
        there = store.get(other)
        if there is None or there == data:
            break
    store.put(other, data)
    return other
