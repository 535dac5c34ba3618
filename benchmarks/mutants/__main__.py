"""`python -m benchmarks.mutants [--n 200] [--seed 1]`: random mutants of `normalize/`, and how many fail its tests.

A mutant is a comparison turned, an and/or exchanged, or a returned truth value negated (kinds.py), each place as
likely as any other. The mutants are made by cosmic-ray in a copy of the working tree. Each meets the test functions
that run its line, the fastest first, until one fails; only one that none of them feels meets all of `tests/normalize`.
A line that no test runs needs none. The survivors are shown, to be tested or told to be the same.

Needs cosmic-ray and coverage (requirements/corpus.txt, installed by `make corpus`).
"""

import argparse
import difflib
import random
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.mutants.felt import Felt, felt, run
from benchmarks.mutants.kinds import KINDS, Mutant, mutants

HERE = Path(__file__).parents[2]
FOLDER, TESTS = "normalize", "tests/normalize"
LONGEST = 3.0
"""A mutant may take so many times as long as all tests do without one (and a minute): then it is felt."""
PYTEST = ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]


def copied(target: Path) -> None:
    """The working tree without what git ignores, times kept."""
    listed = ["git", "-C", str(HERE), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (HERE / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HERE / name, target / name)


def survives(mutant: Mutant, root: Path, met: Felt) -> bool:
    """Whether no test feels it."""
    place = (mutant.path, mutant.line)
    if place not in met.ran:
        return True
    file = root / mutant.path
    sound = file.with_suffix(".sound")
    shutil.copy2(file, sound)
    try:
        file.write_text(mutant.code(root), encoding="utf-8")
        return _passes(root, met.tests[place], met) and _passes(root, [TESTS], met)
    finally:
        sound.replace(file)


def _passes(root: Path, tests: list[str], met: Felt) -> bool:
    if not tests:
        return True
    try:
        return run(root, [*PYTEST, *tests], timeout=60 + LONGEST * met.seconds).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def change(mutant: Mutant, root: Path) -> Iterator[str]:
    """The lines that the mutant changes."""
    was = (root / mutant.path).read_text(encoding="utf-8").splitlines()
    for line in difflib.unified_diff(was, mutant.code(root).splitlines(), n=0, lineterm=""):
        if line[0] in "+-" and line[:3] not in ("+++", "---"):
            yield f"    {line}"


def main() -> None:
    """Draw, run, tell."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--n", type=int, default=200)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--only", default="", help="modules whose path holds this alone")
    args = a.parse_args()
    every = [one for one in mutants(HERE, FOLDER) if args.only in one.path]
    drawn = random.Random(args.seed).sample(every, min(args.n, len(every)))
    left, count = [], Counter(one.kind for one in drawn)
    with tempfile.TemporaryDirectory() as work:
        root = Path(work).resolve()
        copied(root)
        met = felt(root, FOLDER, TESTS)
        print(
            f"{len(drawn)} of {len(every)} mutants of {FOLDER}/; all tests take {met.seconds:.0f} s under coverage",
            flush=True,
        )
        for number, mutant in enumerate(drawn, 1):
            if survives(mutant, root, met):
                left.append(mutant)
                print(
                    f"{number}: {mutant.path}:{mutant.line} {mutant.kind}", *change(mutant, root), sep="\n", flush=True
                )
    lived = Counter(one.kind for one in left)
    for kind in KINDS:
        print(f"{kind}: {count[kind] - lived[kind]} of {count[kind]} felt")
    print(f"felt: {len(drawn) - len(left)} of {len(drawn)}")


if __name__ == "__main__":
    main()
