"""Pictures of pages: a PDF page rendered, an image file's frames decoded.

A page that is one scanned image is rendered at that image's own resolution; anything else at 200 dpi. Both are
bounded, so that no page can exhaust a worker's memory.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps, ImageSequence, UnidentifiedImageError

from extract.errors import DamagedDocument, NotADocument, NotRead, OversizedDocument
from extract.media import image_type
from extract.scan.density import scan_of
from extract.zipped import BROKEN

__all__ = ["Pixels", "Raster", "frame_count", "image_frames", "page_raster", "resized"]

Pixels = NDArray[np.uint8]

DEFAULT_DPI = 200
MAX_PIXELS = 75_000_000  # A3 at 600 dpi has 70 million
MAX_SIDE = 5000
MIN_SIDE = 8
TORN = (OSError, SyntaxError, ValueError, ArithmeticError, TypeError, LookupError)
"""What Pillow raises where a picture is damaged: the last two of a TIFF without its size."""
SMALLEST = 298.0  # points: the longer side of A7, and no form is printed on less
PACKED = b"PK\x03\x04"
"""How an album begins."""
HEIC_CODECS = ("pi_heif", "pillow_heif")
"""Wheels that teach Pillow HEIC, none of them asked for by default (`jixiao[heic]` is)."""


@dataclass(frozen=True)
class Raster:
    """A page in pixels. `pixels` is BGR, `(rows, columns, 3)`; `width` and `height` are the page's own, in points
    (of the page as shown) for a PDF and in pixels for an image file. `bilevel`: black and white alone, as a fax has it.
    """

    pixels: Pixels
    width: float
    height: float
    bilevel: bool = False

    @property
    def scale(self) -> float:
        """Pixels to one unit of the page."""
        return float(max(self.pixels.shape[:2]) / max(self.width, self.height))


def page_raster(page: pdfium.PdfPage, dpi: float | None = None, layered: bool = False) -> Raster:
    """Render a PDF page as shown (after `/Rotate`).

    Without `dpi` a scanned page gets its finest picture's resolution, at least the usual one where more than pictures
    is drawn, or where it is `layered`: where pictures have masks whose resolution is not known. A page smaller than
    any paper is drawn as large as paper. `OversizedDocument` when a picture has too many pixels, `DamagedDocument`
    when it cannot be decoded.
    """
    width, height = page.get_size()
    scan = scan_of(page)
    for image in scan.images if scan else ():
        _check_image(image)
    if dpi is None:
        dpi = DEFAULT_DPI * max(1.0, SMALLEST / max(width, height))
        if scan is not None:
            dpi = scan.dpi if scan.alone and not layered else max(dpi, scan.dpi)
    scale = min(dpi / 72, MAX_SIDE / max(width, height))
    bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
    pixels = bitmap.to_numpy()
    pixels = cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR) if pixels.shape[2] == 1 else pixels[:, :, :3]
    return Raster(np.ascontiguousarray(pixels), width, height, scan is not None and scan.bilevel)


def frame_count(data: bytes) -> int:
    """How many pictures an image file or an album holds. Raises as `image_frames` does."""
    if data.startswith(PACKED):
        return len(_album(data))
    with _decoding(data) as image:
        return int(getattr(image, "n_frames", 1))


def image_frames(data: bytes, first: int = 1) -> Iterator[Raster]:
    """Every frame of an image file, or picture of an album, from the `first` one on, at whatever depth and colour
    model, in BGR, turned as its EXIF says; those before are not decoded. Raises `NotADocument`, `DamagedDocument` or
    `OversizedDocument`."""
    if data.startswith(PACKED):
        for picture in _album(data)[first - 1 :]:
            yield from islice(image_frames(picture()), 1)
        return
    with _decoding(data) as image:
        for frame in islice(ImageSequence.Iterator(image), first - 1, None):
            _check_size(frame.size)
            if min(frame.size) < MIN_SIDE:
                raise DamagedDocument(f"an image of {frame.width} x {frame.height} pixels is no page: scan it again")
            yield _bounded(frame)


def _album(data: bytes) -> list[Callable[[], bytes]]:
    """What reads each picture of an album, in order. Raises `DamagedDocument`."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise DamagedDocument(f"the pictures cannot be taken out ({error}): hand them in one by one") from error
    parts = [part for part in package.infolist() if part.filename != "mimetype"]
    if any(part.compress_type != zipfile.ZIP_STORED or part.file_size > len(data) for part in parts):
        raise DamagedDocument("the pictures are not kept as they are: hand them in one by one")
    return [partial(_taken, package, part) for part in parts]


def _taken(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    try:
        return package.read(part)
    except BROKEN as error:
        raise DamagedDocument(f"a picture cannot be taken out ({error}): hand it in by itself") from error


@contextmanager
def _decoding(data: bytes) -> Iterator[Image.Image]:
    """The image file in `data` as Pillow opens it; what it cannot do with it is raised as an error of ours."""
    if image_type(data) == "image/heic":
        _need_heic()
    try:
        with _no_torn_images(), Image.open(io.BytesIO(data)) as image:
            yield image
    except Image.DecompressionBombError as error:
        raise OversizedDocument(
            "an image of more pixels than any page: scan at 200 to 300 dpi and hand in again"
        ) from error
    except UnidentifiedImageError as error:
        raise NotADocument("not an image that can be read: hand in PNG, JPEG, TIFF or PDF") from error
    except TORN as error:
        raise DamagedDocument(f"the image cannot be decoded ({error}): scan or export it again") from error


@cache
def _need_heic() -> None:
    """Have Pillow read the pictures of an iPhone. Raises `NotRead` where no codec is installed."""
    name = next((name for name in HEIC_CODECS if find_spec(name)), None)
    if name is None:
        raise NotRead("a HEIC picture, and no codec for it is installed here: save it as JPEG, or install jixiao[heic]")
    import_module(name).register_heif_opener()


@contextmanager
def _no_torn_images() -> Iterator[None]:
    """Torn images are refused whatever other libraries of the process have told Pillow, whose switch is one for all."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def resized(raster: Raster, factor: float) -> Raster:
    """The same page with `factor` times the resolution."""
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    pixels = cv2.resize(raster.pixels, None, fx=factor, fy=factor, interpolation=method)
    return replace(raster, pixels=np.asarray(pixels, np.uint8))


def _check_image(image: Any) -> None:
    """Refuse an image that is too large, and a JPEG that PDFium would draw as an empty page."""
    _check_size(image.get_px_size())
    if list(image.get_filters())[-1:] != ["DCTDecode"]:
        return
    data = bytes(image.get_data(decode_simple=True))
    try:
        with _no_torn_images(), Image.open(io.BytesIO(data)) as picture:
            picture.draft("L", (max(1, picture.width // 8), max(1, picture.height // 8)))
            picture.load()
    except TORN as error:
        raise DamagedDocument(f"the page's image is corrupt ({error}): scan or export the page again") from error


def _check_size(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MAX_PIXELS:
        raise OversizedDocument(f"an image of {width} x {height} pixels: scan at 200 to 300 dpi and hand in again")


def _to_bgr(frame: Image.Image) -> Pixels:
    """8-bit BGR of a frame; transparent pixels are paper, 16-bit ones keep their upper byte."""
    if frame.mode in ("I", "F") or frame.mode.startswith("I;16"):
        values = np.asarray(frame, np.float32)
        top = 65535.0 if values.max(initial=0) > 255 else 255.0
        gray = np.clip(values * (255.0 / top), 0, 255).astype(np.uint8)
        return np.asarray(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR), np.uint8)
    if "A" in frame.getbands() or "transparency" in frame.info:
        layer = frame.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        frame = Image.alpha_composite(paper, layer)
    return np.ascontiguousarray(np.asarray(frame.convert("RGB"), np.uint8)[:, :, ::-1])


def _bounded(frame: Image.Image) -> Raster:
    """A frame at no more than `MAX_SIDE`, made smaller before it is spread to three colours."""
    size, bilevel = frame.size, frame.mode == "1"
    if max(size) > MAX_SIDE and frame.mode in ("1", "L", "RGB", "CMYK"):
        frame = frame.convert("L") if frame.mode == "1" else frame
        frame.thumbnail((MAX_SIDE, MAX_SIDE), reducing_gap=2.0)
    pixels = _to_bgr(ImageOps.exif_transpose(frame))
    turned = (pixels.shape[1] > pixels.shape[0]) != (size[0] > size[1])
    width, height = reversed(size) if turned else size
    whole = Raster(pixels, width, height, bilevel)
    longest = max(pixels.shape[:2])
    return resized(whole, MAX_SIDE / longest) if longest > MAX_SIDE else whole
