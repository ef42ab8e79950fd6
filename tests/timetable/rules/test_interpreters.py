from dataclasses import replace

import pytest

from tearoad.text import Ref, Text
from tearoad.timetable.problem import MeetingInterpreter, Person, Pin
from tearoad.timetable.rules import Violation
from tearoad.timetable.rules.interpreters import (
    interpreter_day_is_humane,
    interpreter_gets_a_pause,
    interpreter_is_in_one_place,
    interpreter_is_needed,
    interpreter_is_on_duty,
    interpreter_is_present,
    interpreter_is_welcome,
    interpreter_serves_own_firm,
    interpreter_speaks,
)
from tearoad.values import InterpreterId, PersonId, WishId
from tests.timetable.tiny import (
    ALL,
    B0,
    B1,
    B2,
    E0,
    E1,
    EN,
    I0,
    I1,
    P0,
    RU,
    S0,
    T0,
    ZH_EN,
    ZH_RU,
    at,
    tiny,
    wish,
    with_interpreter,
)

PAIR = Text("timetable.pair", exporter=Ref(E0), buyer=Ref(B0))
IN_RUSSIAN = tiny(
    *(
        replace(wish(name, firm, buyer), interpreting=(ZH_RU,))
        for name, firm, buyer in (("W0", E0, B0), ("W1", E1, B1), ("W2", E0, B2), ("W3", E1, B0))
    )
)
UNDERSTOOD = tiny(wish("W0"))
BEGINS = [slot.window.start_at for slot in IN_RUSSIAN.slots]


def test_interpreter_is_present_allowed() -> None:
    assert list(interpreter_is_present(IN_RUSSIAN, [at("W0", 0, S0, I0)])) == []
    assert list(interpreter_is_present(UNDERSTOOD, [at("W0", 0)])) == []


def test_interpreter_is_present_broken() -> None:
    alone, stranger = at("W0", 0), at("W0", 0, S0, InterpreterId("I9"))
    assert list(interpreter_is_present(IN_RUSSIAN, [alone])) == [
        Violation(Text("timetable.interpreter_missing", meeting=PAIR), (alone,))
    ]
    assert list(interpreter_is_present(IN_RUSSIAN, [stranger])) == [
        Violation(Text("timetable.interpreter_unknown", meeting=PAIR, found="I9"), (stranger,))
    ]


def test_interpreter_is_needed_allowed() -> None:
    assert list(interpreter_is_needed(IN_RUSSIAN, [at("W0", 0, S0, I0)])) == []
    pinned = replace(UNDERSTOOD, pins=(Pin(WishId("W0"), interpreter=I0),))
    assert list(interpreter_is_needed(pinned, [at("W0", 0, S0, I0)])) == []


def test_interpreter_is_needed_broken() -> None:
    text = Text("timetable.interpreter_not_needed", meeting=PAIR, interpreter=Ref(I0))
    assert list(interpreter_is_needed(UNDERSTOOD, [at("W0", 0, S0, I0)])) == [Violation(text, (at("W0", 0, S0, I0),))]


def test_interpreter_speaks_allowed() -> None:
    either = tiny(replace(wish("W0"), interpreting=(ZH_RU, ZH_EN)))
    assert list(interpreter_speaks(either, [at("W0", 0, S0, I0)])) == []
    both_by_one = tiny(replace(wish("W0"), interpreting=(ZH_RU | ZH_EN,)))
    assert list(interpreter_speaks(both_by_one, [at("W0", 0, S0, I1)])) == []


def test_interpreter_speaks_broken() -> None:
    both_by_one = tiny(replace(wish("W0"), interpreting=(ZH_RU | ZH_EN,)))
    text = Text("timetable.interpreter_language", meeting=PAIR, interpreter=Ref(I0))
    assert list(interpreter_speaks(both_by_one, [at("W0", 0, S0, I0)])) == [Violation(text, (at("W0", 0, S0, I0),))]


SPOKEN = replace(
    tiny(*(replace(spoken, direct=frozenset({RU})) for spoken in IN_RUSSIAN.wishes)),
    persons=(
        Person(P0, E0, frozenset({1}), frozenset({RU})),
        Person(PersonId("P1"), E1, languages=frozenset({RU})),
        Person(PersonId("P2"), E0, languages=frozenset({EN})),
    ),
)
"""One of each firm speaks Russian; the first firm's is away in the second slot. Her colleague speaks English."""
HER, OTHERS, COLLEAGUE = InterpreterId(P0), InterpreterId("P1"), InterpreterId("P2")


def test_a_delegate_who_speaks_the_buyers_language_stands_in_for_an_interpreter() -> None:
    spoken = [at("W0", 0, S0, HER)]
    for rule in (interpreter_is_present, interpreter_is_needed, interpreter_speaks, interpreter_is_on_duty):
        assert list(rule(SPOKEN, spoken)) == []
    assert list(interpreter_is_present(SPOKEN, [at("W0", 0)])) == [
        Violation(Text("timetable.interpreter_missing", meeting=PAIR), (at("W0", 0),))
    ]


@pytest.mark.parametrize("who", [OTHERS, COLLEAGUE])
def test_nobody_speaks_for_another_firm_or_in_a_language_that_the_buyer_does_not_know(who: InterpreterId) -> None:
    problem = replace(SPOKEN, wishes=(*SPOKEN.wishes, replace(wish("W9"), direct=frozenset({EN}))))
    meeting = at("W0", 0, S0, who)
    text = Text("timetable.speaker_language", meeting=PAIR, interpreter=Ref(who))
    assert list(interpreter_speaks(problem, [meeting])) == [Violation(text, (meeting,))]


def test_who_is_asked_for_by_name_speaks_for_themselves_or_an_interpreter_does() -> None:
    requiring = replace(SPOKEN, wishes=(replace(SPOKEN.wishes[0], person=PersonId("P2"), interpreting=(ZH_RU,)),))
    meeting = at("W0", 0, S0, HER)
    text = Text("timetable.speaker_language", meeting=PAIR, interpreter=Ref(HER))
    assert list(interpreter_speaks(requiring, [meeting])) == [Violation(text, (meeting,))]
    assert list(interpreter_speaks(requiring, [at("W0", 0, S0, I0)])) == []


def test_a_delegate_who_is_away_speaks_with_nobody() -> None:
    meeting = at("W0", 1, S0, HER)
    text = Text("timetable.speaker_away", interpreter=Ref(HER), at=BEGINS[1])
    assert list(interpreter_is_on_duty(SPOKEN, [meeting])) == [Violation(text, (meeting,))]


def test_a_delegate_may_speak_all_day_as_they_please() -> None:
    in_a_row = [at(f"W{nth}", start, S0, HER) for nth, start in ((0, 0), (2, 2), (0, 3), (2, 4), (0, 5))]
    assert list(interpreter_day_is_humane(SPOKEN, in_a_row)) == []
    assert list(interpreter_gets_a_pause(SPOKEN, in_a_row)) == []


def test_interpreter_is_on_duty_allowed() -> None:
    late = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, frozenset({1, 2})))
    assert list(interpreter_is_on_duty(late, [at("W0", 1, S0, I0)])) == []


def test_interpreter_is_on_duty_broken() -> None:
    late = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, frozenset({1, 2})))
    text = Text("timetable.interpreter_off", interpreter=Ref(I0), at=BEGINS[0])
    assert list(interpreter_is_on_duty(late, [at("W0", 0, S0, I0)])) == [Violation(text, (at("W0", 0, S0, I0),))]


def test_interpreter_serves_own_firm_allowed() -> None:
    attached = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, ALL, E0))
    assert list(interpreter_serves_own_firm(attached, [at("W0", 0, T0, I0)])) == []


def test_interpreter_serves_own_firm_broken() -> None:
    attached = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, ALL, E1))
    text = Text("timetable.interpreter_attached", interpreter=Ref(I0), firm=Ref(E1))
    assert list(interpreter_serves_own_firm(attached, [at("W0", 0, S0, I0)])) == [
        Violation(text, (at("W0", 0, S0, I0),))
    ]


def test_interpreter_is_welcome_allowed() -> None:
    unwelcome = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, ALL, not_for=frozenset({B1})))
    assert list(interpreter_is_welcome(unwelcome, [at("W0", 0, S0, I0)])) == []


def test_interpreter_is_welcome_broken() -> None:
    unwelcome = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, ALL, not_for=frozenset({B0})))
    text = Text("timetable.interpreter_unwelcome", interpreter=Ref(I0), firm=Ref(B0))
    assert list(interpreter_is_welcome(unwelcome, [at("W0", 0, S0, I0)])) == [Violation(text, (at("W0", 0, S0, I0),))]


def test_an_interpreter_may_serve_and_must_suit_the_others_of_a_meeting_too() -> None:
    group = replace(IN_RUSSIAN, wishes=(replace(IN_RUSSIAN.wishes[0], others=(B2,)),))
    own = with_interpreter(group, MeetingInterpreter(I0, ZH_RU, ALL, B2))
    unwelcome = with_interpreter(group, MeetingInterpreter(I0, ZH_RU, ALL, not_for=frozenset({B2})))
    text = Text("timetable.interpreter_unwelcome", interpreter=Ref(I0), firm=Ref(B2))
    assert list(interpreter_serves_own_firm(own, [at("W0", 0, S0, I0)])) == []
    assert list(interpreter_is_welcome(unwelcome, [at("W0", 0, S0, I0)])) == [Violation(text, (at("W0", 0, S0, I0),))]


def test_interpreter_is_in_one_place_allowed() -> None:
    assert list(interpreter_is_in_one_place(IN_RUSSIAN, [at("W0", 0, S0, I0), at("W1", 2, T0, I0)])) == []
    assert list(interpreter_is_in_one_place(IN_RUSSIAN, [at("W0", 0, S0, I0), at("W1", 0, T0, I1)])) == []


def test_interpreter_is_in_one_place_broken() -> None:
    too_far = (at("W0", 0, S0, I0), at("W1", 1, T0, I0))
    text = Text("timetable.way_too_long", who=Ref(I0), at=BEGINS[1], here=Ref(S0), there=Ref(T0), minutes=10)
    assert list(interpreter_is_in_one_place(IN_RUSSIAN, too_far)) == [Violation(text, too_far)]


def test_interpreter_day_is_humane_allowed() -> None:
    short = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, ALL, max_slots_per_day=1))
    assert list(interpreter_day_is_humane(short, [at("W0", 0, S0, I0), at("W1", 4, S0, I0)])) == []


def test_interpreter_day_is_humane_broken() -> None:
    short = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, ALL, max_slots_per_day=1))
    both = (at("W0", 0, S0, I0), at("W1", 2, S0, I0))
    text = Text("timetable.interpreter_day", interpreter=Ref(I0), on=BEGINS[0].date(), found=2, most=1)
    assert list(interpreter_day_is_humane(short, both)) == [Violation(text, both)]


def test_interpreter_gets_a_pause_allowed() -> None:
    tired = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, ALL, max_run=2))
    assert list(interpreter_gets_a_pause(tired, [at("W0", 0, S0, I0), at("W1", 1, S0, I0), at("W2", 3, S0, I0)])) == []
    over_night = [at("W0", 2, S0, I0), at("W1", 3, S0, I0), at("W2", 4, S0, I0)]
    assert list(interpreter_gets_a_pause(tired, over_night)) == []


def test_interpreter_gets_a_pause_broken() -> None:
    tired = with_interpreter(IN_RUSSIAN, MeetingInterpreter(I0, ZH_RU, ALL, max_run=2))
    in_a_row = (at("W0", 0, S0, I0), at("W1", 1, S0, I0), at("W2", 2, S0, I0))
    text = Text("timetable.interpreter_run", interpreter=Ref(I0), at=BEGINS[0], found=3, most=2)
    assert list(interpreter_gets_a_pause(tired, in_a_row)) == [Violation(text, in_a_row)]


OPENING = with_interpreter(
    IN_RUSSIAN,
    MeetingInterpreter(
        I0, ZH_RU, ALL - {1, 2}, max_slots_per_day=3, max_run=2, programme=frozenset({1, 2}), programme_slots=(2,)
    ),
)
"""The first interpreter interprets at the opening, in the second and third slot of the first day."""


def test_interpreter_day_is_humane_counts_the_programme() -> None:
    assert list(interpreter_day_is_humane(OPENING, [at("W0", 0, S0, I0), at("W1", 4, S0, I0)])) == []
    both = (at("W0", 0, S0, I0), at("W1", 3, S0, I0))
    text = Text(
        "timetable.interpreter_day_programme", interpreter=Ref(I0), on=BEGINS[0].date(), found=2, most=1, taken=2
    )
    assert list(interpreter_day_is_humane(OPENING, both)) == [Violation(text, both)]


def test_interpreter_gets_a_pause_after_the_programme() -> None:
    assert list(interpreter_gets_a_pause(OPENING, [at("W0", 4, S0, I0)])) == []
    after = at("W0", 3, S0, I0)
    text = Text("timetable.interpreter_run", interpreter=Ref(I0), at=BEGINS[1], found=3, most=2)
    assert list(interpreter_gets_a_pause(OPENING, [after])) == [Violation(text, (after,))]


def test_a_long_programme_alone_is_no_fault_of_the_plan() -> None:
    tired = replace(
        OPENING.interpreters[0], programme=frozenset({0, 1, 2}), programme_slots=(3,), hours=ALL - {0, 1, 2}
    )
    problem = with_interpreter(IN_RUSSIAN, tired)
    assert list(interpreter_gets_a_pause(problem, [at("W0", 4, S0, I0)])) == []
    assert len(list(interpreter_gets_a_pause(problem, [at("W0", 3, S0, I0)]))) == 1
