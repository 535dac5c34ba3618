"""Members of a zip archive."""

import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from extract.zipped import BROKEN
from pipelines.intake.archives.member import MOST, Member, Refused, bounded, decoded, named_apart, safe

__all__ = ["members"]

_UTF8 = 0x800
_LOCKED = 0x1


def members(file: BinaryIO) -> Iterator[Member]:
    """Every file in the archive, in its order. Raises `Refused`."""
    try:
        archive = zipfile.ZipFile(file)
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except BROKEN as fault:
        raise Refused(
            "damaged", f"the archive cannot be opened ({fault}): pack it again, or hand in the files"
        ) from fault
    if len(infos) > MOST:
        raise Refused("oversized", f"the archive holds {len(infos):,} files, more than {MOST:,}: hand it in in parts")
    kept = [(info, name) for info in infos if (name := safe(_name(info))) is not None]
    for (info, _), name in zip(kept, named_apart(name for _, name in kept), strict=True):
        yield Member(name, info.file_size, lambda info=info: _read(archive, info))  # type: ignore[misc]


def _name(info: zipfile.ZipInfo) -> str:
    """A name that is not marked as UTF-8 was taken for that of an old DOS: its bytes are somebody else's."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return decoded(info.orig_filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & _LOCKED:
        raise Refused("encrypted", "locked with a password: unpack it and hand in the files")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Refused("unreadable_file", "a link, not a file: put the file itself into the archive")
    bounded(info.file_size, info.compress_size)
    try:
        return archive.read(info)
    except BROKEN as fault:
        raise Refused("damaged", f"damaged inside the archive ({fault}): pack it again, or hand in the file") from fault
