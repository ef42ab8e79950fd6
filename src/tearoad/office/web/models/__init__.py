"""Rows of jobs, messages, files and feeds."""

from tearoad.office.web.models.feed import FeedToken
from tearoad.office.web.models.file import StoredFile
from tearoad.office.web.models.job import Job, JobState
from tearoad.office.web.models.message import AccountMessage, Message, MessageState, Secret

__all__ = ["AccountMessage", "FeedToken", "Job", "JobState", "Message", "MessageState", "Secret", "StoredFile"]
