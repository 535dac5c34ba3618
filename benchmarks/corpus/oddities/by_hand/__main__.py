"""`python -m benchmarks.corpus.oddities.by_hand OUT [--seed 24]`: a document of every kind with its truth beside it."""

import argparse
from pathlib import Path
from random import Random

from benchmarks.corpus.files import write_json
from benchmarks.corpus.oddities.by_hand import KINDS, made
from benchmarks.corpus.oddities.by_hand.layout import truth


def main() -> None:
    """Say, draw, write."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("out", type=Path)
    a.add_argument("--seed", default="24")
    args = a.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        data, said = made(kind, Random(f"{args.seed}/{kind}"))
        (args.out / f"{kind}.pdf").write_bytes(data)
        write_json(args.out / f"{kind}.truth.json", truth([said]))


if __name__ == "__main__":
    main()
