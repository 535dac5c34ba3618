"""What a person may choose about reading, each with its default, checked when made."""

from dataclasses import dataclass

__all__ = ["READERS", "ExtractSettings"]

READERS = ("auto", "tablers", "pdfplumber", "camelot", "ppocr", "paddleocr")


@dataclass(frozen=True)
class ExtractSettings:
    """How a document is read. Plain values only, so that it can be hashed into an artefact's key.

    reader        `auto` (the ladder) or one reader by name, which then answers alone
    form_words    words that make a page worth reading, compared without white space; empty: every page is read
    vocabularies  closed word lists for OCR, each a name and its entries
    places        names of places, for OCR: a closed list, too, but of what stands within a line
    ocr           whether pages without trustworthy text may be read from their pixels
    max_pages     a longer document is refused (`OversizedDocument`)
    max_side      points; a page wider or higher is refused, so that rendering it cannot exhaust memory
    max_glyphs    characters of one page; a page with more is refused
    max_rulings   straight segments of one page; a page with more is a drawing, its tables are not looked for
    """

    reader: str = "auto"
    form_words: tuple[str, ...] = ()
    vocabularies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    places: tuple[str, ...] = ()
    ocr: bool = True
    max_pages: int = 3000
    max_side: float = 14400.0
    max_glyphs: int = 200_000
    max_rulings: int = 60_000

    def __post_init__(self) -> None:
        if self.reader not in READERS:
            raise ValueError(f"unknown reader {self.reader!r}: choose one of {', '.join(READERS)}")
        if any(not word.strip() for word in self.form_words):
            raise ValueError("form_words holds an empty word: it would make every page a candidate")
        for name in ("max_pages", "max_side", "max_glyphs", "max_rulings"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be greater than zero, not {getattr(self, name)}")
