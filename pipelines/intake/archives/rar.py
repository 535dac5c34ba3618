"""Members of a rar archive: rarfile reads the names, the installed `unrar`, `unar`, `7z` or `bsdtar` the files."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from pipelines.intake.archives.member import MOST, Member, Refused, bounded, named_apart, safe

__all__ = ["members"]

MISSING = (
    "a rar archive, and nothing here opens one (rarfile with unrar, unar, 7z or bsdtar): hand in the files or a zip"
)


def members(file: BinaryIO) -> Iterator[Member]:
    """Every file in the archive, in its order. Raises `Refused`."""
    try:
        import rarfile
    except ImportError as fault:
        raise Refused("no_reader", MISSING) from fault
    try:
        archive = rarfile.RarFile(file)
        if archive.needs_password():
            raise Refused("encrypted", "the archive is locked with a password: unpack it and hand in the files")
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if infos:
            rarfile.tool_setup()
    except rarfile.RarCannotExec as fault:
        raise Refused("no_reader", MISSING) from fault
    except (rarfile.Error, OSError, ValueError, LookupError) as fault:
        raise Refused(
            "damaged", f"the archive cannot be opened ({fault}): pack it again, or hand in the files"
        ) from fault
    if len(infos) > MOST:
        raise Refused("oversized", f"the archive holds {len(infos):,} files, more than {MOST:,}: hand it in in parts")
    kept = [(info, name) for info in infos if (name := safe(info.filename)) is not None]
    for (info, _), name in zip(kept, named_apart(name for _, name in kept), strict=True):
        yield Member(name, info.file_size, lambda info=info: _read(rarfile, archive, info))  # type: ignore[misc]


def _read(rarfile: Any, archive: Any, info: Any) -> bytes:
    bounded(info.file_size, info.compress_size)
    if info.is_symlink():
        raise Refused("unreadable_file", "a link, not a file: put the file itself into the archive")
    try:
        return bytes(archive.read(info))
    except (rarfile.Error, OSError, ValueError, EOFError) as fault:
        raise Refused("damaged", f"damaged inside the archive ({fault}): pack it again, or hand in the file") from fault
