"""Fonts whose codes say other digits than they show, as some pages are guarded against copying.

Only the table that tells a reader what a code means is changed (ToUnicode); every picture of the page stays the same.
It needs pikepdf, which the corpus is made with.
"""

import io
import re
from random import Random

import pikepdf

__all__ = ["lying_characters", "lying_digits"]

_PAIRS = re.compile(rb"(<[0-9A-Fa-f]+>\s*)<(003[0-9])>")
_RANGES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<(003[0-9])>")


def lying_digits(data: bytes, rng: Random) -> bytes:
    """The PDF with the digits of every font named as one another."""
    digits = list("0123456789")
    while any(digit == str(n) for n, digit in enumerate(digits)):
        rng.shuffle(digits)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and isinstance(item.get("/ToUnicode"), pikepdf.Stream):
                item.ToUnicode.write(_renamed(item.ToUnicode.read_bytes(), digits))
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def lying_characters(data: bytes, rng: Random) -> bytes:
    """The PDF with the Chinese characters of every font named as one another."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and isinstance(item.get("/ToUnicode"), pikepdf.Stream):
                item.ToUnicode.write(_shuffled(item.ToUnicode.read_bytes(), rng))
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def _shuffled(table: bytes, rng: Random) -> bytes:
    """A table of codes with the Chinese characters that it lists one by one shuffled."""
    pairs = re.compile(rb"(<[0-9A-Fa-f]+>\s*)<([4-9][0-9A-Fa-f]{3})>(?=\s)")
    blocks = re.split(rb"(beginbfrange.*?endbfrange)", table, flags=re.DOTALL)
    names = [found[2] for block in blocks[::2] for found in pairs.finditer(block)]
    rng.shuffle(names)
    others = iter(names)
    blocks[::2] = [pairs.sub(lambda found: found[1] + b"<" + next(others) + b">", block) for block in blocks[::2]]
    return b"".join(blocks)


def _renamed(table: bytes, digits: list[str]) -> bytes:
    """A table of codes with every digit replaced; a range of digits is written out."""

    def other(code: bytes) -> bytes:
        return b"<%04X>" % ord(digits[int(code, 16) - 0x30])

    def listed(found: re.Match[bytes]) -> bytes:
        first, last, start = (int(part, 16) for part in found.groups())
        wide = len(found[1])
        names = [min(start + n, 0x39) for n in range(last - first + 1)]
        codes = b" ".join(other(b"%04X" % name) for name in names)
        return b"<%0*X> <%0*X> [%s]" % (wide, first, wide, last, codes)

    blocks = re.split(rb"(beginbfrange.*?endbfrange)", table, flags=re.DOTALL)
    return b"".join(
        _RANGES.sub(listed, block)
        if block.startswith(b"beginbfrange")
        else _PAIRS.sub(lambda found: found[1] + other(found[2]), block)
        for block in blocks
    )
