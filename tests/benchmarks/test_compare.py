"""Two runs compared: an export and a kept run of the same code agree; each kind of difference is told as what it is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.evaluate.compare import changes, compared, measures
from benchmarks.evaluate.gate import FIXED
from benchmarks.evaluate.kept import KEPT, artefact, extract, normalize
from benchmarks.evaluate.paired import paired
from benchmarks.evaluate.product import documents
from pipelines.cli.app import main

Columns = dict[str, Any]
NAMES = ("s11-0010-poverty", "s11-0000-fujian_department")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two digital documents, extracted and kept."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in NAMES:
        for ending in (".pdf", ".truth.json"):
            shutil.copy(FIXED / f"{name}{ending}", folder)
    extract(folder, workers=1)
    normalize("base", folder)
    return folder


@pytest.fixture
def base(corpus: Path) -> Path:
    return corpus / KEPT / "runs" / "base.jsonl"


@pytest.fixture
def spoilt(base: Path, tmp_path: Path) -> Callable[[Callable[[Columns, list[Columns]], object]], Path]:
    """The kept run after something was done to the first form and the rows of the poverty form."""

    def do(what: Callable[[Columns, list[Columns]], object]) -> Path:
        lines = [json.loads(line) for line in base.read_text(encoding="utf-8").splitlines()]
        form = next(one for one in lines if one["document"] == NAMES[0])["submission"]["forms"][0]
        what(form["record"], form["indicators"])
        out = tmp_path / "spoilt.jsonl"
        out.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
        return out

    return do


def kinds(corpus: Path, a: Path, b: Path) -> list[tuple[str, str, str]]:
    return [(one.kind, one.now.state, one.field) for one in changes(paired(corpus, a, b))]


def test_what_is_kept_is_not_extracted_again(corpus: Path) -> None:
    kept = [artefact(one.path) for one in documents(corpus)]
    before = [path.stat().st_mtime_ns for path in kept]
    extract(corpus, workers=1)
    assert [path.stat().st_mtime_ns for path in kept] == before


def test_an_export_says_what_the_kept_run_says(
    corpus: Path, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["run", str(corpus), "--out", str(tmp_path), "--all-versions", "--workers", "1"])
    assert list(changes(paired(corpus, base, tmp_path))) == []
    (tmp_path / "indicators").rename(tmp_path / "away")
    assert {one.kind for one in changes(paired(corpus, base, tmp_path))} == {"right→wrong"}


def test_a_value_that_went_wrong_and_one_that_was_mended(corpus: Path, base: Path, spoilt: Any) -> None:
    worse = spoilt(lambda form, rows: rows[0].update(value=1e9))
    assert kinds(corpus, base, worse) == [("right→wrong", "silent", "value")]
    assert kinds(corpus, worse, base) == [("wrong→right", "right", "value")]
    (line, *_) = compared([(corpus, base, worse)])
    assert line.startswith("right→wrong (silent)  level 0  s11-0010-poverty p1  indicator ")
    assert ", value: 228.0 → 1000000000.0, truth 228.0" in line


def test_asking_about_what_is_wrong(corpus: Path, base: Path, spoilt: Any) -> None:
    silent = spoilt(lambda form, rows: rows[0].update(value=1e9)).rename(base.with_name("silent.jsonl"))
    asked = spoilt(lambda form, rows: rows[0].update(value=1e9, needs_review=True))
    assert kinds(corpus, silent, asked) == [("silent→asked", "asked", "value")]
    assert kinds(corpus, asked, silent) == [("asked→silent", "silent", "value")]
    other = spoilt(lambda form, rows: rows[0].update(value=2e9))
    assert kinds(corpus, silent, other) == [("wrong→wrong", "silent", "value")]


def test_a_missed_row_loses_its_fields_and_a_spurious_one_is_an_error(corpus: Path, base: Path, spoilt: Any) -> None:
    missed = kinds(corpus, base, spoilt(lambda form, rows: rows.pop(0)))
    assert {kind for kind, _, _ in missed} == {"right→wrong"}
    assert {"value", "operator", "project", "value_raw"} <= {field for _, _, field in missed}
    extra = spoilt(lambda form, rows: rows.append(rows[0] | {"name": "印章"}))
    assert kinds(corpus, base, extra) == [("right→wrong", "silent", "spurious")]
    assert kinds(corpus, extra, base) == [("wrong→right", "right", "spurious")]


def test_the_columns_of_a_form_are_compared_too(corpus: Path, base: Path, spoilt: Any) -> None:
    moved = spoilt(lambda form, rows: form.update(budget=7.0))
    assert kinds(corpus, base, moved) == [("right→wrong", "silent", "budget")]


def test_a_loss_beyond_two_standard_errors_is_worse(corpus: Path, base: Path, spoilt: Any) -> None:
    def verdicts(count: int, exact: bool, **columns: Any) -> dict[str, str]:
        run = spoilt(lambda form, rows: [row.update(columns) for row in rows[:count]])
        return {one.name: one.verdict for one in measures(list(paired(corpus, base, run)), exact)}

    assert set(verdicts(0, exact=True).values()) == {"same"}
    few, many = verdicts(4, exact=False, value=1e9), verdicts(5, exact=False, value=1e9)
    assert (few["fields wrong"], many["fields wrong"], many["fields silent"]) == ("same", "WORSE", "WORSE")
    assert verdicts(1, exact=True, value=1e9)["fields wrong"] == "WORSE"
    sent = verdicts(5, exact=False, needs_review=True)
    assert (sent["rows sent to review"], sent["fields wrong"]) == ("WORSE", "same")


def test_a_run_of_other_documents_is_refused(corpus: Path, base: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no document"):
        list(compared([(FIXED, base, base.with_name("base.jsonl"))], levels="3"))
    with pytest.raises(SystemExit, match=r"documents\.parquet"):
        list(compared([(corpus, base, tmp_path)]))
