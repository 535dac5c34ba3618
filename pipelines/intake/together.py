"""Several files that are one document: the pictures of a folder, a saved web page and what was saved with it.

The document stands in what is found once, with the hash of what it comes to; each file of it is known as a part.
"""

import os
from hashlib import sha256
from pathlib import Path

from pipelines.intake.album import pages
from pipelines.intake.found import Found, Handed, Known
from pipelines.intake.places import location_of, printable
from pipelines.intake.saved_page import folders, pictures
from pipelines.intake.sources import UnreadableSource, read_source, to_path

__all__ = ["bind_albums", "bind_pages"]


def bind_albums(root: Path, found: Found) -> None:
    """Enter the pictures of each folder below the root as the one document that they are, if they are one."""
    for folder in dict.fromkeys(Path(file.location).parent for file in found.files):
        if folder != root and folder.is_relative_to(root):
            _bind_album(folder, root, found)


def _bind_album(folder: Path, root: Path, found: Found) -> None:
    photos = {location_of(path) for path in pages(folder)}
    here = [n for n, file in enumerate(found.files) if file.location in photos]
    if not here or len(here) != len(photos) or any(found.files[n].known for n in here):
        return
    below, location = printable(folder.relative_to(root).as_posix()), location_of(folder)
    try:
        data = read_source(location)
    except UnreadableSource:
        return
    when = max(found.files[n].received_at for n in here)
    for n in here:
        found.files[n] = found.files[n]._replace(known=Known("done", "page_of_album", below))
    found.files.append(Handed(location, printable(folder.name), below, when, len(data), sha256(data).hexdigest()))


def bind_pages(found: Found) -> None:
    """Enter each saved web page as the document that it is with its pictures, and what else was saved for its look as
    parts of it."""
    for n, file in enumerate(found.files):
        page = to_path(file.location)
        beside = [f"{location_of(folder)}{os.sep}" for folder in folders(page)] if file.known is None else []
        if not beside:
            continue
        try:
            shown = {location_of(path) for path in pictures(page)}
            data = read_source(file.location)
        except (OSError, UnreadableSource):
            continue
        found.files[n] = file._replace(size=len(data), sha256=sha256(data).hexdigest())
        for m, part in enumerate(found.files):
            is_look = part.known is not None and part.known.reason == "no_reader"
            if part.location.startswith(tuple(beside)) and (is_look or part.location in shown):
                found.files[m] = part._replace(known=Known("done", "part_of_page", file.path))
