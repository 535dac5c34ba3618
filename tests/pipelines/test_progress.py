"""What is told on the way: sentences now and then, JSON lines where asked, and a time left that can be believed."""

import json
import random

import fakes
import pytest

from pipelines.cli.progress import Sentences, progress
from pipelines.intake.find import find
from pipelines.run.job import enter
from pipelines.run.plan import plan
from pipelines.store import ledger


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def documents(raw, store):
    """300 documents of very different sizes, in the order in which a run takes them: path and bytes."""
    chance = random.Random(3)
    for number in range(300):
        size = int(50 * chance.lognormvariate(0, 1.5))
        fakes.write(raw / f"{number}.pdf", "x" * size, str(number))
    entries, _ = enter(store, find([raw]))
    return [entries[task.sha256] for task in plan(store, entries.values(), fakes.stages())]


@pytest.mark.parametrize("power", [0.5, 1, 1.3])
def test_the_time_left_is_within_a_third_after_the_first_tenth(documents, power):
    clock = Clock()
    told = Sentences(lambda _: None, clock)
    told.notice("begun")
    size = sum(entry.bytes for entry in documents)
    costs = [entry.bytes**power for entry in documents]
    for done, (entry, cost) in enumerate(zip(documents, costs, strict=True), 1):
        clock.now += cost
        share = sum(entry.bytes for entry in documents[:done]) / size
        told.document(entry, done, 300, share)
        left = told.pace.left(done, 300, share)
        if 30 <= done <= 240:
            assert left == pytest.approx(sum(costs[done:]), rel=1 / 3), done
        elif done < 30:
            assert left is None


def test_a_log_is_not_flooded_and_says_that_the_run_is_alive(documents):
    clock, said = Clock(), []
    told = Sentences(said.append, clock)
    told.notice("looking")
    for done, entry in enumerate(documents, 1):
        clock.now += 1
        told.document(entry, done, 300, done / 300)
    assert len(said) == 1 + 300 // 20
    assert said[2].startswith("40 of 300 done  about ") and said[-1] == "300 of 300 done"


def test_sentences_for_people_and_lines_for_programs(raw, store, do, capsys):
    fakes.write(raw / "局" / "a.pdf", "form=2026|甲局|修路|里程")
    with progress() as told:
        do(progress=told.document, notice=told.notice)
    people = capsys.readouterr().err
    assert people.splitlines()[0] == f"looking through {raw}" and "{" not in people
    with progress("json") as told:
        do(progress=told.document, notice=told.notice, again=frozenset({"extract"}))
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (document,) = [line for line in lines if line["event"] == "document"]
    assert (document["path"], document["status"], document["done"], document["total"]) == ("局/a.pdf", "done", 1, 1)


def test_two_runs_at_once_say_so(raw, store, do):
    from pipelines.store.lock import alone, among_others

    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    said = []
    with among_others(store):
        do(notice=said.append)
    assert any("another run is at work" in text for text in said)
    heard = []
    with alone(store, "other"), pytest.raises(InterruptedError), alone(store, "other", _leave(heard)):
        pass
    assert heard == ["waits"]
    assert len(ledger.read_all(store)) == 1


def _leave(heard):
    """Rather than to wait for ourselves."""

    def waits():
        heard.append("waits")
        raise InterruptedError

    return waits
