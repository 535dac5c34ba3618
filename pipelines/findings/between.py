"""What the forms of all documents say against each other, as rows of `findings`."""

from collections.abc import Collection, Iterable
from typing import Any

from normalize.checks import CheckSettings, compare
from normalize.schema import Form

__all__ = ["between"]

Row = dict[str, Any]


def between(forms: Iterable[Row], older: Collection[str], settings: CheckSettings) -> dict[str, list[Row]]:
    """The findings between forms, by `form_id`. `forms` are those of the artefacts of normalize; those of `older`
    (superseded ones) are compared with nothing."""
    current = [
        Form.model_validate({**form, "evidence": ()}) for form in forms if form["identity"]["form_id"] not in older
    ]
    found = compare(current, settings)
    return {form_id: [row.model_dump(mode="json") for row in rows] for form_id, rows in found.items()}
