"""From a mission's rows to its timetable problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import transaction

from tearoad.companies import Buyer, Exporter, may_be_planned
from tearoad.errors import InputError
from tearoad.matching import Request
from tearoad.matching.decisions import PairVerdict, with_verdict
from tearoad.matching.hard_conditions import HardConditions
from tearoad.matching.match import MATCHES_KEPT, Matching, match
from tearoad.matching.web import models as matching_rows
from tearoad.matching.web.queries.decisions import decided_pairs
from tearoad.matching.web.queries.progress import called_off, rules_of
from tearoad.matching.web.queries.wish_order import stated_wishes
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import parties
from tearoad.mission.web.queries.plan_rules import precedence_of, quota_of
from tearoad.text import Text
from tearoad.timetable.consent_price import ConsentPrice, consent_price
from tearoad.timetable.difference import AnnouncedMeeting, announced_as_one, as_previous
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.problem_building import with_online
from tearoad.timetable.problem_building.compose import Composed, MissionInputs, compose, without_held
from tearoad.timetable.problem_building.days import fair_slots
from tearoad.timetable.problem_building.same_company import as_one_company
from tearoad.timetable.web.models import Meeting, Pin, Published
from tearoad.timetable.web.queries.publishing.in_force import announced_meetings_of
from tearoad.values import InterpreterId, PartyId, PlaceId
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class MissionFacts:
    """What a mission's rows say, read in one moment; who may not be met is left out already."""

    revision: int
    said: MissionInputs
    told: tuple[AnnouncedMeeting, ...]
    """The plan in force, as people know it."""
    held: int
    """How many companies screening has not cleared."""


@transaction.atomic
def mission_facts(mission: Mission) -> MissionFacts:
    """Read all that a plan depends on; seventeen queries whatever the size."""
    row = Mission.objects.get(pk=mission.pk)
    found = parties(row)
    requests = tuple(
        from_document(Request, request.document) for request in matching_rows.Request.objects.filter(mission=row)
    )
    everyone: tuple[Exporter | Buyer, ...] = (*found.exporters, *found.buyers)
    held = frozenset(company.id for company in everyone if not may_be_planned(company))
    wishes = stated_wishes(row)
    said = MissionInputs(
        mission=found.mission,
        exporters=found.exporters,
        buyers=found.buyers,
        delegates=found.delegates,
        programme=found.programme,
        interpreters=found.interpreters,
        requests=requests,
        absences=found.absences,
        pins=tuple(_pin(pin) for pin in Pin.objects.filter(mission=row)),
        quotas=tuple(map(quota_of, mission_rows.MeetingQuota.objects.filter(mission=row))),
        precedences=tuple(map(precedence_of, mission_rows.MeetingPrecedence.objects.filter(mission=row))),
        asking=rules_of(row),
        called_off=called_off(row),
        wish_ranks=wishes.ranks,
        gladly=wishes.gladly,
        decided=decided_pairs(row),
    )
    kept = as_one_company(without_held(said, held), found.same)
    placed = with_online(with_own_stands(kept.mission, kept.exporters), kept.requests)
    return MissionFacts(
        row.revision, replace(kept, mission=placed), announced_as_one(_in_force(row), found.same), len(held)
    )


def matched(facts: MissionFacts) -> Matching:
    """Score every pair of a mission, as of its first day."""
    said = facts.said
    conditions = HardConditions(
        said.asking.hard_rules,
        with_verdict(said.decided, PairVerdict.MUST_NOT),
        said.interpreters,
        said.delegates,
    )
    on = said.mission.days[0].on
    return match(said.exporters, said.buyers, said.requests, on=on, most=MATCHES_KEPT, conditions=conditions)


def composed(facts: MissionFacts, matching: Matching) -> Composed:
    """Return roster and problem of a mission.

    Pins of pairs that may not meet and of times at which no meeting begins are left out: the pins' list shows them.

    Raises:
        InputError: nothing can be planned; text and hint say why and what to do.

    """
    said = facts.said
    if not said.exporters or not said.buyers:
        raise InputError(Text("board_pages.nobody_clear", count=facts.held), Text("board_pages.nobody_clear_hint"))
    composed = compose(_with_sound_pins(said, matching), matching, lambda slots: as_previous(facts.told, slots))
    if not composed.problem.wishes:
        raise InputError(Text("board_pages.no_wishes"), Text("board_pages.no_wishes_hint"))
    return composed


def consent_price_of(
    facts: MissionFacts, matching: Matching, work: float, time_limit_s: float, stop: Callable[[], bool]
) -> ConsentPrice:
    """Return what consent costs a mission: two plans, each with so much work and time at most.

    What people were told is not held to: the plan that exists leans on consent already.
    """
    said = _with_sound_pins(facts.said, matching)
    return consent_price(said, matching, lambda _slots: (), work=work, time_limit_s=time_limit_s, stop=stop)


def _with_sound_pins(said: MissionInputs, matching: Matching) -> MissionInputs:
    refused = {(refusal.exporter, refusal.buyer) for refusal in matching.refusals}
    starts = {slot.window.start_at for slot in fair_slots(said.mission)}
    pins = tuple(
        pin
        for pin in said.pins
        if (pin.exporter, pin.buyer) not in refused and (pin.start_at is None or pin.start_at in starts)
    )
    return replace(said, pins=pins)


def _pin(row: Pin) -> PinnedMeeting:
    return PinnedMeeting(
        PartyId(row.exporter),
        PartyId(row.buyer),
        row.start_at,
        PlaceId(row.place) if row.place else None,
        InterpreterId(row.interpreter) if row.interpreter else None,
    )


def _in_force(mission: Mission) -> tuple[AnnouncedMeeting, ...]:
    newest = Published.objects.filter(mission=mission).order_by("-number").values("pk")[:1]
    return announced_meetings_of(mission.fair_zone, Meeting.objects.filter(published__in=newest))
