"""Rows of phones, of what they sent, and of what waits for a person."""

from tearoad.capture.web.models.hub import Hub, Passage
from tearoad.capture.web.models.phone import Phone
from tearoad.capture.web.models.sent import Quarantined, Receipt, SentRevision, Stream, Weighed

__all__ = ["Hub", "Passage", "Phone", "Quarantined", "Receipt", "SentRevision", "Stream", "Weighed"]
