"""The summary of a run tells the truth: what asks, what is empty, what was replaced, in the reader's language."""

import io
import os
from datetime import UTC, datetime

import fakes
import pandas as pd
import pytest

from extract.model import Extraction
from normalize.schema import Fund, Submission
from pipelines.cli.app import run as jixiao
from pipelines.cli.named import NoSuchDocument, resolve
from pipelines.cli.report import summarize
from pipelines.run.stages import Stage
from pipelines.store import ledger


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setenv("JIXIAO_LANG", "en")


def told(summary):
    text = io.StringIO()
    summarize(summary, "out", text)
    return text.getvalue()


def doubting(extraction: Extraction) -> Submission:
    """Every form, its first indicator and an amount of it ask."""
    forms = []
    for form in fakes.normalize(extraction).forms:
        first, *rest = form.indicators
        fund = Fund(ordinal=1, period="annual", measure="budget", basis="total", amount=1.0, needs_review=True)
        forms.append(
            form.model_copy(
                update={
                    "record": form.record.model_copy(update={"needs_review": True}),
                    "indicators": (first.model_copy(update={"needs_review": True}), *rest),
                    "funds": (fund,),
                }
            )
        )
    return Submission(sha256=extraction.sha256, forms=tuple(forms))


def losing(extraction: Extraction) -> Submission:
    """The forms, and a page of indicators that was not understood."""
    return fakes.normalize(extraction).model_copy(update={"unread": (3,)})


def with_normalize(function):
    first, _ = fakes.stages()
    return first, Stage("normalize", function, "1", Submission)


def test_what_asks_is_counted_over_all_tables_of_what_is_exported(raw, store, do, english):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程|质量", "form=2026|甲局|修桥|长度")
    summary = do(stages=with_normalize(doubting))
    tables = ("forms", "indicators", "funds")
    asking = sum(int(pd.read_parquet(store.folder / table).needs_review.sum()) for table in tables)
    assert asking == 6
    assert "2 forms, 3 indicators, 2 amounts, 0 tasks; 6 of their rows to review" in told(summary)
    assert "(2 forms, 2 indicators, 2 amounts)" in told(summary)
    assert told(do(stages=with_normalize(doubting))).count("6 of their rows") == 1, "a run that did nothing says it too"


def test_what_is_superseded_asks_nothing_and_is_named_with_what_counts(raw, do, english):
    old = fakes.write(raw / "一月" / "表.pdf", "form=2026|甲局|修路|里程|质量")
    fakes.write(raw / "三月" / "表.pdf", "form=2026|甲局|修路|长度")
    os.utime(old, (datetime(2026, 1, 5, tzinfo=UTC).timestamp(),) * 2)
    said = told(do(stages=with_normalize(doubting)))
    assert "1 form, 1 indicator, 1 amount, 0 tasks; 3 of their rows to review (1 form, 1 indicator, 1 amount)" in said
    assert "1 form superseded by a later version:\n   一月/表.pdf by 三月/表.pdf: 甲局 修路 (targets)\n" in said


def test_forms_that_one_file_supersedes_in_another_are_one_line(raw, do, english):
    forms = [f"form=2026|甲局|{name}|里程" for name in ("修路", "修桥", "修渠")]
    old = fakes.write(raw / "一月.pdf", *forms)
    fakes.write(raw / "三月.pdf", *forms, "form=2026|乙局|修路|里程")
    os.utime(old, (datetime(2026, 1, 5, tzinfo=UTC).timestamp(),) * 2)
    said = told(do())
    assert "3 forms superseded by a later version:\n   一月.pdf by 三月.pdf: 甲局 " in said
    assert said.count("一月.pdf by 三月.pdf") == 1 and "(targets) and others, 3 forms\n" in said


def test_a_form_of_which_nothing_was_read_is_shouted_by_name_and_its_document_is_partly_understood(
    raw, store, do, english
):
    fakes.write(raw / "局" / "a.pdf", "form=2026|甲局|修路|里程", "form=2026|甲局|修桥")
    fakes.write(raw / "b.pdf", "form=2026|乙局|修路|里程")
    summary = do()
    said = told(summary)
    assert "!! 1 form of which no indicator was read:\n   甲局 修桥 (targets)  局/a.pdf page 1: look at it" in said
    assert "2 documents: 1 done, 1 understood in part" in said and summary.exit_code == 3
    ledger = pd.read_parquet(store.folder / "documents.parquet").set_index("path")
    assert ledger.status.to_dict() == {"局/a.pdf": "partly", "b.pdf": "done"}
    assert ledger.reason["局/a.pdf"].startswith("form_empty: 有表单一项指标也未读出")


def test_a_page_that_was_not_understood_makes_the_document_partly_and_is_named(raw, do, english):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    summary = do(stages=with_normalize(losing))
    (entry,) = summary.entries
    assert (entry.status, entry.reason) == ("partly", "page_unread") and "page 3" in entry.message
    assert summary.exit_code == 3 and "page 3" in told(summary)


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        ({"good": ["form=2026|甲局|修路|里程"]}, 0),
        ({"good": ["form=2026|甲局|修路|里程"], "none": ["x"]}, 0),
        ({"good": ["form=2026|甲局|修路|里程"], "scan": ["scan"]}, 3),
        ({"empty": ["form=2026|甲局|修路"]}, 3),
        ({"empty": ["form=2026|甲局|修路"], "bad": ["damaged"]}, 1),
    ],
)
def test_the_exit_code_is_the_lowest_that_is_not_0(raw, do, documents, code):
    for name, lines in documents.items():
        fakes.write(raw / f"{name}.pdf", *lines)
    assert do().exit_code == code


def test_files_of_one_name_are_told_apart(raw, store, do, english):
    for unit in ("甲局", "乙局"):
        fakes.write(raw / unit / "绩效表.pdf", "damaged", unit)
    said = told(do())
    assert "quarantined  乙局/绩效表.pdf" in said and "quarantined  甲局/绩效表.pdf" in said
    register = pd.read_parquet(store.folder / "documents.parquet")
    assert list(register.source) == ["绩效表.pdf"] * 2 and list(register.path) == ["乙局/绩效表.pdf", "甲局/绩效表.pdf"]


def test_a_file_of_a_name_that_two_have_is_found_by_its_folder_whichever_was_handed_in(raw, store, do):
    for unit in ("甲局", "乙局"):
        fakes.write(raw / unit / "绩效表.pdf", f"form=2026|{unit}|修路|里程")
    do()
    entries = ledger.read_all(store)
    assert resolve("甲局/绩效表.pdf", entries).path == "甲局/绩效表.pdf"
    moved = {sha: at_its_folder(entry) for sha, entry in entries.items()}
    assert {one.path for one in moved.values()} == {"绩效表.pdf"}, "each folder handed in by itself"
    assert resolve("甲局/绩效表.pdf", moved).sha256 == resolve("甲局/绩效表.pdf", entries).sha256
    with pytest.raises(NoSuchDocument):
        resolve("绩效表.pdf", moved)


def at_its_folder(entry):
    sources = tuple(source.model_copy(update={"path": source.name}) for source in entry.sources)
    return entry.model_copy(update={"sources": sources})


def test_one_is_not_many(raw, do, english):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    said = told(do())
    assert "1 document: 1 done" in said and "1 form, 1 indicator, 0 amounts, 0 tasks; 0 rows to review" in said
    assert "1 folder below units" in said


def test_a_chinese_reader_is_told_in_chinese(raw, do, monkeypatch):
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路")
    fakes.write(raw / "b.pdf", "damaged")
    said = told(do())
    assert "2 个文件: 1 个只读懂了一部分、1 个读取失败, 已隔离" in said
    assert "!! 1 张表没有读出任何指标" in said and "damaged: 文件已损坏或不完整: 请重新导出或重新传送" in said


def test_the_status_of_a_store_is_told_in_chinese_to_its_last_word(raw, store, monkeypatch, capsys):
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    (raw / "坏.pdf").write_bytes(b"x")
    assert jixiao(["run", str(raw), "--out", store.location, "--no-export", "--workers", "1"]) == 1
    capsys.readouterr()
    assert jixiao(["status", "--out", store.location]) == 0
    said = capsys.readouterr().out
    assert "坏.pdf  not_a_document: 这是不能读取的文件种类" in said and "None" not in said
