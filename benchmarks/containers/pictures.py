"""Pictures of a document's pages, and what they say otherwise than its PDF without asking anybody."""

import io
import json
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pypdfium2 as pdfium

from benchmarks.containers.compare import EVIDENCE
from benchmarks.evaluate.came import TOLD
from extract import ExtractSettings, extract
from normalize import form_words, normalize
from normalize.schema import Form
from pipelines.run.work import standing

__all__ = ["PICTURES", "Looked", "looked", "unasked"]

DPI = 200
PLACES = EVIDENCE | {"ordinal", "corrected"}
IDENTITY = ["unit", "project", "year", "scope", "phase"]
Looked = tuple[Sequence[Form], bool]
"""A document's forms, and whether its ledger says that not all was understood."""


def drawn(pdf: Path) -> bytes:
    """The pages as PNG, those of a longer document as a TIFF of several."""
    pages = [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in pdfium.PdfDocument(pdf)]
    out = io.BytesIO()
    if len(pages) == 1:
        pages[0].save(out, "PNG", dpi=(DPI, DPI))
    else:
        pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(DPI, DPI), compression="tiff_lzw")
    return out.getvalue()


def scanned(level: int) -> Callable[[Path], bytes]:
    """The pages as a scan of a level, the same one whenever it is made."""

    def made(pdf: Path) -> bytes:
        from benchmarks.corpus.damage.levels import LEVELS
        from benchmarks.corpus.scans import scan  # needs pikepdf, which comparing containers does not

        truth = json.loads(pdf.with_suffix(".truth.json").read_text("utf-8"))
        rng = np.random.default_rng(crc32(f"{pdf.stem}/scan{level}".encode()))
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "scan.pdf"
            scan(pdf, target, truth, LEVELS[level](rng), rng)
            return target.read_bytes()

    return made


PICTURES: dict[str, Callable[[Path], bytes]] = {"png": drawn, "scan1": scanned(1), "scan2": scanned(2)}


def looked(data: bytes) -> Looked:
    """What a document says, with all that is asked about it."""
    read = extract(data, ExtractSettings(form_words=form_words()))
    told = normalize(read)
    return told.forms, standing(read.pages, told.forms, told.unread)[0] in TOLD


def unasked(want: Sequence[Form], got: Looked) -> Iterator[tuple[str, str]]:
    """What differs though nobody was asked to look: the column, and a line about it. Spaces and punctuation aside."""
    forms, told = list(got[0]), got[1]
    for form in want:
        same = next((other for other in forms if _who(other) == _who(form)), forms[0] if forms else None)
        if same is None:
            if not told:
                yield "form", f"no form {_who(form)}"
            continue
        forms.remove(same)
        yield from _form(form, same, told)
    yield from (("form", f"a form too many {_who(form)}") for form in forms if not form.record.needs_review)


def _who(form: Form) -> tuple[str, str]:
    return form.identity.phase, _norm(form.identity.project)


def _form(want: Form, got: Form, told: bool) -> Iterator[tuple[str, str]]:
    asked = told or got.record.needs_review
    if not got.record.needs_review:
        for name in IDENTITY:
            yield from _unlike(name, name, getattr(want.identity, name), getattr(got.identity, name))
        yield from _columns("form", want.record.model_dump(), got.record.model_dump())
    for table, key in (("indicators", "name"), ("funds", "item"), ("tasks", "name")):
        left = [row.model_dump() for row in getattr(got, table)]
        for row in (row.model_dump() for row in getattr(want, table)):
            place = next((n for n, other in enumerate(left) if _rank(row, other, key)), None)
            if place is None:
                if not asked:
                    yield f"{table} row", f"{table}: no row {row[key]!r}"
                continue
            other = left.pop(place)
            if not other["needs_review"]:
                yield from _columns(f"{table} {row[key]!r}", row, other)
        yield from ((f"{table} row", f"{table}: too many {r[key]!r}") for r in left if not r["needs_review"])


def _rank(row: dict[str, Any], other: dict[str, Any], key: str) -> bool:
    """Whether two rows are one: by name, of amounts by what they are the amount of."""
    keys = (key, "period", "measure", "basis") if key == "item" else (key,)
    return all(_norm(row[name]) == _norm(other[name]) for name in keys)


def _columns(where: str, want: dict[str, Any], got: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in want:
        if name not in PLACES:
            yield from _unlike(name, f"{where} {name}", want[name], got[name])


def _unlike(name: str, where: str, want: Any, got: Any) -> Iterator[tuple[str, str]]:
    if _norm(want) != _norm(got):
        yield name, f"{where}: {want!r}, {got!r} here"


def _norm(value: Any) -> str:
    text = (
        unicodedata.normalize("NFKC", "" if value is None else str(value))
        .replace("⩾", "≥")
        .replace("⩽", "≤")
        .replace("≧", "≥")
        .replace("≦", "≤")
    )
    return re.sub(r"[\s,、;:“”\"'()。]|(?<!\d)\.|\.(?!\d)", "", text)
