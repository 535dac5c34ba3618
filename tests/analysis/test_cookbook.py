"""The twenty questions of docs/cookbook.md: the SQL and the pandas answer are the same, and the right one."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import jixiao
from tests.analysis.made import OTHER, SCHOOLS, WATER, write_export

DOCS = Path(__file__).parents[2] / "docs"
BLOCKS = re.compile(r"^## (\d+)\. .*?\n\n```sql\n(.*?)```\n\n```python\n(.*?)```", re.DOTALL | re.MULTILINE)
RIVER = "河道保洁"
ANSWERS: dict[int, list[tuple[Any, ...]]] = {
    1: [(2025, 3, 1370), (2026, 4, 1140)],
    2: [(SCHOOLS, "义务教育保障", 800), (SCHOOLS, "教师培训", 150), (WATER, "2026年河道保洁", 130)],
    3: [(SCHOOLS, "教师培训", 150)],
    4: [(2025, SCHOOLS, "家长满意度", 0.85), (2026, SCHOOLS, "家长满意度", 0.85)],
    5: [(WATER, RIVER, 2026)],
    6: [(WATER, "灌区改造")],
    7: [(SCHOOLS, "教师培训"), (OTHER, RIVER)],
    8: [(WATER, RIVER, "水质达标率", 95, 90)],
    9: [(1 / 3,)],
    10: [(WATER, 130 / 30), (OTHER, 3)],
    11: [(WATER, 0), (SCHOOLS, 0.5), (OTHER, 0)],
    12: [("保洁河道长度", 2), ("群众满意度", 2)],
    13: [("产出指标", "=", 1), ("产出指标", "≥", 3), ("效益指标", None, 1), ("满意度指标", "≥", 2)],
    14: [("26-5", 80)],
    15: [("保洁河道长度", 30, 18, 30, 31), ("水质达标率", 95, 92, 95, 93), ("群众满意度", 90, None, None, 92)],
    16: [(WATER, "水质达标率", 95, 93)],
    17: [("25-5", 90)],
    18: [(2025, "其他资金", 200), (2025, "财政拨款", 300), (2026, "其他资金", 100), (2026, "财政拨款", 830)],
    19: [("井研县", "511124", 1080), ("东区", "510402", 60)],
    20: [("value_unclear", 1)],
}


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("cookbook")
    write_export(folder)
    return str(folder)


def questions(name: str) -> dict[int, tuple[str, str]]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return {int(number): (sql, python) for number, sql, python in BLOCKS.findall(text)}


def rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """A table's rows in an order of their own, numbers rounded, what is missing as None."""
    plain = [
        tuple(None if pd.isna(v) else v if isinstance(v, str) else round(float(v), 6) for v in row)
        for row in frame.itertuples(index=False)
    ]
    return sorted(plain, key=repr)


@pytest.mark.parametrize("number", range(1, 21))
def test_both_answers_are_right(number: int, out: str) -> None:
    sql, python = questions("cookbook.md")[number]
    data = jixiao.load(out)
    names: dict[str, Any] = {"pd": pd, "data": data, "funds": data.funds}
    names |= {"forms": data.forms, "indicators": data.indicators}
    exec(python, names)
    want = rows(pd.DataFrame(ANSWERS[number]))
    assert rows(names["answer"]) == want
    assert rows(jixiao.load(out, engine="duckdb").sql(sql).df()) == want


def test_both_languages_have_the_same_answers() -> None:
    assert questions("cookbook.md") == questions("cookbook.zh.md")
    assert len(questions("cookbook.md")) == 20
