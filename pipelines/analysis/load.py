"""A store's tables as analysis wants them: chosen by year, unit and phase, in pandas, polars or DuckDB.

Files are read when a table is first asked for, and of the years that were asked for alone.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from normalize.schema import TABLES, columns
from pipelines.analysis.origin import mark
from pipelines.export.documents import LEDGER_FIELDS, LEDGER_PATH
from pipelines.export.layout import year_name
from pipelines.export.tables import arrow_schema
from pipelines.intake.sources import to_path
from pipelines.language import say
from pipelines.store.objects import NoSuchStore, Store, is_url

if TYPE_CHECKING:
    import duckdb
    import polars

__all__ = ["Chosen", "Frames", "PolarsFrames", "Titles", "chinese_titles", "exported", "to_duckdb"]

Titles = Literal["en", "zh"]
Several: TypeAlias = "str | Iterable[str] | None"
DOCUMENTS = "documents"
Frame = TypeVar("Frame")


class Chosen:
    """The rows that were asked for: of these years, units and phases; no superseded ones unless told so.

    Raises NoSuchStore where there is no export.
    """

    def __init__(
        self, out: str, years: int | Iterable[int] | None, units: Several, phase: Several, *, superseded: bool
    ) -> None:
        self.store = exported(out)
        self.years = None if years is None else {years} if isinstance(years, int) else set(years)
        self.units = _several(units)
        self.phases = _several(phase)
        self.superseded = superseded

    def table(self, name: str) -> pa.Table:
        """The rows of one of the six tables, or of the ledger, which is never narrowed down."""
        if name == DOCUMENTS:
            return pq.ParquetFile(pa.BufferReader(self.store.get(LEDGER_PATH) or b"")).read()
        parts = [pq.ParquetFile(pa.BufferReader(data)).read() for data in self.store.get_many(self.paths(name)) if data]
        whole = pa.concat_tables(parts) if parts else arrow_schema(name).empty_table()
        return whole if (mask := self._mask(name, whole)) is None else whole.filter(mask)

    def paths(self, name: str) -> list[str]:
        """The files of a table's chosen years, below the store."""
        wanted = None if self.years is None else {f"{name}/{year_name(year)}.parquet" for year in self.years}
        there = [found.path for found in self.store.list(name) if found.path.endswith(".parquet")]
        return [path for path in there if wanted is None or path in wanted]

    def _mask(self, name: str, rows: pa.Table) -> pa.Array | None:
        """Which rows are chosen; None: all of them. Evidence has no unit: it goes with the forms that are chosen."""
        masks = [] if self.superseded else [pc.invert(rows["superseded"])]
        if name == "evidence":
            if self.units is not None or self.phases is not None:
                masks.append(pc.is_in(rows["form_id"], self.table("forms")["form_id"].combine_chunks()))
        else:
            for column, wanted in (("unit", self.units), ("phase", self.phases)):
                if wanted is not None:
                    masks.append(pc.is_in(rows[column], pa.array(sorted(wanted), pa.string())))
        whole = None
        for mask in masks:
            whole = mask if whole is None else pc.and_(whole, mask)
        return whole


class _Lazy(Mapping[str, Frame], Generic[Frame]):
    """The tables by name, each read when it is first asked for; also as attributes: `data.indicators`."""

    def __init__(self, chosen: Chosen, titles: Titles) -> None:
        self._chosen = chosen
        self._titles = titles
        self._read: dict[str, Frame] = {}

    def __getitem__(self, name: str) -> Frame:
        if name not in (*TABLES, DOCUMENTS):
            raise KeyError(f"{name}: there is no such table; there are {', '.join((*TABLES, DOCUMENTS))}")
        if name not in self._read:
            self._read[name] = self._frame(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*TABLES, DOCUMENTS))

    def __len__(self) -> int:
        return len(TABLES) + 1

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self)}: {self._chosen.store.location})"

    def _named(self, name: str) -> dict[str, str]:
        return chinese_titles(name) if self._titles == "zh" else {}

    @abstractmethod
    def _frame(self, name: str) -> Frame: ...


class Frames(_Lazy[pd.DataFrame]):
    """A store's tables as pandas. What they were read from goes with them, so that `evidence` finds the page."""

    @property
    def forms(self) -> pd.DataFrame:
        """A row per form."""
        return self["forms"]

    @property
    def indicators(self) -> pd.DataFrame:
        """A row per level-3 indicator."""
        return self["indicators"]

    @property
    def funds(self) -> pd.DataFrame:
        """A row per amount."""
        return self["funds"]

    @property
    def tasks(self) -> pd.DataFrame:
        """A row per main task of the year."""
        return self["tasks"]

    @property
    def findings(self) -> pd.DataFrame:
        """What does not add up."""
        return self["findings"]

    @property
    def evidence(self) -> pd.DataFrame:
        """A row per value: where it stands, how sure it is, what else it may be."""
        return self["evidence"]

    @property
    def documents(self) -> pd.DataFrame:
        """The ledger: a row per file that was handed in."""
        return self["documents"]

    def joined(self, table: str, *form_columns: str) -> pd.DataFrame:
        """A table with columns of each row's form beside it: `data.joined("indicators", "budget", "category")`.

        Raises KeyError for a column that `forms` does not have or the table has already.
        """
        rows = self[table]
        key = self._named("forms").get("form_id", "form_id")
        if taken := set(form_columns) & set(rows.columns):
            raise KeyError(f"{', '.join(sorted(taken))}: {table} has its own, use its name there")
        merged = rows.merge(self["forms"][[key, *form_columns]], on=key, how="left", validate="many_to_one")
        return mark(merged, self._chosen.store.location, table)

    def _frame(self, name: str) -> pd.DataFrame:
        frame = self._chosen.table(name).to_pandas(types_mapper={pa.int32(): pd.Int32Dtype()}.get)
        named: pd.DataFrame = frame.rename(columns=self._named(name))
        return mark(named, self._chosen.store.location, name)


class PolarsFrames(_Lazy["polars.DataFrame"]):
    """A store's tables as polars."""

    def _frame(self, name: str) -> "polars.DataFrame":
        import polars

        frame = polars.from_arrow(self._chosen.table(name))
        assert isinstance(frame, polars.DataFrame)
        return frame.rename(self._named(name))

    def __getattr__(self, name: str) -> "polars.DataFrame":
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            frame: polars.DataFrame = self[name]
        except KeyError as fault:
            raise AttributeError(str(fault)) from fault
        return frame


def to_duckdb(chosen: Chosen, titles: Titles) -> "duckdb.DuckDBPyConnection":
    """A connection in memory with a view per table over the Parquet files of a folder, which are read as queries ask;
    of a bucket, or where rows were chosen by unit or phase, over tables held in memory."""
    import duckdb

    made = duckdb.connect()
    for name in (*TABLES, DOCUMENTS):
        source = _scan(chosen, name)
        if source is None:
            made.register(f"_{name}", chosen.table(name))
            source = f"_{name}"
        named = chinese_titles(name) if titles == "zh" else {}
        picked = ", ".join(f'"{old}" as "{new}"' for old, new in named.items()) or "*"
        made.execute(f"create view {name} as select {picked} from {source}")
    return made


def _scan(chosen: Chosen, name: str) -> str | None:
    """What a view reads from directly: files of this machine; None where it cannot."""
    folder = chosen.store.folder
    if folder is None or chosen.units is not None or chosen.phases is not None or name == DOCUMENTS:
        return None
    files = ", ".join("'" + str(folder / path).replace("'", "''") + "'" for path in chosen.paths(name))
    if not files:
        return None
    return f"read_parquet([{files}])" + ("" if chosen.superseded else " where not superseded")


def chinese_titles(table: str) -> dict[str, str]:
    """The Chinese title of each column of a table."""
    if table == DOCUMENTS:
        return {field["name"]: field["title"] for field in LEDGER_FIELDS}
    return {name: field.title or name for name, field in columns(table).items()}


def _several(given: Several) -> set[str] | None:
    return None if given is None else {given} if isinstance(given, str) else set(given)


def exported(out: str) -> Store:
    """The store with an export at a location. Raises NoSuchStore, and makes nothing."""
    if not is_url(out) and not (to_path(out) / LEDGER_PATH).is_file():
        raise NoSuchStore(say("misuse.no_store", out=out))
    store = Store(out)
    if store.get(LEDGER_PATH) is None:
        raise NoSuchStore(say("misuse.no_store", out=out))
    return store
