"""The command line of jixiao. Exit code 0: all done, 1: something is quarantined or the run stopped, 2: misuse, 3:
something was understood in part or not read; the lowest that is not 0 wins.

What a command needs is imported when it runs: `--help` must not wait for pandas.
"""

import sys
from importlib import import_module, metadata
from typing import Any

from cyclopts import App, CycloptsError, Group

from pipelines.cli import audit as cli_audit
from pipelines.cli import bulk as cli_bulk
from pipelines.cli import check as cli_check
from pipelines.cli import corrections as cli_corrections
from pipelines.cli import lexicon as cli_lexicon
from pipelines.cli import one as cli_one
from pipelines.cli import site as cli_site
from pipelines.cli.help import in_words, localized, misuse
from pipelines.cli.named import NoSuchDocument
from pipelines.cli.panels import Panels
from pipelines.intake.find import MissingPath
from pipelines.language import say
from pipelines.store.objects import NoSuchStore, StoreError

__all__ = ["app", "main", "run"]

STOPPED, MISUSE = 1, 2
ABOVE = ("review",)
"""Floors above, each with a `command`: they know this one, so they are named here and never imported by name."""


def _app() -> App:
    made = App(
        name="jixiao",
        version=lambda: metadata.version("jixiao"),
        help=say("help.app"),
        help_format="markdown",
        help_formatter=Panels(),
        suppress_keyboard_interrupt=False,
        help_epilogue=say("help.codes"),
        **_groups(),
    )
    for flag, key in (("--help", "help.help"), ("--version", "help.version")):
        made[flag].help = say(key)
    above = (import_module(f"{floor}.command") for floor in ABOVE)
    for module in (cli_bulk, cli_one, cli_check, cli_site, cli_audit, *above):
        for name in module.__all__:
            made.command(localized(getattr(module, name)))
    for group, inner in (("lexicon", cli_lexicon), ("corrections", cli_corrections)):
        words = App(name=group, help=say(f"help.{group}"), help_format="markdown", **_groups())
        for name in inner.__all__:
            words.command(localized(getattr(inner, name)), name=name.rpartition("_")[2])
        made.command(words)
    return made


def _groups() -> dict[str, Any]:
    """What the parts of a command's help are called."""
    return {f"group_{part}": Group(say(f"help.{part}")) for part in ("commands", "arguments", "parameters")}


app = _app()


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None) -> int:
    """Run the command line; returns its exit code. What goes wrong is said in a sentence, in the reader's language.

    Raises KeyboardInterrupt.
    """
    try:
        code = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as fault:
        return _complain(misuse(fault), MISUSE)
    except _misuses() as fault:
        return _complain(str(fault), MISUSE)
    except BrokenPipeError:
        raise
    except OSError as fault:
        return _complain(in_words(fault), STOPPED)
    except _stops() as fault:
        return _complain(str(fault), STOPPED)
    return code if isinstance(code, int) else 0


def _misuses() -> tuple[type[Exception], ...]:
    """What a person asked for wrongly. Asked only when something was raised."""
    from normalize.checks import SettingsError
    from pipelines.run.job import TooManyGone
    from pipelines.run.passwords import PasswordsError
    from pipelines.settle.table import CorrectionsError
    from pipelines.site import NotASite
    from pipelines.store.words import LexiconError

    return (
        MissingPath,
        NoSuchDocument,
        NoSuchStore,
        NotASite,
        SettingsError,
        PasswordsError,
        LexiconError,
        CorrectionsError,
        TooManyGone,
    )


def _stops() -> tuple[type[Exception], ...]:
    """What stops a command though it was asked for rightly. Asked only when something was raised."""
    from extract.errors import DocumentError, ReaderUnavailable
    from pipelines.export.forms import OtherSchema
    from pipelines.run.clusters import ClusterUnavailable
    from pipelines.run.job import TooManyFailures
    from pipelines.settle.open import StillOpen

    return StillOpen, StoreError, DocumentError, ReaderUnavailable, ClusterUnavailable, TooManyFailures, OtherSchema


def _complain(message: str, code: int) -> int:
    sys.stderr.write(f"jixiao: {message}\n")
    return code
