"""Whole documents: every field of the truth comes out, and each form's full reading is held by a golden file.

The goldens (`__snapshots__/`) are plain text that a person can read; `pytest --snapshot-update` writes them anew.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from extract import ExtractSettings, extract
from normalize import form_words, normalize
from normalize.schema import Form, Submission

DOCUMENTS = Path(__file__).parent.parent / "documents"
DIGITAL = [
    "chaiwei",
    "cut",
    "huangshan",
    "jingyan",
    "jingyan_pages",
    "linyi",
    "nanyue",
    "nanyue_pages",
    "qingshen",
    "seed",
    "tianjin",
]


@cache
def submission(name: str) -> Submission:
    settings = ExtractSettings(form_words=form_words(), ocr=False)
    return normalize(extract((DOCUMENTS / f"{name}.pdf").read_bytes(), settings))


def truth(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DOCUMENTS / f"{name}.truth.json").read_text(encoding="utf-8"))
    return loaded


def folded(text: str | None) -> str | None:
    """A name without white space and with one kind of comma, as the truth files write it."""
    return (
        None
        if text is None
        else "".join(text.split()).replace("，", ",").replace("（", "(").replace("）", ")").replace("：", ":")
    )


@pytest.mark.parametrize("name", DIGITAL)
def test_forms_are_those_of_the_truth(name: str) -> None:
    want = truth(name)
    got = [
        (
            f.identity.year,
            f.identity.unit,
            f.identity.scope,
            f.identity.phase,
            folded(f.identity.project),
            f.record.budget,
        )
        for f in submission(name).forms
    ]
    assert got == [
        (want["year"], want["unit"], f["scope"], f["phase"], folded(f["project"]), f["budget"]) for f in want["forms"]
    ]


@pytest.mark.parametrize("name", DIGITAL)
def test_every_field_of_every_row_is_that_of_the_truth(name: str) -> None:
    got = [
        (
            folded(form.identity.project),
            row.level1,
            row.level2,
            folded(row.name),
            row.operator,
            row.value,
            row.measure_unit,
            folded(row.value_raw),
        )
        for form in submission(name).forms
        for row in form.indicators
    ]
    want = [
        (
            folded(r["project"]),
            r["level1"],
            r["level2"],
            folded(r["name"]),
            r["operator"],
            r["value"],
            r["unit"],
            folded(r["value_raw"]),
        )
        for r in truth(name)["indicators"]
    ]
    assert got == want


@pytest.mark.parametrize("name", DIGITAL)
def test_digital_rows_need_no_review(name: str) -> None:
    assert [row.name for form in submission(name).forms for row in form.indicators if row.needs_review] == []


@pytest.mark.parametrize("name", DIGITAL)
def test_reading_is_the_golden_one(name: str, snapshot: SnapshotAssertion) -> None:
    assert "\n\n".join(_sheet(form) for form in submission(name).forms) == snapshot


def _sheet(form: Form) -> str:
    """A form as lines of text, every filled field named."""
    parts = [_line("form", form.identity), _line("record", form.record)]
    for table in ("funds", "tasks", "indicators"):
        parts += [_line(table, row) for row in getattr(form, table)]
    return "\n".join(parts)


def _line(kind: str, row: Any) -> str:
    fields = row.model_dump(exclude_none=True, exclude_defaults=True)
    return f"{kind}: " + " | ".join(f"{name}={value}" for name, value in fields.items())
