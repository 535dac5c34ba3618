"""`python -m benchmarks.report CORPUS`: write the tables of accuracy, peers and speed into the READMEs and draw the
pictures of docs/scans.md from an evaluation's output.

CORPUS/.evaluation holds figures.json (`make evaluate CORPUS=…`) and peers.json (`python -m benchmarks.peers CORPUS`);
speed comes from benchmarks/results. A table stands between `<!-- NAME -->` and `<!-- /NAME -->`; everything else in a
file stays as it is.
docs/scans/levels.svg, reliability.svg and damage.svg are drawn anew.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from benchmarks import charts
from benchmarks.charts import LEVELS

ROOT = Path(__file__).parents[1]
README = Path(__file__).with_name("README.md")
RESULTS = README.with_name("results")
PICTURES = ROOT / "docs" / "scans"
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
SHORT = {
    "README.md": {
        "field_accuracy": "fields right",
        "silent_per_1000_fields": "silent per 1,000 fields",
        "review_share": "rows sent to review",
    },
    "README.zh.md": {
        "field_accuracy": "字段正确率",
        "silent_per_1000_fields": "每千字段未提示的错误",
        "review_share": "请人复核的行",
    },
}
NAMES = {
    "README.md": ("level", list(LEVELS.values()), ("reader", "digital", "scanned")),
    "README.zh.md": (
        "类别",
        ["电子版", "1 办公扫描", "2 陈旧盖章", "3 手机拍摄", "4 劣质"],
        ("读取方式", "电子版", "扫描件"),
    ),
}
"""The project's own READMEs: their columns, the names of the levels, the heads of the table of speed."""
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


def in_short(numbers: dict[str, Any], readme: str) -> str:
    """The figures that a reader of the project's README looks for."""
    head, names, _ = NAMES[readme]
    levels = zip(names, (numbers["level"].get(level) for level in LEVELS), strict=True)
    rows = [[name, *(one[key] for key in SHORT[readme])] for name, one in levels if one is not None]
    return markdown([head, *SHORT[readme].values()], rows)


def speed(readme: str) -> str:
    """CPU seconds a page of each reader, from the last runs of `benchmarks.readers` and `benchmarks.scans`."""
    digital = json.loads((RESULTS / "readers.json").read_text(encoding="utf-8"))["whole"]
    scanned = json.loads((RESULTS / "scans.json").read_text(encoding="utf-8"))["readers"]
    rows: list[list[Any]] = [
        ["jixiao", round(digital["ours_ms"] / 1000, 3), scanned["jixiao"]["cpu_seconds_a_page"]],
        ["pdfplumber `extract_tables`", round(digital["pdfplumber_ms"] / 1000, 3), None],
        *([name, None, one["cpu_seconds_a_page"]] for name, one in scanned.items() if name != "jixiao"),
    ]
    return markdown([*NAMES[readme][2]], rows)


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
    short = {readme: {"speed": speed(readme)} for readme in SHORT}
    if (home / "figures.json").exists():
        numbers = json.loads((home / "figures.json").read_text(encoding="utf-8"))
        tables |= {"accuracy": accuracy(numbers), "damage": by_damage(numbers)}
        short = {readme: own | {"accuracy": in_short(numbers, readme)} for readme, own in short.items()}
        draw(numbers)
    if (home / "peers.json").exists():
        tables["peers"] = peers(json.loads((home / "peers.json").read_text(encoding="utf-8")))
    for path, own in [(README, tables), *((ROOT / readme, own) for readme, own in short.items())]:
        path.write_text(written(path.read_text(encoding="utf-8"), own), encoding="utf-8")


if __name__ == "__main__":
    main()
