"""jixiao in notebooks and programs: the one public face.

    doc = jixiao.read("seed.pdf")                # one document: its tables as pandas
    doc.indicators, doc.funds, doc.show(page=1)
    jixiao.run("2026年报送", out="data/out")      # a year in bulk: what `jixiao run` does
    data = jixiao.load("data/out", years=2026)   # the year's tables
    jixiao.evidence(data.indicators.iloc[0])     # the row as it stands on its page

What stands behind it (`extract`, `normalize`, `pipelines`) may change with any release; these names do not. Importing
this costs nothing: what a call needs is imported when it is made.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

    from pipelines.analysis.load import Frames, PolarsFrames
    from pipelines.analysis.look import Picture
    from pipelines.analysis.read import Document
    from pipelines.run.job import Summary

__all__ = ["chinese_font", "evidence", "load", "read", "run"]

Reader = Literal["auto", "tablers", "pdfplumber", "camelot", "ppocr", "paddleocr"]
Titles = Literal["en", "zh"]


def read(path: str, *, reader: Reader = "auto", titles: Titles = "en") -> "Document":
    """Read one document (PDF, image, office file) in this process, and keep its results for the session.

    The document has `forms`, `indicators`, `funds`, `tasks`, `findings` and `evidence` as pandas, `status`, and
    `show(page)`. `titles="zh"` names the columns in Chinese. Raises `pipelines.intake.sources.UnreadableSource` and
    `extract.errors.DocumentError`, which say what is wrong with the file.
    """
    from pipelines.analysis.read import read_document

    return read_document(str(path), reader, titles)


@overload
def load(
    out: str = ..., *, years: int | Iterable[int] | None = ..., units: str | Iterable[str] | None = ...,
    phase: str | Iterable[str] | None = ..., titles: Titles = ..., engine: Literal["pandas"] = ...,
    superseded: bool = ...,
) -> "Frames": ...  # fmt: skip
@overload
def load(
    out: str = ..., *, years: int | Iterable[int] | None = ..., units: str | Iterable[str] | None = ...,
    phase: str | Iterable[str] | None = ..., titles: Titles = ..., engine: Literal["polars"],
    superseded: bool = ...,
) -> "PolarsFrames": ...  # fmt: skip
@overload
def load(
    out: str = ..., *, years: int | Iterable[int] | None = ..., units: str | Iterable[str] | None = ...,
    phase: str | Iterable[str] | None = ..., titles: Titles = ..., engine: Literal["duckdb"],
    superseded: bool = ...,
) -> "duckdb.DuckDBPyConnection": ...  # fmt: skip
def load(
    out: str = "data/out",
    *,
    years: int | Iterable[int] | None = None,
    units: str | Iterable[str] | None = None,
    phase: str | Iterable[str] | None = None,
    titles: Titles = "en",
    engine: Literal["pandas", "polars", "duckdb"] = "pandas",
    superseded: bool = False,
) -> "Frames | PolarsFrames | duckdb.DuckDBPyConnection":
    """The tables of an export: a folder or a URL that `jixiao run --out` wrote to.

    `years`, `units` (names, exact) and `phase` (`target`, `monitor`, `self_evaluation`, `evaluation`) choose rows; one
    or several. `titles="zh"` names the columns in Chinese. With `pandas` and `polars` each table is read when it is
    first asked for, as `data.indicators` or `data["indicators"]`; `data.joined("indicators", "budget")` (pandas) puts
    columns of the forms beside. With `duckdb` the answer is a connection with a view per table. Superseded forms are
    left out unless `superseded`. polars and duckdb come with `pip install jixiao[analysis]`.

    Raises `pipelines.store.objects.NoSuchStore` where nothing was exported.
    """
    from pipelines.analysis.load import Chosen, Frames, PolarsFrames, to_duckdb

    chosen = Chosen(str(out), years, units, phase, superseded=superseded)
    if engine == "duckdb":
        return to_duckdb(chosen, titles)
    return PolarsFrames(chosen, titles) if engine == "polars" else Frames(chosen, titles)


def evidence(row: Mapping[str, Any], field: str | None = None, *, out: str = "data/out") -> "Picture":
    """The row of any table as it stands on its page, boxed in red; with `field` (`"value"`, `"budget"`, `"unit"` …)
    that value alone. A row of `evidence` is such a value already.

    `row` is a row of what `load` or `read` gave (`data.indicators.iloc[0]`), which knows where its document is, or any
    mapping with the same columns; for that `out` says where it was exported. Notebooks show the picture; `.save(path)`
    writes it. Raises `pipelines.analysis.look.NoPicture` for a row that stands on no page or whose document is gone.
    """
    from pipelines.analysis.look import picture_of

    return picture_of(row, field, str(out))


def run(
    *paths: str,
    out: str = "data/out",
    reader: Reader = "auto",
    workers: int | None = None,
    received: "datetime | None" = None,
    withdraw: bool = False,
    all_versions: bool = False,
    silent: float | None = None,
    surely: float | None = None,
) -> "Summary":
    """Read everything below the paths and write the year's tables to `out`: what `jixiao run` does, in its own words.

    Work is done by `workers` processes (one per processor), which in a script asks for the usual
    `if __name__ == "__main__":`. `received` is when the files were handed in; what is no longer in a folder is taken
    out with `withdraw`, and refused without it where that is much. `silent` is how many of a thousand exported values
    may be wrong with nobody asked about them as is to be expected, `surely` in nineteen of twenty hand-ins; what was
    said last holds. Returns the documents with their status, and counts.

    Raises `pipelines.intake.find.MissingPath`, `pipelines.run.job.TooManyGone`, `pipelines.store.objects.StoreError`.
    """
    from pipelines.cli.commands import run_locally

    return run_locally(
        paths, str(out), reader, workers,
        received=received, withdraw=withdraw, all_versions=all_versions, silent=silent, surely=surely,
    )  # fmt: skip


def chinese_font() -> str:
    """Have matplotlib's plots show Chinese text, on machines without Chinese fonts, too; returns the font's name.

    Needs matplotlib (`pip install jixiao[analysis]`). Raises `pipelines.analysis.plots.NoFont`.
    """
    from pipelines.analysis.plots import set_chinese_font

    return set_chinese_font()
