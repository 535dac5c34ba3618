"""The whole years: a Parquet file per table, written anew only where something in the year has changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from pipelines.export.forms import EVIDENCE, ROWS, Form, Unclaimed
from pipelines.export.layout import year_name
from pipelines.export.tables import arrow_columns, arrow_table
from pipelines.run.stages import version_of
from pipelines.store.artefacts import canonical, digest
from pipelines.store.ledger import Entry

__all__ = ["Year", "by_year", "parts", "recipes", "tables"]


class Year(NamedTuple):
    """What belongs to a year: forms in the order of the export, and what no form claims."""

    forms: list[Form]
    unclaimed: list[Unclaimed]


def by_year(forms: Iterable[Form], unclaimed: Iterable[Unclaimed]) -> dict[str, Year]:
    """By the names of the years, in order."""
    found: defaultdict[str, Year] = defaultdict(lambda: Year([], []))
    for form in forms:
        found[year_name(form.place.year)].forms.append(form)
    for one in unclaimed:
        if one.evidence:
            found[year_name(one.shared["year"])].unclaimed.append(one)
    return dict(sorted(found.items()))


def recipes(years: Mapping[str, Year], entries: Iterable[Entry]) -> dict[str, str]:
    """The hash of all that decides a year's tables: the code, the forms, and for where their values stand the results
    that they are from."""
    outputs = {e.doc_id: [step.output for step in e.outcome.steps.values()] for e in entries if e.outcome}
    versions = [version_of("pipelines"), version_of("normalize")]

    def recipe(year: Year) -> str:
        alone = [one.shared for one in year.unclaimed]
        read = sorted({shared["doc_id"] for shared in (*(form.shared for form in year.forms), *alone)})
        return digest(canonical([versions, [form.hash for form in year.forms], alone, [outputs[doc] for doc in read]]))

    return {name: recipe(year) for name, year in years.items()}


def tables(year: Year) -> Iterator[tuple[str, pa.Table]]:
    """The tables of a year that have rows, one at a time: those of the forms, then where every value stands, that of
    each form and then what no form claims."""
    for table in ROWS:
        rows = [{**form.shared, **row} for form in year.forms for row in form.tables[table]]
        if rows:
            yield table, arrow_table(table, rows)
    told = [(one.shared, one.evidence) for one in year.forms if one.evidence]
    told += [(one.shared, one.evidence) for one in year.unclaimed]
    evidence = arrow_columns(EVIDENCE, told, "field")
    if evidence.num_rows:
        yield EVIDENCE, evidence


def parts(
    table: str, whole: pa.Table, year: Year, owners: Iterable[str], wanted: Collection[str]
) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each of the `wanted` folders; `owners` has the folder of each form of the year."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    position = 0
    for form, owner in zip(year.forms, owners, strict=True):
        count = len(form.tables[table])
        if owner in wanted:
            found[owner].extend(range(position, position + count))
        position += count
    for folder, rows in found.items():
        if rows:
            together = rows[-1] - rows[0] == len(rows) - 1
            yield folder, whole.slice(rows[0], len(rows)) if together else whole.take(rows)
