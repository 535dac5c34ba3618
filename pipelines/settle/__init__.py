"""What is doubtful, settled once by a person and kept for ever: the review page's work without the page.

desk       what is open in a store; answers taken in and applied
asked      a document's doubts as decisions
answers    an answer addressed: page, place, the text it replaces
reads      what a text reads as, while it is typed
view       a document with its cells and values
model      what all of these hand out
"""

from normalize.settled.correction import Correction
from normalize.settled.fields import FIELDS
from normalize.settled.values import NotAValue
from pipelines.sample.drawn import Checked, Value, checked
from pipelines.settle.answers import add, answer, retype, strike
from pipelines.settle.asked import CHOICES
from pipelines.settle.desk import Desk, NoPicture, NotCurrent, NotHere
from pipelines.settle.model import (
    CellView,
    Decision,
    DocumentView,
    FieldView,
    FormView,
    Hanging,
    PageView,
    Picture,
    Printed,
    Progress,
    RowView,
    Settled,
    Stale,
)

__all__ = [
    "CHOICES",
    "FIELDS",
    "CellView",
    "Checked",
    "Correction",
    "Decision",
    "Desk",
    "DocumentView",
    "FieldView",
    "FormView",
    "Hanging",
    "NoPicture",
    "NotAValue",
    "NotCurrent",
    "NotHere",
    "PageView",
    "Picture",
    "Printed",
    "Progress",
    "RowView",
    "Settled",
    "Stale",
    "Value",
    "add",
    "answer",
    "checked",
    "retype",
    "strike",
]
