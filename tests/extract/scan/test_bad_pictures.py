"""Pictures that hold no form, or none that can be read: each has its reason, none stops a run or goes on for ever.

Handed to `jixiao run` as a folder, as an office would, with forms of unusual make between them that must come out.
"""

import io
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from extract import extract
from extract.errors import DamagedDocument
from tests.extract.scan.pages import DOCUMENTS

FORM = DOCUMENTS / "traps" / "columns-song-1.jpg"
ROWS = 9
GIANT = (20_000, 20_000)
SECONDS = 120


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def form() -> Image.Image:
    with Image.open(FORM) as image:
        return image.convert("RGB")


def photo() -> Image.Image:
    """Soft shapes in many colours, as of a room."""
    random = np.random.default_rng(1)
    return Image.fromarray(random.integers(0, 255, (9, 7, 3), dtype=np.uint8)).resize(
        (1200, 1600), Image.Resampling.BICUBIC
    )


def deep() -> Image.Image:
    return Image.fromarray(np.asarray(form().convert("L"), np.uint16) * 257)


def half() -> Image.Image:
    """A form of which only the columns of levels came into the picture."""
    whole = form()
    return whole.crop((0, 0, whole.width * 2 // 5, whole.height))


def torn_jpeg() -> bytes:
    data = FORM.read_bytes()
    return data[: len(data) // 2]


def corrupt_inside() -> bytes:
    """A scanned page whose JPEG lost its head and much of its body on the way."""
    data = bytearray((DOCUMENTS / "linyi.scan1.pdf").read_bytes())
    start = data.index(b"\xff\xd8\xff")
    data[start : start + 400] = bytes(400)
    data[start + 2000 : start + 102_000] = bytes(100_000)
    return bytes(data)


def beside(image: Image.Image) -> bytes:
    """A PDF page of which the image covers a quarter."""
    whole = saved(image, "PDF", resolution=2400)
    width, height = (float(side) for side in whole.partition(b"/MediaBox [ 0 0 ")[2].partition(b" ]")[0].split())
    box = f"/MediaBox [ 0 0 {width} {height} ]".encode()
    assert box in whole
    return whole.replace(box, f"/MediaBox [ 0 0 {2 * width:.0f} {2 * height:.0f} ]".encode().ljust(len(box)))


def bits() -> Image.Image:
    return form().convert("L").point(lambda value: 255 * (value > 180)).convert("1")


FORMS: dict[str, Callable[[], bytes]] = {
    "cmyk.jpg": lambda: saved(form().convert("CMYK"), "JPEG", quality=85),
    "cmyk.pdf": lambda: saved(form().convert("CMYK"), "PDF", resolution=200),
    "sixteen_bits.png": lambda: saved(deep(), "PNG"),
    "one_bit.tif": lambda: saved(bits(), "TIFF", compression="group4"),
    "one_bit.pdf": lambda: saved(bits(), "PDF", resolution=200),
}
EMPTY: dict[str, Callable[[], bytes]] = {
    "blank.png": lambda: saved(Image.new("RGB", (1654, 2339), "white"), "PNG"),
    "blank.pdf": lambda: saved(Image.new("L", (1654, 2339), 244), "PDF", resolution=200),
    "black.png": lambda: saved(Image.new("L", (1654, 2339)), "PNG"),
    "photo.jpg": lambda: saved(photo(), "JPEG"),
    "giant_beside.pdf": lambda: beside(Image.new("1", GIANT, 1)),
}
BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "giant.png": (lambda: saved(Image.new("1", GIANT, 1), "PNG"), "oversized", "以 200 至 300 dpi 重新扫描"),
    "giant.jpg": (
        lambda: saved(Image.new("L", GIANT, 255), "JPEG", quality=30),
        "oversized",
        "以 200 至 300 dpi 重新扫描",
    ),
    "giant.pdf": (lambda: saved(Image.new("1", GIANT, 1), "PDF", resolution=2400), "oversized", "20000 x 20000"),
    "one_pixel.png": (lambda: saved(Image.new("RGB", (1, 1), "white"), "PNG"), "damaged", "1 x 1 像素, 不是一页文件"),
    "thread.png": (lambda: saved(Image.new("L", (20_000, 3), 255), "PNG"), "damaged", "不是一页文件"),
    "half.jpg": (lambda: saved(half(), "JPEG"), "form_unread", "重新报送 (第1页"),
    "torn.jpg": (torn_jpeg, "damaged", "重新扫描或导出"),
    "corrupt.pdf": (corrupt_inside, "damaged", "重新扫描或导出"),
    "web_page.png": (lambda: b"<!DOCTYPE html><html>not found</html>", "not_a_document", "网页"),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    for name, make in {**FORMS, **EMPTY, **{name: make for name, (make, _, _) in BAD.items()}}.items():
        (raw / name).write_bytes(make())
    jixiao = Path(sys.executable).with_name("jixiao")
    command = [
        str(jixiao),
        "run",
        str(raw),
        "--out",
        str(out),
        "--workers",
        "1",
        "--timeout",
        str(SECONDS),
        "--memory",
        "900MiB",
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=len(BAD) * SECONDS)
    assert done.returncode == 1, done.stderr[-2000:]
    return pd.read_parquet(out / "documents.parquet").set_index("source")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_unusual_make_is_read(ledger: pd.DataFrame, name: str) -> None:
    assert (ledger.status[name], ledger.forms[name], ledger.indicators[name]) == ("done", 1, ROWS)


@pytest.mark.parametrize("name", EMPTY)
def test_a_picture_without_a_table_has_no_forms(ledger: pd.DataFrame, name: str) -> None:
    assert (ledger.status[name], ledger.forms[name]) == ("no_forms", 0)


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_says_why(ledger: pd.DataFrame, name: str) -> None:
    _, reason, advice = BAD[name]
    assert ledger.status[name] == "quarantined"
    assert ledger.reason[name].startswith(f"{reason}: ")
    assert advice in ledger.reason[name]


WITHOUT_SIZE = b64decode(
    "SUkqAAgAAAAKAAABBAABAAAAAQAAAAEBBAABAAAAAQAAAAIBAwADAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAAB"
    "AAAAjAAAABUBAwABAAAAAwAAABYBBAABAAAAAQAAABcBBAABAAAAAwAAABwBAwABAAAAAQAAAAAA//8IAAgACAABAAA="
)
"""A TIFF that was wounded (`benchmarks.fuzz`): it does not say how wide it is."""


def test_a_picture_that_says_no_size_is_damaged():
    with pytest.raises(DamagedDocument):
        extract(WITHOUT_SIZE)
