"""The checks measured: how fast they ask, and what they find and accuse wrongly on the labelled corpus.

    python -m benchmarks.checks speed [FORMS]     10,000 forms made of the samples' forms, on one core
    python -m benchmarks.checks score CORPUS…     folders of labelled documents (python -m benchmarks.corpus)

Either prints its table and puts it between its marks in benchmarks/results/checks.md.

A planted fault counts as found when a finding of a rule that stands for it (PLANTED) is on its form, and on its
indicator where it has one. A finding of severity error counts as false when its form has no planted fault of its kind
and the form's own truth, checked in the same way, does not have it either: labelled forms may contradict themselves
unplanned, and what the page truly says is no false accusation.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from benchmarks.evaluate.fields import last_day
from benchmarks.report import markdown, written
from extract import ExtractSettings, extract
from normalize import form_words, normalize
from normalize.checks import check, compare
from normalize.schema import Finding, Form, FormRecord, Fund, Identity, Indicator, Task

DOCUMENTS = Path(__file__).parent.parent / "tests" / "documents"
RESULTS = Path(__file__).parent / "results" / "checks.md"
PLANTED = {
    "sum_of_parts": {"income_sum"},
    "weights": {"weight_sum"},
    "operator_without_number": {"operator_without_number"},
    "qualitative_number": {"qualitative_number"},
    "number_without_unit": {"unit_missing", "units_nowhere"},
    "percentage_over_100": {"percent_over"},
    "cost_over_budget": {"cost_over_budget", "cost_differs"},
    "date_outside_year": {"date_outside_year"},
    "same_indicator_twice": {"indicator_twice"},
    "period_outside_year": {"period_outside_year", "title_period"},
    "actual_short_score_full": {"full_score_missed"},
}
"""The planted kinds (benchmarks/corpus/faults.py) and the rules that stand for each."""
FOLLOWS = {"actual_short_score_full": {"score_sum"}}
"""What a planted fault brings with it: a score that is raised no longer makes the total."""


class Judged(NamedTuple):
    """What became of one document."""

    name: str
    forms: int
    sound: int
    planted: Counter[str]
    found: Counter[str]
    missed: list[str]
    false: list[str]


def main(arguments: list[str]) -> None:
    """Run one of the two measurements and keep its table."""
    match arguments:
        case ["speed", *count]:
            name, table = "speed", speed(int(count[0]) if count else 10_000)
        case ["score", *folders] if folders:
            name, table = "score", score([Path(folder) for folder in folders])
        case _:
            sys.exit(__doc__)
    print(table)
    RESULTS.write_text(written(RESULTS.read_text(encoding="utf-8"), {name: table}), encoding="utf-8")


def speed(count: int) -> str:
    """A table: check so many forms, of 3,000 units over three years, and compare them with each other."""
    samples = [form for path in sorted(DOCUMENTS.glob("*.pdf")) if ".scan" not in path.name for form in read(path)]
    forms = [_renamed(samples[n % len(samples)], n) for n in range(count)]
    begun = process_time()
    within = sum(len(check(form)) for form in forms)
    middle = process_time()
    between = sum(len(rows) for rows in compare(forms).values())
    done = process_time()
    rows = sum(len(form.indicators) for form in forms)
    return markdown(
        [f"{count:,} forms, {rows:,} indicators", "CPU seconds on one core", "findings"],
        [
            ["within forms", round(middle - begun, 1), within],
            ["between forms", round(done - middle, 1), between],
            ["all", round(done - begun, 1), within + between],
        ],
    )


def read(path: Path) -> tuple[Form, ...]:
    """The forms of a digital document."""
    settings = ExtractSettings(form_words=form_words(), ocr=False)
    return normalize(extract(path.read_bytes(), settings)).forms


def _renamed(form: Form, number: int) -> Form:
    identity = {"form_id": f"{number:016x}-01", "unit": f"单位{number % 3000}", "year": 2024 + number // 3000 % 3}
    return form.model_copy(update={"identity": form.identity.model_copy(update=identity)})


def score(folders: list[Path]) -> str:
    """A table: check every digital document of the folders and hold the findings against what was planted."""
    judged = [judge(path) for folder in folders for path in labelled(folder)]
    planted, found = Counter[str](), Counter[str]()
    for document in judged:
        planted += document.planted
        found += document.found
        for line in (*document.missed, *document.false):
            print(f"{document.name}: {line}")
    rows = [[kind, ", ".join(sorted(PLANTED[kind])), found[kind], planted[kind]] for kind in sorted(planted)]
    rows.append(["all", "", found.total(), planted.total()])
    sound, false = sum(document.sound for document in judged), sum(len(document.false) for document in judged)
    forms = sum(document.forms for document in judged)
    told = f"{false} false findings of severity error on {forms} forms, {sound} of them without a planted fault."
    return f"{markdown(['planted fault', 'rules', 'found', 'of'], rows)}\n\n{told}"


def labelled(folder: Path) -> Iterator[Path]:
    """The digital documents of a folder that have their truth beside them."""
    return (path for path in sorted(folder.glob("*.pdf")) if path.with_suffix(".truth.json").exists())


def judge(path: Path) -> Judged:
    """One document's findings against its truth; forms are told apart by scope, phase and project, then by order."""
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    forms = read(path)
    between = compare(forms)
    findings = [(*check(form), *between.get(form.identity.form_id, ())) for form in forms]
    of = _pairs(truth, forms)
    planted, found, missed, false = Counter[str](), Counter[str](), list[str](), list[str]()
    for fault in truth["faults"]:
        planted[fault["kind"]] += 1
        at = of.get(fault["form"])
        here = findings[at] if at is not None else ()
        if any(answers(fault, finding) for finding in here):
            found[fault["kind"]] += 1
        else:
            missed.append(f"MISSED {fault['kind']}: {fault['words']}")
    true = _true_findings(truth)
    for number, at in of.items():
        kinds = {fault["kind"] for fault in truth["faults"] if fault["form"] == number}
        for finding in findings[at]:
            meant = any(finding.rule in PLANTED[kind] | FOLLOWS.get(kind, set()) for kind in kinds)
            if finding.severity == "error" and not meant and _told(finding) not in true.get(number, set()):
                false.append(f"FALSE {finding.rule}: {finding.message}")
    sound = len(truth["forms"]) - len({fault["form"] for fault in truth["faults"]})
    return Judged(path.name, len(truth["forms"]), sound, planted, found, missed, false)


def _pairs(truth: dict[str, Any], forms: tuple[Form, ...]) -> dict[int, int]:
    """Which form of the reading is which of the truth."""
    left = list(range(len(forms)))
    pairs = {}
    for number, said in enumerate(truth["forms"]):
        wanted = (said["scope"], said["project"])
        at = next((n for n in left if (forms[n].identity.scope, forms[n].identity.project) == wanted), None)
        at = left[0] if at is None and left and len(forms) == len(truth["forms"]) else at
        if at is not None:
            left.remove(at)
            pairs[number] = at
    return pairs


def answers(fault: dict[str, Any], finding: Finding) -> bool:
    """Whether a finding on the fault's form is the one that was planted."""
    return finding.rule in PLANTED[fault["kind"]] and (
        None in (fault["ordinal"], finding.ordinal) or finding.ordinal == fault["ordinal"] or "weight" in finding.rule
    )


def _told(finding: Finding) -> tuple[str, int | None]:
    return finding.rule, finding.ordinal


def _true_findings(truth: dict[str, Any]) -> dict[int, set[tuple[str, int | None]]]:
    """What the truth itself says against itself, by form."""
    return {number: {_told(f) for f in check(stated(truth, number))} for number in range(len(truth["forms"]))}


def stated(truth: dict[str, Any], number: int) -> Form:
    """A form as its truth states it. Slots and printed totals are not in it; a budget that is null was left blank."""
    said = truth["forms"][number]
    identity = {"form_id": f"{number}", "year": truth["year"], "unit": truth["unit"]} | _known(Identity, said)
    rows = {
        name: tuple(model.model_validate(_known(model, row)) for row in truth[name] if row["form"] == number)
        for name, model in (("indicators", Indicator), ("funds", Fund), ("tasks", Task))
    }
    blank = Fund(ordinal=1, period="annual", measure="budget", item="资金总额", basis="total")
    return Form(
        identity=Identity.model_validate(identity),
        record=FormRecord.model_validate(_known(FormRecord, said)),
        unfilled=(blank,) if said["budget"] is None else (),
        **rows,
    )


def _known(model: Any, row: dict[str, Any]) -> dict[str, Any]:
    """A truth row's columns as the schema has them: `unit` of an indicator is its measure_unit, a date its last day."""
    named = dict(row)
    if model is Indicator:
        dated = {"value_date": last_day(row["value_date"])} if row.get("value_date") else {}
        named |= {"measure_unit": row.get("unit"), "name": row.get("name") or "", **dated}
    return {name: named[name] for name in model.model_fields if name in named and named[name] is not None}


if __name__ == "__main__":
    main(sys.argv[1:])
