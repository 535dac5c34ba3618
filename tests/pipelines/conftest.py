"""One seam for all tests of the pipelines: fake stages, a store in a folder, a crew in this process."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import fakes

from pipelines.run.job import run
from pipelines.run.plan import Choice
from pipelines.store.objects import Store


@pytest.fixture
def raw(tmp_path):
    (tmp_path / "raw").mkdir()
    return tmp_path / "raw"


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "out")


@pytest.fixture
def do(raw, store):
    """Run over `raw` into `store` with fake stages; keyword arguments go to `Choice` and `run`."""

    def do_run(*paths, stages=None, crew=fakes.HERE, **kwargs):
        chosen = {name: kwargs.pop(name) for name in Choice.__dataclass_fields__ if name in kwargs}
        return run(list(paths) or [raw], store, stages or fakes.stages(), crew, choice=Choice(**chosen), **kwargs)

    return do_run


@pytest.fixture
def tree(store):
    """Every exported file and its bytes, but for the ledger."""

    def exported(root=None):
        root = root or store.folder
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and path.name != "documents.parquet" and "ledger" not in path.parts
        }

    return exported
