"""`python -m benchmarks.fit_doubt CORPUS=RUN …`: fit the chance that a recognised row is wholly right.

Each CORPUS is a labelled corpus with scans, RUN what `jixiao run CORPUS --out RUN` left. A logistic function of the
measures of `normalize.doubt` is fitted by Newton's method with a ridge (Hastie, Tibshirani, Friedman, The Elements of
Statistical Learning, 4.4.1), the chance below which a person is asked is the lowest that keeps silent errors under
`SILENT` per field. Both are written to normalize/data/doubt.json. Never fit on what is scored.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.evaluate.fields import MAIN, Judgement, judge, plain
from benchmarks.evaluate.product import Document, Outcome, documents, outcome
from normalize.doubt import MEASURES, Measures, Weights, chance
from normalize.drafts import read_drafts
from normalize.forms import build
from normalize.rows import measured
from normalize.schema import Submission

TARGET = Path(__file__).parent.parent / "normalize" / "data" / "doubt.json"
SILENT = 0.001
"""Wrong fields that nobody is asked about, per field: half of the 2 per 1,000 allowed; others have more."""
RIDGE = 1.0


class Sample(NamedTuple):
    """A recognised row: its measures, how many of its main fields are wrong, whether it is asked about anyway."""

    measures: Measures
    wrong: int
    asked: bool
    level: str


def samples(corpus: Path, run: Path) -> Iterator[Sample]:
    """Every recognised row of a corpus that came out, spurious ones with all their fields wrong."""
    for document in documents(corpus):
        made = outcome(document.path, run)
        if document.level != "0" and made.extraction is not None:
            yield from _rows(document, made)


def _rows(document: Document, made: Outcome) -> Iterator[Sample]:
    if made.extraction is None:
        return
    drafts = read_drafts(made.extraction)
    forms = tuple(build(draft, f"{index:02d}") for index, draft in enumerate(drafts, 1))
    measures = {}
    for draft, form in zip(drafts, forms, strict=True):
        for row, found in measured(draft, form.identity.year):
            if found is not None:
                measures[row.name, row.page, (row.x0, row.y0)] = (found, row)
    submission = Submission(sha256=made.extraction.sha256, forms=forms)
    for judged in judge(document, Outcome(made.extraction, submission)).rows:
        where = judged.box[:2] if judged.box else None
        if judged.found and where and (judged.name, judged.page, where) in measures:
            found, row = measures[judged.name, judged.page, where]
            other = set((row.review_reason or "").split(";")) - {"", "ocr_doubt"}
            wrong = len(MAIN) if judged.spurious else sum(not _one_sign(field) for field in judged.wrong())
            yield Sample(found._replace(doubts=float(bool(other))), wrong, bool(other), document.level)


def _one_sign(field: Judgement) -> bool:
    """Whether a field is wrong only in the way a sign is drawn: ≧ for ≥ is no misreading that doubt could see."""
    folded = [plain(text).replace("≧", "≥").replace("≦", "≤") for text in (field.want, field.got)]
    return field.column == "value_raw" and folded[0] == folded[1]


def fit(rows: list[Sample]) -> tuple[float, dict[str, float]]:
    """Bias and weights of the logistic function, by name of the measure."""
    x = np.array([(1.0, *row.measures) for row in rows])
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


def threshold(rows: list[Sample], weights: Weights) -> float:
    """The lowest chance below which asking leaves no more than `SILENT` wrong fields per field unasked."""
    allowed = SILENT * len(MAIN) * len(rows)
    silent = 0
    for score, row in sorted(((chance(row.measures, weights), row) for row in rows), key=lambda one: -one[0]):
        silent += 0 if row.asked else row.wrong
        if silent > allowed:
            return round(score + 1e-4, 4)
    return 0.0


def main() -> None:
    """Fit, write, and print what it comes to by level."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("pairs", nargs="+", metavar="CORPUS=RUN")
    pairs = [(Path(corpus), Path(run)) for corpus, run in (pair.split("=") for pair in a.parse_args().pairs)]
    rows = [row for corpus, run in pairs for row in samples(corpus, run)]
    bias, by_name = fit(rows)
    weights = Weights(bias, tuple(by_name[name] for name in MEASURES), 0.0)
    ask = threshold(rows, weights)
    recipes = [json.loads((corpus / "corpus.json").read_text(encoding="utf-8")) for corpus, _ in pairs]
    seeds = ", ".join(f"{recipe['count']} documents of seed {recipe['seed']}" for recipe in recipes)
    data = {
        "command": f"python -m benchmarks.fit_doubt CORPUS=RUN … ({seeds})",
        "rows": len(rows),
        "bias": round(bias, 4),
        "weights": {name: round(weight, 4) for name, weight in by_name.items()},
        "ask_below": ask,
    }
    TARGET.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for limit in (0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985):
        told = [row.asked or chance(row.measures, weights) < limit for row in rows]
        left = 1000 * sum(r.wrong for r, t in zip(rows, told, strict=True) if not t) / len(rows) / len(MAIN)
        print(f"ask below {limit}: {sum(told) / len(rows):.3f} asked, silent per 1000 fields {left:.2f}")
    for level in sorted({row.level for row in rows}):
        of = [row for row in rows if row.level == level]
        asked = [row.asked or chance(row.measures, weights) < ask for row in of]
        silent = sum(row.wrong for row, told in zip(of, asked, strict=True) if not told)
        right = sum(row.wrong == 0 for row in of) / len(of)
        print(
            f"level {level}: {len(of)} rows, right {right:.4f}, asked {sum(asked) / len(of):.3f}, "
            f"silent per 1000 fields {1000 * silent / len(of) / len(MAIN):.2f}"
        )


if __name__ == "__main__":
    main()
