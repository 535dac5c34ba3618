"""A document's own bytes, as it was read, from the first place that still has them."""

from pipelines.intake.sources import UnreadableSource, read_source
from pipelines.store.artefacts import digest
from pipelines.store.ledger import Entry

__all__ = ["original"]


def original(entry: Entry) -> bytes:
    """The bytes. Raises UnreadableSource, in words, where no place has them as they were read."""
    problem = "原件不在入库时的位置"
    for source in entry.sources:
        try:
            data = read_source(source.location)
        except UnreadableSource as fault:
            problem = f"原件无法读取：{fault}"
            continue
        if digest(data) == entry.sha256:
            return data
        problem = "原件在入库以后有改动"
    raise UnreadableSource(problem)
