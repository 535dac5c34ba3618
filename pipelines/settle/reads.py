"""What a text that a person is typing reads as: shown beside it, before it is an answer."""

from collections.abc import Mapping

from normalize.schema import Form
from normalize.settled.fields import FIELDS, reading, rows_of
from normalize.settled.values import put

__all__ = ["reads"]


def reads(form: Form, table: str, ordinal: int | None, field: str, text: str) -> Mapping[str, str]:
    """The fields that a text in one of them makes, by name: of `≥95%` in a value the number, its operator and unit.

    Raises NotAValue for a text that is no value of the field.
    """
    now = put(form, table, ordinal, field, text)
    said = {name: (_said(form, table, ordinal, name), _said(now, table, ordinal, name)) for name in FIELDS[table]}
    return {name: after for name, (before, after) in said.items() if after and (name == field or after != before)}


def _said(form: Form, table: str, ordinal: int | None, field: str) -> str:
    rows = (row for row in rows_of(form, table) if table == "forms" or row.ordinal == ordinal)
    return next((reading(form, table, row, field) for row in rows), "")
