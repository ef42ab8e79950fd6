"""What makes a problem contradict itself: every defect at once, each as a text.

A pin or wish that merely cannot be granted is no defect: the plan leaves it out and says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tearoad.text import Ref, Text
from tearoad.timetable.facts.lookup import Facts, Lookup
from tearoad.timetable.facts.parts import (
    Engagement,
    MeetingInterpreter,
    Party,
    Pauses,
    Person,
    Pin,
    Precedence,
    Quota,
    Side,
    Wish,
)
from tearoad.values import WishId


def defects(facts: Facts) -> tuple[Text, ...]:
    """Return every contradiction in a problem, in the order of its fields."""
    found = (*_slots(facts), *_ids(facts))
    if found:  # references cannot be followed safely through doubled ids or disordered slots
        return found
    known = Lookup(facts)
    return (
        *_places(facts, known),
        *(text for party in facts.parties for text in _party(party, known)),
        *(text for wish in facts.wishes for text in _wish(wish, known)),
        *(text for interpreter in facts.interpreters for text in _interpreter(interpreter, known)),
        *(text for person in facts.persons for text in _person(person, known)),
        *_walks(facts),
        *(text for pin in facts.pins for text in _pin(pin, known)),
        *_previous(facts, known),
        *(text for quota in facts.quotas for text in _quota(quota, known)),
        *_precedences(facts.precedences, known),
        *(_pauses(facts.pauses, known) if facts.pauses else ()),
        *(text for engagement in facts.engagements for text in _engagement(engagement, known)),
    )


def _slots(facts: Facts) -> Iterator[Text]:
    for position, slot in enumerate(facts.slots):
        if slot.index != position:
            yield Text("timetable.slot_index", found=slot.index, expected=position)
    for before, after in zip(facts.slots, facts.slots[1:], strict=False):
        if after.window.start_at < before.window.end_at or after.day < before.day:
            yield Text("timetable.slot_order", first=before.window.start_at, second=after.window.start_at)


def _ids(facts: Facts) -> Iterator[Text]:
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("timetable.place_twice", (place.id for place in facts.places)),
        ("timetable.party_twice", (party.id for party in facts.parties)),
        ("timetable.wish_twice", (wish.id for wish in facts.wishes)),
        ("timetable.interpreter_twice", (interpreter.id for interpreter in facts.interpreters)),
        ("timetable.person_twice", (person.id for person in facts.persons)),
        ("timetable.person_twice", _person_and_interpreter(facts)),
        ("timetable.pin_twice", (pin.wish for pin in facts.pins)),
        ("timetable.previous_twice", (meeting.wish for meeting in facts.previous)),
        ("timetable.objective_twice", facts.objectives),
    )
    for code, ids in kinds:
        for text, times in Counter(ids).items():
            if times > 1:
                yield Text(code, found=str(text), count=times)


def _person_and_interpreter(facts: Facts) -> Iterator[str]:
    """Yield the ids by which a delegate who speaks a buyer's language could be taken for an interpreter, twice each."""
    both = {str(interpreter.id) for interpreter in facts.interpreters} & {
        str(person.id) for person in facts.persons if person.languages
    }
    yield from (found for text in sorted(both) for found in (text, text))


def _outside(slots: Iterable[int], known: Lookup) -> list[int]:
    return sorted(slot for slot in slots if not 0 <= slot < len(known.day))


def _places(facts: Facts, known: Lookup) -> Iterator[Text]:
    for place in facts.places:
        if place.capacity < 0:
            yield Text("timetable.place_capacity", place=Ref(place.id), found=place.capacity)
        if place.owner is not None and place.owner not in known.party:
            yield Text("timetable.place_owner", place=Ref(place.id), found=place.owner)
        for slot in _outside(place.closed, known):
            yield Text("timetable.place_closed", place=Ref(place.id), found=slot)


def _party(party: Party, known: Lookup) -> Iterator[Text]:
    firm = Ref(party.id)
    if len(party.staff) != len(known.day):
        yield Text("timetable.staff_length", firm=firm, found=len(party.staff), expected=len(known.day))
    if any(people < 0 for people in party.staff):
        yield Text("timetable.staff_negative", firm=firm)
    if party.base is None and any(people > 1 for people in party.staff):
        yield Text("timetable.staff_without_base", firm=firm, found=max(party.staff))
    if party.base is not None and party.base not in known.place:
        yield Text("timetable.base_unknown", firm=firm, found=party.base)
    if party.cover < 0 or party.max_per_day < 0:
        yield Text("timetable.party_limits", firm=firm, cover=party.cover, cap=party.max_per_day)


def _wish(wish: Wish, known: Lookup) -> Iterator[Text]:
    ref = Ref(wish.id)
    yield from _wish_parties(wish, known)
    if wish.slots < 1 or wish.value < 0:
        yield Text("timetable.wish_numbers", wish=ref, slots=wish.slots, value=wish.value)
    else:
        for start in sorted(start for start in wish.starts if not known.fits_in_day(start, wish.slots)):
            yield Text("timetable.wish_start", wish=ref, found=start, slots=wish.slots)
    if frozenset() in wish.interpreting:
        yield Text("timetable.wish_interpreting", wish=ref)
    yield from _wish_places(wish, known)
    yield from _unknown_person(wish, known)


def _wish_parties(wish: Wish, known: Lookup) -> Iterator[Text]:
    ref = Ref(wish.id)
    sides = {wish.exporter: Side.EXPORTER, wish.buyer: Side.BUYER}
    for party in wish.parties:
        side = sides.get(party)
        if party not in known.party:
            yield Text("timetable.wish_party_unknown", wish=ref, found=party)
        elif side is not None and known.party[party].side is not side:
            yield Text(f"timetable.wish_{side.value}_side", wish=ref, firm=Ref(party))
    if not sides.keys().isdisjoint(wish.others) or len(set(wish.others)) < len(wish.others):
        yield Text("timetable.wish_party_twice", wish=ref)


def _wish_places(wish: Wish, known: Lookup) -> Iterator[Text]:
    for place in wish.places:
        if place not in known.place:
            yield Text("timetable.wish_place", wish=Ref(wish.id), found=place)
    if len(set(wish.places)) < len(wish.places):
        yield Text("timetable.wish_place_twice", wish=Ref(wish.id))


def _unknown_person(wish: Wish, known: Lookup) -> Iterator[Text]:
    if wish.person is None:
        return
    if wish.person not in known.person:
        yield Text("timetable.wish_person_unknown", wish=Ref(wish.id), found=wish.person)
    elif known.person[wish.person].party not in wish.parties:
        yield Text("timetable.wish_person_stranger", wish=Ref(wish.id), person=Ref(wish.person))


def _interpreter(interpreter: MeetingInterpreter, known: Lookup) -> Iterator[Text]:
    ref = Ref(interpreter.id)
    for slot in _outside(interpreter.hours, known):
        yield Text("timetable.interpreter_hours", interpreter=ref, found=slot)
    if interpreter.attached_to is not None and interpreter.attached_to not in known.party:
        yield Text("timetable.interpreter_firm", interpreter=ref, found=interpreter.attached_to)
    for party in sorted(interpreter.not_for):
        if party not in known.party:
            yield Text("timetable.interpreter_not_for", interpreter=ref, found=party)
    if _outside(interpreter.programme, known) or any(slots < 0 for slots in interpreter.programme_slots):
        yield Text("timetable.interpreter_programme", interpreter=ref)
    if interpreter.max_slots_per_day < 0 or interpreter.max_run < 0:
        yield Text(
            "timetable.interpreter_limits", interpreter=ref, day=interpreter.max_slots_per_day, run=interpreter.max_run
        )


def _person(person: Person, known: Lookup) -> Iterator[Text]:
    if person.party not in known.party:
        yield Text("timetable.person_party", person=Ref(person.id), found=person.party)
    for slot in _outside(person.absent, known):
        yield Text("timetable.person_absent_slot", person=Ref(person.id), found=slot)


def _walks(facts: Facts) -> Iterator[Text]:
    minutes_of: dict[frozenset[str], int] = {}
    for walk in facts.walks:
        if walk.minutes < 0:
            yield Text("timetable.walk_minutes", here=walk.here, there=walk.there, found=walk.minutes)
        first = minutes_of.setdefault(frozenset((walk.here, walk.there)), walk.minutes)
        if first != walk.minutes:
            yield Text("timetable.walk_twice", here=walk.here, there=walk.there, first=first, second=walk.minutes)


def _pauses(pauses: Pauses, known: Lookup) -> Iterator[Text]:
    if pauses.slots < 1 or pauses.max_run < 1:
        yield Text("timetable.pauses_numbers", slots=pauses.slots, run=pauses.max_run)
    for slot in _outside(pauses.within, known):
        yield Text("timetable.pauses_slot", found=slot)


def _engagement(engagement: Engagement, known: Lookup) -> Iterator[Text]:
    for slot in _outside(engagement.slots, known):
        yield Text("timetable.engagement_slot", who=Ref(engagement.who), found=slot)


def _pin(pin: Pin, known: Lookup) -> Iterator[Text]:
    if pin.wish not in known.wish:
        yield Text("timetable.pin_wish", found=pin.wish)
    if pin.start is not None and _outside((pin.start,), known):
        yield Text("timetable.pin_start", wish=Ref(pin.wish), found=pin.start)
    if pin.place is not None and pin.place not in known.place:
        yield Text("timetable.pin_place", wish=Ref(pin.wish), found=pin.place)
    if pin.interpreter is not None and pin.interpreter not in known.interpreter:
        yield Text("timetable.pin_interpreter", wish=Ref(pin.wish), found=pin.interpreter)


def _previous(facts: Facts, known: Lookup) -> Iterator[Text]:
    # Its places, interpreters and slots may be gone: that is what a change is. Then it simply cannot be kept.
    for meeting in facts.previous:
        if meeting.wish not in known.wish:
            yield Text("timetable.previous_wish", found=meeting.wish)


def _quota(quota: Quota, known: Lookup) -> Iterator[Text]:
    if quota.party not in known.party:
        yield Text("timetable.quota_party", found=quota.party)
    for slot in _outside(quota.slots, known):
        yield Text("timetable.quota_slot", firm=Ref(quota.party), found=slot)
    if not 0 <= quota.least <= quota.most:
        yield Text("timetable.quota_numbers", firm=Ref(quota.party), least=quota.least, most=quota.most)


def _precedences(precedences: Iterable[Precedence], known: Lookup) -> Iterator[Text]:
    before: dict[WishId, list[WishId]] = {}
    for precedence in precedences:
        unknown = [wish for wish in (precedence.earlier, precedence.later) if wish not in known.wish]
        for wish in unknown:
            yield Text("timetable.precedence_wish", found=wish)
        if not unknown:
            before.setdefault(precedence.later, []).append(precedence.earlier)
    while (cycle := _cycle(before)) is not None:
        yield Text("timetable.precedence_cycle", count=len(cycle), wishes=tuple(Ref(wish) for wish in cycle))
        for wish in cycle:
            del before[wish]


def _cycle(before: dict[WishId, list[WishId]]) -> tuple[WishId, ...] | None:
    """Return wishes each of which would have to come before the next, and the last before the first."""
    try:
        TopologicalSorter(before).prepare()
    except CycleError as found:
        around: list[WishId] = found.args[1]
        return tuple(around[:-1])
    return None
