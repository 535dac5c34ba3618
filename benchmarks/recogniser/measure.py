"""What a recogniser reads right on lines that nobody trained on, by level of damage and by kind of text.

Lines are read as the product reads them: in its batches, with its prior over scripts, along the best path.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from benchmarks.evaluate.cells import characters
from benchmarks.evaluate.fields import plain
from benchmarks.recogniser.data import Lines
from extract.ocr.models import Size
from extract.ocr.recognise import recognise

__all__ = ["Figure", "figures", "table"]

MARKS = str.maketrans("", "", ".,，．")


class Figure(NamedTuple):
    """Lines of a group: how many, how many of them exactly read, edits, characters; how many differ from their text by
    points and commas alone; how many blots gave a text (group `blots`)."""

    lines: int = 0
    exact: int = 0
    edits: int = 0
    characters: int = 0
    marks: int = 0

    def plus(self, want: str, got: str) -> "Figure":
        """With one more line."""
        said = characters(want, got)
        marks = want != got and want.translate(MARKS) == got.translate(MARKS)
        return Figure(
            self.lines + 1,
            self.exact + (want == got),
            self.edits + said.edits,
            self.characters + said.total,
            self.marks + marks,
        )


def figures(lines: Lines, size: Size, weights: Path | None = None) -> dict[str, Figure]:
    """By group of lines. Texts are compared as the evaluation compares them, points and commas of numbers kept."""
    read = recognise([lines.picture(n) for n in range(len(lines.texts))], size, weights=weights)
    out: dict[str, Figure] = defaultdict(Figure)
    for text, group, one in zip(lines.texts, lines.groups, read, strict=True):
        same = numeric if any(character.isdigit() for character in text) else plain
        want, got = same(text), same(one.text)
        where = group if text else "blots"
        out[where] = out[where].plus(want, got)
    return dict(sorted(out.items()))


def numeric(text: str) -> str:
    """A text with figures for comparison: compatibility forms, no white space; every point and comma stays."""
    return "".join(unicodedata.normalize("NFKC", text).replace("⩾", "≥").replace("⩽", "≤").split())


def table(by_reader: dict[str, dict[str, Figure]]) -> str:
    """Shares of lines read exactly as Markdown, a column for each reader; in brackets the lines whose points and commas
    alone are wrong."""
    groups = sorted({group for each in by_reader.values() for group in each})
    rows = [["lines", "number", *by_reader], ["---", *["---:"] * (len(by_reader) + 1)]]
    for group in groups:
        first = next(iter(by_reader.values()))[group]
        said = (each[group] for each in by_reader.values())
        rows.append([group, str(first.lines), *(f"{one.exact / one.lines:.3f} ({one.marks})" for one in said)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
