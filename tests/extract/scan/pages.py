"""Sample scans as rasters, their digital twins' cells, and ways to damage a picture that keep its cells."""

import re
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium

from extract import extract
from extract.model import Page, Table
from extract.readers import ppocr
from extract.scan.prepare import Prepared, prepare
from extract.scan.raster import Raster, page_raster
from extract.settings import ExtractSettings

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


def turned(raster: Raster, quarters: int) -> Raster:
    """The page lying on its side or on its head, by quarters counterclockwise."""
    width, height = (raster.width, raster.height) if quarters == 2 else (raster.height, raster.width)
    return Raster(np.ascontiguousarray(np.rot90(raster.pixels, quarters)), width, height)


def pale(raster: Raster, contrast: float) -> Raster:
    paper = np.percentile(raster.pixels, 70)
    pixels = paper - (paper - raster.pixels.astype(np.float32)) * contrast
    return replace(raster, pixels=np.clip(pixels, 0, 255).astype(np.uint8))


def coarse(raster: Raster, factor: float) -> Raster:
    pixels = cv2.resize(raster.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return replace(raster, pixels=np.asarray(pixels, np.uint8))


def torn(raster: Raster, share: float, longest: int, seed: int = 1) -> Raster:
    """A share of the rulings' length painted over in gaps of up to `longest` pixels, anywhere along them."""
    page = prepare(raster)
    rulings = page.lattice.rulings
    lengths = np.array([ruling.end - ruling.start for ruling in rulings])
    random, pixels, done = np.random.default_rng(seed), raster.pixels.copy(), 0
    while done < share * lengths.sum():
        ruling = rulings[random.choice(len(rulings), p=lengths / lengths.sum())]
        gap = int(min(random.integers(8, longest), ruling.end - ruling.start))
        start = ruling.start + random.random() * (ruling.end - ruling.start - gap)
        along = start + np.arange(0, gap, 2)
        across = np.full(len(along), ruling.at)
        points = np.stack([along, across] if ruling.axis == "h" else [across, along], axis=1)
        for x, y in page.placement.source(points).astype(int).tolist():
            around = raster.pixels[max(0, y - 12) : y + 12, max(0, x - 12) : x + 12].reshape(-1, 3)
            pixels[max(0, y - 3) : y + 4, max(0, x - 3) : x + 4] = np.percentile(around, 80, axis=0)
        done += gap
    return replace(raster, pixels=pixels)
