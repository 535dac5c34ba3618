"""Tables as people build them: rows and columns over a page break, texts too long, rows struck out, boxes in cells,
walls that do not meet."""

from random import Random

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page, wide
from benchmarks.corpus.oddities.by_hand.writer import Writer


@kind
def columns_on_the_next_page(writer: Writer, page: Page, rng: Random) -> bytes:
    """The table is too broad for the paper: its last columns stand on the next page, at the same height or on top."""
    role = rng.choice(("operator", "value")) if cells_of(page, "operator") else "value"
    cut = cells_of(page, role)[0].x0
    top = cells_of(page, "head")[0].y0
    down = rng.choice((0.0, top - 60))
    first = [cell for cell in page.cells if cell.y0 < top or cell.x1 <= cut + 0.01]
    second = [cell for cell in page.cells if cell not in first]
    writer.drawn(Page(page.width, page.height, first, page.lines))
    writer.leaf()
    moved = [Cell(c.x0 - cut + 50, c.y0 - down, c.x1 - cut + 50, c.y1 - down, c.text, c.role, c.size) for c in second]
    writer.drawn(Page(page.width, page.height, moved, []))
    return writer.bytes()


@kind
def a_row_cut_by_the_page_break(writer: Writer, page: Page, rng: Random) -> bytes:
    """The break runs through a row of two lines: one of the name stands above it, the other below it."""
    names = cells_of(page, "name")
    cut_at = rng.choice(names[1:-1])
    grow, y = 14.0, cut_at.y1
    for cell in page.cells:
        if cell.y0 >= y - 0.01:
            cell.y0 += grow
        if cell.y1 >= y - 0.01:
            cell.y1 += grow
    middle, top = (cut_at.y0 + cut_at.y1) / 2, 60.0
    half = len(cut_at.text) // 2
    first: list[Cell] = []
    second: list[Cell] = []
    for cell in page.cells:
        above = Cell(cell.x0, cell.y0, cell.x1, min(cell.y1, middle), cell.text, cell.role, cell.size, cell.left)
        below = Cell(
            cell.x0,
            top + max(0.0, cell.y0 - middle),
            cell.x1,
            cell.y1 - middle + top,
            cell.text,
            cell.role,
            cell.size,
            cell.left,
        )
        if cell is cut_at:
            above.text, below.text = cell.text[:half], cell.text[half:]
        elif cell.y0 < middle < cell.y1:
            below.text = ""
        if cell.y0 < middle:
            first.append(above)
        if cell.y1 > middle:
            second.append(below)
    writer.drawn(Page(page.width, page.height, first, page.lines))
    writer.leaf()
    writer.drawn(Page(page.width, page.height, second, []))
    return writer.bytes()


@kind
def texts_run_over(writer: Writer, page: Page, rng: Random) -> bytes:
    """Names are longer than their cells and run over the next one's wall, from the left or about their middle."""
    writer.drawn(page, text=lambda cell: cell.role != "name")
    larger = rng.uniform(1.05, 1.3)
    for cell in cells_of(page, "name"):
        size = cell.size
        while wide(cell.text, size) < (cell.x1 - cell.x0) * larger * 0.9:
            size += 0.5
        size = min(size, cell.size * 2.1)
        middle = (cell.x0 + cell.x1 - wide(cell.text, size)) / 2
        x = cell.x0 + 2 if wide(cell.text, size) < cell.x1 - cell.x0 + 6 else max(cell.x0 - 6, middle)
        writer.text(x, (cell.y0 + cell.y1) / 2 + size * 0.36, cell.text, size)
    return writer.bytes()


@kind
def a_row_struck_out(writer: Writer, page: Page, rng: Random) -> bytes:
    """A row of its own that no longer counts, struck through from end to end."""
    last = max(page.cells, key=lambda cell: cell.y1)
    high = cells_of(page, "name")[-1].y1 - cells_of(page, "name")[-1].y0
    old = {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "培训考核通过数量"}
    old |= {"operator": "≥", "value": "55", "unit": "%"}
    row = [cell for cell in page.cells if cell.y1 == last.y1 and cell.role in old]
    extra = [Cell(c.x0, c.y1, c.x1, c.y1 + high, old[c.role], c.role, c.size, c.left) for c in row]
    writer.drawn(Page(page.width, page.height, [*page.cells, *extra], page.lines))
    start, end = (min(c.x0 for c in extra) + 3, max(c.x1 for c in extra) - 3)
    y = extra[0].y0 + high / 2
    if rng.random() < 0.5:
        writer.line(start, y, end, y)
    else:
        for cell in extra:
            x = cell.placed()[0]
            writer.line(x - 1, y, x + wide(cell.text, cell.size) + 1, y)
    return writer.bytes()


@kind
def values_in_boxes(writer: Writer, page: Page, rng: Random) -> bytes:
    """Each value stands in a box of its own within the cell, as a form on a screen has it."""
    roles = rng.choice((("value",), ("value", "operator", "unit"), ("value", "budget")))
    gap, how = rng.uniform(2, 4.5), rng.choice((".5 w {} S", ".8 G .5 w {} S", ".9 g .5 w {} B 0 g"))
    for cell in cells_of(page, *roles):
        writer.box(cell.x0 + gap, cell.y0 + gap, cell.x1 - gap, cell.y1 - gap, how)
    writer.drawn(page)
    return writer.bytes()


@kind
def walls_do_not_meet(writer: Writer, page: Page, rng: Random) -> bytes:
    """Walls end before the corners, or beyond them, or are as thin as a line can be, or very thick."""
    off, width = rng.uniform(-2.5, 3), rng.choice((0, 0.01, 0.5, 3.5))
    writer.drawn(page, walls=False)
    for x0, y0, x1, y1 in page.sides():
        along, down = (off, 0.0) if y0 == y1 else (0.0, off)
        a, b = f"{x0 - along:.2f} {page.height - y0 + down:.2f}", f"{x1 + along:.2f} {page.height - y1 - down:.2f}"
        writer.add(f"q {width} w {a} m {b} l S Q")
    return writer.bytes()


@kind
def cells_crossed_out(writer: Writer, page: Page, rng: Random) -> bytes:
    """A slash parts the header's corner, and cells to be left empty are crossed by one."""
    writer.drawn(page)
    head = cells_of(page, "head")[0]
    writer.line(head.x0, head.y0, head.x1, head.y1)
    last = max(cell.y1 for cell in page.cells)
    for n in range(2):
        y = last + 22 * n
        for cell in cells_of(page, "head"):
            writer.box(cell.x0, y, cell.x1, y + 22, ".5 w {} S")
            writer.line(cell.x0, y + 22, cell.x1, y)
    return writer.bytes()


@kind
def lines_out_of_order(writer: Writer, page: Page, rng: Random) -> bytes:
    """Names are of two lines, of which all second ones are drawn first, or every line's characters in turn."""
    writer.drawn(page, text=lambda cell: cell.role != "name")
    upper, lower = [], []
    for cell in cells_of(page, "name"):
        half, size, x = (len(cell.text) + 1) // 2, cell.size * 0.85, cell.x0 + 3
        middle = (cell.y0 + cell.y1) / 2
        upper.append((x, middle - 0.1 * size, cell.text[:half], size))
        lower.append((x, middle + 0.95 * size, cell.text[half:], size))
    for one in (
        [*lower, *upper] if rng.random() < 0.5 else [one for pair in zip(lower, upper, strict=True) for one in pair]
    ):
        writer.text(*one)
    return writer.bytes()
