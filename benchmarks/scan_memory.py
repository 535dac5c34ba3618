"""`python -m benchmarks.scan_memory FOLDER`: a run of the product over FOLDER, one worker: its CPU seconds and peak.

`peaks` makes a document of so many scanned pages and measures that run in a process of its own: Linux hands a parent's
peak on to its children, so whoever measures has to be small. The pages are windows cut from the sample scans, an eighth
to a fifth of a page high, on paper of their own, no two alike: as varied as whole pages at a quarter of their cost.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.evaluate.product import outcome, run

__all__ = ["peaks"]

NAME = "long.pdf"
DPI = 200
WINDOW, MARGIN = (0.12, 0.2), 60


def peaks(folder: Path, sizes: list[int]) -> dict[str, dict[str, float]]:
    """CPU seconds and peak memory of the worker (MiB) for a document of each number of pages, cut from the scans of
    `folder`."""
    out: dict[str, dict[str, float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as work:
            pages = windows(folder, size)
            next(pages).save(Path(work) / NAME, save_all=True, append_images=pages, resolution=DPI, quality=80)
            command = [sys.executable, "-m", "benchmarks.scan_memory", work]
            told = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
        out[str(size)] = json.loads(told)
        print(size, out[str(size)], flush=True)
    return out


def windows(folder: Path, count: int) -> Iterator[Image.Image]:
    """Windows cut from the scans of a folder, `count` of them, always the same."""
    from benchmarks.pages import raster, scans  # OpenCV: only where pages are made

    whole = [Image.fromarray(np.ascontiguousarray(raster(page, DPI).pixels[:, :, ::-1])) for page in scans(folder)]
    random = np.random.default_rng(1)
    for number in range(count):
        page = whole[number % len(whole)]
        height = round(page.height * random.uniform(*WINDOW))
        top = int(random.integers(0, page.height - height))
        paper = Image.new("RGB", (page.width, height + 2 * MARGIN), page.getpixel((5, top)))
        paper.paste(page.crop((0, top, page.width, top + height)), (0, MARGIN))
        yield paper


def main() -> None:
    """Run and tell."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as out:
        seconds = run(folder, Path(out), workers=1)
        found = outcome(folder / NAME, Path(out))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if found.reason:
        raise SystemExit(f"the document was not read: {found.reason}")
    print(json.dumps({"cpu_seconds": round(seconds, 1), "peak_mib": round(peak)}))


if __name__ == "__main__":
    main()
