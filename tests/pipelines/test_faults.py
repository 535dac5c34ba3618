"""Documents that really crash, hang, swallow memory or break off, in real worker processes."""

import fakes
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipelines.run.runner import local_crew

GOOD = "form=2026|甲局|项目{0}|里程|质量"


def ledger(store):
    rows = pq.read_table(store.folder / "documents.parquet").to_pylist()
    return {row["source"]: (row["status"], row["reason"] and row["reason"].partition(":")[0]) for row in rows}


def good(raw, count):
    for number in range(count):
        fakes.write(raw / f"good{number:02d}.pdf", GOOD.format(number))


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ("damaged", "damaged"),
        ("defect", "defect"),
        ("recursion", "nesting"),
        ("exit", "crash"),
        ("segfault", "crash"),
        ("hang", "timeout"),
        ("spin", "timeout"),
        ("hold", "timeout"),
        ("swallow", "memory"),
        ("gulp", "memory"),
    ],
)
def test_the_document_at_fault_is_named_and_the_others_are_untouched(raw, store, do, trouble, reason):
    good(raw, 4)
    fakes.write(raw / "evil.pdf", trouble)
    do(crew=local_crew(2), timeout=4 if reason == "timeout" else 120, memory=1 << 30)
    wanted = {f"good{number:02d}.pdf": ("done", None) for number in range(4)}
    assert ledger(store) == {**wanted, "evil.pdf": ("quarantined", reason)}
    assert len(pd.read_parquet(store.folder / "indicators")) == 8


@pytest.mark.slow
def test_three_killers_among_a_hundred_and_a_second_run_that_touches_none(raw, store, do):
    good(raw, 97)
    for trouble in ("segfault", "hang", "swallow"):
        fakes.write(raw / f"{trouble}.pdf", trouble)
    do(crew=local_crew(2), timeout=4, memory=1 << 30)
    found = ledger(store)
    assert {name: found.pop(name) for name in ("segfault.pdf", "hang.pdf", "swallow.pdf")} == {
        "segfault.pdf": ("quarantined", "crash"),
        "hang.pdf": ("quarantined", "timeout"),
        "swallow.pdf": ("quarantined", "memory"),
    }
    assert set(found.values()) == {("done", None)} and len(found) == 97
    assert do(crew=local_crew(2)).worked == 0


def test_a_quarantined_document_is_tried_again_when_asked_and_when_its_stage_changes(raw, store, do, tmp_path):
    good(raw, 1)
    fakes.write(raw / "evil.pdf", "defect")
    do()
    assert do().worked == 0
    assert do(retry=True).worked == 1
    assert do(stages=fakes.stages(version="2")).worked == 2


def test_what_a_defect_says_does_not_leave_the_worker(raw, store, do):
    fakes.write(raw / "evil.pdf", "defect")
    (entry,) = do(crew=local_crew(1)).entries
    assert "secret" not in entry.message and entry.message.startswith("ValueError at fakes.py:")


def test_a_missing_reader_stops_the_run_and_quarantines_nothing(raw, store, do):
    from extract.errors import ReaderUnavailable

    good(raw, 2)
    fakes.write(raw / "any.pdf", "no reader")
    with pytest.raises(ReaderUnavailable, match="pip install"):
        do(crew=local_crew(1))
    assert not any(found.path.startswith("documents") for found in store.list())


def test_a_file_that_changes_while_it_waits_is_not_read_as_another(raw, store, do):
    path = fakes.write(raw / "a.pdf", GOOD.format(1))
    from pipelines.intake.find import find

    found = find([raw])
    fakes.write(path, GOOD.format(2))

    from pipelines.run.job import enter, work_off
    from pipelines.run.plan import plan

    entries, _ = enter(store, found)
    tasks = plan(store, entries.values(), fakes.stages())
    ((_, entry),) = work_off(store, entries, tasks, fakes.HERE).items()
    assert (entry.status, entry.reason) == ("quarantined", "unreadable_file") and "changed" in entry.message
    assert [e.status for e in do().entries] == ["done"]


def test_workers_are_recycled(raw, store, do):
    from dataclasses import replace

    good(raw, 6)
    begun = []
    crew = replace(fakes.HERE, recycle=0.1, start=lambda count: begun.append(count) or fakes.HERE.start(count))
    for number in range(6):
        fakes.write(raw / f"slow{number}.pdf", GOOD.format(number), "sleep=0.04")
    do(crew=crew)
    assert len(begun) >= 2 and len(ledger(store)) == 12


def test_closing_a_run_finishes_what_is_in_flight_and_begins_nothing_new(raw, store):
    from pipelines.intake.find import find
    from pipelines.run.job import enter
    from pipelines.run.plan import plan
    from pipelines.run.runner import put_through

    for number in range(20):
        fakes.write(raw / f"{number}.pdf", f"sleep=0.2{number:02d}")
    entries, _ = enter(store, find([raw]))
    running = put_through(plan(store, entries.values(), fakes.stages()), local_crew(2))
    next(running)
    running.close()
    assert 1 <= len(store.list("stages/extract")) <= 6
