"""`python -m benchmarks.corpus --n 50 --seed 1 --out DIR`: make a labelled corpus."""

import argparse
from pathlib import Path

from benchmarks.corpus.families import FAMILIES
from benchmarks.corpus.make import make


def main() -> None:
    """Read the command line and make the corpus."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--n", type=int, default=50, help="how many documents")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--families", help="only these, comma separated")
    args = a.parse_args()
    chosen = {name: FAMILIES[name] for name in args.families.split(",")} if args.families else None
    made = make(args.n, args.seed, args.out, chosen)
    print(f"{len(made)} documents in {args.out}")


if __name__ == "__main__":
    main()
