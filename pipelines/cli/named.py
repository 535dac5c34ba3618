"""Which document a person means: by its path, by a name it was handed in under, or by the beginning of its hash."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.intake.find import find
from pipelines.intake.sources import to_path
from pipelines.language import say
from pipelines.store.ledger import Entry, Source, merge
from pipelines.store.objects import is_url

__all__ = ["NoSuchDocument", "resolve"]


class NoSuchDocument(Exception):
    """Nothing, or more than one document, answers to what was typed."""


def resolve(doc: str, entries: Mapping[str, Entry]) -> Entry:
    """The document that `doc` names. A path to a file that the ledger does not know gives a new entry.

    Raises NoSuchDocument with what could have been meant.
    """
    if (not is_url(doc) or doc.startswith("file://")) and to_path(doc).is_file():
        return _by_path(doc, entries)
    by_path = [entry for entry in entries.values() if any(_stands_at(source, doc) for source in entry.sources)]
    by_name = [entry for entry in entries.values() if doc in entry.names or Path(doc).name in entry.names]
    found = by_path or by_name or [entry for sha, entry in entries.items() if sha.startswith(doc.lower())]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoSuchDocument(say("misuse.no_document", doc=doc))
    candidates = "\n".join(f"  {entry.doc_id}  {entry.path}" for entry in found[:10])
    raise NoSuchDocument(say("misuse.many_documents", doc=doc, n=len(found), candidates=candidates))


def _stands_at(source: Source, doc: str) -> bool:
    """Whether a file was handed in at this path, below its input or below a folder around that."""
    return doc == source.path or ("/" in doc and source.location.endswith(f"/{doc}"))


def _by_path(doc: str, entries: Mapping[str, Entry]) -> Entry:
    handed = find([doc]).files
    merged = merge(dict(entries), handed)
    locations = {file.location for file in handed}
    return next(e for e in merged.entries.values() if any(source.location in locations for source in e.sources))
