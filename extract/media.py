"""What a file is, told by its bytes alone: names lie, and an office saves a web page as `.xls` as often as not."""

import io
import re
import zipfile

from extract.zipped import BROKEN

__all__ = [
    "ALBUM",
    "DOCX",
    "FLAT_DOCX",
    "HTML",
    "MHTML",
    "OFD",
    "OLD_FORMATS",
    "WITHOUT_PDF",
    "XLSX",
    "container_type",
    "guess",
    "image_type",
    "is_message",
]

OFD = "application/ofd"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"
FLAT_DOCX = "application/vnd.ms-word.flat+xml"
"""A Word package written as one XML file; the kind has no name of its own."""
MHTML = "multipart/related"
"""A web page saved with its pictures in one file."""
DOC, XLS = "application/msword", "application/vnd.ms-excel"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
RTF = "application/rtf"
ALBUM = "application/vnd.comicbook+zip"
"""Pictures that are the pages of one document, packed as they are."""
OLD_FORMATS = {DOC: "doc", XLS: "xls", ODT: "odt", ODS: "ods", RTF: "rtf"}
"""What is converted before it is read, each with the suffix that its program gives it."""
WITHOUT_PDF = frozenset({OFD, DOCX, FLAT_DOCX, XLSX, HTML, MHTML, *OLD_FORMATS})
"""Every kind of file that has a reader of its own; a PDF and a picture are told elsewhere."""

HEAD = 4096
_PARTS = {"OFD.xml": OFD, "word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MARKUP = re.compile(rb"<(!doctype\s+html|html|head|meta|body|table|title|style|script|div|center)\b", re.IGNORECASE)
_HEADERS = re.compile(rb"\s*(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
"""What a saved message, and a web page saved as one file, begins with."""
_POSTED = re.compile(rb"^(?:received|delivered-to|return-path|message-id|to|bcc):", re.IGNORECASE | re.MULTILINE)
"""The headers that a message has and a web page has not."""
_PAGE = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_SPREADSHEET = re.compile(rb"progid=.Excel\.Sheet", re.IGNORECASE)
_FLAT = re.compile(rb"progid=.Word\.Document.{1,200}<pkg:package\b", re.IGNORECASE | re.DOTALL)
_WORD_2003 = re.compile(rb"<w:wordDocument\b")
"""What templates of many systems write under the name `.doc`: Word's XML of 2003."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = {"WordDocument": DOC, "Workbook": XLS, "Book": XLS}
_IMAGES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "image/tiff"),
    (re.compile(rb"BM.{4}\x00{4}", re.DOTALL), "image/bmp"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb".{4}ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1)", re.DOTALL), "image/heic"),
)
LOCKED = "locked"
"""Instead of a kind: an Office file that its password hides."""


def image_type(data: bytes) -> str | None:
    """The media type of a picture, or None."""
    return next((name for mark, name in _IMAGES if mark.match(data)), None)


def container_type(data: bytes) -> str | None:
    """The media type of a file that is neither PDF nor picture: one of `WITHOUT_PDF`, `LOCKED`, or None."""
    if data.startswith(b"PK\x03\x04"):
        return _of_package(data)
    if data.startswith(_OLE):
        return _of_compound(data)
    if data.startswith(b"{\\rtf"):
        return RTF
    head = data[:HEAD]
    if data.startswith(_WIDE_MARKS):
        head = head.replace(b"\x00", b"")
    if is_message(head):
        return None
    if (headers := _HEADERS.match(head)) and _MIME.search(headers[0]) and _PAGE.search(headers[0]):
        return MHTML
    if _SPREADSHEET.search(head):
        return XLS
    if _WORD_2003.search(head):
        return DOC
    if _FLAT.search(head):
        return FLAT_DOCX
    return HTML if _MARKUP.search(head) else None


def is_message(data: bytes) -> bool:
    """Whether this is a mail as a program saves it (`.eml`)."""
    headers = _HEADERS.match(data[:HEAD])
    return headers is not None and len(_POSTED.findall(headers[0])) > 1


def guess(data: bytes) -> str:
    """What a file of no known kind may be, in words a person can act on."""
    if data.startswith(b"PK\x03\x04"):
        return "an Office file that is broken inside, or an archive under another name"
    if data.startswith(_OLE):
        return "an old Office file that is broken or of another kind"
    return "no kind of document that is read here"


def _of_package(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            declared = package.read("mimetype")[:200].decode("ascii", "replace") if "mimetype" in names else ""
    except BROKEN:
        return None
    for name, media_type in _PARTS.items():
        if name in names:
            return media_type
    return next((kind for kind in (ODT, ODS, ALBUM) if declared.startswith(kind)), None)


def _of_compound(data: bytes) -> str | None:
    """An old Office file by the names of its streams, as they stand in its directory."""
    if _LOCKED in data:
        return LOCKED
    return next((kind for name, kind in _STREAMS.items() if f"{name}\0".encode("utf-16-le") in data), None)
