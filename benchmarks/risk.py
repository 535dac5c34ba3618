"""`python -m benchmarks.risk CORPUS…`: what `jixiao run --silent R` comes to on corpora that nothing was fitted on.

The loss counts exported values: of every row that came out (forms, indicators, funds, tasks) the values that stand in
it or should, but for the raw texts beside them (`value_raw` counts, unless only the sign is drawn otherwise); of a row
that stands in no truth one. Wrong and silent is a value whose row asks nobody. What was missed is no exported value.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.doubted import one_sign
from benchmarks.evaluate.came import submitted
from benchmarks.evaluate.fields import Judged, Judgement, judged
from benchmarks.evaluate.kept import artefact
from benchmarks.evaluate.product import Document, documents
from extract.model import Extraction
from normalize import normalize
from normalize.form.risk import Silent, asking, limit_of
from normalize.schema import Form, FormRecord, Reviewed, Submission

__all__ = ["Read", "Tally", "every_row", "read", "summed", "tally"]

WANTED = (0.2, 0.5, 1.0, 2.0)
RESULTS = Path(__file__).parent / "results"
_TABLES = {"rows": "indicators"}
_FIELDS = {
    ("indicators", "unit"): "indicators.measure_unit",
    ("indicators", "project"): "forms.project",
    **{("indicators", f"value_{part}"): "indicators.value" for part in ("raw", "kind", "date", "upper")},
    ("forms", "budget_raw"): "forms.budget",
}
"""The field of `evidence` that a judged column is of, where it is not its own."""


class Tally(NamedTuple):
    """Exported values, those that are wrong and of no row that asks, rows, those that ask."""

    values: int = 0
    silent: int = 0
    rows: int = 0
    asked: int = 0

    @property
    def loss(self) -> float:
        """Of a thousand values."""
        return 1000 * self.silent / self.values


def summed(tallies: Iterable[Tally]) -> Tally:
    """Several together."""
    return Tally(*map(sum, zip(Tally(), *tallies, strict=True)))


class Row(NamedTuple):
    """A row that came out: which of its document's, the values that count, the fields that are wrong."""

    number: int
    values: int
    wrong: tuple[str, ...]


class Read(NamedTuple):
    """A document as it is read, and its rows beside the truth."""

    document: Document
    submission: Submission
    rows: tuple[Row, ...]


def read(corpus: Path) -> Iterator[Read]:
    """The kept documents of a corpus."""
    for document in documents(corpus):
        place = artefact(document.path)
        kept = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {"status": "absent"}
        if kept["status"] == "ok":
            submission = normalize(Extraction.model_validate(kept["payload"]))
            yield Read(document, submission, tuple(_rows(document, submission)))


def tally(one: Read, forms: Iterable[Form]) -> Tally:
    """What is silent in a document whose rows ask as they do in `forms`."""
    asks = [row.needs_review for form in forms for _, row in every_row(form)]
    return summed(Tally(row.values, 0 if asks[row.number] else len(row.wrong), 1, asks[row.number]) for row in one.rows)


def every_row(form: Form) -> Iterator[tuple[tuple[str, int | None], Reviewed | FormRecord]]:
    """The rows of a form in their order, each with its table and which of that it is."""
    yield ("forms", None), form.record
    for table in ("indicators", "funds", "tasks"):
        yield from (((table, row.ordinal), row) for row in getattr(form, table))


def _rows(document: Document, submission: Submission) -> Iterator[Row]:
    """The rows as they are judged, once for all: where a row says whether it asks, its number is put."""
    came = submitted(submission.model_dump(), told=False)
    every = [row for form in came.forms for row in (form.columns, *form.indicators, *form.funds, *form.tasks)]
    for number, columns in enumerate(every):
        columns["needs_review"] = number
    verdict = judged(document, came)
    for name in ("rows", "forms", "funds", "tasks"):
        for row in getattr(verdict, name):
            if row.found:
                values = 1 if row.spurious else len(_values(row))
                yield Row(int(row.asked), values, tuple(_wrong(_TABLES.get(name, name), row)))


def _values(row: Judged) -> list[Judgement]:
    return [
        one
        for one in row.fields
        if (one.column == "value_raw" or not one.column.endswith("_raw"))
        and not (one.want in (None, "") and one.got in (None, ""))
    ]


def _wrong(table: str, row: Judged) -> list[str]:
    if row.spurious:  # its name is that of no row of the truth
        return ["forms.project" if table == "forms" else f"{table}.name"]
    wrong = [one.column for one in _values(row) if not one.right and not one_sign(one)]
    return [_FIELDS.get((table, column), f"{table}.{column}") for column in wrong]


def silenced(reads: Sequence[Read], silent: Silent | None) -> Tally:
    """What is silent where a person asked for no more than so much; None: where nobody asked."""
    most = None if silent is None else limit_of(silent).most
    asked = (
        (one, one.submission.forms if most is None else [asking(form, most) for form in one.submission.forms])
        for one in reads
    )
    return summed(tally(one, forms) for one, forms in asked)


def main() -> None:
    """Score, print and write."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    a.add_argument("--out", type=Path, default=RESULTS)
    args = a.parse_args()
    asked = [None, *(Silent(most, surely) for surely in (False, True) for most in WANTED)]
    found: dict[Silent | None, list[Tally]] = {silent: [] for silent in asked}
    for corpus in args.corpora:
        reads = list(read(corpus))
        for silent in asked:
            found[silent].append(silenced(reads, silent))
    lines = [*_lines(found, args.corpora)]
    print("\n".join(lines))
    (args.out / "risk.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(found: dict[Silent | None, list[Tally]], corpora: Sequence[Path]) -> Iterator[str]:
    total = summed(found[None])
    names = ", ".join(corpus.name for corpus in corpora)
    yield "# What `--silent R` and `--surely R` come to on corpora that nothing was fitted on\n"
    yield f"`python -m benchmarks.risk CORPUS…` on {len(corpora)} corpora (seeds {names}),"
    yield f"{total.values:,} exported values in {total.rows:,} rows. Wrong values in rows that ask nobody, per thousand"
    yield "exported values.\n"
    yield "| asked for | promised | mean of corpora | of all values | corpora that hold | rows asked |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for silent, tallies in found.items():
        yield _line(silent, tallies)


def _line(silent: Silent | None, tallies: Sequence[Tally]) -> str:
    losses = [one.loss for one in tallies]
    total = summed(tallies)
    figures = f"{sum(losses) / len(losses):.2f} | {total.loss:.2f}"
    share = f"{total.asked / total.rows:.3f}"
    if silent is None:
        return f"| the default | | {figures} | | {share} |"
    limit = limit_of(silent)
    holds = sum(loss <= silent.most for loss in losses)
    promised = f"{limit.reached:.2f}" if limit.holds else f"{limit.reached:.2f}: no limit does more"
    way = "--surely" if silent.surely else "--silent"
    return f"| `{way} {silent.most:g}` | {promised} | {figures} | {holds} of {len(losses)} | {share} |"


if __name__ == "__main__":
    main()
