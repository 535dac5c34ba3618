"""The bytes of a file from where it was handed in: a path, an object of a store, a place in an archive.

A file in an archive stands below it as in a folder, `…/报送.zip/a.pdf`: no real file can stand there.
"""

import io
import os
import stat
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import obstore
from obstore.store import from_url

from pipelines.intake.album import bound, pages
from pipelines.intake.archives.inside import read_inside
from pipelines.intake.archives.member import Refused
from pipelines.intake.saved_page import whole
from pipelines.store.objects import is_url

__all__ = ["UnreadableSource", "bucket_of", "first_line", "os_problem", "read_source", "refuse", "to_path"]

LARGEST = 1 << 30
"""Bytes; a larger file is never a budget and would have to be held in memory."""


class UnreadableSource(Exception):
    """A file that is there but cannot be read: no permission, a device, a link to the outside, too large, gone."""


def read_source(location: str) -> bytes:
    """A file's bytes from where it was handed in, be that in an archive; of a folder of pictures, or a saved web page
    with its own, those of the document that they are. Raises UnreadableSource."""
    if is_url(location) and not location.startswith("file://"):
        return _read_remote(location)
    file = to_path(location)
    if file.is_dir():
        return _album(file)
    archive = next((above for above in file.parents if above.is_file()), None)
    try:
        if archive is None:
            refuse(file.stat())
            return whole(file)
        refuse(archive.stat())
        with archive.open("rb") as opened:
            return read_inside(opened, file.relative_to(archive).as_posix())
    except OSError as fault:
        raise UnreadableSource(os_problem(fault)) from fault
    except (Refused, KeyError) as fault:
        raise UnreadableSource(f"cannot be taken out of its archive ({fault}): hand in the file itself") from fault


def _album(folder: Path) -> bytes:
    """The pictures of a folder as the one document that they are."""
    pictures = pages(folder)
    if not pictures:
        raise UnreadableSource("its pictures are not the pages of one document any more: hand in what is there now")
    try:
        return bound(pictures)
    except OSError as fault:
        raise UnreadableSource(os_problem(fault)) from fault


def _read_remote(location: str) -> bytes:
    """The object at a URL; where there is none, the file in the archive that an object further up is."""
    bucket, path = bucket_of(location)
    store = from_url(bucket)
    try:
        return bytes(obstore.get(store, path).bytes())
    except FileNotFoundError as fault:
        parts = path.split("/")
        for n in range(len(parts) - 1, 0, -1):
            try:
                data = bytes(obstore.get(store, "/".join(parts[:n])).bytes())
                return read_inside(io.BytesIO(data), "/".join(parts[n:]))
            except FileNotFoundError:
                continue
            except (Refused, KeyError, obstore.exceptions.BaseError) as inner:
                raise UnreadableSource(f"cannot be taken out of its archive ({inner}): hand in the file") from inner
        raise UnreadableSource(f"cannot be read from the object store: {first_line(fault)}") from fault
    except (obstore.exceptions.BaseError, OSError) as fault:
        raise UnreadableSource(f"cannot be read from the object store: {first_line(fault)}") from fault


def to_path(location: str) -> Path:
    """The local path behind a location: a path, or a `file://` URL where a name is not valid UTF-8."""
    if location.startswith("file://"):
        return Path(os.fsdecode(unquote_to_bytes(urlsplit(location).path)))
    return Path(location)


def refuse(status: os.stat_result) -> None:
    """Raise UnreadableSource for what is no file, or too large a one."""
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableSource("not a regular file (a folder, device or pipe): hand in the file itself")
    if status.st_size > LARGEST:
        raise UnreadableSource(f"{status.st_size >> 20} MiB is more than any budget: hand in a smaller file")


def os_problem(fault: OSError) -> str:
    """What the system said of a file, and what to do."""
    return f"cannot be read ({fault.strerror or fault}): check the file and the right to read it"


def first_line(fault: Exception) -> str:
    """A fault without what its library adds below."""
    return str(fault).partition("\n")[0]


def bucket_of(url: str) -> tuple[str, str]:
    """`s3://bucket/a/b` as `s3://bucket` and `a/b`."""
    scheme, _, rest = url.partition("://")
    bucket, _, prefix = rest.partition("/")
    return f"{scheme}://{bucket}", prefix.strip("/")
