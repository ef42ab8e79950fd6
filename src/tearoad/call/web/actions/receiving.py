"""Take an application in, confirm it by the link in its mail, join what the same firm sends again."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q

from tearoad.call import Application, same_firm
from tearoad.call.letters import firm_name
from tearoad.call.web import models as rows
from tearoad.call.web.queries import by_hand
from tearoad.call.web.queries.calls import columns_of
from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret, StoredFile
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import from_document, to_document
from tearoad.values.letters import seen
from tearoad.web.clock import now
from tearoad.words import Words

PROOF_BYTES = 24
PROOF_LASTS = timedelta(days=14)
MOST_UNCONFIRMED = 3000
"""Of a call: more than any has. One more drops the one that has waited longest."""
MOST_REVISIONS = 30
"""That one firm confirms."""
MOST_WAITING = 500
"""Of one mailbox: whoever reads it finds its own form among them."""
MOST_OF_A_REASON = 500
_OF_THE_OFFICE = ("decision", "decided_on", "waiting_place", "fee_paid_on", "party", "confirmed_at", "received_at")
"""What a firm that sends again does not change."""


@dataclass(frozen=True, slots=True)
class Received:
    """An application that was taken in."""

    application: rows.Application
    revision: rows.Revision
    proof: str
    """What opens the link; it stands in the mail and nowhere else."""


def outsider(call: rows.Call) -> Actor:
    """Return who acts when a firm without an account sends the form."""
    return Actor(call.tenant_id, Role.SYSTEM, name="form")


@transaction.atomic
def receive(call: rows.Call, sent: Application, kept: Iterable[StoredFile] = (), *, may_mail: bool = True) -> Received:
    """Take in what a firm sent, and write it a mail with a link; its id is given here unless it has one.

    The same firm from the same mailbox again is a revision of its application; from another mailbox the form stands
    alone until its own link is opened, so that nobody's form stands in the way of the firm's. The same content again
    within minutes is a second click.

    Args:
        call: to what.
        sent: what the firm says.
        kept: the files that came with it.
        may_mail: whether the mailbox gets one more mail; the link in any mail to it confirms this form too.

    Raises:
        Conflict: the firm confirmed too many revisions.

    """
    by = outsider(call)
    require(by, Policy.RUN_CALL)
    mission = mission_rows.Mission.objects.select_for_update().get(pk=call.mission_id)
    row = _of_the_same_sender(mission, sent) or _new(mission, sent)
    again = _second_click(row, sent)
    if again is not None:
        return again
    counted = rows.Revision.objects.filter(application=row, is_strange=False).exclude(confirmed_at=None)
    if counted.count() >= MOST_REVISIONS:
        raise Conflict(Text("call_pages.too_often"), Text("call_pages.too_often_hint"))
    proof = secrets.token_urlsafe(PROOF_BYTES)
    revision = rows.Revision.objects.create(
        application=row,
        number=_next_number(row),
        document=to_document(replace(sent, id=row.code)),
        sent_at=now(),
        proof_digest=digest_of(proof),
    )
    rows.ApplicationFile.objects.bulk_create(rows.ApplicationFile(revision=revision, file=file) for file in kept)
    if may_mail:
        _post(by, mission, sent, revision, proof)
    return Received(row, revision, proof)


def _of_the_same_sender(mission: mission_rows.Mission, sent: Application) -> rows.Application | None:
    """Return the row of this firm and this mailbox; while nobody has confirmed it, the last form is shown in it."""
    email = sent.contact.email
    known = rows.Application.objects.filter(mission=mission, document__contact__email__iexact=email) if email else ()
    found = {row.code: row for row in known}
    same = same_firm(sent, [from_document(Application, row.document) for row in found.values()])
    if same is None:
        return None
    row: rows.Application = found[same.id]
    if row.confirmed_at is None:
        fill(row, replace(sent, id=row.code, received_at=same.received_at)).save()
    return row


def _new(mission: mission_rows.Mission, sent: Application) -> rows.Application:
    here = rows.Application.objects.filter(mission=mission)
    waiting = here.filter(confirmed_at=None, pk__in=rows.Revision.objects.values("application_id"))
    # The newest always gets in: what waits longest unconfirmed makes room for it.
    rows.Application.objects.filter(
        pk__in=list(waiting.order_by("-received_at", "-pk").values_list("pk", flat=True)[MOST_UNCONFIRMED - 1 :])
    ).delete()
    last = here.aggregate(last=Max("position"))["last"]
    taken = set(here.values_list("code", flat=True))
    number = len(taken) + 1
    while f"A{number:02d}" in taken:
        number += 1
    code = sent.id if sent.id and sent.id not in taken else f"A{number:02d}"
    row = rows.Application(mission=mission, code=code, position=0 if last is None else last + 1)
    fill(row, replace(sent, id=row.code)).save()
    return row


def _next_number(row: rows.Application) -> int:
    return int(rows.Revision.objects.filter(application=row).aggregate(last=Max("number"))["last"] or 0) + 1


def fill(row: rows.Application, application: Application) -> rows.Application:
    """Write an application into its row; the caller saves."""
    row.document = to_document(application)
    for name, value in columns_of(application).items():
        setattr(row, name, value)
    return row


def _second_click(row: rows.Application, sent: Application) -> Received | None:
    latest = rows.Revision.objects.filter(application=row).last()
    if latest is None or latest.sent_at < now() - timedelta(minutes=5):
        return None
    before = from_document(Application, latest.document)
    at: dict[str, datetime | None] = {"received_at": before.received_at, "consent_at": before.consent_at}
    same = replace(sent, id=before.id, **at) == before  # type: ignore[arg-type]  # two moments
    return Received(row, latest, "") if same else None


def _same_mailbox(application: Application, other: Application) -> bool:
    return bool(application.contact.email) and application.contact.email.casefold() == other.contact.email.casefold()


def digest_of(proof: str) -> str:
    """Return what is kept of a proof."""
    return hashlib.sha256(proof.encode()).hexdigest()


def _post(by: Actor, mission: mission_rows.Mission, sent: Application, revision: rows.Revision, proof: str) -> None:
    words = Words(sent.language)
    name = core(mission).name.in_language(sent.language)
    body = Text(
        "apply_pages.mail_body",
        firm=firm_name(sent),
        mission=name,
        address=f"{settings.CONFIG.address.rstrip('/')}/call/confirm/{proof}/",
        until=(now() + PROOF_LASTS).date(),
        house=Organisation.objects.get(pk=by.tenant).in_language(sent.language),
    )
    post(
        by,
        key=by_hand.mail_key(revision.id),
        kind="call_confirm",
        to=sent.contact.email,
        language=sent.language,
        subject=words(Text("apply_pages.mail_subject", mission=name)),
        body=words(body),
        secret=Secret.PROOF,
    )


def proven(proof: str) -> rows.Revision:
    """Return the revision whose link was opened, of whichever organisation.

    Raises:
        NotFoundError: there is none, or the link is too old.

    """
    revision: rows.Revision | None = (
        rows.Revision.across_tenants.select_related("application__mission", "tenant")
        .filter(proof_digest=digest_of(proof[:100]))
        .first()
    )
    archived = revision is not None and revision.application.mission.archived_at is not None
    if revision is None or archived or (revision.confirmed_at is None and revision.sent_at < now() - PROOF_LASTS):
        raise NotFoundError(Text("apply_pages.no_such_link"), Text("apply_pages.no_such_link_hint"))
    return revision


def sent_to_the_same_mailbox(proof: rows.Revision) -> tuple[rows.Revision, ...]:
    """Return what else waits for whoever reads this mailbox, the latest first: one link proves the mailbox for all.

    A mailbox gets so many mails a day, whoever makes the form write to it; its owner confirms any form by any of them.
    """
    email = from_document(Application, proof.document).contact.email
    if not email or proof.sent_at < now() - PROOF_LASTS:
        return ()
    waiting = rows.Revision.objects.filter(
        application__mission=proof.application.mission,
        document__contact__email__iexact=email,
        confirmed_at=None,
        sent_at__gte=now() - PROOF_LASTS,
    )
    return tuple(waiting.exclude(pk=proof.pk).order_by("-sent_at", "-pk")[:MOST_WAITING])


@transaction.atomic
def confirm(revision: rows.Revision, at: datetime | None = None) -> rows.Application:
    """Let a revision count: its mailbox is read by whoever sent it. A second time changes nothing."""
    by = Actor(revision.tenant_id, Role.SYSTEM, name="form")
    require(by, Policy.RUN_CALL)
    mission_rows.Mission.objects.select_for_update().get(pk=revision.application.mission_id)  # one form after the other
    at = at or now()
    if not rows.Revision.objects.filter(pk=revision.pk, confirmed_at=None).update(confirmed_at=at):
        return revision.application
    revision.refresh_from_db()
    row = _count(revision)
    ledger.append(by, "mission.application_confirmed", "mission", row.mission_id, _facts(row, revision))
    return row


def _count(revision: rows.Revision) -> rows.Application:
    """Let a confirmed revision count where its firm stands; return that row.

    A firm that stands there from another mailbox keeps what it said: a person decides whether this is the same firm.
    """
    own: rows.Application = rows.Application.objects.select_for_update().get(pk=revision.application_id)
    sent = from_document(Application, revision.document)
    home = own if own.confirmed_at is not None else _standing(own, sent) or own
    if home.pk != own.pk:
        revision.application, revision.number = home, _next_number(home)
        revision.document = to_document(replace(sent, id=home.code))
    before = from_document(Application, home.document)
    revision.is_strange = not _same_mailbox(before, sent)
    revision.save()
    if home.pk != own.pk and not rows.Revision.objects.filter(application=own).exists():
        own.delete()
    if not revision.is_strange:
        _take(home, revision)
    return home


def _standing(own: rows.Application, sent: Application) -> rows.Application | None:
    """Return the other row in which this firm stands already: confirmed, or entered by the office itself."""
    by_form = rows.Revision.objects.values("application_id")
    others = rows.Application.objects.select_for_update().filter(mission=own.mission_id).exclude(pk=own.pk)
    counting = others.filter(~Q(confirmed_at=None) | ~Q(pk__in=by_form))
    found = {row.code: row for row in counting}
    same = same_firm(sent, [from_document(Application, row.document) for row in found.values()])
    return found[same.id] if same else None


@transaction.atomic
def confirm_by_hand(by: Actor, row: rows.Application, revision: rows.Revision | None, why: str) -> rows.Application:
    """Let a revision count that no mail could ask about: a person knows the firm sent it, and says how.

    Without a revision it is the application of a sheet, which nobody was written to about.

    Raises:
        InputError: no reason is given, or one that is too long.
        Conflict: it is confirmed already, a mail server took the mail with the link, or the form sent another one.

    """
    require(by, Policy.RUN_CALL)
    row = rows.Application.objects.select_for_update().get(pk=row.pk)
    why = " ".join(seen(why).split())
    if not why or len(why) > MOST_OF_A_REASON:
        hint = Text("call_pages.by_hand_needs_reason_hint", most=MOST_OF_A_REASON)
        raise InputError(Text("call_pages.by_hand_needs_reason"), hint)
    _may_by_hand(row, revision)
    if revision is None:
        at = now().astimezone(core(row.mission).home_zone).replace(second=0, microsecond=0)
        fill(row, replace(from_document(Application, row.document), confirmed_at=at)).save()
    else:
        revision.confirmed_at = now()
        row = _count(revision)
    facts = {"application": row.code, "revision": revision.number if revision else 0}
    ledger.append(by, by_hand.CODE, "mission", row.mission_id, facts, {by_hand.owner(row): {by_hand.WHY: why}})
    return row


def _may_by_hand(row: rows.Application, revision: rows.Revision | None) -> None:
    query = rows.Revision.objects.filter(application=row)
    if row.confirmed_at is not None if revision is None else not query.filter(pk=revision.pk, confirmed_at=None):
        raise Conflict(Text("call_pages.by_hand_confirmed"), Text("call_pages.by_hand_confirmed_hint"))
    if query.exists() if revision is None else by_hand.mailed([revision.pk]):
        raise Conflict(Text("call_pages.by_hand_mailed"), Text("call_pages.by_hand_mailed_hint"))


@transaction.atomic
def take_revision(by: Actor, revision: rows.Revision) -> rows.Application:
    """Let a confirmed revision that came from another mailbox count: a person says that it is the same firm.

    Raises:
        Conflict: nobody opened its link yet.

    """
    require(by, Policy.RUN_CALL)
    row: rows.Application = rows.Application.objects.select_for_update().get(pk=revision.application_id)
    if revision.confirmed_at is None:
        raise Conflict(Text("call_pages.not_confirmed"), Text("call_pages.not_confirmed_hint"))
    _take(row, revision)
    rows.Revision.objects.filter(pk=revision.pk).update(is_strange=False)
    ledger.append(by, "mission.revision_taken", "mission", row.mission_id, _facts(row, revision))
    return row


def _take(row: rows.Application, revision: rows.Revision) -> None:
    """Make a revision the application, unless a later one is it already; what the office decided stays."""
    later = rows.Revision.objects.filter(application=row, number__gt=revision.number, is_strange=False)
    now_said = from_document(Application, row.document)
    sent = from_document(Application, revision.document)
    if row.confirmed_at is not None and later.exclude(confirmed_at=None).exists():
        return
    kept = {name: getattr(now_said, name) for name in _OF_THE_OFFICE}
    zone = sent.received_at.tzinfo
    confirmed = now_said.confirmed_at or (revision.confirmed_at or now()).astimezone(zone).replace(
        second=0, microsecond=0
    )
    fill(row, replace(sent, id=row.code, **kept | {"confirmed_at": confirmed})).save()


def _facts(row: rows.Application, revision: rows.Revision) -> dict[str, Any]:
    return {"application": row.code, "revision": revision.number}
