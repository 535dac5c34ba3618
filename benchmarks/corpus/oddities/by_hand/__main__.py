"""`python -m benchmarks.corpus.oddities.by_hand OUT [--seed 24]`: a small document of every kind, its truth beside it.

Of twelve draws of a kind the first is taken that is small, or the smallest; a kind that OUT has already is left.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path
from random import Random

from benchmarks.corpus.files import write_json
from benchmarks.corpus.oddities.by_hand import KINDS, made
from benchmarks.corpus.oddities.by_hand.layout import Form, truth

DRAWS, SMALL = 12, 40_000  # bytes


def main() -> None:
    """Say, draw, write."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("out", type=Path)
    a.add_argument("--seed", default="24")
    args = a.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        if (args.out / f"{kind}.pdf").exists():
            continue
        draws = (made(kind, Random(f"{args.seed}/{kind}/{draw}")) for draw in range(DRAWS))
        data, said = _small(draws)
        (args.out / f"{kind}.pdf").write_bytes(data)
        write_json(args.out / f"{kind}.truth.json", truth([said]))


def _small(draws: Iterable[tuple[bytes, Form]]) -> tuple[bytes, Form]:
    """The first of some documents that is small, or the smallest."""
    seen = []
    for one in draws:
        if len(one[0]) <= SMALL:
            return one
        seen.append(one)
    return min(seen, key=lambda one: len(one[0]))


if __name__ == "__main__":
    main()
