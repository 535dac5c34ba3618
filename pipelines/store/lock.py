"""One at a time on a store, whichever machine asks.

a folder      a lock of the operating system on `stages/NAME.lock`: gone with the process that held it
a bucket      an object `stages/NAME.lock` that only one can create; its holder renews it, and one that was not
              renewed for a while is taken over
"""

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from pipelines.language import say
from pipelines.store.objects import Store, StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["alone", "among_others"]

RENEW = 5.0
ABANDONED = 30.0
_PAUSE = 0.2


def _silently() -> None:
    """Nobody needs to know."""


@contextmanager
def alone(store: Store, name: str, waits: Callable[[], None] = _silently) -> Iterator[None]:
    """Hold the store's lock of this name; calls `waits` where somebody else holds it, and waits. Raises StoreError."""
    path = f"stages/{name}.lock"
    if store.folder is None:
        with _lease(store, path):
            yield
        return
    with _opened(store, path) as file, _os_lock(file, waits):
        yield


@contextmanager
def among_others(store: Store, meets: Callable[[], None] = _silently) -> Iterator[None]:
    """Be one of those who work on the store; calls `meets` where there are others. Whoever finds nobody else sweeps up
    after killed writers first. Raises StoreError."""
    if store.folder is None or sys.platform == "win32":
        yield
        return
    with _opened(store, "stages/run.lock") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            meets()
        else:
            store.sweep()
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def _opened(store: Store, path: str) -> Iterator[IO[bytes]]:
    """The lock's file, made where it is not there yet."""
    where = Path(store.folder or "") / path
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        file = where.open("a+b")
    except OSError as fault:
        raise StoreError(say("stop.store_write", path=path, out=store.location, why=fault.strerror)) from fault
    with file:
        yield file


@contextmanager
def _os_lock(file: IO[bytes], waits: Callable[[], None]) -> Iterator[None]:
    if not _acquired(file):
        waits()
        _acquire(file)
    try:
        yield
    finally:
        _release(file)


if sys.platform == "win32":

    def _acquired(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _acquire(file: IO[bytes]) -> None:
        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            except OSError:  # LK_LOCK gives up after ten seconds
                continue
            return

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _acquired(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _acquire(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def _lease(store: Store, path: str) -> Iterator[None]:
    holder = f"{socket.gethostname()} {os.getpid()} {threading.get_ident()}"
    _obtain(store, path, holder)
    done = threading.Event()
    renewer = threading.Thread(target=_renew, args=(store, path, holder, done), daemon=True)
    renewer.start()
    try:
        yield
    finally:
        done.set()
        renewer.join()
        store.delete(path)


def _obtain(store: Store, path: str, holder: str) -> None:
    """Create the object; one whose content did not change for ABANDONED seconds of watching is removed first."""
    seen: bytes | None = None
    since = monotonic()
    while not store.create(path, f"{holder} 0".encode()):
        content = store.get(path)
        if content != seen:
            seen, since = content, monotonic()
        elif monotonic() - since > ABANDONED:
            store.delete(path)
        sleep(_PAUSE)


def _renew(store: Store, path: str, holder: str, done: threading.Event) -> None:
    count = 0
    while not done.wait(RENEW):
        count += 1
        store.put(path, f"{holder} {count}".encode())
