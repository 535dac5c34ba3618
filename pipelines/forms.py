"""Every form that the documents of a store hold, with the columns that the export adds to each."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from normalize.schema import SCHEMA_VERSION, TABLES, Identity
from pipelines.artefacts import Artefact, canonical, digest, place
from pipelines.findings.between import between
from pipelines.findings.settings import settings_of
from pipelines.layout import Place
from pipelines.ledger import Entry
from pipelines.store import Store
from pipelines.versions import superseded

__all__ = ["Form", "Row", "current", "outdated", "read_forms"]

Row = dict[str, Any]


class Form(NamedTuple):
    """A form as the export sees it: what all its rows share, its rows by table, its folder's place, its hash."""

    shared: Row
    tables: dict[str, list[Row]]
    place: Place
    hash: str


def current(store: Store, entries: Iterable[Entry]) -> list[Form]:
    """Every form that no later version supersedes, in the order of the export."""
    forms, older = read_forms(store, list(entries))
    return [form for form in forms if form.shared["form_id"] not in older]


def outdated(store: Store, entries: Iterable[Entry]) -> set[str]:
    """The `form_id`s that a later version supersedes."""
    return read_forms(store, list(entries))[1]


def read_forms(store: Store, entries: list[Entry]) -> tuple[list[Form], set[str]]:
    """Every form in the order of the export, and the `form_id`s of those that a later version supersedes."""
    through = [entry for entry in entries if entry.outcome and "normalize" in entry.outcome.steps]
    artefacts = store.get_many([place("normalize", entry.sha256) for entry in through])
    read = [(entry, a.payload) for entry, data in zip(through, artefacts, strict=True) if (a := Artefact.parse(data))]
    found = [(entry, form) for entry, payload in read if payload for form in payload["forms"]]
    identities = [{**form["identity"], "doc_id": entry.doc_id} for entry, form in found]
    older = superseded(identities, {entry.doc_id: entry.received for entry in through})
    compared = between((form for _, form in found), older, settings_of(store))
    forms = [_form(entry, form, older, compared) for entry, form in found]
    return sorted(forms, key=_order), older


def _form(entry: Entry, form: Row, older: set[str], compared: Mapping[str, list[Row]]) -> Form:
    form_id = form["identity"]["form_id"]
    identity = {name: form["identity"].get(name) for name in Identity.model_fields}
    shared = {
        "schema_version": SCHEMA_VERSION,
        "doc_id": entry.doc_id,
        "source": entry.names[0],
        **identity,
        "superseded": form_id in older,
    }
    tables = {"forms": [form["record"]], **{table: form[table] for table in TABLES if table != "forms"}}
    tables["findings"] = [*form["findings"], *compared.get(form_id, [])]
    where = Place(identity["year"], identity["unit"], identity["project"], identity["scope"] == "unit")
    return Form(shared, tables, where, digest(canonical([shared, tables])))


def _order(form: Form) -> tuple[str, ...]:
    """By unit, project, scope, phase and form, what is not known first."""
    return tuple(form.shared[name] or "" for name in ("unit", "project", "scope", "phase", "form_id"))
