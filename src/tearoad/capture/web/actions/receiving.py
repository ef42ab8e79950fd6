"""Take in what a phone sends: each revision once, whatever the network did to it; what is odd is kept aside.

The answer leaves only after the commit, so that a phone is told "received" of nothing that could be undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tearoad.capture import Revision, Unusable, digest_of, revision_of, sent_in
from tearoad.capture.reading import id_in
from tearoad.capture.web.actions.cards import note_cards
from tearoad.capture.web.actions.meetings import note_meetings
from tearoad.capture.web.actions.streams import locked
from tearoad.capture.web.models import Phone, Quarantined, Receipt, SentRevision, Stream, Weighed
from tearoad.capture.web.queries.phones import hindrances, writes
from tearoad.text import Text
from tearoad.values.document import text_from_document, text_to_document
from tearoad.web.clock import fair_now, now

CLOCK_TOLERANCE = timedelta(days=1)
"""A phone's clock that is further off dates its reports so wrongly that a person has to look."""


class ReceivedState(StrEnum):
    """Where something that was sent is now."""

    RECEIVED = "received"
    ATTENTION = "attention"
    """Kept aside until a person decides."""
    PUT_ASIDE = "put_aside"
    """A person read it and decided against taking it in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one thing that was sent."""

    kept: ReceivedState
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class PhoneStatus:
    """What a phone says of itself whenever it speaks."""

    clock: datetime
    """Its clock when it sent."""
    made: int = 0
    """The highest number it has given."""
    waiting: int = 0
    is_ready: bool = False
    """Whether it works without a network."""
    is_wiped: bool = False
    plan: int = 0
    """The number of the plan it has."""


def receive(
    phone: Phone, status: PhoneStatus, documents: Sequence[object], authors: Sequence[UUID | None] = ()
) -> tuple[Answer, ...]:
    """Take in what a phone sends, in its order; one answer each. Sent again it gives the same answer.

    A constant number of queries whatever the number of documents. Concurrent calls for one party wait for each other.

    Args:
        phone: who speaks, as `queries.phones.speaking` found it.
        status: what it says of itself.
        documents: JSON data, whatever it is.
        authors: for each document the phone of the same party that made it, None where that is the one that speaks;
            empty where it made all of them.

    """
    at = now()
    against = tuple(hindrances(phone, fair_now()))
    if not writes(phone):
        against = (*against, Text("capture.by_reader"))
    off = abs(status.clock - at)
    if off > CLOCK_TOLERANCE:
        against = (*against, Text("capture.clock_off", count=off.days))
    with transaction.atomic():
        answers: tuple[Answer, ...] = ()
        if documents:  # who only asks for news waits for nobody
            stream = locked(phone.mission, phone.party)
            answers = take_in(phone, stream, documents, against=against, makers=_makers(phone, authors))
        _note(phone, status, at)
    return answers


def take_in(
    phone: Phone,
    stream: Stream,
    documents: Sequence[object],
    *,
    against: tuple[Text, ...] = (),
    makers: Sequence[Phone] = (),
) -> tuple[Answer, ...]:
    """Take in documents into a locked stream, whoever hands them over: a phone, an officer, another server.

    What is odd (the id of something else, a visitor of another firm) is kept aside, and so is all of it where something
    stands against it.

    Args:
        phone: of the stream's party.
        stream: locked.
        documents: JSON data, whatever it is.
        against: what stands against all of them.
        makers: which phone made each; empty where `phone` made all.

    """
    taking = _Taking(phone, stream, now(), against)
    answers = taking.all(documents, makers or [phone] * len(documents))
    revisions = [revision for _, revision, _, _ in taking.taken]
    note_meetings(phone.mission, phone.party, revisions)
    note_cards(stream, revisions)
    return answers


def _makers(phone: Phone, authors: Sequence[UUID | None]) -> list[Phone]:
    """Return which phones made what is sent: a number counts for the phone that gave it, whoever brings it."""
    wanted = {author for author in authors if author is not None}
    if not wanted:
        return []
    of_party = Phone.objects.filter(mission=phone.mission, role=phone.role, party=phone.party)
    known = of_party.in_bulk(wanted)
    return [known.get(author, phone) if author is not None else phone for author in authors]


def append(stream: Stream, phone: Phone, revision: Revision, document: object, digest: str, at: datetime) -> None:
    """Add a revision to the end of a locked stream, with its receipt."""
    _append(stream, [(phone, revision, document, digest)], at)
    note_meetings(stream.mission, stream.party, [revision])
    note_cards(stream, [revision])


class _Taking:
    """One call's documents, looked at one after the other; rows are written at the end."""

    def __init__(self, phone: Phone, stream: Stream, at: datetime, against: tuple[Text, ...]) -> None:
        self.phone, self.stream, self.at, self.against = phone, stream, at, against
        self.taken: list[tuple[Phone, Revision, object, str]] = []
        self.aside: dict[str, Quarantined] = {}

    def all(self, documents: Sequence[object], makers: Sequence[Phone]) -> tuple[Answer, ...]:
        digests = [digest_of(document) for document in documents]
        here = {"mission": self.phone.mission, "party": self.phone.party}
        ids = {uuid for document in documents if (uuid := id_in(document)) is not None}
        receipts = Receipt.objects.filter(**here, revision__in=ids).values_list("revision", "digest")
        self.receipts = dict(receipts)
        self.standing = self._standing(zip(map(id_in, documents), digests, strict=True))
        aside = Quarantined.objects.filter(Q(digest__in=digests) | Q(revision__in=ids), **here)
        self.weighed = {
            digest: quarantined
            for quarantined in aside
            for digest in (digest_of(sent_in(quarantined.payload)), quarantined.digest)
        }
        self.foreign = self._of_others(documents)
        answers = tuple(self._received(*each) for each in zip(documents, digests, makers, strict=True))
        _append(self.stream, self.taken, self.at)
        Quarantined.objects.bulk_create(self.aside.values())
        return answers

    def _standing(self, sent: Iterable[tuple[UUID | None, str]]) -> frozenset[tuple[UUID, str]]:
        """Return id and digest of what stands under ids that came with other words first, and lost a person since."""
        other = [known for known, digest in sent if known is not None and self.receipts.get(known, digest) != digest]
        if not other:
            return frozenset()
        here = {"mission": self.phone.mission, "party": self.phone.party, "receipt__revision__in": other}
        query = SentRevision.objects.filter(**here).values_list("receipt__revision", "document")
        return frozenset((revision, digest_of(document)) for revision, document in query)

    def _of_others(self, documents: Sequence[object]) -> frozenset[UUID]:
        """Return the reports named here that belong to another party of the mission."""
        named = (id_in({"id": document.get("report")}) for document in documents if isinstance(document, dict))
        wanted = {uuid for uuid in named if uuid is not None}
        others = SentRevision.objects.filter(mission=self.phone.mission, report__in=wanted)
        return frozenset(others.exclude(party=self.phone.party).values_list("report", flat=True))

    def _received(self, document: object, digest: str, maker: Phone) -> Answer:
        weighed = self.weighed.get(digest) or self.aside.get(digest)
        if weighed is not None:
            return answer_of(weighed)
        known = id_in(document)
        if known is not None and self.receipts.get(known) == digest:
            return Answer(ReceivedState.RECEIVED)
        if (known, digest) in self.standing:
            # What is left of it after an erasure, from a phone that has read so: nothing new.
            return Answer(ReceivedState.RECEIVED)
        reasons = list(self.against)
        revision: Revision | None = None
        if known in self.receipts:
            reasons.append(Text("capture.same_id"))
        try:
            revision = revision_of(document)
        except Unusable as error:
            reasons += error.problems
        if revision is not None and revision.report in self.foreign:
            reasons.append(Text("capture.report_of_other"))
        if reasons or revision is None:
            return self._keep_aside(document, digest, maker, reasons)
        self.receipts[revision.id] = digest
        self.taken.append((maker, revision, document, digest))
        return Answer(ReceivedState.RECEIVED)

    def _keep_aside(self, document: object, digest: str, maker: Phone, reasons: list[Text]) -> Answer:
        self.aside[digest] = Quarantined(
            mission=self.phone.mission,
            party=self.phone.party,
            phone=maker,
            revision=id_in(document),
            digest=digest,
            payload=json.dumps(document, ensure_ascii=True),
            reasons=[text_to_document(reason) for reason in reasons],
            received_at=self.at,
        )
        return Answer(ReceivedState.ATTENTION, tuple(reasons))


def answer_of(weighed: Quarantined) -> Answer:
    """Return what a phone is told of something that was kept aside."""
    if weighed.state == Weighed.TAKEN:
        return Answer(ReceivedState.RECEIVED)
    reasons = tuple(text_from_document(reason) for reason in weighed.reasons)
    return Answer(ReceivedState.ATTENTION if weighed.state == Weighed.WAITING else ReceivedState.PUT_ASIDE, reasons)


def _append(stream: Stream, taken: Sequence[tuple[Phone, Revision, object, str]], at: datetime) -> None:
    if not taken:
        return
    here = {"mission_id": stream.mission_id, "party": stream.party}
    receipts = [
        Receipt(**here, revision=revision.id, digest=digest, received_at=at) for _, revision, _, digest in taken
    ]
    Receipt.objects.bulk_create(receipts)
    SentRevision.objects.bulk_create(
        SentRevision(
            **here,
            receipt=receipt,
            number=stream.number + place,
            report=revision.report,
            phone=phone,
            document=document,
        )
        for place, (receipt, (phone, revision, document, _)) in enumerate(zip(receipts, taken, strict=True), start=1)
    )
    stream.number += len(taken)
    stream.save(update_fields=["number"])


def _note(phone: Phone, status: PhoneStatus, at: datetime) -> None:
    phone.seen_at = at
    phone.made = max(phone.made, min(status.made, 2**31 - 1))
    phone.waiting = status.waiting
    phone.plan = min(status.plan, 2**31 - 1)
    if status.is_ready and phone.ready_at is None:
        phone.ready_at = at
    if status.is_wiped and phone.wiped_at is None:
        phone.wiped_at = at
    phone.save(update_fields=["seen_at", "made", "waiting", "ready_at", "wiped_at", "plan"])
