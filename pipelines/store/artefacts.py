"""What a stage leaves behind for a document: one JSON object at a path a person can guess.

    stages/<stage>/<first two hex digits>/<sha256>.json
    {"key": …, "status": "ok", "reason": null, "message": null, "output": …, "payload": {…}}

`key` is the recipe: a hash of what went in, the stage's version and its settings. An artefact whose key is the
one wanted is current and costs nothing; any other is made anew. `output` is the payload's hash, which the next
stage has in its own key: a changed rule whose result is the same reruns nothing further down.
Nothing in an artefact tells when or how fast it was made: the same input gives the same bytes.
"""

import json
from hashlib import sha256
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

from pipelines.store.objects import Store

__all__ = ["Artefact", "canonical", "digest", "place", "recipe"]

_LONGEST_MESSAGE = 1000
_PAYLOAD = ',"payload":'  # comes last, and in no text before it: there a quote is escaped


class Artefact(BaseModel):
    """A stage's result for one document. `reason` is a stable code, `message` says what is wrong and what to do,
    `words` is the hash of the lexicon's words that the result hangs on, if it does, `text` the payload as it is
    stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    status: Literal["ok", "quarantined"]
    reason: str | None = None
    message: str | None = None
    output: str | None = None
    words: str | None = None
    text: str = Field("null", exclude=True)

    @property
    def payload(self) -> Any:
        """What the stage made, parsed anew at each call; None for a quarantined document."""
        return from_json(self.text)

    @classmethod
    def ok(cls, key: str, payload: BaseModel, words: str | None = None) -> Self:
        """The artefact of a stage that succeeded."""
        text = payload.model_dump_json()
        return cls(key=key, status="ok", output=digest(text.encode("utf-8")), words=words, text=text)

    @classmethod
    def quarantined(cls, key: str, reason: str, message: str) -> Self:
        """The artefact of a stage that could not do this document."""
        return cls(key=key, status="quarantined", reason=reason, message=message[:_LONGEST_MESSAGE])

    @classmethod
    def read(cls, store: Store, stage: str, sha: str) -> Self | None:
        """The stored artefact, or None where there is none that can be understood."""
        return cls.parse(store.get(place(stage, sha)))

    @classmethod
    def parse(cls, data: bytes | None) -> Self | None:
        """An artefact from its bytes; None where there are none or they are no artefact of this version."""
        try:
            head, _, rest = (data or b"").decode("utf-8").partition(_PAYLOAD)
            return cls(text=rest[:-1], **json.loads(head + "}")) if rest.endswith("}") else None
        except (ValueError, TypeError):
            return None

    def write(self, store: Store, stage: str, sha: str) -> None:
        """Put the artefact in its place."""
        store.put(place(stage, sha), f"{self.model_dump_json()[:-1]}{_PAYLOAD}{self.text}}}".encode())


def canonical(value: object) -> bytes:
    """JSON in UTF-8, the same bytes for the same value whatever order its keys were set in."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(data).hexdigest()


def recipe(input_hash: str, version: str, settings: str) -> str:
    """A stage's key for a document: the hash of all that decides its result."""
    return digest(canonical([input_hash, version, settings]))


def place(stage: str, sha: str) -> str:
    """Where a stage's artefact of a document stands: no folder grows beyond a 256th of the documents."""
    return f"stages/{stage}/{sha[:2]}/{sha}.json"
