"""Where a row or a value stands on its page, as a picture that notebooks show by themselves."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.compute as pc

from extract.crop import Spot, crops
from pipelines.analysis.load import Chosen, chinese_titles, exported
from pipelines.analysis.origin import origin_of
from pipelines.export.forms import EVIDENCE
from pipelines.intake.original import original
from pipelines.intake.sources import UnreadableSource
from pipelines.store import ledger
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = ["NoPicture", "Picture", "document_bytes", "picture_of"]

_PNG = b"\x89PNG"
_NOTHING = {"nan", "<NA>"}


class NoPicture(Exception):
    """A row or value has no place on a page, or its document is no longer where it was handed in."""


class Picture(NamedTuple):
    """A PNG or JPEG. Jupyter and marimo show it as it is; `save` writes it to a file."""

    data: bytes
    caption: str = ""

    def save(self, path: str | Path) -> Path:
        """Write the picture; returns where it is."""
        target = Path(path)
        target.write_bytes(self.data)
        return target

    def _repr_png_(self) -> bytes | None:
        return self.data if self.data.startswith(_PNG) else None

    def _repr_jpeg_(self) -> bytes | None:
        return None if self.data.startswith(_PNG) else self.data

    def __repr__(self) -> str:
        return f"Picture({self.caption or f'{len(self.data)} bytes'})"


def picture_of(row: Mapping[str, Any], field: str | None, out: str) -> Picture:
    """The row of a table, or one of its values (`field`), cut out of its page and boxed in red.

    `row` has `doc_id` and where it stands (`page`, `x0` … `y1`), or, with `field`, `form_id` and `ordinal`. Raises
    NoPicture, which says what is missing; DocumentError where the document cannot be opened.
    """
    origin = origin_of(row)
    row = _plainly_named(row, origin.table)
    store = exported(origin.out or out)
    placed = row if field is None else _value_of(row, field, origin.table, store)
    page, box = _spot(placed, whole_page=field is None and origin.table == "forms")
    entry = _entry(store, str(row["doc_id"]))
    found = crops(document_bytes(entry), [(page, box)])
    if (page, box) not in found:
        raise NoPicture(f"{entry.path}: it has no picture of page {page} (it was read from the file's own cells)")
    return Picture(found[page, box], f"{entry.path}, page {page}")


def _plainly_named(row: Mapping[str, Any], table: str | None) -> Mapping[str, Any]:
    """The row with its columns' own names, where it was loaded with Chinese titles."""
    if table is None or "doc_id" in row:
        return row
    return {name: row[title] for name, title in chinese_titles(table).items() if title in row}


def _value_of(row: Mapping[str, Any], field: str, table: str | None, store: Store) -> Mapping[str, Any]:
    """The row of `evidence` for one value."""
    year = _number(row, "year")
    rows = Chosen(store.location, None if year is None else int(year), None, None, superseded=True).table(EVIDENCE)
    rows = rows.filter((pc.field("form_id") == str(row["form_id"])) & (pc.field("field") == field))
    ordinal = _number(row, "ordinal") if table != "forms" else None
    wanted = None if ordinal is None else int(ordinal)
    found = [one for one in rows.to_pylist() if one["of_table"] in (table, "forms") and _fits(one, table, wanted)]
    if not found:
        raise NoPicture(f"{field}: nothing was read for it here; see `evidence` for the fields that this row has")
    place: Mapping[str, Any] = found[-1]
    return place


def _fits(one: Mapping[str, Any], table: str | None, ordinal: int | None) -> bool:
    """Whether evidence is of this row, or of its form as a whole (`unit`, `project`)."""
    return bool(one["of_table"] == "forms" or (one["of_table"] == table and one["ordinal"] == ordinal))


def _spot(row: Mapping[str, Any], *, whole_page: bool) -> Spot:
    page = _number(row, "page_first" if whole_page else "page")
    if page is None:
        raise NoPicture("it stands on no page: see `place` in `evidence` for a file without pages")
    x0, y0, x1, y1 = (_number(row, edge) for edge in ("x0", "y0", "x1", "y1"))
    if x0 is None or y0 is None or x1 is None or y1 is None:
        return int(page), None
    return int(page), (x0, y0, x1, y1)


def _number(row: Mapping[str, Any], name: str) -> float | None:
    """A number of a row; None for all that data frames have for nothing."""
    value = row.get(name)
    return None if value is None or str(value) in _NOTHING else float(value)


def _entry(store: Store, doc_id: str) -> Entry:
    """The ledger's entry of a document, found by the beginning of its hash."""
    folder = f"stages/ledger/{doc_id[:2]}"
    sha = next((Path(one.path).stem for one in store.list(folder) if Path(one.path).stem.startswith(doc_id)), None)
    entry = ledger.read(store, sha) if sha else None
    if entry is None:
        raise NoPicture(f"{doc_id}: {store.location} knows no such document; say where it was exported: out=…")
    return entry


def document_bytes(entry: Entry) -> bytes:
    """The document as it was read, from the first place that still has it. Raises NoPicture."""
    try:
        return original(entry)
    except UnreadableSource as fault:
        raise NoPicture(f"{entry.path}: {fault}") from fault
