"""What a file that was handed in is, as far as its name and its first bytes tell: read, opened as an archive, or told
why neither.

A name may lie, so what is taken is looked at again when it is read; but a file of no kind that anything reads should
not wait for a worker to hear so, and its office should hear what to hand in instead.
"""

from pathlib import PurePosixPath

from extract.media import container_type, image_type, is_message

__all__ = ["SUFFIXES", "is_taken", "may_be_archive", "why_not"]

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".heif")
OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".doc", ".xls", ".wps", ".et", ".odt", ".ods", ".rtf")
WEB = (".html", ".htm", ".mht", ".mhtml")
SUFFIXES = frozenset((".pdf", ".ofd", *PICTURES, *OFFICE, *WEB))
"""What is taken by its name alone."""
HEAD = 1024
_PACKED = b"PK\x03\x04"
ARCHIVES = (_PACKED, b"PK\x05\x06", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
"""How an archive begins."""
_INSTEAD = {
    ".txt .csv .tsv .md .json .yaml .log .css": "plain text: hand in the form itself as PDF, Word or Excel file",
    ".ppt .pptx .dps .odp": "slides, no form: print the pages with the form to PDF",
    ".msg .pst": "a message as Outlook saves it: save what is attached to it and hand that in",
    ".mdb .accdb .db .sqlite .dbf": "a database: export the form as Excel file",
    ".mp3 .mp4 .avi .mov .wav .wmv": "sound or film: hand in the form",
    ".gif .svg .psd .dwg .cdr .ai": "a drawing: save it as PNG or PDF",
    ".exe .dll .bat .cmd .msi .js .vbs .apk .lnk .url": "a program or a link: hand in the form",
    ".gz .tar .tgz .bz2 .xz .iso .cab": "an archive of a kind that is not opened: pack it as .zip",
    ".xps .caj .djvu .epub .ceb": "a page format that is not read: print it to PDF",
    ".numbers .pages .key": "a file of Apple's programs: export it as PDF, Word or Excel file",
    ".p7m .sig .p7s .cer": "a signature: hand in the signed form",
}
_WHY = {suffix: why for suffixes, why in _INSTEAD.items() for suffix in suffixes.split()}
NO_KIND = "no kind of document that is read here: hand it in as PDF, OFD, Word or Excel file or as a picture"


def is_taken(name: str, head: bytes) -> bool:
    """Whether a file of this name that begins like this is one that a reader takes. An Office file without its suffix
    is told by its whole bytes, not by its head: a packed head counts."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in SUFFIXES or b"%PDF-" in head[:HEAD] or image_type(head):
        return True
    return suffix not in _WHY and (head.startswith(_PACKED) or container_type(head) is not None)


def may_be_archive(name: str, head: bytes) -> bool:
    """Whether there may be files in this one; a document that is packed as archives are is known by its suffix."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix not in SUFFIXES and (head.startswith(ARCHIVES) or (is_message(head) and suffix not in _WHY))


def why_not(name: str) -> str:
    """What a file is that no reader takes, and what to hand in instead."""
    return _WHY.get(PurePosixPath(name).suffix.lower(), NO_KIND)
