"""From everything said about a mission to its timetable problem: whoever reads it, sheets or rows, composes it here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tearoad.companies import Buyer, Exporter
from tearoad.matching import Match, Request
from tearoad.matching.asking import AskingRules
from tearoad.matching.decisions import NOTHING_DECIDED, DecidedPairs, PairVerdict, with_verdict
from tearoad.matching.match import Matching
from tearoad.matching.public_reasons import public_reasons
from tearoad.matching.shortlist import shortlist
from tearoad.mission import Absence, Delegate, Interpreter, Mission, ProgrammeItem
from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota
from tearoad.mission.naming import with_names
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.problem_building.build import build_problem
from tearoad.timetable.problem_building.days import fair_slots
from tearoad.timetable.problem_building.desires import Desire, PairPreferences, desires
from tearoad.timetable.problem_building.pins import SoundPins, sound_pins
from tearoad.timetable.problem_building.quotas_and_precedences import with_quotas_and_precedences
from tearoad.timetable.roster import Roster
from tearoad.values import PartyId, Slot


@dataclass(frozen=True, slots=True)
class MissionInputs:
    """Everything said about a mission that its timetable depends on; own stands stand among the mission's places."""

    mission: Mission
    exporters: tuple[Exporter, ...]
    buyers: tuple[Buyer, ...]
    delegates: tuple[Delegate, ...]
    programme: tuple[ProgrammeItem, ...]
    interpreters: tuple[Interpreter, ...]
    requests: tuple[Request, ...]
    absences: tuple[Absence, ...]
    pins: tuple[PinnedMeeting, ...]
    quotas: tuple[MeetingQuota, ...] = ()
    precedences: tuple[MeetingPrecedence, ...] = ()
    asking: AskingRules = AskingRules()
    """What consent is worth, and whether both sides have to agree."""
    called_off: frozenset[tuple[PartyId, PartyId]] = frozenset()
    """Firm and buyer whose meeting somebody called off: it is not planned, whatever was asked."""
    wish_ranks: Mapping[tuple[PartyId, PartyId], int] = field(default_factory=dict)
    """Where a pair stands among the wishes of its exporter, 1 the dearest; of pairs nobody put in order, nothing."""
    gladly: Mapping[tuple[PartyId, PartyId], int] = field(default_factory=dict)
    """How many sides of a pair come gladly if there is time, of those that said yes."""
    decided: DecidedPairs = field(default_factory=lambda: NOTHING_DECIDED)
    """What the office decided about pairs."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What papers are made from, and what is to be planned."""

    roster: Roster
    problem: Problem


def without_held(said: MissionInputs, held: Collection[PartyId]) -> MissionInputs:
    """Leave out the companies that may not be met, and what is said about them."""
    gone = frozenset(held)
    here = ({exporter.id for exporter in said.exporters} | {buyer.id for buyer in said.buyers}) - gone
    return replace(
        said,
        decided={pair: decided_pair for pair, decided_pair in said.decided.items() if here.issuperset(pair)},
        exporters=tuple(exporter for exporter in said.exporters if exporter.id not in gone),
        buyers=tuple(buyer for buyer in said.buyers if buyer.id not in gone),
        requests=tuple(request for request in said.requests if gone.isdisjoint({request.asker, request.asked})),
        pins=tuple(pin for pin in said.pins if gone.isdisjoint({pin.exporter, pin.buyer})),
        quotas=tuple(quota for quota in said.quotas if quota.who not in gone),
        precedences=tuple(
            precedence for precedence in said.precedences if gone.isdisjoint({*precedence.first, *precedence.then})
        ),
    )


def pins_that_hold(said: MissionInputs, matching: Matching, held: Collection[PartyId]) -> SoundPins:
    """Part the pins that can be meant from those of pairs that may not meet and of times at which no meeting begins."""
    return sound_pins(said.pins, fair_slots(said.mission), _refused(matching), held)


def compose(
    said: MissionInputs, matching: Matching, previous: Callable[[Sequence[Slot]], Sequence[Meeting]]
) -> Composed:
    """Return roster and problem of a mission whose held companies are left out.

    `previous` gives the plan people were told in the slots of this problem. Deterministic; errors as in `Problem`.
    """
    desired = _desired(said, matching)
    roster = _roster(said, matching, desired)
    problem = build_problem(roster, desired, said.absences, said.pins, previous(fair_slots(said.mission)))
    return Composed(roster, with_quotas_and_precedences(problem, said.quotas, said.precedences))


def _refused(matching: Matching) -> frozenset[tuple[PartyId, PartyId]]:
    return frozenset((refusal.exporter, refusal.buyer) for refusal in matching.refusals)


def _desired(said: MissionInputs, matching: Matching) -> tuple[Desire, ...]:
    by_pair = {(match.exporter, match.buyer): match for match in matching.matches}
    desired = desires(
        said.requests,
        by_pair,
        _proposals(said, matching),
        said.pins,
        frozenset(exporter.id for exporter in said.exporters),
        said.asking,
        PairPreferences(said.wish_ranks, said.decided, said.gladly),
    )
    barred = _refused(matching) | said.called_off | with_verdict(said.decided, PairVerdict.MUST_NOT)
    return tuple(desire for desire in desired if (desire.exporter, desire.buyer) not in barred)


def _proposals(said: MissionInputs, matching: Matching) -> tuple[Match, ...]:
    """Return what the program proposes, and what the office accepted; nothing that it decided not to propose."""
    refused = with_verdict(said.decided, PairVerdict.REFUSED)
    free = tuple(match for match in matching.matches if (match.exporter, match.buyer) not in refused)
    proposed = shortlist(free, said.requests, said.mission.proposals_per_exporter)
    accepted = with_verdict(said.decided, PairVerdict.ACCEPTED) - {(match.exporter, match.buyer) for match in proposed}
    return proposed + tuple(match for match in free if (match.exporter, match.buyer) in accepted)


def _roster(said: MissionInputs, matching: Matching, desired: tuple[Desire, ...]) -> Roster:
    by_pair = {(match.exporter, match.buyer): match for match in matching.matches}
    return Roster(
        mission=with_names(said.mission),
        exporters=said.exporters,
        buyers=said.buyers,
        delegates=said.delegates,
        programme=said.programme,
        interpreters=said.interpreters,
        reasons={
            desire.id: public_reasons(by_pair[desire.exporter, desire.buyer])
            for desire in desired
            if (desire.exporter, desire.buyer) in by_pair
        },
    )
