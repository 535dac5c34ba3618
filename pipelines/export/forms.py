"""Every form that the documents of a store hold, with the columns that the export adds to each."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from normalize.schema import SCHEMA_VERSION, TABLES, Identity
from pipelines.export.layout import Place
from pipelines.export.versions import superseded
from pipelines.findings.between import between
from pipelines.findings.settings import settings_of
from pipelines.language import say
from pipelines.store.artefacts import Artefact, canonical, digest, place
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = [
    "EVIDENCE",
    "ROWS",
    "Columns",
    "Form",
    "Older",
    "OtherSchema",
    "Read",
    "Row",
    "Unclaimed",
    "current",
    "named",
    "outdated",
    "read_forms",
]

Row = dict[str, Any]


EVIDENCE = "evidence"
"""The table that has no file in the folders per unit and project."""
ROWS = tuple(table for table in TABLES if table != EVIDENCE)
"""The others."""
_NO_BOX: Row = dict.fromkeys(("page", "x0", "y0", "x1", "y1"))
_NOWHERE: dict[str, Row] = {"forms": dict.fromkeys(("page_first", "page_last"))}
"""Where the rows of a file without pages stand: on none. `evidence` has their places."""
_FIRST = "1"
"""The schema of results that do not say theirs."""


class OtherSchema(Exception):
    """The store holds results of another version of the schema: nothing is written until they are read anew."""


class Older(NamedTuple):
    """A form that a later version supersedes: which it is, and the `form_id` of the one that counts."""

    form_id: str
    by: str
    year: int | None
    unit: str | None
    project: str | None
    scope: str
    phase: str


Columns = Mapping[str, Sequence[Any]]


class Form(NamedTuple):
    """A form as the export sees it: what all its rows share, its rows by table, its evidence by column, its folder's
    place, the hash of what its folder holds."""

    shared: Row
    tables: dict[str, list[Row]]
    evidence: Columns
    place: Place
    hash: str


class Unclaimed(NamedTuple):
    """What no form of a document claims: what all its rows of evidence share, and those by column."""

    shared: Row
    evidence: Columns


class Read(NamedTuple):
    """What the documents of a store say: every form in the order of the export, the `form_id`s of those that a later
    version supersedes (each with that of the one that counts), and the rows of `evidence` for what no form claims."""

    forms: list[Form]
    older: Mapping[str, str]
    unclaimed: list[Unclaimed]


def current(store: Store, entries: Iterable[Entry]) -> list[Form]:
    """Every form that no later version supersedes, in the order of the export."""
    read = read_forms(store, list(entries))
    return [form for form in read.forms if form.shared["form_id"] not in read.older]


def outdated(store: Store, entries: Iterable[Entry]) -> list[Older]:
    """The forms that a later version supersedes, in the order of the export."""
    read = read_forms(store, list(entries))
    return named(read.forms, read.older)


def named(forms: Iterable[Form], older: Mapping[str, str]) -> list[Older]:
    """Those of the forms that are `older`, told by what they are."""
    shared = [form.shared for form in forms if form.shared["form_id"] in older]
    return [
        Older(s["form_id"], older[s["form_id"]], s["year"], s["unit"], s["project"], s["scope"], s["phase"])
        for s in shared
    ]


def read_forms(store: Store, entries: list[Entry]) -> Read:
    """Everything that the documents say. Raises OtherSchema."""
    through = [entry for entry in entries if entry.outcome and not entry.known and "normalize" in entry.outcome.steps]
    artefacts = store.get_many([place("normalize", entry.sha256) for entry in through])
    parsed = ((entry, Artefact.parse(data)) for entry, data in zip(through, artefacts, strict=True))
    payloads = [(entry, payload) for entry, artefact in parsed if artefact and (payload := artefact.payload)]
    _refuse_stale(payload for _, payload in payloads)
    found = [(entry, form) for entry, payload in payloads for form in payload["forms"]]
    identities = [_identity(entry, form) for entry, form in found]
    older = superseded(identities, {entry.doc_id: entry.received for entry in through})
    kinds = {form["identity"]["form_id"]: PurePosixPath(entry.names[0]).suffix.lower() for entry, form in found}
    compared = between((form for _, form in found), older, settings_of(store), kinds)
    forms = [_form(entry, form, older, compared) for entry, form in found]
    unclaimed = [_unclaimed(entry, payload) for entry, payload in sorted(payloads, key=_document)]
    return Read(sorted(forms, key=_order), older, unclaimed)


def _document(read: tuple[Entry, Row]) -> tuple[str, str]:
    return read[0].names[0], read[0].sha256


def _refuse_stale(payloads: Iterable[Row]) -> None:
    """Raise OtherSchema where a document's result has not this schema's columns: rows of two schemas are no table."""
    stale = sum(payload.get("schema_version", _FIRST) != SCHEMA_VERSION for payload in payloads)
    if stale:
        raise OtherSchema(say("stop.schema", n=stale, version=SCHEMA_VERSION))


def _identity(entry: Entry, form: Row) -> Row:
    """What decides which form it is: the columns of `Identity` and what a phase tells its forms apart by."""
    parts = {name: form["record"].get(name) for name in ("as_of", "evaluator")}
    return {**form["identity"], **parts, "doc_id": entry.doc_id}


def _form(entry: Entry, form: Row, older: Mapping[str, str], compared: Mapping[str, list[Row]]) -> Form:
    form_id = form["identity"]["form_id"]
    identity = {name: form["identity"].get(name) for name in Identity.model_fields}
    shared = {**_provenance(entry), **identity, "superseded": form_id in older}
    tables = {"forms": [form["record"]], **{table: form[table] for table in ROWS if table != "forms"}}
    tables["findings"] = [*form["findings"], *compared.get(form_id, [])]
    if any(form["evidence"].get("place", ())):
        tables = {table: [{**row, **_NOWHERE.get(table, _NO_BOX)} for row in rows] for table, rows in tables.items()}
    where = Place(identity["year"], identity["unit"], identity["project"], identity["scope"] == "unit")
    return Form(shared, tables, form["evidence"], where, digest(canonical([shared, tables])))


def _provenance(entry: Entry) -> Row:
    return {
        "schema_version": SCHEMA_VERSION,
        "doc_id": entry.doc_id,
        "source": entry.names[0],
        "path": entry.path,
    }


def _unclaimed(entry: Entry, payload: Row) -> Unclaimed:
    """What no form of a document claims; its year is that of the document's forms, where they have one."""
    years = {form["identity"]["year"] for form in payload["forms"]}
    shared = {**_provenance(entry), "year": years.pop() if len(years) == 1 else None, "superseded": False}
    return Unclaimed(shared, payload["evidence"])


def _order(form: Form) -> tuple[str, ...]:
    """By unit, project, scope, phase and form, what is not known first."""
    return tuple(form.shared[name] or "" for name in ("unit", "project", "scope", "phase", "form_id"))
