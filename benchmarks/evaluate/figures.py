"""Figures of a group of documents: accuracy, spurious and silent errors, review share, calibration, cells,
characters."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.evaluate.cells import Found
from benchmarks.evaluate.fields import MAIN, Judged, Verdict

__all__ = ["Scored", "calibration", "figures", "grouped", "summary"]

BINS = 10


@dataclass
class Scored:
    """A document's verdict with its cells."""

    verdict: Verdict
    cells: Found

    @property
    def silent(self) -> float:
        """Wrong main fields that nobody was asked about, spurious rows counted once each."""
        rows = [row for row in self.verdict.rows if not row.asked]
        return sum(len(row.wrong()) + row.spurious for row in rows)

    @property
    def wrong(self) -> int:
        """Wrong main fields and spurious rows, asked about or not."""
        return sum(len(row.wrong()) + row.spurious for row in self.verdict.rows)


def ratio(part: float, whole: float) -> float | None:
    """A share, None of nothing."""
    return round(part / whole, 5) if whole else None


def figures(scored: Iterable[Scored]) -> dict[str, Any]:
    """The figures of some documents."""
    scored = list(scored)
    rows = [row for one in scored for row in one.verdict.rows]
    truth = [row for row in rows if not row.spurious]
    got = [row for row in rows if row.found]
    forms = [form for one in scored for form in one.verdict.forms]
    wanted_forms = [form for form in forms if not form.spurious]
    fields = len(truth) * len(MAIN)
    wrong = sum(len(row.wrong()) for row in truth)
    spurious = sum(row.spurious for row in rows + forms)
    found = Found()
    for one in scored:
        found.wanted += one.cells.wanted
        found.got += one.cells.got
        found.right += one.cells.right
        found.words += one.cells.words
        found.words_right += one.cells.words_right
        found.characters.add(one.cells.characters)
    gap, bins = calibration(got)
    funds = [fund for one in scored for fund in one.verdict.funds]
    return {
        "documents": len(scored),
        "rows": len(truth),
        "rows_found": sum(row.found for row in truth),
        "fields": fields,
        "field_accuracy": ratio(fields - wrong, fields),
        "rows_right": ratio(sum(row.whole for row in truth), len(truth)),
        "forms": len(wanted_forms),
        "forms_right": ratio(sum(_form_right(form) for form in wanted_forms), len(wanted_forms)),
        "spurious": spurious,
        "spurious_per_100_rows": ratio(100 * spurious, len(truth)),
        "silent": sum(one.silent for one in scored),
        "silent_per_1000_fields": ratio(1000 * sum(one.silent for one in scored), fields),
        "review_share": ratio(sum(row.asked for row in got), len(got)),
        "calibration_error": gap,
        "calibration_bins": bins,
        "evidence": ratio(*_sum(one.verdict.evidence for one in scored)),
        "funds": _right(fund for fund in funds if not fund.spurious),
        "funds_spurious": sum(fund.spurious for fund in funds),
        "funds_silent_per_1000": ratio(1000 * sum(map(_unasked, funds)), sum(not fund.spurious for fund in funds)),
        "tasks": _right(task for one in scored for task in one.verdict.tasks),
        "columns": columns(truth),
        "form_columns": columns(wanted_forms),
        "cell_recall": ratio(found.right, found.wanted),
        "cell_precision": ratio(found.right, found.got),
        "words": found.words,
        "words_read": ratio(found.words_right, found.words),
        "character_error_rate": ratio(found.characters.edits, found.characters.total),
        "confused": [[want, read, n] for (want, read), n in found.characters.confused.most_common(40)],
    }


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    pairs = list(pairs)
    return sum(a for a, _ in pairs), sum(b for _, b in pairs)


def _right(rows: Iterable[Judged]) -> float | None:
    """The share of rows of which everything is right."""
    told = [all(one.right for one in row.fields) for row in rows]
    return ratio(sum(told), len(told))


def _unasked(fund: Judged) -> bool:
    """Whether an amount is wrong, lost or in no truth, and nobody was asked about it."""
    return not fund.asked and (fund.spurious or not all(one.right for one in fund.fields))


def _form_right(form: Judged) -> bool:
    return form.found and all(one.right for one in form.fields if one.column in ("budget", "year"))


def columns(rows: list[Judged]) -> dict[str, float | None]:
    """Accuracy per column over the rows that were found."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        for one in row.fields:
            total[one.column] += 1
            right[one.column] += one.right
    return {column: ratio(right[column], total[column]) for column in total}


def calibration(rows: Iterable[Judged]) -> tuple[float | None, list[dict[str, Any]]]:
    """Expected calibration error over ten equal bins of confidence, and the bins: a row is right when all of it is."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for row in rows:
        if row.confidence is not None:
            bins[min(int(row.confidence * BINS), BINS - 1)].append((row.confidence, row.whole))
    count = sum(map(len, bins))
    out = []
    gap = 0.0
    for i, entries in enumerate(bins):
        if entries:
            said = sum(confidence for confidence, _ in entries) / len(entries)
            right = sum(whole for _, whole in entries) / len(entries)
            gap += len(entries) / count * abs(said - right)
            low = i / BINS
            out.append({"from": low, "rows": len(entries), "said": round(said, 4), "right": round(right, 4)})
    return (round(gap, 5) if count else None), out


def grouped(scored: Iterable[Scored], key: str) -> dict[str, list[Scored]]:
    """Documents by `level`, by a key of their truth (`family`, `producer`, `face`), or by each kind of `damage`."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        document = one.verdict.document
        if key == "level":
            groups[document.level].append(one)
        elif key == "damage":
            for kind, _ in document.truth["damage"] or [["none", 0]]:
                groups[kind].append(one)
        else:
            groups[str(document.truth.get(key))].append(one)
    return dict(sorted(groups.items()))


def summary(scored: list[Scored]) -> dict[str, Any]:
    """All figures: of everything, and by level, family, producer, face and damage."""
    out: dict[str, Any] = {"all": figures(scored)}
    for key in ("level", "family", "producer", "face", "damage"):
        out[key] = {name: figures(group) for name, group in grouped(scored, key).items()}
    return out
