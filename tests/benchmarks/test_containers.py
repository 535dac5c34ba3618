"""One truth, many containers: a document written as Word, Excel, web page (in both encodings) and OFD says the same."""

from pathlib import Path

import pytest

from benchmarks.containers.__main__ import chinese_web, docx, web, xlsx
from benchmarks.containers.compare import differences, said
from benchmarks.containers.ofd import from_pdf
from benchmarks.corpus.families import FAMILIES
from benchmarks.corpus.make import Planned, plan

SOME = ("hunan_project", "national_evaluation", "sichuan_list", "transfer", "bracket_text")
DIGITAL = ("linyi", "huangshan", "jingyan", "nanyue", "qingshen", "seed", "tianjin")


@pytest.fixture(scope="module")
def planned() -> list[Planned]:
    return list(plan(len(SOME), 11, {name: FAMILIES[name] for name in SOME}))


@pytest.mark.parametrize("n", range(len(SOME)))
def test_a_family_says_the_same_from_every_file_whose_cells_are_given(planned: list[Planned], n: int) -> None:
    want = said(docx(planned[n], b""))
    assert len(want) == len(planned[n].forms) and all(form["indicators"] for form in want)
    told = {(row["name"], row["value_raw"]) for form in want for row in form["indicators"]}
    stated = {row.columns["name"] for form in planned[n].forms for row in form.indicators}
    assert {name for name, _ in told} == stated
    for write in (xlsx, web, chinese_web):
        assert list(differences(want, said(write(planned[n], b"")))) == []


@pytest.mark.parametrize("name", DIGITAL)
def test_a_pdf_and_the_same_pages_as_ofd_say_the_same(name: str) -> None:
    data = (Path("tests/documents") / f"{name}.pdf").read_bytes()
    assert list(differences(said(data), said(from_pdf(data)))) == []
