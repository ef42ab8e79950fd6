"""How often the form may be sent, by whom; what it refused is counted in one row for an attack, however long."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from tearoad.call.web import models as rows
from tearoad.call.web.queries.calls import QUIET_AFTER
from tearoad.errors import TooMany
from tearoad.people.web.actions.limits import place_of, spend
from tearoad.people.web.queries.keys import digest_key
from tearoad.text import Text
from tearoad.web.clock import fair_now

POSTS, PER_SECONDS = 20, 600
"""Of one sender: an office of several firms passes, a machine does not."""
POSTS_OF_A_CALL, FEW = 300, 5
"""Of all addresses together in the same time; while there are more, each address still has a few: a firm passes."""
FORMS, DAY_SECONDS = 100, 86_400
"""Whole forms of one address a day: so much of what nobody confirms can wait at most."""
MAILS_FROM_A_PLACE, MAILS = 5, 10
"""To one mailbox a day: the form writes to whatever address is typed into it."""
COOKIE = "call_mailbox"
COOKIE_SECONDS = 60 * 86_400
_SALT = "mailbox of a call"


@dataclass(frozen=True, slots=True)
class Sender:
    """By what a sender is counted: the mailbox that this browser has proved to read, else the address alone."""

    place: str
    mailbox: str = ""
    """A digest; empty where no link was opened in this browser."""


def mailbox_of(call: rows.Call, email: str) -> str:
    """Return the mark of a mailbox in an organisation, from which nobody can tell the mailbox."""
    identity = f"{call.tenant_id}\n{email.casefold()}".encode()
    return hmac.new(digest_key("mailboxes"), identity, hashlib.sha256).hexdigest()[:32]


def sender_of(request: HttpRequest) -> Sender:
    """Return who sends; a cookie that is not ours, or too old, is none."""
    try:
        mailbox = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=COOKIE_SECONDS)
    except signing.BadSignature:
        mailbox = ""
    return Sender(place_of(request), str(mailbox))


def remember_mailbox(request: HttpRequest, response: HttpResponse, mailbox: str) -> None:
    """Let a browser in which a link was opened send by limits of its own, whatever strangers send."""
    text = signing.dumps(mailbox, salt=_SALT)
    response.set_cookie(
        COOKIE, text, COOKIE_SECONDS, path="/call/", secure=request.is_secure(), httponly=True, samesite="Lax"
    )


def spend_post(call: rows.Call, sender: Sender) -> None:
    """Count one post before it is read; what others send never keeps a sender out.

    Raises:
        TooMany: with the seconds after which to come again.

    """
    if sender.mailbox:
        _spend(f"apply-box:{sender.mailbox}", POSTS, PER_SECONDS)
        return
    _spend(f"apply:{sender.place}", POSTS, PER_SECONDS)
    try:
        spend(f"apply-call:{call.pk}", POSTS_OF_A_CALL, PER_SECONDS)
    except TooMany:
        _spend(f"apply-few:{sender.place}", FEW, PER_SECONDS)


def spend_form(call: rows.Call, sender: Sender, email: str) -> None:
    """Count one whole form of an address; a browser that proved to read this mailbox is not counted by its address.

    Raises:
        TooMany: with the seconds after which to come again.

    """
    if sender.mailbox == mailbox_of(call, email):
        return
    if sender.mailbox:  # it proved another one: its posts were not counted for the address yet
        _spend(f"apply:{sender.place}", POSTS, PER_SECONDS)
    _spend(f"apply-forms:{sender.place}", FORMS, DAY_SECONDS)


def may_mail(call: rows.Call, sender: Sender, email: str) -> bool:
    """Count one mail to a mailbox; False: it got enough for a day, and the links in those confirm this form too."""
    mailbox = mailbox_of(call, email)
    try:
        if sender.mailbox == mailbox:
            spend(f"apply-mail:{mailbox}:own", MAILS, DAY_SECONDS)
            return True
        spend(f"apply-mail:{mailbox}:{sender.place}", MAILS_FROM_A_PLACE, DAY_SECONDS)
        spend(f"apply-mail:{mailbox}", MAILS, DAY_SECONDS)
    except TooMany:
        return False
    return True


def _spend(key: str, most: int, per_seconds: int) -> None:
    try:
        spend(key, most, per_seconds)
    except TooMany as many:
        minutes = -(-many.retry_after_s // 60)
        hint = Text("apply_pages.too_many_hint", count=minutes)
        raise TooMany(Text("apply_pages.too_many"), hint, many.retry_after_s) from many


def count_refusal(call: rows.Call, times: int = 1) -> None:
    """Add to the row of the attack that goes on, or begin a new one, whoever else counts at the same moment."""
    at = fair_now()
    mine = rows.Refusals.objects.filter(call=call)
    if mine.filter(last_at__gte=at - QUIET_AFTER).update(count=F("count") + times, last_at=at):
        return
    # Asked again whether it is old: a row that another process began since the first question keeps its count.
    if mine.filter(last_at__lt=at - QUIET_AFTER).update(count=times, since=at, last_at=at):
        return
    try:
        with transaction.atomic():
            rows.Refusals.objects.create(call=call, since=at, last_at=at, count=times)
    except IntegrityError:  # another process began the row, or began it anew, at the same moment
        mine.update(count=F("count") + times, last_at=at)
