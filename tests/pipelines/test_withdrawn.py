"""What is no longer there deletes nothing by mistake; when a file was received is remembered and told."""

import os
import shutil
from datetime import UTC, datetime

import fakes
import pandas as pd
import pytest

from pipelines.cli.status import describe
from pipelines.run.job import TooManyGone
from pipelines.store import ledger

JANUARY, MARCH, JUNE = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 3, 6))


def fill(raw, count=10):
    for number in range(count):
        fakes.write(raw / f"{number}.pdf", f"form=2026|单位{number}|修路|里程")


def aged(path, when):
    os.utime(path, (when.timestamp(),) * 2)
    return path


def test_an_emptied_folder_changes_nothing_without_being_told(raw, store, do, tree):
    fill(raw)
    do()
    before = tree()
    shutil.rmtree(raw)
    raw.mkdir()
    with pytest.raises(TooManyGone, match=r"10 of the 10 documents.*--withdraw"):
        do()
    assert tree() == before and len(ledger.read_all(store)) == 10
    assert len(do(withdraw=True).gone) == 10
    assert not (store.folder / "indicators").exists()


def test_one_of_two_folders_that_is_not_mounted_changes_nothing(raw, store, do, tmp_path, tree):
    fill(raw)
    fakes.write(tmp_path / "share" / "x.pdf", "form=2026|戊局|修路|里程")
    do(raw, tmp_path / "share")
    before = tree()
    (tmp_path / "share" / "x.pdf").unlink()
    with pytest.raises(TooManyGone):
        do(raw, tmp_path / "share")
    assert tree() == before


def test_a_fifth_may_be_taken_back_and_more_is_refused(raw, do):
    fill(raw)
    do()
    for number in (0, 1):
        (raw / f"{number}.pdf").unlink()
    assert len(do().gone) == 2
    for number in (2, 3):
        (raw / f"{number}.pdf").unlink()
    with pytest.raises(TooManyGone, match="2 of the 8"):
        do()


def test_files_that_were_replaced_are_not_gone(raw, do):
    fill(raw, 4)
    do()
    for number in range(4):
        fakes.write(raw / f"{number}.pdf", f"form=2026|单位{number}|修路|里程|质量")
    assert len(do().entries) == 4


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that is closed to this account")
def test_documents_below_a_folder_that_cannot_be_looked_into_stay(raw, store, do):
    fill(raw)
    fakes.write(raw / "closed" / "x.pdf", "form=2026|己局|修路|里程")
    do()
    (raw / "closed").chmod(0)
    try:
        do()
    finally:
        (raw / "closed").chmod(0o700)
    assert "己局" in set(pd.read_parquet(store.folder / "indicators").unit)


def test_a_date_once_stated_outranks_the_time_of_a_file_until_it_is_stated_anew(raw, store, do):
    old = aged(fakes.write(raw / "一月.pdf", "form=2026|甲局|修路|旧"), JUNE)  # copied in June, handed in in January
    new = aged(fakes.write(raw / "三月.pdf", "form=2026|甲局|修路|新"), MARCH)
    do(old, received=JANUARY)
    do(new, received=MARCH)
    for _ in range(2):
        do()  # without a date: the files' times would bring the old version back
        assert list(pd.read_parquet(store.folder / "indicators").name) == ["新"]
    do(old, received=JUNE)
    assert list(pd.read_parquet(store.folder / "indicators").name) == ["旧"]


def test_a_copy_of_an_old_version_does_not_bring_it_back_where_its_date_was_stated(raw, store, do):
    do(fakes.write(raw / "一月.pdf", "form=2026|甲局|修路|旧"), received=JANUARY)
    do(fakes.write(raw / "三月.pdf", "form=2026|甲局|修路|新"), received=MARCH)
    fakes.write(raw / "备份" / "一月.pdf", "form=2026|甲局|修路|旧")
    do()
    assert list(pd.read_parquet(store.folder / "indicators").name) == ["新"]


def test_a_date_once_stated_stays_with_a_document_that_was_taken_back_and_comes_again(raw, store, do):
    old = fakes.write(raw / "一月.pdf", "form=2026|甲局|修路|旧")
    do(old, received=JANUARY)
    do(fakes.write(raw / "三月.pdf", "form=2026|甲局|修路|新"), received=MARCH)
    old.unlink()
    do(withdraw=True)
    assert len(ledger.read_all(store)) == 1
    fakes.write(raw / "找回" / "一月.pdf", "form=2026|甲局|修路|旧")  # found again, its file is of today
    do()
    assert list(pd.read_parquet(store.folder / "indicators").name) == ["新"]
    do(raw / "找回", received=JUNE)
    assert list(pd.read_parquet(store.folder / "indicators").name) == ["旧"], "until it is stated anew"


def test_status_says_why_a_version_counts(raw, store, do):
    do(fakes.write(raw / "一月.pdf", "form=2026|甲局|修路|旧"), received=JANUARY)
    do(aged(fakes.write(raw / "三月.pdf", "form=2026|甲局|修路|新"), MARCH))
    entries = ledger.read_all(store)
    by_name = {entry.names[0]: entry for entry in entries.values()}
    old, new = (
        "\n".join(describe(store, entries, by_name[f"{name}.pdf"], fakes.stages())) for name in ("一月", "三月")
    )
    times = "2026-03-01 00:00:00 (the file's time), later than 2026-01-01 00:00:00 (as stated)"
    assert f"甲局 修路 (targets): superseded by 三月.pdf, received {times}" in old
    assert f"甲局 修路 (targets): counts over 一月.pdf, received {times}" in new
