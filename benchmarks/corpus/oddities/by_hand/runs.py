"""How text is cut into runs: from the last character to the first, a row in one breath, a number over two lines, every
cell a drawing of its own."""

from random import Random

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page, wide
from benchmarks.corpus.oddities.by_hand.writer import Writer

EM = 1000  # to which a run's steps are said
LEADING = 1.06


@kind
def drawn_from_the_right(writer: Writer, page: Page, rng: Random) -> bytes:
    """Every text begins with its last character: in one run that goes back after each, or character by character."""
    in_a_run = rng.random() < 0.6
    for side in page.sides():
        writer.line(*side)
    for x, y, said, size in [(*cell.placed(), cell.text, cell.size) for cell in page.cells] + page.lines:
        ends = [x + wide(said[:n], size) for n in range(len(said))]
        if in_a_run:
            _run(writer, y, size, [(left, char) for left, char in zip(ends, said, strict=True)][::-1])
        else:
            for left, char in [*zip(ends, said, strict=True)][::-1]:
                writer.text(left, y, char, size)
    return writer.bytes()


def _run(writer: Writer, y: float, size: float, pieces: list[tuple[float, str]]) -> None:
    """Pieces of one run, with the step from each one's end to the next one's beginning."""
    x, said = pieces[0][0], []
    stretch = writer.stretch("".join(text for _, text in pieces), size) / 100
    font, _ = writer.codes(pieces[0][1])
    cmap, em = writer.face.getBestCmap(), writer.face["head"].unitsPerEm
    pen = x
    for left, text in pieces:
        if abs(left - pen) > 0.01:
            said.append(f"{(pen - left) / size / stretch * EM:.1f}")
        said.append(f"<{writer.codes(text)[1]}>")
        pen = left + sum(writer.face["hmtx"][cmap[ord(char)]][0] for char in text) * size / em * stretch
    place = f"{100 * stretch:.2f} Tz 1 0 0 1 {x:.2f} {writer.height - y:.2f} Tm"
    writer.add(f"BT 0 g /{font} {size} Tf {place} [{' '.join(said)}] TJ ET")


@kind
def rows_in_one_run(writer: Writer, page: Page, rng: Random) -> bytes:
    """All cells that stand in a row are one run, with steps between them that are larger than any gap of words."""
    rows: dict[float, list[Cell]] = {}
    merged = rng.random() < 0.5
    for cell in page.cells:
        if cell.text and (merged or not cell.role.startswith("level")):
            rows.setdefault(round(cell.placed()[1], 1), []).append(cell)
    alone = [cell for cell in page.cells if cell.role.startswith("level") and not merged]
    for x, y, said, size in page.lines:
        writer.text(x, y, said, size)
    for side in page.sides():
        writer.line(*side)
    for cells in rows.values():
        cells.sort(key=lambda cell: cell.x0)
        _run(writer, cells[0].placed()[1], cells[0].size, [(cell.placed()[0], cell.text) for cell in cells])
    for cell in alone:
        writer.text(*cell.placed(), cell.text, cell.size)
    return writer.bytes()


@kind
def numbers_over_two_lines(writer: Writer, page: Page, rng: Random) -> bytes:
    """The column of the values is so narrow that a number of three digits goes on in the line below, and so is what
    stands behind it."""
    together = not cells_of(page, "operator")
    fit, size = 4 if together else 2, 8.0
    narrow = wide("≥" + "0" * (fit - 1) if together else "00", size) + rng.uniform(4, 5)
    start, end = cells_of(page)[0].x0, cells_of(page)[0].x1
    by = end - start - narrow
    for cell in page.cells:
        if cell.y0 >= cells_of(page, "head")[0].y0 - 0.01:
            cell.x0, cell.x1 = (_shifted(x, start, by) for x in (cell.x0, cell.x1))
    writer.drawn(page, text=lambda cell: cell.role not in ("value", "head"))
    for cell in cells_of(page, "head", "value"):
        lines = _lines(cell.text, cell.x1 - cell.x0 - 3, size)
        type_ = min(size, (cell.y1 - cell.y0 - 1) / LEADING / len(lines))
        for n, line in enumerate(lines):
            y = (cell.y0 + cell.y1) / 2 + type_ * (0.36 + LEADING * (n - (len(lines) - 1) / 2))
            writer.text((cell.x0 + cell.x1 - wide(line, type_)) / 2, y, line, type_)
    return writer.bytes()


def _shifted(x: float, start: float, by: float) -> float:
    """Where a wall goes when the column that begins at `start` is narrower: what is to its left makes room."""
    left = 50.0
    if x <= start + 0.01:
        return left + (x - left) * (start + by - left) / (start - left)
    return x


def _lines(text: str, room: float, size: float) -> list[str]:
    found = [""]
    for char in text:
        if found[-1] and wide(found[-1] + char, size) > room:
            found.append("")
        found[-1] += char
    return found


@kind
def a_drawing_for_every_cell(writer: Writer, page: Page, rng: Random) -> bytes:
    """Every cell is a form of its own with its frame, drawn once and shown wherever the same is said."""
    for x, y, said, size in page.lines:
        writer.text(x, y, said, size)
    seen, known, frame = writer.operators, {}, rng.random() < 0.6
    for cell in page.cells:
        wide_, high = cell.x1 - cell.x0, cell.y1 - cell.y0
        key = (cell.text, round(wide_, 1), round(high, 1))
        if key not in known:
            writer.operators = []
            if frame:
                writer.add(f"q .5 w .1 .1 {wide_ - 0.2:.2f} {high - 0.2:.2f} re S Q")
            if cell.text:
                x, y = cell.placed()
                writer.text(x - cell.x0, page.height - high + y - cell.y0, cell.text, cell.size)
            known[key] = writer.form("\n".join(writer.operators), [0, 0, wide_, high])
        seen.append(f"q 1 0 0 1 {cell.x0:.2f} {page.height - cell.y1:.2f} cm /{known[key]} Do Q")
    writer.operators = seen
    for side in () if frame else page.sides():
        writer.line(*side)
    return writer.bytes()
