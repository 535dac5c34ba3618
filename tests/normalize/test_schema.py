"""The contract of the export: names and order of the columns, held against the documented list."""

import pytest

from normalize.schema import TABLES, columns

COMMON = "schema_version doc_id source form_id year unit unit_code scope phase project project_code superseded"
OWN = {
    "forms": "title department category nature period_start period_end period_raw budget budget_raw money_unit "
    "annual_goal overall_goal page_first page_last confidence needs_review review_reason",
    "indicators": "ordinal level1 level1_raw level2 level2_raw name name_raw operator operator_raw value_raw value "
    "value_upper value_kind value_date measure_unit measure_unit_raw weight direction explanation standard remark "
    "actual_raw actual score deviation page x0 y0 x1 y1 origin confidence needs_review review_reason corrected",
    "funds": "ordinal period measure item item_raw basis amount amount_raw execution_rate page x0 y0 x1 y1 origin "
    "confidence needs_review",
    "tasks": "ordinal name content amount page x0 y0 x1 y1 origin confidence needs_review",
    "findings": "rule severity ordinal message observed expected page x0 y0 x1 y1",
}


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_contract(table: str) -> None:
    assert list(columns(table)) == f"{COMMON} {OWN[table]}".split()
