"""The walk through a document: lines and tables in reading order, cut into forms as heads, grids and titles come by."""

import re
from dataclasses import dataclass, field, replace

from normalize.account import Kind, Step
from normalize.draft import Draft, Heading
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text
from normalize.heading import dated, goes_on, read_heading, values, with_unit
from normalize.kinds.date import parse_until, title_year
from normalize.lexicon import key
from normalize.read.ends import ends_grid, is_sum
from normalize.read.funds import note_money_unit
from normalize.read.groups import groups
from normalize.read.heads import begins_form, is_head, names_unit
from normalize.read.indicators import Levels, continued, lost_name, read_row
from normalize.read.items import take_items, take_items_beside
from normalize.read.listing import Listing
from normalize.read.margins import empty_slot, read_outcome, read_totals
from normalize.read.pairs import is_said, project_in_band, read_pairs
from normalize.read.several import rows_within
from normalize.read.tables import ends_table, read_fund_row, read_task_row
from normalize.read.ticks import with_boxes
from normalize.read.titles import BARE_YEAR, band_of, title_in_row
from normalize.sheet import Sheet
from normalize.table.header import Header, find_header, likely_header, money_header, names_columns
from normalize.table.stages import names_money
from normalize.table.standing import is_numbering

__all__ = ["Walk"]

_BUDGET = re.compile(r"预算.{0,4}[数额]?$|调整")
_CONTEXT_LINES = 12


def _doubt_stages(sheet: Sheet, row: int, header: Header, draft: Draft) -> None:
    """Doubt the money under a header of which a stage is guessed, or is not known and may be the one that counts."""
    if not all(column.sure for column in header.columns):
        draft.ask(Doubt("field", "guessed"))
    if any(_BUDGET.search(slot.key) and not header.knows(slot) for slot in sheet.row(row)):
        draft.ask(Doubt("amount", "unread"))


@dataclass
class Walk:
    """Where the walk stands: the form being read, the table of it that is open, the lines since the last table."""

    drafts: list[Draft] = field(default_factory=list)
    heading: Heading = field(default_factory=Heading)
    draft: Draft | None = None
    header: Header | None = None
    parts: list[Header] = field(default_factory=list)
    levels: list[Levels] = field(default_factory=list)
    listing: Listing | None = None
    context: list[Text] = field(default_factory=list)
    page: int = 0
    last: Sheet | None = None
    opening: bool = False
    steps: list[Step] = field(default_factory=list)
    took: Kind = "outside"

    def line(self, line: Text) -> None:
        """A line outside the tables."""
        if line.text.strip():
            self.context = [*self.context[-_CONTEXT_LINES:], line]

    def sheet(self, sheet: Sheet) -> None:
        """A table: what stood above it decides whether it goes on with the last one."""
        self._take_context(sheet)
        row = 0
        self.opening = self.header is not None and sheet.page != self.page
        self.page = sheet.page
        while row < sheet.rows:
            rows = self._row(sheet, row)
            self.steps.append(Step(sheet, row, rows, self.took, self.draft, self.header))
            row += rows
        self.last = sheet

    def _take_context(self, sheet: Sheet) -> None:
        lines, self.context = self.context, []
        heading = read_heading(lines)
        if heading is None or (self.draft is not None and goes_on(heading)):
            self._take_pairs(lines)
            return
        repeated = key(heading.title or "") == key(self.heading.title or "")
        first = find_header(sheet, 0)
        if repeated and self.header is not None and first is not None and first.kind == self.header.kind:
            return
        self._title(heading)

    def _take_pairs(self, lines: list[Text]) -> None:
        """Lines without a title: a further form under the same one may have its own unit line."""
        pairs = {name: value for line in lines for name, value in values(line).items()}
        if pairs:
            self.heading = replace(self.heading, pairs={**self.heading.pairs, **pairs})

    def _title(self, heading: Heading) -> None:
        """A title opens a form; one that repeats the last keeps what was printed only over the first."""
        if key(heading.title or "") == key(self.heading.title or ""):
            kept = {name: text for name, text in self.heading.pairs.items() if name == "money_unit"}
            heading = replace(with_unit(heading, self.heading), pairs=kept | dict(heading.pairs))
            if heading.year is None:
                heading = dated(heading, self.heading.year, self.heading.said.get("year"))
        self.heading, self.draft, self.header, self.listing = heading, None, None, None

    def _form(self, page: int) -> Draft:
        if self.draft is None:
            self.draft = Draft(self.heading, pairs=dict(self.heading.pairs))
            self.drafts.append(self.draft)
            self.levels = []
        self.draft.pages.add(page)
        return self.draft

    def _row(self, sheet: Sheet, row: int) -> int:
        """Reads one row, or a header's rows; returns how many."""
        self.took = "title"
        if self._is_title_row(sheet, row):
            return 1
        if is_numbering(sheet, row):
            return 1
        self._take_year(sheet, row)
        if (header := self._header(sheet, row)) is not None:
            self._open(sheet, row, header)
            self.took = "header"
            return header.depth
        if self.header is None or not self._in_grid(sheet, row, self.header):
            self._head(sheet, row)
            self.took = "head" if self.draft is not None else "outside"
        return 1

    def _in_grid(self, sheet: Sheet, row: int, header: Header) -> bool:
        """Reads a row of the open grid, which one that is none of it closes."""
        if header.kind == "indicators" and (is_sum(sheet, row, header) or self._is_band_within(sheet, row, header)):
            return True
        if not self._ends(sheet, row, header):
            self._body(sheet, row, header)
            self.opening = False
            self.took = "body"
            return True
        if header.kind != "list":
            if header.kind == "indicators" and self.draft is not None:
                read_totals(sheet, row, header, self.draft)
            self.header = None
        return False

    def _header(self, sheet: Sheet, row: int) -> Header | None:
        """The header that begins in `row`, by its labels or, where no grid is open, by what stands below it."""
        if (found := find_header(sheet, row, self.heading)) is not None:
            return found
        inside = self.header is not None and self.header.kind in ("indicators", "list")
        if not inside or names_money(sheet, row, None):
            return money_header(sheet, row) or (None if inside else likely_header(sheet, row, self.heading))
        return likely_header(sheet, row, self.heading) if names_columns(sheet, row) else None

    def _is_band_within(self, sheet: Sheet, row: int, header: Header) -> bool:
        """Whether a band stands over rows of the grid: a further form's project (`项目二：灌区改造（预算780万元）`), or
        the goal of the one that has begun."""
        band = band_of(sheet, row)
        if band is None:
            return False
        found = project_in_band(band)
        if found is not None:
            self.draft = None
            self._form(sheet.page).fields.update(values(Text.from_(band)) | {"project": found})
            self.levels = [Levels() for _ in self.parts]
        elif not is_said(band) or self.draft is None or self.draft.complete or ends_grid(sheet, row + 1, header):
            return False
        read_pairs(sheet, row, self._form(sheet.page))
        return True

    def _is_title_row(self, sheet: Sheet, row: int) -> bool:
        """A title, or the line under it, printed inside the grid over its whole width."""
        heading, band = title_in_row(sheet, row), band_of(sheet, row)
        if heading is not None:
            self._title(heading)
        elif band is None or band.cell.row != row or not self.heading.title or self.heading.year is not None:
            return False
        elif BARE_YEAR.fullmatch(band.key):
            self.heading = dated(self.heading, title_year(band.text), Text.from_(band))
        else:
            return False
        return True

    def _take_year(self, sheet: Sheet, row: int) -> None:
        """A year in a cell of its own, in the rows under a title that has none."""
        if row > 2 or not self.heading.title or self.heading.year is not None:
            return
        said = next((slot for slot in sheet.starting(row) if BARE_YEAR.fullmatch(slot.key)), None)
        if said is not None:
            self.heading = dated(self.heading, title_year(said.text), Text.from_(said))

    def _open(self, sheet: Sheet, row: int, header: Header) -> None:
        repeated = self.header is not None and self.header.kind == header.kind and row == 0
        header = with_boxes(sheet, row, header)
        self.header, self.parts = header, groups(header)
        if header.kind == "list":
            if not (repeated and self.listing):
                self.listing, self.draft = Listing(), None
            return
        draft = self._form(sheet.page)
        for slot in sheet.row(row):
            note_money_unit(slot, draft)
            if parse_until(slot.text, None) is not None:
                draft.note("until", slot)
        if header.kind == "funds":
            _doubt_stages(sheet, row, header, draft)
        if header.kind == "indicators":
            draft.has_actuals |= header.column("actual") is not None
            if not repeated or len(self.levels) != len(self.parts):
                self.levels = [Levels() for _ in self.parts]

    def _ends(self, sheet: Sheet, row: int, header: Header) -> bool:
        if header.kind in ("indicators", "list"):
            return ends_grid(sheet, row, header)
        return ends_table(sheet, row, header)

    def _body(self, sheet: Sheet, row: int, header: Header) -> None:
        if header.kind == "list" and self.listing is not None:
            draft = self.listing.row(sheet, row, header, self.parts, self.heading, opening=self.opening)
            if draft is not None and draft is not self.draft:
                self.draft = draft
                self.drafts.append(draft)
            return
        draft = self._form(sheet.page)
        if header.kind == "tasks":
            read_task_row(sheet, row, header, draft)
        elif header.kind == "funds":
            read_fund_row(sheet, row, header, draft)
        else:
            self._grid_row(sheet, row, header, draft)

    def _grid_row(self, sheet: Sheet, row: int, header: Header, draft: Draft) -> None:
        """A row of the indicators: their own, the rest of one that a page break cut, or a slot that nobody filled."""
        if self.opening and len(self.parts) == 1 and draft.indicators:
            whole_row = continued(sheet, row, header, draft.indicators[-1])
            if whole_row is not None:
                draft.indicators[-1] = whole_row
                return
        take_items(sheet, row, header, draft)
        for index, part in enumerate(self.parts):
            self.levels[index].opening = self.opening
            found = read_row(sheet, row, part, self.levels[index])
            if found is not None:
                draft.take(*rows_within(found))
                if Doubt("row", "unread") in found.doubts:
                    draft.ask(Doubt("row", "unread"))
            elif lost_name(sheet, row, part):
                draft.ask(Doubt("row", "unread"))
            elif (empty := empty_slot(sheet, row, part, self.levels[index])) is not None:
                draft.unnamed.append(empty)

    def _head(self, sheet: Sheet, row: int) -> None:
        if begins_form(sheet, row, self.draft):
            self.draft = None
        money = names_money(sheet, row, None)
        if self.draft is not None and take_items_beside(sheet, row, self.draft):
            return
        if self.draft is not None and self.draft.complete and row > 0 and not money:
            read_outcome(sheet, row, self.draft)
            return
        if self.draft is None and not is_head(sheet, row, self.heading):
            return
        draft = self._form(sheet.page)
        for slot in sheet.starting(row):
            if names_unit(sheet, row, slot):
                draft.note("unit_alone", slot)
        read_pairs(sheet, row, draft)
