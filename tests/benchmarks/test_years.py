"""An export of many years made from a small one: its size, its rows' own forms, and questions that are answered."""

from pathlib import Path

import jixiao
from benchmarks.years import ask, make_years
from tests.analysis.made import write_export


def test_years_are_made_and_answer(tmp_path: Path) -> None:
    write_export(tmp_path / "small")
    make_years(tmp_path / "years", tmp_path / "small", years=3, projects=30)
    data = jixiao.load(str(tmp_path / "years"))
    assert data.forms.groupby("year").form_id.nunique().to_dict() == {2020: 30, 2021: 30, 2022: 30}
    assert data.forms.groupby("project_key").year.nunique().eq(3).all()
    assert set(data.indicators.form_id) <= set(data.forms.form_id)
    assert set(ask(tmp_path / "years")) == set(range(1, 21))
