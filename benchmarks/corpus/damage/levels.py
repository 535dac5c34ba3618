"""Recipes of damage, and what they do to a page and to the places on it.

Levels: 1 office scan, 2 worn with a seal, 3 phone quality, 4 poor. The strengths of 1 to 3 were set beside real scans
of such forms: paper grain (deviation of flat patches 1.1, 3.9 and 3.8 grey levels), sharpness, skew, shade, JPEG
quality 75 at 200 dpi. 4 is all that a phone does at once, at 170 dpi and stored as small as it goes (JPEG about 45).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

from benchmarks.corpus.damage import ink, lens
from benchmarks.corpus.damage.lens import Dice, Page, Points, Warp

__all__ = ["ALONE", "LEVELS", "Recipe", "Shot", "expose"]

INK: dict[str, Callable[[Page, Dice, float], Page]] = {
    "bleed": ink.bleed,
    "fade": ink.fade,
    "broken_rulings": ink.broken_rulings,
    "gaps": ink.gaps,
    "round_seal": ink.round_seal,
    "oval_seal": ink.oval_seal,
    "blue_stamp": ink.blue_stamp,
    "signature": ink.signature,
    "handwriting": ink.handwriting,
    "fold": ink.fold,
    "holes": ink.holes,
}
LIGHT: dict[str, Callable[[Page, Dice, float], Page]] = {
    "blur": lens.blur,
    "motion": lens.motion,
    "shadow": lens.shadow,
    "cast": lens.cast,
    "low_resolution": lens.low_resolution,
    "noise": lens.noise,
    "specks": lens.specks,
    "grey": lens.grey,
    "fax": lens.fax,
    "jpeg": lens.jpeg,
}
GEOMETRY = ("skew", "perspective", "curl")


@dataclass
class Recipe:
    """Kinds of damage with their strengths, in the order they happen; the way the page lies; how it is stored."""

    kinds: dict[str, float]
    turn: int = 0
    dpi: int = 200
    quality: int = 75
    hidden_text: bool = False


@dataclass
class Shot:
    """A damaged page and the maps that its places went through."""

    page: Page
    recipe: Recipe
    warp: Warp | None = None
    flat: tuple[int, int] = (0, 0)
    done: list[tuple[str, float]] = field(default_factory=list)

    def points(self, flat: Points) -> Points:
        """Where points of the flat page (pixels) stand on the shot."""
        out = self.warp.points(flat) if self.warp else flat
        width, height = self.flat
        for _ in range(self.recipe.turn // 90):
            out = np.stack([height - out[..., 1], out[..., 0]], axis=-1)
            width, height = height, width
        return out


def office(rng: Dice) -> Recipe:
    """Level 1: straight from an office scanner."""
    kinds = {"skew": rng.uniform(0.1, 0.6), "blur": rng.uniform(0.4, 0.75), "noise": rng.uniform(0.8, 3)}
    extra = {
        "signature": 0.08,
        "holes": 0.06,
        "grey": 0.15,
        "fax": 0.04,
        "bleed": 0.05,
        "gaps": 0.05,
        "round_seal": 0.05,
    }
    kinds |= {kind: 0.5 if kind == "gaps" else 1.0 for kind, chance in extra.items() if rng.random() < chance}
    return Recipe(
        kinds,
        _turn(rng, 0.03),
        int(rng.choice([200, 200, 200, 200, 150, 300])),
        int(rng.integers(70, 90)),
        bool(rng.random() < 0.05),
    )


def worn(rng: Dice) -> Recipe:
    """Level 2: stamped, dusty, copied once too often."""
    kinds = {
        "round_seal": 1.0,
        "gaps": rng.uniform(0.5, 1.2),
        "skew": rng.uniform(0.5, 1.5),
        "perspective": rng.uniform(0, 0.005),
        "blur": rng.uniform(0.6, 0.85),
        "shadow": rng.uniform(0.1, 0.7),
        "noise": rng.uniform(3.5, 7.5),
        "specks": rng.uniform(0.6, 1.4),
    }
    seal = rng.random()
    if seal > 0.72:
        del kinds["round_seal"]
        kinds["oval_seal" if seal < 0.88 else "blue_stamp"] = 1.0
    extra = {
        "signature": 0.15,
        "handwriting": 0.12,
        "holes": 0.08,
        "fade": 0.15,
        "broken_rulings": 0.25,
        "bleed": 0.12,
        "fold": 0.12,
        "curl": 0.15,
        "grey": 0.08,
        "fax": 0.03,
    }
    strength = {"curl": 0.004, "broken_rulings": 0.6, "fade": 0.6}
    kinds |= {kind: strength.get(kind, 0.8) for kind, chance in extra.items() if rng.random() < chance}
    return Recipe(kinds, _turn(rng, 0.03), 200, int(rng.integers(65, 85)))


def phone(rng: Dice) -> Recipe:
    """Level 3: photographed with a phone."""
    kinds = {
        "gaps": rng.uniform(0.6, 1.4),
        "skew": rng.uniform(1.0, 3.0),
        "perspective": rng.uniform(0.005, 0.02),
        "curl": rng.uniform(0, 0.008),
        "blur": rng.uniform(0.8, 1.2),
        "shadow": rng.uniform(0.6, 1.2),
        "noise": rng.uniform(3.5, 8),
    }
    extra = {
        "round_seal": 0.6,
        "oval_seal": 0.08,
        "blue_stamp": 0.06,
        "signature": 0.12,
        "handwriting": 0.12,
        "broken_rulings": 0.3,
        "fold": 0.15,
        "motion": 0.12,
        "cast": 0.45,
        "specks": 0.3,
        "fade": 0.12,
        "bleed": 0.1,
        "low_resolution": 0.06,
    }
    strength = {"broken_rulings": 0.6, "fade": 0.5, "low_resolution": 0.5, "motion": 0.8}
    kinds |= {kind: strength.get(kind, 0.9) for kind, chance in extra.items() if rng.random() < chance}
    return Recipe(kinds, _turn(rng, 0.04), 200, int(rng.integers(55, 80)))


def poor(rng: Dice) -> Recipe:
    """Level 4: a bad photograph made small: curl, perspective, blur and uneven light together, at 170 dpi."""
    kinds = {
        "gaps": rng.uniform(0.3, 1.2),
        "skew": rng.uniform(1.0, 3.0),
        "perspective": rng.uniform(0.01, 0.02),
        "curl": rng.uniform(0.004, 0.01),
        "blur": rng.uniform(0.95, 1.2),
        "shadow": rng.uniform(0.9, 1.4),
        "noise": rng.uniform(4, 8),
    }
    extra = {
        "round_seal": 0.5,
        "oval_seal": 0.08,
        "blue_stamp": 0.06,
        "signature": 0.1,
        "handwriting": 0.08,
        "broken_rulings": 0.2,
        "fold": 0.1,
        "cast": 0.45,
        "specks": 0.3,
        "fade": 0.1,
        "bleed": 0.1,
    }
    strength = {"broken_rulings": 0.6, "fade": 0.5}
    kinds |= {kind: strength.get(kind, 0.9) for kind, chance in extra.items() if rng.random() < chance}
    return Recipe(kinds, _turn(rng, 0.04), 170, int(rng.integers(40, 51)))


def _turn(rng: Dice, chance: float) -> int:
    return int(rng.choice([90, 180, 270])) if rng.random() < chance else 0


LEVELS: dict[int, Callable[[Dice], Recipe]] = {1: office, 2: worn, 3: phone, 4: poor}

ALONE: dict[str, Recipe] = {
    kind: Recipe({kind: 1.0}, quality=90)
    for kind in [*INK, *LIGHT]
    if kind not in ("noise", "blur", "cast", "grey", "gaps")
} | {
    "skew": Recipe({"skew": 3.0}, quality=90),
    "perspective": Recipe({"perspective": 0.02}, quality=90),
    "curl": Recipe({"curl": 0.012}, quality=90),
    "noise": Recipe({"noise": 12.0}, quality=90),
    "blur": Recipe({"blur": 1.3}, quality=90),
    "gaps": Recipe({"gaps": 2.0}, quality=90),
    "turn90": Recipe({}, turn=90, quality=90),
    "turn180": Recipe({}, turn=180, quality=90),
    "dpi100": Recipe({}, dpi=100, quality=90),
    "hidden_text": Recipe({}, quality=90, hidden_text=True),
    "clean": Recipe({}, quality=90),
}
"""Each kind of damage alone, at a strength where it begins to hurt."""


def expose(page: Page, recipe: Recipe, rng: Dice) -> Shot:
    """Damage a flat page of `recipe.dpi`; ink first, then geometry, light and storage, whatever order the recipe
    names them in.

    Ink is meant for 200 dpi: the page is brought there for it and back.
    """
    shot = Shot(page, recipe, None, (page.shape[1], page.shape[0]))
    for kind, hurt in INK.items():
        if kind in recipe.kinds:
            shot.page = hurt(shot.page, rng, recipe.kinds[kind])
    shape = {kind: recipe.kinds.get(kind, 0.0) for kind in GEOMETRY}
    if any(shape.values()):
        shot.warp = lens.warp(page.shape, rng, **shape)
        shot.page = shot.warp.apply(shot.page)
    for kind, hurt in LIGHT.items():
        if kind in recipe.kinds:
            shot.page = hurt(shot.page, rng, recipe.kinds[kind])
    turns = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    if recipe.turn:
        shot.page = cv2.rotate(shot.page, turns[recipe.turn])
    shot.done = sorted((kind, round(float(strength), 3)) for kind, strength in recipe.kinds.items())
    return shot
