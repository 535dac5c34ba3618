"""Which fields of a row a person may speak of, what each of them says, and where the row stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from normalize.schema import Evidence, Form, FormRecord, Fund, Identity, Indicator, Task
from normalize.schema.words import Record
from normalize.settled.correction import Spot
from normalize.settled.values import shown

__all__ = ["FIELDS", "ROWS", "reading", "row_name", "rows_of", "said_in", "spot_of", "text_of"]

ROWS = ("indicators", "funds", "tasks")
"""The tables of a form that have a row each for something printed; the form's own row is in `forms`."""
_FOLLOWING = frozenset(
    (
        *("form_id", "project_key", "province", "city", "county", "region_code", "page_first", "page_last"),
        *("ordinal", "value_kind", "value_date_precision", "value_share", "qualitative"),
        *("confidence", "needs_review", "review_reason", "corrected"),
    )
)
"""Columns that follow from others, or say where a row stands and how far to trust it."""


def _taken(*models: type[Record]) -> tuple[str, ...]:
    names = (name for model in models for name in model.__annotations__)
    return tuple(name for name in names if name not in _FOLLOWING and not name.endswith("_raw"))


FIELDS: Mapping[str, tuple[str, ...]] = {
    "forms": _taken(Identity, FormRecord),
    "indicators": _taken(Indicator),
    "funds": _taken(Fund),
    "tasks": _taken(Task),
}
"""The columns that are taken from the document and do not follow from others, those that `evidence` knows."""
_NAMED = {"forms": "", "indicators": "name", "funds": "amount", "tasks": "name"}
"""The field of a row that no other row of its table has from the same cell."""
_NAMING = {"indicators": "name_raw", "funds": "item_raw", "tasks": "name"}


def rows_of(form: Form, table: str) -> tuple[Any, ...]:
    """The rows of a table; of `forms` its identity's and its record's values as one."""
    return (form,) if table == "forms" else getattr(form, table)


def said_in(form: Form, table: str, ordinal: int | None) -> Iterator[Evidence]:
    """The evidence of a row."""
    return (one for one in form.evidence if one.of_table == table and one.ordinal == ordinal)


def reading(form: Form, table: str, row: Any, field: str) -> str:
    """What a field says, as a text; of a value in words those."""
    if table == "forms":
        found = getattr(form.identity, field, None) if hasattr(form.identity, field) else getattr(form.record, field)
        return shown(found)
    found = getattr(row, field)
    if found is None and isinstance(row, Indicator) and field in ("value", "actual", "forecast"):
        return shown(getattr(row, f"{field}_raw"))
    return shown(found)


def row_name(form: Form, table: str, row: Any) -> str:
    """What names a row."""
    return shown(form.record.title if table == "forms" else getattr(row, _NAMING[table]))


def text_of(form: Form, table: str, row: Any) -> str:
    """All that a row says, field by field: what a whole row is accepted as."""
    return " | ".join(f"{field}: {said}" for field in FIELDS[table] if (said := reading(form, table, row, field)))


def spot_of(form: Form, table: str, row: Any) -> Spot:
    """Where a row stands: of a file without pages where its name does, of a form as a whole where the first of its
    values does."""
    ordinal = None if table == "forms" else row.ordinal
    said = list(said_in(form, table, ordinal))
    first = next((one for one in said if one.field == _NAMED[table]), said[0] if said else None)
    if first is not None and (table == "forms" or first.place is not None):
        return Spot(first.page, first.box, first.place)
    if table == "forms":
        return Spot(form.record.page_first)
    return Spot(row.page, row.box)
