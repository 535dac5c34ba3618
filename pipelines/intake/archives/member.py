"""What stands in an archive: one file, its safe name, how to get its bytes, or why nobody should."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

__all__ = ["LARGEST", "MOST", "RATIO", "Member", "Refused", "bounded", "decoded", "named_apart", "safe"]

LARGEST = 256 << 20
"""Bytes of one file inside: the largest scanned budget seen has 90 MiB."""
MOST = 20_000
"""Files inside one archive: a province's bureaus hand in some 8,000 forms a year, a file each."""
RATIO = 500
"""Times that a file may grow when unpacked, beyond the first `SMALL`: a bomb grows a thousandfold at every level, the
emptiest real spreadsheet a hundredfold."""
SMALL = 16 << 20
_DRIVE = re.compile(r"^[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_SYSTEM = ("__MACOSX", "$RECYCLE.BIN")


class Refused(Exception):
    """A file inside that is not given out: `reason` is a stable code, the message says what to do."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Member(NamedTuple):
    """One file inside. `read` gives its bytes or raises `Refused`."""

    name: str
    size: int
    read: Callable[[], bytes]


def safe(name: str) -> str | None:
    """A name inside an archive as a path below it: no drive, no root, no way up; None for what a system put there."""
    parts = [_CONTROL.sub("_", part).strip() for part in _DRIVE.sub("", name).replace("\\", "/").split("/")]
    kept = [part for part in parts if part not in ("", ".", "..")]
    if not kept:
        return "unnamed"
    return None if kept[0] in _SYSTEM or kept[-1].startswith((".", "~$")) or kept[-1] == "Thumbs.db" else "/".join(kept)


def decoded(name: bytes) -> str:
    """A name in whatever encoding: what is no UTF-8 was written by a Chinese Windows."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def named_apart(names: Iterable[str]) -> Iterator[str]:
    """The names, a number behind each that was there before."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def bounded(size: int, packed: int | None = None) -> None:
    """Refuse a file inside that is larger than any form, or packed as only a bomb is."""
    if size > LARGEST:
        raise Refused("oversized", f"{size >> 20} MiB when unpacked, more than any form: hand it in by itself, smaller")
    if packed is not None and size > SMALL and size > RATIO * max(1, packed):
        raise Refused("oversized", "packed as only a bomb is: it may be built to do harm; hand in the files themselves")
