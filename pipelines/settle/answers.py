"""Answers of a person, addressed: what a decision or a field of a document's page turns into."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal, get_args

from extract.model import Box
from normalize.settled.correction import Correction, Table
from pipelines.settle.model import CellView, Decision, FieldView, Hanging, RowView

__all__ = ["add", "answer", "retype", "strike"]

Said = Literal["accept", "correct"]


def answer(
    asked: Decision | FieldView, act: Said, says: str | None = None, *, who: str, at: datetime | None = None
) -> tuple[Correction, ...]:
    """What a person says of a decision, or of a field of a document's page.

    accept     every value that asks there is right as it was read; of a whole row, form, cell or page its doubts
    correct    `says` is what is printed: the whole text of `asked.cell`, else the field's own value; "" for nothing

    Raises ValueError for a correction of what is no value: a whole row's fields are corrected one by one.
    """
    when = at or datetime.now(UTC)
    if act == "correct":
        return (_corrected(asked, says or "", who, when),)
    if isinstance(asked, Decision):
        if asked.field is None:
            return tuple(_whole(asked, one, who, when) for one in asked.hangs)
        told: Iterable[Correction] = (_accepted(asked, one, who, when) for one in asked.hangs if one.asks)
        return tuple({one.id: one for one in told}.values())
    own = Hanging(
        asked.form_id, asked.table, asked.ordinal, asked.field, asked.value, asked.raw, asked.page, asked.box,
        asked.place, True,
    )  # fmt: skip
    return (_accepted(asked, own, who, when),)


def _accepted(asked: Decision | FieldView, one: Hanging, who: str, at: datetime) -> Correction:
    return Correction(
        sha256=asked.sha256, table=_table(one.table), field=one.field, page=one.page, box=one.box, place=one.place,
        was=one.raw, says=one.value or None, act="accept", replaces=asked.replaces, who=who, at=at,
    )  # fmt: skip


def _whole(asked: Decision, one: Hanging, who: str, at: datetime) -> Correction:
    return Correction(
        sha256=asked.sha256, table=_table(one.table), page=one.page, box=one.box, place=one.place,
        was=one.raw, says=";".join(asked.reasons), act="accept", replaces=asked.replaces, who=who, at=at,
    )  # fmt: skip


def _corrected(asked: Decision | FieldView, says: str, who: str, at: datetime) -> Correction:
    cell = asked.cell
    if cell is not None:
        return Correction(
            sha256=asked.sha256, table="cell", page=cell.page, box=cell.box, place=cell.place,
            was=cell.was, says=says, act="correct", replaces=asked.replaces, who=who, at=at,
        )  # fmt: skip
    if asked.field is None:
        raise ValueError(f"{asked.table}: a whole row is accepted, its fields are corrected one by one")
    return Correction(
        sha256=asked.sha256, table=_table(asked.table), field=asked.field, page=asked.page, box=asked.box,
        place=asked.place, was=asked.raw, read=asked.value or None, says=says, act="correct",
        replaces=asked.replaces, who=who, at=at,
    )  # fmt: skip


def strike(row: RowView, *, who: str, at: datetime | None = None) -> Correction:
    """That a row of `indicators`, `funds` or `tasks` is none."""
    return Correction(
        sha256=row.sha256, table=_table(row.table), page=row.page, box=row.box, place=row.place, was=row.name,
        act="strike", who=who, at=at or datetime.now(UTC),
    )  # fmt: skip


def add(
    sha: str,
    table: str,
    page: int | None,
    box: Box | None,
    fields: Mapping[str, str],
    *,
    who: str,
    place: str | None = None,
    at: datetime | None = None,
) -> Correction:
    """That a row of `indicators`, `funds` or `tasks` is missing at a place: its fields, each as it is printed."""
    says = json.dumps({field: text for field, text in sorted(fields.items()) if text.strip()}, ensure_ascii=False)
    return Correction(
        sha256=sha, table=_table(table), page=page, box=box, place=place, says=says, act="add", who=who,
        at=at or datetime.now(UTC),
    )  # fmt: skip


def retype(sha: str, cell: CellView, says: str, *, who: str, at: datetime | None = None) -> Correction:
    """That a cell says something else than what was read there, whatever is read from it."""
    return Correction(
        sha256=sha, table="cell", page=cell.page, box=cell.box, place=cell.place, was=cell.was, says=says,
        act="correct", who=who, at=at or datetime.now(UTC),
    )  # fmt: skip


def _table(name: str | None) -> Table:
    return next(table for table in get_args(Table) if table == name)
