"""Why a document could not be read, or not all of it: a stable code, a sentence, and what was noted in particular."""

from normalize.lexicon import load
from pipelines.language import Language, has, language, say_in

__all__ = ["explain", "review_words"]


def explain(reason: str | None, message: str | None, tongue: Language | None = None) -> str | None:
    """`code: sentence (detail)` in the reader's language or that which is named; None where nothing is wrong.

    A code without a sentence stands for itself. The ledger is written in Chinese whoever runs it.
    """
    if reason is None:
        return None
    parts = [reason]
    if has(f"reason.{reason}"):
        sentence = say_in(tongue or language(), f"reason.{reason}")
        parts = [f"{reason}: {sentence}"]
    return " ".join([*parts, f"({message})"] if message else parts)


def review_words(codes: str | None) -> str | None:
    """Why a row or value is to be looked at (`review_reason`), in the lexicon's words; None where it does not ask."""
    words = {**load("reasons")["rows"], **load("reasons")["forms"]}
    told = [words.get(code, code) for code in (codes or "").split(";") if code]
    return "；".join(told) or None
