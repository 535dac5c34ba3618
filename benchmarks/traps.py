"""`python -m benchmarks.traps FOLDER`: small scanned forms of all that readers of pixels corrupt in silence.

A `/` read as 1, a lone digit lost, a `%` or a unit lost, a seal's character in a name, `290%` for ≥90%: each stands in
a row of two forms, one with the sign, the value and the unit in columns of their own (`columns`), one with all three in
one cell (`glued`), each in four type faces at three levels of damage. FOLDER/LAYOUT-FACE-LEVEL.jpg are the pictures,
FOLDER/truth.json says by layout what is printed. Needs the type faces named in benchmarks/README.md.
"""

import argparse
import json
from itertools import pairwise, product
from pathlib import Path
from zlib import crc32

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.corpus.damage.ink import Page, face, stamped
from benchmarks.corpus.damage.levels import Recipe, expose

FACES = {"song": "FandolSong", "hei": "Noto Sans CJK SC", "kai": "FandolKai", "fangsong": "FandolFang"}
LEVELS = {
    "1": {"skew": 0.4, "blur": 0.6, "noise": 2.0},
    "2": {"skew": 1.0, "perspective": 0.003, "blur": 0.75, "shadow": 0.4, "noise": 5.0, "specks": 1.0, "gaps": 0.8},
    "3": {"skew": 2.0, "perspective": 0.012, "curl": 0.004, "blur": 1.0, "shadow": 0.9, "noise": 5.0, "cast": 0.9},
}
"""Straight from an office scanner; worn, stamped; by phone, stamped. Strengths are those of corpus/damage."""
SEALED = ("2", "3")
QUALITY = 60

COLUMNS = (
    ("产出指标", "数量指标", "技能培训场次", "≥", "5", "次"),
    ("产出指标", "数量指标", "补贴发放批次", "=", "7", "批"),
    ("产出指标", "质量指标", "培训合格率", "≥", "90", "%"),
    ("产出指标", "时效指标", "资金拨付及时率", "=", "100", "%"),
    ("产出指标", "成本指标", "户均补助标准", "≤", "1", "万元"),
    ("效益指标", "社会效益指标", "带动就业人数", "≥", "120", "人"),
    ("效益指标", "生态效益指标", "绿色采购覆盖面", "/", "/", "/"),
    ("效益指标", "可持续影响指标", "长效机制健全性", "定性", "健全", "/"),
    ("满意度指标", "服务对象满意度指标", "参训群众满意度", "≥", "95", "%"),
)
GLUED = (
    ("产出指标", "数量指标", "技能培训场次", "5"),
    ("产出指标", "数量指标", "培训人员数量", "≥20人"),
    ("产出指标", "质量指标", "培训合格率", "≥90%"),
    ("产出指标", "质量指标", "培训返工率", "≤5%"),
    ("产出指标", "时效指标", "资金拨付及时率", "100%"),
    ("产出指标", "成本指标", "户均补助标准", "≤2万元"),
    ("效益指标", "经济效益指标", "成本下降幅度", "10%"),
    ("效益指标", "生态效益指标", "绿色采购覆盖面", "/"),
    ("满意度指标", "服务对象满意度指标", "参训群众满意度", "≥95%"),
)
LAYOUTS = {
    "columns": (
        ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"),
        COLUMNS,
        (170, 270, 270, 140, 140, 140),
    ),
    "glued": (("一级指标", "二级指标", "三级指标", "年度指标值"), GLUED, (170, 290, 330, 340)),
}
LEFT, TOP, ROW, SIZE = 90, 210, 54, 27


def truth() -> dict[str, list[dict[str, str | None]]]:
    """What is printed, by layout: name, sign, value and unit of every row; None where `/` says there is none."""
    columns = [{"name": r[2], "sign": r[3], "value": r[4], "unit": r[5]} for r in COLUMNS]
    return {
        "columns": [{key: None if text == "/" else text for key, text in row.items()} for row in columns],
        "glued": [_parts(row[2], row[3]) for row in GLUED],
    }


def _parts(name: str, value: str) -> dict[str, str | None]:
    sign = value[0] if value[0] in "≥≤" else None
    digits = "".join(character for character in value if character.isdigit())
    return {"name": name, "sign": sign, "value": digits or None, "unit": value.strip("≥≤/0123456789") or None}


def form(layout: str, family: str) -> Page:
    """The form in black on white at 200 dpi."""
    header, rows, widths = LAYOUTS[layout]
    right = LEFT + sum(widths)
    head = (("项目名称", "职业技能提升培训"), ("主管部门", "人力资源和社会保障局"), ("年度资金总额", "50.00"))
    bottom = TOP + ROW * (len(head) + 1 + len(rows))
    image = Image.new("RGB", (right + LEFT, bottom + 90), "white")
    draw = ImageDraw.Draw(image)

    def text(x: float, y: float, words: str, size: int = SIZE) -> None:
        draw.text((x, y), words, font=face(family, size), fill=(25, 25, 25), anchor="mm")

    text(image.width / 2, 80, "项目支出绩效目标表", 40)
    text(image.width / 2, 130, "(2026年度)")
    text(LEFT + 170, 178, "填报单位:青山县就业服务中心")
    text(right - 110, 178, "金额单位:万元")
    edges = [LEFT, *(LEFT + sum(widths[: n + 1]) for n in range(len(widths)))]
    for n, pair in enumerate(head):
        _boxes(draw, [LEFT, edges[1], right], TOP + n * ROW)
        for (x0, x1), words in zip(((LEFT, edges[1]), (edges[1], right)), pair, strict=True):
            text((x0 + x1) / 2, TOP + (n + 0.5) * ROW, words)
    for n, row in enumerate((header, *rows), len(head)):
        _boxes(draw, edges, TOP + n * ROW)
        for (x0, x1), words in zip(pairwise(edges), row, strict=True):
            text((x0 + x1) / 2, TOP + (n + 0.5) * ROW, words)
    return np.asarray(image)


def _boxes(draw: ImageDraw.ImageDraw, edges: list[int], top: float) -> None:
    for x0, x1 in pairwise(edges):
        draw.rectangle((x0, top, x1, top + ROW), outline=(25, 25, 25), width=2)


def seal(page: Page, layout: str, rng: np.random.Generator) -> Page:
    """A red seal whose words run over the names of the last two rows."""
    edge = 300
    mask = Image.new("L", (edge, edge), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((6, 6, edge - 6, edge - 6), outline=255, width=9)
    draw.text((edge / 2, edge * 0.42), "就业服务", font=face("FandolSong", 46), fill=255, anchor="mm")
    draw.text((edge / 2, edge * 0.62), "专用章", font=face("FandolSong", 46), fill=255, anchor="mm")
    widths = LAYOUTS[layout][2]
    x, y = LEFT + sum(widths[:2]) + widths[2] // 2, page.shape[0] - 90 - ROW
    tilted = np.asarray(mask.rotate(8, resample=Image.Resampling.BICUBIC))
    return stamped(page, tilted, (205, 35, 45), x - edge // 2, y - edge // 2, 0.9, rng)


def scanned(layout: str, name: str, level: str) -> Page:
    """The form as its scan at a level."""
    rng = np.random.default_rng(crc32(f"{layout}/{name}/{level}".encode()))
    page = form(layout, FACES[name])
    if level in SEALED:
        page = seal(page, layout, rng)
    return expose(page, Recipe(LEVELS[level]), rng).page


def main() -> None:
    """Draw every picture, and what stands on it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    folder.mkdir(exist_ok=True)
    for layout, name, level in product(LAYOUTS, FACES, LEVELS):
        picture = cv2.cvtColor(scanned(layout, name, level), cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(folder / f"{layout}-{name}-{level}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    (folder / "truth.json").write_text(json.dumps(truth(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
