"""Rows of phones, what they sent, what cards say, what waits for a person or cannot be read, the fair's own list."""

from tearoad.capture.web.models.card import CardRead, CardState
from tearoad.capture.web.models.fair import FairVisitor
from tearoad.capture.web.models.file import FileState, SentFile
from tearoad.capture.web.models.hub import Hub, Passage
from tearoad.capture.web.models.phone import Phone
from tearoad.capture.web.models.sent import Quarantined, Receipt, SentRevision, Stream, Weighed
from tearoad.capture.web.models.unread import Unread

__all__ = [
    "CardRead",
    "CardState",
    "FairVisitor",
    "FileState",
    "Hub",
    "Passage",
    "Phone",
    "Quarantined",
    "Receipt",
    "SentFile",
    "SentRevision",
    "Stream",
    "Unread",
    "Weighed",
]
