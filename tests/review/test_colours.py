"""Every text can be read in light and in dark: contrast as WCAG 2.2 reckons it, 4.5 for text, 3 for what is drawn."""

import re
from pathlib import Path

import pytest

import review

SHEET = (Path(review.__file__).parent / "static" / "look.css").read_text(encoding="utf-8")
TEXT = [
    *(("ink", back) for back in ("paper", "back", "quiet")),
    *(("faint", back) for back in ("paper", "back", "quiet")),
    *(("accent", back) for back in ("paper", "back", "quiet")),
    ("accent-ink", "accent"),
    *((f"{kind}", f"{kind}-back") for kind in ("doubt", "wrong", "right")),
    *((kind, "paper") for kind in ("doubt", "wrong", "right")),
]
DRAWN = [("focus", "paper"), ("focus", "back")]


def colours(block):
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def schemes():
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[:2]
    return {"light": colours(light), "dark": colours(light) | colours(dark)}


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), [(*p, 4.5) for p in TEXT] + [(*p, 3) for p in DRAWN])
def test_contrast(scheme, front, back, least):
    known = schemes()[scheme]
    assert contrast(known[front], known[back]) >= least
