"""A store with two documents in it, read once for all tests."""

import shutil

import pytest

from tests.pipelines.findings.office import hand_in


@pytest.fixture(scope="session")
def read(tmp_path_factory):
    """What was read of the two."""
    return hand_in(tmp_path_factory.mktemp("check")) / "stages"


@pytest.fixture
def out(tmp_path, read):
    """A store with the two documents in it."""
    for stage in ("extract", "normalize"):
        shutil.copytree(read / stage, tmp_path / "out" / "stages" / stage)
    return hand_in(tmp_path)
