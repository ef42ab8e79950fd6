"""Have cards read once their photos are here, keep what was read, and forget it with its report.

Whatever changes a reading holds the lock of its party's stream; reading itself holds none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from tearoad.capture import Digest, Revision, reports_of, revision_of
from tearoad.capture.cards import CardReader, CardReading, read_card
from tearoad.capture.fields import BY_NAME, fits
from tearoad.capture.files import CARDS, card_photos
from tearoad.capture.web.actions.streams import locked
from tearoad.capture.web.models import CardRead, CardState, FileState, SentFile, SentRevision, Stream
from tearoad.errors import InputError
from tearoad.office.web.actions.files import content_of
from tearoad.office.web.actions.jobs import ask
from tearoad.people import Actor, Role
from tearoad.values.document import to_document
from tearoad.web.clock import now

READ = "capture.read_cards"
"""The job that reads the cards of an organisation, one after the other."""
MOST_TRIES = 3
Key = tuple[UUID, str, UUID]
"""A mission, a party and a report."""


def note_cards(stream: Stream, taken: Sequence[Revision]) -> None:
    """Have the cards read anew of which these changes, already kept, name or drop a photo that is here.

    Part of the transaction that keeps them. Most photos come after the words: those are asked for by `note_painted`,
    and here nothing is asked for but whether they are there; no query at all where no photo is named or dropped.
    """
    touched = {revision.id: _named(revision) | set(revision.dropped) for revision in taken}
    named = set().union(*touched.values())
    if named:
        here = _ready(stream, named)
        want(stream, {revision.report for revision in taken if touched[revision.id] & here})


@transaction.atomic
def note_painted(file: SentFile) -> None:
    """Have the cards read on which a photo stands that has just become ready. Run twice, it has its effect once."""
    stream = locked(file.mission, file.party)
    sent = SentRevision.objects.filter(mission=file.mission, party=file.party, document__icontains=file.digest)
    want(stream, set(sent.order_by().values_list("report", flat=True)))


def want(stream: Stream, reports: Collection[UUID]) -> None:
    """Have the cards of some reports of a locked stream read as far as their photos have changed.

    A constant number of queries, but for those of which every photo is gone.
    """
    if not reports:
        return
    here = {"mission": stream.mission, "party": stream.party, "report__in": reports}
    sent = SentRevision.objects.filter(**here).values_list("document", flat=True)
    found = reports_of(map(revision_of, sent))
    ready = _ready(stream, {file.digest for report in found for file in report.files})
    known = {card_read.report: card_read for card_read in CardRead.objects.filter(**here)}
    waits: list[CardRead] = []
    for report in found:
        digests = list(card_photos(report.files, ready))
        card = known.get(report.id) or CardRead(mission=stream.mission, party=stream.party, report=report.id)
        if digests == card.digests:
            continue
        if digests:
            card.digests, card.state, card.tries, card.asked_at = digests, CardState.WAITING, 0, now()
            waits.append(card)
        else:
            _forget(stream, card)
    if waits:
        CardRead.objects.bulk_create(wait for wait in waits if wait.report not in known)
        changed = [wait for wait in waits if wait.report in known]
        CardRead.objects.bulk_update(changed, ["digests", "state", "tries", "asked_at"])
        ask(Actor(stream.tenant_id, Role.SYSTEM), READ, "")


def put_off() -> int:
    """Say of every card that waits that it cannot be read on this server; return how many are."""
    CardRead.objects.filter(state=CardState.WAITING).update(state=CardState.UNAVAILABLE)
    return CardRead.objects.filter(state=CardState.UNAVAILABLE).count()


def read(reader: CardReader, card: CardRead) -> bool:
    """Read a card and keep what it says; say whether it was kept. No transaction is open while it is read.

    What was read of photos that changed meanwhile is dropped: they are read anew. What could not be read to its end
    three times counts as illegible, and is not begun again.
    """
    if card.tries >= MOST_TRIES:
        return _keep(card, CardReading(()))
    CardRead.objects.filter(pk=card.pk).update(tries=F("tries") + 1)
    files = SentFile.objects.filter(mission=card.mission, party=card.party, digest__in=card.digests)
    photos = {file.digest: file.whole for file in files.select_related("whole") if file.whole is not None}
    contents = [content_of(photos[digest]) for digest in card.digests if digest in photos]
    try:
        return _keep(card, read_card(reader, contents))
    except InputError:
        return _keep(card, CardReading(()))


@transaction.atomic
def forget_readings(reports: Iterable[Key]) -> int:
    """Forget what was read from the cards of some reports; their phones are told so. Return how many there were."""
    forgotten = 0
    for mission, party, report in sorted(reports):
        query = CardRead.objects.select_related("mission").filter(mission=mission, party=party, report=report)
        card = query.exclude(state=CardState.FORGOTTEN).first()
        if card is not None:
            _forget(locked(card.mission, party), card)
            forgotten += 1
    return forgotten


def _named(revision: Revision) -> set[str]:
    return {file.digest for file in revision.files if file.kind in CARDS}


def _ready(stream: Stream, digests: Collection[str]) -> set[Digest]:
    """Return which of these photos are here; one query."""
    files = SentFile.objects.filter(mission=stream.mission, party=stream.party, digest__in=digests)
    return set(map(Digest, files.filter(state=FileState.READY).order_by().values_list("digest", flat=True)))


def _forget(stream: Stream, card: CardRead) -> None:
    card.state, card.digests = CardState.FORGOTTEN, []
    _store_card(stream, card, {})


@transaction.atomic
def _keep(card: CardRead, reading: CardReading) -> bool:
    stream = locked(card.mission, card.party)
    now_there = CardRead.objects.get(pk=card.pk)
    if now_there.digests != card.digests or now_there.state not in {CardState.WAITING, CardState.UNAVAILABLE}:
        return False
    fitting = tuple(
        suggestion
        for suggestion in reading.suggestions
        if suggestion.value and fits(BY_NAME[suggestion.field], suggestion.value)
    )
    now_there.state = CardState.READ if fitting else CardState.ILLEGIBLE
    now_there.read_at = now()
    _store_card(stream, now_there, to_document(CardReading(fitting, reading.family)) if fitting else {})
    return True


def _store_card(stream: Stream, card: CardRead, reading: dict[str, object]) -> None:
    """Keep a card's row; where what was read has changed, the party's phones are told by its new number."""
    if card.reading != reading:
        stream.cards += 1
        stream.save(update_fields=["cards"])
        card.reading, card.number = reading, stream.cards
    card.save()
