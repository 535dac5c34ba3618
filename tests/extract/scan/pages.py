"""Sample scans as rasters, their digital twins' cells, and ways to damage a picture that keep its cells."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium

from benchmarks.pages import coarse, pale, torn, turned
from extract import extract
from extract.model import Page, Table
from extract.readers import ppocr
from extract.scan.prepare import Prepared
from extract.scan.raster import Raster, page_raster
from extract.settings import ExtractSettings

__all__ = [
    "DOCUMENTS",
    "SCANS",
    "SETTINGS",
    "coarse",
    "faxed",
    "grid_shape",
    "pale",
    "plain",
    "read",
    "scan",
    "shape",
    "torn",
    "turned",
    "twin",
]

DOCUMENTS = Path(__file__).parents[2] / "documents"
SCANS = [
    ("chaiwei.scan3", 1),
    ("jingyan.scan1", 1),
    ("linyi.scan1", 1),
    ("nanyue.scan2", 1),
    ("nanyue_pages.scan1", 1),
    ("nanyue_pages.scan1", 2),
]
VOCABULARIES = (
    ("operators", ("≥", "≤", "=", ">", "<", ">=", "<=", "定性", "/")),
    ("levels", ("产出指标", "效益指标", "满意度指标", "成本指标", "数量指标", "质量指标", "时效指标", "生态效益指标")),
    ("labels", ("一级指标", "二级指标", "三级指标", "指标值", "项目名称", "主管部门", "实施单位", "备注")),
)
SETTINGS = ExtractSettings(vocabularies=VOCABULARIES)
Shape = list[list[tuple[int, int, int, int]]]


@cache
def scan(name: str, number: int) -> Raster:
    with pdfium.PdfDocument(DOCUMENTS / f"{name}.pdf") as pdf:
        return page_raster(pdf[number - 1])


def faxed(name: str, threshold: int) -> Raster:
    """The first page of a document in one bit a pixel; a low threshold takes the thin strokes."""
    with pdfium.PdfDocument(DOCUMENTS / f"{name}.pdf") as pdf:
        page = page_raster(pdf[0], dpi=200)
    soft = cv2.GaussianBlur(cv2.cvtColor(page.pixels, cv2.COLOR_BGR2GRAY), (0, 0), 0.7)
    bits = np.where(soft > threshold, 255, 0).astype(np.uint8)
    return Raster(np.asarray(cv2.cvtColor(bits, cv2.COLOR_GRAY2BGR), np.uint8), page.width, page.height)


@cache
def read(name: str, number: int) -> Page:
    return ppocr.read(scan(name, number), number, SETTINGS)


@cache
def twin(name: str, number: int) -> Page:
    """The page of the digital document that a scan was made from."""
    return extract((DOCUMENTS / f"{name.split('.')[0]}.pdf").read_bytes()).pages[number - 1]


def shape(tables: tuple[Table, ...]) -> Shape:
    return [[(c.row, c.column, c.row_span, c.column_span) for c in table.cells] for table in tables]


def grid_shape(page: Prepared) -> Shape:
    return [[cell[:4] for cell in grid.cells] for grid in page.grids()]


def plain(text: str) -> str:
    """Text without what printing may change: forms of characters, white space, punctuation (a bracket may be printed
    on the ruling that its cell is too narrow for)."""
    text = unicodedata.normalize("NFKC", text).replace("⩾", "≥").replace("⩽", "≤")
    return re.sub(r"[\s,，、;；:：“”\"'()（）。.\[\]]", "", text)
