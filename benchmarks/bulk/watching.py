"""Time, processor time and memory of a piece of work, the processes that it starts included."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import psutil

Result = TypeVar("Result")
Figures = dict[str, float]


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds that a piece of work took, and its result."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


@contextmanager
def used() -> Iterator[Figures]:
    """Processor seconds of the driver, of the workers that ended meanwhile, and of all else on the machine: where those
    are many, the wall times say nothing."""
    found: Figures = {}
    before, busy_before = os.times(), busy()
    yield found
    now = os.times()
    driver = now.user + now.system - before.user - before.system
    workers = now.children_user + now.children_system - before.children_user - before.children_system
    others = max(0.0, busy() - busy_before - driver - workers)
    found.update(driver=round(driver, 1), workers=round(workers, 1), others=round(others, 1))


def busy() -> float:
    """Processor seconds of the whole machine since it started, waiting apart."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))


@contextmanager
def watched() -> Iterator[dict[str, Figures]]:
    """Resident MiB of the driver and of the largest worker, looked at each second: the most in the second fifth of the
    time (all is loaded by then) and in the last."""
    seen: list[tuple[int, int]] = []
    done = threading.Event()
    driver = psutil.Process()

    def look() -> None:
        while not done.wait(1):
            seen.append((driver.memory_info().rss, max(map(resident, driver.children(recursive=True)), default=0)))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    found: dict[str, Figures] = {}
    try:
        yield found
    finally:
        done.set()
        watcher.join()
        for place, name in ((0, "driver"), (1, "largest_worker")):
            values = [moment[place] >> 20 for moment in seen] or [0]
            fifth = max(1, len(values) // 5)
            found[name] = {"early": max(values[fifth : 2 * fifth] or values), "late": max(values[-fifth:])}


def resident(process: psutil.Process) -> int:
    """Bytes in use; 0 for a process that ended meanwhile."""
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
