from dataclasses import replace

from tearoad.timetable.repair import CalledOff, InterpreterAway, PartyShort, PersonAway, PlaceClosed, WantedNow
from tests.timetable.small_problems import small_problem

PROBLEM = next(p for p in map(small_problem, range(100)) if p.interpreters and p.pins and max(p.parties[0].staff) > 1)
SLOTS = frozenset({0, 3})


def test_an_interpreter_away_has_no_hours_then() -> None:
    interpreter, *others = PROBLEM.interpreters
    troubled = InterpreterAway(interpreter.id, SLOTS).applied(PROBLEM)
    assert troubled == replace(PROBLEM, interpreters=(replace(interpreter, hours=interpreter.hours - SLOTS), *others))


def test_a_party_has_fewer_people_or_nobody() -> None:
    party, *others = PROBLEM.parties
    fewer = tuple(max(0, people - (slot in SLOTS)) for slot, people in enumerate(party.staff))
    assert PartyShort(party.id, SLOTS, 1).applied(PROBLEM).parties == (replace(party, staff=fewer), *others)
    nobody = tuple(0 if slot in SLOTS else people for slot, people in enumerate(party.staff))
    assert PartyShort(party.id, SLOTS).applied(PROBLEM).parties == (replace(party, staff=nobody), *others)


def test_a_person_away_is_missed_by_their_party_once() -> None:
    person, *others = PROBLEM.persons
    problem = replace(PROBLEM, persons=(replace(person, absent=frozenset({0})), *others))
    troubled = PersonAway(person.id, SLOTS).applied(problem)
    assert troubled.persons[0].absent == SLOTS
    assert troubled.parties == PartyShort(person.party, frozenset({3}), 1).applied(problem).parties


def test_a_place_is_closed_beside_what_was_closed() -> None:
    *_, table = PROBLEM.places
    problem = replace(PROBLEM, places=(*PROBLEM.places[:-1], replace(table, closed=frozenset({1}))))
    assert PlaceClosed(table.id, SLOTS).applied(problem).places[-1].closed == {0, 1, 3}


def test_a_meeting_that_is_off_can_begin_nowhere_and_nobody_insists_on_it() -> None:
    wish = PROBLEM.pins[0].wish
    troubled = CalledOff(wish).applied(PROBLEM)
    assert troubled.lookup.wish[wish] == replace(PROBLEM.lookup.wish[wish], starts=frozenset(), must=False)
    assert troubled.pins == ()


def test_a_meeting_that_is_wanted_is_a_must() -> None:
    wish = next(wish for wish in PROBLEM.wishes if not wish.must)
    assert WantedNow(wish.id).applied(PROBLEM).lookup.musts == PROBLEM.lookup.musts | {wish.id}
