"""Rules of people: enough of a firm for its tables and its stand, each at one table at a time, and interpreters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from lab.benchmarks.second_judge.facts import Interpreter, Party, Person, Slot
from lab.benchmarks.second_judge.plan import Meeting
from lab.benchmarks.second_judge.scene import Scene, Violation, broken, during, in_a_row, run_of


def there(party: Party, slot: Slot) -> int:
    """Return how many people of a party are at the fair in a slot."""
    staff = party.staff[slot.day]
    if not party.is_firm:
        return staff if party.is_at_the_fair(slot.span) else 0
    if not party.is_free(slot.span):
        return 0
    named = sum(person.is_there(slot.span) for person in party.people)
    people = min(staff, named + max(0, staff - len(party.people)))
    return people if party.base else min(1, people)


def enough(scene: Scene) -> Iterator[Violation]:
    """At every stand and desk somebody is there for each meeting and each way, and the stand stays covered."""
    mission = scene.mission
    cover = 0 if "stand_cover" in mission.rules.off else mission.rules.cover
    for party in (one for one in mission.parties.values() if one.base):
        meetings = scene.of(party.id)
        spent = [(meeting, scene.spent(party.base, meeting)) for meeting in meetings]
        for slot in mission.slots:
            now = [meeting for meeting, slots in spent if slot in slots]
            out = [meeting for meeting in now if meeting.place != party.base]
            staff = party.staff[slot.day] if _only_called(scene, party, now) else there(party, slot)
            if len(now) > staff:
                yield broken("people", now[-1], [party.id], f"{len(now)} needed at {slot.span}, {staff} there")
            elif party.is_firm and out and staff - len(out) < cover:
                yield broken("cover", out[-1], [party.id], f"{staff - len(out)} stay at {party.base} at {slot.span}")


def _only_called(scene: Scene, party: Party, meetings: Sequence[Meeting]) -> bool:
    """Return whether all are calls, for which a buyer need not be at the fair."""
    return not party.is_firm and all(scene.mission.places[meeting.place].kind == "online" for meeting in meetings)


def walk_in(scene: Scene) -> Iterator[Violation]:
    """A share of each firm's time at its stand is not booked, for visitors without an appointment."""
    rules = scene.mission.rules
    if "walk_in_share" in rules.off:
        return
    for firm in (party for party in scene.mission.parties.values() if party.is_firm and party.base):
        for day, meetings in scene.days_of(scene.of(firm.id)).items():
            time = sum(there(firm, slot) for slot in scene.mission.slots if slot.day == day)
            booked = sum(len(scene.spent(firm.base, meeting)) for meeting in meetings)
            most = floor(time * (1 - rules.walk_in_share) + 1e-9)
            if booked > most:
                yield broken("walk_in", meetings[-1], [firm.id], f"{booked} of {time} booked on day {day + 1}")


def one_place(scene: Scene) -> Iterator[Violation]:
    """Whoever moves as one person is in one place at a time, with the time to walk."""
    for party in scene.mission.parties.values():
        meetings = scene.of(party.id)
        if not party.base:
            yield from in_a_row(scene, party.id, meetings)
            if party.is_firm:
                yield from _absent_firm(scene, party, meetings)
        for person in party.people:
            own = [one for one in meetings if person.id in scene.people_of(one)]
            if party.base:
                yield from in_a_row(scene, person.id, own)
            for meeting in own:
                if not person.is_there(meeting.span):
                    yield broken("person_absent", meeting, [person.id], f"away {meeting.span}")


def _absent_firm(scene: Scene, firm: Party, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    for meeting in meetings:
        if not all(there(firm, slot) for slot in scene.mission.slots_of(meeting.span)):
            yield broken("people", meeting, [firm.id], f"nobody is there {meeting.span}")


def interpreters(scene: Scene) -> Iterator[Violation]:
    """Interpreters work when and for whom they may, one table at a time, with pauses, not longer than agreed."""
    known = scene.mission.interpreters
    for meeting in scene.known:
        if meeting.interpreter and meeting.interpreter not in known:
            yield broken("interpreter_unknown", meeting, [meeting.interpreter], "no such interpreter")
    for interpreter in known.values():
        meetings = [one for one in scene.known if one.interpreter == interpreter.id]
        yield from in_a_row(scene, interpreter.id, meetings)
        for meeting in meetings:
            yield from _may_work(interpreter, meeting)
        yield from _day_of(scene, interpreter, meetings)


def _may_work(interpreter: Interpreter, meeting: Meeting) -> Iterator[Violation]:
    who = [interpreter.id]
    if interpreter.hours and not any(span.holds(meeting.span) for span in interpreter.hours):
        yield broken("interpreter_off", meeting, who, f"does not work {meeting.span}")
    elif during(interpreter.away, meeting.span):
        yield broken("interpreter_off", meeting, who, f"is away {meeting.span}")
    if interpreter.attached_to and interpreter.attached_to not in meeting.pair:
        yield broken("interpreter_attached", meeting, who, f"serves {interpreter.attached_to}")
    if interpreter.not_for.intersection(meeting.pair):
        yield broken("interpreter_unwelcome", meeting, who, "must not work for one of the two")


def _day_of(scene: Scene, interpreter: Interpreter, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    mission = scene.mission
    for day, on_day in scene.days_of(meetings).items():
        spans = [meeting.span for meeting in on_day] + [
            span for span in interpreter.programme if span.start.date() == mission.days[day]
        ]
        slots = [slot for slot in mission.slots if slot.day == day and during(spans, slot.span)]
        minutes = len(slots) * mission.rules.slot_minutes
        if minutes > interpreter.max_minutes and "interpreter_day" not in mission.rules.off:
            evidence = f"{minutes} minutes on day {day + 1}, at most {interpreter.max_minutes}"
            yield broken("interpreter_day", on_day[-1], [interpreter.id], evidence)
        if run_of(slots) > mission.rules.run and "interpreter_pause" not in mission.rules.off:
            evidence = f"{run_of(slots)} slots in a row on day {day + 1}, at most {mission.rules.run}"
            yield broken("interpreter_run", on_day[-1], [interpreter.id], evidence)


def language(scene: Scene) -> Iterator[Violation]:
    """In each meeting somebody of the firm, or an interpreter, speaks with the buyer."""
    for meeting in scene.known:
        firm, buyer = scene.mission.parties[meeting.firm], scene.mission.parties[meeting.buyer]
        interpreter = scene.mission.interpreters.get(meeting.interpreter)
        known = {person.id: person for person in firm.people}
        needed = [known[id_] for id_ in sorted(scene.people_of(meeting)) if id_ in known]
        speaks: Sequence[Person | None] = needed or [person for person in firm.people if person.is_there(meeting.span)]
        if interpreter:
            if not any(can_talk(firm, buyer, person, interpreter) for person in speaks or [None]):
                yield broken("language", meeting, [interpreter.id], "does not interpret between the two sides")
        elif not any(can_talk(firm, buyer, person, None) for person in speaks or [None]):
            who = [person.id for person in speaks if person] or [firm.id]
            yield broken("language", meeting, who, f"nobody speaks {' or '.join(sorted(buyer.languages))}")


def can_talk(firm: Party, buyer: Party, person: Person | None, interpreter: Interpreter | None) -> bool:
    """Return whether a person of the firm can talk to the buyer, through the interpreter if there is one."""
    said = [one for one in firm.people if one.languages]
    speaks = person.languages if person else frozenset()
    if not speaks and not (said and interpreter is None):
        speaks = firm.languages
    if speaks & buyer.languages:
        return True
    return interpreter is not None and any(
        interpreter.speaks_for(own, other) for own in speaks for other in buyer.languages
    )
