"""The walk through a document: lines and tables in reading order, cut into forms as heads, grids and titles come by.

It is a fold: where the walk stands, and a row → where it stands then.
"""

from collections.abc import Sequence
from itertools import dropwhile
from typing import NamedTuple

from normalize.cells.sheet import Sheet
from normalize.document.account import Kind, Step
from normalize.draft import UNTITLED, Asked, Draft, Fact, Heading, Labelled, Unsure
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text
from normalize.kinds.date import BARE_YEAR, parse_until, title_year
from normalize.labels.head import is_field
from normalize.labels.within import says_field, values
from normalize.lexicon import key
from normalize.read.boxes import with_boxes
from normalize.read.foot import read_foot
from normalize.read.form_begins import begins_form, is_head, names_unit
from normalize.read.funds import read_money_unit
from normalize.read.grid_end import ends_grid, heads_level, is_aside, levels_over, sums_items
from normalize.read.heading import dated, goes_on, read_heading, with_unit
from normalize.read.indicators import lost_name, read_row
from normalize.read.items import items_beside, read_items
from normalize.read.levels import Levels
from normalize.read.listing import Listing
from normalize.read.pairs import amount_in_line, project_in_band, read_pairs
from normalize.read.row_below import continued, explained
from normalize.read.several import rows_within
from normalize.read.tasks_and_money import READERS, doubted_columns, ends_table
from normalize.read.titles_in_table import band_of, title_in_row
from normalize.read.totals import empty_row, read_half_totals, read_outcome, read_rate_row, read_totals
from normalize.table.groups import groups
from normalize.table.header import Header, find_header
from normalize.table.header_in_row import grid_follows, header_in_row
from normalize.table.kinds_of_rows import is_numbering, numbers_page
from normalize.table.money_rows import names_money

__all__ = ["Walk"]

_CONTEXT_LINES = 12
_UNDER_TITLE = 3
"""Rows in which a form may say its year in a cell of its own."""


class Walk(NamedTuple):
    """Where the walk stands: the forms, the last of which is being read (`inside`), the table of it that is open, the
    lines since the last table. `opening`: the next row is the first of a page that goes on with that table; `took`:
    what the last row was taken for."""

    drafts: tuple[Draft, ...] = ()
    inside: bool = False
    heading: Heading = UNTITLED
    header: Header | None = None
    parts: tuple[Header, ...] = ()
    levels: tuple[Levels, ...] = ()
    listing: Listing | None = None
    context: tuple[Text, ...] = ()
    last: Sheet | None = None
    opening: bool = False
    steps: tuple[Step, ...] = ()
    took: Kind = "outside"

    @property
    def draft(self) -> Draft | None:
        """The form being read."""
        return self.drafts[-1] if self.inside else None

    def line(self, line: Text) -> "Walk":
        """Past a line outside the tables."""
        return self._replace(context=(*self.context[-_CONTEXT_LINES:], line)) if line.text.strip() else self

    def sheet(self, sheet: Sheet) -> "Walk":
        """Past a table: what stood above it decides whether it goes on with the last one."""
        now = self._under(self.context, sheet)
        before = self.last.page if self.last is not None else 0
        now = now._replace(opening=now.header is not None and sheet.page != before)
        row, steps = 0, list(self.steps)
        while row < sheet.rows:
            now, rows = now._row(sheet, row)
            steps.append(Step(sheet, row, rows, now.took, len(now.drafts) - 1 if now.inside else None, now.header))
            row += rows
        return now._replace(last=sheet, steps=tuple(steps), context=())

    def _under(self, lines: Sequence[Text], sheet: Sheet) -> "Walk":
        """The walk below the lines over a table."""
        heading = read_heading(lines)
        if heading is None or (self.inside and goes_on(heading)):
            # a further form under the same title may have its own unit line
            pairs = {name: value for line in lines for name, value in values(line).items()}
            return self._replace(heading=self.heading._replace(pairs={**self.heading.pairs, **pairs}))
        first = find_header(sheet, 0)
        if self._repeats(heading) and self.header is not None and first and first.kind == self.header.kind:
            return self
        title = heading.said["title"]
        below = dropwhile(lambda line: line.lines[-1] is not title.lines[-1], lines)
        heading = heading._replace(money=tuple(fund for line in below for fund in amount_in_line(line)))
        return (self if self._stands_below(title) else self.ended(lines))._titled(heading)

    def _stands_below(self, title: Text) -> bool:
        """Whether a title stands on the page of the last table: who signs between them may sign either form."""
        return self.last is not None and title.place.page == self.last.page

    def ended(self, lines: Sequence[Text]) -> "Walk":
        """The walk with what is said below the last table of its form, on that table's page."""
        if self.draft is None or self.last is None:
            return self
        return self._plus(*read_foot([line for line in lines if line.place.page == self.last.page], self.draft))

    def _repeats(self, heading: Heading) -> bool:
        return key(heading.title or "") == key(self.heading.title or "")

    def _titled(self, heading: Heading) -> "Walk":
        """A title opens a form; one that repeats the last keeps what was printed only over the first."""
        if self._repeats(heading):
            kept = {name: text for name, text in self.heading.pairs.items() if name == "money_unit"}
            heading = with_unit(heading, self.heading)._replace(pairs=kept | dict(heading.pairs))
            if heading.year is None:
                heading = dated(heading, self.heading.year, self.heading.said.get("year"))
        return self._replace(heading=heading, inside=False, header=None, listing=None)

    def _on(self, page: int) -> "Walk":
        """The walk within a form that stands on this page: the one being read, or a new one."""
        if self.inside:
            return self._with(self.drafts[-1].on(page))
        draft = Draft(self.heading, funds=self.heading.money, pairs=dict(self.heading.pairs)).on(page)
        return self._replace(drafts=(*self.drafts, draft), inside=True, levels=())

    def _with(self, draft: Draft) -> "Walk":
        return self if draft is self.drafts[-1] else self._replace(drafts=(*self.drafts[:-1], draft))

    def _plus(self, *facts: Fact) -> "Walk":
        """The walk with more of the form that is being read."""
        return self._with(self.drafts[-1].plus(*facts)) if facts else self

    def _row(self, sheet: Sheet, row: int) -> tuple["Walk", int]:
        """Past one row, or a header's rows, and how many these are."""
        if (titled := self._past_title(sheet, row)) is not None:
            return titled._replace(took="title"), 1
        if is_numbering(sheet, row) or numbers_page(sheet, row):
            return self._replace(took="title"), 1
        now = self._dated(sheet, row)
        if (header := header_in_row(sheet, row, now.header, now.heading)) is not None:
            return now._opened(sheet, row, header)._replace(took="header"), header.depth
        if now.header is not None:
            now, read = now._in_grid(sheet, row, now.header)
            if read:
                return now, 1
        now = now._head(sheet, row)
        return now._replace(took="head" if now.inside else "outside"), 1

    def _in_grid(self, sheet: Sheet, row: int, header: Header) -> tuple["Walk", bool]:
        """Past a row of the open grid, which one that is none of it closes, and whether it was one."""
        if header.kind == "indicators":
            aside = is_aside(sheet, row, header)
            within = self._aside(sheet, row, header) if aside else self._past_band(sheet, row, header)
            if within is not None:
                return within._replace(took="title"), True
            if heads_level(sheet, row, header):
                return self._replace(took="head"), True
        ends = ends_grid if header.kind in ("indicators", "list") else ends_table
        if not ends(sheet, row, header):
            return self._body(sheet, row, header)._replace(opening=False, took="body"), True
        if header.kind == "list" or sums_items(sheet, row, header):
            return self, False
        totals = read_totals(sheet, row, header) if header.kind in ("indicators", "funds") and self.inside else ()
        return self._plus(*totals)._replace(header=None), False

    def _aside(self, sheet: Sheet, row: int, header: Header) -> "Walk":
        """Past a row within the grid that is no indicator: a sum, or the points of the rate of execution."""
        points = tuple(read_rate_row(sheet, row, header))
        return self._on(sheet.page)._plus(*points) if points else self

    def _past_band(self, sheet: Sheet, row: int, header: Header) -> "Walk | None":
        """The walk past a band over rows of the grid: a further form's project (`项目二：灌区改造（预算780万元）`), or
        the goal of the one that has begun; None where the row is none."""
        band = band_of(sheet, row)
        if band is None:
            return self._past_goal(sheet, row, header)
        draft, found = self.draft, project_in_band(band)
        if found is not None:
            said = values(Text.from_(band)) | {"project": found}
            now = self._replace(inside=False)._on(sheet.page)._replace(levels=tuple(Levels() for _ in self.parts))
            return now._plus(*(Labelled("fields", *one) for one in said.items()), *read_pairs(sheet, row))
        if not says_field(band.text) or draft is None or draft.complete or ends_grid(sheet, row + 1, header):
            return None
        return self._on(sheet.page)._plus(*read_pairs(sheet, row))

    def _past_goal(self, sheet: Sheet, row: int, header: Header) -> "Walk | None":
        """The walk past a label and its value across the columns of the grid, before the first indicator of its form;
        None where the row is none."""
        first, draft = sheet.first(row), self.draft
        if first is None or draft is None or draft.complete or not is_field(first):
            return None
        across = header.slot(sheet, row, "name") is header.slot(sheet, row, "value")
        if not across or ends_grid(sheet, row + 1, header):
            return None
        return self._on(sheet.page)._plus(*read_pairs(sheet, row))

    def _past_title(self, sheet: Sheet, row: int) -> "Walk | None":
        """The walk past a title that is printed inside the grid over its whole width; None where the row is none. One
        without a year of its own names a part of what the title over the table does."""
        heading, over = title_in_row(sheet, row), self.heading.said.get("title")
        if heading is None or heading.year is not None or over is None or over.place.page != sheet.page:
            return self._titled(heading) if heading is not None else None
        heading = with_unit(dated(heading, self.heading.year, self.heading.said.get("year")), self.heading)
        return self._titled(heading._replace(pairs={**self.heading.pairs, **heading.pairs}))

    def _dated(self, sheet: Sheet, row: int) -> "Walk":
        """The walk with a year in a cell of its own, under a title that has none, or right below one in the table."""
        said = next((slot for slot in sheet.starting(row) if BARE_YEAR.fullmatch(slot.key)), None)
        below = self.took == "title" and not self.inside
        told = not self.heading.title or (self.heading.year is not None and not below)
        if said is None or told or (row >= _UNDER_TITLE and not below):
            return self
        return self._replace(heading=dated(self.heading, title_year(said.text), Text.from_(said)))

    def _opened(self, sheet: Sheet, row: int, header: Header) -> "Walk":
        repeated = self.header is not None and self.header.kind == header.kind and row == 0
        header = with_boxes(sheet, row, header)
        now = self._replace(header=header, parts=tuple(groups(header)))
        if header.kind == "list":
            return now if repeated and self.listing else now._replace(listing=Listing(), inside=False)
        now = now._on(sheet.page)
        for slot in sheet.row(row):
            until = parse_until(slot.text, None) is not None
            now = now._plus(*read_money_unit(slot), *([Labelled("pairs", "until", slot)] * until))
        if header.kind in READERS:
            return now._plus(*doubted_columns(sheet, row, header))
        return now._grid_opened(sheet, row, header, repeated=repeated) if header.kind == "indicators" else now

    def _grid_opened(self, sheet: Sheet, row: int, header: Header, *, repeated: bool) -> "Walk":
        """The levels that hold below a header of indicators."""
        draft = self.drafts[-1]
        now = self._with(draft._replace(has_actuals=draft.has_actuals or header.column("actual") is not None))
        if over := levels_over(sheet, row, header, len(now.parts), self.last):
            return now._replace(levels=tuple(map(Levels, over)))
        kept = repeated and len(now.levels) == len(now.parts)
        levels = now.levels if kept else tuple(Levels() for _ in now.parts)
        opens = row == 0 and header.column("level1") is None and len(levels) == 1
        return now._replace(levels=(levels[0].below(self.context),) if opens else levels)

    def _body(self, sheet: Sheet, row: int, header: Header) -> "Walk":
        if header.kind == "list" and self.listing is not None:
            took = self.listing.row(sheet, row, header, self.parts, self.heading, opening=self.opening)
            torn = [Unsure("project")] * took.torn
            now = self._plus(*torn)._replace(listing=took.listing)
            if took.draft is not None:
                now = now._replace(drafts=(*now.drafts, took.draft), inside=True)
            return now if took.facts is None else now._on(sheet.page)._plus(*torn, *took.facts)
        now, read = self._on(sheet.page), READERS.get(header.kind)
        return now._plus(*read(sheet, row, header)) if read else now._grid_row(sheet, row, header)

    def _grid_row(self, sheet: Sheet, row: int, header: Header) -> "Walk":
        """Past a row of the indicators: their own, the rest of one that a page cut, what is said of the one above,
        or a slot that nobody filled."""
        rows = self.drafts[-1].indicators
        cut = self.opening and len(self.parts) == 1 and bool(rows)
        if cut and (whole := continued(sheet, row, header, rows[-1])) is not None:
            return self._with(self.drafts[-1]._replace(indicators=(*rows[:-1], whole)))
        if rows and (last := explained(sheet, row, header, rows[-1])) is not None:
            return self._with(self.drafts[-1]._replace(indicators=(*rows[:-1], last)))
        facts = [*read_items(sheet, row, header), *read_half_totals(sheet, row, self.parts)]
        levels: list[Levels] = []
        for part, before in zip(self.parts, self.levels, strict=True):
            found, held = read_row(sheet, row, part, before, opening=self.opening)
            if found is not None:
                facts += rows_within(found)
                facts += [Asked(Doubt("row", "unread"))] * (Doubt("row", "unread") in found.doubts)
            elif lost_name(sheet, row, part):
                facts.append(Asked(Doubt("row", "unread")))
            elif (empty := empty_row(sheet, row, part, held)) is not None:
                facts.append(empty)
                held = held.met(empty.name)
            levels.append(held)
        return self._plus(*facts)._replace(levels=tuple(levels))

    def _head(self, sheet: Sheet, row: int) -> "Walk":
        """Past a row outside the grids."""
        foot = self._has_foot(sheet, row)
        now = self._replace(inside=False) if begins_form(sheet, row, self.draft) and not foot else self
        money = names_money(sheet, row, None)
        if now.inside and (beside := items_beside(sheet, row)):
            return now._on(sheet.page)._plus(*beside)
        if now.draft is not None and now.draft.complete and row > 0 and not (money or foot):
            return now._plus(*read_outcome(sheet, row))
        if not now.inside and not is_head(sheet, row, now.heading):
            return now
        alone = (Labelled("pairs", "unit_alone", one) for one in sheet.starting(row) if names_unit(sheet, row, one))
        return now._on(sheet.page)._plus(*alone, *read_pairs(sheet, row))

    def _has_foot(self, sheet: Sheet, row: int) -> bool:
        """Whether what stands from a row on names the form above it: that has no name, and no grid follows."""
        return self.draft is not None and not self.draft.is_named and not grid_follows(sheet, row)
