"""What a form's labels say: of every meaning a wording that published forms use, one held out from the product's word
lists, or a made-up word that means nothing."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

__all__ = ["CONTENT", "HELD_SHARE", "Label", "Vocabulary", "held_out", "synonyms"]

HERE = Path(__file__).parent
CONTENT: dict[str, Any] = tomllib.loads((HERE / "content.toml").read_text(encoding="utf-8"))

HELD_SHARE = 0.37
"""Chance that a label comes from the held-out wordings."""
NEVER_MADE_UP = {"annual_total", "whole_total", "initial_budget", "revised_budget", "executed", "executed_so_far"} | {
    "forecast_funds",
    "rate",
}
"""Amounts beside other amounts that only the label tells apart: no reader could know a made-up word here."""


@dataclass(frozen=True)
class Label:
    """A label as printed. `origin`: `known`, `held_out`, `made_up`, or `unknown` (a column no contract names)."""

    meaning: str
    text: str
    origin: str


@cache
def synonyms() -> dict[str, dict[str, list[str]]]:
    """The wordings by meaning, `known` and `held_out`."""
    return tomllib.loads((HERE / "synonyms.toml").read_text(encoding="utf-8"))


def held_out() -> list[str]:
    """Every wording that the product's word lists must not hold; those with a month in them without it."""
    return sorted({text for entry in synonyms().values() for text in entry["held_out"]})


@dataclass
class Vocabulary:
    """One form's wording: a meaning is worded once. `dice` words, `made` decides which words become made-up ones, so
    that a corpus with made-up words is otherwise the same as one without."""

    dice: Random
    made: Random
    made_up: float = 0.0
    month: int = 7
    spaced: bool = False
    broken: bool = False
    """Whether labels of two characters are pulled apart, long ones broken by hand."""
    chosen: dict[str, Label] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)

    def label(self, meaning: str) -> Label:
        """The form's label for a meaning."""
        if meaning not in self.chosen:
            origin = "held_out" if self.dice.random() < HELD_SHARE else "known"
            free = [text for text in synonyms()[meaning][origin] if text not in self.taken]
            text = self.dice.choice(free or synonyms()[meaning][origin])
            self._choose(meaning, text, origin)
        return self.chosen[meaning]

    def unknown(self, text: str, numeric: bool = False) -> Label:
        """The label of a column that no contract names."""
        if text not in self.chosen:
            self._choose(text, text, "unknown", numeric)
        return self.chosen[text]

    def says(self, meaning: str) -> str:
        """The form's label for a meaning, as text."""
        return self.label(meaning).text

    def line(self, meaning: str) -> str:
        """The label outside a table, where nobody breaks it."""
        return self.says(meaning).replace("\n", "")

    def title(self, scope: str, kind: str) -> str:
        """The title of a form of this scope and kind."""
        entry = CONTENT["titles"][scope][kind]
        title = self.dice.choice(entry["held_out" if self.dice.random() < HELD_SHARE else "known"])
        return self.titles.setdefault((scope, kind), title)

    def _choose(self, meaning: str, text: str, origin: str, fixed: bool = False) -> None:
        self.taken.add(text)
        word = self._word() if self.made.random() < self.made_up else None
        if word and not fixed and meaning not in NEVER_MADE_UP:
            text, origin = word, "made_up"
        self.chosen[meaning] = Label(meaning, self._set(text.replace("{m}", str(self.month))), origin)

    def _set(self, text: str) -> str:
        """The label as a clerk sets it."""
        if self.spaced and len(text) == 2:
            return "\u3000".join(text)
        if self.broken and len(text) == 4:
            return f"{text[:2]}\n{text[2:]}"
        return text

    def _word(self) -> str:
        characters = CONTENT["made_up"]["characters"]
        return "".join(self.made.sample(characters, self.made.choice([2, 2, 3, 4])))
