"""What was read from cards: what waits, what a phone does not know yet, and what a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from tearoad.capture.cards import CardReading, Suggestion
from tearoad.capture.fields import BY_NAME, label_of
from tearoad.capture.web.answers import CardField, CardShown
from tearoad.capture.web.models import CardRead, CardState, Stream
from tearoad.mission.web import models as rows
from tearoad.text import Text
from tearoad.values.document import from_document

MOST = 100
"""So many readings an answer."""


_UNREAD = frozenset({CardState.WAITING, CardState.ILLEGIBLE, CardState.UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was read from a party's cards since a phone asked last."""

    cards: tuple[CardShown, ...]
    until: int
    """Up to where the phone has read now."""
    is_more: bool


@dataclass(frozen=True, slots=True)
class ReportCard:
    """What a page shows of a report's card."""

    state: CardState
    fields: tuple[tuple[Text, Suggestion], ...]
    """Each under its name; only those in which the report says nothing."""

    @property
    def trouble(self) -> Text | None:
        """Why there is nothing (new) to be seen; None where it was read."""
        return Text(f"capture_pages.card_{self.state.value}") if self.state in _UNREAD else None


def next_card() -> CardRead | None:
    """Return the card to be read next: the one that waited longest of those that were tried least; one query."""
    waiting = CardRead.objects.filter(state__in=[CardState.WAITING, CardState.UNAVAILABLE])
    card_read: CardRead | None = waiting.select_related("mission").order_by("tries", "asked_at", "pk").first()
    return card_read


def suggested(stream: Stream, since: int) -> Suggested:
    """Return what was read from a party's cards behind a number; no query where nothing is new, one else."""
    begin = since if since <= stream.cards else 0
    if begin == stream.cards:
        return Suggested((), begin, is_more=False)
    query = CardRead.objects.filter(mission=stream.mission_id, party=stream.party, number__gt=begin)
    read = list(query.order_by("number").values_list("number", "report", "reading")[:MOST])
    cards = tuple(CardShown(str(report), _fields(reading)) for _, report, reading in read)
    # A reading that was replaced left its number behind: at the end nothing is left to ask for.
    is_more = len(read) == MOST
    return Suggested(cards, read[-1][0] if is_more else stream.cards, is_more)


def report_cards(mission: rows.Mission, filled: Mapping[UUID, Iterable[str]]) -> Mapping[UUID, ReportCard]:
    """Return what a page shows of the cards of some reports, each with the fields it fills; one query."""
    query = CardRead.objects.filter(mission=mission, report__in=filled).exclude(state=CardState.FORGOTTEN)
    return {
        card_read.report: ReportCard(
            CardState(card_read.state), _left(card_read.reading, set(filled[card_read.report]))
        )
        for card_read in query
    }


def unread(mission: rows.Mission) -> int:
    """Return how many cards of a mission wait because this server cannot read any; one query."""
    return CardRead.objects.filter(mission=mission, state=CardState.UNAVAILABLE).count()


def _left(document: object, filled: set[str]) -> tuple[tuple[Text, Suggestion], ...]:
    return tuple(
        (label_of(BY_NAME[suggestion.field]), suggestion)
        for suggestion in _read(document)
        if suggestion.field not in filled
    )


def _fields(document: object) -> dict[str, CardField]:
    return {
        suggestion.field: CardField(suggestion.value, suggestion.confidence, suggestion.is_sure)
        for suggestion in _read(document)
    }


def _read(document: object) -> tuple[Suggestion, ...]:
    return from_document(CardReading, document).suggestions if document else ()
