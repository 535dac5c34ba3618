"""Who may ask, and what a browser may do with the answer: the gate before every page.

A page of a stranger, open in the same browser, can send requests to this machine. It is refused four times over: a
name that is not this machine's (DNS rebinding), a request that comes from another page (`Sec-Fetch-Site`, `Origin`), a
POST without the word that only our own pages hold, and a POST that is not JSON. Other machines are let in by a token
alone, which becomes a cookie that no script reads.
"""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipelines.language import LANGUAGES, say_in, speaking
from review.words import page, tongue_of

__all__ = ["CSRF_HEADER", "LOOPBACK", "Guard", "House"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
CSRF_HEADER = "x-jixiao-word"
COOKIE = "jixiao_token"
ENTRANCE = "/enter"
LARGEST_BODY = 1 << 20  # bytes of a POST: an answer is a few hundred, a goal's whole text a few thousand
_SAFE = frozenset({"GET", "HEAD"})
_OPEN = ("/static/", ENTRANCE)
_YEAR = 365 * 24 * 3600  # seconds

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True)
class House:
    """Whose page this is: the names it answers to (None: any, a token tells who may come in), the token that other
    machines need, and the word that a POST must bring, made anew with every start."""

    names: frozenset[str] | None = LOOPBACK
    token: str | None = None
    word: str = field(default_factory=lambda: token_urlsafe(24))

    @property
    def badge(self) -> str | None:
        """What the cookie of somebody who knew the token holds: it tells nothing of the token."""
        return self.token and hmac.new(self.token.encode(), b"jixiao review", sha256).hexdigest()


class Guard:
    """The gate, as ASGI middleware."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the pages, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        with speaking(tongue_of(request)):
            answer = await self._answer(request)
            await (answer or self.app)(scope, receive, _with_headers(send))

    async def _answer(self, request: Request) -> Response | None:
        """What is said to those who may not come in; None: they may."""
        if not _is_ours(request.headers.get("host", ""), self.house.names):
            return _refusal("host", 421)
        if request.method not in _SAFE and not _from_here(request.headers):
            return _refusal("origin", 403)
        if request.method not in _SAFE and not _is_small(request.headers):
            return _refusal("size", 413)
        if self.house.token and request.url.path == ENTRANCE:
            return await self._entrance(request)
        if self.house.token and not request.url.path.startswith(_OPEN) and not self._is_known(request.headers):
            return page(request, "enter.html", {"wrong": False}, status=401)
        if request.method not in _SAFE and not self._brings_word(request.headers):
            return _refusal("word", 403)
        return None

    async def _entrance(self, request: Request) -> Response:
        """The form that takes the token."""
        given = ""
        if request.method == "POST":
            given = parse_qs((await _body(request)).decode("utf-8", "replace")).get("token", [""])[0].strip()
        if not hmac.compare_digest(given.encode(), (self.house.token or "").encode()):
            return page(request, "enter.html", {"wrong": request.method == "POST"}, status=401)
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(COOKIE, self.house.badge or "", max_age=_YEAR, httponly=True, samesite="strict")
        return answer

    def _is_known(self, headers: Headers) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        given = cookies[COOKIE].value if COOKIE in cookies else ""
        return hmac.compare_digest(given.encode(), (self.house.badge or "").encode())

    def _brings_word(self, headers: Headers) -> bool:
        is_json = headers.get("content-type", "").partition(";")[0].strip() == "application/json"
        given = headers.get(CSRF_HEADER, "")
        return is_json and hmac.compare_digest(given.encode(), self.house.word.encode())


def _is_small(headers: Headers) -> bool:
    """Whether a body says its length, and that is no more than an answer's."""
    length = headers.get("content-length", "")
    return length.isdecimal() and int(length) <= LARGEST_BODY


def _is_ours(host: str, names: frozenset[str] | None) -> bool:
    """Whether the Host header names this machine."""
    try:
        return names is None or (urlsplit(f"//{host}").hostname or "") in names
    except ValueError:
        return False


def _from_here(headers: Headers) -> bool:
    """Whether a request comes from one of our own pages. Only the address is compared: a proxy may speak TLS for us."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    return headers.get("origin", "").partition("://")[2] == headers.get("host", "")


async def _body(request: Request) -> bytes:
    """The body as far as it may be large."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > LARGEST_BODY:
            return b""
    return data


def _refusal(key: str, status: int) -> Response:
    """A refusal in both languages: who is refused has no page that knows theirs."""
    text = "\n".join(say_in(tongue, f"review_refused.{key}") for tongue in LANGUAGES)
    return Response(f"{text}\n", status, media_type="text/plain; charset=utf-8")


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sent
