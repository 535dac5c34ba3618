"""The command that accounts for every file."""

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipelines.cli.options import DEFAULT_OUT, Out
from pipelines.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.run.audit import Audit

__all__ = ["audit"]

MOST = 20
"""Files of one kind that are named."""


def audit(*paths: Annotated[str, Parameter(required=True)], out: Out = DEFAULT_OUT) -> int:
    """Prove by hashes that every file below PATHs is in exactly one state of the ledger, and name those that are not.

    Exit code 0 where all is well, 1 where a file is missing from the ledger, changed, withdrawn or not in the tables.

    Examples: `jixiao audit data/raw`, `jixiao audit january march --out results`

    Parameters
    ----------
    paths
        What was handed to `jixiao run`: files, folders or URLs.
    """
    from pipelines.run.audit import audit as account
    from pipelines.store.objects import existing

    found = account(paths, existing(out))
    sys.stdout.writelines(f"{line}\n" for line in _lines(found, out))
    return 1 if found.faults else 0


def _lines(found: "Audit", out: str) -> "Iterator[str]":
    from pipelines.cli.report import STATES, joined

    states = joined([say(f"status.{state}", n=found.states[state]) for state in STATES if found.states.get(state)])
    yield say("audit.files", n=found.files, states=states or "-")
    if found.aside:
        yield say("audit.aside", n=len(found.aside))
    for kind, paths in found.faults.items():
        yield say(f"audit.{kind}", n=len(paths))
        yield from (f"   {path}" for path in paths[:MOST])
        if len(paths) > MOST:
            yield say("audit.more", n=len(paths) - MOST)
    yield say("audit.faulty", out=out) if found.faults else say("audit.well")
