"""Results of another schema are never written beside this one's: `store_of_schema_1` was made by the last release
that had it, from two of the documents of the tests."""

import shutil
from pathlib import Path

import pytest

from pipelines.cli.app import main
from pipelines.export.forms import OtherSchema
from pipelines.export.write import export
from pipelines.findings import check
from pipelines.store import ledger
from pipelines.store.objects import Store

KEPT = Path(__file__).parent / "store_of_schema_1"


@pytest.fixture
def old(tmp_path):
    shutil.copytree(KEPT, tmp_path / "out")
    return Store(tmp_path / "out")


def exported(store):
    return [found.path for found in store.list() if not found.path.startswith("stages/")]


def test_an_export_refuses_results_of_another_schema_and_says_how_many(old):
    with pytest.raises(OtherSchema, match=r"^2 documents .*`jixiao run`"):
        export(old, ledger.read_all(old).values())
    with pytest.raises(OtherSchema, match="2 documents"):
        check.check(old)
    assert [path for path in exported(old) if path != "documents.parquet"] == []


@pytest.mark.parametrize("command", ["export", "check"])
def test_the_command_line_says_so_in_one_line(command, old, capsys):
    with pytest.raises(SystemExit) as left:
        main([command, "--out", str(old.folder)])
    assert left.value.code == 1
    assert capsys.readouterr().err.startswith("jixiao: 2 documents were read for another version of the schema")


def test_a_run_over_the_same_files_makes_them_anew(old):
    documents = Path(__file__).parent.parent / "documents"
    paths = [str(documents / f"{name}.pdf") for name in ("huangshan", "linyi")]
    with pytest.raises(SystemExit) as left:
        main(["run", *paths, "--out", str(old.folder), "--workers", "1"])
    assert left.value.code == 0
    assert "indicators/2025.parquet" in exported(old)


def test_an_entry_that_could_not_be_read_is_still_known_for_it(old):
    (path, *_) = (found.path for found in old.list("stages/ledger"))
    old.put(path, old.get(path).replace(b'"unreadable":null', b'"unreadable":"no right to read it"'))
    (entry,) = (entry for entry in ledger.read_all(old).values() if entry.status == "quarantined")
    assert (entry.reason, entry.message) == ("unreadable_file", "no right to read it")
