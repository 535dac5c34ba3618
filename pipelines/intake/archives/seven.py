"""Members of a 7z archive, through py7zr where it is installed (`jixiao[archives]`)."""

import io
import lzma
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipelines.intake.archives.member import LARGEST, MOST, Member, Refused, bounded, named_apart, safe

__all__ = ["members"]

WHOLE = 512 << 20
"""Bytes of all files together: the files of a block are packed as one, so that all are unpacked for any."""


def members(file: BinaryIO) -> Iterator[Member]:
    """Every file in the archive, in its order. Raises `Refused`."""
    try:
        import py7zr
    except ImportError as fault:
        raise Refused(
            "no_reader", "a 7z archive, and py7zr is not installed here: unpack it, hand in the files, or install "
            "jixiao[archives]"
        ) from fault  # fmt: skip
    archive = _opened(py7zr, file)
    infos = [info for info in archive.list() if not info.is_directory]
    if len(infos) > MOST or sum(info.uncompressed for info in infos) > WHOLE:
        raise Refused("oversized", "the archive unpacks to more than 512 MiB or too many files: hand it in in parts")
    kept = [(info, name) for info in infos if (name := safe(info.filename)) is not None]
    unpacked: dict[str, bytes] = {}
    for (info, _), name in zip(kept, named_apart(name for _, name in kept), strict=True):
        yield Member(name, info.uncompressed, lambda info=info: _read(py7zr, file, info, unpacked))  # type: ignore[misc]


def _opened(py7zr: Any, file: BinaryIO) -> Any:
    file.seek(0)
    try:
        archive = py7zr.SevenZipFile(file, "r")
        if archive.password_protected:
            raise Refused("encrypted", "the archive is locked with a password: unpack it and hand in the files")
    except py7zr.exceptions.PasswordRequired as fault:
        raise Refused("encrypted", "the archive is locked with a password: unpack it and hand in the files") from fault
    except _broken(py7zr) as fault:
        raise Refused(
            "damaged", f"the archive cannot be opened ({fault}): pack it again, or hand in the files"
        ) from fault
    return archive


def _read(py7zr: Any, file: BinaryIO, info: Any, unpacked: dict[str, bytes]) -> bytes:
    bounded(info.uncompressed)
    if getattr(info, "is_symlink", False):
        raise Refused("unreadable_file", "a link, not a file: put the file itself into the archive")
    if not unpacked:
        factory = py7zr.io.BytesIOFactory(LARGEST)
        try:
            _opened(py7zr, file).extractall(factory=factory)
        except _broken(py7zr) as fault:
            raise Refused(
                "damaged", f"damaged inside the archive ({fault}): pack it again, or hand in the file"
            ) from fault
        unpacked |= {name: _bytes(made) for name, made in factory.products.items()}
    if info.filename not in unpacked:
        raise Refused("damaged", "missing inside the archive: pack it again, or hand in the file")
    return unpacked[info.filename]


def _bytes(made: Any) -> bytes:
    made.seek(0, io.SEEK_SET)
    return bytes(made.read())


def _broken(py7zr: Any) -> tuple[type[Exception], ...]:
    return (
        py7zr.exceptions.ArchiveError,
        lzma.LZMAError,
        ValueError,
        OSError,
        EOFError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
    )
