"""The pages' language: Chinese unless somebody asks for English, all of it from the one catalogue.

What documents say stays as it is; columns have their Chinese titles or their plain names, reasons the words of the
lexicon or of the codes in English.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipelines.analysis.load import chinese_titles
from pipelines.findings.gather import Told
from pipelines.language import LANGUAGES, Language, has, say_in
from pipelines.language.codes import english
from pipelines.language.reasons import review_words

__all__ = ["fragment", "page", "tongue_of", "words"]

COOKIE = "jixiao_language"
_FOLDER = Path(__file__).parent
_WORDS = ("phase", "state")
"""Sections of the catalogue that tell words of closed vocabularies for the command line, too."""
_TABLES = ("forms", "indicators", "funds", "tasks", "evidence")


def tongue_of(request: Request) -> Language:
    """The language of whoever reads: what they chose, else Chinese."""
    asked = request.query_params.get("lang") or request.cookies.get(COOKIE)
    return next((tongue for tongue in LANGUAGES if tongue == asked), "zh")


@cache
def words(tongue: Language) -> Mapping[str, Callable[..., str]]:
    """What templates say things with: `t` a message, `title` a column's name, `why` the
    reasons behind codes, `named` an entry of a closed vocabulary, `ruled` what was found."""

    def t(key: str, **facts: object) -> str:
        return say_in(tongue, key, **facts)

    def title(table: str | None, field: str) -> str:
        if has(f"review_field.{field}"):
            return say_in(tongue, f"review_field.{field}")
        return field.replace("_", " ") if tongue == "en" else _titles(table or "evidence").get(field, field)

    def why(codes: str | None) -> str:
        return review_words(codes, tongue) or ""

    def named(word: object) -> str:
        if has(f"review_word.{word}"):
            return say_in(tongue, f"review_word.{word}")
        known = next((f"{section}.{word}" for section in _WORDS if has(f"{section}.{word}")), None)
        return say_in(tongue, known) if known else str(word)

    def ruled(told: Told) -> str:
        return str(english("rules")[told.rule.code]["title"]) if tongue == "en" else told.rule.title

    return {"t": t, "title": title, "why": why, "named": named, "ruled": ruled}


@cache
def _titles(table: str) -> Mapping[str, str]:
    return chinese_titles(table) if table in _TABLES else {}


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["amount"] = _amount
    made.filters["share"] = _share
    return made


def page(request: Request, name: str, facts: Mapping[str, Any], status: int = 200) -> Response:
    """A template filled in, in the reader's language, which a cookie keeps where it was asked for in the address."""
    answer = HTMLResponse(fragment(request, name, facts), status)
    tongue = tongue_of(request)
    if request.query_params.get("lang") == tongue:
        answer.set_cookie(COOKIE, tongue, samesite="strict", httponly=True)
    return answer


def fragment(request: Request, name: str, facts: Mapping[str, Any]) -> str:
    """A template filled in, as HTML."""
    tongue = tongue_of(request)
    other = next(one for one in LANGUAGES if one != tongue)
    known = getattr(request.app.state, "facts", {}) if "app" in request.scope else {}
    switch = request.url.include_query_params(lang=other).query
    told = {**known, **words(tongue), "tongue": tongue, "other": other, "switch": switch, "path": request.url.path}
    return _templates().get_template(name).render({**told, **facts})


def _amount(value: float | None) -> str:
    """A number of 万元 as people write it: 1,234.5; nothing where there is none."""
    return "" if value is None else f"{value:,.6f}".rstrip("0").rstrip(".")


def _share(value: float) -> str:
    """A share as a percentage; what is less than a tenth of one is not none."""
    return "<0.1%" if 0 < value < 0.001 else f"{value:.1%}"
