"""A year of one scanned sample."""

import pytest

from pipelines.run.job import run
from pipelines.store.objects import Store
from tests.pipelines.fakes import HERE
from tests.pipelines.settle.scan import DOCUMENTS, SCAN, table


@pytest.fixture
def year(tmp_path):
    """A folder with the scan, read and exported; a second call reads it anew from nothing."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / SCAN).write_bytes((DOCUMENTS / SCAN).read_bytes())

    def read(name="out", change=None):
        store = Store(tmp_path / name)
        return store, run([raw], store, table(change), HERE)

    read.raw = raw
    return read
