"""Small files that ask for days of work or gigabytes of memory: each is read harmlessly or named with its reason, the
driver stays small and the form beside them comes out as if it were alone."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from bombs import BOMBS

from pipelines.run.watch import HEADROOM

pytestmark = pytest.mark.slow

SOUND = Path("tests/documents/linyi.pdf")
NAMED = {
    "a page of a kilometre": {"oversized"},
    "a stream of a gigabyte": {"memory", "crash"},
    "packed three times over": {"memory", "crash"},
    "five million rulings": {"memory", "crash", "timeout"},
    "a million characters": {"oversized"},
    "a page tree that is a ring": {"unreadable_page"},
    "a picture of 1,600 million pixels": {"oversized"},
    "a picture file of as many": {"oversized"},
}
"""Those that can only be refused: by us, or by the limit of memory, at which PDFium ends its process. The others hold
nothing to read."""
SECONDS = 60
MEMORY, PROGRAM = 700 << 20, 200 << 20


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    for name, make in BOMBS.items():
        (raw / f"{name}.{'png' if 'file' in name else 'pdf'}").write_bytes(make())
    shutil.copy(SOUND, raw)
    command = [str(Path(sys.executable).with_name("jixiao")), "run", str(raw), "--out", str(out)]
    command += ["--workers", "2", "--timeout", str(SECONDS), "--memory", str(MEMORY)]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=600, env=os.environ, check=False
    )
    assert done.returncode == 1, done.stderr[-2000:]
    ledger = pd.read_parquet(out / "documents.parquet")
    return ledger.set_index(ledger.source.str.rpartition(".")[0])


def test_the_form_beside_them_comes_out(ledger: pd.DataFrame) -> None:
    sound = ledger.loc["linyi"]
    assert (sound.status, sound.forms) == ("done", 1), sound.reason


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_harmlessly_or_named(ledger: pd.DataFrame, name: str) -> None:
    found = ledger.loc[name]
    if name in NAMED:
        assert found.status == "quarantined"
        assert found.reason.partition(":")[0] in NAMED[name]
        assert "请" in found.reason, "the clerk is told what to do"
    else:
        assert (found.status, found.forms) == ("no_forms", 0)


def test_no_process_grew_beyond_its_limit(ledger: pd.DataFrame) -> None:
    """Neither the driver, which never parses, nor a worker; the program itself is what they have on top."""
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    assert largest < MEMORY + HEADROOM + PROGRAM
