"""Which events of a mission seem to tell of the same business, and what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tearoad import orders as core
from tearoad.mission.same_company import SameCompany
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.same_company import same_in
from tearoad.orders.web.models import EventDouble
from tearoad.orders.web.queries.opportunities import (
    FollowedOpportunity,
    MissionRates,
    decided_doubles,
    mission_rates,
    opportunities,
)
from tearoad.orders.web.queries.parties import MissionParty
from tearoad.reference.exchange import Converted
from tearoad.values import PartyId


@dataclass(frozen=True, slots=True)
class DoublesPage:
    """What the page of doubles shows."""

    waiting: tuple[core.LikelyDouble, ...]
    decided: tuple[tuple[core.LikelyDouble, EventDouble], ...]


def doubles(
    mission: rows.Mission, known: Mapping[str, MissionParty], followed: Iterable[FollowedOpportunity] | None = None
) -> DoublesPage:
    """Return the pairs that wait for a person, and those that were decided; six queries, three where all are given."""
    followed = opportunities(mission) if followed is None else followed
    decided = decided_doubles(mission).decided
    by_event = {
        business.event: business
        for business in _reported_business(followed, mission_rates(mission), known, same_in(mission))
    }
    found = core.likely_doubles(by_event.values())
    return DoublesPage(
        tuple(pair for pair in found if frozenset((pair.first.event, pair.second.event)) not in decided),
        tuple(
            (core.weigh_pair(*(by_event[event] for event in pair)), row)
            for pair, row in decided.items()
            if all(event in by_event for event in pair)
        ),
    )


def _reported_business(
    found: Iterable[FollowedOpportunity],
    known_rates: MissionRates,
    known: Mapping[str, MissionParty],
    same: SameCompany,
) -> Iterator[core.ReportedBusiness]:
    for opportunity in found:
        firm, code = (same.get(PartyId(party), party) for party in (opportunity.row.firm, opportunity.row.buyer))
        buyer = known.get(code)
        names = buyer.spellings if buyer else (code,)
        for event in opportunity.history.counted:
            if event.money is None or event.rung is None or event.type is not core.EventType.FORWARD:
                continue
            home = known_rates.book.convert(event.money, known_rates.home, event.on)
            yield core.ReportedBusiness(
                event=event.id,
                opportunity=str(opportunity.row.pk),
                rung=event.rung,
                said_by=event.said_by,
                firm=firm,
                buyer=code,
                buyer_names=names,
                on=event.on,
                money=event.money,
                home=home.money if isinstance(home, Converted) else None,
                number=event.number,
                hs=event.hs,
            )
