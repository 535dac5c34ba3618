"""Why a document could not be read, or not all of it: a stable code, a sentence, and what was noted in particular."""

from normalize.lexicon import load
from pipelines.language import Language, has, language, say_in
from pipelines.language.codes import english
from pipelines.language.details import in_chinese

__all__ = ["detail", "explain", "review_words"]


def explain(
    reason: str | None, message: str | None, tongue: Language | None = None, *, coded: bool = True
) -> str | None:
    """`code: sentence (detail)` in the reader's language or that which is named, without the code unless `coded`; None
    where nothing is wrong.

    A code without a sentence stands for itself. The ledger is written in Chinese whoever runs it.
    """
    if reason is None:
        return None
    tongue = tongue or language()
    parts = [reason]
    if has(f"reason.{reason}"):
        sentence = say_in(tongue, f"reason.{reason}")
        parts = [f"{reason}: {sentence}" if coded else sentence]
    if message:
        parts.append(f"({detail(message, tongue)})")
    return " ".join(parts)


def detail(message: str, tongue: Language | None = None) -> str:
    """What a reader noted of a document in particular, in the reader's language or that which is named."""
    return in_chinese(message) if (tongue or language()) == "zh" else message


def review_words(codes: str | None, tongue: Language = "zh") -> str | None:
    """Why a row or value is to be looked at (`review_reason`), in the lexicon's words (workbooks and reports are
    Chinese whoever runs it) or in English; None where it does not ask."""
    if not codes:
        return None
    if tongue == "en":
        return "; ".join(english("reasons").get(code, code) for code in codes.split(";") if code) or None
    words = {**load("reasons")["rows"], **load("reasons")["forms"]}
    told = [words.get(code, code) for code in codes.split(";") if code]
    return "；".join(told) or None
