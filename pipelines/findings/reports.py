"""The reports on disk: an HTML page and a workbook beside the folders of a unit's year.

    units/<year>/<unit>/findings.html   findings.xlsx

A report whose findings are as they were is not written again; one whose unit has no forms any more is removed.
"""

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.artefacts import canonical, digest
from pipelines.findings.gather import UnitYear
from pipelines.findings.html import as_html
from pipelines.findings.pictures import pictures
from pipelines.findings.sheet import as_workbook
from pipelines.stages import version_of
from pipelines.store import Store

__all__ = ["Reports", "write_reports"]

INDEX = "stages/reports.json"
_OURS = re.compile(r"units/[^/]+/[^/]+/findings\.(?:html|xlsx)")


class Reports(NamedTuple):
    """What became of the reports: the folders they stand in, how many were written now, how many removed."""

    folders: tuple[str, ...]
    written: int
    removed: int


def write_reports(store: Store, told: Sequence[UnitYear], *, all_units: bool) -> Reports:
    """Write what is new or changed; `all_units`: these are all there are, and reports of any other are removed."""
    index: dict[str, str] = json.loads(store.get(INDEX) or b"{}")
    there = {found.path for found in store.list("units") if _OURS.fullmatch(found.path)}
    wanted: dict[str, str] = {}
    written = 0
    for unit in told:
        recipe = _recipe(unit)
        names = [f"{unit.folder}/findings.html", f"{unit.folder}/findings.xlsx"]
        wanted[unit.folder] = recipe
        if index.get(unit.folder) != recipe or not there.issuperset(names):
            pieces = pictures(unit)
            for name, data in zip(names, (as_html(unit, pieces), as_workbook(unit, pieces)), strict=True):
                store.put(name, data)
            written += 1
    gone = {path for path in there if path.rpartition("/")[0] not in wanted} if all_units else set()
    for path in sorted(gone):
        store.delete(path)
    store.put(INDEX, canonical(wanted if all_units else index | wanted))
    return Reports(tuple(wanted), written, len(gone))


def _recipe(unit: UnitYear) -> str:
    """The hash of all that a report says, and of the code that says it."""
    rows = [[dict(form.shared), dict(form.record), [dict(told.row) for told in form.findings]] for form in unit.forms]
    return digest(canonical([version_of("pipelines"), version_of("normalize"), rows]))
