"""`python -m benchmarks.report CORPUS`: write the accuracy and peers tables of benchmarks/README.md and draw the
pictures of docs/scans.md from an evaluation's output.

CORPUS/.evaluation holds figures.json (`make evaluate CORPUS=…`) and peers.json (`python -m benchmarks.peers CORPUS`).
A table stands between `<!-- NAME -->` and `<!-- /NAME -->`; everything else in the file stays as it is.
docs/scans/levels.svg, reliability.svg and damage.svg are drawn anew.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from benchmarks import charts
from benchmarks.charts import LEVELS

README = Path(__file__).with_name("README.md")
PICTURES = Path(__file__).parents[1] / "docs" / "scans"
DRAWN = {"levels": charts.levels, "reliability": charts.reliability, "damage": charts.damage}
COLUMNS = {
    "documents": "documents",
    "rows": "rows",
    "field_accuracy": "field accuracy",
    "forms_right": "forms right",
    "spurious_per_100_rows": "spurious per 100 rows",
    "silent_per_1000_fields": "silent per 1,000 fields",
    "review_share": "sent to review",
    "calibration_error": "calibration error",
    "cell_recall": "cells",
    "character_error_rate": "character errors",
}
PEERS = {
    "rows": "rows",
    "rows_found": "name and value in one row",
    "cells": "cells",
    "field_accuracy": "field accuracy",
    "silent_per_1000_fields": "silent per 1,000 fields",
    "spurious_per_100_rows": "spurious per 100 rows",
    "seconds_a_page": "CPU s a page",
}


def shown(value: Any) -> str:
    """A figure as text."""
    if value is None:
        return "–"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def markdown(head: list[str], rows: list[list[Any]]) -> str:
    """A table in Markdown."""
    lines = [
        head,
        ["---", *["---:"] * (len(head) - 1)],
        *([shown(x) if not isinstance(x, str) else x for x in r] for r in rows),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def accuracy(numbers: dict[str, Any]) -> str:
    """Figures by level."""
    rows = [
        [LEVELS[level], *(one[key] for key in COLUMNS)] for level, one in numbers["level"].items() if level in LEVELS
    ]
    return markdown(["level", *COLUMNS.values()], rows)


def by_damage(numbers: dict[str, Any]) -> str:
    """Field accuracy of the scans that have a kind of damage."""
    kinds = sorted(numbers["damage"].items(), key=lambda item: item[1]["field_accuracy"] or 0)
    rows = [[kind, one["documents"], one["field_accuracy"], one["silent_per_1000_fields"]] for kind, one in kinds]
    return markdown(["damage", "documents", "field accuracy", "silent per 1,000 fields"], rows)


def peers(results: dict[str, Any]) -> str:
    """Rows found, fields with our normalizer behind the reader and CPU seconds a page, reader by reader."""
    rows = [
        [peer, LEVELS[level], *(one[key] for key in PEERS)] for peer, by in results.items() for level, one in by.items()
    ]
    return markdown(["reader", "level", *PEERS.values()], rows)


def written(text: str, tables: dict[str, str]) -> str:
    """The text with each table put between its marks."""
    for name, table in tables.items():
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        place = marked.search(text)
        if not place:
            raise ValueError(f"no place for the table {name}")
        text = f"{text[: place.start()]}{place[1]}{table}\n{place[2]}{text[place.end() :]}"
    return text


def draw(numbers: dict[str, Any]) -> None:
    """The pictures of an evaluation."""
    PICTURES.mkdir(exist_ok=True)
    for name, chart in DRAWN.items():
        (PICTURES / f"{name}.svg").write_text(chart(numbers), encoding="utf-8")


def main() -> None:
    """Write the tables and draw the pictures of what has been measured."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpus", type=Path, help="the corpus, or the folder given to the evaluation's --out")
    args = a.parse_args()
    home = args.corpus / ".evaluation" if (args.corpus / ".evaluation").is_dir() else args.corpus
    tables: dict[str, str] = {}
    if (home / "figures.json").exists():
        numbers = json.loads((home / "figures.json").read_text(encoding="utf-8"))
        tables |= {"accuracy": accuracy(numbers), "damage": by_damage(numbers)}
        draw(numbers)
    if (home / "peers.json").exists():
        tables["peers"] = peers(json.loads((home / "peers.json").read_text(encoding="utf-8")))
    README.write_text(written(README.read_text(encoding="utf-8"), tables), encoding="utf-8")


if __name__ == "__main__":
    main()
