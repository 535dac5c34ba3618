"""The same work on a real Dask cluster: a scheduler and three worker processes over TCP."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import fakes
import psutil
import pyarrow.parquet as pq
import pytest
from distributed import Client

from pipelines.run.clusters import ClusterUnavailable, dask_crew

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent


def launch(command, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", f"from distributed.cli.{command} import main; main()", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler, and the processes (nannies) of its three workers."""
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    scheduler = launch(
        "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
    )
    deadline = time.monotonic() + 60
    while not file.exists() or not file.read_text(encoding="utf-8").strip():
        assert time.monotonic() < deadline and scheduler.poll() is None, "the scheduler did not start"
        time.sleep(0.1)
    address = json.loads(file.read_text(encoding="utf-8"))["address"]
    options = ("--host", "127.0.0.1", "--nthreads", "1", "--memory-limit", "0", "--no-dashboard")
    workers = [launch("dask_worker", address, *options) for _ in range(3)]
    with Client(address) as client:
        client.wait_for_workers(3, timeout=60)
    yield address, workers
    end([*workers, scheduler])


def end(processes):
    """End processes and their children, politely first."""
    family = [child for p in processes if p.poll() is None for child in psutil.Process(p.pid).children(recursive=True)]
    for process in processes:
        process.terminate()
    _, alive = psutil.wait_procs([psutil.Process(p.pid) for p in processes if p.poll() is None] + family, timeout=5)
    for process in alive:
        process.kill()
    for process in processes:
        process.wait(10)


def statuses(store):
    rows = pq.read_table(store.folder / "documents.parquet").to_pylist()
    return {row["source"]: (row["reason"] or row["status"]).partition(":")[0] for row in rows}


def test_three_killers_among_a_hundred_on_a_cluster(cluster, raw, store, do):
    for number in range(97):
        fakes.write(raw / f"good{number:02d}.pdf", f"form=2026|甲局|项目{number}|里程")
    for trouble in ("segfault", "hang", "swallow"):
        fakes.write(raw / f"{trouble}.pdf", trouble)
    do(crew=dask_crew(cluster[0]), timeout=15, memory=1 << 30)
    found = statuses(store)
    assert [found.pop(f"{trouble}.pdf") for trouble in ("segfault", "hang", "swallow")] == [
        "crash",
        "timeout",
        "memory",
    ]
    assert set(found.values()) == {"done"} and len(found) == 97


def test_a_worker_killed_on_the_way_loses_nothing(cluster, raw, store, do, tree, tmp_path):
    for number in range(30):
        fakes.write(raw / f"{number:02d}.pdf", f"form=2026|甲局|项目{number}|里程", "sleep=0.1")
    driver = subprocess.Popen(
        [sys.executable, str(HERE / "drive.py"), str(raw), str(store.folder), "--scheduler", cluster[0]],
        stderr=subprocess.PIPE,
    )
    assert driver.stderr.readline()
    (victim, *_) = psutil.Process(cluster[1][0].pid).children()
    victim.kill()
    driver.communicate(timeout=120)
    assert driver.returncode == 0
    assert set(statuses(store).values()) == {"done"}

    from pipelines.run.job import run
    from pipelines.store.objects import Store

    quiet = Store(tmp_path / "quiet")
    run([raw], quiet, fakes.stages(), fakes.HERE)
    assert tree() == tree(quiet.folder)


def test_nobody_at_the_address_is_said_plainly():
    with pytest.raises(ClusterUnavailable, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        dask_crew("tcp://127.0.0.1:9", seconds=2)
