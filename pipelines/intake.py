"""What was handed in: from paths to the files behind them, each with its hash and the time it was received.

A folder is searched to its depths for PDFs and images, known by their suffix or their first bytes; hidden files,
Office lock files and everything else are left alone. A path named outright is taken whatever it is, so that a
wrong one is reported. Symbolic links are followed only to files of the same folder tree: an inbox must not be able
to hand in what lies outside. Devices and pipes are never opened. Nothing is parsed here.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

import obstore
from obstore.store import from_url

from pipelines.store import is_url

if TYPE_CHECKING:
    from obstore import ObjectMeta

__all__ = ["SUFFIXES", "Handed", "MissingPath", "UnreadableSource", "find", "read_source"]

SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
LARGEST = 1 << 30
"""Bytes; a larger file is never a budget and would have to be held in memory."""
EPOCH = datetime.fromtimestamp(0, UTC)
_CHUNK = 1 << 20
_HEAD = 1024
_PARALLEL_READS = 16


class MissingPath(Exception):
    """A path on the command line leads nowhere: a slip of the person who typed it, so nothing is started."""


class UnreadableSource(Exception):
    """A file that is there but cannot be read: no permission, a device, a link to the outside, too large, gone."""


class Handed(NamedTuple):
    """A file as it was handed in. `sha256` is None where it could not be read, `problem` then says why."""

    location: str
    name: str
    received_at: datetime
    size: int
    sha256: str | None
    problem: str | None = None


class Found(NamedTuple):
    """What a search came to: the files to take, in the order of their paths, those left alone, and the folders
    that were searched to their depths (each with a separator at its end)."""

    files: list[Handed]
    ignored: list[str]
    roots: list[str]


def find(paths: Iterable[str | Path], received: datetime | None = None) -> Found:
    """Every file to take below the paths, hashed.

    `received` stands for the files' own modification times. Raises MissingPath for a path that leads nowhere.
    """
    found = Found([], [], [])
    for path in dict.fromkeys(str(path) for path in paths):
        if is_url(path) and not path.startswith("file://"):
            _find_remote(path, received, found)
        else:
            _find_local(to_path(path), received, found)
    unique = {handed.location: handed for handed in found.files}
    return Found(sorted(unique.values()), sorted(found.ignored), found.roots)


def read_source(location: str) -> bytes:
    """A file's bytes from where it was handed in. Raises UnreadableSource."""
    if is_url(location) and not location.startswith("file://"):
        bucket, path = _split(location)
        try:
            return bytes(obstore.get(from_url(bucket), path).bytes())
        except (obstore.exceptions.BaseError, OSError) as fault:
            raise UnreadableSource(f"cannot be read from the object store: {_first_line(fault)}") from fault
    try:
        file = to_path(location)
        _refuse(file.stat())
        return file.read_bytes()
    except OSError as fault:
        raise UnreadableSource(_os_problem(fault)) from fault


def to_path(location: str) -> Path:
    """The local path behind a location: a path, or a `file://` URL where a name is not valid UTF-8."""
    if location.startswith("file://"):
        return Path(os.fsdecode(unquote_to_bytes(urlsplit(location).path)))
    return Path(location)


def _find_local(path: Path, received: datetime | None, found: Found) -> None:
    if not path.exists() and not path.is_symlink():
        raise MissingPath(f"{path}: no such file or folder")
    if not path.is_dir():
        found.files.append(_hand_in(path, received))
        return
    root = path.resolve()
    found.roots.append(f"{root}{os.sep}")
    for file in _walk(root):
        if file.name.startswith((".", "~$")):
            continue
        if isinstance(problem := _outside(file, root), str):
            found.files.append(_problem(file, received, problem))
        elif file.suffix.lower() in SUFFIXES or _starts_as_pdf(file):
            found.files.append(_hand_in(file, received))
        else:
            found.ignored.append(str(file))


def _walk(folder: Path) -> Iterator[Path]:
    """Files, links and unreadable folders below a folder; hidden folders and links to folders are not entered."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)
        elif not entry.name.startswith("."):
            yield from _walk(Path(entry.path))


def _outside(file: Path, root: Path) -> str | None:
    """Why a file met on a walk must not be opened, or None where it may."""
    if file.is_dir() and not file.is_symlink():
        return "this folder cannot be opened: give the account that runs jixiao the right to read it"
    if file.is_symlink() and not file.resolve().is_relative_to(root):
        return "a link that leads out of its folder is not followed: put the file itself here"
    return None


def _hand_in(path: Path, received: datetime | None) -> Handed:
    try:
        status = path.stat()
        _refuse(status)
        when = received or _modified(status)
        return Handed(_location(path), _printable(path.name), when, status.st_size, _hash(path))
    except UnreadableSource as fault:
        return _problem(path, received, str(fault))
    except OSError as fault:
        return _problem(path, received, _os_problem(fault))


def _problem(path: Path, received: datetime | None, problem: str) -> Handed:
    try:
        when = received or _modified(path.lstat())
    except OSError:
        when = EPOCH
    return Handed(_location(path), _printable(path.name), when, 0, None, problem)


def _modified(status: os.stat_result) -> datetime:
    """When the file was last changed; a year beyond 9999 (a clock gone mad) counts as the beginning of time."""
    try:
        return EPOCH + timedelta(microseconds=status.st_mtime_ns // 1000)
    except OverflowError:
        return EPOCH


def _refuse(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableSource("not a regular file (a folder, device or pipe): hand in the file itself")
    if status.st_size > LARGEST:
        raise UnreadableSource(f"{status.st_size >> 20} MiB is more than any budget: hand in a smaller file")


def _hash(path: Path) -> str:
    hasher = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hasher.update(chunk)
    return hasher.hexdigest()


def _starts_as_pdf(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return b"%PDF-" in file.read(_HEAD)
    except OSError:
        return False


def _location(path: Path) -> str:
    """The absolute path; as a URL where the name's bytes are not UTF-8, so that it can be written down."""
    absolute = path.absolute()
    try:
        str(absolute).encode("utf-8")
    except UnicodeEncodeError:
        return absolute.as_uri()
    return str(absolute)


def _printable(name: str) -> str:
    """The name as text. Archives made by Chinese Windows leave GBK bytes behind, which are read as such."""
    return os.fsencode(name).decode("gb18030", "replace") if _has_surrogates(name) else name


def _has_surrogates(name: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in name)


def _os_problem(fault: OSError) -> str:
    return f"cannot be read ({fault.strerror or fault}): check the file and the right to read it"


def _first_line(fault: Exception) -> str:
    return str(fault).partition("\n")[0]


def _find_remote(url: str, received: datetime | None, found: Found) -> None:
    """Objects below a URL; the URL of a single object finds that one, whatever it is."""
    base, prefix = _split(url)
    store = from_url(base)
    try:
        listed = [meta for batch in obstore.list(store, prefix or None) for meta in batch]
        single = [] if listed else [obstore.head(store, prefix)]
    except FileNotFoundError as fault:
        raise MissingPath(f"{url}: no object there") from fault
    except obstore.exceptions.BaseError as fault:
        raise MissingPath(f"{url}: {_first_line(fault)}") from fault
    wanted = single
    for meta in listed:
        name = meta["path"].rpartition("/")[2]
        if Path(name).suffix.lower() in SUFFIXES and not name.startswith((".", "~$")):
            wanted.append(meta)
        elif not name.startswith((".", "~$")):
            found.ignored.append(f"{base}/{meta['path']}")
    if listed:
        found.roots.append(f"{base}/{prefix}/" if prefix else f"{base}/")
    with ThreadPoolExecutor(_PARALLEL_READS) as readers:
        found.files.extend(readers.map(lambda meta: _hand_in_remote(base, meta, received), wanted))


def _hand_in_remote(base: str, meta: "ObjectMeta", received: datetime | None) -> Handed:
    location = f"{base}/{meta['path']}"
    name, when = meta["path"].rpartition("/")[2], received or meta["last_modified"]
    try:
        data = read_source(location)
    except UnreadableSource as fault:
        return Handed(location, name, when, 0, None, str(fault))
    return Handed(location, name, when, meta["size"], sha256(data).hexdigest())


def _split(url: str) -> tuple[str, str]:
    """`s3://bucket/a/b` as `s3://bucket` and `a/b`."""
    scheme, _, rest = url.partition("://")
    bucket, _, prefix = rest.partition("/")
    return f"{scheme}://{bucket}", prefix.strip("/")
