"""Oddities of published documents that any family may have: printed so, and the truth says what is meant."""

from random import Random

from benchmarks.corpus.sheet import Sheet
from benchmarks.corpus.truth import Stated

__all__ = ["look_alikes", "value_in_name"]

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
