"""Tables whose walls are drawn in another way than as black strokes, or not at all.

Each function takes the cells of a form and a source of chance and returns drawing operators; the text is drawn over
them. `WALLS` names them; `seen` says whether a person sees every wall (else only words and gaps tell).
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from benchmarks.corpus.oddities.form import HEIGHT, Cell, Drawn, drawn_text, form, pdf, stream

__all__ = ["GUESSED", "WALLS", "document"]

Draw = Callable[[Random, Sequence[Cell]], bytes]
Side = tuple[float, float, float, float]


def document(kind: str, rng: Random) -> tuple[bytes, list[tuple[str, ...]]]:
    """A form with its walls drawn in the way called `kind`, and its indicators."""
    cells, rows = form(rng)
    if kind == "picture of lines":
        return pdf([_pictured(rng, cells)]), [*rows]
    return pdf([Drawn(b"q\n" + (WALLS | GUESSED)[kind](rng, cells) + b"\nQ\n" + drawn_text(cells))]), [*rows]


def _sides(cells: Sequence[Cell]) -> Iterator[Side]:
    for x0, y0, x1, y1, _ in cells:
        yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))


def _box(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.2f} {HEIGHT - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re"


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.2f} {HEIGHT - y0:.2f} m {x1:.2f} {HEIGHT - y1:.2f} l"


def dots(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Small squares in rows."""
    side, step = rng.uniform(0.4, 1.0), rng.uniform(1.5, 3.5)
    out = []
    for x0, y0, x1, y1 in _sides(cells):
        count = int(max(x1 - x0, y1 - y0) / step)
        for n in range(count + 1):
            x, y = x0 + (x1 - x0) * n / count, y0 + (y1 - y0) * n / count
            out.append(_box(x - side / 2, y - side / 2, x + side / 2, y + side / 2))
    return ("\n".join(out) + " f").encode()


def dots_below_lines(rng: Random, cells: Sequence[Cell]) -> bytes:
    """A frame and the walls of the upper rows as lines, those of the lower rows as rows of small squares."""
    x0, y0, x1, y1 = (f(cell[n] for cell in cells) for n, f in enumerate((min, min, max, max)))
    middle = sorted(cell[1] for cell in cells)[len(cells) // 3]
    upper = [cell for cell in cells if cell[3] <= middle]
    drawn = [_line(*side) for side in (*_sides(upper), *_sides([(x0, y0, x1, y1, "")]))]
    return ("\n".join(drawn) + " S\n").encode() + dots(rng, [cell for cell in cells if cell[3] > middle])


def round_dots(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Strokes of no length with round caps, one a dot."""
    step = rng.uniform(2, 4)
    return f"1 J {rng.uniform(0.5, 1.2):.2f} w [0 {step:.2f}] 0 d\n".encode() + _stroked(_sides(cells))


def dashes(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Each dash a stroke of its own."""
    dash, gap = rng.uniform(2, 5), rng.uniform(1.5, 4)
    pieces: list[Side] = []
    for x0, y0, x1, y1 in _sides(cells):
        length = max(x1 - x0, y1 - y0)
        at = 0.0
        while at < length:
            end = min(length, at + dash)
            a, b = at / length, end / length
            pieces.append((x0 + (x1 - x0) * a, y0 + (y1 - y0) * a, x0 + (x1 - x0) * b, y0 + (y1 - y0) * b))
            at += dash + gap
    return b"0.5 w " + _stroked(iter(pieces))


def beziers(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Straight lines written as curves."""
    out = [f"{rng.uniform(0.3, 1):.2f} w"]
    for x0, y0, x1, y1 in _sides(cells):
        u0, v0, u1, v1 = x0, HEIGHT - y0, x1, HEIGHT - y1
        thirds = [(u0 + (u1 - u0) * n / 3, v0 + (v1 - v0) * n / 3) for n in (1, 2)]
        middle = " ".join(f"{x:.2f} {y:.2f}" for x, y in thirds)
        out.append(f"{u0:.2f} {v0:.2f} m {middle} {u1:.2f} {v1:.2f} c S")
    return "\n".join(out).encode()


def even_odd(rng: Random, cells: Sequence[Cell]) -> bytes:
    """A filled area from which the cells are cut out."""
    x0, y0 = min(cell.x0 for cell in cells), min(cell.y0 for cell in cells)
    x1, y1 = max(cell.x1 for cell in cells), max(cell.y1 for cell in cells)
    gap = rng.uniform(0.3, 0.8)
    holes = [_box(c.x0 + gap, c.y0 + gap, c.x1 - gap, c.y1 - gap) for c in cells]
    return "\n".join([_box(x0 - gap, y0 - gap, x1 + gap, y1 + gap), *holes, "f*"]).encode()


def frame_behind(rng: Random, cells: Sequence[Cell]) -> bytes:
    """A dark area, and white cells upon it."""
    x0, y0 = min(cell.x0 for cell in cells), min(cell.y0 for cell in cells)
    x1, y1 = max(cell.x1 for cell in cells), max(cell.y1 for cell in cells)
    gap, grey = rng.uniform(0.3, 1), rng.uniform(0, 0.6)
    out = [f"{grey:.2f} g", _box(x0 - gap, y0 - gap, x1 + gap, y1 + gap), "f 1 g"]
    return "\n".join([*out, *(_box(c.x0 + gap, c.y0 + gap, c.x1 - gap, c.y1 - gap) + " f" for c in cells)]).encode()


def shaded_cells(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Shaded cells with white gaps between them."""
    gap = rng.uniform(0.4, 1.4)
    colour = rng.choice(("0.88 g", "0.93 g", "0.8 0.88 0.97 rg", "0.98 0.93 0.82 rg"))
    return "\n".join([colour, *(_box(c.x0 + gap, c.y0 + gap, c.x1 - gap, c.y1 - gap) + " f" for c in cells)]).encode()


def white_lines(rng: Random, cells: Sequence[Cell]) -> bytes:
    """White strokes over one shaded area."""
    x0, y0 = min(cell.x0 for cell in cells), min(cell.y0 for cell in cells)
    x1, y1 = max(cell.x1 for cell in cells), max(cell.y1 for cell in cells)
    area = f"{rng.uniform(0.75, 0.93):.2f} g {_box(x0, y0, x1, y1)} f 1 G {rng.uniform(0.7, 2):.2f} w "
    return area.encode() + _stroked(_sides(cells))


def rounded(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Cells with round corners, a little apart."""
    r, gap = rng.uniform(2, 5), rng.uniform(0.3, 1.2)
    out = ["0.6 w"]
    for c in cells:
        x0, y0, x1, y1 = c.x0 + gap, HEIGHT - c.y1 + gap, c.x1 - gap, HEIGHT - c.y0 - gap
        corners = (((x1, y0), (0, 1)), ((x1, y1), (-1, 0)), ((x0, y1), (0, -1)), ((x0, y0), (1, 0)))
        out.append(f"{x0 + r:.2f} {y0:.2f} m")
        for (x, y), (dx, dy) in corners:  # each side up to its corner, then round it
            before, after = (x - r * dy, y + r * dx), (x + r * dx, y + r * dy)
            out.append(
                f"{before[0]:.2f} {before[1]:.2f} l {x:.2f} {y:.2f} {x:.2f} {y:.2f} {after[0]:.2f} {after[1]:.2f} c"
            )
        out.append("h S")
    return "\n".join(out).encode()


def pale_lines(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Grey strokes, as pale as can be seen."""
    return f"{rng.uniform(0.75, 0.92):.2f} G 0.5 w ".encode() + _stroked(_sides(cells))


def hidden_lines(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Black walls, and white strokes through the middle of the cells that nobody sees."""
    middles = [(c.x0 + c.x1) / 2 for c in cells]
    white = [(x, c.y0 + 1, x, c.y1 - 1) for x, c in zip(middles, cells, strict=True) if rng.random() < 0.7]
    return b"0.5 w " + _stroked(_sides(cells)) + b" 1 G " + _stroked(iter(white))


def covered_lines(rng: Random, cells: Sequence[Cell]) -> bytes:
    """Black strokes through the cells, painted over with white; then the walls."""
    middles = [((c.x0 + c.x1) / 2, c.y0, (c.x0 + c.x1) / 2, c.y1) for c in cells if rng.random() < 0.7]
    x0, y0 = min(cell.x0 for cell in cells), min(cell.y0 for cell in cells)
    x1, y1 = max(cell.x1 for cell in cells), max(cell.y1 for cell in cells)
    paint = f" 1 g {_box(x0 - 2, y0 - 2, x1 + 2, y1 + 2)} f 0.5 w ".encode()
    return b"0.5 w " + _stroked(iter(middles)) + paint + _stroked(_sides(cells))


def level_strokes(rng: Random, cells: Sequence[Cell]) -> bytes:
    """No upright walls: each cell has its floor and its ceiling."""
    return b"0.5 w " + _stroked(side for side in _sides(cells) if side[1] == side[3])


def level_rules(rng: Random, cells: Sequence[Cell]) -> bytes:
    """No upright walls, and each row's line in one stroke."""
    return b"0.5 w " + _stroked(iter(_whole(cells)))


def _whole(cells: Sequence[Cell]) -> list[Side]:
    lines = []
    for y in sorted({side[1] for side in _sides(cells) if side[1] == side[3]}):
        spans = sorted((x0, x1) for x0, y0, x1, y1 in _sides(cells) if y0 == y1 == y)
        start, end = spans[0]
        for x0, x1 in spans[1:]:
            if x0 > end + 0.1:
                lines.append((start, y, end, y))
                start = x0
            end = max(end, x1)
        lines.append((start, y, end, y))
    return lines


def nothing(rng: Random, cells: Sequence[Cell]) -> bytes:
    """No walls at all."""
    return b""


def _stroked(sides: Iterator[Side]) -> bytes:
    return ("\n".join(_line(*side) for side in sides) + " S").encode()


def _pictured(rng: Random, cells: Sequence[Cell]) -> Drawn:
    """The walls as a picture under the text."""
    scale = rng.choice((2.0, 3.0))
    wide, high = round(595 * scale), round(842 * scale)
    rows = [bytearray(b"\xff" * wide) for _ in range(high)]
    for x0, y0, x1, y1 in _sides(cells):
        for y in range(round(y0 * scale), round(y1 * scale) + 1):
            left, right = round(x0 * scale), round(x1 * scale) + 1
            rows[y][left:right] = bytes(right - left)
    head = f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceGray/BitsPerComponent 8"
    picture = stream(b"".join(rows), head)
    return Drawn(b"q 595 0 0 842 0 0 cm /Im0 Do Q\n" + drawn_text(cells), (picture,))


WALLS: dict[str, Draw] = {
    "dots": dots,
    "dots below lines": dots_below_lines,
    "round dots": round_dots,
    "dashes": dashes,
    "beziers": beziers,
    "even-odd": even_odd,
    "frame behind": frame_behind,
    "shaded cells": shaded_cells,
    "white lines": white_lines,
    "rounded": rounded,
    "pale lines": pale_lines,
    "hidden lines": hidden_lines,
    "covered lines": covered_lines,
    "picture of lines": nothing,
}
"""Every way in which a person sees each wall."""
GUESSED: dict[str, Draw] = {"level strokes": level_strokes, "level rules": level_rules, "nothing": nothing}
"""Those in which only words and gaps tell where some cells part."""
