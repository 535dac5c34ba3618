"""What the forms of all documents say against each other, as rows of `findings`."""

from collections.abc import Iterable, Mapping
from typing import Any

from normalize.checks import CheckSettings, compare, contrast
from normalize.schema import Form

__all__ = ["between"]

Row = dict[str, Any]


def between(
    forms: Iterable[Row], older: Mapping[str, str], settings: CheckSettings, kinds: Mapping[str, str]
) -> dict[str, list[Row]]:
    """The findings between forms, by `form_id`. `forms` are those of the artefacts of normalize; those of `older`
    (superseded, each with the one that counts) are compared with that one alone, and only where they came as files of
    different `kinds` (by `form_id`): both were meant to say the same."""
    rivals = {old: new for old, new in older.items() if kinds[old] != kinds[new]}
    read = {
        form["identity"]["form_id"]: Form.model_validate({**form, "evidence": ()})
        for form in forms
        if form["identity"]["form_id"] not in older or form["identity"]["form_id"] in rivals
    }
    found = compare((form for form_id, form in read.items() if form_id not in older), settings)
    told = contrast(((read[new], read[old]) for old, new in rivals.items()), settings)
    return {
        form_id: [row.model_dump(mode="json") for row in (*found.get(form_id, ()), *told.get(form_id, ()))]
        for form_id in {**found, **told}
    }
