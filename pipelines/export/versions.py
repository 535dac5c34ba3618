"""Which of several versions of a form counts: the one that was handed in last.

A form is the same form when year, unit, scope, phase and project agree, a monitoring table's when what it was made up
to agrees too, an evaluation's when who evaluates does. None of them may be unknown, except that a form about the unit
as a whole has no project and that an evaluation may not say whose it is. So no form supersedes one of another phase,
and August's monitoring leaves June's alone. Never decided by which worker was faster.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

__all__ = ["superseded"]

Received = tuple[datetime, str, str]


def superseded(identities: Iterable[Mapping[str, Any]], received: Mapping[str, Received]) -> dict[str, str]:
    """The `form_id`s for which a later version was handed in, each with the `form_id` of the one that counts.

    `identities` are the columns of `Identity` for every form, each with its `doc_id`, `as_of` and `evaluator`;
    `received` tells of each document when it was received, under which name, and its `doc_id`, compared in this order.
    Forms of one document never supersede each other: they were handed in together.
    """
    same: defaultdict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for identity in identities:
        if (key := _version_of(identity)) is not None:
            same[key].append(identity)
    older: dict[str, str] = {}
    for forms in same.values():
        last = max(forms, key=lambda form: received[form["doc_id"]])
        older |= {form["form_id"]: last["form_id"] for form in forms if form["doc_id"] != last["doc_id"]}
    return older


def _version_of(identity: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """What two versions of a form have in common; None where too little is known to say."""
    year, unit, scope, phase, project = (identity[name] for name in ("year", "unit", "scope", "phase", "project"))
    until = identity["as_of"] if phase == "monitor" else None
    if year is None or unit is None or (project is None and scope != "unit") or (phase == "monitor" and until is None):
        return None
    return year, unit, scope, phase, project, until, identity["evaluator"] if phase == "evaluation" else None
