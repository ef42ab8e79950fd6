"""Count what the form refused: one row for an attack, however long it is."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F

from tearoad.errors import TooMany
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.call.calls import QUIET_AFTER
from tearoad.people.web.actions.limits import spend
from tearoad.text import Text
from tearoad.web.clock import fair_now

POSTS, PER_SECONDS = 20, 600
"""Of one address: an office of several firms passes, a machine does not."""
POSTS_OF_A_CALL, CALL_SECONDS = 300, 600
"""Of all addresses together: a busy last evening passes, a swarm of machines does not."""
MAILS, MAIL_SECONDS = 5, 86_400
"""To one mailbox a day: the form writes to whatever address is typed into it."""


def spend_post(call: rows.Call, place: str) -> None:
    """Count one post; refuse it where there were too many from one place, or to one call.

    Raises:
        TooMany: with the seconds after which to come again.

    """
    try:
        spend(f"apply:{place}", POSTS, PER_SECONDS)
        spend(f"apply-call:{call.pk}", POSTS_OF_A_CALL, CALL_SECONDS)
    except TooMany as many:
        minutes = -(-many.retry_after_s // 60)
        hint = Text("apply_pages.too_many_hint", count=minutes)
        raise TooMany(Text("apply_pages.too_many"), hint, many.retry_after_s) from many


def spend_mail(call: rows.Call, email: str) -> None:
    """Count one mail to a mailbox.

    Raises:
        TooMany: it got enough for a day.

    """
    spend(f"apply-mail:{call.tenant_id}:{email.casefold()}", MAILS, MAIL_SECONDS)


def count_refusal(call: rows.Call) -> None:
    """Add one to the row of the attack that goes on, or begin a new one, whoever else counts at the same moment."""
    at = fair_now()
    mine = rows.Refusals.objects.filter(call=call)
    if mine.filter(last_at__gte=at - QUIET_AFTER).update(count=F("count") + 1, last_at=at):
        return
    # Asked again whether it is old: a row that another process began since the first question keeps its count.
    if mine.filter(last_at__lt=at - QUIET_AFTER).update(count=1, since=at, last_at=at):
        return
    try:
        with transaction.atomic():
            rows.Refusals.objects.create(call=call, since=at, last_at=at, count=1)
    except IntegrityError:  # another process began the row, or began it anew, at the same moment
        mine.update(count=F("count") + 1, last_at=at)
