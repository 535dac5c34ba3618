"""The gate: scores the committed sets and fails when they are worse than the recorded baseline by more than the noise.

`python -m benchmarks.evaluate.gate [--record]`. Noise is two standard errors of a share of so many fields; where the
baseline makes no error at all (the digital documents) there is none, and one wrong field fails.

Three sets: `fixed`, a document of every family, which everybody who mends something looks at, and `unseen`, at which
nobody does: of it there are figures and no more. What is mended for the first alone shows in the second. `odd` holds
small forms that show something else than they say (`benchmarks.corpus.oddities.by_hand`, seed 24).
"""

import argparse
import json
from collections.abc import Iterable
from math import sqrt
from pathlib import Path
from typing import Any

from benchmarks.evaluate.figures import Scored, figures, grouped
from benchmarks.evaluate.product import LEVELS, documents, in_process
from benchmarks.evaluate.score import score

__all__ = ["BASELINE", "FIXED", "SETS", "main", "measure", "worse"]

FIXED = Path(__file__).parents[1] / "corpus" / "fixed"
SETS = {"fixed": FIXED, "unseen": FIXED.with_name("unseen"), "odd": FIXED.with_name("odd")}
BASELINE = Path(__file__).with_name("baseline.json")
KEPT = (
    "rows",
    "fields",
    "field_accuracy",
    "silent",
    "silent_per_1000_fields",
    "review_share",
    "spurious",
    "forms",
    "forms_right",
    "cell_recall",
    "words",
    "words_read",
)

SHARES = {"field_accuracy": "fields", "forms_right": "forms", "cell_recall": "fields", "words_read": "words"}
"""The shares that must not fall, and what each is a share of; None of nothing (no words are recognised on digital
pages)."""


def measure(folder: Path = FIXED, levels: str = LEVELS) -> dict[str, Any]:
    """The figures that the gate looks at, by level, of the stages called in this process."""
    scored = [score(one, in_process(one.path)) for one in documents(folder) if one.level in levels]
    return kept(scored)


def kept(scored: Iterable[Scored]) -> dict[str, Any]:
    """The figures that a baseline records, by level."""
    return {
        level: {key: value for key, value in figures(group).items() if key in KEPT}
        for level, group in grouped(scored, "level").items()
    }


def worse(now: dict[str, Any], baseline: dict[str, Any]) -> list[str]:
    """What got worse by more than the noise, in words; nothing of levels that were not measured."""
    out = []
    for level, was in baseline.items():
        if level not in now:
            continue
        one = now[level]
        for key, count in SHARES.items():
            if was[key] is None:
                continue
            noise = 2 * sqrt(was[key] * (1 - was[key]) / was[count])
            if one[key] is None or one[key] < was[key] - noise:
                out.append(f"level {level}: {key} {one[key] or 0:.4f}, was {was[key]:.4f} ± {noise:.4f}")
        noise = 2 * sqrt(was["review_share"] * (1 - was["review_share"]) / was["rows"])
        asked = one["review_share"] or 0.0
        if asked > was["review_share"] + noise:
            told = f"{asked:.4f}, was {was['review_share']:.4f} ± {noise:.4f}"
            out.append(f"level {level}: review_share {told}")
        for key in ("silent", "spurious"):
            noise = 2 * sqrt(was[key])
            if one[key] > was[key] + noise:
                out.append(f"level {level}: {key} {one[key]:g}, was {was[key]:g} ± {noise:.1f}")
    return out


def main() -> None:
    """Measure; record, or compare and fail."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--record", action="store_true", help="write the baseline; say why in the commit")
    a.add_argument("--levels", default=LEVELS)
    args = a.parse_args()
    now = {name: measure(folder, args.levels) for name, folder in SETS.items()}
    for name, levels in now.items():
        for level, one in levels.items():
            print(name, level, json.dumps(one, ensure_ascii=False))
    if args.record:
        BASELINE.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        return
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    found = [f"{name}, {words}" for name in SETS for words in worse(now[name], baseline[name])]
    if found:
        raise SystemExit("worse than the baseline:\n" + "\n".join(found))


if __name__ == "__main__":
    main()
