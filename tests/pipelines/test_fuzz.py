"""Samples with bytes changed, cut and moved, and with their structure wounded (`benchmarks.fuzz`), through the real
stages in real workers: every one ends in the ledger.

`JIXIAO_FUZZ=2000 pytest tests/pipelines/test_fuzz.py` looks longer; what it ever found is kept in `corpus/`, which is
tried each time.
"""

import os
import random
from pathlib import Path

import pytest

from benchmarks.fuzz import structure
from pipelines.run.runner import local_crew
from pipelines.run.stages import stages

pytestmark = pytest.mark.slow

DOCUMENTS = Path(__file__).parents[1] / "documents"
CORPUS = Path(__file__).parent / "corpus"
COUNT = int(os.environ.get("JIXIAO_FUZZ", "24"))
SEED = int(os.environ.get("JIXIAO_FUZZ_SEED", "1"))
HARMLESS = {"mended", "damaged", "encrypted", "empty", "not_a_document", "oversized", "unreadable_page", "needs_ocr"}
HARMLESS |= {"illegible"}  # a wound in a picture or a font leaves a page that hardly reads: its page is named


def mutant(data: bytes, chance: random.Random) -> bytes:
    """A document with one to twenty wounds."""
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(max(1, len(data)))
        length = chance.choice((1, 4, 64, 1000))
        wound = chance.choice(("flip", "cut", "double", "digits", "end"))
        if wound == "flip":
            data = data[:at] + chance.randbytes(length) + data[at + length :]
        elif wound == "cut":
            data = data[:at] + data[at + length :]
        elif wound == "double":
            data = data[:at] + data[at : at + length] * 3 + data[at + length :]
        elif wound == "digits":
            data = data[:at] + data[at:].replace(b"0", b"999999999", 1)
        else:
            data = data[: max(at, 100)]
    return data


def test_no_mutant_is_lost_or_takes_another_down(raw, store, do):
    chance = random.Random(SEED)
    samples = [path for path in sorted(DOCUMENTS.glob("*.pdf")) if ".scan" not in path.name and path.stem != "mixed"]
    for number in range(COUNT):
        wounded = structure.mutant if number % 2 else mutant
        (raw / f"{number:04d}.pdf").write_bytes(wounded(chance.choice(samples).read_bytes(), chance))
    for path in sorted(CORPUS.glob("*")):
        (raw / f"corpus-{path.name}.pdf").write_bytes(path.read_bytes())
    (raw / "whole.pdf").write_bytes((DOCUMENTS / "tianjin.pdf").read_bytes())
    summary = do(stages=stages(), crew=local_crew(2), timeout=120, memory=2 << 30)
    told = {name: (entry.status, entry.reason, entry.message) for entry in summary.entries for name in entry.names}
    assert set(told) == {path.name for path in raw.iterdir()}
    assert {name: said for name, said in told.items() if (said[1] or "needs_ocr") not in HARMLESS} == {}
    assert told["whole.pdf"][0] == "done"
