"""`python -m benchmarks.evaluate.kinds CORPUS [--verbose]`: the product on a corpus, in this process, kind by kind.

A kind is what a truth calls `family`. A document that raises is one that crashed unless the error is the product's own.
"""

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.evaluate.fields import Judged
from benchmarks.evaluate.figures import Scored, figures, grouped
from benchmarks.evaluate.product import Document, Outcome, documents, in_process
from benchmarks.evaluate.score import score
from extract.errors import DocumentError
from pipelines.run.work import standing


def main() -> None:
    """Run, score, tell."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("corpus", type=Path)
    a.add_argument("--verbose", action="store_true", help="every wrong field")
    args = a.parse_args()
    stood: Counter[str] = Counter()
    scored = []
    for one in documents(args.corpus):
        outcome, status = _read(one)
        stood[status] += 1
        scored.append(score(one, outcome))
        _tell(scored[-1], status, verbose=args.verbose)
    for kind, group in grouped(scored, "family").items():
        print(f"{kind:45} {_line(group)}")
    print(f"all: {_line(scored)}; {dict(stood)}")


def _read(one: Document) -> tuple[Outcome, str]:
    try:
        outcome = in_process(one.path)
    except DocumentError as error:
        return Outcome(reason=type(error).__name__), "quarantined"
    except Exception as error:  # noqa: BLE001 - whatever brings a document down is a result
        return Outcome(), f"crashed ({type(error).__name__})"
    assert outcome.extraction is not None and outcome.submission is not None
    status, _, _ = standing(outcome.extraction.pages, outcome.submission.forms, outcome.submission.unread)
    return outcome, str(status)


def _tell(one: Scored, status: str, *, verbose: bool) -> None:
    forms = [form for form in one.verdict.forms if form.spurious or not form.found or _wrong_head(form)]
    if one.wrong or forms or status != "done":
        print(f"  {one.verdict.document.name}: {status}, {one.wrong} wrong, {one.silent:g} silent", flush=True)
        for form in forms:
            said = ", ".join(_wrong_head(form)) if form.found else "spurious" if form.spurious else "missed"
            print(f"    {'asked' if form.asked else 'SILENT'} form {form.name}: {said}")
        for row in one.verdict.rows if verbose else ():
            wrong = ", ".join(f"{field.column} {field.want!r} → {field.got!r}" for field in row.wrong())
            if wrong or row.spurious:
                kind = "spurious" if row.spurious else "" if row.found else "missed"
                print(f"    {'asked' if row.asked else 'SILENT'} {kind} {row.name}: {wrong if row.found else ''}")


def _wrong_head(form: Judged) -> list[str]:
    return [f"{one.column} {one.want!r} → {one.got!r}" for one in form.fields if not one.right]


def _line(group: list[Scored]) -> str:
    one = figures(group)
    told = f"{one['documents']:3} documents, fields {one['field_accuracy']:.3f}, silent {one['silent']:g}"
    return f"{told} ({one['silent_per_1000_fields']:.1f} per 1,000), review {one['review_share'] or 0:.2f}"


if __name__ == "__main__":
    main()
