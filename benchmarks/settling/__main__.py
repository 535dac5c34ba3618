"""`python -m benchmarks.settling CORPUS…`: a year settled by a scripted person who answers from the truth.

Reports how many decisions, keys and milliseconds of the desk's own time it took, whether each answer was applied where
it is addressed and nowhere else, and what is wrong afterwards among what was answered.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.settling.session import Session, told
from benchmarks.settling.year import chosen, read_year
from pipelines.run.runner import local_crew


def main() -> None:
    """Read the command line and do it."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    a.add_argument("--levels", default="123", help="1 to 4: scans, 0: digital")
    a.add_argument("--most", type=int, help="only the first so many documents of a corpus")
    a.add_argument("--kept", action="store_true", help="only documents whose extraction is kept")
    a.add_argument("--workers", type=int, default=1)
    a.add_argument("--values", type=int, help="stop once so many doubtful values are settled")
    a.add_argument("--work", type=Path, help="where to work; a folder of its own, thrown away, if not given")
    a.add_argument("--json", type=Path, help="write the figures there, too")
    a.add_argument("--verbose", action="store_true")
    args = a.parse_args()
    work = args.work or Path(tempfile.mkdtemp(prefix="settling-"))
    try:
        found = [one for corpus in args.corpora for one in chosen(corpus, args.levels, args.most, kept=args.kept)]
        store = read_year(found, work / "raw", work / "out", local_crew(args.workers))
        session = Session(store, {one.path.name: one.truth for one in found})
        session.work_off(args.values)
        for line in told(session):
            print(line)
        if args.verbose:
            _print(session)
        if args.json:
            args.json.write_text(json.dumps(session.figures(), ensure_ascii=False, indent=1), encoding="utf-8")
    finally:
        if not args.work:
            shutil.rmtree(work)


def _print(session: Session) -> None:
    _lines("wrong among what was answered", session.wrong())
    _lines("changed though nobody answered there", session.strayed())
    _lines("not known to the person", session.unsure())
    _lines("decisions by reason", (f"{n} × {why}" for why, n in Counter(session.reasons).most_common(25)))


def _lines(title: str, lines: Iterable[str]) -> None:
    print(f"\n{title}")
    for line in lines:
        print(f"  {line}")


if __name__ == "__main__":
    main()
