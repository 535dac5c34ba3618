"""What is in a file, found out by a process of its own: `python -m pipelines.intake.archives.listing PATH` prints a
JSON line for each file inside and ends with one that says whether all were seen.

An archive was packed by somebody else: unpacking it may take a machine's memory, an hour, or the program that does it.
None of that may happen to the program that keeps the ledger.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipelines.intake.archives.inside import kind_of, members_of
from pipelines.intake.archives.member import Refused

__all__ = ["Inside", "Listing", "listed"]

SECONDS = 600
"""What unpacking one archive may take: a gigabyte takes some 20 seconds."""
MEMORY = 2 << 30
"""Bytes that unpacking one may use."""
WHOLE = 8 << 30
"""Bytes of all files in one archive together."""
HEAD = 4096
UNKNOWN = "unknown"
"""The kind of an archive that took its process down."""


class Inside(NamedTuple):
    """One file inside: its path there, its size, its hash and first bytes, or why it has none. `opened`: an archive
    whose own files are in the listing, too."""

    name: str
    size: int
    sha256: str | None
    head: bytes
    reason: str | None
    message: str | None
    opened: bool


class Listing(NamedTuple):
    """All files inside, and what is wrong with the archive itself: a stable code and what to do. `kind` is None where
    nothing is inside: a document that is packed as archives are."""

    files: tuple[Inside, ...]
    reason: str | None = None
    message: str | None = None
    kind: str | None = None


def listed(path: Path) -> Listing:
    """What is in the file at `path`."""
    command = [sys.executable, "-m", "pipelines.intake.archives.listing", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return Listing((), "timeout", f"not unpacked after {SECONDS} s: hand in the files themselves", UNKNOWN)
    lines = [json.loads(line) for line in done.stdout.decode("utf-8", "replace").splitlines() if line.endswith("}")]
    files = tuple(_inside(line) for line in lines if "name" in line)
    end = next((line for line in lines if "name" not in line), None)
    if end is None:
        return Listing(files, "memory", "unpacking took more memory than it may: hand in the files themselves", UNKNOWN)
    return Listing(files, end["reason"], end["message"], end["kind"])


def _inside(line: dict[str, object]) -> Inside:
    return Inside(**{**line, "head": bytes.fromhex(str(line["head"]))})  # type: ignore[arg-type]


def _told(path: Path) -> Iterator[dict[str, object]]:
    whole, data = 0, path.read_bytes()
    kind = kind_of(data)
    try:
        for found in members_of(data):
            inner, refused = found.data, found.refused
            whole += len(inner or b"")
            if whole > WHOLE:
                raise Refused("oversized", "its files are more than 8 GiB when unpacked: hand them in in parts")
            yield {
                "name": found.name,
                "size": len(inner or b""),
                "sha256": None if inner is None else sha256(inner).hexdigest(),
                "head": (inner or b"")[:HEAD].hex(),
                "reason": refused.reason if refused else None,
                "message": str(refused) if refused else None,
                "opened": found.opened,
            }
    except Refused as fault:
        yield {"reason": fault.reason, "message": str(fault), "kind": kind}
    else:
        yield {"reason": None, "message": None, "kind": kind}


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit()
    for told in _told(Path(sys.argv[1])):
        sys.stdout.write(json.dumps(told, ensure_ascii=True) + "\n")
        sys.stdout.flush()
