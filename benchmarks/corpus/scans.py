"""Scans of a corpus: every page of NAME.pdf as a damaged picture in NAME.scanN.pdf, its cells' boxes moved along.

NAME.scan1.pdf … NAME.scan4.pdf   levels 1 to 4; they share NAME.truth.json
NAME.scan1.cells.json             their own pages, cells (as in the truth, boxes on the scan), rows' boxes and damage
single/NAME.dmg-KIND.pdf          one kind of damage alone, with a whole truth of its own
"""

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

import cv2
import numpy as np
import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name

from benchmarks.corpus.damage.levels import ALONE, LEVELS, Recipe, Shot, expose
from benchmarks.corpus.files import write_json

__all__ = ["alone", "levels", "scan"]


def levels(folder: Path, names: Iterable[str], wanted: Iterable[int] = tuple(LEVELS)) -> None:
    """Scans of each document at each level."""
    for name in names:
        truth = json.loads((folder / f"{name}.truth.json").read_text(encoding="utf-8"))
        for level in wanted:
            rng = np.random.default_rng(crc32(f"{name}/scan{level}".encode()))
            moved = scan(
                folder / f"{name}.pdf",
                folder / f"{name}.scan{level}.pdf",
                truth,
                LEVELS[level](rng),
                rng,
            )
            write_json(folder / f"{name}.scan{level}.cells.json", moved)


def alone(folder: Path, names: Iterable[str], kinds: Iterable[str] = tuple(ALONE)) -> None:
    """Each document with each kind of damage alone."""
    (folder / "single").mkdir(exist_ok=True)
    for name in names:
        truth = json.loads((folder / f"{name}.truth.json").read_text(encoding="utf-8"))
        for kind in kinds:
            rng = np.random.default_rng(crc32(f"{name}/{kind}".encode()))
            target = folder / "single" / f"{name}.dmg-{kind}"
            moved = scan(
                folder / f"{name}.pdf",
                target.with_name(target.name + ".pdf"),
                truth,
                ALONE[kind],
                rng,
            )
            write_json(target.with_name(target.name + ".truth.json"), truth | moved)


def scan(source: Path, target: Path, truth: dict[str, Any], one: Recipe, rng: np.random.Generator) -> dict[str, Any]:
    """Damage every page of a document; returns pages, cells, rows and damage as they are on the scan."""
    pdf = pdfium.PdfDocument(source)
    out = pikepdf.new()
    shots: list[Shot] = []
    for page in pdf:
        image = page.render(scale=one.dpi / 72).to_numpy()
        flat = (
            cv2.cvtColor(image, cv2.COLOR_BGR2RGB) if image.shape[2] == 3 else cv2.cvtColor(image, cv2.COLOR_BGRA2RGB)
        )
        shot = expose(flat, one, rng)
        shots.append(shot)
        _append(out, shot)
    out.save(target, deterministic_id=True)
    return {
        "damage": [[kind, strength] for kind, strength in shots[0].done]
        + ([["turn", one.turn]] if one.turn else [])
        + ([["hidden_text", 1]] if one.hidden_text else []),
        "dpi": one.dpi,
        "pages": [[round(s.page.shape[1] * 72 / one.dpi, 2), round(s.page.shape[0] * 72 / one.dpi, 2)] for s in shots],
        "cells": [cell | {"box": _moved(cell["box"], shots[cell["page"] - 1])} for cell in truth["cells"]],
    }


def _moved(box: list[float], shot: Shot) -> list[float]:
    """The upright box around a flat box's outline on the scan."""
    x0, y0, x1, y1 = box
    along = np.linspace(0, 1, 5)[:, None]
    corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]])
    outline = np.concatenate([a + (b - a) * along for a, b in itertools.pairwise(corners)]) * shot.recipe.dpi / 72
    moved = shot.points(outline) * 72 / shot.recipe.dpi
    return [round(float(v), 2) for v in (*moved.min(axis=0), *moved.max(axis=0))]


def _append(pdf: pikepdf.Pdf, shot: Shot) -> None:
    """A page that is nothing but the picture (and, on request, a bad hidden text layer)."""
    height, width = shot.page.shape[:2]
    points = (width * 72 / shot.recipe.dpi, height * 72 / shot.recipe.dpi)
    image = _image(pdf, shot)
    commands = f"q {points[0]:.3f} 0 0 {points[1]:.3f} 0 0 cm /Im Do Q"
    resources = Dictionary(XObject=Dictionary(Im=image))
    if shot.recipe.hidden_text:
        words = "工页日支岀绩敛目标衷 - 级指怀 三级捐标 指标直 290% 1O0% l".encode("utf-16-be").hex()
        lines = " ".join(f"1 0 0 1 60 {points[1] - 80 - 40 * i:.0f} Tm <{words}> Tj" for i in range(12))
        commands += f" BT 3 Tr /F 10 Tf {lines} ET"
        resources.Font = Dictionary(F=_hidden_font(pdf))
    content = pdf.make_stream(commands.encode())
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(points[0], 2), round(points[1], 2)]),
        Resources=resources,
        Contents=content,
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _image(pdf: pikepdf.Pdf, shot: Shot) -> pikepdf.Object:
    """The picture as JPEG, or as bits where a fax made it."""
    height, width = shot.page.shape[:2]
    if "fax" in shot.recipe.kinds:
        bits = np.packbits(shot.page[..., 0] > 127, axis=1).tobytes()
        image = pdf.make_stream(bits)
        return _described(image, width, height, Name.DeviceGray, 1)
    grey = "grey" in shot.recipe.kinds
    picture = cv2.cvtColor(shot.page, cv2.COLOR_RGB2GRAY if grey else cv2.COLOR_RGB2BGR)
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, shot.recipe.quality])
    if not done:
        raise ValueError("the page could not be compressed")
    image = pdf.make_stream(data.tobytes(), Filter=Name.DCTDecode)
    return _described(image, width, height, Name.DeviceGray if grey else Name.DeviceRGB, 8)


def _described(image: pikepdf.Object, width: int, height: int, space: pikepdf.Name, bits: int) -> pikepdf.Object:
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, width, height
    image.ColorSpace, image.BitsPerComponent = space, bits
    return image


def _hidden_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font that every viewer knows and no file embeds."""
    info = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=2)
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), CIDSystemInfo=info)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/STSong-Light"),
            Encoding=Name("/UniGB-UCS2-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
        )
    )
