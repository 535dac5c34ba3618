"""Sets of lines: which pages, damaged how, by which dice; kept in one file each.

forms     the corpus' documents in the faces that are trained on, blots with no text among them
general   pages of lines that are no form's
held      documents and general pages in faces that are not trained on, by level and by kind: what is measured
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus.damage.levels import LEVELS, Dice, Recipe
from benchmarks.recogniser.general import HELD_OUT, KINDS, faces_trained, general_page
from benchmarks.recogniser.lines import Sample, cut, document_lines, page_of
from extract.ocr.models import indices

__all__ = ["GENERAL", "Job", "Lines", "form_jobs", "general_jobs", "held_jobs", "load", "save"]

GENERAL = "general"
"""The group of the lines that are no form's."""
MOST = 60
"""How often a text may be in a set: labels and levels are on every page."""
BLANK = 0.03
"""The share of lines without text."""
DUSTY = ("number", "sign")
TRAIN_LEVELS = ("1", "2", "3", "4", "harsh")
TRAIN_SHARES = (0.1, 0.15, 0.25, 0.25, 0.25)
GENERAL_SHARES = {"1": 0.15, "2": 0.1, "3": 0.15, "4": 0.2, "harsh": 0.15, "dusty": 0.25}


class Job(NamedTuple):
    """A page or document to be cut into lines. `source` is a document, or None for a general page of these `kinds`."""

    source: Path | None
    level: str
    seed: str
    faces: tuple[str, ...] = ()
    kinds: tuple[str, ...] = KINDS
    group: str = ""


class Lines(NamedTuple):
    """Lines side by side: `pixels` is `(48, columns)`, line n lies between `ends[n - 1]` and `ends[n]`."""

    pixels: NDArray[np.uint8]
    ends: NDArray[np.int64]
    texts: list[str]
    groups: list[str]

    def picture(self, n: int) -> NDArray[np.uint8]:
        """Line n, `(48, width)`."""
        return self.pixels[:, int(self.ends[n - 1]) if n else 0 : int(self.ends[n])]


def harsh(rng: Dice) -> Recipe:
    """Worse than the corpus has it: coarse, soft, stored small, or sent by fax."""
    dpi = int(rng.choice([96, 110, 120, 130, 150, 170, 170]))
    kinds = {
        "skew": rng.uniform(0.2, 2.5),
        "perspective": rng.uniform(0, 0.015),
        "curl": rng.uniform(0, 0.008),
        "blur": rng.uniform(0.5, 0.95) if dpi < 150 else rng.uniform(0.9, 1.35),
        "shadow": rng.uniform(0.3, 1.4),
        "noise": rng.uniform(3, 9),
        "gaps": rng.uniform(0, 1),
    }
    extra = {"specks": 0.4, "round_seal": 0.3, "fade": 0.15, "motion": 0.1, "bleed": 0.15, "broken_rulings": 0.2}
    kinds |= {kind: 0.8 for kind, chance in extra.items() if rng.random() < chance}
    if rng.random() < 0.08:
        kinds |= {"fax": 1.0}
        dpi = max(dpi, 170)
    return Recipe(kinds, 0, dpi, int(rng.integers(38, 65)))


def dusty(rng: Dice) -> Recipe:
    """Coarse and full of dust: where decimal points are lost."""
    dpi = int(rng.choice([100, 110, 120, 130, 150]))
    kinds = {
        "skew": rng.uniform(0.1, 1.5),
        "blur": rng.uniform(0.4, 0.8),
        "noise": rng.uniform(2, 8),
        "specks": rng.uniform(1.5, 6),
        "shadow": rng.uniform(0, 0.8),
    }
    return Recipe(kinds, 0, dpi, int(rng.integers(45, 80)))


RECIPES: dict[str, Callable[[Dice], Recipe]] = {
    **{str(level): recipe for level, recipe in LEVELS.items()},
    "harsh": harsh,
    "dusty": dusty,
}


def form_jobs(corpus: Path, seed: int, passes: int) -> list[Job]:
    """Every document of a corpus in a face that is trained on, damaged so many times."""
    rng = Random(f"{seed}/forms")
    trained = [path for path, face in _documents(corpus) if face not in HELD_OUT]
    return [
        Job(path, rng.choices(TRAIN_LEVELS, TRAIN_SHARES)[0], f"{seed}/{path.stem}/{k}", group="forms")
        for k in range(passes)
        for path in trained
    ]


def general_jobs(seed: int, pages: int) -> list[Job]:
    """So many pages of lines that are no form's, in the faces that are trained on."""
    levels = Random(f"{seed}/general").choices(list(GENERAL_SHARES), list(GENERAL_SHARES.values()), k=pages)
    return [
        Job(None, level, f"{seed}/general/{n}", faces_trained(), DUSTY if level == "dusty" else KINDS, GENERAL)
        for n, level in enumerate(levels)
    ]


def held_jobs(corpus: Path, seed: int, documents: int, pages: int) -> list[Job]:
    """So many of the corpus' documents in faces that are not trained on, at each level; general pages in these faces,
    so many of each kind at levels 1, 3 and 4."""
    held = [path for path, face in _documents(corpus) if face in HELD_OUT][:documents]
    jobs = [
        Job(path, level, f"{seed}/held/{path.stem}/{level}", group=f"forms {level}")
        for level in map(str, LEVELS)
        for path in held
    ]
    for kind in ("name", "english", "prose", "rare", "traditional", "number", "sign"):
        jobs += [
            Job(None, level, f"{seed}/held/{kind}/{n}", HELD_OUT, (kind,), kind)
            for n, level in enumerate(["1", "3", "4"] * pages)
        ]
    jobs += [
        Job(None, "dusty", f"{seed}/held/dusty/{n}", HELD_OUT, ("number",), "dusty number") for n in range(4 * pages)
    ]
    return jobs


def save(jobs: Sequence[Job], path: Path, workers: int) -> Lines:
    """Cut the lines of these jobs and keep them; those with characters that the recogniser has not are left out."""
    lines = _gathered(_cut_all(jobs, workers))
    np.savez(path, pixels=lines.pixels, ends=lines.ends, said=np.array(json.dumps([lines.texts, lines.groups])))
    return lines


def load(*paths: Path) -> Lines:
    """The lines that `save` kept at these paths, together."""
    sets = []
    for path in paths:
        with np.load(path) as kept:
            texts, groups = json.loads(str(kept["said"]))
            sets.append(Lines(kept["pixels"], kept["ends"], texts, groups))
    starts = np.cumsum([0, *(one.pixels.shape[1] for one in sets)])
    return Lines(
        np.concatenate([one.pixels for one in sets], axis=1),
        np.concatenate([one.ends + start for one, start in zip(sets, starts, strict=False)]),
        [text for one in sets for text in one.texts],
        [group for one in sets for group in one.groups],
    )


def _documents(corpus: Path) -> list[tuple[Path, str]]:
    found = []
    for truth in sorted(corpus.glob("*.truth.json")):
        face = json.loads(truth.read_text(encoding="utf-8"))["face"]
        found.append((truth.with_name(truth.name.replace(".truth.json", ".pdf")), face))
    return found


def _cut_all(jobs: Sequence[Job], workers: int) -> Iterator[tuple[Job, list[Sample]]]:
    with ProcessPoolExecutor(workers, initializer=partial(cv2.setNumThreads, 1)) as pool:
        yield from zip(jobs, pool.map(_done, jobs, chunksize=2), strict=True)


def _done(job: Job) -> list[Sample]:
    rng, dice = Random(job.seed), np.random.default_rng(list(job.seed.encode()))
    recipe = RECIPES[job.level](dice)
    recipe.turn, recipe.hidden_text = 0, False
    if job.source is None:
        page, printed = general_page(rng, recipe.dpi, job.faces, job.kinds)
        return list(cut(page, printed, recipe, dice))
    out: list[Sample] = []
    for drawn, printed in document_lines(job.source.read_bytes()):
        if printed:
            out += cut(page_of(drawn, recipe.dpi), printed, recipe, dice)
    return out


def _gathered(made: Iterable[tuple[Job, list[Sample]]]) -> Lines:
    known = indices("tiny")
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[tuple[Sample, str]] = []
    blots: list[tuple[Sample, str]] = []
    for job, samples in made:
        for sample in samples:
            if not sample.text:
                blots.append((sample, job.group))
            elif all(one in known for one in sample.text):
                seen[sample.text, job.group] += 1
                if seen[sample.text, job.group] <= MOST:
                    kept.append((sample, job.group))
    kept += Random("blots").sample(blots, min(len(blots), round(BLANK * len(kept))))
    widths = np.array([sample.pixels.shape[1] for sample, _ in kept])
    return Lines(
        np.concatenate([sample.pixels for sample, _ in kept], axis=1),
        np.cumsum(widths),
        [sample.text for sample, _ in kept],
        [group for _, group in kept],
    )
