"""Passwords of documents: one for all, or a file of them by pattern. They go to workers, into nothing that is kept.

# passwords.toml: a pattern of the name or path (`*`, `?`, `[…]`), and its password or passwords
"*街道*" = "123456"
"科技局/*.pdf" = ["kj2026", "kj2025"]
"""

import io
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pypdfium2
from pydantic import BaseModel, SecretStr
from pypdfium2 import raw

from extract.errors import EncryptedDocument
from pipelines.language import say
from pipelines.store.artefacts import digest
from pipelines.store.ledger import Entry

__all__ = ["Passwords", "PasswordsError", "read_passwords", "with_passwords"]


class PasswordsError(Exception):
    """The file of passwords cannot be followed: a slip of the person who wrote it."""


@dataclass(frozen=True)
class Passwords:
    """Patterns of names and paths with their passwords, in the order in which they are tried."""

    by_pattern: tuple[tuple[str, SecretStr], ...] = ()

    def of(self, entry: Entry) -> tuple[SecretStr, ...]:
        """Those to be tried on a document."""
        texts = [text for source in entry.sources for text in (source.name, source.path or "", source.location)]
        return tuple(secret for pattern, secret in self.by_pattern if any(fnmatchcase(t, pattern) for t in texts))


def read_passwords(one: str | None, file: Path | None) -> Passwords:
    """The passwords of the command line: those of the file, then the one for all. Raises PasswordsError."""
    found = [] if file is None else list(_of_file(file))
    found += [("*", SecretStr(one))] if one else []
    return Passwords(tuple(found))


def with_passwords(run: Callable[[Any], BaseModel], data: bytes, secrets: Sequence[SecretStr]) -> BaseModel:
    """Run a stage on a document, opened with the first of the passwords that opens it where it has one.

    Raises EncryptedDocument where none does.
    """
    try:
        return run(data)
    except EncryptedDocument:
        for secret in secrets:
            if (opened := _unlocked(data, secret)) is not None:
                return run(opened).model_copy(update={"sha256": digest(data)})
        raise


def _unlocked(data: bytes, secret: SecretStr) -> bytes | None:
    """A PDF as it is without its password; None where this is not its password."""
    try:
        document = pypdfium2.PdfDocument(data, password=secret.get_secret_value())
    except pypdfium2.PdfiumError:
        return None
    with document:
        out = io.BytesIO()
        document.save(out, flags=raw.FPDF_REMOVE_SECURITY)
        return out.getvalue()


def _of_file(file: Path) -> Iterable[tuple[str, SecretStr]]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise PasswordsError(say("misuse.passwords", path=file, why="UTF-8")) from fault
    except tomllib.TOMLDecodeError as fault:  # which tells a place, not what stands there
        raise PasswordsError(say("misuse.passwords", path=file, why=fault)) from fault
    for pattern, told in table.items():
        secrets = told if isinstance(told, list) else [told]
        if not all(isinstance(secret, str) for secret in secrets):
            raise PasswordsError(say("misuse.passwords", path=file, why=pattern))
        yield from ((pattern, SecretStr(secret)) for secret in secrets)
