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
from django.db.models import Max

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.call import Application, same_firm
from tearoad.mission.call.letters import firm_name
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.call import by_hand
from tearoad.mission.web.queries.call.calls import applications, columns_of
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
MOST_OF_A_CALL = 3000
"""More firms than any call has: what comes above it is not a firm."""
MOST_REVISIONS = 30
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
def receive(call: rows.Call, sent: Application, kept: Iterable[StoredFile] = ()) -> Received:
    """Take in what a firm sent, and write it a mail with a link; its id is given here unless it has one.

    The same firm again is a revision of its application, and counts once its own link is opened. The same content
    again within minutes is a second click.

    Raises:
        Conflict: the call has more applications than any call has, or the firm sent too many revisions.

    """
    by = outsider(call)
    require(by, Policy.RUN_CALL)
    mission = rows.Mission.objects.select_for_update().get(pk=call.mission_id)
    known = applications(mission)
    same = same_firm(sent, known)
    row = _join(mission, sent, same) if same else _new(mission, sent, known)
    again = _second_click(row, sent)
    if again is not None:
        return again
    number = rows.Revision.objects.filter(application=row).count() + 1
    if number > MOST_REVISIONS:
        raise Conflict(Text("call_pages.too_often"), Text("call_pages.too_often_hint"))
    proof = secrets.token_urlsafe(PROOF_BYTES)
    revision = rows.Revision.objects.create(
        application=row,
        number=number,
        document=to_document(replace(sent, id=row.code)),
        sent_at=now(),
        proof_digest=digest_of(proof),
        is_strange=same is not None and not _same_mailbox(same, sent),
    )
    rows.ApplicationFile.objects.bulk_create(rows.ApplicationFile(revision=revision, file=one) for one in kept)
    _post(by, mission, sent, revision, proof)
    return Received(row, revision, proof)


def _join(mission: rows.Mission, sent: Application, same: Application) -> rows.Application:
    """Return the firm's row; while nobody has confirmed it, the last form is the one that is shown."""
    row: rows.Application = rows.Application.objects.get(mission=mission, code=same.id)
    if row.confirmed_at is None and _same_mailbox(same, sent):
        fill(row, replace(sent, id=row.code, received_at=same.received_at)).save()
    return row


def _new(mission: rows.Mission, sent: Application, known: tuple[Application, ...]) -> rows.Application:
    if len(known) >= MOST_OF_A_CALL:
        raise Conflict(Text("call_pages.too_many"), Text("call_pages.too_many_hint"))
    last = rows.Application.objects.filter(mission=mission).aggregate(last=Max("position"))["last"]
    taken, number = {one.id for one in known}, len(known) + 1
    while f"A{number:02d}" in taken:
        number += 1
    code = sent.id if sent.id and sent.id not in taken else f"A{number:02d}"
    row = rows.Application(mission=mission, code=code, position=0 if last is None else last + 1)
    fill(row, replace(sent, id=row.code)).save()
    return row


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


def _same_mailbox(one: Application, other: Application) -> bool:
    return bool(one.contact.email) and one.contact.email.casefold() == other.contact.email.casefold()


def digest_of(proof: str) -> str:
    """Return what is kept of a proof."""
    return hashlib.sha256(proof.encode()).hexdigest()


def _post(by: Actor, mission: rows.Mission, sent: Application, revision: rows.Revision, proof: str) -> None:
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
    found: rows.Revision | None = (
        rows.Revision.across_tenants.select_related("application__mission", "tenant")
        .filter(proof_digest=digest_of(proof[:100]))
        .first()
    )
    archived = found is not None and found.application.mission.archived_at is not None
    if found is None or archived or (found.confirmed_at is None and found.sent_at < now() - PROOF_LASTS):
        raise NotFoundError(Text("apply_pages.no_such_link"), Text("apply_pages.no_such_link_hint"))
    return found


@transaction.atomic
def confirm(revision: rows.Revision, at: datetime | None = None) -> rows.Application:
    """Let a revision count: its mailbox is read by whoever sent it. A second time changes nothing."""
    by = Actor(revision.tenant_id, Role.SYSTEM, name="form")
    require(by, Policy.RUN_CALL)
    row: rows.Application = rows.Application.objects.select_for_update().get(pk=revision.application_id)
    at = at or now()
    if not rows.Revision.objects.filter(pk=revision.pk, confirmed_at=None).update(confirmed_at=at):
        return row
    revision.confirmed_at = at
    if not revision.is_strange:
        _take(row, revision)
    ledger.append(by, "mission.application_confirmed", "mission", row.mission_id, _facts(row, revision))
    return row


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
        revision.save(update_fields=["confirmed_at"])
        if not revision.is_strange:
            _take(row, revision)
    facts = {"application": row.code, "revision": revision.number if revision else 0}
    ledger.append(by, by_hand.CODE, "mission", row.mission_id, facts, {by_hand.owner(row): {by_hand.WHY: why}})
    return row


def _may_by_hand(row: rows.Application, revision: rows.Revision | None) -> None:
    asked = rows.Revision.objects.filter(application=row)
    if row.confirmed_at is not None if revision is None else not asked.filter(pk=revision.pk, confirmed_at=None):
        raise Conflict(Text("call_pages.by_hand_confirmed"), Text("call_pages.by_hand_confirmed_hint"))
    if asked.exists() if revision is None else by_hand.mailed([revision.pk]):
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
