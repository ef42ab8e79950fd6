"""One change of a report, as a phone made it: kept as it came, never changed afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType
from uuid import UUID

from tearoad.capture.fields import Value
from tearoad.capture.files import Attached, Digest

RevisionId = NewType("RevisionId", UUID)
ReportId = NewType("ReportId", UUID)


@dataclass(frozen=True, slots=True)
class Revision:
    """One change. Its id is the key under which the server keeps it once, however often it is sent."""

    id: RevisionId
    report: ReportId
    number: int
    """The phone's own counting, 1, 2, 3 ...: what is missing of a lost phone can be named."""
    made_at: datetime
    """By the phone's clock: for people to read, never for order."""
    meeting: str = ""
    """The wish whose meeting the report is about; empty for a visitor without an appointment."""
    values: Mapping[str, Value] = field(default_factory=dict)
    replaces: Mapping[str, tuple[RevisionId, ...]] = field(default_factory=dict)
    """Field -> the revisions whose value for it the writer saw, and put this one in place of."""
    files: tuple[Attached, ...] = ()
    """Photos and voice memos that it adds to the report."""
    dropped: tuple[Digest, ...] = ()
    """Files that it takes back, whichever revision named them."""


def digest_of(document: object) -> str:
    """Return the SHA-256 of a JSON document, whatever the order of its keys."""
    written = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()
