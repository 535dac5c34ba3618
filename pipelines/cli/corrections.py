"""The commands on what people said of values: out as a table, in from one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.options import DEFAULT_OUT, Effort, Out, Reader
from pipelines.language import say

if TYPE_CHECKING:
    from pipelines.store.objects import Store

__all__ = ["corrections_export", "corrections_import"]


def corrections_export(file: Path, /, *, out: Out = DEFAULT_OUT) -> int:
    """Write what people said of values as a CSV.

    Example: `jixiao corrections export 更正.csv`

    Parameters
    ----------
    file
        The CSV.
    """
    from pipelines.settle.table import as_csv
    from pipelines.store import ledger
    from pipelines.store.corrections import read_corrections
    from pipelines.store.objects import existing
    from pipelines.store.people import places

    entries = ledger.read_all(existing(out))
    kept = read_corrections(places(existing(out), entries.values()))
    given = sorted((one for answers in kept.values() for one in answers), key=lambda one: (one.at, one.id))
    file.write_bytes(as_csv(given, {sha: entry.path for sha, entry in entries.items()}))
    _say(say("corrections.written", n=len(given), path=file))
    return 0


def corrections_import(
    file: Path,
    /,
    *,
    out: Out = DEFAULT_OUT,
    reader: Reader = "auto",
    effort: Effort = Effort(),  # noqa: B008
) -> int:
    """Take answers from a CSV like the exported one, read their documents anew, write the tables.

    Example: `jixiao corrections import 更正.csv`

    Parameters
    ----------
    file
        The CSV; a row with anything wrong in it leaves all of them out.
    """
    from pipelines.cli.commands import run_again, upto
    from pipelines.cli.effort import choice_of, crew_of, under_eyes
    from pipelines.intake.find import MissingPath
    from pipelines.store.objects import existing

    if not file.is_file():
        raise MissingPath(say("misuse.no_file", path=file))
    store = existing(out)
    taken, strangers = _take(store, file.read_bytes())
    _say(say("corrections.taken", n=len(taken), documents=say("count.documents", n=len(set(taken)))))
    if strangers:
        _say(say("corrections.strangers", n=strangers))
    if not taken:
        return 0
    crew, choice, table = crew_of(effort), choice_of(effort), upto("normalize", reader, store)
    docs = sorted(set(taken))
    return under_eyes(out, effort, lambda told: run_again(store, docs, table, crew, choice, told=told))


def _take(store: "Store", data: bytes) -> tuple[list[str], int]:
    """Keep the answers about documents that the store has; returns the document of each, and how many are about
    others."""
    from pipelines.settle.table import from_csv
    from pipelines.store import ledger
    from pipelines.store.corrections import keep_corrections
    from pipelines.store.people import places

    entries = ledger.read_all(store)
    given = from_csv(data)
    here = [one for one in given if one.sha256 in entries]
    for sha in dict.fromkeys(one.sha256 for one in here):
        keep_corrections(places(store, [entries[sha]]), [one for one in here if one.sha256 == sha])
    return [one.sha256 for one in here], len(given) - len(here)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
