"""The data files: scripts that hand what they hold to `jx`, each small enough to be loaded when it is needed.

Forms come year by year, projects go over all years: so a file's forms are first laid aside, a line each, and put in
order of their projects when all have come.
"""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.site.gather import Gathered, Project

__all__ = ["ASIDE", "Shards", "script"]

FORMS_OF_A_FILE = 32
_MOST = 3
"""Digits of a prefix at most: 4,096 files."""
ASIDE = ".new"
"""Where forms are laid aside; a site that has it was not finished."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Known(NamedTuple):
    """What the index says of a project: the years it has forms of, and its last budget with that form's year."""

    years: set[int | None]
    budget: list[Any]


class Shards:
    """The data of a site in the making."""

    def __init__(self, folder: Path, forms: int) -> None:
        self.prefix = next((n for n in range(_MOST) if forms <= FORMS_OF_A_FILE * 16**n), _MOST)
        self._folder = folder
        self._aside = folder / ASIDE
        self._known: dict[Project, Known] = {}
        self._names: defaultdict[str, set[Project]] = defaultdict(set)
        self._money: defaultdict[tuple[str, int | None], list[float]] = defaultdict(list)
        shutil.rmtree(self._aside, ignore_errors=True)
        self._aside.mkdir(parents=True)

    def add(self, forms: Iterable[tuple[Gathered, Mapping[int, Any]]]) -> int:
        """Lay a year's forms aside, each with the sizes of its pages; returns how many there were."""
        lines: defaultdict[str, list[str]] = defaultdict(list)
        count = 0
        for form, sizes in forms:
            count += 1
            self._note(form)
            shown = json.dumps({**form.shown, "pages": sizes}, ensure_ascii=False, separators=(",", ":"))
            lines[form.project.id[: self.prefix]].append(f"{form.project.id}\t{shown}\n")
        for name, held in lines.items():
            with (self._aside / f"p{name}").open("a", encoding="utf-8", newline="\n") as aside:
                aside.writelines(held)
        return count

    def finish(self, years: list[int | None]) -> int:
        """Put the data files in place of those of an export before; returns how many projects there are."""
        projects = sorted(self._known)
        heads = {project.id: project for project in projects}
        laid = sorted(self._aside.iterdir())
        files = self._aside / "whole"
        files.mkdir()
        for aside in laid:
            held: defaultdict[str, list[str]] = defaultdict(list)
            for line in aside.read_text(encoding="utf-8").split("\n")[:-1]:
                project, _, shown = line.partition("\t")
                held[project].append(shown)
            parts = [f'"{key}":{{{_head(heads[key])},"forms":[{",".join(forms)}]}}' for key, forms in held.items()]
            prefix = aside.name[1:]
            text = f'jx("p{prefix}",{{{",".join(parts)}}});\n'
            (files / f"_{prefix}.js").write_text(text, encoding="utf-8", newline="\n")
        shutil.rmtree(self._folder / "p", ignore_errors=True)
        files.rename(self._folder / "p")
        (self._folder / "index.js").write_bytes(script("index", self._index(projects, years)))
        (self._folder / "indicators.js").write_bytes(script("indicators", self._indicators(projects)))
        return len(projects)

    def close(self) -> None:
        """Remove what was laid aside: the site is whole."""
        shutil.rmtree(self._aside)

    def _note(self, form: Gathered) -> None:
        known = self._known.setdefault(form.project, Known(set(), [-1, None]))
        known.years.add(form.year)
        if form.budget is not None and (form.year or 0) >= known.budget[0]:
            known.budget[:] = form.year or 0, form.budget
        if form.phase == "target" and not form.project.whole and form.budget is not None:
            self._money[form.project.unit, form.year].append(form.budget)
        for name in form.indicators:
            self._names[name].add(form.project)

    def _index(self, projects: list[Project], years: list[int | None]) -> dict[str, Any]:
        """By column: the units, at which project each begins and its money by year; the projects in that order."""
        units = list(dict.fromkeys(project.unit for project in projects))
        first = {project.unit: number for number, project in reversed(list(enumerate(projects)))}
        bits = {year: 1 << number for number, year in enumerate(years)}
        return {
            "units": units,
            "first": [first[unit] for unit in units],
            "money": [[_total(self._money.get((unit, year))) for year in years] for unit in units],
            "ids": "".join(project.id for project in projects),
            "names": "\n".join(" ".join(project.name.split()) for project in projects),
            "whole": [number for number, project in enumerate(projects) if project.whole],
            "years": [sum(bits[year] for year in self._known[project].years) for project in projects],
            "budgets": [self._known[project].budget[1] for project in projects],
        }

    def _indicators(self, projects: list[Project]) -> dict[str, Any]:
        """Every name, and beside it its projects' numbers, each less the one before, to the base of 36."""
        numbers = {project: number for number, project in enumerate(projects)}
        names = sorted(self._names)
        lists = [_steps(sorted(numbers[project] for project in self._names[name])) for name in names]
        return {"names": "\n".join(" ".join(name.split()) for name in names), "projects": "\n".join(lists)}


def script(name: str, data: Any) -> bytes:
    """A data file."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'jx("{name}",{text});\n'.encode()


def _head(project: Project) -> str:
    told = {"unit": project.unit, "whole": project.whole, "name": project.name}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))[1:-1]


def _total(amounts: list[float] | None) -> float | None:
    """The sum of amounts in 万元, to a hundredth of a 元."""
    return None if amounts is None else round(fsum(amounts), 6)


def _steps(numbers: list[int]) -> str:
    return " ".join(_base36(number - before) for number, before in zip(numbers, [0, *numbers], strict=False))


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
