"""A project's form as cells: labels and values above, indicators below, levels merged. Points, y down from the top."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

__all__ = [
    "AROUND",
    "EVERY_CHARACTER",
    "MARKS",
    "MORE",
    "WORDS_AROUND",
    "Cell",
    "Form",
    "Indicator",
    "Page",
    "form",
    "laid_out",
    "other",
    "truth",
    "wide",
]

PLACES = ("临水县", "白沙区", "永丰县", "望江县", "南桥区", "清溪县", "东阁区", "柳河区")
WORK = (
    ("林业局", "森林防火巡护经费"),
    ("交通运输局", "乡道安全防护设施经费"),
    ("图书馆", "公共阅读推广专项"),
    ("档案馆", "馆藏档案数字化经费"),
    ("民政局", "养老服务补贴经费"),
)
INDICATORS = (
    (
        "产出指标",
        "数量指标",
        ("巡护道路里程|≥|公里|105|987", "发放宣传手册数量|≥|份|1023|9876", "购置设备台数|=|台|12|96"),
    ),
    ("产出指标", "质量指标", ("设备验收合格率|≥|%|81|98", "培训考核通过率|≥|%|81|98")),
    ("产出指标", "时效指标", ("任务按期完成率|=|%|100|100", "资金拨付及时率|≥|%|81|98")),
    ("成本指标", "经济成本指标", ("单位培训成本|≤|元/人|105|987", "项目总成本|≤|万元|11|98")),
    ("效益指标", "社会效益指标", ("受益群众户数|≥|户|105|987", "公共服务覆盖率|≥|%|81|98")),
    ("满意度指标", "服务对象满意度指标", ("受益群众满意度|≥|%|81|98", "参训人员满意度|≥|%|81|98")),
)
WIDTHS = (0.15, 0.19, 0.31, 0.11, 0.13, 0.11)
HEADER = ("一级指标", "二级指标", "三级指标", "计算符号", "指标值", "度量单位")
LABELS = (
    "项目支出绩效目标表（2026年度）填报单位：金额单位：万元",
    "项目名称主管部门实施单位年度资金总额其中：财政拨款年度绩效目标",
)
GOAL = "按计划完成各项任务，保障资金安全，提升服务水平。"
MARKS = "0123456789.≥≤=审核通过内部资料卒"
"""What kinds draw besides: signs, words of stamps and watermarks, characters that lie."""
MORE = "─│|-<>_（续）第页共,培训考核通过数量"
WORDS_AROUND = (
    "2025-11-28 09:41:07",
    "预算管理一体化系统 - 绩效目标填报",
    "https://yth.example.gov.cn/perf/print?id=20251128&flag=3",
    "注：按上年实际数测算，以批复为准。",
    "批注 [LJ1]：请核实该数。",
    "填表说明",
    "一、本表由项目实施单位填写，一个项目填写一份。",
    "二、项目名称应与预算批复一致，金额单位为万元。",
    "三、三级指标应当量化，例如新增座位数量，指标值填≥100。",
    "四、满意度指标不得低于90%，于2025年12月10日前上报。",
)
"""What programs print around a form, and what is said of how to fill it in."""
AROUND = "ABCDEFGH" + "".join(WORDS_AROUND)
EVERY_CHARACTER = "".join(sorted(set(f"{PLACES}{WORK}{INDICATORS}{HEADER}{LABELS}{GOAL}{MARKS}{MORE}{AROUND}")))
MARGIN, TOP = 50.0, 60.0
HALF = 0.52  # of a Chinese character's breadth: that of a letter or digit


class Indicator(NamedTuple):
    """One row of the form."""

    level1: str
    level2: str
    name: str
    operator: str
    value: str
    unit: str


class Form(NamedTuple):
    """What a form says; `together`: each sign, value and unit in one cell (≥95%); `repeated`: levels in every row."""

    unit: str
    project: str
    budget: str
    indicators: tuple[Indicator, ...]
    together: bool = False
    repeated: bool = False

    def printed(self, row: Indicator) -> str:
        """What its cell of the value says."""
        return f"{row.operator}{row.value}{row.unit}" if self.together else row.value


@dataclass
class Cell:
    """A cell with its box, its text, and what it is."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    role: str
    size: float = 9.5
    left: bool = False

    def placed(self) -> tuple[float, float]:
        """Where its text begins: the baseline's left end."""
        x = self.x0 + 3 if self.left else (self.x0 + self.x1 - wide(self.text, self.size)) / 2
        return x, (self.y0 + self.y1) / 2 + self.size * 0.36


class Page(NamedTuple):
    """The cells of a form and the lines above them (x, baseline, text, size)."""

    width: float
    height: float
    cells: list[Cell]
    lines: list[tuple[float, float, str, float]]

    def sides(self) -> list[tuple[float, float, float, float]]:
        """The sides of all cells, each once."""
        found = set()
        for cell in self.cells:
            x0, y0, x1, y1 = (round(side, 2) for side in (cell.x0, cell.y0, cell.x1, cell.y1))
            found |= {(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)}
        return sorted(found)


def wide(text: str, size: float) -> float:
    """The breadth that the layout gives a text."""
    return sum(size if ord(char) > 255 else size * HALF for char in text)


def other(value: str, rng: Random) -> str:
    """Another value of as many digits."""
    while (found := "".join(rng.choice("123456789") if char.isdigit() else char for char in value)) == value:
        pass
    return found


def form(rng: Random) -> Form:
    """What a form says, by chance."""
    office, project = rng.choice(WORK)
    rows = []
    for level1, level2, names in INDICATORS:
        for said in rng.sample(names, 2 if level2 == "数量指标" else 1):
            name, operator, unit, low, high = said.split("|")
            rows.append(Indicator(level1, level2, name, operator, str(rng.randint(int(low), int(high))), unit))
    budget = f"{rng.randint(12, 98)}.{rng.randint(1, 9)}{rng.randint(1, 9)}"
    return Form(rng.choice(PLACES) + office, project, budget, tuple(rows))


def truth(forms: Sequence[Form]) -> dict[str, Any]:
    """What should come out, as the truth files of the other sets say it."""
    return {
        "year": 2026,
        "unit": forms[0].unit,
        "forms": [
            {"form": n, "scope": "project", "phase": "target", "project": one.project, "budget": float(one.budget)}
            | {"year": 2026, "unit": one.unit, "project_code": None, "unit_code": None}
            for n, one in enumerate(forms)
        ],
        "indicators": [
            {"project": one.project, "form": n, "ordinal": k, "level1": row.level1, "level2": row.level2}
            | {"name": row.name, "operator": row.operator, "value": float(row.value), "value_raw": one.printed(row)}
            | {"unit": row.unit}
            for n, one in enumerate(forms)
            for k, row in enumerate(one.indicators, 1)
        ],
        "funds": [],
        "tasks": [],
        "faults": [],
        "cells": [],
        "damage": [],
        "family": "odd",
        "producer": "by_hand",
        "face": "",
        "size": 9.5,
        "pages": [],
    }


def laid_out(said: Form, width: float = 595, height: float = 842, row: float = 22, size: float = 9.5) -> Page:
    """The form on a page."""
    across = width - 2 * MARGIN
    lines = [
        ((width - wide("项目支出绩效目标表", 16)) / 2, TOP, "项目支出绩效目标表", 16.0),
        ((width - wide("（2026年度）", size)) / 2, TOP + 18, "（2026年度）", size),
        (MARGIN, TOP + 34, f"填报单位：{said.unit}", size),
        (width - MARGIN - wide("金额单位：万元", size), TOP + 34, "金额单位：万元", size),
    ]
    above = (
        ((0.15, "项目名称", "label"), (0.85, said.project, "project")),
        (
            (0.15, "主管部门", "label"),
            (0.35, said.unit, "text"),
            (0.15, "实施单位", "label"),
            (0.35, said.unit, "text"),
        ),
        (
            (0.15, "年度资金总额", "label"),
            (0.35, said.budget, "budget"),
            (0.2, "其中：财政拨款", "label"),
            (0.3, said.budget, "fund"),
        ),
        ((0.15, "年度绩效目标", "label"), (0.85, GOAL, "text")),
        tuple(zip(_widths(said), _header(said), ["head"] * 6, strict=False)),
    )
    cells: list[Cell] = []
    y = TOP + 44
    for parts in above:
        x = MARGIN
        for share, text, role in parts:
            cells.append(Cell(x, y, x + share * across, y + row, text, role, size))
            x += share * across
        y += row
    cells += _indicators(said, y, across, row, size)
    return Page(width, height, cells, lines)


def _widths(said: Form) -> tuple[float, ...]:
    return (*WIDTHS[:3], sum(WIDTHS[3:])) if said.together else WIDTHS


def _header(said: Form) -> tuple[str, ...]:
    return (*HEADER[:3], HEADER[4]) if said.together else HEADER


def _indicators(said: Form, top: float, across: float, row: float, size: float) -> Iterator[Cell]:
    widths = _widths(said)
    xs = [MARGIN + across * sum(widths[:n]) for n in range(len(widths) + 1)]
    for k, one in enumerate(said.indicators):
        y = top + k * row
        for n, role in enumerate(("name", "value") if said.together else ("name", "operator", "value", "unit"), 2):
            text = said.printed(one) if role == "value" else getattr(one, role)
            yield Cell(xs[n], y, xs[n + 1], y + row, text, role, size, left=role == "name")
    for n, role in enumerate(("level1", "level2")):
        keys = [(*one[: n + 1], k * said.repeated) for k, one in enumerate(said.indicators)]
        for key in dict.fromkeys(keys):
            first, count = keys.index(key), keys.count(key)
            yield Cell(xs[n], top + first * row, xs[n + 1], top + (first + count) * row, key[n], role, size)
