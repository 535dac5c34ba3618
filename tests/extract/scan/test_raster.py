"""Pictures of every make become the same BGR page; what cannot is refused with its reason."""

import io

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageFile

from extract.errors import DamagedDocument, NotADocument, OversizedDocument
from extract.scan.raster import image_frames, page_raster
from tests.extract.scan.pages import DOCUMENTS


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def half_black() -> Image.Image:
    return Image.fromarray(np.repeat(np.array([[0], [255]], np.uint8), 100, axis=0).repeat(80, axis=1))


@pytest.mark.parametrize(
    ("mode", "kind"), [("L", "PNG"), ("1", "TIFF"), ("CMYK", "JPEG"), ("CMYK", "TIFF"), ("RGBA", "PNG"), ("P", "PNG")]
)
def test_colour_models_and_depths(mode: str, kind: str) -> None:
    (frame,) = image_frames(saved(half_black().convert(mode), kind))
    assert frame.pixels.shape == (200, 80, 3)
    assert frame.pixels[:90].mean() < 40 < 215 < frame.pixels[110:].mean()
    assert (frame.width, frame.height, frame.scale) == (80, 200, 1)


def test_sixteen_bits_keep_their_tones() -> None:
    deep = Image.fromarray(np.asarray(half_black(), np.uint16) * 257)
    (frame,) = image_frames(saved(deep, "PNG"))
    assert frame.pixels[:90].max() == 0
    assert frame.pixels[110:].min() == 255


def test_transparent_pixels_are_paper() -> None:
    (frame,) = image_frames(saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))
    assert frame.pixels.min() == 255


def test_every_frame_of_a_tiff() -> None:
    pages = [half_black(), half_black().rotate(180), half_black()]
    frames = list(image_frames(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])))
    assert [frame.pixels[0, 0, 0] for frame in frames] == [0, 255, 0]


def test_a_giant_image_is_refused_before_it_is_decoded() -> None:
    giant = saved(Image.new("1", (20000, 20000)), "PNG")
    with pytest.raises(OversizedDocument):
        list(image_frames(giant))


@pytest.mark.parametrize("allowed", [False, True])
def test_a_torn_image_is_damaged(monkeypatch: pytest.MonkeyPatch, allowed: bool) -> None:
    """Also where another library of the process has told Pillow to let torn images pass."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", allowed)
    whole = saved(half_black().resize((900, 900)), "PNG")
    with pytest.raises(DamagedDocument):
        list(image_frames(whole[: len(whole) // 2]))


def test_what_is_no_image_is_told_so() -> None:
    with pytest.raises(NotADocument):
        list(image_frames(b"not an image at all"))


def test_a_corrupt_jpeg_inside_a_pdf_is_damaged() -> None:
    """PDFium would draw the page blank or half, and nobody would know."""
    data = bytearray((DOCUMENTS / "linyi.scan1.pdf").read_bytes())
    start = data.index(b"\xff\xd8\xff")
    data[start + 2000 : start + 2000 + 100_000] = bytes(100_000)
    data[start : start + 400] = bytes(400)
    with pdfium.PdfDocument(bytes(data)) as pdf, pytest.raises(DamagedDocument):
        page_raster(pdf[0])


def test_a_scan_is_rendered_at_its_own_resolution() -> None:
    with pdfium.PdfDocument(DOCUMENTS / "linyi.scan1.pdf") as pdf:
        raster = page_raster(pdf[0])
    assert raster.pixels.shape[:2] in {(2339, 1654), (2340, 1655)}
    assert (raster.width, raster.height) == pytest.approx((595.44, 842.04), abs=0.01)
