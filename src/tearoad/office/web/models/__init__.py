"""Rows of jobs, messages, files and feeds."""

from tearoad.office.web.models.feed import FeedToken
from tearoad.office.web.models.file import StoredFile
from tearoad.office.web.models.job import Job, JobState
from tearoad.office.web.models.message import Message, MessageState

__all__ = ["FeedToken", "Job", "JobState", "Message", "MessageState", "StoredFile"]
