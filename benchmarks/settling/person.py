"""A person who has the truth before the eyes, where others have the page: what is printed at each place.

Of a cell the person says what is printed in it; of a value that is not all its cell says the value; of a row its wrong
fields, or that it is none; of a page the rows that are missing.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.evaluate.fields import plain, same
from extract.model import Box
from normalize.settled.correction import overlap, squeezed
from pipelines.settle import Correction, Decision, DocumentView, FieldView, add, answer, strike

__all__ = ["AMOUNTS", "Answered", "Person", "edits"]

WHO = "truth"
AMOUNTS = ("budget", "amount", "executed")
"""Fields of money, which truths and tables have in 万元 whatever unit the form has."""
COLUMNS = {"measure_unit": "unit"}
"""Fields whose column in a truth has another name."""
MISSING = object()
_SIGNED = ("value", "operator")


@dataclass
class Answered:
    """What a person did about a decision: the answers, the keys that were pressed."""

    corrections: tuple[Correction, ...]
    keys: int
    kind: str


@dataclass
class Person:
    """One who knows the truth of one document. `look` gives the document as its page shows it."""

    truth: Mapping[str, Any]
    look: Callable[[], DocumentView]
    unsure: list[str] = field(default_factory=list)

    def answer(self, asked: Decision) -> Answered:
        """What this person says of a decision."""
        if asked.table == "page":
            return self._page(asked)
        if asked.table == "cell":
            return Answered(answer(asked, "accept", who=WHO), 1, "seen")
        if asked.field is None:
            return self._row(asked)
        printed = self.printed(asked)
        if printed is not None:
            return self._said(asked, asked.text, printed)
        want = self.value(asked.table, asked.field, asked.page, asked.box)
        if want is MISSING:
            self.unsure.append(f"{asked.table}.{asked.field} {asked.text!r}")
            return Answered(answer(asked, "accept", who=WHO), 1, "unknown")
        if is_same(asked.field, want, asked.value):
            return Answered(answer(asked, "accept", who=WHO), 1, "accept")
        return self._typed(asked, _told(asked.field, want))

    def _said(self, asked: Decision | FieldView, text: str, printed: str) -> Answered:
        if is_read(text, printed):
            return Answered(answer(asked, "accept", who=WHO), 1, "accept")
        if any(squeezed(rival.value) == squeezed(printed) for rival in asked.rivals):
            return Answered(answer(asked, "correct", printed, who=WHO), 1, "rival")
        return self._typed(asked, printed)

    def _typed(self, asked: Decision | FieldView, says: str) -> Answered:
        keys = 1 if says in asked.choices else edits(asked.text, says) + 1
        return Answered(answer(asked, "correct", says, who=WHO), keys, "typed")

    def printed(self, one: Decision | FieldView) -> str | None:
        """What is printed in the cell that a value was read from; of a value whose cell is drawn around its sign,
        both."""
        if one.cell is None:
            return None
        page, box = one.cell.page, one.cell.box
        cell = self._cell(page, box)
        both = self._within(page, box) if one.field in _SIGNED else []
        if len(both) > 1 and len({(each["table"], each["row"]) for each in both}) == 1:
            return "".join(str(each["text"]) for each in both)
        return str(cell["text"]) if cell is not None else None

    def _within(self, page: int, box: Box) -> list[Mapping[str, Any]]:
        """The cells whose middle lies in a box."""
        return [cell for cell in self.truth.get("cells", ()) if cell["page"] == page and _is_in(cell["box"], box)]

    def value(self, table: str, name: str, page: int | None, box: Box | None) -> Any:
        """What the truth has in a field; MISSING where it does not say."""
        column = COLUMNS.get(name, name)
        rows = self.truth["forms"] if table == "forms" else self.truth.get(table, ())
        found = self._form_at(rows, page, box) if table == "forms" else self._row_at(rows, page, box)
        return found.get(column, MISSING) if found is not None else MISSING

    def _row_at(self, rows: Sequence[Mapping[str, Any]], page: int | None, box: Box | None) -> Mapping[str, Any] | None:
        """The row of the truth that has a cell at a place. Its rows stand as they do on the original: the cell at the
        place is known there, too."""
        found = [*self._beside(rows, page, box)]
        return found[0] if len(found) == 1 else None

    def _form_at(
        self, forms: Sequence[Mapping[str, Any]], page: int | None, box: Box | None
    ) -> Mapping[str, Any] | None:
        """The form that a place is in: the only one on its page, else that of the rows beside it."""
        found = [form for form in forms if page is None or form["page_first"] <= page <= form["page_last"]]
        if len(found) > 1:
            beside = {row["form"] for row in self._beside(self.truth["indicators"], page, box)}
            found = [form for form in found if form["form"] in beside]
        return found[0] if len(found) == 1 else None

    def _beside(
        self, rows: Sequence[Mapping[str, Any]], page: int | None, box: Box | None
    ) -> Iterator[Mapping[str, Any]]:
        """The rows of the truth that are as high up as the cell at a place."""
        cell = self._cell(page, box)
        there = next((one for one in self.truth.get("printed", ()) if cell and _spot(one) == _spot(cell)), None)
        if there is None:
            return
        _, top, _, bottom = there["box"]
        for row in rows:
            if row.get("box") and row["page"] == there["page"]:
                _, upper, _, lower = row["box"]
                if min(bottom, lower) - max(top, upper) > 0.5 * min(bottom - top, lower - upper):
                    yield row

    def _cell(self, page: int | None, box: Box | None) -> Mapping[str, Any] | None:
        if box is None:
            return None
        cells = [cell for cell in self.truth.get("cells", ()) if cell["page"] == page]
        best = max(cells, key=lambda cell: overlap(box, tuple(cell["box"])), default=None)
        return best if best is not None and overlap(box, tuple(best["box"])) >= 0.5 else None

    def _row(self, asked: Decision) -> Answered:
        """A row that is asked about as a whole: its wrong fields are corrected, then it is accepted as it reads."""
        view = self.look()
        about = {(one.form_id, one.table, one.ordinal) for one in asked.hangs}
        rows = [row for form in view.forms for row in form.rows if (row.form_id, row.table, row.ordinal) in about]
        wrong = [done for row in rows for one in row.fields if (done := self._wrong(one)) is not None]
        if not wrong:
            return Answered(answer(asked, "accept", who=WHO), 1, "row")
        keys = sum(one.keys for one in wrong)
        return Answered(tuple(said for one in wrong for said in one.corrections), keys, "row mended")

    def _wrong(self, one: FieldView) -> Answered | None:
        """The correction of a field that is wrong, of those that the truth has."""
        if one.review in ("accepted", "corrected"):
            return None
        printed = self.printed(one)
        if printed is not None:
            return None if is_read(one.text, printed) else self._said(one, one.text, printed)
        want = self.value(one.table, one.field, one.page, one.box)
        if want is MISSING or one.table == "forms" or is_same(one.field, want, one.value):
            return None
        return self._typed(one, _told(one.field, want))

    def _page(self, asked: Decision) -> Answered:
        rows = [row for row in self.truth["indicators"] if row.get("page") == asked.page]
        added = tuple(self._added(asked, row) for row in rows)
        keys = 1 + sum(len(said.says or "") for said in added)
        return Answered((*answer(asked, "accept", who=WHO), *added), keys, "page")

    def _added(self, asked: Decision, row: Mapping[str, Any]) -> Correction:
        fields = {name: str(row[column]) for name, column in _TOLD.items() if row.get(column) not in (None, "")}
        box = tuple(row["box"]) if row.get("box") else None
        return add(asked.sha256, "indicators", row.get("page"), box, fields, who=WHO)


_TOLD = {
    "name": "name_raw",
    "level1": "level1",
    "level2": "level2",
    "operator": "operator",
    "value": "value_raw",
    "measure_unit": "unit",
}


def _told(field: str, want: Any) -> str:
    """A value of the truth as a person types it."""
    return "" if want is None else f"{want}万元" if field in AMOUNTS else str(want)


def spurious(view: DocumentView, truth: Mapping[str, Any]) -> Iterator[Correction]:
    """The rows that are none: to be struck."""
    names = {plain(row["name"]) for row in truth["indicators"]}
    for form in view.forms:
        for row in form.rows:
            if row.table == "indicators" and plain(row.name) not in names:
                yield strike(row, who=WHO)


def _is_in(cell: Sequence[float], box: Box) -> bool:
    """Whether the middle of a cell lies in a box."""
    x, y = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _spot(cell: Mapping[str, Any]) -> tuple[Any, ...]:
    return cell["page"], cell["table"], cell["row"], cell["column"]


def is_read(text: str, printed: str) -> bool:
    """Whether a text is what is printed, white space and the width of characters apart."""
    return squeezed(unicodedata.normalize("NFKC", text)) == squeezed(unicodedata.normalize("NFKC", printed))


def is_same(name: str, want: Any, got: str) -> bool:
    """Whether a value that is shown is what the truth has."""
    if want is None or want == "":
        return not got or (name in ("value", "actual", "forecast") and not _is_number(got))
    if isinstance(want, float | int):
        return _is_number(got) and abs(float(got) - want) < 1e-6
    return same(name, want, got)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def edits(one: str, other: str) -> int:
    """Characters to put in, leave out or change (Levenshtein)."""
    before = list(range(len(other) + 1))
    for n, char in enumerate(one, 1):
        row = [n]
        for m, wanted in enumerate(other, 1):
            row.append(min(before[m] + 1, row[-1] + 1, before[m - 1] + (char != wanted)))
        before = row
    return before[-1]
