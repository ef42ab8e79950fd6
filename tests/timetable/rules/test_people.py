from dataclasses import replace
from decimal import Decimal

from tearoad.mission import Objective, PlaceKind
from tearoad.text import Ref, Text
from tearoad.timetable.objectives import measure
from tearoad.timetable.problem import MeetingPlace, Party, Pauses, Person, Quota, Side
from tearoad.timetable.rules import Violation
from tearoad.timetable.rules.pauses import party_gets_a_pause, person_gets_a_pause, soft_pauses_missed
from tearoad.timetable.rules.people import (
    day_is_not_too_full,
    party_is_in_one_place,
    people_are_enough,
    person_is_in_one_place,
    person_is_there,
    quota_is_kept,
    stand_is_never_empty,
    walk_in_share_is_kept,
)
from tearoad.timetable.rules.places import place_has_room
from tearoad.values import InterpreterId, Share
from tests.timetable.tiny import (
    B0,
    B1,
    B2,
    D2,
    E0,
    E1,
    N0,
    P0,
    RU,
    S0,
    S1,
    T0,
    T1,
    at,
    tiny,
    wish,
    with_party,
    with_place,
)

TWO = tiny(wish("W0"), wish("W1", E0, B1), wish("W2", E0, B2), wish("W3", E1, B0))
BEGINS = [slot.window.start_at for slot in TWO.slots]
DAY_0 = BEGINS[0].date()


def test_people_are_enough_allowed() -> None:
    assert list(people_are_enough(TWO, [at("W0", 0), at("W1", 0)])) == []
    assert list(people_are_enough(TWO, [at("W0", 0, T0), at("W1", 2), at("W2", 2, N0)])) == []


def test_people_are_enough_broken() -> None:
    three = (at("W0", 0), at("W1", 0), at("W2", 0, N0))
    text = Text("timetable.people_too_few", firm=Ref(E0), at=BEGINS[0], found=3, staff=2)
    assert list(people_are_enough(TWO, three)) == [Violation(text, three)]


def test_people_are_enough_counts_the_way_back_to_the_stand() -> None:
    # The way of ten minutes is longer than the pause of five, so that slot 1 is touched.
    back_late = (at("W0", 0, T0), at("W1", 1), at("W2", 1))
    text = Text("timetable.people_too_few", firm=Ref(E0), at=BEGINS[1], found=3, staff=2)
    assert list(people_are_enough(TWO, back_late)) == [Violation(text, back_late)]


def test_people_are_enough_sees_that_a_buyer_is_not_there() -> None:
    absent = with_party(TWO, Party(B0, Side.BUYER, (0, 1, 1, 1, 1, 1)))
    text = Text("timetable.people_too_few", firm=Ref(B0), at=BEGINS[0], found=1, staff=0)
    assert list(people_are_enough(absent, [at("W0", 0)])) == [Violation(text, (at("W0", 0),))]


def test_stand_is_never_empty_allowed() -> None:
    assert list(stand_is_never_empty(TWO, [at("W0", 0, T0), at("W1", 0)])) == []
    assert list(stand_is_never_empty(TWO, [at("W0", 0, T0), at("W2", 0, N0)])) == []


CALL_ROOM = with_place(TWO, MeetingPlace(N0, PlaceKind.ONLINE, "t"))
"""Calls are held in a room among the tables, one at a time."""


def test_who_calls_from_a_room_leaves_the_stand_and_takes_the_way() -> None:
    gone = (at("W0", 0, N0), at("W1", 1, T1))
    assert list(stand_is_never_empty(CALL_ROOM, gone)) == [
        Violation(Text("timetable.stand_empty", firm=Ref(E0), at=BEGINS[slot], present=0, cover=1), gone)
        for slot in (0, 1)
    ]
    back_late = (at("W0", 0, N0), at("W1", 1), at("W2", 1))
    text = Text("timetable.people_too_few", firm=Ref(E0), at=BEGINS[1], found=3, staff=2)
    assert list(people_are_enough(CALL_ROOM, back_late)) == [Violation(text, back_late)]
    too_far = (at("W0", 0, S0), at("W3", 1, N0))
    way = Text("timetable.way_too_long", who=Ref(B0), at=BEGINS[1], here=Ref(S0), there=Ref(N0), minutes=10)
    assert list(party_is_in_one_place(CALL_ROOM, too_far)) == [Violation(way, too_far)]


def test_a_room_for_calls_holds_one_call_at_a_time() -> None:
    both = (at("W0", 0, N0), at("W3", 0, N0))
    assert [violation.text.code for violation in place_has_room(CALL_ROOM, both)] == ["timetable.place_full"]
    assert list(place_has_room(TWO, both)) == []


def test_stand_is_never_empty_broken() -> None:
    gone = (at("W0", 0, T0), at("W1", 1, T1))
    assert list(stand_is_never_empty(TWO, gone)) == [
        Violation(Text("timetable.stand_empty", firm=Ref(E0), at=BEGINS[slot], present=0, cover=1), gone)
        for slot in (0, 1)
    ]


def test_stand_is_never_empty_keeps_the_only_one_there() -> None:
    alone = with_party(TWO, Party(E0, Side.EXPORTER, (1,) * 6, S0, 1))
    found = list(stand_is_never_empty(alone, [at("W0", 2, T0)]))
    assert [dict(violation.text.params)["at"] for violation in found] == [BEGINS[1], BEGINS[2], BEGINS[3]]


def test_walk_in_share_is_kept_allowed() -> None:
    # Eight person-slots on the first day, of which half stay free: four may be booked.
    half = with_party(TWO, Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 9, Share(Decimal("0.5"))))
    assert list(walk_in_share_is_kept(half, [at("W0", 0, T0), at("W1", 0), at("W2", 3)])) == []


def test_walk_in_share_is_kept_broken() -> None:
    half = with_party(TWO, Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 9, Share(Decimal("0.5"))))
    booked = (at("W0", 1, T0), at("W1", 0), at("W2", 3))
    text = Text("timetable.walk_in", firm=Ref(E0), on=DAY_0, found=5, most=4)
    assert [(violation.text, set(violation.meetings)) for violation in walk_in_share_is_kept(half, booked)] == [
        (text, set(booked))
    ]


def test_day_is_not_too_full_allowed() -> None:
    capped = with_party(TWO, Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 1))
    assert list(day_is_not_too_full(capped, [at("W0", 0), at("W1", 4)])) == []


def test_day_is_not_too_full_broken() -> None:
    capped = with_party(TWO, Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 1))
    both = (at("W0", 0), at("W1", 2))
    text = Text("timetable.cap", firm=Ref(E0), on=DAY_0, found=2, cap=1)
    assert list(day_is_not_too_full(capped, both)) == [Violation(text, both)]


NOON = replace(TWO, pauses=Pauses(1, frozenset({1, 2}), 9))
"""On the first day a pause of a slot in the second or third."""


def test_party_gets_a_pause_allowed() -> None:
    assert list(party_gets_a_pause(NOON, [at("W0", 1), at("W3", 3, S1)])) == []
    # Two people: one rests while the other is in a meeting.
    assert list(party_gets_a_pause(NOON, [at("W0", 1), at("W1", 2)])) == []
    # Who is there for a part of the hours only rests before or after.
    gone = with_party(NOON, Party(B0, Side.BUYER, (1, 1, 0, 1, 1, 1)))
    assert list(party_gets_a_pause(gone, [at("W0", 1)])) == []


def test_party_gets_a_pause_broken() -> None:
    both = (at("W0", 1), at("W3", 2, S1))
    text = Text("timetable.pause_missed", firm=Ref(B0), at=BEGINS[1], found=0, people=1)
    assert list(party_gets_a_pause(NOON, both)) == [Violation(text, both)]
    # Of two people who are both in meetings in one slot, and one in the other, one goes without.
    three = (at("W0", 1), at("W1", 1), at("W2", 2))
    text = Text("timetable.pause_missed", firm=Ref(E0), at=BEGINS[1], found=1, people=2)
    assert list(party_gets_a_pause(NOON, three)) == [Violation(text, three)]


def test_a_pause_is_in_one_piece() -> None:
    long = replace(TWO, pauses=Pauses(2, frozenset({0, 1, 2, 3}), 9))
    assert list(party_gets_a_pause(long, [at("W0", 0), at("W3", 3, S1)])) == []
    cut = (at("W0", 1), at("W3", 2, S1))
    assert [violation.meetings for violation in party_gets_a_pause(long, cut)] == [cut]


def test_nobody_has_too_many_slots_in_a_row() -> None:
    tired = replace(tiny(*TWO.wishes, wish("W4", E1, B0)), pauses=Pauses(1, frozenset(), 2))
    assert list(party_gets_a_pause(tired, [at("W0", 0), at("W3", 1, S1), at("W4", 3, S1)])) == []
    row = (at("W0", 0), at("W3", 1, S1), at("W4", 2, S1))
    text = Text("timetable.row_too_long", firm=Ref(B0), at=BEGINS[0], most=2)
    assert list(party_gets_a_pause(tired, row)) == [Violation(text, row)]


ALONE = replace(
    tiny(
        *(replace(wish(f"W{number}", E0, buyer), direct=frozenset({RU})) for number, buyer in enumerate((B0, B1, B2)))
    ),
    persons=(Person(P0, E0, languages=frozenset({RU})),),
    pauses=Pauses(1, frozenset({1, 2}), 2),
)
"""Of the two people of a firm one speaks with all its buyers."""
SPEAKER = InterpreterId(P0)


def test_person_gets_a_pause_allowed() -> None:
    assert list(person_gets_a_pause(ALONE, [at("W0", 1, S0, SPEAKER), at("W1", 3, S0, SPEAKER)])) == []
    # An interpreter speaks in their stead, and they may be away for a part of the hours.
    assert list(person_gets_a_pause(ALONE, [at("W0", 1, S0, SPEAKER), at("W1", 2, S0, InterpreterId("I0"))])) == []
    gone = replace(ALONE, persons=(Person(P0, E0, frozenset({2}), frozenset({RU})),))
    assert list(person_gets_a_pause(gone, [at("W0", 1, S0, SPEAKER)])) == []


def test_person_gets_a_pause_broken() -> None:
    noon = (at("W0", 1, S0, SPEAKER), at("W1", 2, S0, SPEAKER))
    assert list(party_gets_a_pause(ALONE, noon)) == []  # the other one is free all the time
    text = Text("timetable.pause_missed", firm=Ref(P0), at=BEGINS[1], found=0, people=1)
    assert list(person_gets_a_pause(ALONE, noon)) == [Violation(text, noon)]
    row = (at("W0", 1, S0, SPEAKER), at("W1", 2, S0, SPEAKER), at("W2", 3, S0, SPEAKER))
    late = replace(ALONE, pauses=Pauses(1, frozenset(), 2))
    text = Text("timetable.row_too_long", firm=Ref(P0), at=BEGINS[1], most=2)
    assert list(person_gets_a_pause(late, row)) == [Violation(text, row)]


def test_whoever_is_left_alone_at_the_stand_has_all_its_meetings() -> None:
    both = (at("W0", 1, S0, SPEAKER), at("W1", 2, S0, InterpreterId("I0")))
    assert list(person_gets_a_pause(ALONE, both)) == []
    left = with_party(ALONE, Party(E0, Side.EXPORTER, (2, 2, 1, 1, 1, 1), S0, 1))
    text = Text("timetable.pause_missed", firm=Ref(P0), at=BEGINS[1], found=0, people=1)
    assert list(person_gets_a_pause(left, both)) == [Violation(text, both)]


def test_who_is_asked_for_by_name_gets_a_pause_too() -> None:
    named = replace(tiny(*(replace(old, person=P0) for old in TWO.wishes[:2])), pauses=NOON.pauses)
    both = (at("W0", 1), at("W1", 2))
    text = Text("timetable.pause_missed", firm=Ref(P0), at=BEGINS[1], found=0, people=1)
    assert list(person_gets_a_pause(named, both)) == [Violation(text, both)]


def test_party_is_in_one_place_allowed() -> None:
    assert list(party_is_in_one_place(TWO, [at("W0", 0, S0), at("W3", 1, S1)])) == []
    assert list(party_is_in_one_place(TWO, [at("W0", 0, S0), at("W3", 2, T0)])) == []
    assert list(party_is_in_one_place(TWO, [at("W0", 0, S0), at("W3", 1, N0)])) == []


def test_party_is_in_one_place_broken() -> None:
    too_far, at_once = (at("W0", 0, S0), at("W3", 1, T0)), (at("W0", 1, S0), at("W3", 1, S1))
    way = Text("timetable.way_too_long", who=Ref(B0), at=BEGINS[1], here=Ref(S0), there=Ref(T0), minutes=10)
    assert list(party_is_in_one_place(TWO, too_far)) == [Violation(way, too_far)]
    twice = Text("timetable.two_at_once", who=Ref(B0), at=BEGINS[1])
    assert list(party_is_in_one_place(TWO, at_once)) == [Violation(twice, at_once)]


def test_a_talk_online_in_between_carries_nobody_across_the_fair() -> None:
    problem = tiny(wish("W0"), wish("W1", E1, B0), replace(wish("W2", E1, B0), slots=1))
    by_way_of_the_net = [at("W0", 0, S0), at("W1", 1, N0), at("W2", 2, D2)]
    assert [violation.text.code for violation in party_is_in_one_place(problem, by_way_of_the_net)] == [
        "timetable.way_too_long"
    ]


def test_person_is_there_allowed() -> None:
    problem = replace(tiny(replace(wish("W0"), person=P0)), persons=(Person(P0, E0, frozenset({1})),))
    assert list(person_is_there(problem, [at("W0", 0)])) == []


def test_person_is_there_broken() -> None:
    problem = replace(tiny(replace(wish("W0"), person=P0)), persons=(Person(P0, E0, frozenset({1})),))
    text = Text("timetable.person_absent", person=Ref(P0), at=BEGINS[1])
    assert list(person_is_there(problem, [at("W0", 1)])) == [Violation(text, (at("W0", 1),))]


def test_person_is_in_one_place_allowed() -> None:
    problem = tiny(replace(wish("W0"), person=P0), wish("W1", E0, B1))
    assert list(person_is_in_one_place(problem, [at("W0", 0), at("W1", 0)])) == []


def test_person_is_in_one_place_broken() -> None:
    problem = tiny(replace(wish("W0"), person=P0), replace(wish("W1", E0, B1), person=P0))
    at_once = (at("W0", 0), at("W1", 0))
    text = Text("timetable.two_at_once", who=Ref(P0), at=BEGINS[0])
    assert list(person_is_in_one_place(problem, at_once)) == [Violation(text, at_once)]


def test_a_delegate_speaks_at_one_table_at_a_time() -> None:
    speaking = replace(tiny(wish("W0"), wish("W1", E0, B1)), persons=(Person(P0, E0, languages=frozenset({RU})),))
    speaking = replace(speaking, wishes=tuple(replace(old, direct=frozenset({RU})) for old in speaking.wishes))
    by_her = InterpreterId(P0)
    assert list(person_is_in_one_place(speaking, [at("W0", 0, S0, by_her), at("W1", 1, S0, by_her)])) == []
    at_once = (at("W0", 0, S0, by_her), at("W1", 0, S0, by_her))
    text = Text("timetable.two_at_once", who=Ref(P0), at=BEGINS[0])
    assert list(person_is_in_one_place(speaking, at_once)) == [Violation(text, at_once)]
    too_far = (at("W0", 0, S0, by_her), at("W1", 1, T0, by_her))
    way = Text("timetable.way_too_long", who=Ref(P0), at=BEGINS[1], here=Ref(S0), there=Ref(T0), minutes=10)
    assert list(person_is_in_one_place(speaking, too_far)) == [Violation(way, too_far)]
    # Asked for by name at one table, she speaks at no other.
    named = replace(speaking, wishes=(replace(speaking.wishes[0], person=P0, direct=frozenset()), speaking.wishes[1]))
    meetings = (at("W0", 0), at("W1", 0, S0, by_her))
    assert list(person_is_in_one_place(named, meetings)) == [Violation(text, meetings)]


MORNING = replace(TWO, quotas=(Quota(E0, frozenset({0, 1}), most=1), Quota(B0, frozenset({3}), most=0)))


def test_quota_is_kept_allowed() -> None:
    assert list(quota_is_kept(MORNING, [at("W0", 0), at("W1", 2)])) == []
    assert list(quota_is_kept(MORNING, [at("W0", 0), at("W3", 1, S1)])) == []


def test_quota_is_kept_broken() -> None:
    two = (at("W0", 0), at("W1", 1))
    text = Text("timetable.quota", firm=Ref(E0), at=BEGINS[0], found=2, most=1)
    assert list(quota_is_kept(MORNING, two)) == [Violation(text, two)]
    text = Text("timetable.quota", firm=Ref(B0), at=BEGINS[3], found=1, most=0)
    assert list(quota_is_kept(MORNING, [at("W0", 3)])) == [Violation(text, (at("W0", 3),))]


def test_the_others_of_a_meeting_spend_a_person_too() -> None:
    group = tiny(replace(wish("W0"), others=(E1, B1)), wish("W1", E1, B1))
    both = [at("W0", 0), at("W1", 0, S1)]
    assert [violation.text["who"] for violation in party_is_in_one_place(group, both)] == [Ref(B1)]
    # The other exporter leaves one of two people at its stand and needs both.
    assert [
        violation.text["firm"]
        for violation in people_are_enough(group, [at("W0", 0), at("W1", 0, S1), at("W1", 0, S1)])
    ] == [Ref(E1)]


def test_soft_pauses_break_no_rule_and_are_counted() -> None:
    soft = replace(TWO, pauses=Pauses(1, frozenset({1, 2}), 9, soft=True))
    both = (at("W0", 1), at("W3", 2, S1))
    assert list(party_gets_a_pause(soft, both)) == []
    text = Text("timetable.pause_missed", firm=Ref(B0), at=BEGINS[1], found=0, people=1)
    assert [(missed.text, missed.day, missed.people) for missed in soft_pauses_missed(soft, both)] == [(text, 0, 1)]
    assert (measure(Objective.PAUSES, soft, both), measure(Objective.PAUSES, NOON, both)) == (1, 0)


def test_of_two_rows_that_are_too_long_the_worse_counts() -> None:
    wishes = (wish("W0", E0, B0), wish("W1", E0, B1), wish("W2", E0, B0), wish("W3", E0, B1), wish("W4", E0, B2))
    soft = replace(tiny(*wishes), pauses=Pauses(1, frozenset(), 1, soft=True))
    # Two people in three slots of which no two in a row may be full: in the first two one lacks a pause, then both.
    held = (at("W0", 0), at("W1", 1), at("W4", 1), at("W2", 2), at("W3", 2))
    found = {missed.who: missed.people for missed in soft_pauses_missed(soft, held)}
    assert found[E0] == 2
