"""Puts documents through their stages on an executor, whatever that is: this process, a pool, a cluster.

Only a small window of documents is handed over at a time, so that stopping is quick and a broken pool has few
suspects. When a worker is lost, everything in flight is tried again one at a time, so that the document that took it
down is named and quarantined and the others are untouched. Results come in the order in which they are done; nothing
hangs on that order.
"""

import os
import re
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from time import monotonic
from typing import ParamSpec, TypeVar

from extract.errors import ReaderUnavailable
from pipelines.intake.sources import UnreadableSource
from pipelines.run.watch import at_work, prepare, timeout_message
from pipelines.run.work import Task, blame, verdict
from pipelines.store.ledger import Outcome
from pipelines.store.objects import StoreError

__all__ = ["Crew", "local_crew", "put_through"]

_FRAME = re.compile(r'File "([^"]+)", line (\d+)')
TRIALS = 3
Done = tuple[Task, Outcome]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Crew:
    """Who does the work. `start` opens an executor of so many workers; `lost` is what its futures raise when their
    worker died; after `recycle` seconds the executor is closed and a fresh one opened, so that what a library leaks is
    given back (what leaks goes with the work done, what a fresh worker costs does not: hence a time, not a count of
    documents). `deaths` is how many workers have to die of a document before the executor gives it up."""

    start: Callable[[int], Executor]
    workers: int
    lost: tuple[type[Exception], ...] = (BrokenExecutor,)
    recycle: float = 600
    deaths: int = 1


def local_crew(workers: int) -> Crew:
    """Processes of this machine, started afresh (spawn) so that none inherits a lock or an open file."""

    def start(count: int) -> Executor:
        return _Pool(count, mp_context=get_context("spawn"), initializer=prepare)

    return Crew(start, workers)


class _Pool(ProcessPoolExecutor):
    """Processes that never hear Ctrl-C, not even while they start: they are born with the signal held back, which this
    process gets as soon as they are."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if sys.platform == "win32":
            return super().submit(fn, *args, **kwargs)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def put_through(tasks: Iterable[Task], crew: Crew) -> Generator[Done, None, None]:
    """Each document with what became of it, as they get done.

    Raises StoreError and ReaderUnavailable, which no document is at fault for. Closing the iterator stops cleanly:
    what runs is finished, nothing new is begun.
    """
    waiting = deque(tasks)
    while waiting:
        suspects = yield from _batch(waiting, crew)
        for task in suspects:
            yield task, _alone(task, crew)


def _batch(waiting: deque[Task], crew: Crew) -> Generator[Done, None, list[Task]]:
    """Work off documents for up to `recycle` seconds; returns those that were in flight when a worker was lost."""
    begun = monotonic()
    suspects: list[Task] = []
    executor = crew.start(min(crew.workers, len(waiting)))
    flying: dict[Future[Outcome], Task] = {}
    try:
        while True:
            fresh = not suspects and monotonic() - begun < crew.recycle
            while waiting and fresh and len(flying) < 2 * crew.workers:
                task = waiting.popleft()
                try:
                    flying[executor.submit(at_work, task)] = task
                except crew.lost:
                    waiting.appendleft(task)
                    break
            if not flying:
                return suspects
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                task = flying.pop(future)
                if isinstance(future.exception(), crew.lost):
                    suspects.append(task)
                else:
                    yield task, _conclude(task, future)
    finally:
        for future in flying:
            future.cancel()
        executor.shutdown(wait=True)


def _alone(task: Task, crew: Crew) -> Outcome:
    """Try a suspect with a worker of its own. One that dies every time is the killer: a worker may also die of
    something else, and one that dies before the document reaches it proves nothing."""
    for _ in range(TRIALS):
        begun = monotonic()
        if outcome := _trial(task, crew) or verdict(task, ("timeout", "memory")):
            return outcome
        if task.timeout and monotonic() - begun >= task.timeout * crew.deaths:
            return blame(task, "timeout", timeout_message(task.timeout))
    return blame(task, "crash", "it takes down the program that reads it: keep the file and report it")


def _trial(task: Task, crew: Crew) -> Outcome | None:
    """One attempt with a fresh worker; None where it died over the document."""
    executor = _single(crew)
    try:
        future = executor.submit(at_work, task)
        return None if isinstance(future.exception(), crew.lost) else _conclude(task, future)
    except crew.lost:
        return None
    finally:
        executor.shutdown(wait=True)


def _single(crew: Crew) -> Executor:
    """An executor of one worker that is up."""
    while True:
        executor = crew.start(1)
        if not isinstance(executor.submit(os.getpid).exception(), crew.lost):
            return executor
        executor.shutdown(wait=True)


def _conclude(task: Task, future: Future[Outcome]) -> Outcome:
    """What became of a document whose worker lived."""
    fault = future.exception()
    if fault is None:
        return future.result()
    if isinstance(fault, UnreadableSource):
        return Outcome(status="quarantined", reason="unreadable_file", message=str(fault))
    if isinstance(fault, StoreError | ReaderUnavailable) or not isinstance(fault, Exception):
        raise fault
    return blame(task, "defect", f"{type(fault).__name__} at {_where(fault)}: keep the file and report it")


def _where(fault: BaseException) -> str:
    """File and line that raised, without the fault's own words, which may hold the document's text."""
    frames = _FRAME.findall("".join(traceback.format_exception(fault)))
    return ":".join((frames[-1][0].replace("\\", "/").rpartition("/")[2], frames[-1][1])) if frames else "unknown"
