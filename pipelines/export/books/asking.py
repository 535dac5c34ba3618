"""What asks, and what was handed in: the rows of 待核 and 收件登记, and the notes on doubtful cells."""

from itertools import takewhile
from typing import NamedTuple

from normalize.schema import columns
from pipelines.export.books.columns import SHEETS
from pipelines.export.books.content import Book, Row
from pipelines.language import say_in
from pipelines.language.reasons import explain, review_words
from pipelines.store.ledger import Entry

__all__ = ["SIDES", "Doubt", "apart", "asking", "doubts", "register"]

SIDES = ("x0", "y0", "x1", "y1")
"""Of the box of a row or value on its page."""

_AROUND = 12
"""Characters of a rival that are shown before and behind what is different in it."""
_TABLES = {table: layout.title for table, layout in SHEETS.items()}


class Doubt(NamedTuple):
    """Why a value is doubtful and what else it may be, in words, and the page that it stands on."""

    note: str
    page: int | None


def doubts(book: Book, table: str, row: Row) -> dict[str, Doubt]:
    """What is doubtful in a row, by column."""
    if not row.get("needs_review"):
        return {}
    found = book.asking.get((row["form_id"], table, row.get("ordinal")), ())
    page = row.get("page") or row.get("page_first")
    told = {value["field"]: Doubt(_note(value), value["page"] or page) for value in found}
    return told or {"needs_review": Doubt(review_words(row.get("review_reason")) or "请对照原件核对", page)}


def _note(value: Row) -> str:
    why = review_words(value["review_reason"]) or f"置信度 {value['confidence']:.2f}"
    rivals = _rivals(value)
    return f"{why}\n也可能是：{rivals}" if rivals else why


def _rivals(value: Row) -> str:
    told = [(apart(rival["value"], value["raw"] or ""), rival["probability"]) for rival in value["rivals"] or ()]
    return "、".join(f"{text}（{probability:.0%}）" for text, probability in told)


def apart(rival: str, read: str) -> str:
    """A rival where it is not what was read, with a few characters around: in a goal of ten lines nobody finds the one
    comma that is another."""
    same = _alike(rival, read)
    behind = _alike(rival[same:][::-1], read[same:][::-1])
    start, end = max(0, same - _AROUND), len(rival) - max(0, behind - _AROUND)
    return f"{'…' if start else ''}{rival[start:end]}{'…' if end < len(rival) else ''}"


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def asking(book: Book) -> list[Row]:
    """A row for every value that asks, and for every row that asks as a whole."""
    rows: list[Row] = []
    for table in ("forms", "indicators", "funds", "tasks"):
        for row in book.tables[table]:
            if not row["needs_review"]:
                continue
            name = row.get("name") or row.get("item") or row.get("title")
            whole = {**row, "table": _TABLES[table], "name": name, "page": row.get("page") or row.get("page_first")}
            values = book.asking.get((row["form_id"], table, row.get("ordinal")), ())
            rows += [{**whole, **_asked(table, value)} for value in values] or [whole]
    unclaimed = [value for key, values in book.asking.items() if key[0] is None for value in values]
    return rows + [{**value, **_asked("forms", value), "table": "未认领"} for value in unclaimed]


def _asked(table: str, value: Row) -> Row:
    fields = columns(table)
    field = value["field"]
    title = fields[field].title if field in fields else {"page": "整页", "cell": "单元格"}.get(field, field)
    place = {side: value[side] for side in ("page", *SIDES)} if value["page"] else {}
    return {
        "field": title,
        "raw": value["raw"],
        "review_reason": value["review_reason"],
        "rivals": _rivals(value),
        **place,
    }


def register(entry: Entry) -> Row:
    """A document's row of 收件登记."""
    outcome = entry.outcome
    return {
        "path": entry.path,
        "status": say_in("zh", f"state.{entry.status}"),
        "reason": explain(entry.reason, entry.message, "zh", coded=False),
        "received": f"{entry.received[0]:%Y-%m-%d %H:%M}",
        "pages": outcome.pages if outcome else None,
        "forms": outcome.forms if outcome else 0,
        "indicators": outcome.indicators if outcome else 0,
        "engine": outcome.engine if outcome else None,
        "doc_id": entry.doc_id,
    }
