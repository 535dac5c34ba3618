"""Oddities of published documents that any family may have: printed so, and the truth says what is meant."""

from random import Random

from benchmarks.corpus.offices import Agency
from benchmarks.corpus.pieces import signatures
from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.truth import Row, Stated

__all__ = ["look_alikes", "number_in_cell", "signature_in_table", "slid_row", "value_in_name"]

RADICALS = str.maketrans(
    "一二人入八力十口土大女小山工干弓心日月木止比毛水火父牛玄玉瓜生用田目石示立竹米老而自至行衣西见角言里金长门面音风食高",
    "⼀⼆⼈⼊⼋⼒⼗⼝⼟⼤⼥⼩⼭⼯⼲⼸⼼⽇⽉⽊⽌⽐⽑⽔⽕⽗⽜⽞⽟⽠⽣⽤⽥⽬⽯⽰⽴⽵⽶⽼⽽⾃⾄⾏⾐⻄⻅⾓⾔⾥⾦⻓⻔⾯⾳⻛⾷⾼",
)
"""Unified characters and the radicals that some text layers have in their stead."""


def look_alikes(sheets: list[Sheet]) -> None:
    """Every character that has a look-alike radical is printed as that; the truth keeps the unified ones."""
    for sheet in sheets:
        for cell in sheet.cells:
            cell.printed = cell.text.translate(RADICALS)


def value_in_name(rng: Random, forms: list[Stated]) -> None:
    """The value stands in the name, the value cell is empty."""
    rows = [row for stated in forms for row in stated.indicators]
    rows = [
        row
        for row in rows
        if row.cells["name"] is not row.cells["value"]
        and row.columns["value_kind"] == "number"
        and row.columns["name"] == row.columns["name_raw"]
    ]
    if not rows:
        return
    row = rng.choice(rows)
    name = f"{row.columns['name']}{row.columns['value']:g}{row.columns['unit'] or ''}"
    row.cells["name"].text, row.cells["value"].text = name, ""
    nothing = dict.fromkeys(("value", "value_upper", "value_date", "value_raw"))
    row.columns |= {"name": name, "name_raw": name, "value_kind": "empty"} | nothing
    if "operator" not in row.cells:
        row.columns |= {"operator": None, "operator_raw": None}
    if "unit" not in row.cells:
        row.columns |= {"unit": None, "measure_unit_raw": None}


def slid_row(rng: Random, forms: list[Stated], sheets: list[Sheet]) -> None:
    """The last row of a level 1 slides a column to the left, because the merge of that level 1 ended a row early."""
    found = [
        place for stated in forms for row in stated.indicators for sheet in sheets if (place := _slippery(row, sheet))
    ]
    if not found:
        return
    level, cells, sheet = rng.choice(found)
    level.rows -= 1
    places = [(level.left, level.right), *((cell.left, cell.right) for cell in cells)]
    for cell, (left, right) in zip(cells, places, strict=False):
        cell.left, cell.right = left, right
    sheet.cells.append(Cell("", *places[-1], cells[0].row))


def _slippery(row: Row, sheet: Sheet) -> tuple[Cell, list[Cell], Sheet] | None:
    """The level-1 cell above an indicator's row and the row's own cells, where the row is that level's last, begins
    with a level 2 of its own, and the form has no second half."""
    second = row.cells.get("level2")
    if second is None or "level1" in row.cells or "half" in row.columns or second not in sheet.cells:
        return None
    cells = sorted((cell for cell in sheet.cells if cell.row == second.row), key=lambda cell: cell.left)
    above = [cell for cell in sheet.cells if cell.right == second.left and cell.row + cell.rows - 1 == second.row]
    levels = [cell for cell in above if cell.rows > 1]
    if not levels or cells[0] is not second or any(cell.rows > 1 for cell in cells):
        return None
    return levels[0], cells, sheet


def number_in_cell(rng: Random, sheets: list[Sheet]) -> None:
    """The page's number falls into the middle cell of a table's last row, in a line of its own."""
    sheet = rng.choice(sheets)
    cell = max((cell for cell in sheet.cells if cell.left < 0.5), key=lambda cell: (cell.row + cell.rows, cell.left))
    number = f"— {rng.randint(1, 40)} —"
    cell.text = f"{cell.text}\n{number}".strip()
    if cell.printed is not None:
        cell.printed = f"{cell.printed}\n{number}".strip()


def signature_in_table(rng: Random, office: Agency, sheets: list[Sheet]) -> None:
    """Who filled the form in signs in its last row, across the table."""
    sheets[-1].row(signatures(rng, office), align="left")
