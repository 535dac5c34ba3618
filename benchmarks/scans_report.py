"""What `benchmarks.scans` found, as benchmarks/results/scans.md has it."""

from typing import Any

from benchmarks.report import markdown

__all__ = ["described", "flat"]

COLUMNS = {
    "cpu_seconds_a_page": "CPU s a page",
    "pages_with_table": "pages with a table found",
    "cpu_seconds_with_table": "CPU s on these",
    "rows": "rows",
    "rows_found": "found",
    "field_accuracy": "field accuracy",
    "spurious": "spurious",
}


def described(found: dict[str, Any]) -> str:
    """The results as a page."""
    parts = ["# Scanned pages"]
    if "readers" in found:
        ours = found["readers"]["jixiao"]["cpu_seconds_a_page"]
        where = f"{found['pages']} pages of `{found['folder']}` at {found['dpi']} dpi"
        rows = [
            [name, *(one[key] for key in COLUMNS), f"{one['cpu_seconds_a_page'] / ours:.1f}"]
            for name, one in found["readers"].items()
        ]
        head = ["reader", *COLUMNS.values(), "times our cost"]
        parts += [
            f"`python -m benchmarks.scans FOLDER`: {where}, one run, one thread, medians; "
            f"{found['machine']['processor']}. Our normalizer stands behind each reader. PaddleOCR's lines, which come "
            "without a table, are put in our grid for its accuracy, at no cost to it; img2table does not run its OCR "
            "where it finds no table.",
            markdown(head, rows),
            "CPU seconds a page by step, medians:",
            markdown(list(found["steps"]), [list(found["steps"].values())]),
        ]
    if memory := found["memory"]:
        parts += [
            f"`python -m benchmarks.scans --memory {' '.join(memory)}`: one document of so many scanned pages (an "
            "eighth to a fifth of a page high each), `jixiao run` with one worker; cost of a page over the line above.",
            markdown(["pages", "CPU s", "CPU s a page", "peak MiB"], flat(memory)),
        ]
    return "\n\n".join(parts) + "\n"


def flat(memory: dict[str, dict[str, float]]) -> list[list[Any]]:
    """A row for each document, the shorter first: pages, CPU seconds, those of each further page, peak."""
    rows: list[list[Any]] = []
    for pages, one in sorted(memory.items(), key=lambda item: int(item[0])):
        further = (one["cpu_seconds"] - rows[-1][1]) / (int(pages) - int(rows[-1][0])) if rows else None
        cost = None if further is None else round(further, 3)
        rows.append([pages, one["cpu_seconds"], cost, int(one["peak_mib"])])
    return rows
