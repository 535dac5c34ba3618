"""A year of two documents, read once and copied for each test: a scan with doubts, a workbook with a script in it."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from starlette.testclient import TestClient

from pipelines.run.job import run
from pipelines.run.runner import Crew
from pipelines.run.stages import stages
from pipelines.store.objects import Store
from review.app import create
from review.guard import CSRF_HEADER, House
from tests.extract.containers.made import bordered, workbook
from tests.review.browser import CHROMIUM, SIZE, Watched

DOCUMENTS = Path(__file__).parents[1] / "documents"
SCAN = "nanyue.scan2.pdf"
TYPED = {"value": "≥20%", "name": "更正后的名称"}
"""What a person types for what the scan is asked about, whichever of its values that is."""
SCRIPT = "<script>alert(1)</script>"
HERE = Crew(lambda count: ThreadPoolExecutor(1), 1)


class Year(NamedTuple):
    """Raw files and the results read from them."""

    raw: Path
    store: Store

    @property
    def out(self) -> Path:
        return Path(self.store.location)


def scripted(sheet):
    """A form whose indicator, project and unit are scripts."""
    sheet["A1"] = "2026年项目支出绩效目标表"
    sheet.merge_cells("A1:D1")
    sheet["A2"], sheet["D2"] = f"填报单位:{SCRIPT}局", "单位:万元"
    rows = [
        ["项目名称", f"{SCRIPT}经费", "年度资金总额", 36.5],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", f'清淤{SCRIPT}"长度', "≥12公里"],
        ["效益指标", "社会效益指标", "防洪能力", "有所提升"],
    ]
    bordered(sheet, rows, 3)


def read(raw, store):
    return run([raw], store, stages(), HERE)


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("year")
    (folder / "raw").mkdir()
    shutil.copy(DOCUMENTS / SCAN, folder / "raw")
    (folder / "raw" / "表.xlsx").write_bytes(workbook(scripted))
    read(folder / "raw", Store(folder / "out"))
    return folder


@pytest.fixture
def year(once, tmp_path):
    """The year of its own for a test: what is said lands beside its own raw files."""
    shutil.copytree(once, tmp_path / "year")
    raw, out = tmp_path / "year" / "raw", tmp_path / "year" / "out"
    for entry in (out / "stages" / "ledger").rglob("*.json"):
        entry.write_text(entry.read_text().replace(str(once), str(tmp_path / "year")))
    return Year(raw, Store(out))


@pytest.fixture
def house():
    return House()


@pytest.fixture
def client(year, house):
    with TestClient(create(year.store, house, export_after=60), base_url="http://127.0.0.1:8765") as made:
        yield made


@pytest.fixture
def post(client, house):
    """POST as our own pages do."""

    def send(address, facts, **headers):
        ours = {"origin": "http://127.0.0.1:8765", CSRF_HEADER: house.word, **headers}
        return client.post(address, json=facts, headers=ours)

    return send


@pytest.fixture
def room(client):
    return client.app.state.room


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def new(chromium):
    """Another person: a browser of their own."""
    contexts = []

    def make(scheme="light"):
        contexts.append(chromium.new_context(viewport=SIZE, color_scheme=scheme))
        return Watched(contexts[-1])

    yield make
    for context in contexts:
        context.close()


def indicators(year):
    return pd.read_parquet(year.out / "indicators").query("year == 2018")
