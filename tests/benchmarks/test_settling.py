"""A small year with spoiled cells, settled by a scripted person who answers from the truth: each answer is applied
where it is addressed, and nowhere else."""

import json
import random
from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.settling.session import Session
from extract.model import Extraction
from normalize import normalize
from pipelines.run.job import run
from pipelines.run.stages import stages
from pipelines.store.artefacts import digest
from pipelines.store.objects import Store
from tests.normalize.drawing import draw, scanned
from tests.pipelines.fakes import HERE

NAMES = ("养护道路里程", "清淤河段长度", "培训教师人次", "检修路灯数量", "救助困难群众户数", "发放宣传手册")
SHARES = ("养护合格率", "验收合格率", "培训出勤率", "设备完好率")
UNITS = ("公里", "户", "人次", "盏", "册")
PLACES = ("甲县交通局", "乙县水务局", "丙县教育局")
ALIKE = dict(zip("公户率里设备人次学0156≥里群%", "么尸牢甲没各入欠字O|S62黑郡9", strict=True))


def form(n: int) -> str:
    """A form of a unit and project of its own."""
    pick = random.Random(n)
    names, shares = pick.sample(NAMES, 2), pick.sample(SHARES, 2)
    values = [f"≥{pick.randrange(10, 900)}{pick.choice(UNITS)}" for _ in names]
    return f"""
2026年项目支出绩效目标表
填报单位：{PLACES[n % len(PLACES)]}
项目名称 | 第{n + 1}号民生实事经费 | 资金总额 | {pick.randrange(1000, 9000) / 10}
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | {names[0]} | {values[0]}
^ | ^ | {names[1]} | {values[1]}
^ | 质量指标 | {shares[0]} | ≥{pick.randrange(80, 99)}%
^ | ^ | {shares[1]} | ≥{pick.randrange(80, 99)}%
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥{pick.randrange(85, 98)}%
"""


def spoiled(n: int, share: float) -> Extraction:
    """The form as a poor scan: cells below the header of which some were read unsurely, most of these wrongly."""
    chance = random.Random(f"spoiled {n}")
    data = scanned(form(n)).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        told = cell["column"] in (1, 3) if cell["row"] == 0 else cell["row"] > 1
        for line in cell["lines"] if told and chance.random() < share else ():
            places = [at for at, char in enumerate(line["text"]) if char in ALIKE]
            line["confidence"] = round(chance.uniform(0.22, 0.5), 3)
            if places and chance.random() < 0.7:
                at = chance.choice(places)
                line["text"] = line["text"][:at] + ALIKE[line["text"][at]] + line["text"][at + 1 :]
    return Extraction.model_validate(data)


def read(data: bytes) -> Extraction:
    told = json.loads(data.removeprefix(b"%PDF-"))
    return spoiled(told["n"], told["share"]).model_copy(update={"sha256": digest(data)})


def truth(n: int) -> dict:
    """What is printed on the form, and what it says."""
    page = draw(form(n))
    (said,) = normalize(page).forms
    cells = [
        {"page": 1, "table": 0, "row": cell.row, "column": cell.column, "text": cell.text, "box": list(cell.box)}
        for cell in page.pages[0].tables[0].cells
    ]
    rows = [{**row.model_dump(), "unit": row.measure_unit, "box": list(row.box)} for row in said.indicators]
    funds = [{**row.model_dump(), "box": list(row.box)} for row in said.funds]
    whole = said.identity.model_dump() | said.record.model_dump()
    return {"forms": [whole], "indicators": rows, "funds": funds, "tasks": [], "cells": cells, "printed": cells}


@pytest.fixture
def session(tmp_path):
    def begin(many: int, share: float) -> Session:
        (tmp_path / "raw").mkdir()
        for n in range(many):
            (tmp_path / "raw" / f"{n:02d}.pdf").write_bytes(b"%PDF-" + json.dumps({"n": n, "share": share}).encode())
        first, second = stages()
        table = replace(first, run=read, version="drawn"), second
        store = Store(tmp_path / "out")
        run([tmp_path / "raw"], store, table, HERE, exports=False)
        return Session(store, {f"{n:02d}.pdf": truth(n) for n in range(many)}, table)

    return begin


def test_every_answer_is_applied_where_it_is_addressed_and_nowhere_else(session):
    work = session(14, 0.3)
    assert work.asked > 40
    work.work_off()
    told = work.figures()
    assert (told["asking_after"], told["stuck"], told["stale"]) == (0, 0, 0)
    assert told["judged"] > 50 and work.wrong() == [], "what was answered is what is printed"
    assert work.strayed() == [], "what nobody answered about is as it was read"
    assert told["decisions"] < told["settled"], "a cell is one decision, whatever hangs on it"
    assert told["along"] > told["decisions"] / 10, "and one look settles what else is right as it reads"
    kinds = Counter(turn.kind for turn in work.turns)
    assert kinds["typed"] > 10 and kinds["accept"] > 5
