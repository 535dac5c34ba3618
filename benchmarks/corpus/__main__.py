"""`python -m benchmarks.corpus --n 50 --seed 1 --out DIR`: make a labelled corpus."""

import argparse
from pathlib import Path

from benchmarks.corpus import scans
from benchmarks.corpus.families import FAMILIES
from benchmarks.corpus.layouts import make as layouts
from benchmarks.corpus.make import Planned, make
from benchmarks.corpus.strange import plan as strange


def main() -> None:
    """Read the command line and make the corpus."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--n", type=int, default=50, help="how many documents")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--families", help="only these, comma separated")
    a.add_argument("--faulty", type=float, default=0.0, help="share of documents with a planted inconsistency")
    a.add_argument("--strange", action="store_true", help="layouts drawn from the grammar instead of the families")
    a.add_argument("--layouts", action="store_true", help="the layouts written by hand, whatever --n says")
    a.add_argument(
        "--made-up", type=float, default=0.0, help="strange: share of the labels that are words without a meaning"
    )
    a.add_argument("--levels", default="1234", help="scans of these levels beside each document; empty: none")
    a.add_argument("--scanned", help="scan only these families, comma separated; `tianjin:24` at these levels")
    a.add_argument(
        "--single", type=int, default=0, help="this many documents with each kind of damage alone, in OUT/single"
    )
    args = a.parse_args()
    chosen = {name: FAMILIES[name] for name in args.families.split(",")} if args.families else None
    if args.layouts:
        made: list[Planned] = layouts.make(args.out)
    elif args.strange:
        made = strange.make(args.n, args.seed, args.out, args.made_up)
    else:
        made = make(args.n, args.seed, args.out, chosen, args.faulty)
    names = [planned.name for planned in made]
    wanted = (
        dict(one.partition(":")[::2] for one in args.scanned.split(","))
        if args.scanned
        else dict.fromkeys(planned.family for planned in made)
    )
    for planned in made:
        if planned.family in wanted:
            levels = (wanted[planned.family] or args.levels).replace(",", "")
            scans.levels(args.out, [planned.name], map(int, levels))
    scans.alone(args.out, names[: args.single])
    print(f"{len(made)} documents in {args.out}")


if __name__ == "__main__":
    main()
