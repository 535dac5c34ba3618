"""The generator: layouts tile, truths are sound, the same seed says the same, damage moves places with the page."""

import json
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest

import benchmarks.corpus.make
from benchmarks.corpus.damage.levels import ALONE, LEVELS, Recipe, expose
from benchmarks.corpus.families import FAMILIES
from benchmarks.corpus.make import FACES, Planned, make, plan
from benchmarks.corpus.measures import Measure
from benchmarks.corpus.sheet import Sheet
from benchmarks.corpus.wording import Style, amount, spell, style
from benchmarks.evaluate.gate import FIXED

LETTERED = ("round_seal", "oval_seal", "blue_stamp", "signature")
"""Damage that needs type faces, which a bare server has not."""
COUNT = 2 * len(FAMILIES)


@pytest.fixture(scope="module")
def planned() -> list[Planned]:
    return list(plan(COUNT, 5))


@pytest.fixture(scope="module")
def faulty() -> list[Planned]:
    return list(plan(3 * len(FAMILIES), 6, faulty=1.0))


def said(one: Planned) -> list[Any]:
    """All that a document's truth says, places aside."""
    return [
        (form.form, [row.columns for row in form.indicators + form.funds + form.tasks], [f.words for f in form.faults])
        for form in one.forms
    ]


def test_the_same_seed_says_the_same_and_a_larger_corpus_begins_with_a_smaller_one(planned: list[Planned]) -> None:
    again = list(plan(10, 5))
    assert [said(one) for one in again] == [said(one) for one in planned[:10]]
    assert [said(one) for one in plan(3, 6)] != [said(one) for one in planned[:3]]


def test_every_family_is_there(planned: list[Planned]) -> None:
    assert {one.family for one in planned} == set(FAMILIES)


def test_every_table_is_tiled_by_its_cells(planned: list[Planned]) -> None:
    for one in planned:
        for sheet in one.document.sheets:
            covered = np.zeros((sheet.height, len(sheet.borders) - 1), int)
            for cell in sheet.cells:
                covered[cell.row : cell.row + cell.rows, cell.column : cell.column + cell.columns] += 1
            assert (covered == 1).all(), one.name
            assert {cell.row for cell in sheet.cells if cell.rows == 1} == set(range(sheet.height)), one.name


def test_sound_forms_add_up(planned: list[Planned]) -> None:
    checked = 0
    for one in planned:
        for form in one.forms:
            weights = [row.columns["weight"] for row in form.indicators if row.columns.get("weight")]
            assert not weights or round(sum(weights), 6) in (90, 100), one.name
            annual = [
                row.columns
                for row in form.funds
                if row.columns["measure"] == "budget" and row.columns["period"] == "annual"
            ]
            parts = [row["amount"] for row in annual if row["basis"] == "income" and row["item"] != "财政拨款"]
            total = next((row["amount"] for row in annual if row["basis"] == "total"), None)
            if len(parts) > 1 and total is not None and not any(row["item"] == "财政拨款" for row in annual):
                assert sum(map(Decimal, map(str, parts))) == Decimal(str(total)), one.name
                checked += 1
    assert checked > 5


def test_a_planted_fault_is_told_and_stands_where_it_is_told(faulty: list[Planned]) -> None:
    kinds = set()
    for one in faulty:
        printed = {id(cell) for sheet in one.document.sheets for cell in sheet.cells}
        for form in one.forms:
            for fault in form.faults:
                kinds.add(fault.kind)
                assert fault.at, fault.kind
                assert all(id(cell) in printed for cell in fault.at), fault.kind
                if fault.kind == "weights":
                    assert sum(row.columns["weight"] or 0 for row in form.indicators) not in (90, 100)
                if fault.kind == "cost_over_budget":
                    assert form.indicators[(fault.ordinal or 1) - 1].columns["value"] > form.form["budget"]
    assert len(kinds) >= 8


def test_the_truth_of_a_row_is_printed_in_its_cells(planned: list[Planned]) -> None:
    for one in planned:
        for form in one.forms:
            for row in form.indicators:
                assert row.columns["name"] in row.cells["name"].text, one.name
                assert (row.columns["value_raw"] or "") in row.cells["value"].text, one.name


@pytest.mark.parametrize(
    ("printed", "figures", "value"),
    [
        ("3309840", "plain", "3309840"),
        ("3,309,840.00", "commas", "3309840"),
        ("0.30", "fixed", "0.3"),
        ("47.086", "fixed", "47.086"),
    ],
)
def test_amounts_are_never_rounded(printed: str, figures: str, value: str) -> None:
    assert amount(Decimal(value), figures) == printed


def test_spelling_states_what_the_schema_makes_of_it() -> None:
    rate = Measure("产出指标", "质量指标", "合格率", "percent", "≥", Decimal(95), unit="%")
    glued = spell(Random(1), rate, Style("glued", "glued"))
    assert (glued.value, glued.truth["operator"], glued.truth["value"], glued.truth["unit"]) == ("≥95%", "≥", 95.0, "%")
    apart = spell(Random(1), rate, Style("column", "column", percent="百分比"))
    assert (apart.value, apart.operator, apart.unit, apart.truth["unit"]) == ("95", "≥", "百分比", "%")
    span = replace(rate, kind="range", unit="天", value=Decimal(10), upper=Decimal(20), operator="~")
    assert spell(Random(1), span, Style()).truth["operator"] == "~"
    deadline = Measure("产出指标", "时效指标", "完成时间", "date", words="当年10月前", date="2026-10")
    told = spell(Random(3), deadline, style(Random(3), "column", "column")).truth
    assert (told["value"], told["value_kind"], told["value_date"]) == (None, "date", "2026-10")


def test_a_row_of_cells_snaps_to_borders_that_are_there() -> None:
    sheet = Sheet(masters=[0.0, 0.2, 0.6, 1.0])
    with sheet.side("左", 0.19):
        sheet.row("一", "二")
        sheet.row(("三", 1), ("四", 3))
    assert sheet.settle() == 4
    assert sheet.cells[0].rows == 2
    assert sheet.borders == [0.0, 0.2, 0.4, 0.6, 1.0]


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe({"skew": 3.0}),
        Recipe({"perspective": 0.02}),
        Recipe({"curl": 0.012}),
        Recipe({"skew": 2.0, "perspective": 0.01, "curl": 0.008}, turn=90),
        Recipe({"skew": 1.0}, turn=180),
        Recipe({"curl": 0.01}, turn=270),
    ],
)
def test_places_move_with_the_page(recipe: Recipe) -> None:
    page = np.full((700, 500, 3), 255, np.uint8)
    marks = np.array([[120, 140], [380, 160], [250, 350], [130, 560], [390, 600]], float)
    for mark in marks:
        shot = expose(_marked(page, mark), recipe, np.random.default_rng(7))
        dark = np.argwhere(shot.page[..., 0] < 128)
        assert len(dark)
        middle = dark.mean(axis=0)[::-1] + 0.5
        assert np.abs(middle - shot.points(mark + 0.5)).max() < 1.2


def _marked(page: np.ndarray[Any, Any], mark: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    out = page.copy()
    x, y = mark.astype(int)
    out[y - 3 : y + 4, x - 3 : x + 4] = 0
    return out


def test_every_kind_of_damage_changes_the_page_and_is_the_same_for_the_same_dice() -> None:
    page = np.full((900, 700, 3), 255, np.uint8)
    page[100:800:50, 60:640] = 0
    page[100:800, 60:640:116] = 0
    for kind, recipe in ALONE.items():
        if kind in ("clean", "dpi100", "hidden_text") or (kind in LETTERED and not shutil.which("fc-match")):
            continue
        first, second = (expose(page, recipe, np.random.default_rng(3)).page for _ in range(2))
        assert np.array_equal(first, second), kind
        assert kind == "grey" or first.shape != page.shape or (first != page).any(), kind


def test_levels_grow_worse() -> None:
    dice = np.random.default_rng(1)
    blur = {level: np.mean([recipe(dice).kinds["blur"] for _ in range(40)]) for level, recipe in LEVELS.items()}
    skew = {level: np.mean([recipe(dice).kinds["skew"] for _ in range(40)]) for level, recipe in LEVELS.items()}
    assert blur[1] < blur[2] < blur[3]
    assert skew[1] < skew[2] < skew[3]
    photograph, poor = LEVELS[3](dice), LEVELS[4](dice)
    assert {"curl", "perspective", "shadow", "blur"} <= set(poor.kinds)
    assert (poor.dpi, poor.quality) < (photograph.dpi, photograph.quality)


def bench_is_there() -> bool:
    """Whether this machine has what prints a corpus; `make corpus` and the README's packages bring it."""
    if find_spec("weasyprint") is None or not shutil.which("fc-list"):
        return False
    faces = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return all(face in faces for face in FACES)


@pytest.mark.skipif(not bench_is_there(), reason="the corpus' producers and type faces are not installed")
def test_two_prints_have_the_same_pages_and_truth_and_the_cells_stand_where_it_says(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make(1, 9, tmp_path / name)
    (one,) = (tmp_path / "one").glob("*.pdf")
    truth = one.with_suffix("").with_suffix(".truth.json").read_bytes()
    assert truth == (tmp_path / "two" / f"{one.stem}.truth.json").read_bytes()
    pages = [
        [page.render(scale=2).to_numpy() for page in pdfium.PdfDocument(tmp_path / n / one.name)]
        for n in ("one", "two")
    ]
    assert all(np.array_equal(a, b) for a, b in zip(*pages, strict=True))
    for cell in json.loads(truth)["cells"]:
        y0, x1, y1 = (round(2 * value) for value in cell["box"][1:])
        page = pages[0][cell["page"] - 1]
        edge = page[y0 + 4 : y1 - 4, max(0, x1 - 3) : x1 + 4].min(axis=2)
        assert (edge.min(axis=1) < 160).mean() > 0.9, cell


def misprinted(oddity: str, count: int = 2) -> list[Planned]:
    """Plans that one oddity befell."""
    found: list[Planned] = []
    with pytest.MonkeyPatch.context() as patch:
        sound = getattr(benchmarks.corpus.make, oddity)
        befallen: list[bool] = []
        patch.setattr(benchmarks.corpus.make, oddity, lambda *given: (befallen.append(True), sound(*given)))
        for one in plan(4 * len(FAMILIES), 5):
            if befallen:
                found.append(one)
                befallen.clear()
    assert len(found) >= count
    return found


def test_a_slid_row_keeps_the_table_tiled_and_leaves_its_last_place_empty() -> None:
    slid = 0
    for one in misprinted("slid_row"):
        for form in one.forms:
            for row in form.indicators:
                second = row.cells.get("level2")
                names = [r.cells["level2"] for r in form.indicators if "level2" in r.cells and r is not row]
                if second is None or not names or second.left >= min(cell.left for cell in names):
                    continue
                sheet = next(sheet for sheet in one.document.sheets if second in sheet.cells)
                cells = sorted((c for c in sheet.cells if c.row == second.row), key=lambda cell: cell.left)
                assert cells[0] is second and cells[1] is row.cells["name"]
                assert (cells[-1].text, cells[-1].right) == ("", max(c.right for c in sheet.cells))
                covered = sum(c.rows * c.columns for c in sheet.cells)
                assert covered == sheet.height * (len(sheet.borders) - 1)
                slid += 1
    assert slid


def test_a_page_number_and_a_signature_fall_into_a_table_and_are_no_part_of_its_rows() -> None:
    for one in misprinted("number_in_cell"):
        (cell,) = [c for sheet in one.document.sheets for c in sheet.cells if "— " in c.text and c.text.endswith(" —")]
        said = [r.columns for form in one.forms for r in form.indicators]
        assert not any("—" in str(row["name"]) or str(row["value_raw"]).endswith(" —") for row in said), cell.text
    for one in misprinted("signature_in_table"):
        last = one.document.sheets[-1].cells[-1]
        assert last.text.startswith("填表人") and (last.left, last.right) == (0.0, 1.0)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_turned_in_the_file_is_shown_as_before(tmp_path: Path, degrees: int) -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="the bench's own packages (make corpus) are not installed")
    from benchmarks.corpus.turn import turn

    source = FIXED / "s11-0010-poverty.pdf"
    turned = tmp_path / source.name
    shutil.copy(source, turned)
    turn(turned, degrees)
    with pikepdf.open(turned) as pdf:
        assert {int(page.Rotate) for page in pdf.pages} == {degrees}
    pages = [[page.render(scale=1).to_numpy() for page in pdfium.PdfDocument(path)] for path in (source, turned)]
    for before, after in zip(*pages, strict=True):
        assert before.shape == after.shape
        assert np.abs(before.astype(int) - after).mean() < 1.5
