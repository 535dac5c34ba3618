"""Documents from a seed: which family, producer, face and page each gets, how they are printed, and their truth files.

NAME.pdf  NAME.truth.json         a digital document and its truth
corpus.json                       seed, count and the versions of the producers and faces that made it
"""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus.boxes import place
from benchmarks.corpus.families import FAMILIES, Case, Made
from benchmarks.corpus.faults import plant
from benchmarks.corpus.files import truth_of, write_json
from benchmarks.corpus.oddities import look_alikes, number_in_cell, signature_in_table, slid_row, value_in_name
from benchmarks.corpus.offices import agency
from benchmarks.corpus.printers import PRINTERS, printer
from benchmarks.corpus.sheet import Document, Sheet
from benchmarks.corpus.truth import Stated

__all__ = ["FACES", "Planned", "dress", "make", "plan", "press"]

FACES = [
    "Noto Serif CJK SC",
    "FandolSong",
    "AR PL UMing CN",
    "AR PL SungtiL GB",
    "Noto Sans CJK SC",
    "FandolHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UKai CN",
    "FandolKai",
    "LXGW WenKai",
    "FandolFang",
]
"""Song, Song, Song, Song; Hei, Hei, Hei, Hei; Kai, Kai, Kai; FangSong."""

PAGES = [(595.28, 841.89)] * 8 + [(515.91, 728.5), (612.0, 792.0)]


@dataclass
class Planned:
    """A document to be printed: its name, how it came about, its blocks and its truth."""

    name: str
    family: str
    document: Document
    forms: list[Stated]


def plan(count: int, seed: int, families: dict[str, Any] | None = None, faulty: float = 0.0) -> Iterator[Planned]:
    """The documents of a corpus; the n-th depends on seed and n alone, so a larger corpus begins with a smaller one."""
    families = families or FAMILIES
    names = list(families)
    for n in range(count):
        rng = Random(f"{seed}/{n}")
        turn = Random(f"{seed}/order/{n // len(names)}").sample(names, len(names))
        family = turn[n % len(names)]
        case = Case(rng, agency(rng), rng.randint(2018, 2027))
        made = families[family](case)
        spoil(Random(f"{seed}/{n}/oddities"), made, faulty)
        published = Random(f"{seed}/{n}/published")
        misprint(published, case, made)
        document = dress(rng, made, list(PRINTERS)[(n + n // len(names)) % len(PRINTERS)])
        document.turned = published.choice([90, 180, 270]) if published.random() < 0.05 else 0
        yield Planned(f"s{seed}-{n:04d}-{family}", family, document, made.forms)


def spoil(rng: Random, made: Made, faulty: float) -> None:
    """Oddities that any document may have, and a planted fault in a share of them."""
    sheets = [block for block in made.blocks if isinstance(block, Sheet)]
    if rng.random() < 0.06:
        value_in_name(rng, made.forms)
    if rng.random() < faulty:
        plant(rng, made.forms, sheets)
    if rng.random() < 0.04:
        look_alikes(sheets)


def misprint(rng: Random, case: Case, made: Made) -> None:
    """What happens to a form on its way to the page: a row slides, a page number or a signature falls into it."""
    sheets = [block for block in made.blocks if isinstance(block, Sheet)]
    if not made.forms or not sheets:
        return
    if rng.random() < 0.06:
        slid_row(rng, made.forms, sheets)
    if rng.random() < 0.04:
        number_in_cell(rng, sheets)
    elif rng.random() < 0.04:
        signature_in_table(rng, case.office, sheets)


def dress(rng: Random, made: Made, producer: str) -> Document:
    """A document's looks: face, size, page, margins, rulings, whether a page break repeats the header."""
    width, height = rng.choice(PAGES)
    columns = 0
    for block in made.blocks:
        if isinstance(block, Sheet):
            columns = max(columns, block.settle())
    size = rng.choice([9, 9.5, 10, 10.5, 10.5, 11, 12])
    if made.landscape:
        width, height = rng.choice([(841.89, 595.28), (841.89, 595.28), (1190.55, 841.89)])
        size = min(size, 9.5)
    elif rng.random() < 0.12:
        width, height, size = 419.53, 595.28, 8.0
    elif rng.random() < 0.06:
        width, height = height, width
    if columns > 9:
        size = min(size, 9.5)
    repeat = rng.random() < 0.5
    foot = rng.choice(["", "", "— {} —", "{}", "第 {} 页"])
    return Document(
        made.blocks,
        producer,
        rng.choice(FACES),
        size,
        (width, height),
        rng.choice([36, 42, 50, 57]),
        repeat,
        foot,
        rng.choice([0.5, 0.75, 0.75, 1.0]),
        leading=rng.choice([1.2, 1.3, 1.4]),
        pad=rng.choice([1.5, 2.5, 3.5]),
        weight=rng.choice(["normal", "bold"]),
        valign=rng.choice(["middle", "middle", "middle", "top"]),
        wrap=rng.choice(["normal", "normal", "break-all"]),
    )


def make(
    count: int, seed: int, out: Path, families: dict[str, Any] | None = None, faulty: float = 0.0
) -> list[Planned]:
    """Print a corpus into `out`; returns what was made."""
    about = {"seed": seed, "count": count, "faulty": faulty}
    return press(list(plan(count, seed, families, faulty)), out, about)


def press(planned: list[Planned], out: Path, about: dict[str, Any]) -> list[Planned]:
    """Print planned documents into `out` with their truth files, and `about` beside the versions in corpus.json."""
    from benchmarks.corpus.turn import turn  # needs pikepdf, which planning a corpus does not

    out.mkdir(parents=True, exist_ok=True)
    check_faces()
    with tempfile.TemporaryDirectory() as work:
        twins = Path(work)
        for producer in PRINTERS:
            mine = {p.name: p.document for p in planned if p.document.producer == producer}
            if mine:
                printer(producer)(mine, out, False)
                printer(producer)(mine, twins, True)
        for p in planned:
            truth = truth_of(p.family, p.document, p.forms, *place(p.document, twins / f"{p.name}.pdf"))
            write_json(out / f"{p.name}.truth.json", truth)
            if p.document.turned:
                turn(out / f"{p.name}.pdf", p.document.turned)
    write_json(out / "corpus.json", about | {"versions": versions()})
    return planned


def check_faces() -> None:
    """Every face must be there: another one would change the pages without a word."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    missing = [face for face in FACES if face not in listed]
    if missing:
        raise SystemExit(
            f"missing type faces: {', '.join(missing)}; benchmarks/README.md says which packages hold them"
        )


def versions() -> dict[str, str]:
    """What made the pages: producers and the packages of the faces."""
    found = {name: version(name) for name in ("weasyprint", "openpyxl", "python-docx", "playwright", "pypdfium2")}
    for command in (["soffice", "--version"], ["chromium", "--version"]):
        found[command[0]] = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    query = ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", "fonts-*"]
    for line in subprocess.run(query, capture_output=True, text=True, check=False).stdout.splitlines():
        name, _, number = line.partition(" ")
        if number:
            found[name] = number
    return found
