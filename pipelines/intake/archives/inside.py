"""The files in a file, and one of them by its path. An archive within an archive is opened, one within that is not."""

import io
from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO, NamedTuple

from extract.media import container_type, is_message
from pipelines.intake.archives.member import Member, Refused

__all__ = ["ATTACHED", "Found", "is_archive", "kind_of", "members_of", "read_inside"]

ATTACHED, MAIL = "attached", "mail"
HEAD = 4096
PDF_HEAD = 1024
_KINDS = {b"PK\x03\x04": "zipped", b"PK\x05\x06": "zipped", b"7z\xbc\xaf\x27\x1c": "seven", b"Rar!\x1a\x07": "rar"}
_MARK = b"EmbeddedFile"
"""What the dictionary of an attachment is called; it is never packed."""
DEEPEST = 2
"""Archives within one another that are opened."""


class Found(NamedTuple):
    """A file inside: its path there, its bytes or why it has none; `opened`: an archive whose own files follow."""

    name: str
    data: bytes | None
    refused: Refused | None = None
    opened: bool = False


def is_archive(data: bytes) -> bool:
    """Whether these bytes are an archive, not a document that happens to be packed (an Office file, OFD)."""
    return kind_of(data) not in (None, ATTACHED)


def kind_of(data: bytes) -> str | None:
    """The module that reads what is in the file of these bytes; None where nothing is."""
    kind = _by_head(data)
    if kind == ATTACHED:
        return ATTACHED if b"%PDF-" in data[:PDF_HEAD] and _MARK in data else None
    return None if kind == "zipped" and container_type(data) is not None else kind


def _by_head(head: bytes) -> str:
    """What a file may be by its first bytes; a PDF with attachments where they are nothing else."""
    kind = next((kind for mark, kind in _KINDS.items() if head.startswith(mark)), None)
    return kind or (MAIL if is_message(head) else ATTACHED)


def members_of(data: bytes, depth: int = 1) -> Iterator[Found]:
    """Every file inside, those of an archive within it behind it. Raises `Refused` where it cannot be opened."""
    kind = kind_of(data)
    is_empty = kind not in (None, ATTACHED)
    for member in _members(kind, io.BytesIO(data)) if kind else ():
        is_empty = False
        found = _got(member)
        if found.data is None or not is_archive(found.data):
            yield found
        elif depth >= DEEPEST:
            yield found._replace(
                refused=Refused("nested", "an archive three levels down: unpack it, hand in the files")
            )
        else:
            yield from _within(found, depth)
    if is_empty:
        raise Refused(
            "empty", "no file is in the archive, or none can be made out: pack it again, or hand in the files"
        )


def _within(found: Found, depth: int) -> Iterator[Found]:
    """An archive inside and its files; where it cannot be opened, it says so itself."""
    inner: list[Found] = []
    refused = None
    try:
        inner.extend(one._replace(name=f"{found.name}/{one.name}") for one in members_of(found.data or b"", depth + 1))
    except Refused as fault:
        refused = fault
    yield found._replace(refused=refused, opened=True)
    yield from inner


def _got(member: Member) -> Found:
    try:
        return Found(member.name, member.read())
    except Refused as fault:
        return Found(member.name, None, fault)


def read_inside(file: BinaryIO, path: str) -> bytes:
    """The bytes of what stands at `path` in an archive or a PDF. Raises `Refused`, KeyError where there is nothing."""
    head = file.read(HEAD)
    file.seek(0)
    for member in _members(_by_head(head), file):
        if member.name == path:
            return member.read()
        if path.startswith(f"{member.name}/"):
            try:
                return read_inside(io.BytesIO(member.read()), path.removeprefix(f"{member.name}/"))
            except KeyError:
                continue
    raise KeyError(path)


def _members(kind: str, file: BinaryIO) -> Iterator[Member]:
    found: Iterator[Member] = import_module(f"pipelines.intake.archives.{kind}").members(file)
    return found
