"""A row of a list higher than its page: the break runs through a line of every cell that it cuts."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from benchmarks.evaluate.product import Outcome, in_process
from extract.model import LINE_CUT
from tests.extract.samples import DOCUMENTS


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    path: Path = tmp_path_factory.mktemp("scan") / "page_cut.tiff"
    with pdfium.PdfDocument(DOCUMENTS / "clipped" / "page_cut.pdf") as pdf:
        first, *others = (page.render(scale=200 / 72).to_pil() for page in pdf)
        first.save(path, save_all=True, append_images=others, dpi=(200, 200))
    return in_process(path)


def test_a_line_of_which_half_was_printed_says_so(outcome: Outcome) -> None:
    assert outcome.extraction is not None
    cells = [cell for page in outcome.extraction.pages for cell in page.tables[-1].cells if cell.column == 2]
    said = [(cell.text, LINE_CUT in cell.doubts) for cell in cells]
    assert said[:4] == [("年度预算安\n排", False), ("20000", False), ("20000", False), ("20000", False)]
    assert said[4][1]


def test_its_halves_are_put_together_where_its_first_one_stands(outcome: Outcome) -> None:
    assert outcome.extraction is not None
    first, second = (page.tables[-1].cells for page in outcome.extraction.pages)
    foot = {cell.column: cell.text.split("\n")[-1] for cell in first if cell.row == 4}
    assert (foot[0], foot[3], foot[4]) == ("905018", "森林覆盖率达到85%", "指标1:项目总成本(≤2万元)")
    head = {cell.column: cell.text.split("\n")[0] for cell in second}
    assert (head[0], head[3], head[4]) == ("", "以上,林下经济产值", "【效益指标-经济效益指标】")


def test_the_project_goes_on_over_it_and_what_it_cut_is_asked_about(outcome: Outcome) -> None:
    assert outcome.submission is not None
    (form,) = outcome.submission.forms
    assert (form.identity.project, form.record.budget) == ("农村生活污水治理", 2.0)
    assert len(form.indicators) == 11
    (cut,) = (row for row in form.indicators if row.level2 == "成本指标")
    assert (cut.name, cut.value_raw, cut.needs_review) == ("项目总成本", "≤2万元", True)
