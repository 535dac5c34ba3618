"""Files within files: each is a document of its own, and what harms is named, not unpacked."""

import io
import os
import struct
import zipfile
from pathlib import Path

import fakes
import pandas as pd
import py7zr
import pypdfium2
import pytest

from pipelines.intake.archives.listing import listed
from pipelines.intake.archives.member import named_apart, safe
from pipelines.intake.find import find
from pipelines.intake.sources import UnreadableSource, read_source

FORM = "form=2026|甲局|修路|里程"


def zipped(path: Path, **files: bytes) -> Path:
    """An archive of these files; `_dot_` stands for a point, `__` for a slash."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return path


def form(raw: Path, text: str = FORM) -> bytes:
    path = fakes.write(raw.parent / "elsewhere" / "x.pdf", text)
    return path.read_bytes()


def ledger(store) -> pd.DataFrame:
    return pd.read_parquet(store.folder / "documents.parquet").set_index("path")


def test_what_is_in_an_archive_is_read_as_if_it_lay_in_a_folder(raw, do, store):
    inner = zipped(raw.parent / "inner.zip", 乙_dot_pdf=form(raw, "form=2026|乙局|修桥|质量")).read_bytes()
    (raw / "二月").mkdir()
    zipped(raw / "二月" / "报送.zip", 附件__甲_dot_pdf=form(raw), 说明_dot_txt=b"x", 更多_dot_zip=inner)
    do()
    told = ledger(store)
    assert told.status.to_dict() == {
        "二月/报送.zip": "done",
        "二月/报送.zip/附件/甲.pdf": "done",
        "二月/报送.zip/说明.txt": "not_read",
        "二月/报送.zip/更多.zip": "done",
        "二月/报送.zip/更多.zip/乙.pdf": "done",
    }
    assert sorted(pd.read_parquet(store.folder / "indicators").source) == [
        "报送.zip/更多.zip/乙.pdf",
        "报送.zip/附件/甲.pdf",
    ]


def test_a_second_run_costs_nothing_and_a_file_taken_out_of_an_archive_leaves_the_ledger(raw, do, store):
    zipped(raw / "a.zip", a_dot_pdf=form(raw), b_dot_pdf=form(raw, "form=2026|乙局|修桥|质量"))
    do()
    assert do().worked == 0
    zipped(raw / "a.zip", a_dot_pdf=form(raw))
    summary = do(withdraw=True)
    assert sorted(entry.path for entry in summary.gone) == ["a.zip", "a.zip/b.pdf"]
    assert list(pd.read_parquet(store.folder / "indicators").unit) == ["甲局"]


def test_seven_zip_is_read_and_names_in_gbk_too(raw, do, store):
    with py7zr.SevenZipFile(raw / "a.7z", "w") as archive:
        archive.writestr(form(raw), "附件/甲.pdf")
    data = zipped(raw / "b.zip", AAAA_dot_pdf=form(raw, "form=2026|乙局|修桥|质量")).read_bytes()
    (raw / "b.zip").write_bytes(data.replace(b"AAAA", "乙表".encode("gbk")))
    do()
    assert set(ledger(store).index) == {"a.7z", "a.7z/附件/甲.pdf", "b.zip", "b.zip/乙表.pdf"}
    assert sorted(pd.read_parquet(store.folder / "indicators").unit) == ["乙局", "甲局"]


def test_what_is_attached_to_a_pdf_is_a_document_beside_it(raw, do, store):
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    document.new_attachment("目标表.pdf").set_data(form(raw))
    document.save(raw / "portfolio.pdf")
    do()
    told = ledger(store)
    assert told.status["portfolio.pdf/目标表.pdf"] == "done" and "portfolio.pdf" in told.index
    assert list(pd.read_parquet(store.folder / "indicators").source) == ["portfolio.pdf/目标表.pdf"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\x.pdf", "Windows/x.pdf"),
        ("a/./b//c.pdf", "a/b/c.pdf"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("..", "unnamed"),
        ("__MACOSX/._a.pdf", None),
        ("a/.DS_Store", None),
    ],
)
def test_no_name_leads_out_of_its_archive(name, shown):
    assert safe(name) == shown


def test_two_files_of_one_name_are_told_apart():
    assert list(named_apart(["a.pdf", "b.pdf", "a.pdf"])) == ["a.pdf", "b.pdf", "a.pdf (2)"]


def bomb(path: Path) -> Path:
    """A file of 300 MiB packed to nothing, and one that says so."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.pdf", b"\0" * (300 << 20))
        archive.writestr("b.pdf", b"\0" * (100 << 20))
    return path


def within(path: Path, depth: int) -> Path:
    data = b"%PDF-1.4"
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("in.zip" if depth else "a.pdf", data)
        data = out.getvalue()
    path.write_bytes(data)
    return path


def test_bombs_links_passwords_and_endless_archives_are_named(tmp_path):
    bombs = listed(bomb(tmp_path / "bomb.zip"))
    assert [(one.sha256, one.reason) for one in bombs.files] == [(None, "oversized")] * 2
    assert [one.reason for one in listed(within(tmp_path / "deep.zip", 6)).files] == [None, "nested"]
    link = zipfile.ZipInfo("link.pdf")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert listed(tmp_path / "link.zip").files[0].reason == "unreadable_file"
    plain = zipped(tmp_path / "locked.zip", a_dot_pdf=b"%PDF-1.4").read_bytes()
    at = plain.index(b"PK\x01\x02") + 8
    (tmp_path / "locked.zip").write_bytes(plain[:at] + b"\x01" + plain[at + 1 :])
    assert listed(tmp_path / "locked.zip").files[0].reason == "encrypted"
    with py7zr.SevenZipFile(tmp_path / "locked.7z", "w", password="x") as archive:
        archive.writestr(b"x", "a.pdf")
    assert listed(tmp_path / "locked.7z").reason == "encrypted"


METHODS = (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


@pytest.mark.parametrize("method", METHODS)
def test_one_spoiled_file_costs_the_others_in_its_archive_nothing(tmp_path, method):
    path, text = tmp_path / "s.zip", b"".join(b"%d" % n for n in range(2000))
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.pdf", text)
        archive.writestr("b.pdf", text)
    data = bytearray(path.read_bytes())
    data[90:120] = b"\xff" * 30
    path.write_bytes(data)
    listing = listed(path)
    assert [(one.name, one.reason) for one in listing.files] == [("a.pdf", "damaged"), ("b.pdf", None)]
    assert listing.reason is None


def test_a_file_that_is_said_to_lie_beyond_any_end_is_damaged(tmp_path):
    path = zipped(tmp_path / "s.zip", a_dot_pdf=b"%PDF-1.4")
    data = path.read_bytes()
    entry, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    beyond = struct.pack("<HHQ", 1, 8, 1 << 63)  # ZIP64: the place of the file's own header
    told = bytearray(data[entry:end] + beyond)
    struct.pack_into("<H", told, 30, len(beyond))
    struct.pack_into("<L", told, 42, 0xFFFFFFFF)
    last = bytearray(data[end:])
    struct.pack_into("<L", last, 12, len(told))
    path.write_bytes(data[:entry] + told + last)
    listing = listed(path)
    assert [(one.name, one.reason) for one in listing.files] == [("a.pdf", "damaged")] and listing.reason is None


@pytest.mark.parametrize("kind", ["zip", "7z", "rar"])
def test_broken_archives_are_named(tmp_path, kind):
    sound = zipped(tmp_path / "s.zip", a_dot_pdf=b"%PDF-1.4" * 100).read_bytes()
    if kind == "7z":
        with py7zr.SevenZipFile(tmp_path / "s.7z", "w") as archive:
            archive.writestr(b"%PDF-1.4" * 100, "a.pdf")
        sound = (tmp_path / "s.7z").read_bytes()
    if kind == "rar":
        sound = b"Rar!\x1a\x07\x00" + b"x" * 100
    for n, data in enumerate((sound[: len(sound) // 2], sound[:20] + b"\xff" * 40 + sound[60:])):
        path = tmp_path / f"broken{n}.{kind}"
        path.write_bytes(data)
        listing = listed(path)
        reasons = {listing.reason, *(one.reason for one in listing.files)} - {None}
        assert reasons and reasons <= {"damaged", "no_reader", "oversized", "encrypted", "empty"}


def test_a_damaged_archive_is_quarantined_and_a_rar_without_a_tool_is_not_read(raw, do, store):
    (raw / "a.zip").write_bytes(b"PK\x03\x04" + b"x" * 99)
    (raw / "b.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + b"x" * 99)
    fakes.write(raw / "c.pdf", FORM)
    do()
    told = ledger(store)
    assert told.status["a.zip"] == "quarantined" and told.reason["a.zip"].startswith("damaged: ")
    assert told.status["b.rar"] in ("not_read", "quarantined") and told.status["c.pdf"] == "done"


def test_a_file_gone_from_its_archive_is_told(raw):
    zipped(raw / "a.zip", a_dot_pdf=form(raw))
    location = next(file.location for file in find([raw]).files if file.name == "a.zip/a.pdf")
    assert read_source(location) == form(raw)
    zipped(raw / "a.zip", b_dot_pdf=form(raw))
    with pytest.raises(UnreadableSource, match="archive"):
        read_source(location)
    assert not os.path.exists(location)  # noqa: PTH110 - a path through a file
