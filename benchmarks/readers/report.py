"""What `benchmarks.readers` found: how two readers differ on a page and why, the limits, the report."""

import re
from collections import Counter

from extract.lookalikes import unified
from extract.page import Content

__all__ = ["difference", "missed", "report", "squeezed"]

LIMITS = {"first_rung": 8.0, "whole": 2.8, "audit": 4.0, "triage": 0.25, "memory": 400.0}
"""`whole` was 4 before a page was held against what is seen of it: right before fast."""


def squeezed(text: str) -> str:
    """A cell's text as readers are compared by it: without white space, look-alike characters unified."""
    return re.sub(r"[\s\x00-\x1f]", "", unified(text))


def difference(ours: Content, theirs: list[str]) -> str:
    """How the cells' texts differ from pdfplumber's, and why; empty where they are the same."""
    cells = [(squeezed(cell.text), bool(cell.doubts)) for table in ours.tables for cell in table.cells]
    only_ours = Counter(text for text, _ in cells) - Counter(theirs)
    only_theirs = Counter(theirs) - Counter(text for text, _ in cells)
    if not only_ours and not only_theirs:
        return ""
    closed = Counter(text for text, doubted in cells if doubted)
    left = only_ours - closed
    if not ours.tables:
        return "pdfplumber takes the edges of backgrounds for rulings; nothing is ruled here"
    if not left and not only_theirs:
        return "cells that a page break cut: closed by ours, dropped by pdfplumber"
    if not only_ours and set(only_theirs) <= {"", *(squeezed(line.text) for line in ours.lines)}:
        return "pdfplumber takes the edges of backgrounds for rulings: empty slivers, titles in cells"
    if left and all(any(_within(other, text) for other in only_theirs) for text in left):
        return "text that runs over the table's edge: pdfplumber loses its end" + " (and cut cells)" * bool(closed)
    return f"UNEXPLAINED: only ours {sorted(only_ours)[:4]}, only pdfplumber's {sorted(only_theirs)[:4]}"


def _within(part: str, text: str) -> bool:
    """Whether the characters of `part` stand in `text` in their order."""
    rest = iter(text)
    return all(char in rest for char in part)


def missed(result: dict) -> list[str]:
    """The limits that were missed."""
    checks = {
        "first rung": result["first_rung"]["times_faster"] >= LIMITS["first_rung"],
        "agreement": not result["first_rung"]["unexplained"],
        "triage": result["triage"]["share"] <= LIMITS["triage"],
        "audit": result["audit"]["ms"] <= LIMITS["audit"],
        "whole": result["whole"]["times_faster"] >= LIMITS["whole"],
        "memory": result["memory"]["peak_mib"] <= LIMITS["memory"],
    }
    return [name for name, holds in checks.items() if not holds]


def report(result: dict) -> str:
    """The figures as Markdown."""
    first, triage, whole, memory = (result[name] for name in ("first_rung", "triage", "whole", "memory"))
    differing = [page for page in result["pages"] if page["difference"]]
    lines = [
        "# The digital readers, measured",
        "",
        f"`{result['command']}` on {result['machine']}; "
        + ", ".join(f"{name} {number}" for name, number in result["versions"].items()),
        "",
        "| what | measured | limit |",
        "|---|---|---|",
        f"| first rung, CPU ms a page (median of {first['pages']} pages) | {first['tablers_ms']:.1f} | |",
        f"| pdfplumber `extract_tables` | {first['pdfplumber_ms']:.1f} | |",
        f"| camelot lattice, vector | {first['camelot_ms']:.1f} | |",
        f"| first rung is faster than pdfplumber | {first['times_faster']:.1f} times "
        f"({first['times_faster_ruled']:.1f} on ruled pages) | ≥ {LIMITS['first_rung']:.0f} |",
        f"| pages whose cells and texts are pdfplumber's | {first['pages_alike']} of {first['pages']} "
        f"({first['cells']} cells) | others explained |",
        f"| triage of {triage['pages']} pages without a form, share of `extract_tables` | {triage['share']:.3f} "
        f"({triage['extract_ms']:.1f} of {triage['pdfplumber_ms']:.1f} ms a page, {triage['candidates']} candidates) "
        f"| ≤ {LIMITS['triage']} |",
        f"| a page held against what is seen of it, CPU ms (median of {result['audit']['documents']} documents) | "
        f"{result['audit']['ms']:.1f}, {result['audit']['most_ms']:.1f} at most | ≤ {LIMITS['audit']:.0f} |",
        f"| extract + normalize + export of {whole['documents']} documents "
        f"({whole['pages']} form pages), each {whole['copies']} times, the store on a memory disk | "
        f"{whole['times_faster']:.1f} times faster than `extract_tables` alone ({whole['ours_ms']:.1f} of "
        f"{whole['pdfplumber_ms']:.1f} ms a page; extract {whole['extract_ms']:.1f}, "
        f"normalize {whole['normalize_ms']:.1f}, the rest is store and export) | ≥ {LIMITS['whole']} |",
        f"| peak memory, {memory['pages']} pages ({memory['document_mib']:.1f} MiB) | {memory['peak_mib']:.0f} MiB | "
        f"≤ {LIMITS['memory']:.0f} |",
        "",
        "## Pages that differ from pdfplumber's",
        "",
        *(f"- {page['document']}, page {page['page']}: {page['difference']}" for page in differing),
        "",
    ]
    return "\n".join(lines)
