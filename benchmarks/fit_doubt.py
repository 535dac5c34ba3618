"""`python -m benchmarks.fit_doubt CORPUS…`: fit the chance that a recognised row is wholly right.

Each CORPUS is a labelled corpus with scans whose extractions are kept (`python -m benchmarks.evaluate.kept extract
CORPUS`). A logistic function of the measures of `normalize.form.row_doubt` is fitted by Newton's method with a ridge
(Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4.1), the chance below which a person is asked is
the lowest that keeps silent errors under `SILENT` per field. Both are written to normalize/data/doubt.json. Never fit
on what is scored; what it comes to on other corpora `python -m benchmarks.doubted` says.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from benchmarks.doubted import UNSURE, Sample, samples
from benchmarks.evaluate.fields import MAIN
from normalize.form.row_doubt import MEASURES, Measures, Weights, chance

TARGET = Path(__file__).parent.parent / "normalize" / "data" / "doubt.json"
SILENT = 0.0005
"""Wrong fields that nobody is asked about, per field: half of the 1 per 1,000 allowed; others have more."""
RIDGE = 1.0


def fit(rows: list[Sample]) -> tuple[float, dict[str, float]]:
    """Bias and weights of the logistic function, by name of the measure."""
    x = np.array([(1.0, *_weighed(row)) for row in rows])
    y = np.array([float(row.wrong == 0) for row in rows])
    w = np.zeros(x.shape[1])
    ridge = RIDGE * np.eye(len(w))
    ridge[0, 0] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve(x.T * (p * (1 - p)) @ x + ridge, x.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return float(w[0]), dict(zip(MEASURES, map(float, w[1:]), strict=True))


def _weighed(row: Sample) -> Measures:
    """A row's measures, with whether it is asked about whatever its chance."""
    return row.measures._replace(doubts=float(_asked(row)))


def _asked(row: Sample) -> bool:
    return not row.reasons <= {UNSURE}


def threshold(rows: list[Sample], weights: Weights) -> float:
    """The lowest chance below which asking leaves no more than `SILENT` wrong fields per field unasked."""
    allowed = SILENT * len(MAIN) * len(rows)
    silent = 0
    for score, row in sorted(((chance(row.measures, weights), row) for row in rows), key=lambda one: -one[0]):
        silent += 0 if _asked(row) else row.wrong
        if silent > allowed:
            return round(score + 1e-4, 4)
    return 0.0


def main() -> None:
    """Fit, write, and print what other thresholds would come to."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    corpora: list[Path] = a.parse_args().corpora
    rows = [row for corpus in corpora for row in samples(corpus)]
    bias, by_name = fit(rows)
    weights = Weights(bias, tuple(by_name[name] for name in MEASURES), 0.0)
    recipes = [json.loads((corpus / "corpus.json").read_text(encoding="utf-8")) for corpus in corpora]
    seeds = ", ".join(f"{recipe['count']} documents of seed {recipe['seed']}" for recipe in recipes)
    data = {
        "command": f"python -m benchmarks.fit_doubt CORPUS… ({seeds})",
        "rows": len(rows),
        "bias": round(bias, 4),
        "weights": {name: round(weight, 4) for name, weight in by_name.items()},
        "ask_below": threshold(rows, weights),
    }
    TARGET.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for limit in (0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99):
        told = [_asked(row) or chance(row.measures, weights) < limit for row in rows]
        left = 1000 * sum(r.wrong for r, t in zip(rows, told, strict=True) if not t) / len(rows) / len(MAIN)
        print(f"ask below {limit}: {sum(told) / len(rows):.4f} asked, silent per 1000 fields {left:.2f}")


if __name__ == "__main__":
    main()
