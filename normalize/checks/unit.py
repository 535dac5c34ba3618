"""Between the forms of one unit and year: the projects' budgets against the department's, projects named and missing,
a missing budget that the others imply, targets against their self-evaluation."""

from collections.abc import Iterator, Sequence

from normalize.checks.money import costs
from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import named, number, plain_name, same, stated
from normalize.schema import TOTAL, Form, Fund, Indicator, Task

__all__ = ["RULES"]

_SHORTEST = 4
"""Characters of a name that tells a project."""


@rule(
    "项目预算合计超过部门项目支出",
    "warning",
    reason="同一单位各项目的本年预算之和不应超过部门整体支出绩效目标表中的项目支出。",
    over="unit",
    tolerance="允许的差额(万元)",
)
def projects_over_department(forms: Sequence[Form], *, tolerance: float = 0.02) -> Iterator[Found]:
    """The budgets of the projects are more than the department says it spends on projects."""
    for department, spending, projects in _departments(forms):
        added = _added(projects)
        if added > (spending.amount or 0.0) + tolerance:
            yield _unequal(department, spending, projects, added, "超过")


@rule(
    "项目预算合计少于部门项目支出",
    "warning",
    reason="各项目本年预算之和少于部门项目支出的，可能有项目没有报送绩效目标表。",
    over="unit",
    tolerance="允许的差额(万元)",
)
def projects_under_department(forms: Sequence[Form], *, tolerance: float = 0.02) -> Iterator[Found]:
    """The budgets of the projects are less than what the department spends on projects, and none of them is missing."""
    for department, spending, projects in _departments(forms):
        added = _added(projects)
        whole = all(project.record.budget is not None for project in projects)
        if whole and added < (spending.amount or 0.0) - tolerance:
            yield _unequal(department, spending, projects, added, "少于")


@rule(
    "可由其他表推算的项目预算",
    "warning",
    reason="部门项目支出减去其余项目的预算，即为缺填项目的预算；只作建议，不代为填写。",
    over="unit",
    tolerance="允许的差额(万元)",
)
def budget_implied(forms: Sequence[Form], *, tolerance: float = 0.02) -> Iterator[Found]:
    """The one missing budget that the department and the other projects imply, and what its cost indicator says."""
    for _, spending, projects in _departments(forms):
        missing = [project for project in projects if project.record.budget is None]
        rest = round((spending.amount or 0.0) - _added(projects), 6)
        if len(missing) != 1 or rest <= tolerance:
            continue
        others = "".join(f"−{number(p.record.budget)}" for p in projects if p.record.budget is not None)
        place = [row for row in missing[0].unfilled if row.item == TOTAL][:1]
        rows = list(costs(missing[0]))
        yield Found(
            f"项目“{missing[0].identity.project}”缺本年预算；按部门项目支出推算，{number(spending.amount)}{others}="
            f"{number(rest)}万元{_told_by_costs(rows, rest, tolerance)}，建议核实后补填。",
            tuple(place) or tuple(row for row, _ in rows[:1]),
            (spending, *(row for row, _ in rows), *(project.record for project in projects)),
            expected=f"{number(rest)}万元",
            form=missing[0],
        )


def _told_by_costs(rows: Sequence[tuple[Indicator, float]], rest: float, tolerance: float) -> str:
    """What the cost indicators of the form without a budget say of the amount that the others imply."""
    agreed = next((row for row, amount in rows if same(amount, rest, tolerance)), None)
    if agreed is not None:
        return f"，与成本指标{named(agreed)}{stated(agreed)}一致"
    return f"，但成本指标{named(rows[0][0])}为{stated(rows[0][0])}" if rows else ""


@rule(
    "部门表所列项目没有绩效目标表",
    "warning",
    reason="部门整体表的任务与项目绩效目标表应相互衔接，所列项目应有自己的绩效目标表。",
    over="unit",
)
def project_without_form(forms: Sequence[Form]) -> Iterator[Found]:
    """A task of the department that is a project's name, as others of them are, and no form of that project."""
    for department, projects, tasks in _named_projects(forms):
        known = {plain_name(project.identity.project) for project in projects}
        for task, names in tasks.items():
            if not names & known:
                row = department.tasks[task]
                title = row.content if plain_name(row.content) in names and row.amount is not None else row.name
                yield Found(
                    f"部门整体表列有“{title}”，没有找到该项目的绩效目标表。", (row,), observed=title, form=department
                )


@rule(
    "项目未列入部门表",
    "warning",
    reason="部门整体表的任务与项目绩效目标表应相互衔接，项目应列入部门整体表的任务或支出项目。",
    over="unit",
)
def project_not_named(forms: Sequence[Form]) -> Iterator[Found]:
    """A project with a form of its own that the department's list of projects does not name."""
    for _, projects, tasks in _named_projects(forms):
        listed = {name for names in tasks.values() for name in names}
        for project in projects:
            if plain_name(project.identity.project) not in listed:
                yield Found(
                    f"项目“{project.identity.project}”没有列入部门整体表的任务或支出项目。",
                    on=(project.record,),
                    form=project,
                )


@rule(
    "自评的指标值与目标表不同",
    "warning",
    reason="绩效自评以年初批复的绩效目标为依据，指标值不应在自评时改动。",
    source="10",
    over="unit",
)
def target_changed(forms: Sequence[Form]) -> Iterator[Found]:
    """A self-evaluation whose target is not the one that was set for the year."""
    targets = {_which(form): form for form in forms if form.identity.phase == "target"}
    for form in forms:
        before = targets.get(_which(form)) if form.identity.phase == "self_evaluation" else None
        if before is None:
            continue
        known = {(row.level2, plain_name(row.name)): row for row in before.indicators}
        for row in form.indicators:
            set_ = known.get((row.level2, plain_name(row.name)))
            if set_ is None or set_.value is None or row.value is None or set_.measure_unit != row.measure_unit:
                continue
            if not same(set_.value, row.value, 0.0):
                yield Found(
                    f"{named(row)}在自评表中的指标值为{stated(row)}，绩效目标表中为{stated(set_)}。",
                    (row,),
                    (set_,),
                    observed=stated(row),
                    expected=stated(set_),
                    form=form,
                )


def _departments(forms: Sequence[Form]) -> Iterator[tuple[Form, Fund, list[Form]]]:
    """The department's form of the year, its project expenditure, and the forms of its projects."""
    targets = [form for form in forms if form.identity.phase == "target"]
    departments = [form for form in targets if form.identity.scope == "unit"]
    projects = [form for form in targets if form.identity.scope == "project"]
    if len(departments) != 1 or not projects:
        return
    amounts = [fund for fund in departments[0].funds if fund.item == "项目支出" and fund.period == "annual"]
    if len(amounts) == 1:
        yield departments[0], amounts[0], projects


def _added(projects: Sequence[Form]) -> float:
    return round(sum(project.record.budget or 0.0 for project in projects), 6)


def _unequal(department: Form, spending: Fund, projects: Sequence[Form], added: float, word: str) -> Found:
    known = [project for project in projects if project.record.budget is not None]
    sums = "+".join(number(project.record.budget) for project in known[:8]) + ("+…" if len(known) > 8 else "")
    return Found(
        f"{len(known)}个项目的本年预算合计{number(added)}万元（{sums}），{word}部门整体表的项目支出{number(spending.amount)}万元，"
        f"相差{number(abs(added - (spending.amount or 0.0)))}万元。",
        (spending,),
        tuple(project.record for project in known),
        observed=f"{number(added)}万元",
        expected=f"{number(spending.amount)}万元",
        form=department,
    )


def _named_projects(forms: Sequence[Form]) -> Iterator[tuple[Form, list[Form], dict[int, set[str]]]]:
    """The department's form, its projects' forms, and the names each of its tasks goes by; only where at least one of
    the tasks is known to be a project, for in most forms tasks are no projects."""
    targets = [form for form in forms if form.identity.phase == "target"]
    departments = [form for form in targets if form.identity.scope == "unit" and form.tasks]
    projects = [form for form in targets if form.identity.scope == "project" and form.identity.project]
    if len(departments) != 1:
        return
    tasks = {at: _names(task) for at, task in enumerate(departments[0].tasks)}
    known = {plain_name(project.identity.project) for project in projects}
    if any(names & known for names in tasks.values()):
        yield departments[0], projects, tasks


def _names(task: Task) -> set[str]:
    """The names that a task goes by."""
    return {name for text in (task.name, task.content) if len(name := plain_name(text)) >= _SHORTEST}


def _which(form: Form) -> tuple[str, str | None]:
    return form.identity.scope, plain_name(form.identity.project) or None


RULES: tuple[Rule, ...] = (
    projects_over_department,
    projects_under_department,
    budget_implied,
    project_without_form,
    project_not_named,
    target_changed,
)
