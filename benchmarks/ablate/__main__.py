"""`python -m benchmarks.ablate CORPUS… [--within normalize/read]`: what each rule earns.

Every rule of the modules is left out in turn (cuts.py), and the kept extractions (`python -m benchmarks.evaluate.kept
extract CORPUS`) of documents that run it are read without it. A line for each: where it stands, how many documents run
it, how many come out otherwise or not at all, and what these have more of without it: wrong fields, silent ones, rows
asked about. What changes nothing earns nothing there; whether a user would miss it, no corpus says.

`--most` documents are read for a rule, and no more once `--enough` of them come out otherwise.
"""

import argparse
import gc
import json
import random
import signal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.ablate.code import NORMALIZE, Code, Place
from benchmarks.ablate.cuts import Cut, cuts
from benchmarks.evaluate.came import submitted
from benchmarks.evaluate.fields import judged
from benchmarks.evaluate.kept import artefact
from benchmarks.evaluate.product import Document, Outcome, documents
from extract.model import Extraction
from normalize import normalize

SECONDS = 30
"""A document that takes longer without a rule fails."""


class Read(NamedTuple):
    """A document, its kept extraction, and what comes out of it with every rule."""

    document: Document
    extraction: Extraction
    came: dict[str, Any]


class Change(NamedTuple):
    """A document that comes out otherwise without a rule: how many wrong fields, silent ones, rows asked about more;
    None where it fails."""

    document: str
    more: tuple[int, ...] | None


def kept(corpora: Sequence[Path]) -> Iterator[tuple[Document, Extraction]]:
    """The documents whose extraction is kept."""
    for document in (one for corpus in corpora for one in documents(corpus)):
        place = artefact(document.path)
        if place.exists() and (stored := json.loads(place.read_text(encoding="utf-8")))["status"] == "ok":
            document.truth.update({table: () for table in ("funds", "tasks") if table not in document.truth})
            yield document, Extraction.model_validate(stored["payload"])


def came(extraction: Extraction) -> dict[str, Any]:
    """What comes out of a document, and whether the ledger asks for it anew."""
    signal.alarm(SECONDS)
    try:
        out = Outcome(extraction, normalize(extraction))
    finally:
        signal.alarm(0)
    return {"submission": out.submission and out.submission.model_dump(), "told": out.told}


def came_of_cut(extraction: Extraction) -> dict[str, Any]:
    """The same of code with a rule cut out; nothing where that fails, which is told as what the rule is for."""
    try:
        return came(extraction)
    except Exception:  # noqa: BLE001 - mutilated code may raise anything
        return {}


def errors(read: Read, came: dict[str, Any]) -> tuple[int, int, int]:
    """Wrong fields, silent ones, rows and forms asked about."""
    verdict = judged(read.document, submitted(came["submission"], came["told"]))
    rows = [*verdict.rows, *verdict.forms, *verdict.funds, *verdict.tasks]
    wrong = [(row.spurious + sum(not field.right for field in row.fields), row.asked) for row in rows]
    return sum(n for n, _ in wrong), sum(n for n, asked in wrong if not asked), sum(row.asked for row in rows)


def earned(code: Code, cut: Cut, reads: Sequence[Read], enough: int) -> list[Change]:
    """The documents that come out otherwise without a rule."""
    changed: list[Change] = []
    with code.without(cut):
        for read in reads:
            if (now := came_of_cut(read.extraction)) != read.came:
                more = zip(errors(read, read.came), errors(read, now), strict=True) if now else None
                changed.append(Change(read.document.name, tuple(b - a for a, b in more) if more else None))
            if len(changed) >= enough:
                break
    return changed


def told(cut: Cut, ran: int, changed: Sequence[Change]) -> str:
    """The line of a rule."""
    sums = [sum(one) for one in zip(*(one.more for one in changed if one.more), strict=True)]
    more = "".join(f", {name} {n:+d}" for name, n in zip(("wrong", "silent", "asked"), sums, strict=False) if n)
    where = f"{cut.path.relative_to(NORMALIZE.parent)}:{cut.line}-{cut.end} {cut.kind} {cut.what[:90]}"
    fail, names = sum(one.more is None for one in changed), " ".join(one.document for one in changed[:3])
    return f"{where}: ran {ran}, changed {len(changed)}, failed {fail}{more} {names}"


def main() -> None:
    """Read the command line; leave out and tell."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    a.add_argument("--within", type=Path, nargs="+", default=[NORMALIZE], help="files and folders")
    a.add_argument("--most", type=int, default=10**9)
    a.add_argument("--enough", type=int, default=3)
    args = a.parse_args()
    signal.signal(signal.SIGALRM, _late)
    code, reads = Code(), []
    by: dict[Place, list[Read]] = defaultdict(list)
    with code.marked() as ran:
        for document, extraction in kept(args.corpora):
            code.forget()
            ran.clear()
            reads.append(Read(document, extraction, came(extraction)))
            for place in ran:
                by[place].append(reads[-1])
    gc.freeze()
    for path in sorted({file for one in args.within for file in (one.rglob("*.py") if one.is_dir() else [one])}):
        for cut in cuts(path.resolve()):
            mine = by[str(cut.path), cut.block]
            some = random.Random(1).sample(mine, min(args.most, len(mine)))
            print(told(cut, len(mine), earned(code, cut, some, args.enough)), flush=True)


def _late(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
