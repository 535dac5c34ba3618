"""Doubtful cells of the workbooks lead to a picture of their page, boxed in red what asks; what does not ask costs
nothing."""

import io
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import unquote

import fakes
import openpyxl
import pytest
from PIL import Image

from extract.model import Extraction, Page
from normalize.schema import Evidence, Submission
from pipelines.run import drawing
from pipelines.run.drawing import Asked, draw
from pipelines.run.job import work_off, write_export
from pipelines.run.plan import Choice, plan
from pipelines.run.runner import Crew
from pipelines.run.stages import Stage
from pipelines.store import ledger
from pipelines.store.artefacts import digest

DOCUMENTS = Path(__file__).parents[1] / "documents"
BOOK, UNIT = "年度总表.xlsx", "units/2026/甲局"
BOX = (100.0, 200.0, 300.0, 240.0)


def extract(data: bytes) -> Extraction:
    page = Page(number=1, width=595, height=842, status="read", reader="fake")
    return Extraction(sha256=digest(data), media_type="application/pdf", pages=(page,))


def reading(*asking: str):
    """Stages by which every document holds a form of three indicators; those of these names ask."""

    def normalize(extraction: Extraction) -> Submission:
        form = fakes._form(f"{extraction.sha256[:16]}-01", "2026|甲局|修路|里程|质量|时间")
        why = {"needs_review": True, "review_reason": "value_unread"}
        rows = tuple(row.model_copy(update=why if row.name in asking else {}) for row in form.indicators)
        at = dict(zip(("x0", "y0", "x1", "y1"), BOX, strict=True))
        values = tuple(
            Evidence(of_table="indicators", ordinal=row.ordinal, field="value", page=1, **why, **at)
            for row in rows
            if row.needs_review
        )
        form = form.model_copy(update={"indicators": rows, "evidence": values})
        return Submission(sha256=extraction.sha256, forms=(form,))

    version = "/".join(asking) or "none"
    return Stage("extract", extract, "1", Extraction), Stage("normalize", normalize, version, Submission)


@pytest.fixture
def one(raw):
    shutil.copy(DOCUMENTS / "tianjin.pdf", raw / "a.pdf")
    return raw / "a.pdf"


def drawn(store):
    return sorted(path.relative_to(store.folder).as_posix() for path in store.folder.rglob("*.jpg"))


def leads(store, path, title):
    """Of a sheet's cells that lead to a picture: the title above, what they say and where they lead."""
    told = openpyxl.load_workbook(store.folder / path)[title]
    cells = [cell for row in told.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    found = [(told.cell(1, cell.column).value, cell.value, unquote(cell.hyperlink.target)) for cell in cells]
    return [(head, value, (store.folder / path).parent / link) for head, value, link in found if link.endswith(".jpg")]


def test_a_doubtful_cell_leads_to_its_page_with_what_asks_boxed_in_red(one, store, do):
    do(stages=reading("质量"))
    (path,) = drawn(store)
    assert path.startswith(f"{UNIT}/页面图片/")
    for book in (BOOK, f"{UNIT}/{BOOK}"):
        asked = [("指标值", 95, store.folder / path), ("待核", "是", store.folder / path)]
        assert sorted(leads(store, book, "指标")) == sorted(asked)
        assert leads(store, book, "待核") == [("页面图片", "看图", store.folder / path)]
    data = (store.folder / path).read_bytes()
    told = openpyxl.load_workbook(store.folder / BOOK)["指标"]
    (note,) = [cell.comment.text for row in told.iter_rows() for cell in row if cell.comment]
    assert "点击单元格看页面图片" in note
    image = Image.open(io.BytesIO(data))
    red = [(x, y) for x in range(image.width) for y in range(image.height) if _is_red(image.getpixel((x, y)))]
    scale = image.width / 595
    edges = (min(x for x, _ in red), min(y for _, y in red), max(x for x, _ in red), max(y for _, y in red))
    assert all(abs(edge - side * scale) < 8 for edge, side in zip(edges, BOX, strict=True))
    assert len(data) < 200_000


def test_a_doubtful_text_of_several_lines_is_seen_whole_and_its_row_leads_to_the_page(one, store, do):
    goal = "按时完成全部里程，" * 20

    def normalize(extraction: Extraction) -> Submission:
        form = fakes._form(f"{extraction.sha256[:16]}-01", "2026|甲局|修路|里程")
        why = {"needs_review": True, "review_reason": "ocr_confidence"}
        value = Evidence(of_table="forms", field="annual_goal", page=1, **why)
        record = form.record.model_copy(update={"annual_goal": goal, "page_first": 1, "page_last": 1, **why})
        return Submission(
            sha256=extraction.sha256, forms=(form.model_copy(update={"record": record, "evidence": (value,)}),)
        )

    do(stages=(reading()[0], Stage("normalize", normalize, "1", Submission)))
    (path,) = drawn(store)
    assert leads(store, BOOK, "表单") == [("待核", "是", store.folder / path)]
    told = openpyxl.load_workbook(store.folder / BOOK)["表单"]
    (cell,) = [cell for cell in told[2] if cell.value == goal]
    assert "点击“待核”一栏看页面图片" in cell.comment.text and cell.alignment.wrap_text
    assert told.row_dimensions[2].height > 100


def _is_red(pixel):
    red, green, blue = pixel
    return red > 170 and green < 110 and blue < 110


def test_what_no_longer_asks_has_no_picture_and_no_process_is_started_for_nothing(one, store, do, monkeypatch):
    do(stages=reading("质量"))
    assert len(drawn(store)) == 1

    monkeypatch.setattr("pipelines.run.runner._Pool", None)
    do(stages=reading())
    assert drawn(store) == [] and leads(store, BOOK, "指标") == []


def test_where_the_original_is_gone_the_cell_leads_nowhere(one, store, do):
    do(stages=reading())
    stages = reading("质量")
    one.rename(one.with_name("b.txt"))

    entries = ledger.read_all(store)
    work_off(store, entries, plan(store, entries.values(), stages, Choice()), fakes.HERE)
    write_export(store)
    assert drawn(store) == [] and leads(store, BOOK, "指标") == []


def deadly():
    """In a worker: the document of this name takes the process down."""
    kept = drawing.original

    def kill(entry):
        if entry.path == "evil.pdf":
            os._exit(3)
        return kept(entry)

    drawing.original = kill


def test_a_page_that_takes_its_process_down_goes_without_and_the_others_have_theirs(one, raw, store, do):
    for name in ("evil.pdf", "z.pdf"):
        (raw / name).write_bytes(one.read_bytes() + name.encode())
    do(stages=reading())
    entries = {entry.doc_id: entry for entry in ledger.read_all(store).values()}
    wanted = [Asked(entry.path, doc_id, 1, (BOX,)) for doc_id, entry in entries.items()]
    crew = Crew(lambda count: ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=deadly), 1)
    assert {asked.path for asked, _ in draw(wanted, entries, crew)} == {"a.pdf", "z.pdf"}


def test_two_units_on_one_page_have_a_picture_each(one, store, do):
    do(stages=reading())
    entries = {entry.doc_id: entry for entry in ledger.read_all(store).values()}
    (doc_id,) = entries
    wanted = [Asked(unit, doc_id, 1, boxes) for unit, boxes in (("甲", (BOX,)), ("乙", ()), ("丙", ()))]
    found = {asked.path: data for asked, data in draw(wanted, entries)}
    assert found.keys() == {"甲", "乙", "丙"} and found["甲"] != found["乙"] == found["丙"]
