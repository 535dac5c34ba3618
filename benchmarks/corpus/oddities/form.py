"""A small form as cells on paper, and a PDF writer of one screen to draw it with.

Coordinates are points of an A4 page from its top left corner, y growing downwards. What a module of this package makes
odd is how the form is drawn; what it says stays the same, so that one truth does for all.
"""

import zlib
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

__all__ = ["HEIGHT", "WIDTH", "Cell", "Drawn", "drawn_text", "form", "pdf", "truth"]

WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.0  # points of type
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000"
    b"/W[1[500 500]17[500 500 500 500 500 500 500 500 500 500]34 59 500 66 91 500]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)
NAMES = ("清淤河段长度", "护坡砌筑面积", "培训管护人员次数", "工程验收合格率", "汛前完成比例", "每公里清淤费用")
LEVELS = (
    ("产出指标", ("数量指标", "数量指标", "数量指标", "质量指标", "时效指标")),
    ("成本指标", ("经济成本指标",)),
    ("满意度指标", ("服务对象满意度指标",)),
)
SATISFIED = ("沿岸群众满意度", "受益村民满意度", "参训人员满意度")


class Cell(NamedTuple):
    """A cell of the table with its box and its printed lines."""

    x0: float
    y0: float
    x1: float
    y1: float
    lines: tuple[str, ...]


class Drawn(NamedTuple):
    """One page of a PDF: its drawing operators, and the images they name (`Im0` …) as whole objects."""

    content: bytes
    images: tuple[bytes, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT


def truth(rng: Random) -> list[tuple[str, str, str, str, str, str]]:
    """The indicators of a form: level 1, level 2, name, sign, value, unit."""
    names = iter((*rng.sample(NAMES[:3], 3), *NAMES[3:], rng.choice(SATISFIED)))
    rows = []
    for level1, seconds in LEVELS:
        for level2 in seconds:
            name = next(names)
            unit = "%" if level2.startswith(("质量", "时效", "服务")) else "万元" if "成本" in level2 else "公里"
            value = str(rng.randint(80, 99)) if unit == "%" else str(rng.randint(2, 4000))
            rows.append((level1, level2, name, "≤" if "成本" in level2 else "≥", value, unit))
    return rows


def form(rng: Random) -> tuple[list[Cell], list[tuple[str, str, str, str, str, str]]]:
    """The cells of a form, and the indicators it states."""
    rows = truth(rng)
    left = rng.choice((42.0, 50.0, 58.0))
    xs = [left, left + 38, left + 110, left + 195, left + 320, left + 365, left + 430, left + 490]
    high = rng.choice((24.0, 28.0, 32.0))
    top = 110.0
    cells = [
        Cell(xs[0], top, xs[2], top + high, ("项目名称",)),
        Cell(xs[2], top, xs[7], top + high, ("河道清淤养护经费",)),
        Cell(xs[0], top + high, xs[2], top + 2 * high, ("主管部门",)),
        Cell(xs[2], top + high, xs[4], top + 2 * high, ("青石县水利局",)),
        Cell(xs[4], top + high, xs[6], top + 2 * high, ("年度资金总额",)),
        Cell(xs[6], top + high, xs[7], top + 2 * high, ("36.50",)),
    ]
    y = top + 2 * high
    labels = ("一级指标", "二级指标", "三级指标", "符号", "指标值", "度量单位")
    cells += [Cell(xs[n + 1], y, xs[n + 2], y + high, (label,)) for n, label in enumerate(labels)]
    cells.append(Cell(xs[0], y, xs[1], y + high * (len(rows) + 1), ("绩", "效", "指", "标")))
    for n, (level1, level2, *rest) in enumerate(rows):
        y += high
        second = (level2,) if len(level2) < 8 else (level2[:5], level2[5:])
        cells += [Cell(xs[k + 3], y, xs[k + 4], y + high, (text,)) for k, text in enumerate(rest)]
        cells.append(Cell(xs[2], y, xs[3], y + high, second))
        if not n or rows[n - 1][0] != level1:
            span = sum(row[0] == level1 for row in rows)
            cells.append(Cell(xs[1], y, xs[2], y + high * span, (level1,)))
    return cells, rows


def drawn_text(cells: Iterable[Cell], headed: bool = True) -> bytes:
    """The title, the line under it, and the text of each cell in its middle."""
    out = [
        _text(230, 60, "项目支出绩效目标表", 15),
        _text(50, 96, "填报单位:青石县水务服务中心"),
        _text(270, 78, "(2026年度)"),
    ]
    out = out if headed else []
    for cell in cells:
        middle = (cell.y0 + cell.y1) / 2
        for n, line in enumerate(cell.lines):
            wide = sum(SIZE if ord(sign) > 0x2000 else SIZE / 2 for sign in line)
            baseline = middle + (n - (len(cell.lines) - 1) / 2) * 1.15 * SIZE + 0.36 * SIZE
            out.append(_text((cell.x0 + cell.x1 - wide) / 2, baseline, line))
    return b"\n".join(out)


def _text(x: float, y: float, words: str, size: float = SIZE) -> bytes:
    code = words.encode("utf-16-be").hex()
    return f"BT 0 g /F {size} Tf {x:.2f} {HEIGHT - y:.2f} Td <{code}> Tj ET".encode()


def pdf(pages: Sequence[Drawn]) -> bytes:
    """The pages as one PDF."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", FONT]
    kids = []
    for page in pages:
        first = len(objects) + 1
        objects += page.images
        names = " ".join(f"/Im{n} {first + n} 0 R" for n in range(len(page.images)))
        objects.append(stream(page.content))
        box = f"/MediaBox[0 0 {page.width} {page.height}]"
        kids.append(f"{len(objects) + 1} 0 R")
        resources = f"/Resources<</Font<</F 3 0 R>>/XObject<<{names}>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {len(objects)} 0 R{resources}>>".encode())
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n".encode()
    return out + f"startxref\n{out.rindex(b'xref' + bytes([10]) + b'0 ')}\n%%EOF\n".encode()


def stream(data: bytes, head: str = "") -> bytes:
    """A stream object, packed."""
    packed = zlib.compress(data)
    return f"<<{head}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream"
