"""Old values that the page hides by what it says of itself: layers, memberships, clips, masks, opacity."""

from random import Random

from pikepdf import Array, Dictionary, Name

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Page, other
from benchmarks.corpus.oddities.by_hand.writer import Writer


def _hidden_operators(writer: Writer, page: Page, rng: Random) -> list[str]:
    seen, writer.operators = writer.operators, []
    for cell in cells_of(page, "value", "budget"):
        writer.text(cell.x0 + 5, cell.y1 - 6, other(cell.text, rng), cell.size)
    hidden, writer.operators = writer.operators, seen
    return hidden


@kind
def old_values_in_marked_content(writer: Writer, page: Page, rng: Random) -> bytes:
    """A layer of marked content that is off: by name, by a membership, by the base state, or for viewers alone."""
    writer.drawn(page)
    hidden, how = _hidden_operators(writer, page, rng), rng.choice(("off", "member", "base", "view"))
    first = rng.random() < 0.5
    name = writer.layer("草稿", on=how in ("base", "view"))
    group = writer.kept["Properties"][name]
    if how == "member":
        member = Dictionary(Type=Name.OCMD, OCGs=Array([group]), P=Name.AllOn)
        name = writer.keep("Properties", member)
    marked = [f"/OC /{name} BDC", *hidden, "EMC"]
    writer.operators = [*marked, *writer.operators] if first else [*writer.operators, *marked]
    writer.leaf()
    writer.saved()  # the layers' configuration is made here
    config = writer.pdf.Root.OCProperties.D
    writer.layers = []
    if how == "base":
        config.BaseState, config.ON, config.OFF = Name.OFF, Array([]), Array([])
    elif how == "view":
        group.Usage = Dictionary(View=Dictionary(ViewState=Name.OFF), Print=Dictionary(PrintState=Name.ON))
        usage = Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([group]))
        config.AS, config.OFF = Array([usage]), Array([])
    return writer.saved()


@kind
def old_values_that_a_state_hides(writer: Writer, page: Page, rng: Random) -> bytes:
    """A clip, a soft mask of nothing, an opacity of nothing, or a blend that leaves the page as it is."""
    writer.drawn(page)
    hidden, how = _hidden_operators(writer, page, rng), rng.choice(("clip", "empty clip", "mask", "opacity", "group"))
    if how == "clip":
        marked = ["q 0 0 20 20 re W n", *hidden, "Q"]
    elif how == "empty clip":
        marked = ["q 50 50 0 0 re W* n", *hidden, "Q"]
    elif how == "group":
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        name = writer.form("\n".join(hidden), [0, 0, page.width, page.height], Group=group)
        state = writer.keep("ExtGState", Dictionary(Type=Name.ExtGState, ca=0, CA=0))
        marked = [f"q /{state} gs /{name} Do Q"]
    elif how == "opacity":
        state = writer.keep("ExtGState", Dictionary(Type=Name.ExtGState, ca=0.01, CA=0))
        marked = [f"q /{state} gs", *hidden, "Q"]
    else:
        black = f"0 g 0 0 {page.width} {page.height} re f"
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        name = writer.form(black, [0, 0, page.width, page.height], Group=group)
        mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=writer.kept["XObject"][name])
        state = writer.keep("ExtGState", Dictionary(Type=Name.ExtGState, SMask=mask))
        marked = [f"q /{state} gs", *hidden, "Q"]
    writer.operators = [*marked, *writer.operators] if rng.random() < 0.5 else [*writer.operators, *marked]
    return writer.bytes()
