"""Pages, rulings, cells and characters: from a document's bytes to its table cells."""

from extract.ladder import extract
from extract.settings import ExtractSettings

__all__ = ["ExtractSettings", "extract"]
