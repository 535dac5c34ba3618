"""The families of forms, drawn as text: each wording and layout a province has been seen to use comes out right.

A file of `families/` says in its first line what it shows, then has a drawing (what extract would hand on) and below
`====` what the form must give, a line per form, fund, task and row.
"""

from pathlib import Path

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

FAMILIES = sorted(Path(__file__).with_name("families").glob("*.txt"))


def told(form: Form) -> list[str]:
    """A form as lines of text."""
    who, record = form.identity, form.record
    return [
        f"form {who.year} {who.unit} {who.scope} {who.phase} {who.project} {record.budget}",
        *(f"fund {x.period} {x.measure} {x.item} {x.basis} {x.amount:g}" for x in form.funds),
        *(f"task {x.name} {x.content} {x.amount}" for x in form.tasks),
        *(
            f"row {x.level1} {x.level2} {x.name} {x.operator} {x.value_raw} {x.value} {x.measure_unit} {x.weight} "
            f"{x.actual_raw}" + (f" ({x.review_reason})" if x.review_reason else "")
            for x in form.indicators
        ),
    ]


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_family(path: Path) -> None:
    shown, _, want = path.read_text(encoding="utf-8").partition("\n====\n")
    _, _, drawing = shown.partition("\n\n")
    got = [line for form in normalize(draw(drawing)).forms for line in told(form)]
    assert got == want.strip().splitlines()
