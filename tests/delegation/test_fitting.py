from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tearoad.delegation.agent import TravelLine
from tearoad.delegation.fitting import fit, with_travel
from tearoad.mission import Delegate, LocalText
from tearoad.names import PersonName

Maker = Callable[..., Delegate]
START = datetime(2027, 2, 7, 8, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.fixture
def both(person: Maker) -> tuple[Delegate, ...]:
    return (
        person("D1", name=PersonName("赵晓明", "ZHAO Xiaoming", "Чжао Сяомин")),
        person("D2", name=PersonName("钱丽", "", "")),
    )


@pytest.mark.parametrize("written", ["ZHAO Xiaoming", "Xiaoming ZHAO", "赵晓明", "ЧЖАО СЯОМИН", "ZHAO/XIAOMING MR"])
def test_a_name_is_known_in_any_script_and_order(both: tuple[Delegate, ...], written: str) -> None:
    (found,) = fit((TravelLine(2, PersonName(written)),), both)
    assert (found.row, found.who) == (2, "D1")


def test_a_name_that_only_sounds_alike_may_be_sure_and_a_wrong_one_is_nobody(both: tuple[Delegate, ...]) -> None:
    found = fit((TravelLine(2, PersonName(latin="QIAN LI")), TravelLine(3, PersonName(latin="SMITH John"))), both)
    assert [(guess.who, guess.sure) for guess in found] == [("D2", True), (None, False)]


def test_two_rows_of_one_person_are_both_doubtful(both: tuple[Delegate, ...]) -> None:
    found = fit((TravelLine(2, PersonName("赵晓明")), TravelLine(3, PersonName(latin="ZHAO XIAOMING"))), both)
    assert [(guess.who, guess.sure) for guess in found] == [("D1", False), ("D1", False)]


def test_two_people_of_one_name_are_doubtful(person: Maker) -> None:
    name = PersonName("赵晓明", "ZHAO Xiaoming")
    found = fit((TravelLine(2, PersonName("赵晓明")),), (person("D1", name=name), person("D2", name=name)))
    assert [(guess.who, guess.sure) for guess in found] == [("D1", False)]


def test_what_the_agent_leaves_empty_stays(both: tuple[Delegate, ...]) -> None:
    first = with_travel(
        both[0], TravelLine(2, both[0].name, hotel=LocalText("H"), room_with=("QIAN Li",), arrives_at=START), both
    )
    assert (first.hotel, first.room_with, first.arrives_at) == (LocalText("H"), ("D2",), START)
    second = with_travel(first, TravelLine(2, both[0].name, room="412"), both)
    assert (second.hotel, second.room, second.room_with) == (LocalText("H"), "412", ("D2",))


def test_a_hotel_that_the_delegation_knows_keeps_its_spellings(person: Maker) -> None:
    known = LocalText("Linden", "椴树", "Липа")
    guests = (person("D1"), person("D2", hotel=known))
    line = TravelLine(2, guests[0].name, hotel=LocalText(ru="ЛИПА"))
    assert [with_travel(guest, line, guests).hotel for guest in guests] == [known, known]


def test_a_departure_before_the_arrival_is_not_taken(both: tuple[Delegate, ...]) -> None:
    line = TravelLine(2, both[0].name, arrives_at=START, leaves_at=START - timedelta(days=1))
    found = with_travel(both[0], line, both)
    assert (found.arrives_at, found.leaves_at) == (None, None)


def test_a_row_named_by_marks_alone_means_nobody(person: Maker) -> None:
    found = fit((TravelLine(2, PersonName("%")),), (person("D1", name=PersonName("***")),))
    assert [(guess.who, guess.sure) for guess in found] == [(None, False)]
