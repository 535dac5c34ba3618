"""Several photographs of one form in a folder are one document, in the order of their numbers."""

import io
import os
import zipfile

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extract import extract
from extract.crop import page_picture
from extract.media import ALBUM
from pipelines.intake.album import bound, pages
from pipelines.intake.find import find
from pipelines.intake.sources import UnreadableSource, read_source
from pipelines.run.audit import audit
from pipelines.store import ledger
from pipelines.store.artefacts import digest


def photograph(path, colour="white"):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (60, 80), colour).save(path)
    return path


def named(folder, *names):
    return [photograph(folder / name, (n * 40 % 256, 9, 9)) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["2.jpg", "10.jpg", "1.jpg"], ["1.jpg", "2.jpg", "10.jpg"]),
        (["IMG_20260301_2.JPG", "IMG_20260301_1.jpg"], ["IMG_20260301_1.jpg", "IMG_20260301_2.JPG"]),
        (["第2页.png", "第1页.png"], ["第1页.png", "第2页.png"]),
        (["甲项目.jpg", "乙项目.jpg"], []),
        (["1.jpg"], []),
        (["1.jpg", "2.png"], []),
    ],
)
def test_pictures_that_are_counted_up_are_the_pages_of_one_document(tmp_path, names, order):
    named(tmp_path, *names)
    assert [path.name for path in pages(tmp_path)] == order


def test_a_folder_in_which_anything_else_stands_is_no_album(tmp_path):
    named(tmp_path, "1.jpg", "2.jpg")
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    assert len(pages(tmp_path)) == 2, "what programs leave behind does not count"
    (tmp_path / "说明.txt").write_text("两页", "utf-8")
    assert pages(tmp_path) == []


def test_pictures_in_the_inbox_itself_stay_documents_of_their_own(tmp_path):
    named(tmp_path, "1.jpg", "2.jpg")
    assert [file.path for file in find([tmp_path]).files] == ["1.jpg", "2.jpg"]


def test_every_picture_has_its_place_and_the_folder_is_the_document(tmp_path):
    named(tmp_path / "照片", "1.jpg", "2.jpg")
    album, *pictures = find([tmp_path]).files
    assert (album.path, album.name, album.known) == ("照片", "照片", None)
    assert digest(read_source(album.location)) == album.sha256
    assert [(one.path, one.known and one.known.reason) for one in pictures] == [
        ("照片/1.jpg", "page_of_album"),
        ("照片/2.jpg", "page_of_album"),
    ]
    (tmp_path / "照片" / "2.jpg").unlink()
    with pytest.raises(UnreadableSource, match="one document any more"):
        read_source(album.location)


def test_the_same_pictures_give_the_same_bytes_whatever_their_times(tmp_path):
    files = named(tmp_path, "1.jpg", "2.jpg")
    before = bound(files)
    os.utime(files[0], (1, 1))
    assert bound(files) == before


def test_a_form_on_two_photographs_is_one_form(tmp_path):
    """The second page goes on without a head, and is shown as itself."""
    drawn = pdfium.PdfDocument("tests/documents/nanyue_pages.pdf")
    for number, page in enumerate(drawn, 9):
        page.render(scale=150 / 72).to_pil().convert("RGB").save(tmp_path / f"IMG_{number}.jpg", quality=90)
    data = bound(pages(tmp_path))
    read = extract(data)
    assert read.media_type == ALBUM and [page.number for page in read.pages] == list(range(1, len(drawn) + 1))
    assert all(page.tables for page in read.pages)
    shown = page_picture(data, 2, 300)
    assert shown is not None and shown.picture.width == 300


def test_a_torn_picture_costs_its_own_page_alone(tmp_path):
    first, second = named(tmp_path, "1.jpg", "2.jpg")
    second.write_bytes(second.read_bytes()[:200])
    statuses = [page.status for page in extract(bound([first, second])).pages]
    assert len(statuses) == 2 and statuses[1] == "unread" != statuses[0]


def test_an_album_that_claims_more_than_it_holds_is_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), ALBUM)
        package.writestr("001.jpg", bytes(10 << 20))
    with pytest.raises(Exception, match="not kept as they are"):
        extract(out.getvalue())


def test_the_ledger_counts_the_album_once_and_loses_no_picture(raw, store, do):
    named(raw / "照片", "1.jpg", "2.jpg", "3.jpg")
    do()
    states = {entry.path: entry.status for entry in ledger.read_all(store).values()}
    assert set(states) == {"照片", "照片/1.jpg", "照片/2.jpg", "照片/3.jpg"}
    assert not audit([raw], store).faults
    photograph(raw / "照片" / "4.jpg", "red")  # a page more: another document in the same place
    do()
    assert sorted(entry.path for entry in ledger.read_all(store).values()) == [
        "照片",
        *(f"照片/{n}.jpg" for n in range(1, 5)),
    ]
    (raw / "照片" / "说明.txt").write_text("四页", "utf-8")  # none any more: the pictures are documents of their own
    do()
    found = {entry.path: entry.known for entry in ledger.read_all(store).values()}
    assert "照片" not in found and found["照片/1.jpg"] is None
    assert not audit([raw], store).faults
