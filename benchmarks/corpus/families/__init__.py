"""Families of forms: each lays out an invented case and states its truth. `FAMILIES` names them all."""

from benchmarks.corpus.families import evaluations, flat, hunan, lists, local, national, others, reports, transfers
from benchmarks.corpus.families.common import Case, Family, Made

__all__ = ["FAMILIES", "Case", "Family", "Made"]

FAMILIES: dict[str, Family] = {
    function.__name__: function
    for function in (
        hunan.hunan_department,
        hunan.hunan_project,
        hunan.hunan_older,
        hunan.hunan_stacked,
        national.national_year,
        national.national_twin,
        national.national_department,
        evaluations.national_evaluation,
        evaluations.yunnan_evaluation,
        evaluations.sichuan_evaluation,
        transfers.transfer,
        transfers.poverty,
        lists.sichuan_list,
        lists.inner_mongolia_list,
        lists.yunnan_list,
        flat.chongqing_flat,
        local.tianjin,
        local.shanghai,
        local.gansu,
        local.shandong_county,
        flat.bracket_text,
        others.fujian_department,
        others.hubei_project,
        others.hubei_department,
        others.ningxia,
        others.older_sichuan,
        reports.hunan_book,
        reports.budget_report,
        reports.formless,
    )
}
