"""What was counted of the columns of a labelled corpus (`data/roles.json`, made by `benchmarks/fit_roles.py`): what the
cells of each role are like, how often headers have it, what stands behind it."""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from normalize.kinds.classes import CLASSES, class_of

__all__ = ["Model", "counted", "suits"]

_SMOOTHING = 0.02
"""The share of every class, in every role, that was never met."""
_OWN_WORDS = {"levelish": 0.25, "naming": 0.1}
"""Shares of levels in a province's own words (履职产出, 履职效果): the families that were counted have hardly any."""
_CRITERIA = {"standard": 0.5, "*": 0.03}
"""Shares of how points are given (每低1%扣1分), which the families that were counted have in self-evaluations alone."""
_NO_LEVEL2 = -1.0
"""The logarithm of the odds that names follow level 1 at once: the families that were counted have both levels."""
_LATE = -2.0
"""The logarithm of the odds that what is expected stands behind the reasons why it differs."""
_MONITORED = {"forecast": {"likelihood": 2.0, "deviation": 1.0, "remark": 1.0}, "likelihood": {"deviation": 1.0}}
"""The order of the columns of monitoring forms, which the families that were counted do not have: what is expected is
of the kind of what was reached, and the chance of it stands behind it."""


class Model(NamedTuple):
    """What was counted. By role (`*`: of all columns) the shares of the classes of cells, of grouped columns and of
    numbers that add up to a form's points, and the logarithm of the share of headers that have it; by the role before,
    the odds of the next; the weight of each evidence."""

    content: Mapping[str, Mapping[str, float]]
    grouped: Mapping[str, float]
    sums: Mapping[str, float]
    prior: Mapping[str, float]
    order: Mapping[str, Mapping[str, float]]
    weights: Mapping[str, float]

    def odds(self, role: str, kind: str) -> float:
        """The logarithm of how much likelier a column of a role makes a cell of this class than columns at large."""
        return math.log(_share(self.content[role], kind) / _share(self.content["*"], kind))


@cache
def counted() -> Model:
    """What was counted, and what is known of forms that were not."""
    data = json.loads(files("normalize").joinpath("data", "roles.json").read_text(encoding="utf-8"))
    for counted in (data["content"], data["grouped"], data["sums"]):
        counted["forecast"] = counted["actual"]
    data["content"]["likelihood"] = {"likely": 1.0}
    for role, share in _CRITERIA.items():
        data["content"][role]["criterion"] = share
    for level in ("level1", "level2"):
        shares = data["content"][level]
        shares |= {name: max(least, shares.get(name, 0.0)) for name, least in _OWN_WORDS.items()}
    data["order"] |= _MONITORED
    data["order"]["level1"]["name"] = _NO_LEVEL2
    data["order"].setdefault("deviation", {})["forecast"] = _LATE
    return Model(*(data[name] for name in Model._fields))


def suits(role: str, text: str) -> float:
    """How much likelier (logarithm) a column of this role makes a cell than columns at large do; 0 of a cell that says
    nothing."""
    kind, model = class_of(text), counted()
    return model.odds(role, kind) if kind is not None and role in model.content else 0.0


def _share(shares: Mapping[str, float], name: str) -> float:
    return (shares.get(name, 0.0) + _SMOOTHING) / (1 + _SMOOTHING * len(CLASSES))
