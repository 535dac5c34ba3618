"""Forms drawn as text: a line per row, `|` between cells, `<` merges with the cell to the left, `^` with the one above.

A line without `|` is a line outside the table and ends the table before it; `---` begins a new page.
"""

from collections.abc import Mapping, Sequence

from extract.model import Cell, Extraction, Line, Page, Table
from normalize import normalize
from normalize.schema import Form

TOP = """
项目支出绩效目标申报表
(2027年度)
填报单位:民勤县港航事务中心
项目名称 | {project} | 预算数(万元) | {budget}
"""
"""The head of a project's form."""
WIDTH, HEIGHT = 120.0, 20.0


def draw(text: str) -> Extraction:
    """The extraction of a document drawn as text."""
    pages = tuple(
        _page(number, part.strip("\n").splitlines()) for number, part in enumerate(text.strip("\n").split("---\n"), 1)
    )
    return Extraction(sha256="0" * 64, media_type="application/pdf", pages=pages)


def forms(text: str) -> list[Form]:
    """The forms of a document drawn as text."""
    return list(normalize(draw(text)).forms)


HEAD = """
项目支出绩效目标申报表
(2027年度)
填报单位:民勤县港航事务中心
项目名称 | 农村公路日常养护 | 预算数(万元) | 74.4
"""


def below_head(grid: str) -> Form:
    """The form of a project with this grid."""
    (form,) = forms(HEAD + grid)
    return form


def names(form: Form) -> list[str | None]:
    """What the indicators of a form are called."""
    return [row.name for row in form.indicators]


def lined(text: str, cells: Mapping[str, Sequence[str]]) -> Extraction:
    """The same with several printed lines in the cells whose text is one of the keys."""
    data = draw(text).model_dump()
    for cell in (cell for page in data["pages"] for table in page["tables"] for cell in table["cells"]):
        said = cells.get("".join(line["text"] for line in cell["lines"]), ())
        if said:
            cell["lines"] = [cell["lines"][0] | {"text": line} for line in said]
    return Extraction.model_validate(data)


def scanned(text: str, confidence: float = 0.99) -> Extraction:
    """The same as it comes from a scan: every line recognised from pixels."""
    data = draw(text).model_dump()
    for page in data["pages"]:
        lines = [
            *page["lines"],
            *(line for table in page["tables"] for cell in table["cells"] for line in cell["lines"]),
        ]
        for line in lines:
            line |= {"origin": "ocr", "confidence": confidence}
    return Extraction.model_validate(data)


def turned(extraction: Extraction) -> Extraction:
    """The same on pages that lie on their side: rows run downwards."""
    data = extraction.model_dump()
    for page in data["pages"]:
        high = page["height"]
        page["width"], page["height"] = high, page["width"]
        cells = [cell for table in page["tables"] for cell in table["cells"]]
        lines = [line for of in (page, *cells) for line in of["lines"]]
        for one in (*page["tables"], *cells, *lines):
            x0, y0, x1, y1 = one["box"]
            one["box"] = (high - y1, x0, high - y0, x1)
    return Extraction.model_validate(data)


def _page(number: int, rows: list[str]) -> Page:
    tables: list[Table] = []
    lines: list[Line] = []
    block: list[list[str]] = []
    top = 0.0
    for at, row in enumerate([*rows, ""]):
        y = at * HEIGHT
        if "|" in row:
            top = y if not block else top
            block.append([cell.strip() for cell in row.split("|")])
            continue
        if block:
            tables.append(_table(block, top))
            block = []
        if row.strip():
            text = row.strip()
            lines.append(Line(text=text, box=(10, y + 4, 10 + 10 * len(text), y + 14)))
    return Page(
        number=number, width=900, height=1200, status="read", reader="drawn", tables=tuple(tables), lines=tuple(lines)
    )


def _table(block: list[list[str]], top: float) -> Table:
    columns = max(len(row) for row in block)
    grid = [row + ["<"] * (columns - len(row)) for row in block]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            owner[r, c] = owner[r, c - 1] if text == "<" else owner[r - 1, c] if text == "^" else (r, c)
    cells = []
    for key in dict.fromkeys(owner.values()):
        spots = [spot for spot, of in owner.items() if of == key]
        (r0, c0), (r1, c1) = min(spots), max(spots)
        box = (c0 * WIDTH, top + r0 * HEIGHT, (c1 + 1) * WIDTH, top + (r1 + 1) * HEIGHT)
        cells.append(
            Cell(
                row=r0, column=c0, row_span=r1 - r0 + 1, column_span=c1 - c0 + 1, box=box, lines=_lines(grid, key, box)
            )
        )
    return Table(
        box=(0, top, columns * WIDTH, top + len(grid) * HEIGHT), rows=len(grid), columns=columns, cells=tuple(cells)
    )


def _lines(grid: list[list[str]], key: tuple[int, int], box: tuple[float, float, float, float]) -> tuple[Line, ...]:
    parts = grid[key[0]][key[1]].split("↵")
    step = (box[3] - box[1]) / max(1, len(parts))
    return tuple(
        Line(
            text=text, box=(box[0] + 4, box[1] + i * step + 2, box[0] + 4 + 10 * len(text), box[1] + (i + 1) * step - 2)
        )
        for i, text in enumerate(parts)
        if text
    )
