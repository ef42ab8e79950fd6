"""The tables of the hand-over: opportunities, events, contacts, named and headed in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from tearoad import orders as core
from tearoad.errors import UnknownIdError
from tearoad.mission.web import models as rows
from tearoad.orders.hand_over import HandOverTable
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.board import label_of, step_label
from tearoad.orders.web.queries.contacts import HandedContact, contacts
from tearoad.orders.web.queries.events import what_of
from tearoad.orders.web.queries.opportunities import FollowedOpportunity, counted_under, events_of, opportunities
from tearoad.orders.web.queries.parties import MissionParty, goods_in, name_in, parties
from tearoad.paper.card import Card
from tearoad.text import Text
from tearoad.words import Words

_OPPORTUNITY = ("id", "firm", "buyer", "about", "rung", "lost", "next_step", "due_on", "owner", "step_note")
_EVENT = (
    "id", "opportunity", "firm", "buyer", "on", "what", "amount", "currency", "said_by", "number", "hs", "reason",
    "link", "note", "office_note", "about", "confirmed", "about_event", "same_as", "counts",
)  # fmt: skip
_CONTACT = (
    "firm",
    "person",
    "company",
    "city",
    "phone",
    "email",
    "messenger",
    "buyer",
    "met_on",
    "wants",
    "warmth",
    "consent",
)
_COLUMNS = {"opportunities": _OPPORTUNITY, "events": _EVENT, "contacts": _CONTACT}


def hand_over_tables(mission: rows.Mission, words: Words) -> Mapping[str, HandOverTable]:
    """Return the three tables by name; six queries."""
    known, found = parties(mission, words.language), opportunities(mission)
    return {
        "opportunities": _table("opportunities", words, _opportunities(found, known, words)),
        "events": _table("events", words, _events(found, known, words)),
        "contacts": _table("contacts", words, _contacts(contacts(mission), known, words)),
    }


def hand_over_table(mission: rows.Mission, words: Words, name: str) -> HandOverTable:
    """Return one of the tables; the others are not read.

    Raises:
        UnknownIdError: there is none of this name.

    """
    if name not in _COLUMNS:
        raise UnknownIdError(Text("orders.no_such_table"), Text("orders.no_such_table_hint"))
    known = parties(mission, words.language)
    if name == "contacts":
        return _table(name, words, _contacts(contacts(mission), known, words))
    written = _opportunities if name == "opportunities" else _events
    return _table(name, words, written(opportunities(mission), known, words))


def hand_over_counts(mission: rows.Mission, words: Words) -> Sequence[tuple[str, str, int]]:
    """Return name, title and number of rows of each table, which is not read for it; four queries."""
    counts = {
        "opportunities": Opportunity.objects.filter(mission=mission).count(),
        "events": events_of(mission).count(),
        "contacts": len(contacts(mission)),
    }
    return [(name, words(Text(f"orders_pages.sheet_{name}")), count) for name, count in counts.items()]


def contact_cards(mission: rows.Mission, words: Words) -> tuple[Card, ...]:
    """Return everyone whom the firms met as cards; three queries."""
    known = parties(mission, words.language)
    return tuple(_card(contact, name_in(known, contact.met_by), words) for contact in contacts(mission))


def _table(name: str, words: Words, found: Iterator[tuple[str, ...]]) -> HandOverTable:
    heads = tuple(words(Text(f"orders_pages.column_{column}")) for column in _COLUMNS[name])
    return HandOverTable(words(Text(f"orders_pages.sheet_{name}")), heads, tuple(found))


def _opportunities(
    found: tuple[FollowedOpportunity, ...], known: Mapping[str, MissionParty], words: Words
) -> Iterator[tuple[str, ...]]:
    for opportunity in found:
        said = opportunity.opportunity
        yield (
            str(opportunity.id),
            name_in(known, opportunity.row.firm),
            name_in(known, opportunity.row.buyer),
            goods_in(known, opportunity.row.firm, said.about),
            words(label_of(opportunity.history.rung)),
            words(Text(f"orders.loss_{loss.value}")) if (loss := opportunity.history.loss) else "",
            words(step_label(said.next_step)),
            said.due_on.isoformat(),
            said.owner,
            said.step_note,
        )


def _events(
    found: tuple[FollowedOpportunity, ...], known: Mapping[str, MissionParty], words: Words
) -> Iterator[tuple[str, ...]]:
    say = cache(lambda code: words(Text(code)))  # tens of thousands of events say the same few words
    earlier = counted_under(found)
    for opportunity in found:
        history = opportunity.history
        counts = {event.id for event in history.standing} - earlier.keys()
        said_by = history.informants_of_each()
        names = name_in(known, opportunity.row.firm), name_in(known, opportunity.row.buyer)
        about = goods_in(known, opportunity.row.firm, opportunity.opportunity.about)
        for event in history.events:
            confirmed = f"orders.confirmed_{core.confirmation_of(said_by[event.id]).value}" if event.rung else ""
            yield (
                event.id,
                str(opportunity.id),
                *names,
                *_event(event, say),
                about,
                say(confirmed) if confirmed else "",
                event.about or "",
                earlier.get(event.id, ""),
                say("orders_pages.column_yes" if event.id in counts else "orders_pages.column_no"),
            )


def _event(event: core.OrderEvent, say: Callable[[str], str]) -> tuple[str, ...]:
    return (
        event.on.isoformat(),
        say(what_of(event).code),
        f"{event.money.amount:f}" if event.money else "",
        event.money.currency if event.money else "",
        say(f"orders.by_{event.said_by.value}"),
        event.number,
        ", ".join(code.digits for code in event.hs),
        say(f"orders.loss_{event.reason.value}") if event.reason else "",
        event.link,
        event.note,
        event.office_note,
    )


def _contacts(
    found: tuple[HandedContact, ...], known: Mapping[str, MissionParty], words: Words
) -> Iterator[tuple[str, ...]]:
    for contact in found:
        yield (
            name_in(known, contact.met_by),
            contact.person,
            contact.firm,
            contact.city,
            contact.phone,
            contact.email,
            contact.messenger,
            name_in(known, contact.buyer) if contact.buyer else "",
            contact.met_at.date().isoformat(),
            contact.wants,
            words(Text(f"capture.warmth_{contact.warmth}")) if contact.warmth else "",
            words(Text(f"capture.consent_{contact.consent}")) if contact.consent else "",
        )


def _card(contact: HandedContact, met_by: str, words: Words) -> Card:
    return Card(
        contact.person,
        organisation=contact.firm,
        title=contact.title,
        phone=contact.phone,
        email=contact.email,
        city=contact.city,
        note=" · ".join(
            filter(None, (words(Text("orders_pages.walk_in_met_by", firm=met_by)), contact.messenger, contact.wants))
        ),
    )
