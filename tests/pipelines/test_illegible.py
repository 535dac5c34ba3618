"""A document with a page that hardly reads: its rows are written, and the ledger asks for a better scan."""

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pandas as pd
import pypdfium2 as pdfium

from pipelines.run import run
from pipelines.runner import Crew
from pipelines.stages import stages
from pipelines.store import Store
from tests.pipelines.test_main_job import DOCUMENTS


def test_a_faxed_form_is_asked_for_again(tmp_path):
    with pdfium.PdfDocument(DOCUMENTS / "huangshan.pdf") as pdf:
        gray = pdf[0].render(scale=200 / 72, grayscale=True).to_numpy().squeeze()
    bits = np.where(cv2.GaussianBlur(gray, (0, 0), 0.7) > 126, 255, 0).astype(np.uint8)
    cv2.imwrite(str(tmp_path / "fax.png"), bits)
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
