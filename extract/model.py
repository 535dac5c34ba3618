"""What extract hands on: every page of a document with its tables, cells and printed lines.

    Extraction                     one document
    └─ Page                        its size, how it was read and why
       ├─ Line                     text outside the tables, in reading order
       └─ Table                    rows x columns, tiled by
          └─ Cell                  row, column, spans, box
             └─ Line               one printed line: text, box, confidence, origin

Boxes are `(x0, y0, x1, y1)` in points of the page as it is shown: after `/Rotate`, from the CropBox's top left
corner, y growing downwards. For an image file the unit is the pixel. Rows and columns count from 0, pages from 1.
A file without pages (a workbook, a Word file, a web page) is laid out on sheets of no paper, in points of nobody's
measure: boxes there tell order and columns alone, and `place` says where a thing stands in the file itself.
Everything is frozen: a stage makes a new value, it never edits one.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "ALIGNED",
    "ASKING",
    "ASKING_CELL",
    "DIGITS_LOST",
    "FAILED",
    "FORM_UNREAD",
    "ILLEGIBLE",
    "INK_UNREAD",
    "JOINED",
    "LINE_CUT",
    "SEEN",
    "TORN_FILE",
    "TURNED",
    "UNCACHED",
    "Attempt",
    "Box",
    "Cell",
    "Extraction",
    "Line",
    "Origin",
    "Page",
    "Reading",
    "Table",
    "upright",
]

ILLEGIBLE = "illegible"
"""The doubt of a page of which so much was read unsurely that what looks sure may be wrong as well."""
SEEN = "rulings_seen"
"""Of a page whose rulings are no strokes: they were taken from its picture."""
ALIGNED = "rulings_aligned"
"""The doubt of a page without rulings: where its cells part was told by how its words stand."""
JOINED = "columns_joined"
"""The doubt of a page whose table has columns that stand on the next page: rows were joined by their heights."""
FORM_UNREAD = "form_unread"
"""The doubt of a page that has a form's words for titles or labels, and on which no table could be made out."""
TORN_FILE = "torn_file"
"""The doubt of every page of a file of which parts are lost: a page may show less than it did."""
INK_UNREAD = "ink_unread"
"""The doubt of a cell in which a character's ink stands and nothing was read."""
LINE_CUT = "line_cut"
"""The doubt of a cell at a table's head or foot of whose line only the upper or the lower part was printed."""

TURNED = "turned_"
"""With its degrees: the doubt of a page that had to be turned."""

UNCACHED = "formula_uncached"
"""The doubt of a cell whose formula was never reckoned: its file was written by a program, not saved by one."""
FAILED = "formula_error"
"""The doubt of a cell that shows an error (#REF!)."""
DIGITS_LOST = "digits_lost"
"""The doubt of a code longer than the digits that a number cell keeps."""
ASKING_CELL = frozenset({UNCACHED, FAILED, DIGITS_LOST})
"""The doubts of a cell that whatever is taken from it shares."""
ASKING = frozenset({ALIGNED, ILLEGIBLE, JOINED, TORN_FILE})
"""The doubts of a page that every row on it shares."""

Box = tuple[float, float, float, float]
Origin = Literal["text", "ocr"]
Probability = Annotated[float, Field(ge=0, le=1)]


def upright(box: Box, turn: int) -> Box:
    """A box turned about the origin, so that text of `turn` degrees runs to the right and its lines follow each other
    down."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return (y0, -x1, y1, -x0)
    if turn == 180:
        return (-x1, -y1, -x0, -y0)
    return (-y1, x0, -y0, x1) if turn == 270 else box


_GIVEN: dict[frozenset[str], set[str]] = {}
"""The sets of names that values were made with, each once: a set of its own is more than half of what a line of a page
takes in memory (184 KiB a scanned page with them, 82 without)."""


class Frozen(BaseModel):
    """An immutable value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: object, /) -> None:
        """Values made with the same fields share the set of their names."""
        given = frozenset(self.__pydantic_fields_set__)
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(given, set(given)))


class Reading(Frozen):
    """One way a line was read. `by` names the reader of it: `tiny`, `small` or `paddleocr`; `shape` where a sign was
    told by its ink, `fellows` by those of its page that look like it, `figures` where letters were put back to digits;
    `language` where what both saw is something else by the language of such forms; `vocabulary:<name>` for the best
    entry of a closed word list, scored by the recogniser's own probabilities."""

    text: str
    score: Probability
    by: str


class Line(Frozen):
    """One printed line. `text` is what was accepted; `readings` keeps every reading it was chosen from (OCR only),
    so that normalize, which knows the column, can decide anew and an auditor can see what was read. `sealed` is the
    share of its box that a seal covered. `place` is where a line outside the tables stands in a file without pages."""

    text: str
    box: Box
    origin: Origin = "text"
    confidence: Probability = 1.0
    readings: tuple[Reading, ...] = ()
    sealed: Probability = 0.0
    place: str | None = None


class Cell(Frozen):
    """One cell of a table's grid; a merged cell stands once, at its top left row and column.

    `doubts` are short codes of what may be wrong with the cell itself (`ruling_closed`: a border was inferred,
    `seal`: a stamp covered it, ...). A cell without text has no lines. `place` says where it stands in a file without
    pages (`Sheet1!C7`, `table 2, row 5, column 3`).
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    box: Box
    lines: tuple[Line, ...] = ()
    doubts: tuple[str, ...] = ()
    place: str | None = None

    @property
    def text(self) -> str:
        """The cell's printed lines, joined by line feeds."""
        return self.lines[0].text if len(self.lines) == 1 else "\n".join([line.text for line in self.lines])

    @property
    def origin(self) -> Origin:
        """`ocr` as soon as one line was recognised from pixels."""
        for line in self.lines:
            if line.origin == "ocr":
                return "ocr"
        return "text"

    @property
    def confidence(self) -> float:
        """The doubt of the least certain line; 1 for an empty cell."""
        return min((line.confidence for line in self.lines), default=1.0)


class Table(Frozen):
    """One ruled table of a page; its cells tile `rows` x `columns`, in reading order, each position covered once.

    `open_top` and `open_bottom`: the outer ruling is missing there, as where a page break cut the table.
    """

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    open_top: bool = False
    open_bottom: bool = False
    doubts: tuple[str, ...] = ()


class Attempt(Frozen):
    """A reader that was tried on a page and why its result was not taken (None: it was)."""

    reader: str
    problem: str | None = None


class Page(Frozen):
    """One page. `status`: `read` (its tables are here), `skipped` (triage saw that no form can stand on it),
    `needs_ocr` (no trustworthy text and no OCR was allowed), `unread` (it is broken, or broke its readers). `reason`
    says why, in words. Where `paper` is false it is a worksheet or a stretch of a document without pages: `number`
    tells order alone."""

    number: int
    width: float
    height: float
    rotation: int = 0
    status: Literal["read", "skipped", "needs_ocr", "unread"]
    reason: str = ""
    reader: str | None = None
    attempts: tuple[Attempt, ...] = ()
    tables: tuple[Table, ...] = ()
    lines: tuple[Line, ...] = ()
    doubts: tuple[str, ...] = ()
    paper: bool = True


class Extraction(Frozen):
    """A whole document as extract saw it. `sha256` is that of the file's bytes, in hex; `mended` says what was broken
    in the file and was made whole for reading it."""

    sha256: str
    media_type: str
    mended: tuple[str, ...] = ()
    pages: tuple[Page, ...]
