"""`python -m benchmarks.notebooks NOTEBOOK … --on FOLDER`: run them where `FOLDER/data/out` lies, keep their pictures.

What a notebook prints is not kept: it hangs on the machine and the day. Pictures are made small.
"""

import argparse
import ast
import io
import json
import os
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl
from PIL import Image

__all__ = ["run_cells"]

DPI = 64
COLOURS = 32  # of a plot's palette
WIDTH = 700  # pixels of a piece of a page


def run_cells(notebook: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Run a notebook from top to bottom: after each code cell that cell and the value of its last line, as a notebook
    would show it; None where the last line has none."""
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "notebook", "exec"), names)
        yield cell, eval(compile(ast.Expression(last.value), "notebook", "eval"), names) if last else None


def keep_pictures(notebook: dict[str, Any]) -> int:
    """Run a notebook and put its pictures into it; returns how many bytes they have."""
    size = 0
    for cell, value in run_cells(notebook):
        made = [*_plots(), *_piece(value)]
        size += sum(map(len, made))
        cell["outputs"] = [
            {"output_type": "display_data", "metadata": {}, "data": {"image/png": b64encode(data).decode("ascii")}}
            for data in made
        ]
    return size


def _plots() -> Iterator[bytes]:
    """The figures that the cell drew."""
    for number in mpl.pyplot.get_fignums():
        out = io.BytesIO()
        mpl.pyplot.figure(number).savefig(out, format="png", dpi=DPI)
        yield _small(Image.open(out))
    mpl.pyplot.close("all")


def _piece(value: Any) -> Iterator[bytes]:
    """The piece of a page that the cell shows."""
    data = getattr(value, "data", None)
    if isinstance(data, bytes):
        with Image.open(io.BytesIO(data)) as picture:
            yield _small(picture.resize((WIDTH, round(picture.height * WIDTH / picture.width))))


def _small(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Run each and write it back."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("notebooks", type=Path, nargs="+")
    options.add_argument("--on", type=Path, default=Path.cwd())
    given = options.parse_args()
    mpl.use("Agg")
    paths = [path.absolute() for path in given.notebooks]
    os.chdir(given.on)
    for path in paths:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        print(f"{path.name}: {keep_pictures(notebook) / 1e3:.0f} KB of pictures")
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
