"""What a form is filed under and what it came to: kind and nature of its project, functional classification,
affiliation, grade and conclusion.

    支出功能分类 | 2130119 防汛                      function_code 2130119, function_name 防汛
    自评等级     | 优（90-100分）☑ 良（80-90分）□     grade 优
    评价结论     | 项目按期完成，达到预期目标。          conclusion, as printed
    自评结论     | 优（得分≥90）☑ 良 □ 中 □ 差 □       grade 优: it is no sentence

A grade is one of the words of `grades` in `values.toml`; of boxes to tick the one that is ticked.
"""

import re

from normalize.draft import Draft
from normalize.evidence.said import Column, Columns, Said
from normalize.kinds.name import split_code
from normalize.kinds.words import blank
from normalize.lexicon import key, load
from normalize.read.boxes import has_boxes, ticked_within

__all__ = ["grade_of", "outcome"]

_MEANINGS = ("category", "nature", "function_code", "function", "affiliation", "conclusion", "grade")
_AS_PRINTED = ("category", "nature")
"""What stands for itself where none of its boxes is ticked."""
_BEHIND = re.compile(r"[(（].*$")
_CODE = re.compile(r"\d{3,}")
_HINT = re.compile(r"(?:结合|请|说明|简要|简述|概述|填写).*[(（](?:限)?\d{2,4}字(?:以内|左右)?[)）][。.]?")
"""What a template asks for, left standing where the conclusion was to be written."""


def outcome(draft: Draft) -> Columns:
    """The columns of `forms` that this module knows; one that is not printed is absent."""
    columns: Columns = {}
    for meaning in _MEANINGS:
        printed = draft.printed(meaning)
        if printed is not None and not blank(printed.text) and not _HINT.fullmatch(printed.text):
            found = _columns(meaning, printed.text)
            columns |= {
                name: Column(value, Said(printed, _edits(printed.text, value))) for name, value in found.items()
            }
    return columns


def grade_of(text: str) -> str | None:
    """The grade that a text is, or that is ticked in it; None where it is more than a grade."""
    word = _BEHIND.sub("", key(ticked_within(text) or text)).removesuffix("等")
    return word if word in load("values")["grades"]["words"] else None


def _columns(meaning: str, text: str) -> dict[str, str]:
    """What a label's text says, by column; nothing where it says none of it, as boxes do of which none is ticked."""
    if meaning == "function":
        return _function(text)
    if meaning in ("grade", "conclusion"):
        if grade := grade_of(text):
            return {"grade": grade}
        return {} if has_boxes(text) else {meaning: text}
    chosen = ticked_within(text)
    return {meaning: chosen or text} if chosen or not has_boxes(text) or meaning in _AS_PRINTED else {}


def _function(text: str) -> dict[str, str]:
    if _CODE.fullmatch(key(text)):
        return {"function_code": key(text)}
    code, name = split_code(text)
    return {"function_name": name, **({"function_code": code} if code else {})}


def _edits(text: str, value: str) -> tuple[str, ...]:
    if has_boxes(text):
        return ("ticks_read",) if value != text else ()
    return ("code_apart",) if key(value) != key(text) and _CODE.search(text) else ()
