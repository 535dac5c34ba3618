"""Runs that are killed, stopped, doubled or split come to the same bytes as one that was left alone."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import fakes
import psutil
import pytest

from pipelines.run.job import TooManyFailures
from pipelines.store.objects import Store

DRIVER = Path(__file__).parent / "drive.py"
posix = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def start(raw, out, *options):
    command = [sys.executable, str(DRIVER), str(raw), str(out), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def fill(raw, count=40, seconds=0.05):
    for number in range(count):
        fakes.write(raw / f"{number:03d}.pdf", f"form=2026|单位{number % 7}|项目{number}|里程|质量", f"sleep={seconds}")


@pytest.fixture
def undisturbed(raw, tmp_path, tree):
    fill(raw)
    assert start(raw, tmp_path / "quiet").wait(60) == 0
    return tree(tmp_path / "quiet")


@pytest.mark.slow
@posix
def test_ten_kills_of_the_driver(raw, store, tree, undisturbed):
    chance = random.Random(5)
    cut = 0
    for _ in range(10):
        done = len(store.list("stages/extract"))
        driver = start(raw, store.folder)
        wait_for(lambda d=driver, n=done: d.poll() is not None or len(store.list("stages/extract")) > n)
        time.sleep(chance.uniform(0, 0.05))  # in the midst of its documents, however fast the machine is
        driver.kill()
        cut += driver.wait() == -signal.SIGKILL
    assert cut >= 3, "most drivers were done before they were killed: the test shows nothing"
    assert start(raw, store.folder).wait(60) == 0
    assert tree() == undisturbed
    assert not (store.folder / "stages/.new").exists() or not list((store.folder / "stages/.new").iterdir())


@pytest.mark.slow
@posix
def test_workers_of_a_killed_driver_end_too(raw, store):
    fill(raw, count=4, seconds=30)
    driver = start(raw, store.folder)
    workers = wait_for(lambda: spawned(driver))
    driver.kill()
    driver.wait()
    gone, alive = psutil.wait_procs(workers, timeout=30)
    assert gone and not alive


@pytest.mark.slow
@posix
def test_ten_kills_of_workers_lose_nothing_and_blame_nobody_for_long(raw, store, tree, undisturbed):
    chance = random.Random(6)
    driver = start(raw, store.folder)
    killed = 0
    while driver.poll() is None and killed < 10:
        time.sleep(chance.uniform(0.3, 0.8))
        for worker in spawned(driver)[:1]:
            worker.kill()
            killed += 1
    assert driver.wait(120) == 0, "a document was blamed for a killing that came from outside"
    assert killed
    assert tree() == undisturbed


@pytest.mark.slow
@posix
def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(raw, store, tree, undisturbed):
    driver = start(raw, store.folder)
    wait_for(lambda: store.list("stages/extract"))
    os.kill(driver.pid, signal.SIGINT)
    assert driver.wait(20) == 130
    assert 0 < len(store.list("stages/normalize")) < 40
    assert start(raw, store.folder).wait(60) == 0
    assert tree() == undisturbed


@pytest.mark.slow
def test_two_runs_at_once_on_one_store(raw, store, tree, undisturbed):
    both = [start(raw, store.folder), start(raw, store.folder)]
    assert [driver.wait(60) for driver in both] == [0, 0]
    assert tree() == undisturbed


@pytest.mark.slow
def test_two_runs_over_different_folders_at_once_know_of_each_other(raw, store, tmp_path, do):
    fill(raw, count=10)
    fill(tmp_path / "more", count=20)
    for path in sorted((tmp_path / "more").iterdir())[:5]:
        path.write_bytes(path.read_bytes() + b"\nother")
    both = [start(raw, store.folder), start(tmp_path / "more", store.folder)]
    assert [driver.wait(60) for driver in both] == [0, 0]
    from pipelines.store import ledger

    assert do(raw, tmp_path / "more").worked == 0
    assert len(ledger.read_all(store)) == 25


@pytest.mark.slow
def test_the_parts_make_the_whole(raw, store, tree, undisturbed, do):
    worked = [do(shard=(part, 3), exports=False).worked for part in (1, 2, 3)]
    assert sum(worked) == 40 and min(worked) > 0
    assert do().worked == 0
    assert tree() == undisturbed


def test_only_documents_like_a_pattern(raw, do):
    fill(raw, count=12, seconds=0)
    assert do(only="00*").worked == 10
    assert do(only="*/011.pdf").worked == 1
    assert do().worked == 1


def test_the_brake_stops_a_run_of_failures_and_keeps_what_was_done(raw, store, do):
    fill(raw, count=30, seconds=0)
    for number in range(30):
        fakes.write(raw / f"broken{number}.pdf", "damaged", str(number))
    with pytest.raises(TooManyFailures, match="jixiao status"):
        do(max_failures=0.2)
    assert 20 <= len(store.list("stages/extract")) < 60
    assert do(max_failures=1.0).worked < 60


def test_a_changed_stage_reruns_itself_and_what_hangs_on_it_alone(raw, store, do):
    from dataclasses import replace

    fill(raw, count=3, seconds=0)
    do()
    before = {found.path: Store(store.location).get(found.path) for found in store.list("stages/extract")}
    first, second = fakes.stages()
    ran = []
    do(stages=(first, replace(second, version="2")), progress=lambda entry, *_: ran.append(entry))
    assert len(ran) == 3 and {found.path: store.get(found.path) for found in store.list("stages/extract")} == before
    steps = [entry.outcome.steps for entry in ran]
    assert {step["normalize"].version for step in steps} == {"2"} and {step["extract"].version for step in steps} == {
        "1"
    }


def test_a_changed_stage_with_an_unchanged_result_reruns_nothing_further_down(raw, do):
    from dataclasses import replace

    fill(raw, count=1, seconds=0)
    (before,) = do().entries
    first, second = fakes.stages()
    (after,) = do(stages=(replace(first, version="2"), second)).entries
    assert after.outcome.steps["extract"].key != before.outcome.steps["extract"].key
    assert after.outcome.steps["normalize"] == before.outcome.steps["normalize"]


def spawned(driver):
    """The worker processes of a driver, not the resource tracker."""
    try:
        children = psutil.Process(driver.pid).children(recursive=True)
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    except psutil.NoSuchProcess:
        return []


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("waited in vain")
