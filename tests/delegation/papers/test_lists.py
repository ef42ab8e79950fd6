from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.delegation.papers.lists import ListCell, buses, name_list, rooms
from tearoad.delegation.papers.roster import Roster
from tearoad.values import Language


def test_the_name_list_stands_by_rank_in_two_scripts(people: Roster) -> None:
    (section,) = name_list(people, Language.RU).sections
    assert [row[1].main for row in section.rows] == ["Чжао Шили", "Цянь Шили", "Сунь Шили"]
    assert section.rows[0][1].more == ("赵示例 · ZHAO Shili",)
    assert [row[3].main for row in section.rows][2] == "Чай «Пример»"


def test_how_a_name_is_said_stands_only_where_it_tells_more(people: Roster) -> None:
    head, deputy, of_firm = people.delegates
    delegates = (replace(head, say="чжао-шили"), replace(deputy, say="чиен шы-ли"), of_firm)
    (section,) = name_list(replace(people, delegates=delegates), Language.EN).sections
    assert [row[1].more[1:] for row in section.rows] == [(), ("чиен шы-ли",), ()]


def test_a_number_is_printed_of_those_who_agreed(people: Roster) -> None:
    (section,) = name_list(people, Language.EN).sections
    assert [row[4].main for row in section.rows] == ["+86 138 0000 0001", "", ""]


def test_the_rooming_list_names_beds_and_who_has_none(people: Roster) -> None:
    alone = replace(people, delegates=tuple(replace(delegate, room_with=()) for delegate in people.delegates))
    hotel, without = rooms(alone, Language.ZH).sections
    assert (hotel.title, hotel.note) == ("Hotel Example", "2间")
    assert [(row[0].main, row[1].main) for row in hotel.rows] == [
        ("双床房", "孙示例 · Сунь Шили"),
        ("401", "赵示例 · Чжао Шили"),
    ]
    assert (without.title, [row[1].main for row in without.rows]) == ("尚未安排酒店", ["钱示例"])


def test_who_did_not_agree_is_counted_and_not_named_to_the_hotel(people: Roster) -> None:
    silent = replace(
        people, delegates=tuple(replace(delegate, consents=(), room_with=()) for delegate in people.delegates)
    )
    hotel, without = rooms(silent, Language.EN).sections
    guest = ListCell("Guest (name not handed on)")
    assert (hotel.note, [row[1] for row in (*hotel.rows, *without.rows)]) == ("2 rooms", [guest] * 3)
    head, deputy, of_firm = silent.delegates
    odd = replace(silent, delegates=(replace(head, room_with=("D1",)), deputy, replace(of_firm, room_with=("O2",))))
    assert "Shili" not in str(rooms(odd, Language.EN).sections)


def test_a_number_that_nobody_agreed_to_print_stands_in_no_bus(people: Roster) -> None:
    arrival, *_ = buses(people, Language.EN).sections
    assert [row[2].main for row in arrival.rows] == ["+86 138 0000 0001", ""]


def test_what_does_not_fit_stands_at_the_end_of_the_rooming_list(people: Roster) -> None:
    head, deputy, of_firm = people.delegates
    odd = replace(people, delegates=(replace(head, room_with=("D1",)), deputy, of_firm))
    last = rooms(odd, Language.EN).sections[-1]
    assert (last.title, [row[0].main for row in last.rows]) == (
        "To be settled",
        ["ZHAO Shili names SUN Shili as roommate, but SUN Shili names QIAN Shili."],
    )


def test_buses_have_a_box_for_everyone(people: Roster) -> None:
    arrival, departure, missing, also_missing = buses(people, Language.EN).sections
    assert (arrival.title, arrival.note) == (
        "Arrival, bus 1 · Sun 5 Feb 09:25",
        "2 people · starts 45 minutes after the last landing",
    )
    assert [(row[0].main, row[1].main) for row in arrival.rows] == [("ZHAO Shili", "ZZ 205"), ("SUN Shili", "–")]
    assert departure.title == "Departure, bus 1 · Sat 11 Feb 17:00"
    assert [[row[0].main for row in section.rows] for section in (missing, also_missing)] == [["QIAN Shili"]] * 2
    assert all(section.tick for section in (arrival, departure, missing, also_missing))


@pytest.mark.parametrize("language", list(Language))
def test_every_list_speaks_every_language(people: Roster, language: Language) -> None:
    assert {make(people, language).head.language for make in (name_list, rooms, buses)} == {language.value}
