"""A rule: one small question to a form, or to several, whose answers are what does not add up.

    Rule      code, title, reason, source, severity, parameters, and the function that asks
    └─ Found  one answer: a sentence, the rows where it stands, the rows it rests on, what was seen and expected

A rule is a function made into a value by `rule(...)`. Its keyword parameters are what a settings file may change: name,
type and default stand in the signature, their Chinese titles beside the rule's own.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from normalize.schema import Form, FormRecord, Reviewed

__all__ = ["SOURCES", "Found", "Over", "Parameter", "Rule", "Severity", "Value", "rule"]

Severity = Literal["error", "warning", "info"]
Over = Literal["form", "unit", "years", "versions"]
Value = bool | int | float | str | tuple[float, ...] | tuple[str, ...]

SOURCES = {
    "88": "财预〔2015〕88号《中央部门预算绩效目标管理办法》",
    "10": "财预〔2020〕10号《项目支出绩效评价管理办法》",
    "101": "财预〔2021〕101号《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》",
}
"""The regulations that rules cite, by number."""


@dataclass(frozen=True)
class Found:
    """Something that does not add up.

    message    a whole Chinese sentence
    at         the rows where it stands: the first one's page, their boxes on it together; none: the form as a whole
    on         what else it rests on: it is only as certain as the most doubtful of `at` and `on`
    form       whose finding it is, where a rule compares several forms
    """

    message: str
    at: tuple[Reviewed, ...] = ()
    on: tuple[Reviewed | FormRecord, ...] = ()
    observed: str | None = None
    expected: str | None = None
    form: Form | None = None


@dataclass(frozen=True)
class Parameter:
    """What a settings file may change about a rule."""

    name: str
    title: str
    default: Value


@dataclass(frozen=True)
class Rule:
    """One rule. `ask` takes a form (`over` is `form`), the current forms of one unit and year (`unit`), one unit's
    forms of all years (`years`), or a form and an older version of it (`versions`), and the parameters by name."""

    code: str
    title: str
    reason: str
    source: str | None
    severity: Severity
    over: Over
    parameters: tuple[Parameter, ...]
    ask: Callable[..., Iterator[Found]]


def rule(
    title: str, severity: Severity, *, reason: str, source: str | None = None, over: Over = "form", **parameters: str
) -> Callable[[Callable[..., Iterator[Found]]], Rule]:
    """Make a function a rule named after it. `source` is a key of SOURCES or words; `parameters` are the Chinese titles
    of its keyword parameters. Raises TypeError where titles and signature do not agree."""

    def made(ask: Callable[..., Iterator[Found]]) -> Rule:
        defaults: Mapping[str, Value] = {
            name: parameter.default
            for name, parameter in inspect.signature(ask).parameters.items()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        }
        if defaults.keys() != parameters.keys():
            raise TypeError(f"{ask.__name__}: parameters {sorted(defaults)}, titles {sorted(parameters)}")
        return Rule(
            code=ask.__name__,
            title=title,
            reason=reason,
            source=SOURCES.get(source, source) if source else None,
            severity=severity,
            over=over,
            parameters=tuple(Parameter(name, parameters[name], default) for name, default in defaults.items()),
            ask=ask,
        )

    return made
