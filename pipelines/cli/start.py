"""Where the command begins: before anything large is imported, so that Ctrl-C at any second is answered in a sentence.

What a terminal cannot show is escaped, never a crash; what goes to a file or a pipe is UTF-8 whatever the locale.
"""

import atexit
import io
import os
import sys

__all__ = ["INTERRUPTED", "main"]

INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code.

    What is registered to be done at exit is done; native threads are not waited for: now and then Arrow's abort one
    that has done all its work (apache/arrow#34314, #36980).
    """
    try:
        _settle(sys.stdout)
        _settle(sys.stderr)
        from pipelines.cli.app import run

        code = run(None)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _stopped()
    except BrokenPipeError:  # who reads has gone, as `jixiao schema | head` does
        os._exit(0)
    atexit._run_exitfuncs()
    sys.stderr.flush()
    os._exit(code)


def _settle(stream: object) -> None:
    """Have a stream take every character."""
    if isinstance(stream, io.TextIOWrapper):
        terminal = stream.isatty()
        stream.reconfigure(encoding=None if terminal else "utf-8", errors="backslashreplace")


def _stopped() -> None:
    """Leave at once, not to wait for workers a second time: they end with this process, nothing is half-written."""
    from pipelines.language import say

    sys.stdout.flush()
    sys.stderr.write(f"jixiao: {say('progress.stopped')}\n")
    sys.stderr.flush()
    os._exit(INTERRUPTED)
