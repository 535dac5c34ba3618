"""Pages as people photograph them: on a table, folded, out of a folder that holds them bent, under a hand.

    the page, 200 dpi ─ paper (folds, curl) ─► laid on a table, seen aslant ─► light ─► the phone's JPEG, in a PDF

Each function takes the page's picture and a source of chance and returns what the phone saw. All but the first two
fill the picture with the page, as a careful person does.
"""

import io
from collections.abc import Callable
from functools import partial
from random import Random

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from benchmarks.corpus.damage import lens
from benchmarks.corpus.damage.lens import Dice, Page

__all__ = ["PHOTOS", "photographed"]

DPI = 200
Shot = Callable[[Page, Dice], Page]


def photographed(data: bytes, shot: Shot, rng: Random) -> bytes:
    """The first page of a PDF as a photograph of it, in a PDF."""
    dice = np.random.default_rng(rng.getrandbits(32))
    with pypdfium2.PdfDocument(data) as document:
        page = np.asarray(document[0].render(scale=DPI / 72).to_pil().convert("RGB"))
    seen = lens.noise(lens.blur(shot(page, dice), dice, dice.uniform(0.6, 1.0)), dice, dice.uniform(2, 5))
    out = io.BytesIO()
    Image.fromarray(seen).save(out, "PDF", resolution=DPI, quality=int(dice.integers(70, 88)))
    return out.getvalue()


def _table(shape: tuple[int, int], dice: Dice, wood: bool) -> Page:
    """A table top: dark and even, or wood with its grain."""
    height, width = shape
    shade = dice.uniform(60, 130) if wood else dice.uniform(15, 70)
    tint = np.array([1.0, 0.75, 0.5]) if wood else np.array([1.0, dice.uniform(0.9, 1), dice.uniform(0.85, 1)])
    rough = dice.normal(0, 1, (height, width)).astype(np.float32)
    grain = cv2.GaussianBlur(rough, (0, 0), 60, sigmaY=1.2) * 180 if wood else cv2.GaussianBlur(rough, (0, 0), 2) * 8
    return (shade * tint + grain[..., None]).clip(0, 255).astype(np.uint8)


def on_table(page: Page, dice: Dice, wood: bool = False) -> Page:
    """The sheet lies on a table that is seen around it, aslant and from one side."""
    height, width = page.shape[:2]
    share = dice.uniform(0.04, 0.16)  # of the page, around it
    size = (round(width * (1 + 2 * share)), round(height * (1 + 2 * share)))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    angle = np.deg2rad(dice.uniform(-5, 5))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = np.array([width, height]) / 2
    jitter = dice.uniform(-0.02, 0.02, (4, 2)) * width
    seen = ((corners - middle) * dice.uniform(0.9, 1.0) @ turn.T + np.array(size) / 2 + jitter).astype(np.float32)
    laid = cv2.getPerspectiveTransform(corners, seen)
    sheet = cv2.warpPerspective(page, laid, size, flags=cv2.INTER_CUBIC)
    cover = cv2.warpPerspective(np.full((height, width), 255, np.uint8), laid, size)
    fallen = cv2.GaussianBlur(np.roll(cover, (12, 12), (0, 1)), (0, 0), 15)  # the sheet's own shadow on the table
    ground = _table(size[::-1], dice, wood) * (1 - 0.5 * fallen[..., None] / 255)
    alpha = cover[..., None] / 255
    return lens.shadow((sheet * alpha + ground * (1 - alpha)).astype(np.uint8), dice, dice.uniform(0.3, 1.0))


def folded(page: Page, dice: Dice) -> Page:
    """Folded once or twice for its envelope: at each fold the light changes, the print has cracked off and the sheet
    lies at another angle."""
    height, width = page.shape[:2]
    out = page.astype(np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    for at in dice.uniform(0.12, 0.5, dice.integers(1, 3)).tolist():
        crease = height * at + (x - width / 2) * dice.uniform(-0.01, 0.01)
        away = (y - crease).astype(np.float32)
        out *= (1 - dice.uniform(0.1, 0.3) * np.exp(-np.abs(away) / dice.uniform(20, 80)) * (away > 0))[..., None]
        out *= (1 - dice.uniform(0.1, 0.35) * np.exp(-((away / dice.uniform(2, 5)) ** 2)))[..., None]
        cracked = (np.abs(away) < dice.uniform(1.0, 2.5)) & (dice.random((height, width)) < 0.8)
        out[cracked] = out[cracked] * 0.3 + 215 * 0.7
        kink = dice.uniform(-0.012, 0.012)
        out = cv2.remap(
            out, np.float32(x + kink * np.maximum(away, 0)), y, cv2.INTER_LINEAR, borderValue=(250, 250, 250)
        )
    return lens.shadow(out.clip(0, 255).astype(np.uint8), dice, dice.uniform(0.3, 0.9))


def bound(page: Page, dice: Dice) -> Page:
    """Bound in a folder: towards its spine the page bends down, its lines with it, and grows dark."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    near = np.clip(1 - x / (width * dice.uniform(0.3, 0.55)), 0, 1)  # 1 at the spine
    drop, squeeze = dice.uniform(0.008, 0.025) * height, dice.uniform(0.02, 0.06) * width
    bent = cv2.remap(
        page,
        x - squeeze * near**2,
        y + drop * near**2 * (1 - 0.6 * y / height),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    dark = 1 - dice.uniform(0.25, 0.6) * near**2.5
    out = (bent * dark[..., None]).clip(0, 255).astype(np.uint8)
    if dice.random() < 0.5:
        out = np.ascontiguousarray(np.rot90(out, 2))  # a page whose spine is at the right, then turned in the hand
    return out


def under_hand(page: Page, dice: Dice) -> Page:
    """The shadow of a hand with the phone falls over a part of the page, with an edge."""
    height, width = page.shape[:2]
    mask = np.zeros((height, width), np.float32)
    middle = (int(width * dice.uniform(0.3, 0.9)), int(height * dice.uniform(0.3, 0.8)))
    cv2.ellipse(mask, middle, (int(width * 0.4), int(height * 0.3)), float(dice.uniform(0, 180)), 0, 360, 1, -1)
    for finger in range(4):
        tip = (middle[0] - int(width * (0.5 - 0.1 * finger)), middle[1] - int(height * dice.uniform(0.25, 0.45)))
        cv2.line(mask, middle, tip, 1, int(width * 0.06))
    soft = cv2.GaussianBlur(mask, (0, 0), float(dice.uniform(6, 30)))
    lit: Page = (page * (1 - dice.uniform(0.3, 0.6) * soft)[..., None]).clip(0, 255).astype(np.uint8)
    return lens.warp(lit.shape, dice, skew=2, perspective=0.01).apply(lit)


def held(page: Page, dice: Dice) -> Page:
    """Thumbs hold the sheet at its sides, in front of a dark room."""
    seen = on_table(page, dice)
    height, width = seen.shape[:2]
    for x in (0, width):
        y = int(height * dice.uniform(0.35, 0.75))
        skin = (int(dice.integers(170, 230)), int(dice.integers(120, 170)), int(dice.integers(95, 140)))
        cv2.ellipse(seen, (x, y), (int(width * dice.uniform(0.1, 0.15)), int(height * 0.03)), 0, 0, 360, skin, -1)
    return seen


PHOTOS: dict[str, Shot] = {
    "on a dark table": on_table,
    "on wood": partial(on_table, wood=True),
    "folded": folded,
    "bound": bound,
    "under a hand": under_hand,
    "held": held,
}
