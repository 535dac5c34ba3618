"""Forms of targets, by rule: what it finds, and what looks alike and is right."""

from normalize.schema import EmptySlot, Task, Total
from tests.normalize.checks.paper import COST, budget, evaluation, form, fund, row, scored

INCOME = {"basis": "income"}
SPENT = {"basis": "expenditure"}
SATISFACTION = {"level1": "满意度指标", "level2": "服务对象满意度指标"}
BEGUN = {"period_start": "2025-01-01", "period_end": "2027-12-31", "period_raw": "2025-2027"}
PAST = {"period_start": "2025-01-01", "period_end": "2025-12-31", "period_raw": "2025.1.1-2025.12.31"}


def task(amount: float) -> Task:
    return Task(ordinal=1, name="经济运行", amount=amount, page=1)


FOUND = {
    "income_sum": [
        form(funds=(fund("资金总额", 100), fund("一般公共预算", 90, **INCOME), fund("其他资金", 5, **INCOME))),
        form(funds=(fund("资金总额", 100), fund("一般公共预算", 130, **INCOME))),
        form(funds=(fund("资金总额", 100), fund("一般公共预算", 90, **INCOME), fund("其他资金", None, **INCOME))),
        form(funds=(fund("资金总额", 20), fund("财政拨款", 15), fund("其他资金", 4))),
    ],
    "expenditure_sum": [
        form(
            scope="unit",
            funds=(fund("资金总额", 478.07), fund("基本支出", 456.07, **SPENT), fund("项目支出", 21, **SPENT)),
        )
    ],
    "budget_blank": [form(row("里程", "≥3公里"), **budget(None))],
    "cost_over_budget": [
        form(row("项目总成本", "≤120000元", **COST), **budget(10)),
        form(row("项目总成本", "≤120000元", level1=None, level2=None), **budget(10)),
        form(row("不高于预算成本", "≤12万元", level1="项目管理", level2="组织实施"), **budget(10)),
        form(row("培训费", "≤12", unit="万元", **COST), **budget(10)),
        form(row("项目总成本", "≤120000元", **COST), tasks=(task(4),), **budget(10)),
    ],
    "cost_differs": [
        form(row("不高于预算成本", "8", "≤", "万元", **COST), **budget(10)),
        form(row("项目总成本", "≤20万元", **COST), budget=10, funds=(fund("资金总额", 30, period="whole"),)),
    ],
    "operator_without_number": [form(row("服务质量", "良好", "≥"))],
    "operator_without_value": [form(row("里程", None, "≥"))],
    "qualitative_number": [form(row("填报率", "100%", "定性")), form(row("增收", "2-3元", "定性"))],
    "unit_missing": [form(row("人均增收", "0.2"), row("里程", "≥3公里"))],
    "units_nowhere": [form(row("里程", "≥3"), row("场次", "≥4"))],
    "percent_over": [
        form(row("企业满意度", "≥105%")),
        form(row("单位工业增加值能耗下降率", "≥190%")),
        form(row("验收合格率(优良)", "120", "=", "%")),
        evaluation(scored("群众满意度", "≥90%", "130%", 10, 10, **SATISFACTION)),
    ],
    "unit_twice": [form(row("人数", "≥95%", unit="人"))],
    "operator_twice": [form(row("人数", "≤95人", "≥"))],
    "indicator_twice": [
        form(row("培训人数", "≥95人"), row("培训 人数", "≥90人")),
        form(*(row(name, "≥9人") for name in (*("培训人数", "走访人数", "救助人数") * 2, "走访人数"))),
    ],
    "level_misplaced": [
        form(row("满意度", "≥90%", level2="服务对象满意度指标")),
        form(row("成本", "≤3元", level2="经济成本指标")),
    ],
    "slot_blank": [
        form(slots=(EmptySlot(level1="效益指标", level2="生态效益指标", page=1),)),
        form(slots=(EmptySlot(level1="效益指标", level2="生态效益指标", text="指标1:", page=1),)),
        form(slots=(EmptySlot(level1="效益指标", level2="生态效益指标", text="……", page=1),)),
    ],
    "slot_none": [
        form(slots=(EmptySlot(level1="效益指标", level2="生态效益指标", text="无", page=1),)),
        form(slots=(EmptySlot(level1="效益指标", level2="生态效益指标", text="/", page=1),)),
    ],
    "weight_sum": [
        form(row("里程", "≥3公里", weight=50), row("质量", "≥3项", weight=45)),
        form(
            row("里程", "≥3公里", weight=50),
            row("质量", "≥3项", weight=35),
            totals=(Total(kind="execution_weight", amount=10),),
        ),
    ],
    "period_outside_year": [form(title="项目支出绩效目标表", **PAST)],
    "title_period": [form(**PAST)],
    "period_reversed": [form(period_start="2026-12-31", period_end="2026-01-01", period_raw="2026.12.31-2026.1.1")],
    "date_outside_year": [form(row("完成时间", "2025年12月底前")), form(row("完成时间", "2025年12月底前"), **BEGUN)],
    "project_year": [form(project="2025年培训资金")],
    "goal_number": [form(row("人数", "≥125人次"), annual_goal="预计救助100人,培训500人。")],
}
"""Forms that a rule finds something in."""

SOUND = {
    "income_sum": [
        # 其中 rows: the whole or what it contains
        form(
            funds=(
                fund("资金总额", 100),
                fund("财政拨款", 100),
                fund("一般公共预算", 60),
                fund("政府性基金", 40),
                fund("其他资金", 0),
            )
        ),
        # a source that the reader may not know: less is no contradiction
        form(funds=(fund("资金总额", 100), fund("一般公共预算", 90, **INCOME))),
        # carried over within, and beside the others
        form(funds=(fund("资金总额", 100), fund("财政拨款", 100), fund("上年结转", 7), fund("其他资金", 0))),
        form(funds=(fund("资金总额", 107), fund("财政拨款", 100), fund("上年结转", 7), fund("其他资金", 0))),
        # the whole project's sources are not the year's
        form(funds=(fund("资金总额", 10), fund("财政拨款", 30, period="whole"), fund("其他资金", 0, period="whole"))),
    ],
    "expenditure_sum": [
        form(
            scope="unit",
            funds=(fund("资金总额", 478.07), fund("基本支出", 456.07, **SPENT), fund("项目支出", 22, **SPENT)),
        ),
        form(scope="unit", funds=(fund("资金总额", 478.07), fund("基本支出", 456.07, **SPENT))),
        form(
            scope="unit",
            funds=(
                fund("资金总额", 50),
                fund("基本支出", 30, **SPENT),
                fund("人员经费", 20, **SPENT),
                fund("公用经费", 10, **SPENT),
                fund("项目支出", 20, **SPENT),
            ),
        ),
    ],
    "budget_blank": [form(**budget(10)), form()],
    "cost_over_budget": [
        form(row("项目总成本", "≤100000元", **COST), **budget(10)),
        form(row("人均培训费", "≤300元", **COST), **budget(0.01)),
        form(row("补助标准", "=23万元/个", **COST), **budget(10)),
        form(
            row("项目总成本", "≤30万元", **COST),
            budget=10,
            funds=(fund("资金总额", 10), fund("资金总额", 30, period="whole")),
        ),
        form(row("节约财政资金", "≥50万元", **COST), **budget(10)),
        form(row("项目总成本", "≤120000元", **COST), tasks=(task(4), task(6)), **budget(10)),
    ],
    "cost_differs": [
        form(row("培训费", "≤8万元", **COST), **budget(10)),
        form(row("项目总成本", "≤10万元", **COST), **budget(10)),
    ],
    "operator_without_number": [form(row("完成时间", "当年10月前", "≤")), form(row("服务质量", "良好", "定性"))],
    "operator_without_value": [form(row("服务质量", None, "定性")), form(row("里程"))],
    "qualitative_number": [form(row("服务质量", "良好", "定性")), form(row("完成时间", "当年10月前", "定性"))],
    "unit_missing": [
        form(row("培训(人次)", "50"), row("空气质量指数", "50"), row("里程", "3公里")),
        form(row("里程", "≥3")),
    ],
    "units_nowhere": [form(row("里程", "≥3"), row("场次", "≥4场")), form(row("服务质量", "良好"))],
    "percent_over": [
        form(
            row("税收增长率", "≥120%"),
            row("投资收益率", "≥110%"),
            row("亩均产量比上年提高比例", "≥130%"),
            row("满意度", "=100%"),
        ),
        evaluation(scored("任务完成率", "≥100%", "112%", 10, 10)),
        form(row("设备数", "≥105台")),
    ],
    "unit_twice": [
        form(row("填报率", "≥95%", unit="百分比")),
        form(row("机柜", "77台", unit="台")),
        form(row("机柜", "77个", unit="个数")),
        form(row("人数", "77人", unit="(人)")),
    ],
    "operator_twice": [
        form(row("人数", "≥95人", "≥")),
        form(row("人数", "5-9人", "≤")),
        form(row("人数", "≥95人", "定性")),
    ],
    "indicator_twice": [
        form(row("培训人数", "≥95人"), row("培训人数", "≥90%", level2="质量指标")),
        # printed twice: for the whole project and for the year
        form(*(row(name, "≥9人") for name in ("培训人数", "走访人数", "救助人数") * 2)),
    ],
    "level_misplaced": [
        form(row("成本", "≤3元", level2="成本指标")),
        form(row("成本", "≤3元", **COST)),
        form(row("决策", "合理", level1="项目决策", level2="数量指标")),
    ],
    "slot_blank": [form(slots=(EmptySlot(level1="效益指标", level2="生态效益指标", text="无", page=1),))],
    "slot_none": [form(slots=(EmptySlot(level1="效益指标", level2="生态效益指标", page=1),))],
    "weight_sum": [
        form(row("里程", "≥3公里", weight=50), row("质量", "≥3项", weight=40)),
        form(row("里程", "≥3公里", weight=0.5), row("质量", "≥3项", weight=0.5)),
        form(row("里程", "≥3公里", weight=50), row("质量", "≥3项")),
        form(
            row("里程", "≥3公里", weight=50),
            row("质量", "≥3项", weight=30),
            totals=(Total(kind="execution_weight", amount=20),),
        ),
    ],
    "period_outside_year": [form(title="项目支出绩效目标表", **BEGUN), form(title="项目支出绩效目标表"), form(**PAST)],
    "title_period": [form(**BEGUN), form(title="项目支出绩效目标表", **PAST)],
    "period_reversed": [form(**BEGUN), form(period_start="2026-01-01")],
    "date_outside_year": [
        form(
            row("完成时间", "当年10月前"),
            row("支付", "每年12月底前"),
            row("完工", "2027年6月", level2="时效指标"),
            **BEGUN,
        ),
        form(row("完成时间", "2025.07-2026.01")),
        form(
            row("完工", "2027年6月"), **(BEGUN | {"period_end": "2027-06-15"})
        ),  # a month is no later than a day in it
    ],
    "project_year": [form(project="2026年培训资金"), form(project="培训资金")],
    "goal_number": [
        form(row("人数", "≥125人次"), annual_goal="1.春节前预计再救助职工100人。\n2.救助25人。"),
        form(row("培训", "≥1.2万人"), annual_goal="培训12000人,投入10万元,已建成30个点位。", budget=10),
        form(row("村组干部230人", "≥95%"), annual_goal="落实2015年第17次会议精神,发放230人报酬,提前3个月完成。"),
        form(row("人数", "≥2人次"), annual_goal="根据鲁财科教(2024)67号文件组织实施。"),
    ],
}
"""Forms that a rule leaves alone."""
