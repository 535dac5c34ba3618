"""A web page that a browser saved whole is one document with the pictures in the folder beside it."""

import io
import os
from urllib.parse import quote

import pytest
from PIL import Image

from extract import ExtractSettings, extract
from pipelines.intake.find import find
from pipelines.intake.sources import read_source
from pipelines.run.audit import audit
from pipelines.store.artefacts import digest


def photograph(width=600):
    out = io.BytesIO()
    Image.new("RGB", (width, 400), "white").save(out, "PNG")
    return out.getvalue()


def saved(folder, source, ending="_files"):
    """A page with a picture that it shows, one that it does not, and what its look needs."""
    beside = folder / f"公示{ending}"
    beside.mkdir(parents=True)
    for name, data in {"表.png": photograph(), "别.png": photograph(500), "a.css": b"x", "b.js.下载": b"x"}.items():
        (beside / name).write_bytes(data)
    markup = f'<html><body><h1>绩效目标表</h1><img src="{source}"></body></html>'
    (folder / "公示.html").write_text(markup, "utf-8")
    return folder / "公示.html"


@pytest.mark.parametrize("ending", ["_files", ".files"])
@pytest.mark.parametrize("quoted", [True, False])
def test_the_picture_that_a_saved_page_shows_is_read_with_it(raw, ending, quoted):
    source = f"./公示{ending}/表.png"
    page = saved(raw, quote(source) if quoted else source, ending)
    found = {file.path: file for file in find([raw]).files}
    reasons = {path: file.known and (file.known.reason, file.known.message) for path, file in found.items()}
    assert reasons == {
        "公示.html": None,
        f"公示{ending}/a.css": ("part_of_page", "公示.html"),
        f"公示{ending}/b.js.下载": ("part_of_page", "公示.html"),
        f"公示{ending}/别.png": None,
        f"公示{ending}/表.png": ("part_of_page", "公示.html"),
    }, "a picture that the page does not show stays a document of its own"
    data = read_source(str(page))
    assert digest(data) == found["公示.html"].sha256 == find([page]).files[0].sha256
    (shown,) = extract(data, ExtractSettings(ocr=False)).pages[-1:]
    assert shown.status == "needs_ocr" and shown.width == 600


def test_a_page_without_its_folder_and_one_that_shows_none_of_it_are_as_they_are(raw):
    page = saved(raw, "https://example.com/a.png")
    (raw / "x.html").write_text("<table><tr><td>1</table>", "utf-8")
    found = {file.path: file for file in find([raw]).files}
    assert found["公示.html"].sha256 == digest(page.read_bytes())
    assert found["公示_files/a.css"].known.reason == "part_of_page"


def test_a_saved_page_stands_in_one_state_and_is_changed_when_its_picture_is(raw, do, store):
    saved(raw, "公示_files/表.png")
    do()
    assert audit([raw], store).faults == {}
    (raw / "公示_files" / "表.png").write_bytes(photograph(700))
    os.utime(raw / "公示_files" / "表.png", (1, 1))
    assert set(audit([raw], store).faults["changed"]) == {"公示.html", "公示_files/表.png"}
