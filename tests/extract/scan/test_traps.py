"""What other readers corrupt in silence, on made scans (`python -m benchmarks.traps tests/documents/traps`).

A `/` read as 1, a lone digit lost, a `%` or a unit lost, a seal's character in a name, `290%` for ≥90%: whatever the
face and the damage, each row comes out as it is printed, or a person is asked about it.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from benchmarks.evaluate.product import in_process
from normalize.schema import Form, Indicator

FOLDER = Path(__file__).parents[2] / "documents" / "traps"
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
PICTURES = sorted(path.stem for path in FOLDER.glob("*.jpg"))
Printed = dict[str, str | None]


@cache
def read(picture: str) -> Form:
    submission = in_process(FOLDER / f"{picture}.jpg").submission
    assert submission is not None
    (form,) = submission.forms
    return form


def printed(picture: str) -> list[Printed]:
    rows: list[Printed] = TRUTH[picture.partition("-")[0]]
    return rows


def right(row: Indicator, want: Printed) -> bool:
    """Whether a row says what is printed: its name, sign, number or words, and unit."""
    value = want["value"]
    same = row.value == float(value) if value and value.isdigit() else row.value_raw in (value, value or "/")
    return same and (row.name, row.operator, row.measure_unit) == (want["name"], want["sign"], want["unit"])


def corrupted(form: Form, wanted: list[Printed]) -> list[str]:
    """Rows that are neither right nor asked about; rows follow each other as printed."""
    if len(form.indicators) != len(wanted):
        return [] if form.record.needs_review else [f"{len(form.indicators)} rows for {len(wanted)}"]
    pairs = zip(form.indicators, wanted, strict=True)
    return [f"{want} read as {said(row)}" for row, want in pairs if not right(row, want) and not row.needs_review]


def said(row: Indicator) -> str:
    return f"{row.name} {row.operator} {row.value_raw} {row.measure_unit}, confidence {row.confidence}"


@pytest.mark.parametrize("picture", PICTURES)
def test_nothing_is_corrupted_in_silence(picture: str) -> None:
    assert corrupted(read(picture), printed(picture)) == []


@pytest.mark.parametrize("picture", PICTURES)
def test_rows_are_all_there(picture: str) -> None:
    assert len(read(picture).indicators) == len(printed(picture))


def test_most_rows_of_office_scans_are_right_without_asking() -> None:
    """Whoever asks about everything corrupts nothing either."""
    pairs = [
        (row, want)
        for picture in PICTURES
        if picture.endswith("1")
        for row, want in zip(read(picture).indicators, printed(picture), strict=False)
    ]
    plain = [not row.needs_review and right(row, want) for row, want in pairs]
    assert sum(plain) / len(plain) > 0.75


CORRUPTIONS = {
    "a / read as 1": ("绿色采购覆盖面", {"value": 1.0, "value_raw": "1"}),
    "a lone digit lost": ("技能培训场次", {"value": None, "value_raw": None}),
    "a % lost": ("培训合格率", {"measure_unit": None}),
    "a unit lost": ("户均补助标准", {"measure_unit": None}),
    "a seal's character in a name": ("参训群众满意度", {"name": "参训群众满意度章"}),
    "290% for ≥90%": ("培训合格率", {"operator": None, "value": 290.0, "value_raw": "290%"}),
}


@pytest.mark.parametrize("name,change", CORRUPTIONS.values(), ids=CORRUPTIONS.keys())
@pytest.mark.parametrize("asked", [False, True])
def test_the_measure_sees_each_corruption(name: str, change: dict[str, object], asked: bool) -> None:
    """What the first test looks for is found when it is put in, unless the row is asked about."""
    form = read("columns-song-1")
    assert corrupted(form, printed("columns-song-1")) == []
    rows = [
        row.model_copy(update={**change, "needs_review": asked}) if row.name == name else row for row in form.indicators
    ]
    spoilt = form.model_copy(update={"indicators": tuple(rows)})
    assert bool(corrupted(spoilt, printed("columns-song-1"))) is not asked
