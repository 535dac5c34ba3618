"""The forms of a document as drafts: walked once, and once more with what its headers were told of labels that nobody
knows."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import zip_longest

from extract.model import ASKING, Extraction, Line, Page, Table
from normalize.cells.sheet import Beside, Sheet
from normalize.document.account import Step
from normalize.document.cover import with_cover
from normalize.document.joined import joined
from normalize.document.left_over import closed
from normalize.document.levels_elsewhere import asking_for_levels
from normalize.document.run_over import whole_lines
from normalize.document.walk import Walk
from normalize.draft import Draft
from normalize.evidence.text import Text
from normalize.labels.columns import printed_role
from normalize.lexicon import key
from normalize.page.adjusted import without_replaced
from normalize.page.ditto import without_ditto
from normalize.page.missed_rulings import parted
from normalize.page.order import reading_order
from normalize.page.rearranged import set_upright
from normalize.page.sheet_headings import without_headings
from normalize.page.side_by_side import halves
from normalize.table.columns_by_content import UNKNOWN
from normalize.table.roles import LOOSE

__all__ = ["read_drafts"]

_CLEANED = (without_headings, without_replaced, without_ditto, parted)
"""What leaves out of a table what is none of it, or takes apart what a missed ruling joined, in this order."""


def read_drafts(extraction: Extraction) -> list[Draft]:
    """Every form of the document, in printed order, as drafts.

    A label that nobody knows means in one form of a document what it means in another: where any header has one, the
    document is walked once more with what all of them were told.
    """
    pages = [(page, _parts(page)) for page in extraction.pages]
    walk = _walked(pages, {})
    if told := _told(walk.steps):
        walk = _walked(pages, told)
    forms = joined([draft for draft in closed(walk.steps, walk.drafts) if draft.is_form])
    lines = [part for _, parts in pages for part in parts if isinstance(part, Text)]
    drafts = asking_for_levels(with_cover(forms, lines), extraction)
    worn = frozenset(page.number for page in extraction.pages if not ASKING.isdisjoint(page.doubts))
    titled: dict[str | None, tuple[Draft, ...]] = {}
    for draft in drafts:
        titled[draft.heading.title] = (*titled.get(draft.heading.title, ()), draft)
    return [draft._replace(beside=titled[draft.heading.title], illegible=worn) for draft in drafts]


def _walked(
    pages: Sequence[tuple[Page, Sequence[Text | Table]]], told: Mapping[str, Sequence[tuple[int, int, str]]]
) -> Walk:
    walk = Walk()
    for (page, parts), following in zip_longest(pages, pages[1:]):
        last = next((part for part in reversed(parts) if isinstance(part, Table)), None)
        opens = next((part for part in following[1] if isinstance(part, Table)), None) if following else None
        for part in parts:
            if isinstance(part, Text):
                walk = walk.line(part)
            else:
                after = partial(Sheet, following[0], opens) if part is last and following and opens else _none
                walk = walk.sheet(Sheet(page, part, walk.last if walk.header else None, Beside(after, told)))
    return walk.ended(walk.context)


def _parts(page: Page) -> list[Text | Table]:
    """The lines and tables of a page in reading order; what is two tables side by side comes as two, a grid that is
    turned with its labels side by side, a line that the page's width broke as one."""
    found: list[Line | Table] = []
    for whole in reading_order(page):
        found += _tables(whole) if isinstance(whole, Table) else [whole]
    return whole_lines(found, page)


def _tables(table: Table) -> list[Table]:
    """The tables that one is, each cleaned of what is none of it and set with a label over each column."""
    for cleaned in _CLEANED:
        table = cleaned(table)
    return [part for half in halves(table) for part in set_upright(half)]


def _is_open(label: str) -> bool:
    """Whether the lexicon leaves a label's meaning open."""
    known = printed_role(label, ("indicators", "list"))
    return known is None or known in LOOSE


def _none() -> None:
    """No table opens the next page."""


def _told(steps: Sequence[Step]) -> dict[str, list[tuple[int, int, str]]]:
    """What headers of indicators were told of labels that stand in several of them and that the lexicon does not know,
    or knows loosely; nothing where no two of them share one."""
    told: dict[str, list[tuple[int, int, str]]] = {}
    for step in steps:
        if step.kind != "header" or step.header is None or step.header.kind != "indicators":
            continue
        for column in step.header.columns:
            if column.role != UNKNOWN and column.sure and _is_open(column.label):
                told.setdefault(key(column.label), []).append((step.sheet.page, step.row + step.rows, column.role))
    return {label: found for label, found in told.items() if len({page for page, _, _ in found}) > 1}
