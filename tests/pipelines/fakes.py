"""Stages that really run through the seam, small enough to see through.

A fake document is text after `%PDF-`: `forms=unit|project|name…` lines make forms, other words make trouble.
"""

import ctypes
import os
import time
from concurrent.futures import ThreadPoolExecutor

from extract.errors import DamagedDocument, ReaderUnavailable
from extract.model import Cell, Extraction, Line, Page, Table
from normalize.schema import Evidence, Form, FormRecord, Identity, Indicator, Rival, Submission
from pipelines.run.runner import Crew
from pipelines.run.stages import Stage
from pipelines.store.artefacts import digest

HERE = Crew(lambda count: ThreadPoolExecutor(1), 1)
"""A crew in this process: whatever a stage raises comes back through the same future."""
BOX = (10.0, 20.0, 110.0, 40.0)


def write(path, *lines: str):
    """A fake document at a path; each line `key=value` or a word of trouble."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(("%PDF-fake\n" + "\n".join(lines)).encode())
    return path


def extract(data: bytes) -> Extraction:
    words = data.decode().split("\n")[1:]
    for word in words:
        trouble(word)
    cells = tuple(
        Cell(row=i, column=0, box=BOX, lines=(Line(text=word, box=BOX),)) for i, word in enumerate(words) if "=" in word
    )
    status = "needs_ocr" if "scan" in words else "read"
    tables = (Table(box=BOX, rows=len(cells), columns=1, cells=cells),) if cells else ()
    page = Page(number=1, width=595, height=842, status=status, reader="fake", tables=tables)
    return Extraction(sha256=digest(data), media_type="application/pdf", pages=(page,))


def trouble(word: str) -> None:
    if word == "damaged":
        raise DamagedDocument("the file ends in the middle: send it again")
    if word == "no reader":
        raise ReaderUnavailable("the reader is not installed: pip install it")
    if word == "defect":
        raise ValueError("secret text of the document")
    if word == "segfault":
        ctypes.string_at(0)
    if word == "exit":
        os._exit(3)
    if word == "hang":
        time.sleep(3600)
    if word == "spin":
        while True:
            pass
    if word == "hold":
        ctypes.PyDLL(None).sleep(3600)
    if word == "recursion":
        trouble(word)
    if word.startswith("sleep="):
        time.sleep(float(word.partition("=")[2]))
    if word == "swallow":
        hoard = []
        while True:
            hoard.append(b"x" * (32 << 20))
    if word == "gulp":
        len(bytearray(10 << 30))


def normalize(extraction: Extraction) -> Submission:
    lines = [cell.text for page in extraction.pages for table in page.tables for cell in table.cells]
    doc_id = extraction.sha256[:16]
    forms = [line.partition("=")[2] for line in lines if line.startswith("form=")]
    return Submission(
        sha256=extraction.sha256,
        forms=tuple(_form(f"{doc_id}-{n:02d}", f) for n, f in enumerate(forms, 1)),
        evidence=(Evidence(field="page", page=2, needs_review=True, review_reason="page_unread"),) if forms else (),
    )


def _form(form_id: str, text: str) -> Form:
    year, unit, project, *names = text.split("|")
    identity = Identity(
        form_id=form_id,
        year=int(year) if year else None,
        unit=unit or None,
        scope="project" if project else "unit",
        phase="target",
        project=project or None,
    )
    x0, y0, x1, y1 = BOX
    at = {"page": 1, "x0": x0, "y0": y0, "x1": x1, "y1": y1}
    value = {"operator": "≥", "value_raw": "≥95%", "value": 95.0, "value_kind": "percent", "measure_unit": "%"}
    rows = tuple(Indicator(ordinal=n, name=name, confidence=0.99, **value, **at) for n, name in enumerate(names, 1))
    return Form(
        identity=identity,
        record=FormRecord(title="绩效目标表", budget=20.0, page_first=1, page_last=1),
        indicators=rows,
        evidence=tuple(_evidence(row.ordinal, row.name) for row in rows),
    )


def _evidence(ordinal: int, name: str) -> Evidence:
    x0, y0, x1, y1 = BOX
    return Evidence(
        of_table="indicators",
        ordinal=ordinal,
        field="name",
        raw=f"指标1:{name}",
        page=1,
        x0=x0,
        y0=y0,
        x1=x1,
        y1=y1,
        edits=("marks_removed",),
        rivals=(Rival(value=name.replace("程", "呈"), probability=0.25),),
    )


def stages(version: str = "1") -> tuple[Stage, ...]:
    return Stage("extract", extract, version, Extraction), Stage("normalize", normalize, version, Submission)
