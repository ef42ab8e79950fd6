"""Two participations that are one company are planned as one: one table at a time, one meeting with the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from tearoad.companies import Buyer, Exporter
from tearoad.matching import Request, Strength
from tearoad.matching.decisions import DecidedPair, PairVerdict
from tearoad.mission.meetings import MeetingPrecedence
from tearoad.mission.same_company import (
    SameCompany,
    absences_of_each,
    delegates_of_one,
    interpreters_of_one,
    programme_of_each,
)
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.problem_building.compose import MissionInputs
from tearoad.values import PartyId

_Company = TypeVar("_Company", Exporter, Buyer)
_Pair = tuple[PartyId, PartyId]
_STRICTEST = (Strength.NO, Strength.MUST, Strength.WISH)
_FIRST_COUNTS = (PairVerdict.MUST_NOT, PairVerdict.MUST, PairVerdict.REFUSED, PairVerdict.ACCEPTED, PairVerdict.OPEN)


def as_one_company(said: MissionInputs, same: SameCompany) -> MissionInputs:
    """Return everything said about a mission with every company under the one id that counts for it.

    Stand, staff and hours are those of the id that counts. What is said of either holds for the one, and the stricter
    where they contradict each other: a "no" before a "must", a "must" before a wish.
    """
    if not same:
        return said
    return replace(
        said,
        exporters=_companies(said.exporters, same),
        buyers=_companies(said.buyers, same),
        delegates=delegates_of_one(said.delegates, same),
        programme=programme_of_each(said.programme, same),
        interpreters=interpreters_of_one(said.interpreters, same),
        requests=_requests(said.requests, same),
        absences=absences_of_each(said.absences, same),
        pins=_pins(said.pins, same),
        quotas=tuple(replace(quota, who=same.get(quota.who, quota.who)) for quota in said.quotas),
        precedences=tuple(_precedences(said.precedences, same)),
        called_off=frozenset(_pair(pair, same) for pair in said.called_off),
        wish_ranks=_ranks(said.wish_ranks, same),
        gladly=_gladly(said.gladly, same),
        decided=_decided(said.decided, same),
    )


def _pair(pair: _Pair, same: SameCompany) -> _Pair:
    return same.get(pair[0], pair[0]), same.get(pair[1], pair[1])


def _companies(companies: Iterable[_Company], same: SameCompany) -> tuple[_Company, ...]:
    """Return the companies that count; whom one of their ids does not want to meet, they do not want to meet."""
    every = tuple(companies)
    unwanted: dict[PartyId, dict[str, None]] = {}
    for exporter in every:
        names = (same.get(PartyId(name), name) for name in exporter.do_not_meet)
        unwanted.setdefault(same.get(exporter.id, exporter.id), {}).update(dict.fromkeys(names))
    return tuple(
        replace(company, do_not_meet=tuple(unwanted[company.id])) for company in every if company.id not in same
    )


def _requests(requests: Iterable[Request], same: SameCompany) -> tuple[Request, ...]:
    """Return one request a side of a pair: the strictest, of several as strict the first."""
    found: dict[_Pair, Request] = {}
    for request in requests:
        asker, party = _pair((request.asker, request.asked), same)
        known = found.get((asker, party))
        if known is None or _STRICTEST.index(request.strength) < _STRICTEST.index(known.strength):
            found[asker, party] = replace(request, asker=asker, asked=party)
    return tuple(found.values())


def _pins(pins: Iterable[PinnedMeeting], same: SameCompany) -> tuple[PinnedMeeting, ...]:
    found: dict[_Pair, PinnedMeeting] = {}
    for pin in pins:
        exporter, buyer = _pair((pin.exporter, pin.buyer), same)
        found.setdefault((exporter, buyer), replace(pin, exporter=exporter, buyer=buyer))
    return tuple(found.values())


def _precedences(precedences: Iterable[MeetingPrecedence], same: SameCompany) -> Iterator[MeetingPrecedence]:
    """Yield precedences; one between two meetings that became one says nothing any more."""
    for precedence in precedences:
        first, then = _pair(precedence.first, same), _pair(precedence.then, same)
        if first != then:
            yield replace(precedence, exporter=first[0], buyer=first[1], then_exporter=then[0], then_buyer=then[1])


def _ranks(ranks: Mapping[_Pair, int], same: SameCompany) -> dict[_Pair, int]:
    found: dict[_Pair, int] = {}
    for pair, rank in ranks.items():
        counted_pair = _pair(pair, same)
        found[counted_pair] = min(rank, found.get(counted_pair, rank))
    return found


def _gladly(gladly: Mapping[_Pair, int], same: SameCompany) -> dict[_Pair, int]:
    """Return how many of a pair's two sides come gladly: two ids of a company are one side."""
    found: dict[_Pair, int] = {}
    for pair, sides in gladly.items():
        counted_pair = _pair(pair, same)
        found[counted_pair] = max(sides, found.get(counted_pair, 0))
    return found


def _decided(decided: Mapping[_Pair, DecidedPair], same: SameCompany) -> dict[_Pair, DecidedPair]:
    found: dict[_Pair, DecidedPair] = {}
    for pair, decision in decided.items():
        counted_pair = _pair(pair, same)
        known = found.get(counted_pair)
        if known is None or _FIRST_COUNTS.index(decision.verdict) < _FIRST_COUNTS.index(known.verdict):
            found[counted_pair] = decision
    return found
