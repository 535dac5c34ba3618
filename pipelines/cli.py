"""The command line of jixiao. Exit code 0: all done, 1: something is quarantined, 2: misuse."""

import os
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from extract import ExtractSettings
from extract.errors import ReaderUnavailable
from pipelines import report
from pipelines.intake import MissingPath
from pipelines.run import Choice, run
from pipelines.runner import local_crew
from pipelines.stages import stages
from pipelines.store import Store, StoreError

DEFAULT_OUT = "data/out"
Reader = Literal["auto", "tablers", "pdfplumber", "camelot", "ppocr", "paddleocr"]
Out = Annotated[str, Parameter(help="Folder or URL (s3://bucket/path) of the results.")]

app = App(
    name="jixiao",
    version=lambda: metadata.version("jixiao"),
    help="Lift the performance tables of Chinese budgets from PDFs and scans into tidy Parquet and CSV.",
    help_format="markdown",
    help_epilogue="Exit code: 0 all done, 1 something is quarantined or stopped, 2 misuse.",
)


class Misuse(Exception):
    """The command line asks for what cannot be."""


@app.command(name="run")
def run_command(
    *paths: Annotated[str, Parameter(required=True)],
    out: Out = DEFAULT_OUT,
    reader: Reader = "auto",
    all_versions: bool = False,
    received: datetime | None = None,
    workers: int | None = None,
) -> int:
    """Read everything below PATHs and write the year's tables.

    A second run does only what is new or changed.

    Examples:

    ```
    jixiao run data/raw
    jixiao run january/ march/表.pdf --out results --received 2026-03-01
    ```

    Parameters
    ----------
    paths
        PDFs, images, or folders, which are searched to their depths.
    reader
        How tables are read; `auto` climbs from the cheapest reader to the next as far as a page needs it.
    all_versions
        Export superseded versions of a form, too.
    received
        When the files were handed in; otherwise their modification time says so.
    workers
        Documents read at the same time; as many as there are processors if not given.
    """
    store = Store(out)
    when = received.replace(tzinfo=received.tzinfo or UTC) if received else None
    crew = local_crew(workers or os.cpu_count() or 1)
    chosen = stages(ExtractSettings(reader=reader))
    with report.progress() as advance:
        summary = run(
            paths, store, chosen, crew, choice=Choice(), received=when, all_versions=all_versions, progress=advance
        )
    report.summarize(summary, out)
    return 1 if summary.quarantined else 0


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        code = app(arguments, exit_on_error=False, result_action="return_value")
    except CycloptsError:
        return 2
    except (Misuse, MissingPath) as fault:
        return _complain(str(fault), 2)
    except (StoreError, ReaderUnavailable) as fault:
        return _complain(str(fault), 1)
    return code if isinstance(code, int) else 0


def _complain(message: str, code: int) -> int:
    sys.stderr.write(f"jixiao: {message}\n")
    return code
