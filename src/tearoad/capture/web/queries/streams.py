"""What a phone does not know yet of its own party's reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tearoad.capture import lost_a_person, sent_in
from tearoad.capture.web.models import Phone, Quarantined, Receipt, SentRevision, Stream
from tearoad.capture.web.queries.cards import Suggested, suggested

MOST = 200
"""So many changes an answer."""


@dataclass(frozen=True, slots=True)
class News:
    """What came since a phone read last."""

    era: str
    changes: tuple[dict[str, Any], ...]
    """Revisions as they go over the wire, its own among them."""
    authors: tuple[UUID, ...]
    """Which phone made each."""
    until: int
    """Up to where the phone has read now."""
    is_more: bool
    backed_up: int = 0
    """Up to this place everything is in a backup too."""
    cards: Suggested = Suggested((), 0, is_more=False)
    """What was read from its cards."""


NOTHING = News("", (), (), 0, is_more=False)


def news(phone: Phone, since: int, era: str, cards_since: int = 0) -> News:
    """Return what a party's stream and its cards hold behind two places; all of it for who read in another era.

    At most two queries, one more where a card was read since.
    """
    here = {"mission": phone.mission, "party": phone.party}
    stream = Stream.objects.filter(**here).first()
    if stream is None:
        return NOTHING
    is_same = era == str(stream.era)
    begin = since if is_same and since <= stream.number else 0
    behind = SentRevision.objects.filter(**here, number__gt=begin, number__lte=stream.number).order_by("number")
    found = list(behind.values_list("number", "document", "phone")[:MOST]) if begin < stream.number else []
    until = found[-1][0] if found else begin
    changes, authors = tuple(document for _, document, _ in found), tuple(phone for _, _, phone in found)
    cards = suggested(stream, cards_since if is_same else 0)
    is_more = until < stream.number or cards.is_more
    return News(str(stream.era), changes, authors, until, is_more=is_more, backed_up=stream.backed_up, cards=cards)


def missing(phone: Phone, held: Iterable[UUID]) -> tuple[UUID, ...]:
    """Return which of these revisions are neither received nor kept aside here; two queries, one where all are here."""
    left = tuple(held)
    for kind in (Receipt, Quarantined):
        if left:
            query = kind.objects.filter(mission=phone.mission, party=phone.party, revision__in=left)
            known = set(query.values_list("revision", flat=True))
            left = tuple(uuid for uuid in left if uuid not in known)
    return left


def cleaned(phone: Phone, held: Iterable[UUID]) -> dict[str, Any]:
    """Return what is left of those of these revisions that were kept aside and then lost a person; one query."""
    here = {"mission": phone.mission, "party": phone.party, "revision__in": list(held)}
    if not here["revision__in"]:
        return {}
    kept = Quarantined.objects.filter(**here).values_list("revision", "digest", "payload")
    left = ((str(revision), digest, sent_in(payload)) for revision, digest, payload in kept)
    return {revision: document for revision, digest, document in left if lost_a_person(document, digest)}
