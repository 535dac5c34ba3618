"""The command that opens the review page."""

import os
import sys

from pipelines.cli.options import DEFAULT_OUT, Out, Port
from pipelines.language import say

__all__ = ["review"]

PORT = 8765
MISUSE = 2


def review(
    *,
    out: Out = DEFAULT_OUT,
    port: Port = PORT,
    host: str = "127.0.0.1",
    token: str | None = None,
) -> int:
    """Settle what is doubtful in a browser, with the page beside it; answers are kept beside the raw files.

    Listens on this machine alone. Ends with Ctrl-C, when the year's tables are written.

    Examples: `jixiao review`, `jixiao review --out results --port 9000`

    Parameters
    ----------
    port
        Port to listen on; 0 takes any that is free.
    host
        Address to listen on; any but this machine's own needs --token.
    token
        What other machines' browsers are asked for, 16 characters or more; JIXIAO_TOKEN in the environment does too,
        and is not seen in the list of processes.
    """
    from pipelines.store.objects import existing
    from review.serve import house_for, serve

    store = existing(out)
    try:
        house = house_for(host, token or os.environ.get("JIXIAO_TOKEN") or None)
    except ValueError as fault:
        sys.stderr.write(f"jixiao: {fault}\n")
        return MISUSE
    serve(store, host, port, house, _tell)
    return 0


def _tell(address: str) -> None:
    sys.stdout.write(f"{say('review.at', address=address)}\n")
    sys.stdout.flush()
