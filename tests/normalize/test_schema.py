"""The contract of the export: names and order of the columns, held against the documented list."""

import json

import pytest

from normalize.schema import TABLES, Evidence, Fund, Rival, Submission, columns

COMMON = (
    "schema_version doc_id source form_id year unit unit_code scope phase project project_code project_key province "
    "city county region_code superseded "
)
TRUST = "page x0 y0 x1 y1 origin confidence needs_review review_reason corrected"
COLUMNS = {
    "forms": COMMON
    + "title department category nature function_code function_name affiliation total_score grade conclusion "
    "period_start period_end period_raw budget budget_raw money_unit annual_goal overall_goal as_of evaluator "
    "corrected page_first page_last confidence needs_review review_reason",
    "indicators": COMMON
    + "ordinal level1 level1_raw level2 level2_raw name name_raw operator operator_raw value_raw value "
    "value_upper value_kind value_date value_date_precision value_share qualitative measure_unit measure_unit_raw "
    "weight direction explanation standard remark actual_raw actual score deviation forecast_raw forecast likelihood "
    + TRUST,
    "funds": COMMON + "ordinal period measure item item_raw basis amount amount_raw execution_rate " + TRUST,
    "tasks": COMMON + "ordinal name content amount executed " + TRUST,
    "findings": COMMON + "rule severity ordinal message observed expected page x0 y0 x1 y1",
    "evidence": "schema_version doc_id source path form_id year superseded of_table ordinal field raw page x0 y0 x1 y1 "
    "place origin confidence edits rivals needs_review review_reason review",
}


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_contract(table: str) -> None:
    assert list(columns(table)) == COLUMNS[table].split()


@pytest.mark.parametrize("lost", ["x0", "y0", "x1", "y1"])
def test_a_box_of_which_a_side_is_not_known_is_none(lost: str) -> None:
    fund = {"period": "annual", "measure": "budget", "item": "资金总额", "item_raw": "资金总额", "basis": "total"}
    sides = {"x0": 1.0, "y0": 2.0, "x1": 3.0, "y1": 4.0}
    assert Evidence(field="value", **sides).box == (1, 2, 3, 4)
    assert Evidence(field="value", **{**sides, lost: None}).box is None
    assert Fund(ordinal=1, **fund, **sides).box == (1, 2, 3, 4)
    assert Fund(ordinal=1, **fund, **{**sides, lost: None}).box is None


def test_evidence_is_written_by_column_and_read_back_the_same() -> None:
    rows = (
        Evidence(of_table="forms", field="unit", raw="某局", page=1, edits=("code_apart",)),
        Evidence(of_table="indicators", ordinal=1, field="name", rivals=(Rival(value="里呈", probability=0.25),)),
    )
    whole = Submission(sha256="0" * 64, evidence=rows)
    stored = json.loads(whole.model_dump_json())["evidence"]
    assert stored["field"] == ["unit", "name"] and "review" not in stored
    assert Submission.model_validate_json(whole.model_dump_json()) == whole
