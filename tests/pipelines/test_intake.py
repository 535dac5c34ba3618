"""What is taken, what is left alone, and what is refused before anything opens it."""

import os
import sys
from datetime import UTC, datetime

import fakes
import pandas as pd
import pytest

from pipelines.intake.find import MissingPath, find
from pipelines.intake.sources import read_source
from pipelines.run.job import run
from pipelines.store.objects import Store

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and byte names")


def names(found):
    return [file.name for file in found.files]


def test_every_file_of_a_folder_is_found_and_what_no_reader_takes_is_told_why(raw):
    taken = ("a.pdf", "甲局/二月/b.PDF", "c.png", "d.JPEG", "无后缀", "报告.docx", "表.ofd", "e.et", "f.html", "g.heic")
    for name in taken:
        fakes.write(raw / name)
    for name in ("notes.txt", "a.truth.json", ".hidden.pdf", "~$a.pdf", ".git/x.pdf", "幻灯.pptx", "Thumbs.db", "x"):
        path = raw / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"?")
    found = find([raw])
    assert sorted(file.path for file in found.files if file.known is None) == sorted(taken)
    told = {file.name: file.known for file in found.files if file.known}
    assert sorted(told) == ["a.truth.json", "notes.txt", "x", "幻灯.pptx"]
    assert {known.status for known in told.values()} == {"not_read"} and "PDF" in told["幻灯.pptx"].message
    assert [path.rpartition("/")[2] for path in found.aside] == [".hidden.pdf", "Thumbs.db", "~$a.pdf"]


@pytest.mark.parametrize("mark", ["stages/ledger/ab/x.json", "data/meta.js"])
def test_results_and_sites_among_the_raw_files_were_handed_in_by_nobody(mark, raw):
    for path in (raw / "a.pdf", raw / "甲局" / "out" / "年度总表.xlsx", raw / "甲局" / "out" / mark):
        fakes.write(path)
    found = find([raw])
    assert names(found) == ["a.pdf"] and [path.rpartition("/")[2] for path in found.aside] == ["out"]
    with pytest.raises(MissingPath, match="--out"):
        find([raw / "甲局" / "out"])


def test_results_that_a_run_wrote_into_its_input_are_not_read_by_the_next(raw):
    fakes.write(raw / "a.pdf", "x")
    inside = Store(raw / "out")
    for _ in range(2):
        done = run([raw], inside, fakes.stages(), fakes.HERE)
        assert [entry.path for entry in done.entries] == ["a.pdf"]


def test_a_file_named_outright_is_taken_whatever_it_is(raw):
    (raw / "notes.txt").write_text("x", encoding="utf-8")
    assert names(find([raw / "notes.txt"])) == ["notes.txt"]


def test_a_path_that_leads_nowhere_stops_before_anything_is_begun(raw, do, store):
    fakes.write(raw / "a.pdf")
    with pytest.raises(MissingPath, match="nowhere"):
        do(raw, raw / "nowhere.pdf")
    assert store.list() == []


def test_a_file_reached_twice_is_one_source(raw):
    fakes.write(raw / "a.pdf")
    assert len(find([raw, raw / "a.pdf", str(raw)]).files) == 1


def test_the_time_received_is_the_files_own_or_what_is_said(raw):
    path = fakes.write(raw / "a.pdf")
    os.utime(path, ns=(0, 1_767_604_800_123_456_789))
    assert find([raw]).files[0].received_at == datetime(2026, 1, 5, 9, 20, 0, 123456, UTC)
    os.utime(path, ns=(0, 2**62))
    assert find([raw]).files[0].received_at.year in (1970, 2116)
    said = datetime(2026, 3, 1, tzinfo=UTC)
    assert find([raw], said).files[0].received_at == said


@posix
def test_links_out_of_the_folder_and_pipes_are_reported_and_never_opened(raw, tmp_path, do, store):
    secret = fakes.write(tmp_path / "elsewhere" / "secret.pdf", "form=2026|甲局|密|密")
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    (raw / "out.pdf").symlink_to(secret)
    (raw / "inside.pdf").symlink_to(raw / "a.pdf")
    (raw / "loop").symlink_to(raw)
    (raw / "dead.pdf").symlink_to(raw / "gone.pdf")
    os.mkfifo(raw / "pipe.pdf")
    do()
    ledger = pd.read_parquet(store.folder / "documents.parquet").set_index("source")
    assert ledger.status.to_dict() == {
        "a.pdf": "done",
        "out.pdf": "quarantined",
        "dead.pdf": "quarantined",
        "pipe.pdf": "quarantined",
    }
    assert list(ledger.loc["a.pdf"].sources) == ["a.pdf", "inside.pdf"]
    assert ledger.reason["pipe.pdf"].startswith("unreadable_file: ") and "不是普通文件" in ledger.reason["pipe.pdf"]


@posix
def test_a_name_in_gbk_bytes_is_read_as_such(raw, do, store):
    path = os.fsencode(raw) + "/绩效表.pdf".encode("gbk")
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib takes no bytes
        file.write(fakes.write(raw / "x.pdf", "form=2026|甲局|修路|里程").read_bytes())
    (raw / "x.pdf").unlink()
    do()
    assert list(pd.read_parquet(store.folder / "documents.parquet").source) == ["绩效表.pdf"]
    location = find([raw]).files[0].location
    assert read_source(location).startswith(b"%PDF-")


def test_the_same_bytes_under_another_name_are_one_document(raw, do, store):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    fakes.write(raw / "b.pdf", "form=2026|甲局|修路|里程")
    summary = do(received=datetime(2026, 1, 1, tzinfo=UTC))
    assert len(summary.entries) == 1 and summary.entries[0].names == ("a.pdf", "b.pdf")


def test_a_file_taken_out_of_a_folder_leaves_the_export_and_comes_back_at_no_cost(raw, do, store):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    path = fakes.write(raw / "b.pdf", "form=2026|乙局|修桥|质量")
    do()
    data = path.read_bytes()
    path.unlink()
    summary = do(withdraw=True)
    assert [entry.names for entry in summary.gone] == [("b.pdf",)]
    assert list(pd.read_parquet(store.folder / "indicators").unit) == ["甲局"]
    path.write_bytes(data)
    done = []
    do(progress=lambda entry, *_: done.append(entry.outcome.steps["extract"].seconds))
    assert done == [None], "the artefacts were still there: nothing was read again"


def test_runs_over_several_folders_add_up(raw, do, store, tmp_path):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    fakes.write(tmp_path / "march" / "b.pdf", "form=2026|乙局|修桥|质量")
    do(raw)
    do(tmp_path / "march")
    assert sorted(pd.read_parquet(store.folder / "indicators").unit) == ["乙局", "甲局"]
