"""Folder names that every file system takes, from names that people gave.

    units/<year>/<unit>/<project or 部门整体>/

What no file system takes is replaced by `_`: the characters that Windows forbids, control and invisible format
characters, a trailing dot or space, a leading dot, the device names of Windows. A name of more than 80 bytes is cut
and ends in `~` and 8 hex digits of its hash. Two names that would be one folder (on a file system that does not tell
upper from lower case, too) are told apart in the same way.
"""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple, TypeVar

__all__ = ["NO_PROJECT", "NO_UNIT", "WHOLE_UNIT", "Place", "folders", "safe_name", "year_name"]

Key = TypeVar("Key", bound=Hashable)

WHOLE_UNIT = "部门整体"
NO_UNIT = "未注明单位"
NO_PROJECT = "未注明项目"
LONGEST = 80
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?: *\..*)?", re.IGNORECASE)


class Place(NamedTuple):
    """Which folder a form belongs to: `project` is None where the form is about the unit as a whole."""

    year: int | None
    unit: str | None
    project: str | None
    whole_unit: bool


def year_name(year: int | None) -> str:
    """Four digits; `0000` where no year was found."""
    return f"{year or 0:04d}"


def safe_name(name: str) -> str:
    """The name as one part of a path."""
    safe = "".join("_" if unicodedata.category(c) in _INVISIBLE else c for c in unicodedata.normalize("NFC", name))
    safe = _FORBIDDEN.sub("_", safe).strip(" ")
    safe = re.sub(r"^\.|[. ]+$", lambda run: "_" * len(run.group()), safe) or "_"
    if _DEVICE.fullmatch(safe):
        safe = f"_{safe}"
    return safe if len(safe.encode()) <= LONGEST else _marked(safe, name)


def folders(places: Iterable[Place]) -> Mapping[Place, str]:
    """The folder of each place, no two the same."""
    wanted = sorted(set(places), key=lambda place: tuple(("" if part is None else str(part)) for part in place))
    units = _distinct({(place.year, place.unit): place.unit or NO_UNIT for place in wanted}, lambda key: key[0])
    projects = _distinct({place: _project(place) for place in wanted}, lambda place: place[:2])
    return {p: f"units/{year_name(p.year)}/{units[p.year, p.unit]}/{projects[p]}" for p in wanted}


def _project(place: Place) -> str:
    return WHOLE_UNIT if place.whole_unit else place.project or NO_PROJECT


def _distinct(names: Mapping[Key, str], parent: Callable[[Key], Hashable]) -> dict[Key, str]:
    """A folder name for each key; of those that would share one below a parent, the first whose name needed no
    change keeps it and the others are marked."""
    taken: set[tuple[Hashable, str]] = set()
    found = {}
    for key, name in sorted(names.items(), key=lambda item: (safe_name(item[1]) != item[1], item[1], repr(item[0]))):
        safe = safe_name(name)
        if (parent(key), safe.casefold()) in taken:
            safe = _marked(safe, repr(key))
        taken.add((parent(key), safe.casefold()))
        found[key] = safe
    return found


def _marked(safe: str, hashed: str) -> str:
    """A name cut to leave room for `~` and 8 hex digits, never within a character."""
    room = LONGEST - 9
    stem = safe.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
    return f"{stem}~{sha256(hashed.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
