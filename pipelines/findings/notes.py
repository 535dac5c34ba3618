"""What people wrote in a findings workbook, read back before it is written anew.

A row is known by the key in its hidden last column, so that rows may be sorted, filtered and left out. The workbook on
disk has the last word where somebody saved it since we wrote it; what it says goes into the one store for what people
say (`.jixiao`), from which every later workbook takes it.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from openpyxl import load_workbook

from extract.readers.office_package import FAULTS
from pipelines.findings.gather import UnitYear
from pipelines.store.artefacts import canonical, digest
from pipelines.store.people import Note, Notes

__all__ = ["ABOUT", "ANSWERS", "KEY", "REMARK", "STATUS", "Answers", "fingerprint", "read_back", "unmatched"]

STATUS, REMARK, KEY = "处理情况", "处理说明", "核对编号"
ANSWERS = ("已说明", "已更正", "情况属实", "不属实", "待核实")
"""What is offered for 处理情况."""
ABOUT = ("级别", "表", "页码", "指标序号", "核对规则", "说明")
"""The columns that tell a note's finding where it is no longer found."""
_DEEPEST_HEAD = 10
"""Rows at the top of a sheet among which its titles are looked for."""
Answer = tuple[str | None, str | None, dict[str, Any]]


class Answers(NamedTuple):
    """A saved workbook: what it says of each finding by its key, and the fingerprint of everything else."""

    by_key: dict[str, Answer]
    fingerprint: str


def read_back(data: bytes) -> Answers | None:
    """What people wrote in a workbook; None for what is no workbook any more."""
    try:
        sheets = _sheets(data)
    except FAULTS:
        return None
    answers = {key: answer for rows in sheets.values() for key, answer in _answers(rows)}
    return Answers(answers, _fingerprint(sheets))


def fingerprint(data: bytes) -> str:
    """What tells whether anything but the notes was changed in a workbook of ours."""
    return _fingerprint(_sheets(data))


def unmatched(told: UnitYear, notes: Notes) -> list[Note]:
    """The notes of a unit's year whose findings are no longer there."""
    here = {finding.key for form in told.forms for finding in form.findings}
    mine = (note for note in notes.values() if note.folder == told.folder)
    return sorted((note for note in mine if note.key not in here), key=lambda note: note.key)


def _sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    finally:
        book.close()


def _fingerprint(sheets: dict[str, list[tuple[Any, ...]]]) -> str:
    """The hash of all cells but the notes, rows in any order."""
    told = []
    for title, rows in sheets.items():
        notes = {place for row in rows[:_DEEPEST_HEAD] for place, cell in enumerate(row) if cell in (STATUS, REMARK)}
        kept = [[str(cell) for place, cell in enumerate(row) if place not in notes and cell] for row in rows]
        told.append([title, sorted(canonical(row).decode() for row in kept if row)])
    return digest(canonical(told))


def _answers(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[str, Answer]]:
    """Key, 处理情况, 处理说明 and what tells the finding, of each row below the titles."""
    head = next((row for row in rows[:_DEEPEST_HEAD] if KEY in row and STATUS in row), None)
    if head is None:
        return
    at = {title: place for place, title in enumerate(head) if title}
    for row in rows[rows.index(head) + 1 :]:
        facts = {title: row[place] if place < len(row) else None for title, place in at.items()}
        if key := _text(facts[KEY]):
            about = {title: facts.get(title) for title in ABOUT if facts.get(title) is not None}
            yield key, (_text(facts[STATUS]), _text(facts.get(REMARK)), about)


def _text(value: Any) -> str | None:
    text = "" if value is None else str(value).strip()
    return text or None
