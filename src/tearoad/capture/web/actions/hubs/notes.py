"""What phones wrote, as one server gives it to another: each change once, whichever of them took it in first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from tearoad.capture import lost_a_person, revision_of, sent_in
from tearoad.capture.web.actions.cards import want
from tearoad.capture.web.actions.receiving import append, take_in
from tearoad.capture.web.actions.streams import locked
from tearoad.capture.web.actions.weighing import take_in_aside
from tearoad.capture.web.models import Phone, Quarantined, Receipt, SentRevision, Stream, Weighed
from tearoad.errors import Conflict, InputError
from tearoad.mission.web import models as rows
from tearoad.text import Text
from tearoad.values.document import read_moment
from tearoad.web.clock import now

Document = Mapping[str, Any]
MOST = 200
"""So many changes, and so many notes that wait, a letter."""


def changes_after(mission: rows.Mission, party: str, number: int) -> list[dict[str, Any]]:
    """Return the next changes of a party's stream behind a number; one query."""
    query = SentRevision.objects.filter(mission=mission, party=party, number__gt=number).order_by("number")
    return [
        {
            "number": revision.number,
            "phone": str(revision.phone_id),
            "document": revision.document,
            "digest": revision.receipt.digest,
        }
        for revision in query.select_related("receipt")[:MOST]
    ]


def take_from_hub(mission: rows.Mission, party: str, changes: Iterable[Document]) -> Stream:
    """At home: take in what a hub took in. What home has it keeps as it is; what is odd to home is kept aside.

    What home kept aside and a hub took in, as its clock was right by then or a person said so, is taken in.

    Raises:
        InputError: something is of a phone that the mission does not have.

    """
    documents = list(changes)
    _refuse_unknown(mission, documents)
    stream = locked(mission, party)
    here = Quarantined.objects.filter(
        mission=mission, party=party, digest__in=[document["digest"] for document in documents]
    )
    asides = {aside.digest: aside for aside in here.exclude(state=Weighed.TAKEN).select_related("phone")}
    by_phone: dict[UUID, list[object]] = defaultdict(list)
    for document in documents:
        if document["digest"] in asides:
            _take_in(stream, asides.pop(document["digest"]))
        else:
            by_phone[UUID(document["phone"])].append(document["document"])
    for phone in Phone.objects.filter(mission=mission, party=party, pk__in=by_phone):
        take_in(phone, stream, by_phone[phone.pk])
    return stream


def _refuse_unknown(mission: rows.Mission, documents: Iterable[Document]) -> None:
    """Refuse what is of a phone that the mission does not have, or of another party's: it would belong to nobody."""
    wanted = {(UUID(document["phone"]), document["party"]) for document in documents}
    known = Phone.objects.filter(mission=mission, pk__in=[phone for phone, _ in wanted]).values_list("pk", "party")
    if wanted - set(known):
        raise InputError(Text("capture.part_of_nobody"))


def take_from_home(mission: rows.Mission, party: str, changes: Iterable[Document]) -> None:
    """At a hub: have what home has, word for word: home may have erased a person from it."""
    stream = locked(mission, party)
    known = {receipt.revision: receipt for receipt in Receipt.objects.filter(mission=mission, party=party)}
    phones = {phone.pk: phone for phone in Phone.objects.filter(mission=mission, party=party)}
    changed: set[UUID] = set()
    for change in changes:
        document = change["document"]
        receipt = known.get(UUID(document["id"]))
        if receipt is not None:
            here = SentRevision.objects.get(receipt=receipt)
            if here.document != document:
                here.document, stream.era = document, uuid7()  # this hub's phones read it anew
                here.save(update_fields=["document"])
                stream.save(update_fields=["era"])
                changed.add(here.report)
        elif UUID(change["phone"]) in phones:
            append(stream, phones[UUID(change["phone"])], revision_of(document), document, change["digest"], now())
    want(stream, changed)


def asides_to_give(mission: rows.Mission) -> list[dict[str, Any]]:
    """At a hub: return what was kept aside and home does not have, or has in another state; one query."""
    query = Quarantined.objects.filter(mission=mission)
    waiting = [quarantined for quarantined in query if quarantined.home_has != quarantined.state][:MOST]
    return [
        {
            "party": aside.party,
            "phone": str(aside.phone_id),
            "revision": str(aside.revision) if aside.revision else None,
            "digest": aside.digest,
            "payload": sent_in(aside.payload),
            "reasons": aside.reasons,
            "received_at": aside.received_at.isoformat(),
            "state": aside.state,
        }
        for aside in waiting
    ]


def mark_given(mission: rows.Mission, given: Iterable[Document]) -> None:
    """At a hub: write down that home has these."""
    for document in given:
        here = Quarantined.objects.filter(mission=mission, party=document["party"], digest=document["digest"])
        here.update(home_has=document["state"])


def mark_not_given(mission: rows.Mission, party: str) -> None:
    """At a hub: write down that home may have nothing of what was kept aside for a party."""
    Quarantined.objects.filter(mission=mission, party=party).update(home_has="")


def take_asides(mission: rows.Mission, asides: Iterable[Document]) -> None:
    """At home: have what a hub kept aside; a decision of either counts, one to take over more.

    Raises:
        InputError: something is of a phone that the mission does not have.

    """
    asides = list(asides)
    _refuse_unknown(mission, asides)
    phones = {phone.pk: phone for phone in Phone.objects.filter(mission=mission)}
    known = {
        (quarantined.party, quarantined.digest): quarantined
        for quarantined in Quarantined.objects.filter(mission=mission)
    }
    for aside in asides:
        phone, here = phones[UUID(aside["phone"])], known.get((aside["party"], aside["digest"]))
        standing = _standing(mission, aside)
        state = Weighed(aside["state"]) if standing is None else Weighed.TAKEN
        if here is not None:
            _decide(here, state)
        else:
            Quarantined.objects.create(
                mission=mission,
                party=aside["party"],
                phone=phone,
                revision=UUID(aside["revision"]) if aside["revision"] else None,
                digest=aside["digest"],
                # A person may have been erased from what stands here: their words do not come back by a hub.
                payload=json.dumps(aside["payload"] if standing is None else standing, ensure_ascii=True),
                reasons=aside["reasons"],
                received_at=read_moment(aside["received_at"]),
                state=state.value,
                decided_at=now() if state is not Weighed.WAITING else None,
            )


def _standing(mission: rows.Mission, aside: Document) -> Document | None:
    """Return what stands of something kept aside that came to home by another way: it waits for nobody any more."""
    if not aside["revision"]:
        return None
    here = Receipt.objects.filter(mission=mission, party=aside["party"], digest=aside["digest"])
    found = SentRevision.objects.filter(receipt__in=here.filter(revision=aside["revision"])).first()
    return None if found is None else found.document


def _take_in(stream: Stream, aside: Quarantined) -> None:
    if _standing(stream.mission, {"party": aside.party, "digest": aside.digest, "revision": aside.revision}) is None:
        try:
            take_in_aside(stream, aside)
        except Conflict:  # a person was erased from it since
            return
    _decide(aside, Weighed.TAKEN)


def decisions_of(mission: rows.Mission) -> list[dict[str, Any]]:
    """At home: return what was decided of what was kept aside, and what is left where a person was erased from it."""
    found = [(quarantined, sent_in(quarantined.payload)) for quarantined in Quarantined.objects.filter(mission=mission)]
    return [
        {
            "party": aside.party,
            "digest": aside.digest,
            "state": aside.state,
            "payload": payload,
            "reasons": aside.reasons,
        }
        for aside, payload in found
        if aside.state != Weighed.WAITING or lost_a_person(payload, aside.digest)
    ]


def have_decisions(mission: rows.Mission, decisions: Iterable[Document]) -> None:
    """At a hub: decide as home did, and have no person any more who was erased there."""
    known = {
        (quarantined.party, quarantined.digest): quarantined
        for quarantined in Quarantined.objects.filter(mission=mission)
    }
    for decision in decisions:
        here = known.get((decision["party"], decision["digest"]))
        if here is None:
            continue
        _decide(here, Weighed(decision["state"]))
        payload = json.dumps(decision["payload"], ensure_ascii=True)
        if here.payload != payload:
            here.payload, here.reasons = payload, decision["reasons"]
            here.save(update_fields=["payload", "reasons"])


def _decide(here: Quarantined, weighed: Weighed) -> None:
    order = (Weighed.WAITING, Weighed.PUT_ASIDE, Weighed.TAKEN)
    if order.index(weighed) > order.index(Weighed(here.state)):
        here.state, here.decided_at = weighed.value, now()
        here.save(update_fields=["state", "decided_at"])
