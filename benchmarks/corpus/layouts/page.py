"""A layout's page: HTML with ruled tables, as far as the bench's printers can say it, into a `Document`.

`<body producer= face= size= page= margin= repeat=no>`; `h1` a title, `h2` a small one; `<p class=line>left<i>right</i>`
a line outside the tables; `p` prose; `hr` a page break, `<hr class=gap>` blank space; `<table cols="2 1 1" head="4-6">`
with the relative widths of its columns and the rows (from 0, the end left out) that a page break repeats;
a `<style>` holds further rules of the page; `<td class=left>` is set to the left, `<td class=up>` written downwards.
"""

from itertools import accumulate

from lxml import html

from benchmarks.corpus.sheet import Block, Cell, Document, Gap, Line, PageBreak, Prose, Sheet, Title

__all__ = ["read"]

PAGES = {
    "A4": (595.28, 841.89),
    "A4 landscape": (841.89, 595.28),
    "A3 landscape": (1190.55, 841.89),
    "A5 landscape": (595.28, 419.53),
    "B5": (515.91, 728.5),
    "Letter": (612.0, 792.0),
}
LONG = 18
"""Characters: a longer text is set to the left, as people do."""


def read(text: str) -> Document:
    """The document that a page's HTML describes."""
    body = html.document_fromstring(text).find("body")
    says = body.attrib
    return Document(
        [block for part in body.iterchildren() if (block := _block(part))],
        says["producer"],
        says["face"],
        float(says["size"]),
        PAGES[says.get("page", "A4")],
        float(says.get("margin", "50")),
        says.get("repeat") != "no",
        says.get("foot", ""),
        float(says.get("ruling", "0.75")),
        rules="".join(style.text or "" for style in body.iter("style")),
    )


def _block(part: html.HtmlElement) -> Block | None:
    match part.tag, part.get("class"):
        case "h1" | "h2", _:
            return Title(_text(part), part.tag == "h2")
        case "p", "line":
            right = part.find("i")
            return Line((part.text or "").strip(), "" if right is None else _text(right))
        case "p", _:
            return Prose([_text(part)])
        case "hr", "gap":
            return Gap()
        case "hr", _:
            return PageBreak()
        case "table", _:
            return _sheet(part)
    return None


def _sheet(table: html.HtmlElement) -> Sheet:
    shares = [float(share) for share in table.get("cols").split()]
    edges = [round(edge / sum(shares), 5) for edge in accumulate(shares, initial=0.0)]
    start, _, end = table.get("head", "").partition("-")
    sheet = Sheet(list(edges), head=(int(start), int(end)) if end else None)
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        for part in line.iterchildren("td"):
            column = next(x for x in range(len(shares)) if (row, x) not in taken)
            wide, high = int(part.get("colspan", "1")), int(part.get("rowspan", "1"))
            here = {(y, x) for y in range(row, row + high) for x in range(column, column + wide)}
            if here & taken or column + wide > len(shares):
                raise ValueError(f"row {row}: {_text(part)!r} stands over another cell or beyond the table")
            taken |= here
            sheet.cells.append(_cell(part, edges[column], edges[column + wide], row, high))
        sheet.height = row + 1
    if len(taken) != sheet.height * len(shares):
        bare = {(y, x) for y in range(sheet.height) for x in range(len(shares))} ^ taken
        raise ValueError(f"places without a cell, or cells below the last row: {sorted(bare)[:5]}")
    sheet.settle()
    return sheet


def _cell(part: html.HtmlElement, left: float, right: float, row: int, rows: int) -> Cell:
    text, classes = _text(part), (part.get("class") or "").split()
    align = "left" if "left" in classes or len(text) > LONG or ("\n" in text and "up" not in classes) else "center"
    return Cell("\n".join(text) if "up" in classes else text, left, right, row, rows, align)


def _text(part: html.HtmlElement) -> str:
    """The words within an element, a line break where it has a `br`."""
    for br in part.iter("br"):
        br.tail = "\n" + (br.tail or "").lstrip()
    return "\n".join(line.strip() for line in part.text_content().replace("\r", "").split("\n") if line.strip())
