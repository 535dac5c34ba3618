"""Files that are damaged and that other programs open, or that are hopeless: from a whole PDF, a broken one.

`MENDED` are those of which everything can still be read, `LOST` those of which something cannot.
"""

import re
from collections.abc import Callable
from random import Random

__all__ = ["LOST", "MENDED"]

Break = Callable[[Random, bytes], bytes]


def without_end(rng: Random, data: bytes) -> bytes:
    """The last bytes are missing, behind the table of references."""
    return data[: data.rindex(b"startxref") + rng.randint(0, 12)]


def without_trailer(rng: Random, data: bytes) -> bytes:
    """The table of references is cut off, and all behind it."""
    return data[: data.rindex(b"\nxref") + rng.randint(1, 30)]


def junk_before(rng: Random, data: bytes) -> bytes:
    """Bytes that are no part of it stand before it: a mail's or a server's header, blanks."""
    junk = rng.choice((b" ", b"\0", b"Content-Type: application/pdf\r\n", b"\xef\xbb\xbf\n"))
    return junk * (rng.randint(1100, 9000) // len(junk)) + b"\n" + data


def junk_behind(rng: Random, data: bytes) -> bytes:
    """Bytes that are no part of it stand behind it."""
    return data + rng.randbytes(rng.randint(5000, 9000)).replace(b"%%EOF", b"")


def wrong_references(rng: Random, data: bytes) -> bytes:
    """Every offset in the table of references is wrong."""
    return re.sub(rb"(?m)^\d{10} 00000 n", lambda _: b"%010d 00000 n" % rng.randrange(10, len(data)), data)


def wrong_start(rng: Random, data: bytes) -> bytes:
    """The table of references stands elsewhere than the file says."""
    return re.sub(rb"startxref\s+\d+", b"startxref\n%d" % rng.randrange(10, len(data) - 200), data)


def line_ends(rng: Random, data: bytes) -> bytes:
    """The file was sent as text: every line end is two bytes now, and every offset wrong."""
    head, end = data[:9], data[9:]
    return head + re.sub(rb"(?<=endobj)\n|(?<=obj)\n", b"\r\n", end)


def cut_short(rng: Random, data: bytes) -> bytes:
    """The download broke off within the last page's content."""
    last = data.rindex(b"stream\n", 0, data.rindex(b"endstream"))
    return data[: last + 7 + rng.randint(5, 60)]


MENDED: dict[str, Break] = {
    "without end": without_end,
    "without trailer": without_trailer,
    "junk before": junk_before,
    "junk behind": junk_behind,
    "wrong references": wrong_references,
    "wrong start": wrong_start,
    "line ends": line_ends,
}
LOST: dict[str, Break] = {"cut short": cut_short}
