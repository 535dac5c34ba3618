"""The command line of jixiao. Exit code 0: all done, 1: something is quarantined, 2: misuse.

What a command needs is imported when it runs: `--help` must not wait for pandas.
"""

import os
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from pipelines.intake import MissingPath
from pipelines.named import NoSuchDocument
from pipelines.store import StoreError

if TYPE_CHECKING:
    from pipelines.ledger import Entry

DEFAULT_OUT = "data/out"
Reader = Literal["auto", "tablers", "pdfplumber", "camelot", "ppocr", "paddleocr"]
Doc = Annotated[str, Parameter(help="A path, a name it was handed in under, or the beginning of its hash.")]
Out = Annotated[str, Parameter(help="Folder or URL (s3://bucket/path) of the results.")]
Reads = Annotated[Reader, Parameter(help="Reader of tables; `auto` climbs from the cheapest as far as a page needs.")]

app = App(
    name="jixiao",
    version=lambda: metadata.version("jixiao"),
    help="Lift the performance tables of Chinese budgets from PDFs and scans into tidy Parquet and CSV.",
    help_format="markdown",
    help_epilogue="Exit code: 0 all done, 1 something is quarantined or stopped, 2 misuse.",
)


@app.command(name="run")
def run_command(
    *paths: Annotated[str, Parameter(required=True)],
    out: Out = DEFAULT_OUT,
    reader: Reads = "auto",
    all_versions: bool = False,
    received: datetime | None = None,
    workers: int | None = None,
) -> int:
    """Read everything below PATHs and write the year's tables; what is known and unchanged costs nothing.

    Examples:

    ```
    jixiao run data/raw
    jixiao run january march/表.pdf --out results --received 2026-03-01
    ```

    Parameters
    ----------
    paths
        PDFs, images, or folders, which are searched to their depths.
    all_versions
        Export superseded versions of a form, too.
    received
        When the files were handed in; otherwise their modification time says so.
    workers
        Documents read at the same time; as many as there are processors if not given.
    """
    from pipelines import report
    from pipelines.commands import chosen_stages
    from pipelines.run import run
    from pipelines.runner import local_crew
    from pipelines.store import Store

    when = received.replace(tzinfo=received.tzinfo or UTC) if received else None
    crew = local_crew(workers or os.cpu_count() or 1)
    with report.progress() as progress:
        summary = run(
            paths, Store(out), chosen_stages(reader), crew, received=when, all_versions=all_versions, progress=progress
        )
    report.summarize(summary, out)
    return 1 if summary.quarantined else 0


@app.command
def extract(doc: Doc, *, out: Out = DEFAULT_OUT, reader: Reads = "auto") -> int:
    """Read one document's cells afresh.

    Example: `jixiao extract seed.pdf`
    """
    from pipelines.commands import one_stage

    return _tell(*one_stage(doc, out, "extract", reader))


@app.command
def normalize(doc: Doc, *, out: Out = DEFAULT_OUT, reader: Reads = "auto") -> int:
    """Read one document's forms and indicators afresh, from its cells.

    Example: `jixiao normalize 3f2a`
    """
    from pipelines.commands import one_stage

    return _tell(*one_stage(doc, out, "normalize", reader))


@app.command
def export(doc: str | None = None, *, out: Out = DEFAULT_OUT, all_versions: bool = False) -> int:
    """Write the tables from what was read.

    Examples: `jixiao export`, `jixiao export seed.pdf --all-versions`

    Parameters
    ----------
    doc
        Write this document's folders even where they have not changed: a path, a name, or the beginning of its hash.
    all_versions
        Superseded versions of a form, too.
    """
    from pipelines.commands import export_again

    exported = export_again(doc, out, all_versions=all_versions)
    _say(f"Written to {out}: {exported.rows['indicators']} indicators of {exported.rows['forms']} forms in")
    _say(f"{exported.folders} folders, {exported.written} of them new or changed; {exported.removed} files removed")
    return 0


@app.command
def show(
    doc: Doc, *, page: int = 1, output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    out: Out = DEFAULT_OUT, reader: Reads = "auto",
) -> int:  # fmt: skip
    """Draw rulings, cells and texts over a page.

    Example: `jixiao show seed.pdf --page 2 -o page2.png`

    Parameters
    ----------
    page
        Counted from 1.
    output
        The PNG; `NAME.pageN.png` in this folder if not given.
    """
    from pipelines.commands import draw_page

    _say(str(draw_page(doc, out, reader, page, output)))
    return 0


@app.command
def cells(
    doc: Doc, *, format: Literal["html", "csv", "json"] = "html", out: Out = DEFAULT_OUT, reader: Reads = "auto"
) -> int:
    """Print what extract saw: every table with its merged cells.

    Example: `jixiao cells seed.pdf --format html > seed.html`
    """
    from pipelines.commands import print_cells

    _say(print_cells(doc, out, reader, format))
    return 0


@app.command
def schema(*, format: Literal["md", "json"] = "md") -> int:
    """Print the data dictionary.

    Example: `jixiao schema --format json`
    """
    from pipelines import dictionary

    _say(dictionary.as_json() if format == "json" else dictionary.as_markdown())
    return 0


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    from extract.errors import DocumentError, ReaderUnavailable

    try:
        code = app(arguments, exit_on_error=False, result_action="return_value")
    except CycloptsError:
        return 2
    except (MissingPath, NoSuchDocument) as fault:
        return _complain(str(fault), 2)
    except (StoreError, ReaderUnavailable, DocumentError) as fault:
        return _complain(str(fault), 1)
    except KeyboardInterrupt:
        return _complain("stopped; the same command goes on from here", 130)
    return code if isinstance(code, int) else 0


def _tell(entry: "Entry", path: str) -> int:
    """One document's state in a line, and where its artefact is."""
    outcome = entry.outcome
    counts = f"{outcome.pages or 0} pages, {outcome.forms} forms, {outcome.indicators} indicators" if outcome else ""
    _say(f"{entry.names[0]} ({entry.doc_id}): {entry.status}; {counts}")
    _say(f"{entry.reason}: {entry.message}" if entry.reason else path)
    return 1 if entry.status == "quarantined" else 0


def _say(text: str) -> None:
    sys.stdout.write(text.rstrip("\n") + "\n")


def _complain(message: str, code: int) -> int:
    sys.stderr.write(f"jixiao: {message}\n")
    return code
