from dataclasses import replace

from tearoad.timetable import rules
from tearoad_lab.timetable.first_fit import first_fit
from tearoad_lab.timetable.missions import Format, mission
from tests.timetable.tiny import B0, B1, E0, I0, I1, S0, T0, ZH_RU, at, tiny, wish


def test_the_dearest_is_placed_first_and_each_in_the_first_slot_that_is_free() -> None:
    cheap, dear = wish("cheap"), replace(wish("dear"), value=20)
    problem = tiny(cheap, dear)
    assert first_fit(problem, {cheap.id, dear.id}) == (at("dear", 0), at("cheap", 1))


def test_in_a_slot_the_first_place_and_the_first_interpreter_are_taken() -> None:
    spoken = [
        replace(wish(name, buyer=buyer), interpreting=(ZH_RU,), places=(S0, T0), starts=frozenset({2}))
        for name, buyer in (("one", B0), ("two", B1))
    ]
    spoken[1] = replace(spoken[1], exporter=E0, places=(T0, S0))
    assert first_fit(tiny(*spoken), {wanted.id for wanted in spoken}) == (
        at("one", 2, S0, I0),
        at("two", 2, T0, I1),
    )


def test_what_finds_no_room_is_left_out_and_nothing_is_moved_for_it() -> None:
    anywhere = replace(wish("anywhere"), value=20)
    only = replace(wish("only"), starts=frozenset({0}))
    assert first_fit(tiny(anywhere, only), {anywhere.id, only.id}) == (at("anywhere", 0),)


def test_only_what_is_wanted_is_placed() -> None:
    first, other = wish("one"), wish("other", buyer=B1)
    assert first_fit(tiny(first, other), {other.id}) == (at("other", 0),)


def test_every_rule_holds_in_every_format() -> None:
    for kind in Format:
        made = mission(kind, 10, 4)
        placed = first_fit(made, {wanted.id for wanted in made.wishes})
        assert placed
        assert rules.broken(made, placed) == ()
