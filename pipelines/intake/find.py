"""What was handed in: from paths to the files behind them, each with its hash and the time it was received.

    path ─► every file below it ─► its hash and first bytes ─► a document, an archive with documents in it, or neither

A folder is searched to its depths. Every file has its place in what is found, whatever it is: of one that no reader
takes it is known already that it is `not_read`, and why. What is in an archive, or attached to a PDF, stands below it
as if it were a folder: `报送.zip/a.pdf`. Several files may be one document (`together`). Only what programs leave
behind (hidden files, lock files, this program's own results) is set aside. Symbolic links are followed only to files
of the same folder tree: an inbox must not be able to hand in what lies outside. Devices and pipes are never opened.
Nothing is parsed here; archives are unpacked by a process of its own.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import obstore
from obstore.store import from_url

from pipelines.intake.archives.listing import Inside, listed
from pipelines.intake.found import Found, Handed, Known
from pipelines.intake.kinds import is_taken, may_be_archive, why_not
from pipelines.intake.own import is_own, own_below
from pipelines.intake.places import location_of, printable
from pipelines.intake.sources import UnreadableSource, bucket_of, first_line, os_problem, read_source, refuse, to_path
from pipelines.intake.together import bind_albums, bind_pages
from pipelines.language import say
from pipelines.store.objects import is_url

if TYPE_CHECKING:
    from obstore import ObjectMeta

__all__ = ["MissingPath", "find", "must_be_there"]

EPOCH = datetime.fromtimestamp(0, UTC)
_CHUNK = 1 << 20
_HEAD = 4096
_ATTACHED = b"EmbeddedFile"
"""What stands in a PDF to which files are attached."""
_PARALLEL_READS = 16
_NOT_READ = ("no_reader", "nested")
"""Reasons that say nothing against a file but that nothing here reads it."""


class MissingPath(Exception):
    """A path on the command line leads nowhere: a slip of the person who typed it, so nothing is started."""


class Look(NamedTuple):
    """What one pass over a file's bytes tells."""

    sha256: str
    head: bytes
    has_attachments: bool


def find(paths: Iterable[str | Path], received: datetime | None = None) -> Found:
    """Every file below the paths, hashed, those in archives among them.

    `received` stands for the files' own modification times. Raises MissingPath for a path that leads nowhere.
    """
    found = Found([], [], [], [])
    for path in dict.fromkeys(str(path) for path in paths):
        if is_url(path) and not path.startswith("file://"):
            _find_remote(path, received, found)
        else:
            _find_local(to_path(path), received, found)
    unique = {handed.location: handed for handed in found.files}
    return found._replace(files=sorted(unique.values()), aside=sorted(found.aside))


def must_be_there(paths: Iterable[str | Path]) -> None:
    """Raise MissingPath for a path of this machine that leads nowhere: before anything is made for it."""
    for path in (Path(path) for path in paths if not is_url(str(path))):
        if not path.exists() and not path.is_symlink():
            raise MissingPath(say("misuse.no_path", path=path))


def _find_local(path: Path, received: datetime | None, found: Found) -> None:
    must_be_there([path])
    if not path.is_dir():
        _hand_in(path, printable(path.name), received, found)
        bind_pages(found)
        return
    root = path.resolve()
    if is_own(root):
        raise MissingPath(say("misuse.own", path=path))
    found.roots.append(f"{root}{os.sep}")
    for file in _walk(root):
        below = printable(file.relative_to(root).as_posix())
        if _is_left_behind(file.name) or _leads_back(file, root) or is_own(file):
            found.aside.append(str(file))
        elif isinstance(problem := _outside(file, root), str):
            found.files.append(_problem(file, below, received, problem))
        else:
            _hand_in(file, below, received, found)
    bind_pages(found)
    bind_albums(root, found)


def _leads_back(file: Path, root: Path) -> bool:
    """Whether a link leads to a folder of the same tree, where its files are found by themselves."""
    return file.is_symlink() and file.is_dir() and file.resolve().is_relative_to(root)


def _is_left_behind(name: str) -> bool:
    """Whether a program left this file behind: hidden, or an Office lock file."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")


def _walk(folder: Path) -> Iterator[Path]:
    """Files, links, unreadable folders and own results below a folder; neither these nor hidden folders nor links to
    folders are entered."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False) or is_own(Path(entry.path)):
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


def _hand_in(path: Path, below: str, received: datetime | None, found: Found) -> None:
    """Enter the file at a path, and those inside it."""
    try:
        status = path.stat()
        refuse(status)
        look = _look(path)
    except UnreadableSource as fault:
        found.files.append(_problem(path, below, received, str(fault)))
    except OSError as fault:
        found.files.append(_problem(path, below, received, os_problem(fault)))
    else:
        when = received or _modified(status)
        file = Handed(location_of(path), printable(path.name), below, when, status.st_size, look.sha256)
        _open(file, look, path, found)


def _open(file: Handed, look: Look, path: Path, found: Found) -> None:
    """Enter a file with what is inside it, or with why nothing reads it. `path`: its bytes on this machine."""
    if not (may_be_archive(file.name, look.head) or look.has_attachments):
        known = None if is_taken(file.name, look.head) else Known("not_read", "no_reader", why_not(file.name))
        found.files.append(file._replace(known=known))
        return
    listing = listed(path)
    if not look.has_attachments and listing.kind is not None:
        file = file._replace(known=_known(listing.reason, listing.message))
    found.files.append(file)
    found.files.extend(_inside(file, one) for one in listing.files)
    if listing.reason is None:
        found.archives.append(f"{file.location}/")


def _inside(archive: Handed, one: Inside) -> Handed:
    """A file in an archive as one of its own, received when the archive was."""
    location, name, path = (f"{above}/{one.name}" for above in (archive.location, archive.name, archive.path))
    known = _known(one.reason, one.message) if one.reason or one.opened else None
    if known is None and not is_taken(one.name, one.head):
        known = Known("not_read", "no_reader", why_not(one.name))
    return Handed(location, name, path, archive.received_at, one.size, one.sha256, known)


def _known(reason: str | None, message: str | None) -> Known:
    """What became of an archive, or of a file inside that nobody should take out."""
    if reason is None:
        return Known("done")
    return Known("not_read" if reason in _NOT_READ else "quarantined", reason, message)


def _problem(path: Path, below: str, received: datetime | None, problem: str) -> Handed:
    try:
        when = received or _modified(path.lstat())
    except OSError:
        when = EPOCH
    known = Known("quarantined", "unreadable_file", problem)
    return Handed(location_of(path), printable(path.name), below, when, 0, None, known)


def _modified(status: os.stat_result) -> datetime:
    """When the file was last changed; a year beyond 9999 (a clock gone mad) counts as the beginning of time."""
    try:
        return EPOCH + timedelta(microseconds=status.st_mtime_ns // 1000)
    except OverflowError:
        return EPOCH


def _look(path: Path) -> Look:
    """A file's hash, how it begins, and whether it is a PDF with files attached."""
    hasher = sha256()
    head = tail = b""
    attached = False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            head = head or chunk[:_HEAD]
            hasher.update(chunk)
            attached = attached or _ATTACHED in tail + chunk
            tail = chunk[-len(_ATTACHED) :]
    return Look(hasher.hexdigest(), head, attached and b"%PDF-" in head[:1024])


def _find_remote(url: str, received: datetime | None, found: Found) -> None:
    """Objects below a URL; the URL of a single object finds that one, whatever it is."""
    base, prefix = bucket_of(url)
    store = from_url(base)
    try:
        listed_there = [meta for batch in obstore.list(store, prefix or None) for meta in batch]
        single = [] if listed_there else [obstore.head(store, prefix)]
    except FileNotFoundError as fault:
        raise MissingPath(say("misuse.no_object", path=url)) from fault
    except obstore.exceptions.BaseError as fault:
        raise MissingPath(f"{url}: {first_line(fault)}") from fault
    wanted = single
    own = own_below(meta["path"] for meta in listed_there)
    if f"{prefix}/".startswith(own):
        raise MissingPath(say("misuse.own", path=url))
    for meta in listed_there:
        name = meta["path"].rpartition("/")[2]
        if _is_left_behind(name) or meta["path"].startswith(own):
            found.aside.append(f"{base}/{meta['path']}")
        else:
            wanted.append(meta)
    if listed_there:
        found.roots.append(f"{base}/{prefix}/" if prefix else f"{base}/")
    with ThreadPoolExecutor(_PARALLEL_READS) as readers:
        list(readers.map(lambda meta: _hand_in_remote(base, prefix, meta, received, found), wanted))


def _hand_in_remote(base: str, prefix: str, meta: "ObjectMeta", received: datetime | None, found: Found) -> None:
    location = f"{base}/{meta['path']}"
    name, when = meta["path"].rpartition("/")[2], received or meta["last_modified"]
    below = meta["path"].removeprefix(f"{prefix}/") if prefix else meta["path"]
    file = Handed(location, name, name if below == prefix else below, when, meta["size"], None)
    try:
        data = read_source(location)
    except UnreadableSource as fault:
        known = Known("quarantined", "unreadable_file", str(fault))
        found.files.append(file._replace(size=0, known=known))
        return
    attached = b"%PDF-" in data[:1024] and _ATTACHED in data
    look = Look(sha256(data).hexdigest(), data[:_HEAD], attached)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "file"
        if attached or may_be_archive(name, look.head):
            copy.write_bytes(data)
        _open(file._replace(sha256=look.sha256), look, copy, found)
