"""`python -m benchmarks.fit_risk CORPUS…`: fit what may stay wrong with nobody asked (`jixiao run --silent R`).

Each CORPUS is a labelled corpus whose extractions are kept (`python -m benchmarks.evaluate.kept extract CORPUS`), read
by the code that stands here. normalize/data/risk.json is written anew: run it after `benchmarks.fit_doubt`, and never
on what is scored (`python -m benchmarks.risk`).

weights   what surprise costs in a field: wrong values per unit of surprise, drawn to the mean of all fields as if one
          more had been wrong at that mean (the posterior mean of a Poisson rate under a gamma prior)
points    for limits from loose to strict a bound of what is wrong and in no row that asks, each corpus weighed by the
          others: the upper limit of Clopper and Pearson, 95 %, for the wrong values and the values divided by the
          design effect, for the values of a document are not each of their own (Korn and Graubard, Confidence
          intervals for proportions with small expected number of positive counts estimated from survey data, 1998)
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.risk import Read, Tally, read, summed, tally
from normalize.form.risk import Table, asking, field_of, surprise

TARGET = Path(__file__).parent.parent / "normalize" / "data" / "risk.json"
LIMITS = tuple(round(step * 10**-power, 6) for power in range(1, 6) for step in (10, 7, 5, 4, 3, 2, 1.5))
"""Of doubt, from loose to strict: the errors to be expected in a value. What a text layer holds has none."""
MISSED = 0.05
"""How often a bound may fail."""
NORMAL = 1.6449
"""The quantile of the normal distribution that belongs to it."""


def weights(corpora: Iterable[Read]) -> Table:
    """What surprise costs, by field."""
    wrong: Counter[str] = Counter()
    surprised: Counter[str] = Counter()
    for one in corpora:
        wrong.update(field for row in one.rows for field in row.wrong)
        for form in one.submission.forms:
            for value in form.evidence:
                times = 1 + len(form.indicators) if field_of(value) == "forms.project" else 1  # each row has it, too
                surprised[field_of(value)] += times * surprise(value)  # type: ignore[assignment]
    other = sum(wrong.values()) / sum(surprised.values())
    found = {field: round((wrong[field] + 1) / (surprised[field] + 1 / other), 4) for field in sorted(surprised)}
    return Table(found, round(other, 4), ())


def points(by_corpus: Mapping[str, Sequence[Read]]) -> Iterator[dict[str, float]]:
    """What limits come to, each corpus weighed by the others."""
    tables = {
        name: weights(one for other, reads in by_corpus.items() if other != name for one in reads) for name in by_corpus
    }
    effect = None
    for most in (math.inf, *LIMITS):
        by_document: dict[str, Tally] = {}
        for name, reads in by_corpus.items():
            for one in reads:
                forms = tuple(asking(form, most, tables[name]) for form in one.submission.forms)
                key = f"{name} {one.document.name.partition('.')[0]}"
                by_document[key] = summed((by_document.get(key, Tally()), tally(one, forms)))
        total = summed(by_document.values())
        effect = effect or design_effect(list(by_document.values()))
        sure = upper(math.ceil(total.silent / effect), int(total.values / effect))
        asked = total.asked / total.rows
        print(
            f"limit {most}: silent {total.silent} of {total.values}, asked {asked:.3f}, effect {effect:.2f}", flush=True
        )
        yield {
            "most": most if most < math.inf else 1e9,
            "bound": round(1000 * sure, 3),
            "asked": round(asked, 4),
        }


def design_effect(documents: Sequence[Tally]) -> float:
    """How many times the variance of the share of wrong values is that of as many values each of its own, documents
    being drawn whole, with all their scans; the more by the square of what Student's quantile is above the normal one,
    for it is known from so few documents (expanded by Cornish and Fisher to its first term)."""
    total = summed(documents)
    share = total.silent / total.values
    if not 0 < share < 1:
        return 1.0
    count = len(documents)
    spread = sum((one.silent - share * one.values) ** 2 for one in documents) * count / (count - 1)
    student = 1 + (NORMAL**2 + 1) / (4 * (count - 1))
    return max(1.0, spread / (total.values * share * (1 - share)) * student**2)


def upper(wrong: int, of: int) -> float:
    """The share of wrong ones with which no more than `wrong` of so many come out in one case of twenty: the upper
    limit of Clopper and Pearson."""
    low, high = wrong / of, 1.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(wrong, of, middle) > MISSED else (low, middle)
    return high


def _at_most(wrong: int, of: int, share: float) -> float:
    """The binomial chance of no more than `wrong`."""
    logs = (
        math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1)
        + k * math.log(share) + (of - k) * math.log1p(-share)
        for k in range(wrong + 1)
    )  # fmt: skip
    return sum(map(math.exp, logs)) if share < 1 else 0.0


def falling(found: Iterable[dict[str, float]]) -> list[dict[str, float]]:
    """The points at which the bound is lower than at every looser limit: the others ask more for nothing."""
    kept: list[dict[str, float]] = []
    for point in found:
        if not kept or point["bound"] < kept[-1]["bound"]:
            kept.append(point)
    return kept


def main() -> None:
    """Fit, write, and print what limits come to."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    corpora: list[Path] = a.parse_args().corpora
    by_corpus = {corpus.name: list(read(corpus)) for corpus in corpora}
    fitted = weights(one for reads in by_corpus.values() for one in reads)
    recipes = [json.loads((corpus / "corpus.json").read_text(encoding="utf-8")) for corpus in corpora]
    seeds = ", ".join(f"{recipe['count']} documents of seed {recipe['seed']}" for recipe in recipes)
    found = falling(points(by_corpus))
    data = {
        "command": f"python -m benchmarks.fit_risk CORPUS… ({seeds})",
        "weights": fitted.weights,
        "other": fitted.other,
        "points": found,
    }
    text = json.dumps(data, indent=1, ensure_ascii=False)
    TARGET.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
