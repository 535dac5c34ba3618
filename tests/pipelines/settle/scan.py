"""A scanned sample, read once for all tests, and the desk at which it is settled."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from extract.model import Extraction
from pipelines.run.stages import stages
from pipelines.settle import Desk

DOCUMENTS = Path(__file__).parents[2] / "documents"
SCAN = "nanyue.scan2.pdf"
"""A page whose names and one value are doubtful, and one row as a whole."""


WORN = ("返本20%", "每年返本分红时间")
"""What stands in the lines of a value and of a name of which the reader is made unsure: the tests do not hang on how
well it reads."""


@cache
def _extracted(data: bytes) -> Extraction:
    read = stages()[0].run(data).model_dump()
    cells = (cell for page in read["pages"] for table in page["tables"] for cell in table["cells"])
    for line in (line for cell in cells for line in cell["lines"] if any(said in line["text"] for said in WORN)):
        line["confidence"] = 0.4
    return Extraction.model_validate(read)


def table(change=None):
    """The real stages, each scan read once for all tests; `change` puts another text into what was extracted."""
    first, second = stages()
    work = (lambda data: change(_extracted(data))) if change else _extracted
    version = f"{first.version}-changed" if change else first.version
    return replace(first, run=work, version=version), second


def desk_of(store, change=None):
    return Desk(store, table(change))


def by_field(desk, field):
    return next(one for one in desk.decisions() if one.field == field)


def rows(store, name):
    return pd.read_parquet(store.folder / name)


def tables(store):
    """Every exported table and CSV but the ledger, whose times differ."""
    found = sorted(path for path in store.folder.rglob("*") if path.suffix in (".parquet", ".csv"))
    return {
        path.relative_to(store.folder).as_posix(): path.read_bytes() for path in found if "documents" not in path.name
    }
