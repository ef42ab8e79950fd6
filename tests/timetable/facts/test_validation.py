from collections.abc import Callable
from dataclasses import replace

import pytest

from tearoad.errors import InputError
from tearoad.mission import Objective, PlaceKind, Walk
from tearoad.text import Ref, Text
from tearoad.timetable.problem import (
    MeetingInterpreter,
    MeetingPlace,
    Party,
    Person,
    Pin,
    Precedence,
    Problem,
    Quota,
    Side,
)
from tearoad.values import InterpreterId, PartyId, PersonId, PlaceId, Slot, WishId
from tests.timetable.small_problems import slots
from tests.timetable.tiny import ALL, B0, B1, E0, I0, P0, S0, T0, ZH_RU, at, tiny, wish, with_party, with_place

W0 = wish("W0")
SOUND = tiny(W0)
NOBODY = PartyId("X")


def defects_of(build: Callable[[], Problem]) -> object:
    with pytest.raises(InputError) as refused:
        build()
    assert refused.value.code == "timetable.problem_broken"
    return refused.value.text["defects"]


CASES: list[tuple[Callable[[], Problem], str]] = [
    (lambda: replace(SOUND, slots=SOUND.slots[1:]), "timetable.slot_index"),
    (lambda: replace(SOUND, slots=(*SOUND.slots[:5], Slot(5, 1, SOUND.slots[0].window))), "timetable.slot_order"),
    (lambda: replace(SOUND, places=(*SOUND.places, MeetingPlace(T0, PlaceKind.TABLE))), "timetable.place_twice"),
    (lambda: replace(SOUND, parties=(*SOUND.parties, SOUND.parties[0])), "timetable.party_twice"),
    (lambda: tiny(W0, W0), "timetable.wish_twice"),
    (lambda: replace(SOUND, interpreters=SOUND.interpreters * 2), "timetable.interpreter_twice"),
    (lambda: replace(SOUND, persons=SOUND.persons * 2), "timetable.person_twice"),
    (lambda: replace(SOUND, pins=(Pin(W0.id), Pin(W0.id))), "timetable.pin_twice"),
    (lambda: replace(SOUND, previous=(at("W0", 0), at("W0", 1))), "timetable.previous_twice"),
    (lambda: replace(SOUND, objectives=(Objective.VALUE, Objective.VALUE)), "timetable.objective_twice"),
    (lambda: with_place(SOUND, MeetingPlace(T0, PlaceKind.TABLE, capacity=-1)), "timetable.place_capacity"),
    (lambda: with_place(SOUND, MeetingPlace(T0, PlaceKind.TABLE, owner=NOBODY)), "timetable.place_owner"),
    (lambda: with_place(SOUND, MeetingPlace(T0, PlaceKind.TABLE, closed=frozenset({6}))), "timetable.place_closed"),
    (lambda: with_party(SOUND, Party(B0, Side.BUYER, (1,) * 5)), "timetable.staff_length"),
    (lambda: with_party(SOUND, Party(B0, Side.BUYER, (1, 1, 1, 1, 1, -1))), "timetable.staff_negative"),
    (lambda: with_party(SOUND, Party(B0, Side.BUYER, (1, 1, 2, 1, 1, 1))), "timetable.staff_without_base"),
    (lambda: with_party(SOUND, Party(E0, Side.EXPORTER, (1,) * 6, PlaceId("X"))), "timetable.base_unknown"),
    (lambda: with_party(SOUND, Party(E0, Side.EXPORTER, (1,) * 6, S0, -1)), "timetable.party_limits"),
    (lambda: tiny(replace(W0, buyer=NOBODY)), "timetable.wish_party_unknown"),
    (lambda: tiny(replace(W0, exporter=B1)), "timetable.wish_exporter_side"),
    (lambda: tiny(replace(W0, buyer=E0)), "timetable.wish_buyer_side"),
    (lambda: tiny(replace(W0, slots=0)), "timetable.wish_numbers"),
    (lambda: tiny(replace(W0, value=-1)), "timetable.wish_numbers"),
    (lambda: tiny(replace(W0, starts=frozenset({6}))), "timetable.wish_start"),
    (lambda: tiny(replace(W0, starts=frozenset({3}), slots=2)), "timetable.wish_start"),
    (lambda: tiny(replace(W0, places=(PlaceId("X"),))), "timetable.wish_place"),
    (lambda: tiny(replace(W0, places=(T0, T0))), "timetable.wish_place_twice"),
    (lambda: tiny(replace(W0, interpreting=(frozenset(),))), "timetable.wish_interpreting"),
    (lambda: tiny(replace(W0, person=PersonId("X"))), "timetable.wish_person_unknown"),
    (
        lambda: replace(tiny(replace(W0, person=P0)), persons=(Person(P0, B1),)),
        "timetable.wish_person_stranger",
    ),
    (
        lambda: replace(SOUND, interpreters=(MeetingInterpreter(I0, ZH_RU, frozenset({-1})),)),
        "timetable.interpreter_hours",
    ),
    (lambda: replace(SOUND, interpreters=(MeetingInterpreter(I0, ZH_RU, ALL, NOBODY),)), "timetable.interpreter_firm"),
    (
        lambda: replace(SOUND, interpreters=(MeetingInterpreter(I0, ZH_RU, ALL, not_for=frozenset({NOBODY})),)),
        "timetable.interpreter_not_for",
    ),
    (
        lambda: replace(SOUND, interpreters=(MeetingInterpreter(I0, ZH_RU, ALL, programme=frozenset({99})),)),
        "timetable.interpreter_programme",
    ),
    (
        lambda: replace(SOUND, interpreters=(MeetingInterpreter(I0, ZH_RU, ALL, max_run=-1),)),
        "timetable.interpreter_limits",
    ),
    (lambda: replace(SOUND, persons=(Person(P0, NOBODY),)), "timetable.person_party"),
    (lambda: replace(SOUND, persons=(Person(P0, E0, frozenset({6})),)), "timetable.person_absent_slot"),
    (lambda: replace(SOUND, walks=(Walk("a", "t", -1),)), "timetable.walk_minutes"),
    (lambda: replace(SOUND, walks=(Walk("a", "t", 1), Walk("t", "a", 2))), "timetable.walk_twice"),
    (lambda: replace(SOUND, pins=(Pin(WishId("X")),)), "timetable.pin_wish"),
    (lambda: replace(SOUND, pins=(Pin(W0.id, 6),)), "timetable.pin_start"),
    (lambda: replace(SOUND, pins=(Pin(W0.id, place=PlaceId("X")),)), "timetable.pin_place"),
    (lambda: replace(SOUND, pins=(Pin(W0.id, interpreter=InterpreterId("X")),)), "timetable.pin_interpreter"),
    (lambda: replace(SOUND, previous=(at("X", 0),)), "timetable.previous_wish"),
    (lambda: tiny(replace(W0, others=(NOBODY,))), "timetable.wish_party_unknown"),
    (lambda: tiny(replace(W0, others=(B0,))), "timetable.wish_party_twice"),
    (lambda: tiny(replace(W0, others=(B1, B1))), "timetable.wish_party_twice"),
    (lambda: replace(SOUND, quotas=(Quota(NOBODY, ALL),)), "timetable.quota_party"),
    (lambda: replace(SOUND, quotas=(Quota(E0, frozenset({6})),)), "timetable.quota_slot"),
    (lambda: replace(SOUND, quotas=(Quota(E0, ALL, -1),)), "timetable.quota_numbers"),
    (lambda: replace(SOUND, quotas=(Quota(E0, ALL, 2, 1),)), "timetable.quota_numbers"),
    (lambda: replace(SOUND, precedences=(Precedence(W0.id, WishId("X")),)), "timetable.precedence_wish"),
    (lambda: replace(SOUND, precedences=(Precedence(W0.id, W0.id),)), "timetable.precedence_cycle"),
]


@pytest.mark.parametrize(("build", "code"), CASES, ids=[code.removeprefix("timetable.") for _, code in CASES])
def test_a_problem_that_contradicts_itself_is_refused_with_the_reason(build: Callable[[], Problem], code: str) -> None:
    found = defects_of(build)
    assert isinstance(found, tuple)
    assert {text.code for text in found if isinstance(text, Text)} == {code}


def test_all_defects_are_told_at_once() -> None:
    broken = replace(W0, buyer=NOBODY, value=-1, places=(PlaceId("X"),))
    assert defects_of(lambda: tiny(broken)) == (
        Text("timetable.wish_party_unknown", wish=Ref("W0"), found="X"),
        Text("timetable.wish_numbers", wish=Ref("W0"), slots=1, value=-1),
        Text("timetable.wish_place", wish=Ref("W0"), found="X"),
    )


def test_a_previous_plan_may_name_what_is_gone() -> None:
    gone = at("W0", 17, PlaceId("X"), InterpreterId("X"))
    assert replace(SOUND, previous=(gone,)).previous == (gone,)


def test_a_fair_without_wishes_is_sound() -> None:
    assert Problem(slots((2,)), (), (), ()).wishes == ()


def test_every_circle_of_orders_is_named_whole() -> None:
    wishes = [wish(f"W{nth}") for nth in range(6)]
    pairs = ((0, 1), (1, 2), (2, 0), (2, 3), (4, 5), (5, 4))
    orders = tuple(Precedence(wishes[first].id, wishes[second].id) for first, second in pairs)
    found = defects_of(lambda: replace(tiny(*wishes), precedences=orders))
    assert isinstance(found, tuple)
    circles = [frozenset(circling.id for circling in text["wishes"]) for text in found]
    assert circles == [frozenset({"W0", "W1", "W2"}), frozenset({"W4", "W5"})]


def test_orders_that_meet_again_are_no_circle() -> None:
    wishes = [wish(f"W{nth}") for nth in range(4)]
    pairs = ((0, 1), (0, 2), (1, 3), (2, 3), (0, 3))
    orders = tuple(Precedence(wishes[first].id, wishes[second].id) for first, second in pairs)
    assert replace(tiny(*wishes), precedences=orders).precedences == orders
