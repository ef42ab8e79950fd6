"""A person decides about what was kept aside; the row itself stays, whatever is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from tearoad.capture import ReportId, Revision, RevisionId, Unusable, document_of, revision_of, sent_in
from tearoad.capture.web.actions.files import take_over_files
from tearoad.capture.web.actions.receiving import append
from tearoad.capture.web.actions.streams import locked
from tearoad.capture.web.models import Phone, Quarantined, Receipt, SentRevision, Stream, Weighed
from tearoad.errors import Conflict
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now


@transaction.atomic
def take_over(by: Actor, quarantined: Quarantined) -> None:
    """Take in something that was kept aside, as if nothing had been odd about it.

    Where its id or its report is another's already, it gets one of its own: what stands is not touched.

    Raises:
        Conflict: it was decided already, it is nothing that can be taken in, or the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    refuse_archived(quarantined.mission)
    stream = locked(quarantined.mission, quarantined.party)
    weighed = _waiting(quarantined)
    take_in_aside(stream, weighed)
    _decide(by, weighed, Weighed.TAKEN)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of everything that was kept aside of one phone."""

    taken: int
    left: tuple[tuple[Quarantined, Text], ...]
    """What still waits, and why it could not be taken over."""


@transaction.atomic
def take_over_all(by: Actor, phone: Phone) -> TakenOver:
    """Take over everything of one phone that waits, in the phone's own order of sending; what cannot be stays.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    refuse_archived(phone.mission)
    left: list[tuple[Quarantined, Text]] = []
    waiting = Quarantined.objects.filter(phone=phone, state=Weighed.WAITING).select_related("mission")
    tried = list(waiting)
    for found in tried:
        try:
            take_over(by, found)
        except Conflict as error:
            left.append((found, error.text))
    return TakenOver(len(tried) - len(left), tuple(left))


@transaction.atomic
def put_aside(by: Actor, quarantined: Quarantined) -> None:
    """Decide against something that was kept aside; it can still be read.

    Raises:
        Conflict: it was decided already, or the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    refuse_archived(quarantined.mission)
    locked(quarantined.mission, quarantined.party)
    _decide(by, _waiting(quarantined), Weighed.PUT_ASIDE)


def take_in_aside(stream: Stream, weighed: Quarantined) -> None:
    """Add what was kept aside to the end of a locked stream; who decided so writes it down.

    Raises:
        Conflict: it is nothing that can be taken in.

    """
    sent = sent_in(weighed.payload)
    try:
        revision = revision_of(sent)
    except Unusable as error:
        raise Conflict(Text("capture.cannot_be_taken"), Text("capture.cannot_be_taken_hint")) from error
    made = _as_own_revision(weighed, revision)
    take_over_files(weighed.mission, weighed.party, made.files)
    # As it was sent, letter by letter, so that the phone's own copy is known again whoever brings it.
    append(stream, weighed.phone, made, sent if made == revision else document_of(made), weighed.digest, now())


def _waiting(quarantined: Quarantined) -> Quarantined:
    """Return it as it stands now that nobody else can decide about it."""
    weighed: Quarantined = Quarantined.objects.select_related("phone").get(pk=quarantined.pk)
    if weighed.state != Weighed.WAITING:
        raise Conflict(Text("capture.decided_already"), Text("capture.decided_already_hint"))
    return weighed


def _as_own_revision(weighed: Quarantined, revision: Revision) -> Revision:
    here = {"mission": weighed.mission, "party": weighed.party}
    if Receipt.objects.filter(**here, revision=revision.id).exists():
        revision = replace(revision, id=RevisionId(UUID(str(uuid7()))))
    others = SentRevision.objects.filter(mission=weighed.mission, report=revision.report)
    if others.exclude(party=weighed.party).exists():
        revision = replace(revision, report=ReportId(UUID(str(uuid7()))), replaces={})
    return revision


def _decide(by: Actor, weighed: Quarantined, state: Weighed) -> None:
    weighed.state, weighed.decided_at, weighed.decided_by = state, now(), by.user
    weighed.save(update_fields=["state", "decided_at", "decided_by"])
    done = {"digest": weighed.digest}
    ledger.append(
        by, "capture.taken" if state is Weighed.TAKEN else "capture.put_aside", "mission", weighed.mission.pk, done
    )
