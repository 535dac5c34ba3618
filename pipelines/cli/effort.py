"""Who works for a command, on what, under whose eyes: what the options of effort come to."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipelines.cli.options import Effort

if TYPE_CHECKING:
    from pipelines.cli.progress import Told
    from pipelines.run.job import Summary
    from pipelines.run.plan import Choice
    from pipelines.run.runner import Crew

__all__ = ["choice_of", "crew_of", "under_eyes"]


def under_eyes(out: str, effort: Effort, work: Callable[["Told"], "Summary"]) -> int:
    """Do the work under the eyes of the person and say what it came to."""
    from pipelines.cli.progress import progress
    from pipelines.cli.report import summarize

    with progress(effort.log) as told:
        summary = work(told)
    summarize(summary, out)
    return summary.exit_code


def choice_of(
    effort: Effort,
    *,
    again: frozenset[str] = frozenset(),
    retry: bool = False,
    only: str | None = None,
    shard: tuple[int, int] = (1, 1),
) -> "Choice":
    """Which documents to work on, and what each may take."""
    from pipelines.run.passwords import read_passwords
    from pipelines.run.plan import Choice
    from pipelines.run.watch import default_memory

    return Choice(
        again=again,
        retry=retry,
        only=only,
        shard=shard,
        max_failures=effort.max_failures,
        timeout=effort.timeout,
        passwords=read_passwords(effort.password, effort.passwords),
        memory=effort.memory or default_memory(_workers(effort)),
    )


def crew_of(effort: Effort) -> "Crew":
    """Who does the work: this machine, or a cluster."""
    if effort.scheduler:
        from pipelines.run.clusters import dask_crew

        return dask_crew(effort.scheduler)
    from pipelines.run.runner import local_crew

    return local_crew(_workers(effort))


def _workers(effort: Effort) -> int:
    return effort.workers or os.cpu_count() or 1
