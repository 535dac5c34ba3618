"""A year as a site: its figures are the Parquet's, every value has its place and its page, it opens from a folder."""

import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

import jixiao
from pipelines.cli.app import run
from pipelines.language import LANGUAGES, catalogue
from pipelines.run.runner import local_crew
from pipelines.site import Site, build
from pipelines.site.gather import Project
from pipelines.site.shown import SHOWN, meta, position
from tests.analysis.made import write_export

DOCUMENTS = Path(__file__).parents[1] / "documents"
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("year") / "out"
    jixiao.run(str(DOCUMENTS / "jingyan_pages.pdf"), str(DOCUMENTS / "tianjin.pdf"), out=str(folder), workers=1)
    return folder


@pytest.fixture(scope="module")
def made(out, tmp_path_factory) -> tuple[Path, Site]:
    folder = tmp_path_factory.mktemp("site")
    return folder, build(str(out), folder, local_crew(1))


@pytest.fixture(scope="module")
def two_years(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    write_export(folder / "out")
    build(str(folder / "out"), folder / "site", None)
    return folder / "site"


def data(path: Path) -> Any:
    """What a data file hands over."""
    called = re.fullmatch(r'jx\("\w+",(.*)\);\n', path.read_text(encoding="utf-8"), re.DOTALL)
    assert called
    return json.loads(called[1])


def projects(site: Path) -> dict[str, Any]:
    return {key: held for path in (site / "data/p").iterdir() for key, held in data(path).items()}


def forms(site: Path) -> dict[str, Any]:
    return {form["form_id"]: form for project in projects(site).values() for form in project["forms"]}


def filled(values: list[Any], table: str) -> list[Any]:
    return values + [None] * (len(SHOWN[table]) - len(values))


def plain(row: Any, table: str) -> list[Any]:
    return [None if pd.isna(row[name]) else row[name] for name in SHOWN[table]]


def test_every_figure_is_the_parquets(out, made) -> None:
    site, done = made
    tables, shown = jixiao.load(str(out)), forms(site)
    assert done.forms == len(shown) == len(tables.forms) > 2
    for _, row in tables.forms.iterrows():
        assert filled(shown[row.form_id]["forms"], "forms") == plain(row, "forms")
    for table in ("indicators", "funds", "tasks", "findings"):
        for form_id, rows in tables[table].groupby("form_id"):
            told = [filled(row[1:], table) for row in shown[form_id][table]]
            assert told == [plain(row, table) for _, row in rows.iterrows()]
        assert sum(len(form[table]) for form in shown.values()) == len(tables[table])


def test_every_value_that_is_shown_stands_where_its_evidence_says(out, made) -> None:
    site, _ = made
    evidence = jixiao.load(str(out)).evidence
    evidence = evidence[[position(t, f) is not None for t, f in zip(evidence.of_table, evidence.field, strict=True)]]
    held = {
        (form_id, *place[:3]): place[3:8]
        for form_id, form in forms(site).items()
        for place in form["at"]
        if place[0] != "findings"
    }
    assert len(held) == len(evidence) > 100
    for row in evidence.itertuples():
        ordinal = 0 if row.of_table == "forms" else row.ordinal
        place = held[row.form_id, row.of_table, ordinal, position(row.of_table, row.field)]
        assert place == [row.page, *(round(edge) for edge in (row.x0, row.y0, row.x1, row.y1))]


def test_numbers_have_a_place(made) -> None:
    """Every number of an indicator and of money is one click from its pixels."""
    site, _ = made
    for form in forms(site).values():
        places = {tuple(place[:3]) for place in form["at"]}
        for table in ("indicators", "funds"):
            columns = [position(table, name) for name in SHOWN[table]]
            numbers = [
                (table, row[0], column)
                for row in form[table]
                for column in columns
                if column is not None and column + 1 < len(row) and isinstance(row[column + 1], float)
            ]
            assert set(numbers) <= places


def test_each_page_is_drawn_once_and_shows_the_whole_page(out, made, tmp_path) -> None:
    site, done = made
    pages = {(form["doc_id"], int(page)): size for form in forms(site).values() for page, size in form["pages"].items()}
    drawn = {path.relative_to(site).as_posix() for path in (site / "pages").rglob("*.webp")}
    assert drawn == {f"pages/{doc[:2]}/{doc}/{page}.webp" for doc, page in pages} and done.drawn == len(drawn)
    for (doc, page), (width, height) in pages.items():
        with Image.open(site / f"pages/{doc[:2]}/{doc}/{page}.webp") as picture:
            assert picture.height / picture.width == pytest.approx(height / width, rel=0.01)
    copy = shutil.copytree(site, tmp_path / "site")
    (copy / "pages/00/0000").mkdir(parents=True)
    (copy / "pages/00/0000/1.webp").write_bytes(b"of a document that is gone")
    assert build(str(out), copy, local_crew(1)).drawn == 0
    assert {path.relative_to(copy).as_posix() for path in (copy / "pages").rglob("*.webp")} == drawn
    same = [path.relative_to(site) for path in (site / "data").rglob("*.js")]
    assert all((site / path).read_bytes() == (copy / path).read_bytes() for path in same)


def test_a_project_goes_on_over_the_years(two_years) -> None:
    river = projects(two_years)[Project("井研县水利局", False, "河道保洁").id]
    assert [(form["year"], form["phase"]) for form in river["forms"]] == [
        *((2025, "target"), (2025, "monitor"), (2025, "self_evaluation"), (2026, "target"))
    ]
    index = data(two_years / "data/index.js")
    names = index["names"].split("\n")
    assert len(index["ids"]) == 12 * len(names) == 12 * len(projects(two_years))
    water, number = index["units"].index("井研县水利局"), names.index("河道保洁")
    assert index["money"][water] == [620, 130] and index["budgets"][number] in (130, 60)
    assert [names[at] for at in index["whole"]] == [""]
    assert index["years"][names.index("灌区改造")] == 1 and index["years"][names.index("教师培训")] == 2


def test_indicators_lead_to_their_projects(two_years) -> None:
    index, indicators = data(two_years / "data/index.js"), data(two_years / "data/indicators.js")
    steps = dict(zip(indicators["names"].split("\n"), indicators["projects"].split("\n"), strict=True))
    names, found, last = index["names"].split("\n"), [], 0
    for step in steps["群众满意度"].split():
        last += int(step, 36)
        found.append((index["ids"][12 * last : 12 * last + 12], names[last]))
    rivers = [Project(unit, False, "河道保洁") for unit in ("井研县水利局", "攀枝花市东区水务局")]
    assert sorted(found) == sorted((river.id, river.name) for river in rivers)


def test_a_folder_that_holds_something_else_is_left_alone(out, tmp_path, capsys) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/dear.txt").write_text("kept")
    assert run(["site", "--out", str(out), "--to", str(tmp_path / "letters")]) == 2
    assert "--to" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["dear.txt"]


def test_a_site_that_was_cut_off_is_made_whole_by_the_next_run(two_years, tmp_path) -> None:
    begun = tmp_path / "site/data/.new"
    begun.mkdir(parents=True)
    (begun / "p").write_text("half a line")
    build(str(two_years.parent / "out"), tmp_path / "site", None)
    same = {path.relative_to(two_years) for path in two_years.rglob("*")}
    assert {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*")} == same
    assert projects(tmp_path / "site") == projects(two_years)


def test_an_original_that_is_gone_costs_its_pictures_alone(tmp_path, capsys) -> None:
    shutil.copy(DOCUMENTS / "tianjin.pdf", tmp_path / "tianjin.pdf")
    jixiao.run(str(tmp_path / "tianjin.pdf"), out=str(tmp_path / "out"), workers=1)
    (tmp_path / "tianjin.pdf").unlink()
    assert run(["site", "--out", str(tmp_path / "out"), "--to", str(tmp_path / "site"), "--workers", "1"]) == 0
    said = capsys.readouterr().out
    assert "tianjin.pdf" in said and "index.html" in said
    assert len(forms(tmp_path / "site")) == 2


def test_the_pages_say_nothing_that_is_not_in_the_catalogue() -> None:
    page = files("pipelines.site").joinpath("page")
    code = "\n".join(part.read_text(encoding="utf-8") for part in page.iterdir() if part.name.endswith(".js"))
    asked = set(re.findall(r"\"(site\.[a-z_]+)\"", code)) | {
        f"site.{name}" for name in ("indicators", "funds", "tasks", "findings")
    }
    values = {f"site.{column}_" for names in SHOWN.values() for column in names}
    known = {key for key in catalogue() if key.startswith("site.")}
    assert asked <= known
    assert [key for key in known - asked if not any(key.startswith(value) for value in values)] == []
    assert set(meta([2026], 0, {})["words"]) == set(LANGUAGES)
    assert not re.search("[\u4e00-\u9fff]", re.sub(r'"(?:English|中文|定性|；|、)"|"中文"', "", code))


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed here (benchmarks/README.md names what is)")
def test_it_opens_from_its_folder(made) -> None:
    site, _ = made
    names = data(site / "data/index.js")
    for route, told in (("/", names["units"][0]), (f"/p/{names['ids'][:12]}", "data-at="), ("/?q=满意", "满意度")):
        dumped = subprocess.run(
            [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom",
             f"file://{site}/index.html#{route}"], capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        assert told in dumped.stdout and "data-ready=" in dumped.stdout
