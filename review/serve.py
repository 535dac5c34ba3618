"""Where the page listens: this machine alone, unless a token says who else may come in."""

import logging
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from pipelines.language import say
from pipelines.store.objects import Store, StoreError
from review.app import create
from review.guard import LOOPBACK, House

__all__ = ["SHORTEST_TOKEN", "house_for", "serve"]

SHORTEST_TOKEN = 16
"""Characters of a token: 16 of letters and digits are some 95 bits, which nobody guesses over a network."""


def house_for(host: str, token: str | None) -> House:
    """Who may come in where the page listens at `host`. Raises ValueError, in words, for another machine's way in
    without a token, or with a short one."""
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise ValueError(say("misuse.token_short", n=SHORTEST_TOKEN))
    if host in LOOPBACK:
        return House(token=token)
    if token is None:
        raise ValueError(say("misuse.token", host=host))
    return House(names=None, token=token)


def serve(store: Store, host: str, port: int, house: House, told: Callable[[str], object]) -> None:
    """Answer until stopped. `told` hears the address once the page is there. Raises StoreError for a port that is
    taken."""
    bound = _bound(host, port)
    app = create(store, house)
    config = uvicorn.Config(app, log_level=logging.WARNING, access_log=False, server_header=False, lifespan="on")
    name = f"[{host}]" if ":" in host else host
    told(f"http://{name}:{bound.getsockname()[1]}/")
    with suppress(KeyboardInterrupt):  # raised again once all is answered and the tables are written: the usual end
        uvicorn.Server(config).run(sockets=[bound])


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; the address family is the host's."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # on Windows others could take the port from us
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen()  # who follows the address before the server runs waits for it, and is not refused
    except OSError as fault:
        raise StoreError(say("stop.port", host=host, port=port, why=fault.strerror or fault)) from fault
    return made
