"""Where a file lies and what it is called, as text that can be written down."""

import os
from pathlib import Path

__all__ = ["location_of", "printable"]


def location_of(path: Path) -> str:
    """The absolute path; as a URL where the name's bytes are not UTF-8."""
    absolute = path.absolute()
    try:
        str(absolute).encode("utf-8")
    except UnicodeEncodeError:
        return absolute.as_uri()
    return str(absolute)


def printable(name: str) -> str:
    """The name as text. Archives made by Chinese Windows leave GBK bytes behind, which are read as such."""
    return os.fsencode(name).decode("gb18030", "replace") if _has_surrogates(name) else name


def _has_surrogates(name: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in name)
