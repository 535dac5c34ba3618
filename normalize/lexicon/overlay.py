"""What is wrong with an overlay, by file and line, and what a label means and why."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from normalize.lexicon import Vocabulary, load
from normalize.lexicon.load import Overlay, printed

__all__ = ["OVERLAID", "Fault", "Meaning", "faults", "meanings"]

OVERLAID = ("columns", "fields", "funds", "levels")
"""The files whose words a province may add to."""
_PLACE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


class Fault(NamedTuple):
    """What is wrong at a line of a file: a stable code and what it is about."""

    file: str
    line: int
    code: str
    about: str
    detail: str = ""


class Meaning(NamedTuple):
    """What a label means: file, table, meaning, the wording of the lexicon that says so, how it was found, its line."""

    file: str
    table: str
    meaning: str
    wording: str
    how: str
    line: int


def faults(overlay: Overlay) -> list[Fault]:
    """Everything that is wrong with an overlay, in the order of its files and lines."""
    return sorted(fault for name, text in overlay for fault in _of_file(name, text))


def meanings(text: str) -> list[Meaning]:
    """What a label means, in every table that knows it; found as it stands, or with one character misread."""
    found = []
    for file in OVERLAID:
        for table, words in _tables(file):
            known = Vocabulary(words)
            meaning, how = known.meaning(text), "exact"
            if meaning is None:
                meaning, how = known.near(text), "near"
            if meaning is not None:
                wording = _wording(text, words[meaning]) or meaning
                found.append(Meaning(file, table, meaning, wording, how, _line(printed(file), wording)))
    return [meaning for meaning in found if meaning.how == "exact"] or found


def _of_file(name: str, text: str) -> Iterator[Fault]:
    if name not in OVERLAID:
        yield Fault(name, 1, "file", name, "、".join(OVERLAID))
        return
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        found = _PLACE.search(str(fault))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        yield Fault(name, line, "toml", _PLACE.sub("", str(fault)))
        return
    base = tomllib.loads(printed(name))
    yield from _of_items(name, text, table) if name == "funds" else _of_tables(name, text, table, base)


def _of_tables(name: str, text: str, over: dict[str, Any], base: dict[str, Any]) -> Iterator[Fault]:
    """Unknown tables and keys, values that are no lists of labels, labels that mean something else already."""
    for table, entries in over.items():
        if not isinstance(base.get(table), dict) or not isinstance(entries, dict):
            yield Fault(name, _line(text, table), "table", table, "、".join(base))
            continue
        known = {label: meaning for meaning, labels in base[table].items() for label in labels}
        for meaning, labels in entries.items():
            if meaning not in base[table]:
                yield Fault(name, _line(text, meaning), "key", f"{table}.{meaning}", "、".join(base[table]))
            elif not _are_labels(labels):
                yield Fault(name, _line(text, meaning), "labels", f"{table}.{meaning}")
            else:
                yield from _twice(name, text, meaning, labels, known)


def _twice(name: str, text: str, meaning: str, labels: Iterable[str], known: dict[str, str]) -> Iterator[Fault]:
    """Labels that mean two things in one table."""
    for label in labels:
        before = known.setdefault(label, meaning)
        if before != meaning:
            yield Fault(name, _line(text, label), "twice", label, before)


def _of_items(name: str, text: str, over: dict[str, Any]) -> Iterator[Fault]:
    items = over.get("item")
    if set(over) != {"item"} or not isinstance(items, list):
        yield Fault(name, 1, "table", "、".join(over), "item")
        return
    for item in items:
        if not isinstance(item, dict) or not isinstance(item.get("item"), str) or not _are_labels(item.get("labels")):
            about = item.get("item", "item") if isinstance(item, dict) else item
            yield Fault(name, _line(text, str(about)), "labels", "item")


def _are_labels(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(label, str) and label.strip("* ") for label in value)


def _tables(file: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The tables of a file, each with its labels by meaning."""
    if file == "funds":
        items: dict[str, list[str]] = {}
        for entry in load(file)["item"]:
            items.setdefault(entry["item"], []).extend(entry["labels"])
        yield "item", items
        return
    for table, words in load(file).items():
        if isinstance(words, dict) and all(isinstance(labels, list) for labels in words.values()):
            named = file == "levels"  # there the meaning is a wording, too
            yield table, {meaning: [meaning, *labels] if named else labels for meaning, labels in words.items()}


def _wording(text: str, labels: Iterable[str]) -> str | None:
    """The wording among them that a text matches."""
    return next((label for label in labels if Vocabulary({"": [label]}).meaning(text) is not None), None)


def _line(text: str, word: str) -> int:
    """The first line that has a word in quotes, or at all; 0 where none does."""
    lines = text.splitlines()
    for wanted in (f'"{word}"', word):
        for number, line in enumerate(lines, 1):
            if wanted in line and not line.lstrip().startswith("#"):
                return number
    return 0
