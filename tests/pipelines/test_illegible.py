"""A document with a page that hardly reads: its rows are written, and the ledger asks for a better scan."""

from concurrent.futures import ThreadPoolExecutor

import cv2
import pandas as pd

from extract.model import ILLEGIBLE, Page
from pipelines.run.job import run
from pipelines.run.runner import Crew
from pipelines.run.stages import stages
from pipelines.run.work import standing
from pipelines.store.objects import Store
from tests.extract.scan.pages import faxed


def test_a_faxed_form_is_asked_for_again(tmp_path):
    cv2.imwrite(str(tmp_path / "fax.png"), faxed("huangshan", 126).pixels)
    store = Store(tmp_path / "out")
    summary = run([tmp_path / "fax.png"], store, stages(), Crew(lambda count: ThreadPoolExecutor(1), 1))
    (entry,) = summary.entries
    assert (entry.status, entry.reason) == ("needs_ocr", "illegible")
    assert "page 1" in entry.message and "better scan" in entry.message
    rows = pd.read_parquet(store.folder / "indicators")
    assert len(rows) > 3 and rows.needs_review.all()
    assert rows.review_reason.str.contains("page_illegible").all()
    ledger = pd.read_parquet(store.folder / "documents.parquet")
    assert ledger.reason.str.startswith("illegible: 有页面模糊不清").all()


def test_a_document_names_the_pages_it_could_not_read_and_those_that_hardly_read():
    blank = {"width": 595, "height": 842}
    pages = (
        Page(number=1, status="needs_ocr", **blank),
        Page(number=2, status="read", doubts=(ILLEGIBLE,), **blank),
    )
    status, reason, message = standing(pages, (), ())
    assert (status, reason) == ("needs_ocr", "needs_ocr")
    assert "page 1: only an image" in message and "page 2: hardly legible" in message
