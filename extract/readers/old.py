"""Old and foreign office formats (`.doc`, `.xls`, `.wps`, `.et`, `.odt`, `.ods`, `.rtf`): LibreOffice saves them anew,
and the reader of the new format reads that.

The program works in a folder and with a profile of its own, deleted behind it; macros are off, links are never
followed. Where it is not installed the file is not read, and that is said.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extract.errors import DamagedDocument, NotRead
from extract.media import DOC, DOCX, ODT, OLD_FORMATS, RTF, XLSX
from extract.model import Page
from extract.settings import ExtractSettings
from extract.source import Document

__all__ = ["pages"]

SECONDS = 120
"""What one conversion may take: LibreOffice starts in 2 to 10 seconds, the largest old workbook seen took 4 more."""
_PROGRAMS = ("soffice", "libreoffice")
_FOUND_AT = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_TEXT = (DOC, ODT, RTF)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""
"""Macros never, links never."""


def pages(document: Document, settings: ExtractSettings) -> Iterator[Page]:
    """The pages of the file as LibreOffice saves it anew. Raises `NotRead` where there is no LibreOffice, another
    `DocumentError` where it cannot open the file."""
    is_text = document.media_type in _TEXT
    data = _converted(document.data, OLD_FORMATS[document.media_type], "docx" if is_text else "xlsx")
    if is_text:
        from extract.readers.office_word import pages as read
    else:
        from extract.readers.office_sheet import pages as read
    yield from read(Document(data, DOCX if is_text else XLSX), settings)


def _program() -> str:
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    found = found or next((path for path in _FOUND_AT if Path(path).is_file()), None)
    if found is None:
        raise NotRead(
            "an old office format, and no LibreOffice is installed here to open it: save it as .docx, .xlsx or PDF"
        )
    return found


def _converted(data: bytes, suffix: str, wanted: str) -> bytes:
    program = _program()
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        work = Path(folder)
        (work / "profile" / "user").mkdir(parents=True)
        (work / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = work / f"in.{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            wanted,
            "--outdir",
            str(work / "out"),
            str(source),
        ]
        _run(command, work)
        made = work / "out" / f"in.{wanted}"
        if not made.is_file():
            raise DamagedDocument(
                "LibreOffice cannot open this old office file (a password, or damaged): save it as .docx, .xlsx or PDF"
            )
        return made.read_bytes()


def _run(command: list[str], work: Path) -> None:
    """Run LibreOffice to its end, or end it with all that it started."""
    own_group = sys.platform != "win32"
    process = subprocess.Popen(
        command,
        cwd=work,
        env={**os.environ, "HOME": str(work)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=own_group,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as fault:
        raise DamagedDocument(
            f"LibreOffice was not done with this old office file after {SECONDS} s: save it as .docx, .xlsx or PDF"
        ) from fault
    finally:
        if process.poll() is None:
            if own_group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
