"""A Word package written as one XML file (Word's `.xml`, and what systems fill from a template of it): packed anew.

<pkg:part pkg:name="/word/document.xml" …>  ─►  word/document.xml in a package, as the reader of `.docx` takes it
"""

import base64
import binascii
import io
import zipfile
from xml.sax.saxutils import quoteattr

from lxml import etree

from extract.errors import DamagedDocument, OversizedDocument

__all__ = ["packed"]

LARGEST = 64 << 20
"""Bytes: a form with three scanned pages has 9 MiB."""
PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def packed(data: bytes) -> bytes:
    """The package. Raises a `DocumentError`."""
    if len(data) > LARGEST:
        raise OversizedDocument(f"a Word file of {len(data) >> 20} MiB written as XML: save it as .docx")
    if b"<!DOCTYPE" in data:
        raise DamagedDocument("the file declares entities, which no Office program writes: it may be built to do harm")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        return _package(root)
    except (etree.LxmlError, binascii.Error, ValueError, RecursionError) as fault:
        raise DamagedDocument(
            f"the Office file is broken inside ({fault}): open it, save it anew and hand that in"
        ) from fault


def _package(root: etree._Element) -> bytes:
    out, types = io.BytesIO(), ""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part in root.iterfind(f"{PKG}part"):
            name, kind = str(part.get(f"{PKG}name")), str(part.get(f"{PKG}contentType"))
            markup, binary = part.find(f"{PKG}xmlData"), part.find(f"{PKG}binaryData")
            body = b"" if markup is None or not len(markup) else etree.tostring(markup[0], encoding="UTF-8")
            package.writestr(name.lstrip("/"), body if binary is None else base64.b64decode(binary.text or ""))
            types += f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kind)}/>"
        package.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}">{types}</Types>')
    return out.getvalue()
