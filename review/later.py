"""Work that waits until nobody has asked for it for a while: the export behind many small answers."""

import logging
from collections.abc import Callable
from threading import Lock, Timer

from pipelines.store.objects import StoreError

__all__ = ["Later"]

_LOG = logging.getLogger("jixiao.review")


class Later:
    """Does `work` in a thread of its own, `pause` seconds after the last call for it, and at the end. A store that
    refuses is told in the log, and asked again with the next call."""

    def __init__(self, work: Callable[[], object], pause: float) -> None:
        self._work = work
        self._pause = pause
        self._working = Lock()
        self._timer: Timer | None = None
        self._asked = self._done = 0

    def wake(self) -> None:
        """Ask for the work."""
        self._asked += 1
        if self._timer is not None:
            self._timer.cancel()
        self._timer = Timer(self._pause, self._try)
        self._timer.daemon = True
        self._timer.start()

    def close(self) -> None:
        """Do what is still to be done, now. Raises StoreError."""
        if self._timer is not None:
            self._timer.cancel()
        self._finish()

    def _try(self) -> None:
        try:
            self._finish()
        except StoreError as fault:
            _LOG.warning("%s", fault)

    def _finish(self) -> None:
        with self._working:
            asked = self._asked
            if asked != self._done:
                self._work()
                self._done = asked
