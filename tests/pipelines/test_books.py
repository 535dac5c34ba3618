"""The year in one place: workbooks whose figures are those of the Parquet, a page of links that all lead somewhere,
CSVs with Chinese titles that survive a spreadsheet."""

import csv
import io
import re
import shutil
import subprocess
from urllib.parse import unquote

import fakes
import openpyxl
import pandas as pd
import pdfplumber
import pytest
from openpyxl.utils import column_index_from_string

from extract import extract
from extract.errors import NotRead
from extract.model import Extraction
from normalize.schema import Evidence, Rival, Submission
from pipelines.export.books.asking import apart
from pipelines.export.books.book import as_workbook
from pipelines.export.books.columns import SHEETS
from pipelines.export.books.content import Book
from pipelines.findings import check as checks
from pipelines.run.job import write_export
from pipelines.run.stages import Stage

BOOK = "年度总表.xlsx"
AS_THEY_ARE = ("number", "money", "code", "text", "whole")
SHEET_NAMES = ["概览", "表单", "指标", "资金", "任务", "待核", "问题", "收件登记"]


def sheet(store, title, path=BOOK):
    """A sheet as rows by title."""
    rows = list(openpyxl.load_workbook(store.folder / path)[title].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def doubting(extraction: Extraction) -> Submission:
    """The first indicator of each form asks about its value, which may be something else."""
    made = fakes.normalize(extraction)
    forms = []
    for form in made.forms:
        first, *rest = form.indicators
        asked = first.model_copy(update={"needs_review": True, "review_reason": "value_unread"})
        value = Evidence(
            of_table="indicators", ordinal=1, field="value", raw="≥9S%", page=1,
            needs_review=True, review_reason="value_unread", rivals=(Rival(value="98", probability=0.25),),
        )  # fmt: skip
        forms.append(form.model_copy(update={"indicators": (asked, *rest), "evidence": (value,)}))
    return made.model_copy(update={"forms": tuple(forms)})


@pytest.fixture
def full(raw, store, do):
    fakes.write(raw / "局" / "a.pdf", "form=2026|甲局|修路|里程|质量", "form=2026|甲局||满意度")
    fakes.write(raw / "b.pdf", "form=2025|乙局|=1+1|8-10|0012")
    fakes.write(raw / "c.pdf", "damaged")
    first, _ = fakes.stages()
    do(stages=(first, Stage("normalize", doubting, "1", Submission)))
    return store


def test_the_figures_are_those_of_the_parquet(full):
    assert openpyxl.load_workbook(full.folder / BOOK).sheetnames == SHEET_NAMES
    for table, layout in SHEETS.items():
        rows = sheet(full, layout.title)
        wanted = pd.read_parquet(full.folder / table) if (full.folder / table).exists() else pd.DataFrame()
        assert len(rows) == len(wanted)
        titles = set(rows[0]) if rows else set()
        for column in (c for c in layout.columns if c.kind in (*AS_THEY_ARE, "page") and c.title in titles):
            found = [row[column.title] for row in rows]
            assert found == [None if pd.isna(value) else value for value in wanted[column.name]], column


@pytest.mark.parametrize("name", [BOOK, "units/2026/甲局/年度总表.xlsx", "units/2026/甲局/findings.xlsx"])
def test_a_workbook_of_results_is_no_document_to_read(name, full):
    checks.check(full)
    with pytest.raises(NotRead, match="jixiao wrote"):
        extract((full.folder / name).read_bytes())


def test_what_is_doubtful_is_in_colour_with_its_reason_and_rivals_in_a_note(full):
    told = openpyxl.load_workbook(full.folder / BOOK)["指标"]
    titles = [cell.value for cell in told[1]]
    asked = [row for row in told.iter_rows(min_row=2) if row[titles.index("待核")].value == "是"]
    assert len(asked) == 3
    cell = asked[0][titles.index("指标值")]
    assert cell.fill.fgColor.rgb == "FFFFE699"
    assert "指标值未能读懂" in cell.comment.text and "也可能是：98（25%）" in cell.comment.text
    assert told.freeze_panes == "D2" and told.auto_filter.ref and str(told.page_setup.paperSize) == "9"
    (row, *_) = sheet(full, "待核")
    assert (row["栏目"], row["原文"], row["原因"], row["也可能是"]) == ("指标值", "≥9S%", "指标值未能读懂", "98（25%）")


def test_a_unit_has_a_workbook_of_its_own_and_every_file_is_in_the_register(full):
    assert [row["三级指标"] for row in sheet(full, "指标", f"units/2025/乙局/{BOOK}")] == ["8-10", "0012"]
    register = {row["文件"]: row["状态"] for row in sheet(full, "收件登记")}
    assert register == {"b.pdf": "已完成", "c.pdf": "已隔离", "局/a.pdf": "已完成"}
    (only,) = sheet(full, "收件登记", f"units/2025/乙局/{BOOK}")
    assert only["文件"] == "b.pdf"


def test_codes_are_texts_formulas_are_none_and_links_lead_to_the_originals(full, raw):
    told = openpyxl.load_workbook(full.folder / BOOK)["指标"]
    cells = {cell.value: cell for row in told.iter_rows(min_row=2) for cell in row}
    assert cells["0012"].data_type == cells["8-10"].data_type == "s"
    assert cells["=1+1（绩效目标表）"].data_type == "s"
    assert (full.folder / unquote(cells["b.pdf"].hyperlink.target)).resolve() == raw / "b.pdf"


def test_a_page_number_leads_to_that_page_of_the_original(full, raw):
    told = openpyxl.load_workbook(full.folder / BOOK)["指标"]
    titles = [cell.value for cell in told[1]]
    for row in told.iter_rows(min_row=2):
        page, link = row[titles.index("页码")], row[titles.index("页码")].hyperlink
        assert isinstance(page.value, int) and link.location == f"page={page.value}"
        assert (full.folder / unquote(link.target)).resolve().name == row[titles.index("原件")].value


def test_what_has_not_changed_is_not_written_and_a_persons_work_is_kept(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    fakes.write(raw / "b.pdf", "form=2026|乙局|修路|里程")
    do()
    unit = store.folder / f"units/2026/甲局/{BOOK}"
    before = unit.stat().st_mtime_ns
    book = openpyxl.load_workbook(store.folder / BOOK)
    book["概览"]["A1"] = "我的批注"
    book.save(store.folder / BOOK)
    fakes.write(raw / "b.pdf", "form=2026|乙局|修路|里程|质量")
    assert do().exported.kept == ("年度总表.edited.xlsx",)
    assert unit.stat().st_mtime_ns == before
    assert openpyxl.load_workbook(store.folder / "年度总表.edited.xlsx")["概览"]["A1"].value == "我的批注"
    (raw / "a.pdf").unlink()
    do(withdraw=True)
    assert not unit.exists()


def test_every_link_of_the_page_leads_somewhere(full):
    page = (full.folder / "index.html").read_text(encoding="utf-8")
    links = [unquote(link) for link in re.findall(r'href="([^"]+)"', page)]
    assert len(links) > 10 and all((full.folder / link).is_file() for link in links)
    assert "src=" not in page and "=1+1" in page
    assert "甲局" in page and '<td class="number">2</td>' in page


def test_csvs_with_chinese_titles_on_request_ids_last(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|0012|里程")
    do(titles="zh")
    path = store.folder / "units/2026/甲局/修路/indicators.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert {"三级指标", "指标值原文", "预算年度"} <= set(rows[0]) and rows[0].index("表单编号") > rows[0].index("备注")
    assert len(rows[0]) == len(set(rows[0])) == len(pd.read_parquet(store.folder / "indicators").columns)
    assert rows[1][rows[0].index("三级指标")] == "0012\t"
    before = path.read_bytes()
    do()
    write_export(store)  # as check and the review page do
    assert path.read_bytes() == before, "what was asked for once holds until something else is"
    do(titles="code")
    assert path.read_text(encoding="utf-8-sig").startswith("schema_version,")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="tries what LibreOffice makes of it")
def test_codes_survive_libreoffice(tmp_path):
    from pipelines.export.tables import arrow_table
    from pipelines.export.titled import to_titled_csv

    codes = ["0012", "110101199003078515", "8-10", "12e5678901234567", "2026-03"]
    rows = [{"name": code, "form_id": "12e5678901234567-01", "doc_id": "12e5678901234567"} for code in codes]
    (tmp_path / "t.csv").write_bytes(to_titled_csv("tasks", arrow_table("tasks", rows)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--infilter=CSV:44,34,76,1"]
    command += ["--convert-to", "xlsx", "--outdir", tmp_path, tmp_path / "t.csv"]
    subprocess.run(command, check=True, capture_output=True)
    told = list(openpyxl.load_workbook(tmp_path / "t.xlsx").active.iter_rows(values_only=True))
    at = told[0].index("任务名称")
    assert [str(row[at]).strip() for row in told[1:]] == codes
    assert {str(row[told[0].index("文件编号")]).strip() for row in told[1:]} == {"12e5678901234567"}


LEGIBLE = 210
"""Characters of a column's width that go on A4 across: of 11 points 7.5 or more are left in Excel's own font."""


def printed(told):
    """The titles and widths of the columns that a sheet prints."""
    first, last = (re.sub(r"\d+", "", part) for part in told.print_area.split("!")[1].replace("$", "").split(":"))
    assert first == "A" and told.print_title_rows and told.sheet_properties.pageSetUpPr.fitToPage
    assert told.page_setup.orientation == "landscape" and str(told.page_setup.paperSize) == told.PAPERSIZE_A4
    columns = [told.cell(1, number) for number in range(1, column_index_from_string(last) + 1)]
    return {cell.value: told.column_dimensions[cell.column_letter].width for cell in columns}


def test_a_sheet_is_as_wide_as_a_page_and_legible_though_every_column_holds_something():
    said = {
        "scope": "unit",
        "phase": "self_evaluation",
        "severity": "error",
        "form_id": "d-01",
        "doc_id": "d",
        "needs_review": True,
    }
    said |= {"period": "annual", "measure": "budget", "basis": "total", "review_reason": "value_unread"}
    numbers = ("number", "money", "whole", "page")
    rows = {
        table: [{column.name: 1 if column.kind in numbers else "约" for column in layout.columns} | said]
        for table, layout in SHEETS.items()
    }
    book = Book("", "年度", rows, {}, (), {"d-01": "units/2026/局/修路"})
    told = openpyxl.load_workbook(io.BytesIO(as_workbook(book, None)))
    widths = {title: printed(told[title]) for title in SHEET_NAMES[1:]}
    assert all(sum(sheet.values()) <= LEGIBLE for sheet in widths.values()), widths
    assert {"年度绩效目标", "待核", "原件"} <= widths["表单"].keys() and "表单编号" not in widths["表单"]
    assert {"指标值原文", "实际完成值原文", "得分", "偏差原因"} <= widths["指标"].keys()


def test_a_cell_says_what_the_row_does_whatever_that_is():
    said = {"unit": "局", "scope": "unit", "phase": "target", "form_id": "d-01", "needs_review": False}
    said |= {"year": None, "remark": ""}
    texts = ["<b>&amp;\x07 ", "=1+1", "两\n行", " 空 ", "_x0041_", "约" * 40_000, "𠮷" * 20_000]
    rows = [{**said, "name": text, "weight": number} for text in texts for number in (0.1, 1e-9, 12345678.9012, 0)]
    rows[0]["remark"] = "有"
    book = Book("", "年度", {**dict.fromkeys(SHEETS, ()), "indicators": rows}, {}, (), {"d-01": "units/2026/局/修路"})
    told = list(openpyxl.load_workbook(io.BytesIO(as_workbook(book, None)))["指标"].iter_rows(values_only=True))
    title = {column.name: column.title for column in SHEETS["indicators"].columns}
    name, weight, remark = (told[0].index(title[column]) for column in ("name", "weight", "remark"))
    assert [row[weight] for row in told[1:]] == [row["weight"] for row in rows]
    assert [row[name] for row in told[1::4]] == ["<b>&amp;_x0007_ ", *texts[1:5], "约" * 32_767, "𠮷" * 16_383]
    assert [row[remark] for row in told[1:]] == ["有", *[None] * (len(rows) - 1)]


def test_whose_it_is_stands_on_every_page_and_is_not_said_again_in_each_row(full):
    told = openpyxl.load_workbook(full.folder / f"units/2025/乙局/{BOOK}")["指标"]
    assert told.oddHeader.left.text == "乙局 2025" and told["A1"].value == "项目（表）"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="looks at what LibreOffice prints")
def test_a_printed_page_has_its_titles_and_is_legible(full, tmp_path):
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, full.folder / BOOK], check=True, capture_output=True)
    with pdfplumber.open(tmp_path / "年度总表.pdf") as pdf:
        sizes = [char["size"] for page in pdf.pages for char in page.chars]
        texts = [page.extract_text() for page in pdf.pages]
    assert min(sizes) > 6.5 and len(texts) == len(SHEET_NAMES)
    assert all("绩效数据年度总表" in text for text in texts) and "三级指标" in texts[2]


@pytest.mark.parametrize(
    ("read", "rival", "shown"),
    [
        ("≥95%", "≥96%", "≥96%"),
        ("", "5万元", "5万元"),
        (f"1.{'甲' * 40},{'乙' * 40}", f"1.{'甲' * 40}，{'乙' * 40}", f"…{'甲' * 12}，{'乙' * 12}…"),
        (f"{'甲' * 40}乙", "甲" * 40, f"…{'甲' * 12}"),
        (f"一{'甲' * 40}", f"二{'甲' * 40}", f"二{'甲' * 12}…"),
    ],
)
def test_a_long_rival_is_shown_where_it_is_another(read, rival, shown):
    assert apart(rival, read) == shown
