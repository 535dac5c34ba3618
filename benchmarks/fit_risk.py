"""`python -m benchmarks.fit_risk CORPUS…`: fit what may stay wrong with nobody asked (`jixiao run --silent R`).

Each CORPUS is a labelled corpus whose extractions are kept (`python -m benchmarks.evaluate.kept extract CORPUS`), read
by the code that stands here. normalize/data/risk.json is written anew: run it after `benchmarks.fit_doubt`, and never
on what is scored (`python -m benchmarks.risk`).

weights   what surprise costs in a field: wrong values per unit of surprise, those of a row being Poisson about the sum
          of what its fields cost, each drawn to the mean of all as if one more had been wrong at that mean (the mode
          under gamma priors, by the EM algorithm of Shepp and Vardi, 1982)
points    what limits from loose to strict come to, each corpus weighed by the others

    bound    of what is to be expected: the upper limit of Clopper and Pearson, 95 %, for the wrong values and the
             values divided by the design effect, for the values of a document are not each of their own (Korn and
             Graubard, Confidence intervals for proportions with small expected number of positive counts estimated
             from survey data, 1998)
    surely   what one hand-in of twenty has more than: hand-ins drawn from the documents, each with all its scans
"""

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.risk import Read, Tally, every_row, read, summed
from normalize.form.risk import Table, asking, surprises

TARGET = Path(__file__).parent.parent / "normalize" / "data" / "risk.json"
LIMITS = tuple(float(f"{10 ** (-step / 60):.3g}") for step in range(300))
"""Of the wrong values to be expected in a row, from loose to strict. What a text layer holds has none."""
MISSED = 0.05
"""How often a bound may fail."""
NORMAL = 1.6449
"""The quantile of the normal distribution that belongs to it."""
HANDED, DRAWN = 4, 4000
"""Documents of a hand-in, each digital and scanned at four levels, as those have that are scored; hand-ins drawn."""
_ROUNDS, _STEPS = 300, 100_000
_NONE = Table({}, 0.0, ())

Floats = NDArray[np.float64]


class Seen(NamedTuple):
    """A row of a labelled corpus: its document, its values and those that are wrong, whether it asks whatever the
    limit, how surprised its readers were, and the wrong values that others lead one to expect in it."""

    document: str
    values: int
    wrong: int
    asks: bool
    surprises: Mapping[str, float]
    doubt: float = 0.0


def seen(corpus: str, reads: Iterable[Read]) -> Iterator[Seen]:
    """The rows of a corpus."""
    for one in reads:
        document = f"{corpus} {one.document.name.partition('.')[0]}"
        forms = one.submission.forms
        asks = [row.needs_review for form in forms for _, row in every_row(asking(form, math.inf, _NONE))]
        found = [told.get(of, {}) for form in forms for told in (surprises(form),) for of, _ in every_row(form)]
        for row in one.rows:
            yield Seen(document, row.values, len(row.wrong), asks[row.number], found[row.number])


def weights(rows: Sequence[Seen]) -> Table:
    """What surprise costs, by field, in rows that nothing else makes ask."""
    open_ = [row for row in rows if not row.asks]
    fields = sorted({field for row in open_ for field in row.surprises})
    surprised = np.array([[row.surprises.get(field, 0.0) for field in fields] for row in open_])
    wrong = np.array([float(row.wrong) for row in open_])
    other = float(wrong.sum() / surprised.sum())
    costs, total = np.full(len(fields), other), surprised.sum(axis=0)
    for _ in range(_ROUNDS):
        expected = np.maximum(surprised @ costs, 1e-12)
        costs = (costs * (surprised.T @ (wrong / expected)) + 1) / (total + 1 / other)
    return Table({field: round(float(cost), 4) for field, cost in zip(fields, costs, strict=True)}, round(other, 4), ())


def weighed(by_corpus: Mapping[str, Sequence[Seen]]) -> Iterator[Seen]:
    """The rows of each corpus, weighed by the others."""
    for name, rows in by_corpus.items():
        by = weights([row for other, found in by_corpus.items() if other != name for row in found])
        for row in rows:
            yield row._replace(doubt=sum(map(by.costs, row.surprises, row.surprises.values())))


def points(rows: Sequence[Seen]) -> Iterator[dict[str, float]]:
    """What limits come to."""
    effect = None
    for most in (math.inf, *LIMITS):
        documents: dict[str, Tally] = {}
        for row in rows:
            asks = row.asks or row.doubt > most
            counts = Tally(row.values, 0 if asks else row.wrong, 1, asks)
            documents[row.document] = summed((documents.get(row.document, Tally()), counts))
        tallies, total = list(documents.values()), summed(documents.values())
        effect = effect or design_effect(tallies)
        sure = upper(total.silent / effect, total.values / effect)
        point = {
            "most": most if most < math.inf else 1e9,
            "bound": math.ceil(1e5 * sure) / 100,
            "surely": math.ceil(100 * handed_in(tallies)) / 100,
            "asked": round(total.asked / total.rows, 4),
        }
        print(f"silent {total.silent} of {total.values}, effect {effect:.2f}, {point}", flush=True)
        yield point


def handed_in(documents: Sequence[Tally]) -> float:
    """What one hand-in of twenty has more than, per thousand values."""
    drawn = np.random.default_rng(0).integers(0, len(documents), (DRAWN, HANDED))
    silent = np.array([float(one.silent) for one in documents])[drawn].sum(axis=1)
    values = np.array([float(one.values) for one in documents])[drawn].sum(axis=1)
    return float(np.quantile(1000 * silent / values, 1 - MISSED))


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


def upper(wrong: float, of: float) -> float:
    """The share of wrong ones with which no more than `wrong` of so many come out in one case of twenty: the upper
    limit of Clopper and Pearson, a quantile of the beta distribution, which asks for no whole numbers."""
    if wrong >= of:
        return 1.0
    most = min(1.0, (wrong + 10 * math.sqrt(wrong + 1) + 10) / of)
    share = (np.arange(_STEPS) + 0.5) * most / _STEPS
    logs = wrong * np.log(share) + (of - wrong - 1) * np.log1p(-share)
    mass = np.cumsum(np.exp(logs - logs.max()))
    return float(share[np.searchsorted(mass, (1 - MISSED) * mass[-1])])


def falling(found: Iterable[dict[str, float]]) -> list[dict[str, float]]:
    """The points at which either bound is lower than at every looser limit: the others ask more for nothing. What is
    promised at a looser limit holds at a stricter one."""
    kept: list[dict[str, float]] = []
    for point in found:
        last = kept[-1] if kept else None
        if last is None or point["bound"] < last["bound"] or point["surely"] < last["surely"]:
            best = {name: min(point[name], last[name] if last else math.inf) for name in ("bound", "surely")}
            kept.append(point | best)
    return kept


def main() -> None:
    """Fit, write, and print what limits come to."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    corpora: list[Path] = a.parse_args().corpora
    by_corpus = {corpus.name: list(seen(corpus.name, read(corpus))) for corpus in corpora}
    fitted = weights([row for rows in by_corpus.values() for row in rows])
    recipes = [json.loads((corpus / "corpus.json").read_text(encoding="utf-8")) for corpus in corpora]
    seeds = ", ".join(f"{recipe['count']} documents of seed {recipe['seed']}" for recipe in recipes)
    found = falling(points(list(weighed(by_corpus))))
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
