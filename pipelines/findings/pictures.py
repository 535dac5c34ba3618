"""The page pictures of findings: each document opened once, each place pictured once."""

from collections.abc import Mapping
from typing import NamedTuple

from extract.crop import Spot, crops
from extract.errors import DocumentError
from pipelines.findings.gather import UnitYear, spot_of
from pipelines.intake.original import original
from pipelines.intake.sources import UnreadableSource

__all__ = ["Pictures", "pictures"]


class Pictures(NamedTuple):
    """JPEGs by document and place, and why a document has none (by doc_id, in words)."""

    pieces: Mapping[tuple[str, Spot], bytes]
    missing: Mapping[str, str]


def pictures(told: UnitYear) -> Pictures:
    """A picture for every finding whose page is known. A document that is gone or damaged is told of, not raised."""
    pieces: dict[tuple[str, Spot], bytes] = {}
    missing: dict[str, str] = {}
    for doc_id, entry in told.entries.items():
        spots = [
            spot
            for form in told.forms
            if form.shared["doc_id"] == doc_id
            for finding in form.findings
            for row in finding.rows
            if (spot := spot_of(row)) is not None
        ]
        if not spots:
            continue
        try:
            found = crops(original(entry), spots)
        except (UnreadableSource, DocumentError) as fault:
            missing[doc_id] = str(fault)
            continue
        pieces |= {(doc_id, spot): piece for spot, piece in found.items()}
    return Pictures(pieces, missing)
