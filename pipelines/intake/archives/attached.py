"""What is attached to a PDF: a portfolio's documents, which stand behind a page that only says so."""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2

from pipelines.intake.archives.member import MOST, Member, Refused, bounded, named_apart, safe

__all__ = ["members"]


def members(file: BinaryIO) -> Iterator[Member]:
    """Every attachment, in its order; none of a PDF that does not open, which is told when it is read itself."""
    try:
        document = pypdfium2.PdfDocument(file.read())
        count = document.count_attachments()
    except pypdfium2.PdfiumError:
        return
    if count > MOST:
        raise Refused("oversized", f"the PDF has {count:,} attachments: hand in the files themselves")
    kept = []
    for n in range(count):
        name = safe(document.get_attachment(n).get_name() or "unnamed")
        if name is not None:
            kept.append((n, name))
    for (n, _), name in zip(kept, named_apart(name for _, name in kept), strict=True):
        yield Member(name, 0, lambda n=n: _read(document, n))  # type: ignore[misc]


def _read(document: pypdfium2.PdfDocument, number: int) -> bytes:
    try:
        data = bytes(document.get_attachment(number).get_data())
    except pypdfium2.PdfiumError as fault:
        raise Refused("damaged", f"an attachment that cannot be read ({fault}): hand in the file itself") from fault
    bounded(len(data))
    return data
