"""Lines outside the tables that the page's width broke: a label with its value goes on in the next line.

    项目名称：城乡生活垃圾收运体系提升   主管部门：某市城市管     from margin to margin
    理和综合执法局                                          at the left one, no label of its own

A line that a blank parts, as where its right half is set at the margin, was filled by nobody's text.
"""

from collections.abc import Sequence

from extract.model import Line, Page, Table
from normalize.evidence.text import Text
from normalize.labels.within import ends_in_name
from normalize.lexicon import key
from normalize.read.heading import is_title

__all__ = ["whole_lines"]

MARGIN = 1.5  # heights: so far from a margin begins a line, or ends one for which the next character was too much
BELOW = 2.2  # heights: from one line to the next
ALIKE = 0.2  # of the height


def whole_lines(parts: Sequence[Line | Table], page: Page) -> list[Text | Table]:
    """The lines and tables of a page in reading order, what goes on in a next line as one text."""
    found: list[Text | Table] = []
    left = min((part.box[0] for part in parts), default=0.0)
    right = max((part.box[2] for part in parts), default=0.0)
    for part in parts:
        if isinstance(part, Table):
            found.append(part)
            continue
        before, text = found[-1] if found else None, Text.of(part, page.number)
        if page.paper and isinstance(before, Text) and _goes_on(before, part, left, right):
            found[-1] = Text.joined([before, text])
        else:
            found.append(text)
    return found


def _goes_on(before: Text, line: Line, left: float, right: float) -> bool:
    last = before.lines[-1].box
    high = last[3] - last[1]
    near = MARGIN * high
    is_full = last[0] <= left + near and last[2] >= right - near
    is_next = line.box[0] <= left + near and 0 < line.box[1] - last[1] <= BELOW * high
    is_alike = abs((line.box[3] - line.box[1]) - high) <= ALIKE * high
    if not (is_full and is_next and is_alike):
        return False
    return ":" not in key(line.text) and not is_title(line.text) and ends_in_name(before.text)
