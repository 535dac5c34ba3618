"""Characters of symbol fonts: what is drawn where the file has a letter.

    R in Wingdings 2 ─► ☑      ³ in Symbol ─► ≥      U+F0B3 in Symbol ─► ≥

A file names such a character by its place in the font: as that byte, as the letter of that byte, or in the private
area from U+F000 on. What a font draws at a place that is not known here is a character that was not read.
"""

import re
from collections.abc import Mapping

from extract.model import INK_UNREAD

__all__ = ["UNKNOWN", "as_drawn", "raised", "told_apart"]

UNKNOWN = "\ufffd"
"""Stands for a character that was not read."""
_ABOVE = 0xF0000
"""The private plane in which a digit stands that is set above the line, until its text is put together."""
_RAISED = {ord(digit): chr(_ABOVE + ord(digit)) for digit in "0123456789"}
_LOWERED = {_ABOVE + code: chr(code) for code in _RAISED}
_POWER = re.compile(f"(?<=\\d)[{chr(_ABOVE + ord('0'))}-{chr(_ABOVE + ord('9'))}]")
_PRIVATE = range(0xF000, 0xF100)
_GREEK = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SIGNS = "\xa2′\xa3≤\xa5∞\xae→\xb0°\xb1±\xb2″\xb3≥\xb4×\xb5∝\xb7•\xb8÷\xb9≠\xba≡\xbb≈\xbc…\xd6√\xd7·"
_PLAIN = {chr(code): chr(code) for code in range(0x20, 0x7F)}
_ROUND = "①②③④⑤⑥⑦⑧⑨⑩"


def _pairs(text: str) -> dict[str, str]:
    return dict(zip(text[::2], text[1::2], strict=True))


_FONTS: Mapping[str, Mapping[str, str]] = {
    "symbol": _PLAIN | _GREEK | _pairs(_SIGNS),
    "wingdings": _pairs("l●n■o□p□q□r□x☒\x9f•\xa1○\xa8□\xe0→\xfb✗\xfc✓\xfd☒\xfe☑")
    | {chr(0x81 + n): char for n, char in enumerate(_ROUND)}
    | dict.fromkeys("uvw\xa7\xd8", ""),  # bullets, which say nothing
    "wingdings 2": _pairs("O✗P✓Q☒R☑S☒T☒\x97●\x98•\xa3□") | {chr(0x6A + n): char for n, char in enumerate(_ROUND)},
    "webdings": _pairs("a✓c□g■n●r✗"),
}
"""By font, the characters by their places in it."""


def as_drawn(text: str, font: str | None) -> str:
    """A text as its font draws it; other than of a symbol font it is as it stands."""
    table = _FONTS.get((font or "").strip("\"' ").lower())
    return text if table is None else "".join(_drawn(char, table) for char in text)


def _drawn(char: str, table: Mapping[str, str]) -> str:
    code = ord(char)
    if code in _PRIVATE:
        char = chr(code & 0xFF)
    elif code > 0xFF or char.isspace():
        return char  # the font has no such character: another one draws it
    return table.get(char, UNKNOWN)


def raised(text: str) -> str:
    """A text that is set above the line: its digits as such."""
    return text.translate(_RAISED)


def told_apart(text: str) -> tuple[str, tuple[str, ...]]:
    """A text as a page's reader would have it (m2) without its characters that were not read, and the doubt that they
    leave; a raised digit behind another one leaves it, too, for 10⁴ is not 104, nor is 95 with a note 951."""
    unsure = UNKNOWN in text or _POWER.search(text) is not None
    return text.replace(UNKNOWN, "").translate(_LOWERED), (INK_UNREAD,) if unsure else ()
