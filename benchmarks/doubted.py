"""`python -m benchmarks.doubted CORPUS…`: what doubt is worth on labelled scans, reason by reason and as a chance.

The rows are those of kept extractions (`python -m benchmarks.evaluate.kept extract CORPUS`), read by the code that
stands here. By level: rows, wrong main fields, those of them that nobody is asked about, rows asked about, rows asked
about of which nothing is wrong, the calibration error. Then each reason: rows that have it, how many of these are
wrong, rows that are asked about for it alone and how many of these are wrong. A reason whose rows are wrong no more
often than others earns no question.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.evaluate.fields import Judged, Judgement, judge, plain
from benchmarks.evaluate.figures import calibration
from benchmarks.evaluate.kept import artefact
from benchmarks.evaluate.product import Document, Outcome, documents
from extract.model import Extraction
from normalize import normalize
from normalize.document.drafts import read_drafts
from normalize.evidence.doubts import codes
from normalize.form.row_doubt import Measures
from normalize.form.rows import measured

__all__ = ["UNSURE", "Sample", "one_sign", "samples", "table"]

UNSURE = "ocr_doubt"
"""The reason of a row whose chance is too low; any other says what is open."""


class Sample(NamedTuple):
    """A recognised row: how it came out, its measures, and why it is asked about."""

    judged: Judged
    measures: Measures
    reasons: frozenset[str]
    level: str

    @property
    def wrong(self) -> int:
        """How many of its main fields are wrong; a row that stands in no truth is one wrong field."""
        return 1 if self.judged.spurious else sum(not one_sign(field) for field in self.judged.wrong())


def samples(corpus: Path) -> Iterator[Sample]:
    """Every recognised row that came out of the kept scans of a corpus."""
    for document in documents(corpus):
        if document.level != "0" and (extraction := _kept(document.path)) is not None:
            yield from _rows(document, extraction)


def _kept(path: Path) -> Extraction | None:
    place = artefact(path)
    kept = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {"status": "absent"}
    return Extraction.model_validate(kept["payload"]) if kept["status"] == "ok" else None


def _rows(document: Document, extraction: Extraction) -> Iterator[Sample]:
    submission = normalize(extraction)
    known: dict[tuple[object, ...], tuple[Measures, frozenset[str]]] = {}
    for draft, form in zip(read_drafts(extraction), submission.forms, strict=True):
        for row, one in zip(form.indicators, measured(draft, form.identity.year), strict=True):
            if one.measures is not None:
                known[row.name, row.page, row.x0, row.y0] = one.measures, frozenset(codes(row.review_reason))
    for judged in judge(document, Outcome(extraction, submission)).rows:
        where = (judged.name, judged.page, *(judged.box[:2] if judged.box else ()))
        if judged.found and where in known:
            yield Sample(judged, *known[where], document.level)


def one_sign(field: Judgement) -> bool:
    """Whether a field is wrong only in the way a sign is drawn: ≧ for ≥ is no misreading that doubt could see."""
    folded = [plain(text).replace("≧", "≥").replace("≦", "≤") for text in (field.want, field.got)]
    return field.column == "value_raw" and folded[0] == folded[1]


def table(rows: Iterable[Sample]) -> Iterator[str]:
    """What doubt comes to by level."""
    by_level: dict[str, list[Sample]] = defaultdict(list)
    for row in rows:
        by_level[row.level].append(row)
    yield "| level | rows | wrong fields | silent | asked | asked, nothing wrong | calibration error |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for level, mine in [*sorted(by_level.items()), ("all", [row for some in by_level.values() for row in some])]:
        asked = [row for row in mine if row.judged.asked]
        silent = sum(row.wrong for row in mine if not row.judged.asked)
        gap, _ = calibration(row.judged for row in mine)
        yield (
            f"| {level} | {len(mine)} | {sum(row.wrong for row in mine)} | {silent} | {len(asked) / len(mine):.3f} | "
            f"{sum(not row.wrong for row in asked)} | {gap} |"
        )


def reasons(rows: Iterable[Sample]) -> Iterator[str]:
    """What each reason is worth, the ones that ask most first."""
    rows = list(rows)
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for reason in row.reasons:
            alone = len(row.reasons) == 1
            wrong = row.wrong > 0
            count[reason].update(rows=1, wrong=int(wrong), alone=int(alone), wrong_alone=int(alone and wrong))
    yield "| reason | rows | wrong | alone | wrong alone |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for reason, told in sorted(count.items(), key=lambda one: -one[1]["rows"]):
        yield f"| {reason} | {told['rows']} | {told['wrong']} | {told['alone']} | {told['wrong_alone']} |"
    clear = [row for row in rows if not row.reasons]
    yield f"| none | {len(clear)} | {sum(bool(row.wrong) for row in clear)} | | |"


def main() -> None:
    """Read the command line and print both tables."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    rows = [row for corpus in a.parse_args().corpora for row in samples(corpus)]
    for line in (*table(rows), "", *reasons(rows)):
        print(line)


if __name__ == "__main__":
    main()
