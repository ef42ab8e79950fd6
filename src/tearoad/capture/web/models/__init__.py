"""Rows of phones, of what they sent, and of what waits for a person."""

from tearoad.capture.web.models.file import FileState, SentFile
from tearoad.capture.web.models.phone import Phone
from tearoad.capture.web.models.sent import Quarantined, Receipt, SentRevision, Stream, Weighed

__all__ = ["FileState", "Phone", "Quarantined", "Receipt", "SentFile", "SentRevision", "Stream", "Weighed"]
