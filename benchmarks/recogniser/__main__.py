"""`python -m benchmarks.recogniser --out DIR`: lines, training, weights, figures and card, from a seed.

What is in DIR already is not made again: corpus/, forms.npz, general.npz, held.npz, tuned.pt. The mixed weights and
their figures are written into extract/ocr/weights; README.md says what has to be installed.
"""

import argparse
import json
from hashlib import sha256
from pathlib import Path

import onnx
import torch

from benchmarks.corpus.make import make
from benchmarks.recogniser.convert import ORIGINAL, proved, torch_weights, with_weights
from benchmarks.recogniser.data import form_jobs, general_jobs, held_jobs, load, save
from benchmarks.recogniser.measure import figures, table
from benchmarks.recogniser.train import Weights, mixed, train
from benchmarks.report import written

TARGET = Path(__file__).parents[2] / "extract" / "ocr" / "weights"


def main() -> None:
    """Make what is not there yet, then write the weights and what they read right."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--seed", type=int, default=311)
    a.add_argument("--documents", type=int, default=96)
    a.add_argument("--passes", type=int, default=1, help="how often each document is damaged")
    a.add_argument("--pages", type=int, default=120, help="general pages")
    a.add_argument("--steps", type=int, default=320, help="of each of the two processes")
    a.add_argument("--share", type=float, default=0.65, help="of the tuned weights in the mixture")
    a.add_argument("--workers", type=int, default=2)
    args = a.parse_args()
    sets = _sets(args)
    original = torch_weights(ORIGINAL)
    apart = proved(onnx.load(ORIGINAL), original)
    tuned = _tuned(args, sets[:2], original)
    model = with_weights(ORIGINAL, mixed(original, tuned, args.share))
    proved(model, mixed(original, tuned, args.share))
    TARGET.mkdir(exist_ok=True)
    target = TARGET / "tiny.onnx"
    onnx.save(model, target)
    held = load(sets[2])
    read = {
        "tiny as it comes": figures(held, "tiny", ORIGINAL),
        "tiny tuned": figures(held, "tiny", target),
    }
    said = table(read)
    recipe = {
        "command": f"python -m benchmarks.recogniser --seed {args.seed} --documents {args.documents} "
        f"--passes {args.passes} --pages {args.pages} --steps {args.steps} --share {args.share}",
        "sha256": sha256(target.read_bytes()).hexdigest(),
        "largest_difference_of_the_two_graphs": float(f"{apart:.2g}"),
        "figures": {reader: {group: one._asdict() for group, one in by.items()} for reader, by in read.items()},
    }
    (TARGET / "tiny.json").write_text(json.dumps(recipe, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    card = TARGET / "README.md"
    card.write_text(written(card.read_text(encoding="utf-8"), {"figures": said}), encoding="utf-8")
    print(said)


def _sets(args: argparse.Namespace) -> list[Path]:
    """The files of lines: of forms, general ones, those that are measured on."""
    corpus = args.out / "corpus"
    if not corpus.exists():
        make(args.documents, args.seed, corpus)
    jobs = {
        "forms": lambda: form_jobs(corpus, args.seed, args.passes),
        "general": lambda: general_jobs(args.seed, args.pages),
        "held": lambda: held_jobs(corpus, args.seed, 10, 1),
    }
    paths = [args.out / f"{name}.npz" for name in jobs]
    for path, wanted in zip(paths, jobs.values(), strict=True):
        if not path.exists():
            save(wanted(), path, args.workers)
    return paths


def _tuned(args: argparse.Namespace, sets: list[Path], original: Weights) -> Weights:
    """The weights after training; kept, so that another mixture costs nothing."""
    kept = args.out / "tuned.pt"
    if not kept.exists():
        torch.save(train(sets, original, args.steps, args.seed), kept)
    found: Weights = torch.load(kept)
    return found


if __name__ == "__main__":
    main()
