"""The file around a page: updates behind it, locks, and how it is packed."""

import re
from random import Random

import pikepdf

from benchmarks.corpus.oddities.by_hand.kind import cells_of, kind
from benchmarks.corpus.oddities.by_hand.layout import Page, other
from benchmarks.corpus.oddities.by_hand.writer import Writer


@kind
def an_older_version_within(writer: Writer, page: Page, rng: Random) -> bytes:
    """The file was changed by an update behind its end: the old values are still in it. Old pages may be left over,
    and the table of the update may be damaged."""
    texts = [cell.text for cell in cells_of(page, "value", "budget")]
    for cell in cells_of(page, "value", "budget"):
        cell.text = other(cell.text, rng)
    writer.drawn(page)
    old = writer.shown()
    for cell, text in zip(cells_of(page, "value", "budget"), texts, strict=True):
        cell.text = text
    writer.operators = []
    writer.drawn(page)
    new = "\n".join(writer.operators).encode("latin-1")
    found = re.search(rb"/Contents (\d+) 0 R", old)
    start = re.search(rb"startxref\s+(\d+)", old)
    assert found and start
    place = len(old)
    size = re.search(rb"/Size (\d+)", old)
    root = re.search(rb"/Root (\d+ 0 R)", old)
    assert size and root
    body = b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (int(found[1]), len(new), new)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (int(found[1]), place)
    trailer = b"trailer\n<</Size %s/Root %s/Prev %s>>\n" % (size[1], root[1], start[1])
    end = b"startxref\n%d\n%%%%EOF\n" % (place + len(body) + (7 if rng.random() < 0.3 else 0))
    return old + body + table + trailer + end


@kind
def locked_without_a_word(writer: Writer, page: Page, rng: Random) -> bytes:
    """Encrypted, to be opened without a password, nothing allowed."""
    writer.drawn(page)
    writer.leaf()
    how = rng.choice(({"R": 2}, {"R": 3}, {"R": 4, "aes": True}, {"R": 6, "aes": True}))
    how |= {"metadata": False, "aes": False} if how["R"] <= 3 else {}
    none = pikepdf.Permissions(extract=False, modify_other=False, print_highres=False)
    return writer.saved(encryption=pikepdf.Encryption(owner="o", user="", allow=none, **how), static_id=False)


@kind
def packed_and_torn(writer: Writer, page: Page, rng: Random) -> bytes:
    """Objects within streams, or in the order of the web, and the end cut off or its place said wrongly."""
    writer.drawn(page)
    writer.leaf()
    web = rng.random() < 0.5
    mode = pikepdf.ObjectStreamMode.generate if not web or rng.random() < 0.5 else pikepdf.ObjectStreamMode.disable
    data = writer.saved(linearize=web, object_stream_mode=mode)
    how = rng.choice(("whole", "end", "start", "junk"))
    if how == "end":
        return data[: -rng.randint(5, 30)]
    if how == "start":
        last = data.rindex(b"startxref")
        return data[:last] + re.sub(rb"\d+", b"%d" % rng.randrange(20, len(data)), data[last:], count=1)
    return rng.randbytes(300).replace(b"%PDF", b"") + b"\n" + data if how == "junk" else data


@kind
def lengths_lie(writer: Writer, page: Page, rng: Random) -> bytes:
    """Streams are said to be shorter or longer than they are, or of no length; ends of objects are missing."""
    writer.drawn(page)
    writer.leaf()
    data = writer.saved(compress_streams=rng.random() < 0.5)
    how = rng.choice(("short", "long", "none", "open"))
    if how == "open":
        return re.sub(rb"\nendobj\n(?=\d+ 0 obj)", b"\n", data, count=rng.randint(1, 3))

    def lied(found: re.Match[bytes]) -> bytes:
        said = {"short": int(found[1]) // 2, "long": int(found[1]) + 37, "none": 0}[how]
        return b"/Length %d" % said

    return re.sub(rb"/Length (\d+)", lied, data)
