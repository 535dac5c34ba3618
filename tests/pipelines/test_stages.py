"""A stage's version and key change with everything that decides its result, and with nothing else."""

import importlib
import pickle
import shutil
import sys

import pytest

import normalize
from extract import ExtractSettings
from pipelines.run.stages import stages, version_of, worded
from pipelines.store.artefacts import Artefact, recipe
from pipelines.store.objects import Store, StoreError


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of our own to change; its version is read afresh each time."""
    folder = tmp_path / "ruled"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "rules.py").write_text("LIMIT = 1\n", encoding="utf-8")
    (folder / "data" / "words.toml").write_text("a = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()

    def version():
        version_of.cache_clear()
        return version_of("ruled")

    yield folder, version
    sys.modules.pop("ruled", None)
    version_of.cache_clear()


@pytest.mark.parametrize("file", ["rules.py", "data/words.toml", "data/new.json"])
def test_a_changed_rule_or_word_is_a_new_version(package, file):
    folder, version = package
    before = version()
    (folder / file).write_text("b = 2\n", encoding="utf-8")
    assert version() != before


def test_what_python_leaves_behind_is_no_new_version(package):
    folder, version = package
    before = version()
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "rules.cpython-311.pyc").write_bytes(b"x")
    (folder / "rules.py.orig").write_text("x", encoding="utf-8")
    assert version() == before
    shutil.copytree(folder, folder.with_name("elsewhere"))
    assert version() == before


def test_the_reader_is_part_of_extracts_key_alone():
    (extract, normalize), (other_extract, other_normalize) = stages(), stages(ExtractSettings(reader="pdfplumber"))
    assert extract.settings != other_extract.settings and normalize.settings == other_normalize.settings
    keys = {recipe("a" * 64, stage.version, stage.settings) for stage in (extract, other_extract)}
    assert len(keys) == 2


def test_the_words_of_the_lexicon_are_handed_to_extract_and_apart_from_its_key_and_no_tasks_burden(monkeypatch):
    told = worded(ExtractSettings())
    assert "一级指标" in told.form_words and "大于等于" in str(told.vocabularies)
    before = stages()
    assert len(pickle.dumps(before)) < 2000
    worded.cache_clear()
    monkeypatch.setattr(normalize, "form_words", lambda: ("别的词",))
    after = stages()
    worded.cache_clear()
    assert after[0].words != before[0].words and after[0].settings == before[0].settings
    assert after[1].settings == before[1].settings


def test_an_artefact_that_cannot_be_understood_is_made_anew(tmp_path):
    store = Store(tmp_path)
    for broken in (b"", b"{", b"[]", b'{"key": "x", "status": "lost"}', b"\xff"):
        store.put("stages/extract/aa/aa.json", broken)
        assert Artefact.read(store, "extract", "aa") is None


def test_a_store_that_refuses_says_so(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    store = Store(tmp_path)
    with pytest.raises(StoreError, match=r"cannot write file/x\.json"):
        store.put("file/x.json", b"1")
