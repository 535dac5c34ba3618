"""A document as its page shows it: every cell where it stands, every value of its forms, and which feeds which."""

from collections.abc import Iterable, Sequence
from typing import Any

from extract.media import WITHOUT_PDF
from extract.model import Extraction
from normalize.evidence.doubts import codes
from normalize.schema import Evidence, Form, columns
from normalize.settled.correction import Correction
from normalize.settled.fields import FIELDS, reading, row_name, rows_of, said_in, spot_of
from pipelines.settle.asked import choices_of
from pipelines.settle.cells import by_text
from pipelines.settle.document import Read
from pipelines.settle.model import CellView, Decision, DocumentView, FieldView, FormView, PageView, RowView

__all__ = ["view"]


def view(
    read: Read, extraction: Extraction, decisions: Sequence[Decision], corrections: Sequence[Correction]
) -> DocumentView:
    """The document with all that its page shows."""
    forms = tuple(_form(read, form) for form in read.submission.forms)
    fields = [field for form in forms for row in form.rows for field in row.fields]
    return DocumentView(
        read.entry.sha256,
        read.entry.path,
        read.entry.status,
        tuple(_pages(read, extraction, fields)),
        forms,
        tuple(decisions),
        tuple(corrections),
    )


def _form(read: Read, form: Form) -> FormView:
    rows = tuple(_row(read, form, table, row) for table in FIELDS for row in rows_of(form, table))
    identity = form.identity
    asks = any(row.needs_review for row in rows)
    return FormView(
        identity.form_id, form.record.title, identity.phase, identity.year, identity.unit, identity.project, asks, rows
    )


def _row(read: Read, form: Form, table: str, row: Any) -> RowView:
    trust = form.record if table == "forms" else row
    ordinal = None if table == "forms" else row.ordinal
    said = {one.field: one for one in said_in(form, table, ordinal)}
    asked = {code for one in said.values() for code in codes(one.review_reason)}
    spot = spot_of(form, table, row)
    return RowView(
        read.entry.sha256,
        form.identity.form_id,
        table,
        ordinal,
        row_name(form, table, row),
        spot.page,
        spot.box,
        spot.place,
        trust.needs_review,
        trust.corrected,
        tuple(sorted(codes(trust.review_reason) - asked)),
        tuple(_field(read, form, table, row, field, said.get(field)) for field in FIELDS[table]),
    )


def _field(read: Read, form: Form, table: str, row: Any, field: str, told: Evidence | None) -> FieldView:
    ordinal = None if table == "forms" else row.ordinal
    value = reading(form, table, row, field)
    cell = read.cells.whole(told) if told is not None and by_text(told) else None
    spot = (told.page, told.box, told.place) if told is not None else spot_of(form, table, row)
    alone = cell is None or not any("from" in edit for edit in (told.edits if told else ()))
    return FieldView(
        id=f"{form.identity.form_id}-{table}-{ordinal or 0}-{field}",
        sha256=read.entry.sha256,
        form_id=form.identity.form_id,
        table=table,
        ordinal=ordinal,
        field=field,
        title=str(columns(table)[field].title),
        value=value,
        raw=(told.raw or "") if told else "",
        text=cell.now if cell is not None else value,
        page=spot[0],
        box=spot[1],
        place=spot[2],
        confidence=told.confidence if told else 1.0,
        edits=told.edits if told else (),
        rivals=told.rivals if told else (),
        reasons=tuple(sorted(codes(told.review_reason))) if told else (),
        needs_review=told.needs_review if told else False,
        review=told.review if told else None,
        choices=choices_of([field]) if alone else (),
        cells=tuple(text.id for text in read.cells.under(told)) if told else (),
        cell=cell,
        replaces=read.replaced(*spot),
    )


def _pages(read: Read, extraction: Extraction, fields: Iterable[FieldView]) -> Iterable[PageView]:
    feeds: dict[str, list[str]] = {}
    for field in fields:
        for cell in field.cells:
            feeds.setdefault(cell, []).append(field.id)
    asking = {text.id for one in read.submission.evidence for text in read.cells.under(one) if one.needs_review}
    for page in extraction.pages:
        cells = tuple(
            CellView(
                text.id, text.page, text.box, text.place, text.now, text.text, text.row, text.column,
                text.id not in asking, tuple(feeds.get(text.id, ())),
            )
            for text in read.cells.all
            if text.page == page.number
        )  # fmt: skip
        seen = page.paper and extraction.media_type not in WITHOUT_PDF
        yield PageView(page.number, page.width, page.height, seen, page.status, cells)
