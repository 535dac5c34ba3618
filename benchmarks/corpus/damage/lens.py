"""Geometry, light and storage: what a scanner or a phone and its file format do to a page. Pages are RGB arrays of
bytes."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Warp",
    "blur",
    "cast",
    "fax",
    "grey",
    "jpeg",
    "low_resolution",
    "motion",
    "noise",
    "shadow",
    "specks",
    "warp",
]

Page = NDArray[Any]
"""Bytes; OpenCV's own types promise less than it keeps."""
Dice = np.random.Generator
Points = NDArray[Any]


@dataclass(frozen=True)
class Warp:
    """One map for skew, perspective and curl: `bend` first, in the flat page, then the homography. Sizes in pixels."""

    homography: NDArray[Any]
    size: tuple[int, int]
    bend: tuple[float, float, float, float]

    def shift(self, points: Points) -> Points:
        """How far the curl moves flat points (down and across)."""
        width, height = self.size
        down, across, phase, waves = self.bend
        x, y = points[..., 0] / width, points[..., 1] / height
        dy = down * np.sin(np.pi * waves * x + phase) * (0.6 + 0.4 * y)
        dx = across * np.sin(np.pi * y + phase)
        return np.stack([dx, dy], axis=-1)

    def points(self, flat: Points) -> Points:
        """Where points of the flat page come to lie."""
        bent = flat + self.shift(flat)
        return cv2.perspectiveTransform(bent.reshape(-1, 1, 2), self.homography).reshape(flat.shape)

    def apply(self, page: Page) -> Page:
        """The page as it lies; what it does not cover is dark or white, as the paper's edge is."""
        width, height = self.size
        x, y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64))
        seen = np.stack([x, y], axis=-1)
        bent = cv2.perspectiveTransform(seen.reshape(-1, 1, 2), np.linalg.inv(self.homography)).reshape(seen.shape)
        flat = bent
        for _ in range(4 if any(self.bend[:2]) else 0):
            flat = bent - self.shift(flat)
        flat = flat.astype(np.float32)
        return cv2.remap(
            page,
            flat[..., 0],
            flat[..., 1],
            cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(252, 252, 252),
        )


def warp(shape: tuple[int, ...], rng: Dice, skew: float = 0, perspective: float = 0, curl: float = 0) -> Warp:
    """A random map: `skew` in degrees, `perspective` as a share of the width, `curl` as a share of the height."""
    height, width = shape[:2]
    angle = np.deg2rad(skew * (1 if rng.random() < 0.5 else -1) * rng.uniform(0.6, 1.0))
    centre = np.array([width / 2, height / 2])
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = (corners - centre) @ turn.T + centre + rng.uniform(-1, 1, (4, 2)) * perspective * width
    homography = cv2.getPerspectiveTransform(corners.astype(np.float32), moved.astype(np.float32))
    down = curl * height * float(rng.uniform(0.6, 1)) * float(rng.choice([-1, 1]))
    across = curl * width * 0.3 * float(rng.uniform(-1, 1))
    phase, waves = float(rng.uniform(0, np.pi)), float(rng.uniform(0.8, 1.4))
    return Warp(homography, (width, height), (down, across, phase, waves) if curl else (0.0, 0.0, 0.0, 1.0))


def blur(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Out of focus by `strength` pixels."""
    return cv2.GaussianBlur(page, (0, 0), strength * rng.uniform(0.85, 1.1))


def motion(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """The hand moved by some pixels."""
    length = max(2, round(3 * strength))
    kernel: NDArray[Any] = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1 / length
    turn = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), float(rng.uniform(0, 180)), 1)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(page, -1, kernel / kernel.sum())


def noise(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """The sensor's grain, grey mostly; `strength` is its deviation in grey levels."""
    grain = rng.normal(0, strength, page.shape[:2]).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), 0.6) * 1.6
    return (page.astype(np.float32) + grain[..., None]).clip(0, 255).astype(np.uint8)


def specks(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Dust on the glass: about a hundred dark dots."""
    out = page.copy()
    height, width = page.shape[:2]
    for _ in range(int(110 * strength * rng.uniform(0.7, 1.3) * height * width / 3.87e6)):
        shade = int(rng.integers(20, 90))
        cv2.circle(
            out,
            (int(rng.integers(width)), int(rng.integers(height))),
            int(rng.integers(1, 3)),
            (shade,) * 3,
            -1,
            cv2.LINE_AA,
        )
    return out


def shadow(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Uneven light: a slope over the page, brighter round one spot; `strength` 1 darkens the far side by a third."""
    height, width = page.shape[:2]
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    angle = rng.uniform(0, 2 * np.pi)
    slope = (np.cos(angle) * x + np.sin(angle) * y) * 0.5 + 0.5
    cx, cy = rng.uniform(-0.7, 0.7, 2)
    glow = 1 - np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 0.9)
    dark = 1 - 0.34 * strength * np.clip(0.55 * slope + 0.45 * glow, 0, 1)
    if rng.random() < 0.3 * strength:
        edge = rng.uniform(-0.5, 0.9)
        dark *= 1 - 0.18 * strength / (1 + np.exp(-(np.cos(angle + 1) * x + np.sin(angle + 1) * y - edge) * 14))
    lit: Page = np.clip(page * dark[..., None], 0, 255).astype(np.uint8)
    return lit


def cast(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """A colour cast of lamp light."""
    tint = np.array([1.0, 1 - 0.05 * strength * rng.random(), 1 - 0.16 * strength * rng.random()])
    lit: Page = np.clip(page * tint, 0, 255).astype(np.uint8)
    return lit


def grey(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Scanned without colour: a seal turns grey."""
    return cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def low_resolution(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Scanned at half the resolution (strength 1: 100 dpi of 200) and blown up again."""
    height, width = page.shape[:2]
    share = 1 - 0.5 * min(strength, 1.4)
    small = cv2.resize(page, (round(width * share), round(height * share)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def fax(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """One bit a pixel, with the threshold a fax machine picks, and salt and pepper."""
    light = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    soft = cv2.GaussianBlur(light, (0, 0), 0.7 * strength)
    bits = np.where(soft > 165 + rng.uniform(-20, 15), 255, 0).astype(np.uint8)
    salt = rng.random(bits.shape) < 0.0006 * strength
    bits[salt] = 255 - bits[salt]
    return cv2.cvtColor(bits, cv2.COLOR_GRAY2RGB)


def jpeg(page: Page, rng: Dice, strength: float = 1.0) -> Page:
    """Saved as JPEG: strength 0.5 is quality 75, 1 is 50, 1.5 is 25."""
    quality = int(np.clip(100 - 50 * strength, 8, 95))
    done, data = cv2.imencode(".jpg", cv2.cvtColor(page, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError("the page could not be compressed")
    return cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
