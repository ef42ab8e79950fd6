"""Rows of jobs, messages, files, feeds and notices to other programs."""

from tearoad.office.web.models.feed import FeedToken
from tearoad.office.web.models.file import StoredFile
from tearoad.office.web.models.job import Job, JobState
from tearoad.office.web.models.message import AccountMessage, Message, MessageState, Secret
from tearoad.office.web.models.webhook import WebhookEndpoint, WebhookNotice

__all__ = [
    "AccountMessage",
    "FeedToken",
    "Job",
    "JobState",
    "Message",
    "MessageState",
    "Secret",
    "StoredFile",
    "WebhookEndpoint",
    "WebhookNotice",
]
