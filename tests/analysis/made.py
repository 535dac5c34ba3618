"""A small export of two years, written down row by row: what the cookbook and the notebooks are tested on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from normalize.form.derived import project_key, qualitative, value_share
from normalize.form.regions import region
from normalize.schema import SCHEMA_VERSION
from pipelines.export.documents import documents_parquet
from pipelines.export.tables import arrow_table, to_parquet

Row = dict[str, Any]

WATER, SCHOOLS, OTHER = "井研县水利局", "井研县教育局", "攀枝花市东区水务局"
SAME = "保洁河道30公里，水质达标。"
FORMS = """
25-1 | 2025 | target          | 井研县水利局       | 2025年河道保洁 | 120 | 保洁河道30公里，水质达标。 |      |
25-2 | 2025 | target          | 井研县水利局       | 灌区改造      | 500 | 改造灌区1处。            |      |
25-3 | 2025 | target          | 井研县教育局       | 义务教育保障   | 750 | 保障学生4800名。         |      |
25-4 | 2025 | monitor         | 井研县水利局       | 2025年河道保洁 | 120 |                       |      |
25-5 | 2025 | self_evaluation | 井研县水利局       | 2025年河道保洁 | 120 |                       | 93.5 | 优
26-1 | 2026 | target          | 井研县水利局       | 2026年河道保洁 | 130 | 保洁河道30公里，水质达标。 |      |
26-2 | 2026 | target          | 井研县教育局       | 义务教育保障   | 800 | 保障学生5000名。         |      |
26-3 | 2026 | target          | 井研县教育局       | 教师培训      | 150 | 提高教师水平。           |      |
26-4 | 2026 | target          | 攀枝花市东区水务局  | 河道保洁      | 60  | 保洁河道20公里。         |      |
26-5 | 2026 | target          | 井研县水利局       |             | 650 | 保障全县用水。           |      |
"""
INDICATORS = """
25-1 | 产出指标   | 数量指标           | 保洁河道长度   | ≥ | 30   | 公里 | 40 |     |      |     |
25-1 | 产出指标   | 质量指标           | 水质达标率     | ≥ | 95   | %   | 30 |     |      |     |
25-1 | 满意度指标 | 服务对象满意度指标   | 群众满意度     | ≥ | 90   | %   | 20 |     |      |     |
25-2 | 产出指标   | 数量指标           | 改造灌区       | = | 1    | 处   | 60 |     |      |     |
25-2 | 效益指标   | 社会效益指标        | 灌溉条件       |   | 改善  |     | 30 |     |      |     |
25-3 | 产出指标   | 数量指标           | 保障学生人数   | ≥ | 4800 | 人   | 60 |     |      |     |
25-3 | 满意度指标 | 服务对象满意度指标   | 家长满意度     | ≥ | 85   | %   | 30 |     |      |     |
25-4 | 产出指标   | 数量指标           | 保洁河道长度   | ≥ | 30   | 公里 |    | 18   |      | 30  |
25-4 | 产出指标   | 质量指标           | 水质达标率     | ≥ | 95   | %   |    | 92   |      | 95  |
25-5 | 产出指标   | 数量指标           | 保洁河道长度   | ≥ | 30   | 公里 | 40 | 31   | 40   |     |
25-5 | 产出指标   | 质量指标           | 水质达标率     | ≥ | 95   | %   | 30 | 93   | 25.5 |     |
25-5 | 满意度指标 | 服务对象满意度指标   | 群众满意度     | ≥ | 90   | %   | 20 | 92   | 20   |     |
26-1 | 产出指标   | 数量指标           | 保洁河道长度   | ≥ | 30   | 公里 | 40 |     |      |     |
26-1 | 产出指标   | 质量指标           | 水质达标率     | ≥ | 90   | %   | 30 |     |      |     |
26-1 | 满意度指标 | 服务对象满意度指标   | 群众满意度     | ≥ | 90   | %   | 20 |     |      |     |
26-2 | 产出指标   | 数量指标           | 保障学生人数   | ≥ | 5000 | 人   | 60 |     |      |     |
26-2 | 满意度指标 | 服务对象满意度指标   | 家长满意度     | ≥ | 85   | %   | 30 |     |      |     |
26-3 | 效益指标   | 社会效益指标        | 教师水平       |   | 提高  |     | 50 |     |      |     |
26-3 | 效益指标   | 可持续影响指标      | 长效机制       |   | 健全  |     | 50 |     |      |     | value_unclear
26-4 | 产出指标   | 数量指标           | 保洁河道长度   | ≥ | 20   | 公里 | 60 |     |      |     |
26-4 | 满意度指标 | 服务对象满意度指标   | 群众满意度     | ≥ | 92   | %   | 30 |     |      |     |
26-5 | 产出指标   | 质量指标           | 供水合格率     | ≥ | 98   | %   | 80 |     |      |     |
"""
FUNDS = """
25-1 | budget         | 资金总额    | total | 120
25-5 | revised_budget | 资金总额    | total | 120
25-5 | executed       | 资金总额    | total | 108
25-2 | budget         | 财政拨款    | income | 300
25-2 | budget         | 其他资金    | income | 200
26-1 | budget         | 财政拨款    | income | 130
26-2 | budget         | 财政拨款    | income | 700
26-2 | budget         | 其他资金    | income | 100
"""


def write_export(folder: Path) -> None:
    """Write the export into a folder, as `jixiao run` would lay it down."""
    shared = {row["form_id"]: row for row in _forms()}
    tables = {"forms": list(shared.values()), "indicators": list(_indicators(shared)), "funds": list(_funds(shared))}
    for table in ("forms", "indicators", "funds", "tasks", "findings", "evidence"):
        for year in (2025, 2026):
            rows = [row for row in tables.get(table, []) if row["year"] == year]
            if rows:
                path = folder / table / f"{year}.parquet"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(to_parquet(arrow_table(table, rows)))
    (folder / "documents.parquet").write_bytes(documents_parquet([]))


def _cells(table: str) -> Iterator[list[str | None]]:
    for line in table.strip().splitlines():
        yield [cell.strip() or None for cell in line.split("|")]


def _number(text: str | None) -> float | None:
    return float(text) if text is not None else None


def _forms() -> Iterator[Row]:
    for form_id, year, phase, unit, project, budget, goal, score, *grade in _cells(FORMS):
        yield {
            "schema_version": SCHEMA_VERSION,
            "doc_id": f"{form_id}",
            "source": f"{form_id}.pdf",
            "form_id": form_id,
            "year": int(year or 0),
            "unit": unit,
            "phase": phase,
            "superseded": False,
            "scope": "project" if project else "unit",
            "project": project,
            "project_key": project_key(project),
            **region(unit)._asdict(),
            "budget": _number(budget),
            "annual_goal": goal,
            "total_score": _number(score),
            "grade": grade[0] if grade else None,
            "as_of": "2025-07" if phase == "monitor" else None,
            "corrected": False,
            "confidence": 0.999,
            "needs_review": False,
        }


def _identity(form: Row) -> Row:
    names = "schema_version doc_id source form_id year unit phase superseded scope project project_key"
    return {name: form[name] for name in [*names.split(), "province", "city", "county", "region_code"]}


def _indicators(forms: dict[str, Row]) -> Iterator[Row]:
    counts: dict[str, int] = {}
    for form_id, level1, level2, name, operator, raw, unit, weight, actual, score, forecast, *why in _cells(INDICATORS):
        counts[form_id] = counts.get(form_id, 0) + 1
        number = _number(raw) if (raw or "").isdigit() else None
        kind = "text" if number is None else "percent" if unit == "%" else "number"
        reason = why[0] if why else None
        yield {
            **_identity(forms[str(form_id)]),
            "ordinal": counts[form_id],
            "level1": level1,
            "level2": level2,
            "name": name,
            "operator": operator,
            "value_raw": f"{operator or ''}{raw}{unit or ''}",
            "value": number,
            "value_kind": kind,
            "measure_unit": unit,
            "weight": _number(weight),
            "actual": _number(actual),
            "score": _number(score),
            "forecast": _number(forecast),
            "value_share": value_share(str(name), kind, number, unit),
            "qualitative": qualitative(operator, kind),
            "origin": "text",
            "corrected": False,
            "confidence": 0.999 if reason is None else 0.6,
            "needs_review": reason is not None,
            "review_reason": reason,
        }


def _funds(forms: dict[str, Row]) -> Iterator[Row]:
    for ordinal, (form_id, measure, item, basis, amount) in enumerate(_cells(FUNDS), 1):
        yield {
            **_identity(forms[str(form_id)]),
            "ordinal": ordinal,
            "period": "annual",
            "measure": measure,
            "item": item,
            "basis": basis,
            "amount": _number(amount),
            "origin": "text",
            "corrected": False,
            "confidence": 0.999,
            "needs_review": False,
        }
