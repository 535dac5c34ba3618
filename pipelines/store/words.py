"""A province's own words belong to a store: the files of `lexicon/` in it hold for every run, until others come.

They are put there by `--lexicon DIR`, or from `.jixiao/lexicon/` beside the raw files.
"""

from collections.abc import Iterable
from pathlib import Path

from normalize.lexicon.load import Overlay
from normalize.lexicon.overlay import Fault, faults
from pipelines.language import say
from pipelines.store.objects import Store, is_url
from pipelines.store.people import FOLDER

__all__ = ["LexiconError", "beside", "keep_lexicon", "overlay_of", "read_overlay", "told"]

_KEPT = "lexicon"


class LexiconError(Exception):
    """An overlay that cannot be followed: a slip of the person who wrote it."""


def overlay_of(store: Store) -> Overlay:
    """The overlay that holds for a store."""
    paths = [found.path for found in store.list(_KEPT) if found.path.endswith(".toml")]
    texts = zip(paths, store.get_many(paths), strict=True)
    return tuple((Path(path).stem, data.decode("utf-8")) for path, data in texts if data is not None)


def keep_lexicon(store: Store, folder: Path) -> Overlay:
    """Put an overlay into the store in place of the one before. Raises LexiconError, and keeps nothing, where anything
    is wrong with it."""
    overlay = read_overlay(folder)
    if found := faults(overlay):
        raise LexiconError("\n".join([say("lexicon.faulty", path=folder), *map(told, found)]))
    if overlay != overlay_of(store):
        for path in [found.path for found in store.list(_KEPT)]:
            store.delete(path)
        for name, text in overlay:
            store.put(f"{_KEPT}/{name}.toml", text.encode("utf-8"))
    return overlay


def read_overlay(folder: Path) -> Overlay:
    """The files of an overlay. Raises LexiconError for what is no folder or no text."""
    if not folder.is_dir():
        raise LexiconError(say("misuse.no_folder", path=folder))
    try:
        return tuple((path.stem, path.read_text(encoding="utf-8-sig")) for path in sorted(folder.glob("*.toml")))
    except UnicodeDecodeError as fault:
        raise LexiconError(say("lexicon.no_text", path=folder)) from fault


def beside(paths: Iterable[str | Path]) -> Path | None:
    """The overlay beside raw files, of the first folder that has one."""
    places = (Path(path) / FOLDER / _KEPT for path in map(str, paths) if not is_url(path))
    return next((place for place in places if place.is_dir()), None)


def told(fault: Fault) -> str:
    """What is wrong, by file and line."""
    what = say(f"lexicon.{fault.code}", about=fault.about, detail=fault.detail)
    return f"  {fault.file}.toml:{fault.line}: {what}"
