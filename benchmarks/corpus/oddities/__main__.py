"""`python -m benchmarks.corpus.oddities OUT [--seed 1] [--n 120] [--kinds PREFIX…]`: every kind with its truth.

Kind follows kind until there are `n` documents, those that draw by hand first.
"""

import argparse
from itertools import count
from pathlib import Path
from random import Random

from benchmarks.corpus.files import write_json
from benchmarks.corpus.oddities.drawn import KINDS


def main() -> None:
    """Say, draw, write."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("out", type=Path)
    a.add_argument("--seed", default="1")
    a.add_argument("--n", type=int, default=120)
    a.add_argument("--kinds", nargs="*", default=[""])
    args = a.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    kinds = [kind for kind in KINDS if kind.startswith(tuple(args.kinds))]
    numbered = ((kind, k) for k in count() for kind in kinds)
    for kind, k in (next(numbered) for _ in range(args.n)):
        data, said = KINDS[kind](Random(f"{args.seed}/{kind}/{k}"))
        (args.out / f"{kind}.{k}.pdf").write_bytes(data)
        write_json(args.out / f"{kind}.{k}.truth.json", said)


if __name__ == "__main__":
    main()
