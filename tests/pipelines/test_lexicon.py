"""A province's own words: laid over the lexicon without touching code, checked by file and line; no scan read again."""

from dataclasses import replace

import fakes
import pytest

from extract.model import Page
from normalize.lexicon import vocabulary
from normalize.lexicon.load import use
from normalize.words import form_words
from pipelines.cli.app import run
from pipelines.run.stages import stages
from pipelines.store.objects import Store
from pipelines.store.words import overlay_of

WORDS = '[indicators]\nvalue = ["本年应达到"]\n'
OVERLAY = (("columns", WORDS),)


@pytest.fixture(autouse=True)
def bare():
    """No test leaves its words behind."""
    yield
    use(())


def test_words_are_laid_over_and_taken_away():
    assert vocabulary("columns", "indicators").meaning("本年应达到") is None
    use(OVERLAY)
    assert vocabulary("columns", "indicators").meaning("本年应达到（%）") == "value"
    assert vocabulary("columns", "indicators").meaning("年度指标值") == "value", "what was known is known"
    assert "本年应达到" in form_words()
    use(())
    assert vocabulary("columns", "indicators").meaning("本年应达到") is None and "本年应达到" not in form_words()


def test_a_word_more_reads_the_rows_anew_and_no_cell():
    before, after = stages(), stages(overlay=OVERLAY)
    assert (before[0].version, before[0].settings) == (after[0].version, after[0].settings)
    assert before[0].words != after[0].words and before[1].settings != after[1].settings


def skipping(data):
    """A document whose second page was passed over, if it says so."""
    found = fakes.extract(data)
    more = Page(number=2, width=595, height=842, status="skipped", reason="no word of a form stands on it")
    return found.model_copy(update={"pages": (*found.pages, more)}) if b"skipped" in data else found


def test_only_documents_with_pages_that_were_passed_over_are_read_again_for_a_new_word(raw, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    fakes.write(raw / "b.pdf", "form=2026|乙局|修路|里程", "skipped")
    hangs = stages()[0].hangs
    first, second = fakes.stages()
    first = replace(first, run=skipping, words="old", hangs=hangs)
    assert do(stages=(first, second)).worked == 2
    assert do(stages=(first, second)).worked == 0
    done = []
    do(stages=(replace(first, words="new"), second), progress=lambda entry, *_: done.append(entry.path))
    assert done == ["b.pdf"]
    assert do(stages=(replace(first, words="new"), second)).worked == 0


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("columns", WORDS, []),
        ("columns", '[indicators]\nvalue = [\n"本年应达到",\n', ["columns.toml:"]),
        ("columns", '# 湖南\n[indicators]\nworth = ["本年应达到"]\n', ["columns.toml:3: there is no indicators.worth"]),
        ("columns", '[rows]\nvalue = ["x"]\n', ["columns.toml:1: there is no table [rows]"]),
        ("columns", '[indicators]\n\nvalue = "本年应达到"\n', ["columns.toml:3: indicators.value must be a list"]),
        ("columns", '[indicators]\nvalue = [\n  "备注",\n]\n', ["columns.toml:3: 备注 means remark already"]),
        ("colums", WORDS, ["colums.toml:1: the lexicon has no colums"]),
    ],
)
def test_what_is_wrong_is_told_by_file_and_line(name, text, wanted, tmp_path, capsys):
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    assert run(["lexicon", "check", str(tmp_path)]) == (2 if wanted else 0)
    said = capsys.readouterr().out
    assert all(line in said for line in wanted) and ("nothing wrong" in said) == (not wanted)


def test_what_a_label_means_and_why(tmp_path, capsys):
    (tmp_path / "columns.toml").write_text(WORDS, encoding="utf-8")
    assert run(["lexicon", "try", "本年应达到", "--out", str(tmp_path / "none")]) == 0
    assert "does not know it" in capsys.readouterr().out
    run(["lexicon", "try", "本年应达到", "--lexicon", str(tmp_path)])
    assert "value of indicators, for the lexicon has 本年应达到 (the added columns.toml)" in capsys.readouterr().out
    use(())
    run(["lexicon", "try", "二、年度指标值（含单位）", "--out", str(tmp_path / "none")])
    assert "value of indicators, for the lexicon has 年度指标值 (columns.toml:" in capsys.readouterr().out


def test_words_beside_the_raw_files_hold_for_the_store_and_faulty_ones_change_nothing(raw, tmp_path, capsys):
    words = raw / ".jixiao" / "lexicon"
    words.mkdir(parents=True)
    (words / "columns.toml").write_text(WORDS, encoding="utf-8")
    assert run(["run", str(raw), "--out", str(tmp_path / "out")]) == 0
    assert overlay_of(Store(tmp_path / "out")) == OVERLAY
    (words / "columns.toml").write_text("[indicators\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["run", str(raw), "--out", str(tmp_path / "out")]) == 2
    assert "columns.toml:1: not TOML" in capsys.readouterr().err
    assert overlay_of(Store(tmp_path / "out")) == OVERLAY
