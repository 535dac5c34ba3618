"""What can be wrong with a document, one tree; every message says what to do next.

DocumentError                 this document is quarantined, the run goes on
├─ NotADocument               of no kind that is a document
├─ NotRead                    a document of a kind that no reader here takes
├─ EmptyDocument              no bytes, or no pages
├─ DamagedDocument            truncated or corrupt
├─ EncryptedDocument          a password is asked for
├─ OversizedDocument          a page or a table beyond every limit
└─ UnreadablePage             every reader failed on a page
ReaderUnavailable             a chosen reader cannot run on this machine: the run stops
"""

__all__ = [
    "DamagedDocument",
    "DocumentError",
    "EmptyDocument",
    "EncryptedDocument",
    "ExtractError",
    "NotADocument",
    "NotRead",
    "OversizedDocument",
    "ReaderUnavailable",
    "UnreadablePage",
]


class ExtractError(Exception):
    """Base of everything extract raises on purpose."""


class DocumentError(ExtractError):
    """The document itself is at fault. `reason` is the stable code that the ledger keeps."""

    reason = "unreadable"


class NotADocument(DocumentError):
    """Of no kind that is a document."""

    reason = "not_a_document"


class NotRead(DocumentError):
    """A document of a kind that no reader on this machine takes: the ledger says `not_read`."""

    reason = "no_reader"


class EmptyDocument(DocumentError):
    """No bytes, or no pages."""

    reason = "empty"


class DamagedDocument(DocumentError):
    """Truncated or corrupt."""

    reason = "damaged"


class EncryptedDocument(DocumentError):
    """A password is asked for."""

    reason = "encrypted"


class OversizedDocument(DocumentError):
    """A page or a table beyond every limit."""

    reason = "oversized"


class UnreadablePage(DocumentError):
    """Every reader failed on a page."""

    reason = "unreadable_page"


class ReaderUnavailable(ExtractError):
    """A reader was asked for whose libraries cannot be loaded here."""
