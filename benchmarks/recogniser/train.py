"""Training: connectionist temporal classification (Graves et al. 2006) on lines, gently.

What was learnt by trying: the classes' own layer stays as it was (it names characters that training never shows),
general lines are nearly half of all, the weights of the last half of the steps are averaged, and what comes out is
mixed with the original (Wortsman et al. 2022, Robust fine-tuning: between the two forgetting ends before gain does).
Two processes that average their weights now and then learn faster than two threads.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor, multiprocessing
from torch.nn import functional
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from benchmarks.recogniser.data import GENERAL, Lines, load
from benchmarks.recogniser.net import Recogniser
from extract.ocr.models import indices
from extract.ocr.recognise import batch, padded

__all__ = ["Weights", "mixed", "train"]

Weights = dict[str, Tensor]

RATE, LAST_RATE, WARM = 6e-4, 2e-5, 40
COLUMNS = 20_000
"""Pixel columns of a batch: some sixty lines."""
POOL = 512  # lines that are sorted by width before they are cut into batches
OTHERS = 0.45
"""The share of lines that are no form's."""
TOGETHER = 8
"""Steps after which the processes average their weights."""
LONGEST = 1600  # columns of a line that is trained on
FADED = (0.75, 1.15)


def train(paths: Sequence[Path], original: Weights, steps: int, seed: int, processes: int = 2) -> Weights:
    """Weights tuned on the lines at these paths, from the original ones; `steps` are those of each process."""
    size = sum(value.numel() for key, value in original.items() if _is_tuned(key))
    shared = torch.zeros(processes, size).share_memory_()
    mean = torch.zeros(size).share_memory_()
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(processes)
    arguments = (paths, original, steps, seed, shared, mean, barrier)
    workers = [context.Process(target=_work, args=(rank, *arguments)) for rank in range(processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("a training process died: see its message above")
    net = _net(original)
    vector_to_parameters(mean, _tuned(net))
    return {key: value.clone() for key, value in net.state_dict().items() if key in original}


def mixed(original: Weights, tuned: Weights, share: float) -> Weights:
    """Weights between the original ones (share 0) and the tuned ones (1)."""
    return {key: torch.lerp(original[key].float(), tuned[key].float(), share) for key in original}


def _work(
    rank: int,
    paths: Sequence[Path],
    original: Weights,
    steps: int,
    seed: int,
    shared: Tensor,
    mean: Tensor,
    barrier: Any,
) -> None:
    """One process's share of the training; rank 0 also gathers the mean of the last half."""
    torch.set_num_threads(1)
    net = _net(original)
    weights = _tuned(net)
    optimiser = torch.optim.Adam(weights, RATE)
    batches = _batches(load(*paths), Random(f"{seed}/{rank}"))
    said, gathered = 0.0, 0
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = _rate(step, steps)
        loss = _loss(net, *next(batches))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 5.0)
        optimiser.step()
        said += loss.item()
        if (step + 1) % TOGETHER == 0:
            shared[rank] = parameters_to_vector(weights).detach()
            barrier.wait()
            one = shared.mean(0)
            barrier.wait()
            vector_to_parameters(one, weights)
            if rank == 0:
                if step >= steps // 2:
                    gathered += 1
                    mean += (one - mean) / gathered
                if (step + 1) % (5 * TOGETHER) == 0:
                    print(f"step {step + 1} of {steps}: loss {said / (5 * TOGETHER):.4f}", flush=True)
                    said = 0.0


def _net(weights: Weights) -> Recogniser:
    """The recogniser with its norms and its classes' layer at rest."""
    net = Recogniser().eval()
    net.load_state_dict(weights, strict=False)
    for name, one in net.named_parameters():
        one.requires_grad_(_is_tuned(name))
    return net


def _is_tuned(name: str) -> bool:
    return "norm" not in name and not name.startswith("head.")


def _tuned(net: Recogniser) -> list[torch.nn.Parameter]:
    return [one for one in net.parameters() if one.requires_grad]


def _rate(step: int, steps: int) -> float:
    """Up in a straight line, down along a cosine."""
    if step < WARM:
        return RATE * (step + 1) / WARM
    return LAST_RATE + (RATE - LAST_RATE) * (1 + math.cos(math.pi * (step - WARM) / max(1, steps - WARM))) / 2


def _loss(net: Recogniser, x: Tensor, targets: Tensor, lengths: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        features = net.features(x)
    likely = functional.log_softmax(net.head(net.narrow(features.float())), -1).transpose(0, 1)
    steps = torch.full((len(x),), len(likely))
    return functional.ctc_loss(likely, targets, steps, lengths, zero_infinity=True)


def _batches(lines: Lines, rng: Random) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Batches of lines of like width, for ever: pictures, their characters' classes one after the other, how many each
    line has."""
    index = indices("tiny")
    widths = np.diff(lines.ends, prepend=0)
    general = [n for n, group in enumerate(lines.groups) if group == GENERAL and widths[n] <= LONGEST]
    forms = [n for n, group in enumerate(lines.groups) if group != GENERAL and widths[n] <= LONGEST]
    while True:
        pool = [rng.choice(general if rng.random() < OTHERS else forms) for _ in range(POOL)]
        pool.sort(key=widths.__getitem__)
        cuts: list[list[int]] = [[]]
        for n in pool:
            if cuts[-1] and padded(int(widths[n])) * (len(cuts[-1]) + 1) > COLUMNS:
                cuts.append([])
            cuts[-1].append(n)
        rng.shuffle(cuts)
        for members in cuts:
            pictures = batch([_faded(lines.picture(n), rng) for n in members], padded(int(max(widths[members]))))
            classes = [[index[one] for one in lines.texts[n]] for n in members]
            yield (
                torch.from_numpy(pictures).contiguous(memory_format=torch.channels_last),
                torch.tensor([one for each in classes for one in each]),
                torch.tensor([len(each) for each in classes]),
            )


def _faded(picture: np.ndarray[Any, Any], rng: Random) -> np.ndarray[Any, Any]:
    """The picture with ink that is somewhat fainter or darker."""
    return np.clip(255 - (255 - picture.astype(np.float32)) * rng.uniform(*FADED), 0, 255).astype(np.uint8)
