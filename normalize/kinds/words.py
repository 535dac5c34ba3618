"""Words: what a cell says in words of no list, and what says nothing."""

from functools import lru_cache

from normalize.lexicon import REMEMBERED, key, load

__all__ = ["blank"]


@lru_cache(maxsize=REMEMBERED)
def blank(text: str | None) -> bool:
    """Whether a cell says nothing: empty, a dash, a slash, 无, dots."""
    if text is None:
        return True
    nothing: list[str] = load("values")["nothing"]["names"]
    return key(text) in nothing or "".join(text.split()) in nothing
