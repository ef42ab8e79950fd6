"""The office's own periodic jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings

from tearoad.errors import SetupError
from tearoad.office.mail import UnreachableError
from tearoad.office.web.actions.files import sweep_store
from tearoad.office.web.actions.retention import forget_account_messages, forget_old
from tearoad.office.web.actions.returned_mails import read_returned_mails
from tearoad.office.web.actions.webhooks import deliver_due, forget_taken
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json
from tearoad.web.saving.once import forget_sent_forms

HOUR_S = 3600
_WEBHOOKS_S = 15
"""So soon another program hears of what happened."""


def forget(run: JobRun) -> Json:
    """Delete what is too old, of one organisation."""
    del run
    texts, jobs = forget_old()
    return {"texts": texts, "jobs": jobs, "forms": forget_sent_forms(), "notices": forget_taken()}


def forget_accounts(run: JobRun) -> Json:
    """Delete messages of accounts whose secret has expired; they belong to no organisation."""
    del run
    count = forget_account_messages()
    return {"texts": count} if count else {}


def notify_programs(run: JobRun) -> Json:
    """Send notices to other programs, of one organisation."""
    taken = deliver_due(run.stop)
    return {"taken": taken} if taken else {}


def read_returned(run: JobRun) -> Json:
    """Read which mails came back, of the whole installation; without a mailbox set up there is nothing to do."""
    del run
    if not settings.CONFIG.mailbox_url:
        return {}
    try:
        read, came_back = read_returned_mails()
    except UnreachableError as wrong:
        raise SetupError(Text("office.mailbox_unreachable", said=str(wrong)), Text("office.mailbox_hint")) from wrong
    return {"read": read, "came_back": came_back}


def sweep(run: JobRun) -> Json:
    """Remove files that no row names; of the whole store, which all organisations share."""
    del run
    aside, deleted = sweep_store()
    return {"aside": aside, "deleted": deleted}


def _job(verb: str, handler: Callable[[JobRun], Json], **how: Any) -> Job:
    return Job(f"office.{verb}", Text(f"office.job_{verb}"), handler, **how)


HOUSEKEEPING = (
    _job("forget", forget, every_s=6 * HOUR_S),
    _job("forget_accounts", forget_accounts, every_s=HOUR_S, system=True),
    _job("webhooks", notify_programs, long=True, every_s=_WEBHOOKS_S),
    _job("read_returned", read_returned, long=True, every_s=HOUR_S // 4, system=True),
    _job("sweep", sweep, long=True, every_s=24 * HOUR_S, system=True),
)
