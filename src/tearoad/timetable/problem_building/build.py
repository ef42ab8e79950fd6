"""From the mission and its people to the problem: the whole translation.

What stays out: parties that may not be met are not in the roster, refused pairs are not among the desires.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from tearoad.mission import Absence, Interpreter, Mission, Objective, Place, PlaceKind
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import MeetingInterpreter, MeetingPlace, Party, Pauses, Person, Pin, Problem, Side
from tearoad.timetable.problem_building.days import fair_slots
from tearoad.timetable.problem_building.desires import Desire, wish_id
from tearoad.timetable.problem_building.engaged import engagements
from tearoad.timetable.problem_building.online import is_anywhere
from tearoad.timetable.problem_building.presence import Presence, interpreter_slots_per_day
from tearoad.timetable.problem_building.wishing import Wishing, languages_of_delegates
from tearoad.timetable.roster import Roster
from tearoad.values import NOTHING, PartyId, PlaceId, Slot


def build_problem(
    roster: Roster,
    desires: Sequence[Desire],
    absences: Sequence[Absence] = (),
    pins: Sequence[PinnedMeeting] = (),
    previous: Sequence[Meeting] = (),
) -> Problem:
    """Return the timetable problem of a mission.

    Deterministic; time O(people x slots + desires x slots). What `previous` says of wishes that are gone is left out.
    """
    mission = roster.mission
    slots = fair_slots(mission)
    presence = Presence(slots, roster, tuple(absences))
    places = mission.places
    wishing = Wishing(roster, slots, places)
    fixed = {pin.wish: pin for pin in (_pin(pin, slots) for pin in pins)}
    wishes = tuple(wishing.wish(desire, fixed.get(desire.id)) for desire in desires)
    known = {wish.id for wish in wishes}
    everyone = tuple(_parties(roster, presence, places))
    parties = frozenset(party.id for party in everyone)
    longest = max((wish.slots for wish in wishes), default=1)
    return Problem(
        slots=slots,
        places=tuple(_meeting_place(place, mission, presence, parties) for place in places),
        parties=everyone,
        wishes=wishes,
        interpreters=tuple(
            _interpreter(interpreter, mission, presence, parties) for interpreter in roster.interpreters
        ),
        persons=tuple(_persons(roster, presence, desires)),
        walks=mission.walks,
        pins=tuple(pin for pin in fixed.values() if pin.wish in known),
        previous=tuple(meeting for meeting in previous if meeting.wish in known),
        objectives=_objectives(mission),
        switched_off=mission.switched_off,
        pauses=pauses_of(mission, slots, longest),
        engagements=engagements(roster, presence, everyone),
    )


def pauses_of(mission: Mission, slots: Sequence[Slot], longest: int) -> Pauses:
    """Return when parties rest, in slots: as many as hold the minutes, in a row, wholly within the hours.

    A meeting of `longest` slots is never too long a row.
    """
    rules, length = mission.pauses, timedelta(minutes=mission.slot_minutes)
    begins = [slot.window.start_at.astimezone(mission.fair_zone) for slot in slots]
    within = frozenset(
        slot.index
        for slot, at in zip(slots, begins, strict=True)
        if rules.minutes and rules.begins <= at.time() and (at + length).replace(tzinfo=None) <= _at(at, rules.ends)
    )
    slots_each, most = max(1, -(-rules.minutes // mission.slot_minutes)), max(rules.max_run_slots, longest)
    return Pauses(slots_each, within, most, rules.soft)


def _objectives(mission: Mission) -> tuple[Objective, ...]:
    """Return what is striven for; soft pauses go last where the mission does not say when they count."""
    if mission.pauses.soft:
        return tuple(dict.fromkeys((*mission.objectives, Objective.PAUSES)))
    return tuple(objective for objective in mission.objectives if objective is not Objective.PAUSES)


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock)


def rebuild_problem(problem: Problem, roster: Roster, absences: Sequence[Absence] = ()) -> Problem:
    """Return a problem with programme, stays and absences as the roster tells them now, all else as it was.

    So a plan can be judged by what has changed since it was made. Who left the roster stays as the problem knew them.
    """
    presence = Presence(problem.slots, roster, tuple(absences))
    exporters = {exporter.id: exporter for exporter in roster.exporters}
    buyers = {buyer.id: buyer for buyer in roster.buyers}
    delegates = {delegate.id: delegate for delegate in roster.delegates}
    helpers = {interpreter.id: interpreter for interpreter in roster.interpreters}

    def staff(party: Party) -> tuple[int, ...]:
        if party.id in exporters:
            people = presence.exporter_staff(exporters[party.id])
            return people if party.base else tuple(min(1, count) for count in people)
        buyer = buyers.get(party.id)
        return party.staff if buyer is None else presence.buyer_staff(buyer, buyer.people if party.base else 1)

    def helper(interpreter: MeetingInterpreter) -> MeetingInterpreter:
        if interpreter.id not in helpers:
            return interpreter
        programme, worth = presence.interpreter_programme(helpers[interpreter.id])
        return replace(
            interpreter,
            hours=presence.interpreter_hours(helpers[interpreter.id]),
            programme=programme,
            programme_slots=worth,
        )

    def person(member: Person) -> Person:
        known = delegates.get(member.id)
        return member if known is None else replace(member, absent=presence.delegate_absent(known))

    parties = tuple(replace(party, staff=staff(party)) for party in problem.parties)
    return replace(
        problem,
        places=tuple(replace(place, closed=presence.closed(place.id)) for place in problem.places),
        parties=parties,
        interpreters=tuple(map(helper, problem.interpreters)),
        persons=tuple(map(person, problem.persons)),
        engagements=engagements(roster, presence, parties),
    )


def _meeting_place(place: Place, mission: Mission, presence: Presence, parties: frozenset[PartyId]) -> MeetingPlace:
    return MeetingPlace(
        id=place.id,
        kind=place.kind,
        zone=place.zone or place.hall or place.id,
        capacity=place.capacity,
        owner=place.owner if place.owner in parties else None,
        closed=presence.closed(place.id),
        anywhere=is_anywhere(place, mission),
    )


def _parties(roster: Roster, presence: Presence, places: Sequence[Place]) -> Iterator[Party]:
    mission = roster.mission
    stands = {place.owner: place.id for place in places if place.kind is PlaceKind.STAND}
    receiving = {place.id for place in places if place.kind in {PlaceKind.DESK, PlaceKind.OFFSITE}}
    for exporter in roster.exporters:
        base = stands.get(exporter.id)
        staff = presence.exporter_staff(exporter)
        yield Party(
            id=exporter.id,
            side=Side.EXPORTER,
            # Without a stand there is no place to come back to: the firm goes from table to table as one.
            staff=staff if base else tuple(min(1, people) for people in staff),
            base=base,
            cover=mission.stand_cover if base else 0,
            max_per_day=mission.caps.exporter_per_day,
            walk_in_share=mission.walk_in_share if base else NOTHING,
        )
    for buyer in roster.buyers:
        desk = PlaceId(buyer.desk) if buyer.desk in receiving else None
        yield Party(
            id=buyer.id,
            side=Side.BUYER,
            staff=presence.buyer_staff(buyer, buyer.people if desk else 1),
            base=desk,
            max_per_day=mission.caps.buyer_per_day * (buyer.people if desk else 1),
        )


def _persons(roster: Roster, presence: Presence, desires: Sequence[Desire]) -> Iterator[Person]:
    """Yield who is asked for by name, and whoever speaks for a firm of which the sheets say who speaks what."""
    asked_for = {desire.person for desire in desires if desire.person}
    firms = {exporter.id for exporter in roster.exporters}
    spoken = languages_of_delegates(roster)
    for delegate in roster.delegates:
        if delegate.firm is None or delegate.firm not in firms:
            continue
        languages = frozenset(spoken.get(delegate.firm, {}).get(delegate.id, ()))
        if languages or delegate.id in asked_for:
            yield Person(delegate.id, delegate.firm, presence.delegate_absent(delegate), languages)


def _interpreter(
    interpreter: Interpreter, mission: Mission, presence: Presence, parties: frozenset[PartyId]
) -> MeetingInterpreter:
    """Return the interpreter. One attached to a firm that is held out of the plan joins the pool."""
    programme, programme_slots = presence.interpreter_programme(interpreter)
    return MeetingInterpreter(
        id=interpreter.id,
        pairs=interpreter.pairs,
        hours=presence.interpreter_hours(interpreter),
        attached_to=interpreter.attached_to if interpreter.attached_to in parties else None,
        max_slots_per_day=interpreter_slots_per_day(mission, interpreter),
        max_run=mission.interpreters.max_run_slots,
        not_for=parties.intersection(interpreter.not_for),
        programme=programme,
        programme_slots=programme_slots,
    )


def _pin(pinned: PinnedMeeting, slots: Sequence[Slot]) -> Pin:
    """Return the pin; a time that is no slot's start leaves the start open: `sound_pins` holds such pins back."""
    start = next((slot.index for slot in slots if slot.window.start_at == pinned.start_at), None)
    return Pin(wish_id(pinned.exporter, pinned.buyer), start, pinned.place, pinned.interpreter)
