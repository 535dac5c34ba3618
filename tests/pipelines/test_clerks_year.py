"""A clerk's year, played through: 300 files in January, some of them broken, corrections in March, a share that is not
mounted, a run that is killed, an upgrade of the rules, notes all along. At its end no version is wrong, no note is
lost, every file is in exactly one state, and the workbooks say what the tables say."""

import os
import random
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import fakes
import openpyxl
import pandas as pd
import pytest

from pipelines.run.job import TooManyGone
from pipelines.store import ledger
from pipelines.store.people import Note, keep_notes, places, read_notes

pytestmark = pytest.mark.slow

DRIVER = Path(__file__).parent / "drive.py"
JANUARY, MARCH = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
UNITS, OFFICES = 60, 5
STATES = {"done", "no_forms", "partly", "needs_ocr", "not_read", "quarantined"}


def name(unit, office):
    return f"单位{unit:02d}", f"项目{office}"


def hand_in(folder, unit, office, *indicators, bad=""):
    """One file of a unit; all units name their files alike."""
    whose, project = name(unit, office)
    lines = [bad, f"{unit}-{office}"] if bad else [f"form=2026|{whose}|{project}|" + "|".join(indicators)]
    return fakes.write(folder / whose / f"绩效表{office}.pdf", *lines)


@pytest.fixture
def year(tmp_path, store, do):
    """The folders and what counts in the end, by unit and project."""
    january, march = tmp_path / "一月", tmp_path / "三月"
    chance = random.Random(26)
    broken = set(chance.sample(range(UNITS * OFFICES), 12))
    counts = {}
    for number in range(UNITS * OFFICES):
        unit, office = divmod(number, OFFICES)
        trouble = ("damaged", "defect", "scan")[number % 3] if number in broken else ""
        hand_in(january, unit, office, "里程", f"旧指标{number}", bad=trouble)
        if not trouble:
            counts[name(unit, office)] = f"旧指标{number}"
    return january, march, broken, counts


def exported(store):
    """What is exported: the second indicator of each unit's project."""
    rows = pd.read_parquet(store.folder / "indicators")
    second = rows[rows.ordinal == 2]
    return dict(zip(zip(second.unit, second.project, strict=True), second["name"], strict=True))


def states(store):
    """The state of each file of the ledger, by where it is."""
    table = pd.read_parquet(store.folder / "documents.parquet")
    assert set(table.status) <= STATES and table.sha256.is_unique
    return dict(zip(table.path, table.status, strict=True))


def test_a_clerks_year(year, store, do, tree):
    january, march, broken, counts = year
    summary = do(january, received=JANUARY)
    assert summary.exit_code == 1 and len(summary.entries) == UNITS * OFFICES
    assert exported(store) == counts
    assert sum(state != "done" for state in states(store).values()) == len(broken)

    about = {f"{unit:02d}": f"units/2026/单位{unit:02d}" for unit in range(9)}
    notes = {key: Note(key=key, folder=folder, remark="已核") for key, folder in about.items()}
    where = places(store, ledger.read_all(store).values())
    keep_notes(where, notes)
    book = store.folder / "units/2026/单位07/项目1/indicators.csv"
    book.write_text("我改过的", encoding="utf-8")

    for number in sorted(broken):  # what was broken is handed in anew, under the same names
        unit, office = divmod(number, OFFICES)
        hand_in(march, unit, office, "里程", f"补报{number}")
        counts[name(unit, office)] = f"补报{number}"
    for number in range(0, UNITS * OFFICES, 7):
        if number not in broken:
            unit, office = divmod(number, OFFICES)
            hand_in(march, unit, office, "里程", f"更正{number}")
            counts[name(unit, office)] = f"更正{number}"
    for path in march.rglob("*.pdf"):  # copied from a stick whose clock is years behind
        os.utime(path, (0, 0))

    command = [sys.executable, DRIVER, march, store.folder]
    killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    killed.stderr.readline()  # a document is done
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    summary = do(march, received=MARCH)
    assert exported(store) == counts
    corrected = sum(form.by[:16] != form.form_id[:16] for form in summary.exported.superseded)
    assert corrected == len([number for number in range(0, UNITS * OFFICES, 7) if number not in broken])

    before = tree()
    shutil.move(january, january.with_name("away"))  # the share is not mounted: its folder is there, and empty
    january.mkdir()
    with pytest.raises(TooManyGone):
        do(january, march)
    assert tree() == before
    january.rmdir()
    shutil.move(january.with_name("away"), january)

    do(january, march, stages=fakes.stages(version="2"))  # rules and reader are new: all is read anew, without dates
    assert exported(store) == counts, "a date once stated is remembered"
    assert do(january, march, stages=fakes.stages(version="2")).worked == 0

    found = states(store)
    files = {path.relative_to(root).as_posix() for root in (january, march) for path in root.rglob("*.pdf")}
    assert set(found) == files
    entries = ledger.read_all(store).values()
    locations = [source.location for entry in entries for source in entry.sources]
    assert sorted(locations) == sorted(str(path) for root in (january, march) for path in root.rglob("*.pdf"))
    assert read_notes(places(store, entries)) == notes
    kept = {path.read_text(encoding="utf-8") for path in store.folder.rglob("indicators.edited*.csv")}
    assert "我改过的" in kept | {book.read_text(encoding="utf-8")}

    rows = list(openpyxl.load_workbook(store.folder / "年度总表.xlsx")["指标"].iter_rows(values_only=True))
    wanted = pd.read_parquet(store.folder / "indicators")
    at = rows[0].index("三级指标")
    assert [row[at] for row in rows[1:]] == list(wanted["name"])
