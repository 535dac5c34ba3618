"""The command line of jixiao. Exit code 0: all done, 1: something is quarantined or stopped, 2: misuse.

What a command needs is imported when it runs: `--help` must not wait for pandas.
"""

import os
import sys
from importlib import metadata

from cyclopts import App, CycloptsError

from pipelines import cli_bulk, cli_check, cli_one
from pipelines.intake import MissingPath
from pipelines.named import NoSuchDocument
from pipelines.store import StoreError

__all__ = ["app", "main"]

INTERRUPTED = 130

app = App(
    name="jixiao",
    version=lambda: metadata.version("jixiao"),
    help="Lift the performance tables of Chinese budgets from PDFs and scans into tidy Parquet and CSV.",
    help_format="markdown",
    suppress_keyboard_interrupt=False,
    help_epilogue="Exit code: 0 all done, 1 something is quarantined or stopped, 2 misuse.",
)
for name in cli_bulk.__all__:
    app.command(getattr(cli_bulk, name))
for name in cli_one.__all__:
    app.command(getattr(cli_one, name))
app.command(cli_check.check)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        code = app(arguments, exit_on_error=False, result_action="return_value")
    except CycloptsError:
        return 2
    except _misuses() as fault:
        return _complain(str(fault), 2)
    except _stops() as fault:
        return _complain(str(fault), 1)
    except KeyboardInterrupt:
        _complain("stopped; the same command goes on from here", INTERRUPTED)
        sys.stdout.flush()
        os._exit(
            INTERRUPTED
        )  # not to wait for workers a second time: they end with this process, nothing is half-written
    return code if isinstance(code, int) else 0


def _misuses() -> tuple[type[Exception], ...]:
    """What a person asked for wrongly. Asked only when something was raised."""
    from normalize.checks import SettingsError

    return MissingPath, NoSuchDocument, SettingsError


def _stops() -> tuple[type[Exception], ...]:
    """What stops a command though it was asked for rightly. Asked only when something was raised."""
    from extract.errors import DocumentError, ReaderUnavailable
    from pipelines.clusters import ClusterUnavailable
    from pipelines.forms import OtherSchema
    from pipelines.run import TooManyFailures

    return StoreError, DocumentError, ReaderUnavailable, ClusterUnavailable, TooManyFailures, OtherSchema


def _complain(message: str, code: int) -> int:
    sys.stderr.write(f"jixiao: {message}\n")
    return code
