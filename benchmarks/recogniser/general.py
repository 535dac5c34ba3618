"""Pages of lines that are no form, so that a recogniser trained on forms forgets nothing: numbers and signs where dust
lies, names, places, English, prose of common words, rare and traditional characters, in many faces.

A page is a ruled table of two or three columns with one line a cell, drawn with the faces of the corpus.
"""

import string
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import jieba
import numpy as np
from fontTools.ttLib import TTCollection, TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.corpus.damage.ink import face
from benchmarks.corpus.make import FACES
from benchmarks.corpus.words import COMMON
from benchmarks.recogniser.lines import INCH, Printed
from extract.ocr.models import alphabet

__all__ = ["HELD_OUT", "KINDS", "faces_trained", "general_page", "general_texts"]

HELD_OUT = ("AR PL SungtiL GB", "WenQuanYi Micro Hei", "FandolFang")
"""Faces that are measured on and never trained on: a Song, a Hei, a FangSong."""
OTHERS = (
    "AR PL UMing TW",
    "AR PL UKai TW",
    "Noto Sans CJK TC",
    "Noto Serif CJK TC",
    "LXGW WenKai Mono",
    "Liberation Serif",
    "Liberation Sans",
    "DejaVu Sans",
)
"""Faces that no form of the corpus is printed in; the last three have no Chinese."""
PAGE = (595, 842)  # points
MARGIN, BETWEEN = 40, 4
COMMAS = 0.4
PARTS = {"number": 0.34, "sign": 0.08, "date": 0.05, "name": 0.08, "place": 0.06, "english": 0.13, "prose": 0.14}
RARE, TRADITIONAL = 0.09, 0.03
KINDS = (*PARTS, "rare", "traditional")
UNITS = (
    "%",
    "％",
    "‰",
    "万元",
    "元",
    "元/人",
    "个",
    "人次",
    "平方米",
    "公里",
    "天",
    "亩",
    "户",
    "套",
    "m²",
    "℃",
    "吨/年",
)
BEFORE = ("≥", "≤", "=", ">", "<", "≧", "⩾", "＞", "＜", "═", "约", "不低于", "达到", "")
BETWEENS = ("-", "—", "~", "～", "至", "/", "–")
LONE = ("≥", "≤", "=", ">", "<", "/", "—", "%", "√", "×", "~", "-", "是", "否", "无", "0", "1", "8")
MARKS = "，。、；：“”（）《》！？"


def general_texts(kind: str, rng: Random) -> str:
    """A line of some kind."""
    return _MAKERS[kind](rng)


def general_page(
    rng: Random, dpi: int, faces: tuple[str, ...], kinds: tuple[str, ...] = KINDS, size: float | None = None
) -> tuple[NDArray[np.uint8], list[Printed]]:
    """A ruled page, RGB at `dpi`, and its lines with their boxes in points."""
    family = rng.choice(faces)
    points = size or rng.choice([8, 9, 9, 10, 10.5, 11, 12, 14])
    scale = dpi / INCH
    font = face(family, max(8, round(points * scale)))
    covered = coverage(str(font.path), font.index)
    image = Image.new("RGB", (round(PAGE[0] * scale), round(PAGE[1] * scale)), "white")
    draw = ImageDraw.Draw(image)
    columns = rng.choice([2, 2, 3])
    edges = [MARGIN + k * (PAGE[0] - 2 * MARGIN) / columns for k in range(columns + 1)]
    high = points * rng.uniform(1.7, 2.6)
    rows = int((PAGE[1] - 2 * MARGIN) / high)
    printed: list[Printed] = []
    weights = [PARTS.get(kind, RARE if kind == "rare" else TRADITIONAL) for kind in kinds]
    pen = max(1, round(0.75 * scale))
    for row in range(rows + 1):
        y = (MARGIN + row * high) * scale
        draw.line([(edges[0] * scale, y), (edges[-1] * scale, y)], fill=0, width=pen)
    for edge in edges:
        draw.line([(edge * scale, MARGIN * scale), (edge * scale, (MARGIN + rows * high) * scale)], fill=0, width=pen)
    for row, column in np.ndindex(rows, columns):
        text = general_texts(rng.choices(kinds, weights)[0], rng)
        text = "".join(one for one in text if ord(one) in covered or one == " ").strip()
        room = (edges[column + 1] - edges[column] - 2 * BETWEEN) * scale
        while text and draw.textlength(text, font) > room:
            text = text[:-1].strip()
        if not text:
            continue
        x = edges[column] * scale + BETWEEN * scale + rng.random() * (room - draw.textlength(text, font))
        y = (MARGIN + (row + 0.5) * high) * scale
        draw.text((x, y), text, font=font, fill=(rng.randint(0, 60),) * 3, anchor="lm")
        left, top, right, bottom = draw.textbbox((x, y), text, font=font, anchor="lm")
        printed.append(Printed(text, (left / scale, top / scale, right / scale, bottom / scale)))
    return np.asarray(image), printed


@cache
def coverage(path: str, index: int) -> frozenset[int]:
    """The characters that a face has."""
    font = TTCollection(path).fonts[index] if Path(path).suffix in (".ttc", ".TTC") else TTFont(path)
    return frozenset(font.getBestCmap())


def _number(rng: Random) -> str:
    whole = rng.choice([rng.randint(0, 9), rng.randint(0, 99), rng.randint(0, 9999), rng.randint(0, 9_999_999)])
    text = f"{whole:,}" if rng.random() < COMMAS else str(whole)
    if rng.random() < 0.75:
        places = rng.choice([1, 2, 2, 2, 3, 4])
        text += f".{rng.randrange(10**places):0{places}d}"
    text = rng.choice(["", "", "", "", *BEFORE]) + text + rng.choice(["", "", *UNITS])
    if rng.random() < 0.08:
        text += rng.choice(BETWEENS) + f"{rng.randint(1, 99)}.{rng.randint(0, 9)}" + rng.choice(UNITS)
    return text


def _sign(rng: Random) -> str:
    return rng.choice(LONE) if rng.random() < 0.5 else rng.choice(BEFORE) + str(rng.randint(0, 200)) + rng.choice(UNITS)


def _date(rng: Random) -> str:
    year, month, day = rng.randint(2015, 2030), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice(
        [f"{year}年{month}月{day}日", f"{year}-{month:02d}-{day:02d}", f"{year}.{month}.{day}", f"{year}/{month}/{day}",
         f"{year}年{month}月底前", f"{year}年度", f"{month}月{day}日前"]
    )  # fmt: skip


def _name(rng: Random) -> str:
    given = "".join(rng.choices(_common(), k=rng.choice([1, 2]))) if rng.random() < 0.5 else rng.choice(COMMON["given"])
    phone = f" {rng.choice('135678')}{rng.randrange(10**9):09d}" if rng.random() < 0.2 else ""
    return rng.choice(COMMON["surnames"]) + given + phone


def _place(rng: Random) -> str:
    return rng.choice(COMMON["provinces"] + [""]) + rng.choice(COMMON["places"]) + rng.choice(["", *COMMON["towns"]])


def _english(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.4:
        words = ("".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 9))) for _ in range(rng.randint(1, 4)))
        return " ".join(rng.choice([word, word, word.title(), word.upper()]) for word in words)
    if kind < 0.7:
        return "".join(rng.choices(string.ascii_uppercase + string.digits + "-", k=rng.randint(4, 12))).strip("-")
    return rng.choice(["GB/T ", "ISO", "PM2.5", "COD", "NH3-N", "APP", "OA", "WiFi", "5G", "A4", "Q2", "LED", "CT"]) + (
        rng.choice(["", str(rng.randint(1, 9999)), "检测", "系统运维", "达标率"])
    )


def _prose(rng: Random) -> str:
    words, weights = _dictionary()
    parts = rng.choices(words, cum_weights=weights, k=rng.randint(2, 9))
    if len(parts) > 4 and rng.random() < 0.6:
        parts.insert(rng.randint(2, len(parts) - 1), rng.choice(MARKS))
    return "".join(parts)


def _rare(rng: Random) -> str:
    return "".join(rng.choices(_han(), k=rng.randint(2, 10)))


def _traditional(rng: Random) -> str:
    return "".join(rng.choices(_big5(), k=rng.randint(2, 10)))


@cache
def _han() -> tuple[str, ...]:
    """Every Chinese character that the recogniser knows."""
    return tuple(one for one in alphabet("tiny") if len(one) == 1 and "\u4e00" <= one <= "\u9fff")


@cache
def _common() -> tuple[str, ...]:
    """The characters of GB 2312."""
    return tuple(one for one in _han() if _encodes(one, "gb2312"))


@cache
def _big5() -> tuple[str, ...]:
    """Traditional characters: those of Big5 that GB 2312 has not."""
    return tuple(one for one in _han() if _encodes(one, "big5") and not _encodes(one, "gb2312"))


def _encodes(character: str, encoding: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False


@cache
def _dictionary() -> tuple[list[str], list[float]]:
    """The words of jieba's dictionary and the running sums of the square roots of their counts."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    entries = [(word, int(count)) for word, count, *_ in (line.split() for line in lines) if int(count) > 2]
    return [word for word, _ in entries], np.cumsum([count**0.5 for _, count in entries]).tolist()


def faces_trained() -> tuple[str, ...]:
    """The faces that training draws with."""
    return (*(one for one in FACES if one not in HELD_OUT), *OTHERS)


_MAKERS: dict[str, Callable[[Random], str]] = {
    "number": _number,
    "sign": _sign,
    "date": _date,
    "name": _name,
    "place": _place,
    "english": _english,
    "prose": _prose,
    "rare": _rare,
    "traditional": _traditional,
}
