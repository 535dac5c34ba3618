"""Pictures as people send them: of any common kind, turned by the camera, several in a file."""

import io

import numpy as np
import pytest
from PIL import Image

from extract import ExtractSettings, extract
from extract.errors import NotRead
from extract.media import image_type
from extract.scan import raster

LOOK = ExtractSettings(ocr=False)


def picture() -> Image.Image:
    """Dark at the upper left, light elsewhere; wider than high."""
    pixels = np.full((60, 100, 3), 250, np.uint8)
    pixels[:20, :30] = 10
    return Image.fromarray(pixels)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_each_kind_is_told_by_its_bytes_and_read(kind: str) -> None:
    out = io.BytesIO()
    picture().save(out, kind)
    (page,) = extract(out.getvalue(), LOOK).pages
    assert (page.width, page.height, page.status) == (100, 60, "needs_ocr")
    (frame,) = raster.image_frames(out.getvalue())
    assert frame.pixels[5, 5].max() < 60 < 200 < frame.pixels[50, 90].min()


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (0, 1)), (8, (1, 0))])
def test_a_photo_is_turned_as_the_camera_says(orientation: int, corner: tuple[int, int]) -> None:
    """`corner`: where the dark part is as a person sees it, down and across."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    picture().save(out, "JPEG", exif=exif)
    (page,) = extract(out.getvalue(), LOOK).pages
    assert (page.width > page.height) == (orientation in (1, 3))
    (frame,) = raster.image_frames(out.getvalue())
    down, across = (side - 6 if far else 5 for side, far in zip(frame.pixels.shape[:2], corner, strict=True))
    assert frame.pixels[down, across].max() < 60


def test_every_page_of_a_tiff_is_a_page() -> None:
    out = io.BytesIO()
    picture().save(out, "TIFF", save_all=True, append_images=[picture(), picture()])
    assert [page.number for page in extract(out.getvalue(), LOOK).pages] == [1, 2, 3]


def test_a_heic_picture_without_a_codec_says_what_to_hand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    heic = b"\x00\x00\x00\x18ftypheic" + b"\0" * 40
    assert image_type(heic) == "image/heic"
    monkeypatch.setattr(raster, "HEIC_CODECS", ("no_such_codec",))
    raster._need_heic.cache_clear()
    with pytest.raises(NotRead, match="JPEG"):
        extract(heic, LOOK)
    raster._need_heic.cache_clear()
