"""The commands over many documents: run, rerun, status, watch."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from pipelines.cli.effort import choice_of, crew_of, under_eyes
from pipelines.cli.options import DEFAULT_OUT, Effort, Flag, Out, Part, PerThousand, Reader, part, per_thousand
from pipelines.language import say

if TYPE_CHECKING:
    from pipelines.run.job import Summary

__all__ = ["rerun", "run", "status", "watch"]

StageName = Literal["extract", "normalize"]
Titles = Literal["code", "zh"]


def run(
    *paths: Annotated[str, Parameter(required=True)],
    out: Out = DEFAULT_OUT,
    reader: Reader = "auto",
    all_versions: Flag = False,
    received: datetime | None = None,
    retry: Flag = False,
    stage: StageName = "normalize",
    only: str | None = None,
    shard: Part = "1/1",
    export: bool = True,
    lexicon: Path | None = None,
    titles: Titles | None = None,
    withdraw: Flag = False,
    silent: PerThousand = None,
    surely: PerThousand = None,
    effort: Effort = Effort(),  # noqa: B008
) -> int:
    """Read everything below PATHs and write the year's tables; what is known and unchanged costs nothing.

    Examples:

    ```
    jixiao run data/raw
    jixiao run january march/表.pdf --out results --received 2026-03-01
    jixiao run s3://budgets/2026 --out s3://budgets/out --scheduler tcp://head:8786
    ```

    Parameters
    ----------
    paths
        PDFs, images, or folders, which are searched to their depths; or URLs (s3://bucket/path).
    all_versions
        Export superseded versions of a form, too.
    received
        When the files were handed in; otherwise their modification time says so. Remembered until said anew.
    retry
        Take only what is quarantined or missing, and that anew.
    stage
        Go only as far as this stage.
    only
        Take only documents whose name or path is like this pattern (`*街道*`).
    shard
        Take only one of so many equal parts (3/16): one part for each of several machines.
    export
        Write the tables at the end.
    lexicon
        A folder of further words (docs/people.md); `.jixiao/lexicon` beside the raw files if not given. Kept in the
        results for every later run.
    titles
        Titles of the CSVs: the columns' names (`code`), or Chinese ones (`zh`), ids last and codes safe in a
        spreadsheet. Remembered until said anew.
    withdraw
        What is no longer in a folder was taken back: leave it out. Without this, a folder that is empty or lacks
        more than a fifth of its documents changes nothing.
    silent
        How many of a thousand exported values may be wrong with nobody asked about them (0.5): what is asked about
        follows from it (docs/out.md). Remembered for every later run; `off` for what is asked by default.
    surely
        The same, kept to in nineteen of twenty hand-ins and not only as is to be expected: more is asked about.
    """
    from normalize.form.risk import Silent
    from pipelines.cli.commands import upto
    from pipelines.intake.find import must_be_there
    from pipelines.run.job import run as run_over
    from pipelines.run.silent import keep_silent, silent_of
    from pipelines.run.silent import told as told_of
    from pipelines.store.objects import Store
    from pipelines.store.words import beside, keep_lexicon

    must_be_there(paths)
    when = received.replace(tzinfo=received.tzinfo or UTC) if received else None
    chosen, crew = choice_of(effort, retry=retry, only=only, shard=part(shard)), crew_of(effort)
    exports = export and stage == "normalize"
    if (words := lexicon or beside(paths)) is not None:
        keep_lexicon(Store(out), words)
    if (wanted := surely or silent) is not None:
        most = per_thousand(wanted)
        keep_silent(Store(out), None if most is None else Silent(most, surely is not None))
    if (limit := silent_of(Store(out))) is not None:
        _complain(told_of(limit))
    return under_eyes(
        out,
        effort,
        lambda told: run_over(
            paths, Store(out), upto(stage, reader, Store(out)), crew, choice=chosen, received=when, withdraw=withdraw,
            all_versions=all_versions, titles=titles, exports=exports, progress=told.document, notice=told.notice,
        ),
    )  # fmt: skip


def rerun(
    stage: StageName,
    /,
    *docs: str,
    all_documents: Annotated[bool, Parameter(name="--all", negative="")] = False,
    out: Out = DEFAULT_OUT,
    reader: Reader = "auto",
    all_versions: Flag = False,
    effort: Effort = Effort(),  # noqa: B008
) -> int:
    """Run a stage of these documents (or all) afresh, what hangs on it, and the export.

    Examples: `jixiao rerun normalize seed.pdf 3f2a`, `jixiao rerun extract --all`

    Parameters
    ----------
    docs
        Paths, names, or beginnings of hashes.
    all_documents
        Every document of the ledger.
    all_versions
        Export superseded versions of a form, too.
    """
    from pipelines.cli.commands import run_again, upto
    from pipelines.cli.named import NoSuchDocument
    from pipelines.store.objects import existing

    if bool(docs) == all_documents:
        raise NoSuchDocument(say("misuse.which"))
    store, crew, choice = existing(out), crew_of(effort), choice_of(effort, again=frozenset({stage}))
    table = upto("normalize", reader, store)
    return under_eyes(
        out, effort, lambda told: run_again(store, docs, table, crew, choice, all_versions=all_versions, told=told)
    )


def status(doc: str | None = None, /, *, out: Out = DEFAULT_OUT, reader: Reader = "auto") -> int:
    """Say what is done, stale, quarantined and why, superseded.

    Examples: `jixiao status`, `jixiao status seed.pdf`

    Parameters
    ----------
    doc
        One document in full: a path, a name, or the beginning of its hash.
    """
    from pipelines.cli.commands import upto
    from pipelines.cli.named import resolve
    from pipelines.cli.status import describe, overview
    from pipelines.store import ledger
    from pipelines.store.objects import existing

    store = existing(out)
    entries = ledger.read_all(store)
    stages = upto("normalize", reader, store)
    lines = describe(store, entries, resolve(doc, entries), stages) if doc else overview(store, entries, stages)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def watch(
    folder: Path,
    /,
    *,
    out: Out = DEFAULT_OUT,
    reader: Reader = "auto",
    all_versions: Flag = False,
    pause: float = 2.0,
    effort: Effort = Effort(),  # noqa: B008
) -> int:
    """Take new files of a folder as they arrive, until Ctrl-C.

    Example: `jixiao watch inbox --out results`

    Parameters
    ----------
    folder
        Searched to its depths.
    all_versions
        Export superseded versions of a form, too.
    pause
        Seconds between two looks; a file is taken when it stood still that long.
    """
    from pipelines.cli import inbox, report
    from pipelines.cli.commands import upto
    from pipelines.cli.progress import progress
    from pipelines.intake.find import MissingPath
    from pipelines.run.job import run as run_over
    from pipelines.store.objects import Store

    if not folder.is_dir():
        raise MissingPath(say("misuse.no_folder", path=folder))
    store, crew, choice = Store(out), crew_of(effort), choice_of(effort)
    table = upto("normalize", reader, store)

    def take() -> "Summary":
        with progress(effort.log) as told:
            return run_over(
                [folder], store, table, crew,
                choice=choice, all_versions=all_versions, progress=told.document, notice=told.notice,
            )  # fmt: skip

    for summary in inbox.watch(folder, take, pause=pause, refused=_complain):
        report.summarize(summary, out)
    return 0


def _complain(text: str) -> None:
    sys.stderr.write(f"jixiao: {text}\n")
