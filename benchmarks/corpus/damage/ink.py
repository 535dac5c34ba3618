"""Damage on the paper itself: seals, stamps, strokes, fading, gaps, holes, what shines through. Pages are RGB arrays
of bytes.

Every function is `(page, rng, strength)`, strength 1 being a usual case, and returns a new page.
"""

import subprocess
from functools import cache
from math import cos, pi, sin
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.corpus.words import COMMON

__all__ = [
    "bleed",
    "blue_stamp",
    "broken_rulings",
    "fade",
    "fold",
    "gaps",
    "handwriting",
    "holes",
    "oval_seal",
    "round_seal",
    "signature",
]

Page = NDArray[Any]
Dice = np.random.Generator
DPI = 200
"""Strengths below are meant for this resolution."""


@cache
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A type face by its family name, as fontconfig finds it."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}|%{index}", name], capture_output=True, text=True, check=True
    ).stdout
    path, _, index = found.partition("|")
    return ImageFont.truetype(path, size, index=int(index) & 0xFFFF)


def stamped(page: Page, mask: Page, colour: tuple[int, int, int], x: int, y: int, opacity: float, rng: Dice) -> Page:
    """Ink of a colour laid over the page: the paper takes it unevenly, what is printed below stays dark."""
    height, width = page.shape[:2]
    x0, y0, x1, y1 = max(0, x), max(0, y), min(width, x + mask.shape[1]), min(height, y + mask.shape[0])
    if x1 <= x0 or y1 <= y0:
        return page
    grain = cv2.GaussianBlur(rng.random(mask.shape, dtype=np.float32), (0, 0), 1.2)
    uneven = np.clip((grain - 0.5) * 4 + 0.9, 0.35, 1)
    alpha = (mask.astype(np.float32) / 255 * opacity * uneven)[y0 - y : y1 - y, x0 - x : x1 - x, None]
    out = page.copy()
    part = out[y0:y1, x0:x1].astype(np.float32)
    out[y0:y1, x0:x1] = (part * (1 - alpha) + part * alpha * np.array(colour, np.float32) / 255).astype(np.uint8)
    return out


def spot(page: Page, rng: Dice) -> tuple[int, int]:
    """Where people stamp: mostly on the table, anywhere in the inner page."""
    ink = np.argwhere(page[::8, ::8].min(axis=2) < 128) * 8
    if len(ink) and rng.random() < 0.85:
        y, x = ink[rng.integers(len(ink))]
        return int(x), int(y)
    return int(page.shape[1] * rng.uniform(0.2, 0.8)), int(page.shape[0] * rng.uniform(0.2, 0.8))


def _words(rng: Dice) -> str:
    place = COMMON["places"][rng.integers(len(COMMON["places"]))]
    return place + str(rng.choice(["财政局", "教育局", "人民政府", "专用章", "水利局", "卫生健康局", "民政局"]))


def _ring_text(draw: Image.Image, text: str, centre: float, rx: float, ry: float, size: int, spread: float) -> None:
    """Characters along an arc over the centre, each turned outward."""
    font = face("FandolSong", size)
    for i, character in enumerate(text):
        angle = -pi / 2 + (i - (len(text) - 1) / 2) * min(spread / max(len(text) - 1, 1), 0.55)
        glyph = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(glyph).text((size, size), character, font=font, fill=255, anchor="mm")
        turned = glyph.rotate(-(angle * 180 / pi + 90), resample=Image.Resampling.BICUBIC)
        x, y = centre + rx * cos(angle) - size, centre + ry * sin(angle) - size
        draw.paste(255, (round(x), round(y)), turned)


def _seal(rng: Dice, radius: int, squash: float) -> Page:
    scale = 2
    r = radius * scale
    size = 2 * r + 8
    image = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(image)
    centre = size / 2
    border = max(3, int(r * rng.uniform(0.025, 0.05)))
    draw.ellipse((4, centre - r * squash, size - 4, centre + r * squash), outline=255, width=border)
    _ring_text(image, _words(rng), centre, r * 0.78, r * 0.78 * squash, int(r * rng.uniform(0.17, 0.24)), 4.2)
    if squash > 0.9:
        points = []
        for i in range(10):
            reach = r * (0.3 if i % 2 == 0 else 0.115)
            points.append((centre + reach * sin(i * pi / 5), centre - reach * cos(i * pi / 5)))
        draw.polygon(points, fill=255)
    else:
        draw.text(
            (centre, centre),
            "财务专用章" if rng.random() < 0.6 else "发票专用章",
            font=face("FandolHei", int(r * 0.2)),
            fill=255,
            anchor="mm",
        )
    turned = image.rotate(float(rng.uniform(-12, 12)), resample=Image.Resampling.BICUBIC)
    return np.asarray(turned.resize((size // scale, size // scale), Image.Resampling.LANCZOS))


def round_seal(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """A red round seal with a star, 4 cm across, its office's name along the rim."""
    radius = int(rng.uniform(0.75, 1.0) * 165 * min(strength, 1.2))
    x, y = spot(page, rng)
    red = (int(rng.integers(185, 226)), int(rng.integers(15, 60)), int(rng.integers(20, 65)))
    return stamped(page, _seal(rng, radius, 1.0), red, x - radius, y - radius, min(1.0, 0.92 * strength), rng)


def oval_seal(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """A red oval seal, as finance offices have."""
    radius = int(rng.uniform(0.8, 1.0) * 175 * min(strength, 1.2))
    x, y = spot(page, rng)
    return stamped(page, _seal(rng, radius, 0.68), (205, 30, 45), x - radius, y - radius, min(1.0, 0.9 * strength), rng)


def blue_stamp(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """A blue square stamp with two lines of words or a date."""
    image = Image.new("L", (300, 130), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((3, 3, 296, 126), outline=255, width=5)
    year = int(rng.integers(2018, 2028))
    words = [
        str(rng.choice(["已审核", "收文专用", "档案室存", "与原件一致"])),
        f"{year}年{rng.integers(1, 13)}月{rng.integers(1, 29)}日",
    ]
    for i, text in enumerate(words):
        draw.text((150, 40 + 50 * i), text, font=face("FandolHei", 34), fill=255, anchor="mm")
    turned = image.rotate(float(rng.uniform(-8, 8)), expand=True, resample=Image.Resampling.BICUBIC)
    x, y = spot(page, rng)
    return stamped(page, np.asarray(turned), (40, 60, 190), x - 150, y - 65, min(1.0, 0.8 * strength), rng)


def signature(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """A name written by hand, aslant, in black or blue ink."""
    name = str(rng.choice(COMMON["surnames"])) + str(rng.choice(COMMON["given"]))
    image = Image.new("L", (520, 200), 0)
    for i, character in enumerate(name):
        size = int(rng.integers(80, 120))
        glyph = Image.new("L", (200, 200), 0)
        ImageDraw.Draw(glyph).text((100, 100), character, font=face("LXGW WenKai", size), fill=255, anchor="mm")
        shear = float(rng.uniform(-0.35, -0.1))
        glyph = glyph.transform(
            (200, 200),
            Image.Transform.AFFINE,
            (1, shear, -shear * 100, float(rng.uniform(-0.15, 0.15)), 1, 0),
            Image.Resampling.BICUBIC,
        )
        image.paste(255, (20 + i * 95, int(rng.integers(-10, 20))), glyph)
    turned = np.asarray(image.rotate(float(rng.uniform(-6, 14)), expand=True))
    x, y = int(page.shape[1] * rng.uniform(0.05, 0.75)), int(page.shape[0] * rng.uniform(0.02, 0.9))
    return stamped(
        page, turned, (30, 30, 35) if rng.random() < 0.5 else (30, 45, 140), x, y, min(1.0, 0.95 * strength), rng
    )


def handwriting(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Strokes of a pen: ticks, underlines, scribbles in the margin and across the form."""
    out = page.copy()
    colour = [(20, 20, 25), (25, 40, 150), (190, 30, 30)][rng.integers(3)]
    for _ in range(max(1, round(rng.integers(1, 4) * strength))):
        x, y = spot(page, rng)
        steps = rng.normal(0, 28, (rng.integers(4, 9), 2)) + np.array([22, 0])
        knots = np.cumsum(steps, axis=0) + np.array([x, y])
        t = np.linspace(0, len(knots) - 1, 60)
        curve = np.stack([np.interp(t, range(len(knots)), knots[:, i]) for i in (0, 1)], axis=1)
        curve = cv2.GaussianBlur(curve.astype(np.float32), (1, 9), 2).round().astype(np.int32)
        cv2.polylines(out, [curve], False, colour, int(rng.integers(2, 4)), cv2.LINE_AA)
    return out


def fade(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Toner running out: ink grows pale, in bands down the page."""
    width = page.shape[1]
    bands = np.interp(np.arange(width), np.linspace(0, width, 9), rng.uniform(0.35, 1.0, 9))
    pale = np.clip(0.62 * strength * bands, 0, 0.8)[None, :, None]
    return np.asarray(page + (255 - page) * pale).astype(np.uint8)


def broken_rulings(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Rulings gone in places: `strength` 1 takes 4 % of their length."""
    dark = (page.min(axis=2) < 140).astype(np.uint8)
    across: Page = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, 90), np.uint8))
    down: Page = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((90, 1), np.uint8))
    both: Page = np.maximum(across, down)
    rulings = np.argwhere(both > 0)
    if not len(rulings):
        return page
    lines = cv2.dilate(both, np.ones((3, 3), np.uint8)) > 0
    gone = np.zeros(page.shape[:2], bool)
    wanted = 0.04 * strength * len(rulings)
    taken = 0
    while taken < wanted:
        y, x = rulings[rng.integers(len(rulings))]
        half = int(rng.integers(3, 12))
        window = (slice(max(0, y - half), y + half), slice(max(0, x - half), x + half))
        taken += int((lines[window] & ~gone[window]).sum()) // 3
        gone[window] |= lines[window]
    out = page.copy()
    out[gone] = 255
    return out


def gaps(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Small white nicks and thin white scratches through text and rulings."""
    out = page.copy()
    height, width = page.shape[:2]
    for _ in range(int(120 * strength)):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        cv2.circle(out, (x, y), int(rng.integers(1, 3)), (255, 255, 255), -1)
    for _ in range(int(rng.integers(0, 3) * strength)):
        y = int(rng.integers(height))
        cv2.line(out, (0, y), (width, y + int(rng.integers(-20, 20))), (250, 250, 250), 1)
    return out


def fold(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """A fold across the page: ink rubbed off along it, a soft shadow beside."""
    out = page.astype(np.float32)
    height = page.shape[0]
    at = height * (0.5 if rng.random() < 0.5 else rng.uniform(0.3, 0.7))
    distance = np.abs(np.arange(height) - at)
    out *= (1 - 0.12 * strength * np.exp(-((distance / 18) ** 2)))[:, None, None]
    worn = np.exp(-((distance / 2.2) ** 2))[:, None] * (
        cv2.GaussianBlur(rng.random(page.shape[:2], dtype=np.float32), (0, 0), 3) > 0.48
    )
    out += (235 - out) * (0.75 * min(strength, 1.2) * worn)[..., None].clip(0, 1)
    return out.clip(0, 255).astype(np.uint8)


def holes(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Two or four punch holes at the left edge, dark as the scanner's lid."""
    out = page.copy()
    radius = int(24 * strength)
    x = int(rng.uniform(60, 105))
    shade = int(rng.integers(20, 90)) if rng.random() < 0.6 else 235
    for share in [0.4, 0.6] if rng.random() < 0.7 else [0.2, 0.4, 0.6, 0.8]:
        centre = (x, int(page.shape[0] * share))
        cv2.circle(out, centre, radius, (shade, shade, shade), -1, cv2.LINE_AA)
        cv2.circle(out, centre, radius, (150, 150, 150), 2, cv2.LINE_AA)
    return out


def bleed(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """The other side shines through: the page itself mirrored, shifted, blurred and pale."""
    other = np.roll(page[:, ::-1], (int(rng.integers(-120, 120)), int(rng.integers(-40, 40))), (0, 1))
    soft = cv2.GaussianBlur(other, (0, 0), 2.2).astype(np.float32)
    return (page * (1 - (255 - soft) / 255 * 0.16 * strength)).clip(0, 255).astype(np.uint8)
