"""Keeps one document from taking more than its share: a deadline, a memory limit, an eye on the driver.

    thread of the worker     past the deadline or the memory limit it writes the verdict into the document's artefact
                             and ends the process; the runner loses a worker, tries the document again, finds the
                             verdict and knows why. The same on any executor.
    operating system         stands behind the thread, which cannot run while C code holds the interpreter: SIGALRM,
                             whose default action ends the process, and RLIMIT_DATA, beyond which an allocation fails
    parent                   a worker of a pool ends when its driver does, even if that was killed

Only a process that was started for this work is ever ended: called in the driver itself, nothing is enforced.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing import parent_process
from pathlib import Path
from time import monotonic, sleep

from pipelines.run.work import MEMORY_MESSAGE, Task, blame, process
from pipelines.store.ledger import Outcome

if sys.platform != "win32":
    import resource

__all__ = ["at_work", "default_memory", "is_worker", "limited", "prepare", "seldom_gathered", "timeout_message"]

POLL = 0.05
GRACE = 2.0
"""Seconds that the thread has before SIGALRM ends the process without a verdict."""
HEADROOM = 1 << 30
"""Bytes between the limit that the thread watches and the one of the operating system, which counts reserved, not
used, memory."""
_SPARE, _LEAST, _MOST = 0.8, 1 << 30, 4 << 30
_VERDICT = 75
_GATHER = 50_000
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM")
"""Read by the libraries when they are loaded, which is later."""

_turn = threading.Lock()
"""Held while the watching thread judges and while a document comes or goes: none is condemned that is done."""
_in_hand: dict[int, tuple[Task, float]] = {}
"""The document that each thread of this worker has in hand, and its deadline."""


def at_work(task: Task) -> Outcome:
    """`process`, within the task's limits. What an executor calls."""
    with seldom_gathered():
        if not is_worker():
            return process(task)
        with limited(task.timeout, task.memory), _watched(task):
            return process(task)


@contextmanager
def limited(timeout: float | None, memory: int | None) -> Iterator[None]:
    """The operating system ends this process, if it was started for the work, once it has taken so many seconds, and
    refuses it more than so many bytes."""
    if not is_worker():
        yield
        return
    with _alarm(timeout), _ceiling(memory):
        yield


def prepare() -> None:
    """Start of a pool's worker: Ctrl-C is the driver's to handle, with the driver the worker ends, and libraries use
    one thread each: the workers are as many as the processors, more threads would only be in each other's way."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def is_worker() -> bool:
    """Whether this process was started for the work (by a pool or by Dask's nanny) and may be ended."""
    return parent_process() is not None


def default_memory(workers: int) -> int:
    """Bytes a worker may use: its share of four fifths of the machine's memory, at least 1 and at most 4 GiB."""
    if sys.platform == "win32":
        return _MOST
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(_LEAST, min(_MOST, int(total * _SPARE / workers)))


def timeout_message(seconds: float) -> str:
    """What is said of a document that took too long."""
    return f"not done after {seconds:g} s: raise --timeout, or ask for a simpler file"


@contextmanager
def seldom_gathered() -> Iterator[None]:
    """Python looks for garbage whenever it has `_GATHER` objects more than before, 700 unless told: a page or a
    workbook's sheet alone makes more, and next to nothing of it is garbage before the document or the book is done."""
    before = gc.get_threshold()
    gc.set_threshold(_GATHER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _watched(task: Task) -> Iterator[None]:
    _settle()
    deadline = monotonic() + task.timeout if task.timeout else float("inf")
    with _turn:
        _in_hand[threading.get_ident()] = task, deadline
    try:
        yield
    finally:
        with _turn:
            del _in_hand[threading.get_ident()]


@cache
def _settle() -> None:
    """What a worker does once, before its first document: what was imported is here to stay, so the collector of
    garbage need not walk it again and again (a fifth of the time of a small document); one thread watches for good."""
    gc.freeze()
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    while True:
        sleep(POLL)
        with _turn:
            for task, deadline in _in_hand.values():
                if monotonic() >= deadline:
                    _condemn(task, "timeout", timeout_message(task.timeout or 0))
                if task.memory and _resident() > task.memory:
                    _condemn(task, "memory", MEMORY_MESSAGE)


def _condemn(task: Task, reason: str, message: str) -> None:
    """Write the verdict and end this process, whatever the document's code is doing. Without a verdict (the store
    refuses, no memory is left) the runner still loses the worker."""
    try:
        blame(task, reason, message)
    finally:
        os._exit(_VERDICT)


@contextmanager
def _alarm(timeout: float | None) -> Iterator[None]:
    """SIGALRM a little after the deadline; its default action ends the process even within C code."""
    if timeout is None or sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, timeout + GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _ceiling(memory: int | None) -> Iterator[None]:
    """A limit on data memory, so that one huge allocation fails at once. RLIMIT_AS would count mapped models, too."""
    if memory is None or sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = memory + HEADROOM
    wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _resident() -> int:
    """Bytes of memory in use; where only the peak is known, that; 0 where neither is."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return _peak()
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(_VERDICT)
