"""A saved message is an archive: each file attached to it is told of by itself, its text where it may be a form."""

from email.message import EmailMessage

import fakes
import pandas as pd

from pipelines.intake.find import find
from pipelines.intake.sources import read_source

FORM = "form=2026|甲局|修路|里程"


def message(text="请查收附件。"):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.com", "b@example.com", "2026年绩效目标表"
    made["Message-ID"] = "<1@example.com>"
    made.set_content(text)
    return made


def form(raw, text=FORM):
    return fakes.write(raw.parent / "elsewhere" / "x.pdf", text).read_bytes()


def ledger(store):
    return pd.read_parquet(store.folder / "documents.parquet").set_index("path")


def test_what_is_attached_to_a_message_is_read_and_its_letter_is_no_file(raw, do, store):
    mail = message()
    mail.add_attachment(form(raw), maintype="application", subtype="pdf", filename="目标表.pdf")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="../../看图.exe")
    (raw / "报送.eml").write_bytes(mail.as_bytes())
    do()
    told = ledger(store)
    assert told.status.to_dict() == {
        "报送.eml": "done",
        "报送.eml/目标表.pdf": "done",
        "报送.eml/看图.exe": "not_read",
    }
    assert list(pd.read_parquet(store.folder / "indicators").source) == ["报送.eml/目标表.pdf"]


def test_names_as_chinese_programs_write_them(raw):
    odd = (
        b"Received: from x\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=z\n\n--z\n"
        b'Content-Type: application/pdf;\n name="=?gb2312?B?xL+x6rHtLnBkZg==?="\nContent-Transfer-Encoding: base64\n\n'
        b"JVBERi0=\n--z\nContent-Type: application/pdf\nContent-Disposition: attachment; "
        b"filename*=gbk''%C4%BF%B1%EA%B1%ED.pdf\n\nx\n--z--\n"
    )
    (raw / "a.eml").write_bytes(odd)
    assert [file.path for file in find([raw]).files] == ["a.eml", "a.eml/目标表.pdf", "a.eml/目标表.pdf (2)"]


def test_a_message_in_a_message_and_an_archive_in_it_are_opened(raw):
    inner = message("表格如下。")
    inner.add_attachment(form(raw), maintype="application", subtype="pdf", filename="a.pdf")
    outer = message("转发。")
    outer.add_attachment(inner, filename="转发.eml")
    (raw / "b.eml").write_bytes(outer.as_bytes())
    found = {file.path: file for file in find([raw]).files}
    assert set(found) == {
        "b.eml",
        "b.eml/转发.eml",
        "b.eml/转发.eml/a.pdf",
    }
    assert read_source(found["b.eml/转发.eml/a.pdf"].location) == form(raw)


def test_a_table_in_the_message_itself_is_a_web_page(raw):
    mail = message()
    mail.add_alternative("<html><body><table><tr><td>一级指标</table></body></html>", subtype="html")
    (raw / "c.eml").write_bytes(mail.as_bytes())
    known = {file.path: file.known for file in find([raw]).files}
    assert set(known) == {"c.eml", "c.eml/message.html"} and known["c.eml/message.html"] is None
    mail.get_payload()[1].set_content("<p>请查收。</p>", subtype="html")
    (raw / "c.eml").write_bytes(mail.as_bytes())
    assert {file.path: file.known.status for file in find([raw]).files} == {
        "c.eml": "done",
        "c.eml/message.txt": "not_read",
    }


def test_a_text_that_only_looks_like_a_message_is_plain_text(raw):
    (raw / "说明.txt").write_text("To: 各单位\nReceived: 3月1日\n\n请报送。", "utf-8")
    (known,) = [file.known for file in find([raw]).files]
    assert known.status == "not_read" and "plain text" in known.message


def test_a_broken_message_breaks_nothing(raw):
    mail = message()
    mail.add_attachment(form(raw), maintype="application", subtype="pdf", filename="a.pdf")
    data = mail.as_bytes()
    deep = b"To: a\nMessage-ID: b\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)
    )
    for n, whole in enumerate(
        [deep, *(data[:at] + b"\xff\n\n--" + data[at + 3 :] for at in range(90, len(data), 400))]
    ):
        (raw / f"{n}.eml").write_bytes(whole)
    found = find([raw]).files
    assert all(file.known is None or file.known.message or file.known.status == "done" for file in found)
