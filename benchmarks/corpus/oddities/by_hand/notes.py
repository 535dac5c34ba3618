"""What lies on a page beside its own text: fields, notes, links, seals, watermarks."""

import math
from random import Random
from typing import Any

from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Cell, Page, other, wide
from benchmarks.corpus.oddities.by_hand.pages import turn_of
from benchmarks.corpus.oddities.by_hand.pictures import stream_of
from benchmarks.corpus.oddities.by_hand.writer import Writer, outline

RED = (0.85, 0.05, 0.05)


def look_of(writer: Writer, cell: Cell, text: str, *, paper: bool = False) -> Any:
    """A form of a text in a cell's size."""
    seen, writer.operators = writer.operators, []
    wide_, high = cell.x1 - cell.x0 - 2, cell.y1 - cell.y0 - 2
    if paper:
        writer.add(f"1 g 0 0 {wide_:.2f} {high:.2f} re f")
    if text:
        middle = writer.height - high / 2 + cell.size * 0.36
        writer.text((wide_ - wide(text, cell.size)) / 2, middle, text, cell.size)
    name = writer.form("\n".join(writer.operators), [0, 0, wide_, high])
    writer.operators = seen
    return writer.kept["XObject"][name]


def _rect(writer: Writer, cell: Cell) -> Array:
    return Array([cell.x0 + 1, writer.height - cell.y1 + 1, cell.x1 - 1, writer.height - cell.y0 - 1])


def note_over(writer: Writer, subtype: str, cell: Cell, **entries: Any) -> Dictionary:
    """A note that lies over a cell."""
    note = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=_rect(writer, cell), F=4)
    for key, value in entries.items():
        note[f"/{key}"] = value
    note = writer.pdf.make_indirect(note)
    writer.annotations.append(note)
    return note


def form_of(writer: Writer, fields: list[Any], *, anew: bool) -> None:
    """Say that these are the fields of a form; `anew`: the viewer is to draw what they look like."""
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    form = Dictionary(Fields=Array(fields), DA=String("/Helv 0 Tf 0 g"))
    form.DR = Dictionary(Font=Dictionary(Helv=writer.pdf.make_indirect(helvetica)))
    form.NeedAppearances = anew
    writer.pdf.Root.AcroForm = writer.pdf.make_indirect(form)


@kind
def fields_without_a_look(writer: Writer, page: Page, rng: Random) -> bytes:
    """Values are fields, and the viewer draws them: text, combs, choices of which another name is shown, children that
    take their value from above."""
    roles = rng.choice((("value",), ("value", "budget", "fund"), ("value", "unit", "operator")))
    writer.drawn(page, text=lambda cell: cell.role not in roles)
    fields = []
    for n, cell in enumerate(cells_of(page, *roles)):
        entries: dict[str, Any] = {"FT": Name.Tx, "V": String(cell.text), "DA": String("/Helv 9 Tf 0 g"), "Q": 1}
        how = rng.choice(("plain", "size", "choice", "child", "comb")) if cell.text.isascii() else "plain"
        if how == "size":
            entries["DA"] = String("/Helv 0 Tf 0 g")
        elif how == "choice":
            pairs = Array([Array([String("c1"), String("0")]), Array([String("c2"), String(cell.text)])])
            entries |= {"FT": Name.Ch, "Ff": 1 << 17, "V": String("c2"), "Opt": pairs}
        elif how == "comb" and "." not in cell.text:
            entries |= {"Ff": 1 << 24, "MaxLen": len(cell.text) + 1}
        if how == "child":
            above = writer.pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(f"f{n}"), V=entries["V"], Q=1))
            above.DA = entries["DA"]
            child = note_over(writer, "Widget", cell, Parent=above)
            above.Kids = Array([child])
            fields.append(above)
        else:
            fields.append(note_over(writer, "Widget", cell, T=String(f"f{n}"), **entries))
    form_of(writer, fields, anew=True)
    return writer.bytes()


@kind
def fields_on_a_turned_page(writer: Writer, page: Page, rng: Random) -> bytes:
    """The page is turned by /Rotate or begins elsewhere, and so are the fields on it, with a look or without."""
    quarters, looks = rng.randrange(4), rng.random() < 0.5
    left, low = rng.choice((0, -120, 200)), rng.choice((0, 75))
    writer.drawn(page, text=lambda cell: cell.role != "value")
    matrix = turn_of(quarters, page.width, page.height)
    a, b, c, d, e, f = matrix[0], matrix[1], matrix[2], matrix[3], matrix[4] + left, matrix[5] + low
    writer.operators = [f"q {a} {b} {c} {d} {e} {f} cm", *writer.operators, "Q"]
    fields = []
    for n, cell in enumerate(cells_of(page)):
        x0, y0, x1, y1 = cell.x0 + 1, page.height - cell.y1 + 1, cell.x1 - 1, page.height - cell.y0 - 1
        xs, ys = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e)), sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
        note = note_over(writer, "Widget", cell, FT=Name.Tx, T=String(f"f{n}"), V=String(cell.text), Q=1)
        note.Rect, note.DA, note.MK = (
            Array([xs[0], ys[0], xs[1], ys[1]]),
            String("/Helv 9 Tf 0 g"),
            Dictionary(R=90 * quarters),
        )
        if looks:
            look = look_of(writer, cell, cell.text)
            look.Matrix = Array([*turn_of(quarters, x1 - x0, y1 - y0)])
            note.AP = Dictionary(N=look)
        fields.append(note)
    form_of(writer, fields, anew=not looks)
    wide_, high = (page.width, page.height) if quarters % 2 == 0 else (page.height, page.width)
    return writer.bytes(MediaBox=Array([left, low, left + wide_, low + high]), Rotate=90 * quarters)


@kind
def fields_that_look_otherwise(writer: Writer, page: Page, rng: Random) -> bytes:
    """The look of a field shows what was typed, its value is an older one."""
    writer.drawn(page, text=lambda cell: cell.role != "value")
    fields = []
    for n, cell in enumerate(cells_of(page)):
        look = Dictionary(N=look_of(writer, cell, cell.text))
        old = String(other(cell.text, rng))
        fields.append(note_over(writer, "Widget", cell, FT=Name.Tx, T=String(f"f{n}"), V=old, AP=look))
    form_of(writer, fields, anew=False)
    return writer.bytes()


@kind
def notes_nobody_sees(writer: Writer, page: Page, rng: Random) -> bytes:
    """Old values in notes that are hidden, not to be viewed, closed, or of a look that is empty."""
    writer.drawn(page)
    for cell in cells_of(page, "value", "budget"):
        old = other(cell.text, rng)
        how = rng.choice(("hidden", "not viewed", "sticky", "popup", "empty", "field"))
        if how == "sticky":
            icon = Cell(cell.x1 - 6, cell.y0, cell.x1, cell.y0 + 6, "", "")
            note_over(
                writer, "Text", icon, Contents=String(f"改为{old}"), F=28, AP=Dictionary(N=look_of(writer, icon, ""))
            )
        elif how == "popup":
            note_over(writer, "Popup", cell, Contents=String(old), Open=False)
        elif how == "empty":
            note_over(
                writer,
                "FreeText",
                cell,
                Contents=String(old),
                DA=String("0 g"),
                AP=Dictionary(N=look_of(writer, cell, "")),
            )
        elif how == "field":
            note = note_over(writer, "Widget", cell, FT=Name.Tx, T=String(f"g{cell.y0}"), V=String(old), F=2)
            note.AP = Dictionary(N=look_of(writer, cell, old))
        else:
            note = note_over(writer, "FreeText", cell, Contents=String(old), DA=String("/Helv 9 Tf 0 g"))
            note.F, note.AP = 2 if how == "hidden" else 32, Dictionary(N=look_of(writer, cell, old))
    return writer.bytes()


@kind
def patched_by_notes(writer: Writer, page: Page, rng: Random) -> bytes:
    """Old values in print, white notes over them with the new ones: one note for both, or a square and a text."""
    patched = cells_of(page, "value", "budget")
    patched = rng.sample(patched, rng.randint(2, len(patched)))
    writer.drawn(page, text=lambda cell: cell not in patched)
    for cell in patched:
        writer.text(*cell.placed(), other(cell.text, rng), cell.size)
        one = rng.random() < 0.5
        if not one:
            note_over(
                writer, "Square", cell, IC=Array([1, 1, 1]), AP=Dictionary(N=look_of(writer, cell, "", paper=True))
            )
        look = Dictionary(N=look_of(writer, cell, cell.text, paper=one))
        note_over(writer, "FreeText", cell, Contents=String(cell.text), DA=String("0 g"), AP=look)
    return writer.bytes()


@kind
def links_with_borders(writer: Writer, page: Page, rng: Random) -> bytes:
    """Links, bookmarks and signature fields lie over cells, with borders or a look of their own."""
    writer.drawn(page)
    for cell in cells_of(page, "name", "value"):
        if rng.random() < 0.6:
            link = Dictionary(S=Name.URI, URI=String("https://example.org/"))
            border = Array([0, 0, rng.choice((0, 1, 2))])
            inner = Cell(cell.x0 + 4, cell.y0 + 4, cell.x1 - 4, cell.y1 - 4, "", "")
            note_over(writer, "Link", inner, A=link, Border=border, C=Array([0, 0, 1]))
    box = Cell(350, 560, 500, 620, "", "", 9.5)
    sign = note_over(
        writer, "Widget", box, FT=Name.Sig, T=String("sign"), AP=Dictionary(N=look_of(writer, box, "审核通过"))
    )
    form_of(writer, [sign], anew=False)
    return writer.bytes()


@kind
def seal_as_curves(writer: Writer, page: Page, rng: Random) -> bytes:
    """A seal of paths over values: two rings, characters along them, a star; opaque, or blended into the page."""
    writer.drawn(page)
    cell = rng.choice(cells_of(page))
    x, y, radius = cell.x0 + rng.uniform(-10, 40), page.height - cell.y1 + rng.uniform(-20, 20), rng.uniform(38, 60)
    state = writer.keep("ExtGState", Dictionary(Type=Name.ExtGState, BM=Name.Multiply, ca=1))
    out = ["q", f"/{state} gs" if rng.random() < 0.5 else "", "{} {} {} rg {} {} {} RG".format(*RED, *RED)]
    for ring, width in ((radius, 2.2), (radius - 4, 0.6)):
        out += [f"{width} w", _circle(x, y, ring), "S"]
    words = page.lines[2][2].partition("：")[2]
    for n, char in enumerate(words):
        angle = math.radians(210 - 240 * n / max(1, len(words) - 1))
        turn = angle - math.pi / 2
        cosine, sine = math.cos(turn), math.sin(turn)
        place = x + (radius - 16) * math.cos(angle), y + (radius - 16) * math.sin(angle)
        matrix = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {place[0]:.2f} {place[1]:.2f} cm"
        out.append(f"q {matrix} {outline(writer.face, char, -5, 0, 10 / writer.face['head'].unitsPerEm)} f Q")
    points = [
        (x + r * math.sin(k * math.pi / 5), y + r * math.cos(k * math.pi / 5))
        for k in range(10)
        for r in [13 - 8 * (k % 2)]
    ]
    out += [" ".join(f"{a:.2f} {b:.2f} {'l' if k else 'm'}" for k, (a, b) in enumerate(points)), "f Q"]
    writer.add("\n".join(out))
    return writer.bytes()


def _circle(x: float, y: float, r: float) -> str:
    k = 0.5523 * r
    out = [f"{x + r:.2f} {y:.2f} m"]
    for a, b, c, d, e, f in ((r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0)):
        out.append(f"{x + a:.2f} {y + b:.2f} {x + c:.2f} {y + d:.2f} {x + e:.2f} {y + f:.2f} c")
    return " ".join(out)


@kind
def watermark_is_a_picture(writer: Writer, page: Page, rng: Random) -> bytes:
    """Slanted words as a picture with a soft mask, once over the page or in tiles, above or below the print."""
    curves = Image.new("L", (600, 600), 0)
    drawn = ImageDraw.Draw(curves)
    for n in range(5):  # strokes as thick as large characters have
        drawn.line((60 + 100 * n, 460 - 40 * n, 120 + 100 * n, 380 - 40 * n), fill=255, width=22)
        drawn.ellipse((50 + 100 * n, 400 - 40 * n, 130 + 100 * n, 480 - 40 * n), outline=255, width=14)
    alpha = curves.point(lambda level: level * rng.choice((60, 90)) // 255)
    mask = stream_of(writer, alpha.tobytes(), alpha, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    colour = bytes(rng.choice(((90, 90, 90), (200, 40, 40), (60, 90, 200)))) * (alpha.width * alpha.height)
    picture = stream_of(
        writer, colour, alpha, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, SMask=writer.pdf.make_indirect(mask)
    )
    name = writer.keep("XObject", picture)
    side = rng.choice((180, 520))
    tiles = [
        f"q {side} 0 0 {side} {x} {y} cm /{name} Do Q"
        for x in range(30, 560 - side // 2, side)
        for y in range(150, 800 - side // 2, side)
    ]
    writer.operators = tiles if (below := rng.random() < 0.5) else []
    writer.drawn(page)
    writer.operators += [] if below else tiles
    return writer.bytes()
