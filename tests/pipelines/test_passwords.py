"""Documents with a password: opened with --password or a file of them by pattern, which is written nowhere."""

import pandas as pd
import pytest

from pipelines.cli.app import run
from pipelines.store import ledger
from pipelines.store.objects import Store
from tests.extract.made import Sketch, pdf

SECRET = "kj-2026-geheim"


@pytest.fixture
def locked(tmp_path):
    """Two offices' documents with a password each, and one without."""
    raw = tmp_path / "raw"
    for unit, password in (("科技局", SECRET), ("街道办", "123456"), ("财政局", None)):
        (raw / unit).mkdir(parents=True)
        (raw / unit / "表.pdf").write_bytes(pdf(Sketch(), password=password))
    return raw


def reasons(out):
    table = pd.read_parquet(out / "documents.parquet")
    return {
        path: (reason or "").partition(":")[0] for path, reason in zip(table.path, table.reason.fillna(""), strict=True)
    }


def test_what_is_locked_is_opened_once_its_password_is_given_and_stays_open(locked, tmp_path, capfd):
    out = tmp_path / "out"
    assert run(["run", str(locked), "--out", str(out), "--workers", "1"]) == 1
    assert list(reasons(out).values()).count("encrypted") == 2
    (tmp_path / "p.toml").write_text(f'"科技局/*" = ["wrong", "{SECRET}"]\n"*街道*" = "123456"\n', encoding="utf-8")
    command = ["run", str(locked), "--out", str(out), "--workers", "1", "--log", "json"]
    assert run([*command, "--passwords", str(tmp_path / "p.toml")]) == 0
    assert not any(reasons(out).values())
    assert run(command) == 0, "what was opened needs no password again"
    for entry in ledger.read_all(Store(out)).values():
        assert entry.outcome.pages == 1
    said = "".join(capfd.readouterr())
    assert SECRET not in said
    assert not any(SECRET.encode() in path.read_bytes() for path in out.rglob("*") if path.is_file())


def test_a_wrong_password_opens_nothing_and_a_spoiled_file_is_told(locked, tmp_path, capsys):
    out = tmp_path / "out"
    assert run(["run", str(locked), "--out", str(out), "--workers", "1", "--password", "123456"]) == 1
    assert reasons(out) == {"科技局/表.pdf": "encrypted", "街道办/表.pdf": "", "财政局/表.pdf": ""}
    (tmp_path / "p.toml").write_text(f"科技局 = {SECRET}\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["run", str(locked), "--out", str(out), "--passwords", str(tmp_path / "p.toml")]) == 2
    said = capsys.readouterr().err
    assert "p.toml" in said and SECRET not in said
