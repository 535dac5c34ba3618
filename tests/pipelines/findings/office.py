"""The seed and another office's document, handed in and checked; what the command said and wrote of them."""

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipelines.cli.app import main
from pipelines.run.job import run
from pipelines.run.stages import stages
from pipelines.store.objects import Store
from tests.pipelines import fakes

DOCUMENTS = Path(__file__).parents[2] / "documents"
OFFICE = "株洲市渌口区科技和工业信息化局"


def jixiao(capsys, *arguments):
    """The command in this process: its exit code and what it said."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


def hand_in(folder):
    """The seed and another office's document, handed in and run over in this process."""
    raw = folder / "raw"
    raw.mkdir()
    for name in ("seed.pdf", "jingyan.pdf"):
        (raw / name).write_bytes((DOCUMENTS / name).read_bytes())
    store = Store(folder / "out")
    run([raw], store, stages(), fakes.HERE, received=datetime(2026, 1, 5, tzinfo=UTC))
    return folder / "out"


def findings(out):
    return pd.read_parquet(out / "findings")


def reports(out):
    """Every report's path below the results and its bytes."""
    found = [*out.glob("units/*/*/findings.html"), *out.glob("units/*/*/findings.xlsx")]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(found)}


def workbook(out):
    data = reports(out)[f"units/2026/{OFFICE}/findings.xlsx"]
    return openpyxl.load_workbook(io.BytesIO(data))
