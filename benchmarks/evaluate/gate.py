"""The gate: scores the committed set and fails when it is worse than the recorded baseline by more than the noise.

`python -m benchmarks.evaluate.gate [--record]`. Noise is two standard errors of a share of so many fields; where the
baseline makes no
error at all (the digital documents) there is none, and one wrong field fails.
"""

import argparse
import json
from collections.abc import Iterable
from math import sqrt
from pathlib import Path
from typing import Any

from benchmarks.evaluate.figures import Scored, figures, grouped
from benchmarks.evaluate.product import documents, in_process
from benchmarks.evaluate.score import score

__all__ = ["BASELINE", "FIXED", "main", "measure", "worse"]

FIXED = Path(__file__).parents[1] / "corpus" / "fixed"
BASELINE = Path(__file__).with_name("baseline.json")
KEPT = (
    "rows",
    "fields",
    "field_accuracy",
    "silent",
    "silent_per_1000_fields",
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


def measure(folder: Path = FIXED, levels: str = "0123") -> dict[str, Any]:
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
        for key in ("silent", "spurious"):
            noise = 2 * sqrt(was[key])
            if one[key] > was[key] + noise:
                out.append(f"level {level}: {key} {one[key]:g}, was {was[key]:g} ± {noise:.1f}")
    return out


def main() -> None:
    """Measure; record, or compare and fail."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--record", action="store_true", help="write the baseline; say why in the commit")
    a.add_argument("--levels", default="0123")
    args = a.parse_args()
    now = measure(levels=args.levels)
    for level, one in now.items():
        print(level, json.dumps(one, ensure_ascii=False))
    if args.record:
        BASELINE.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        return
    found = worse(now, json.loads(BASELINE.read_text(encoding="utf-8")))
    if found:
        raise SystemExit("worse than the baseline:\n" + "\n".join(found))


if __name__ == "__main__":
    main()
