"""`python -m benchmarks.years FOLDER --of EXPORT`: an export of many years, made from the rows of a small one.
`python -m benchmarks.years FOLDER --ask`: what the cookbook's questions take on it (the least of five, processor time
of all threads).

Every project of a year is a form of the small export again, with all its rows and their evidence, under a unit and a
name of its own; from year to year three in ten keep their goal to the letter, and figures move. Pages and documents
are not made: what is measured on it are tables (the cookbook's questions, the site).
"""

import argparse
import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import jixiao
from normalize.schema import TABLES
from pipelines.export.documents import LEDGER_PATH, documents_parquet
from pipelines.export.tables import arrow_schema, to_parquet

__all__ = ["ask", "make_years"]

COOKBOOK = Path(__file__).parents[1] / "docs" / "cookbook.md"
PROJECTS_OF_A_UNIT = 20
FIRST_YEAR = 2020
KEPT_GOALS = 0.3
CHANGED_FIGURES = 0.3


def make_years(out: Path, small: Path, years: int, projects: int, seed: int = 1) -> None:
    """Write the tables of `years` years, each with so many projects, from those of the export `small`."""
    tables = {table: pd.read_parquet(small / table) for table in TABLES if (small / table).is_dir()}
    forms = tables["forms"].fillna({"unit": "某局", "project_key": "专项"})
    rows = {table: {key: group.index for key, group in held.groupby("form_id")} for table, held in tables.items()}
    number = np.arange(projects)
    base = number % len(forms)
    units = np.array([f"{forms.unit[n % len(forms)]}{n}所" for n in range(projects // PROJECTS_OF_A_UNIT + 1)])
    keys = np.array([f"{forms.project_key[n % len(forms)]}（{n // len(forms) + 1}标段）" for n in number])
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        random = np.random.default_rng([seed, year])
        doc = np.array([f"{year:04x}{n:012x}" for n in number])
        shared = pd.DataFrame({
            "doc_id": doc, "source": [f"{d}.pdf" for d in doc], "form_id": [f"{d}-01" for d in doc],
            "year": year, "unit": units[number // PROJECTS_OF_A_UNIT],
            "project": [f"{year}年{key}" for key in keys], "project_key": keys, "scope": "project", "phase": "target",
        })  # fmt: skip
        for table, held in tables.items():
            places = [rows[table].get(forms.form_id[n], ()) for n in base]
            owner = np.repeat(number, [len(place) for place in places])
            clones = held.loc[np.concatenate([np.asarray(place, int) for place in places])].reset_index(drop=True)
            for column in set(shared) & set(clones):
                clones[column] = shared[column].to_numpy()[owner]
            _move(clones, table, year, random)
            path = out / table / f"{year}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            schema = arrow_schema(table)
            path.write_bytes(to_parquet(pa.Table.from_pandas(clones[schema.names], schema, preserve_index=False)))
    (out / LEDGER_PATH).write_bytes(documents_parquet([]))


def _move(clones: pd.DataFrame, table: str, year: int, random: np.random.Generator) -> None:
    """What changes from year to year: most goals, some figures."""
    if table == "forms":
        told = clones.annual_goal.notna() & (random.random(len(clones)) >= KEPT_GOALS)
        clones.loc[told, "annual_goal"] = f"{year}年：" + clones.annual_goal[told]
        clones["budget"] = (clones.budget * random.uniform(0.5, 1.5, len(clones))).round(2)
    if table == "indicators":
        moved = clones.value_kind.isin(["number", "percent"]) & (random.random(len(clones)) < CHANGED_FIGURES)
        clones.loc[moved, "value"] = (clones.value[moved] * random.choice([0.9, 1.1], moved.sum())).round(2)
        clones.loc[moved, "value_raw"] = clones.value[moved].map("{:g}".format)
    if table == "funds":
        clones["amount"] = (clones.amount * random.uniform(0.5, 1.5, len(clones))).round(2)


def ask(out: Path) -> dict[int, float]:
    """The processor time of each of the cookbook's questions in DuckDB, in milliseconds."""
    told = re.findall(
        r"^## (\d+)\. .*?\n\n```sql\n(.*?)```", COOKBOOK.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    connection = jixiao.load(str(out), engine="duckdb")
    taken = {}
    for number, question in told:
        times = []
        for _ in range(5):
            begun = time.process_time()
            connection.sql(question).fetchall()
            times.append(1000 * (time.process_time() - begun))
        taken[int(number)] = min(times)
    return taken


def main() -> None:
    """Write them, or ask, and say how many rows there are."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--of", type=Path, default=Path("data/out"))
    options.add_argument("--years", type=int, default=7)
    options.add_argument("--projects", type=int, default=14_000)
    options.add_argument("--ask", action="store_true")
    given = options.parse_args()
    if given.ask:
        print(", ".join(f"{number}: {taken:.0f} ms" for number, taken in ask(given.folder).items()))
    else:
        make_years(given.folder, given.of, given.years, given.projects)
    for table in TABLES:
        files = sorted((given.folder / table).glob("*.parquet"))
        rows = sum(pq.read_metadata(file).num_rows for file in files)
        print(f"{table}: {rows:,} rows, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
