"""What of a programme cannot be held."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tearoad.mission import Absence
from tearoad.programme import conflicts, programme_hours
from tearoad.text import Ref, Text
from tearoad.values import Language, PartyId, Window
from tearoad.words import say
from tearoad.words.catalogue import day
from tests.programme.trips import FIRM, FIRST, at, found, helper, item, judged, person, scene


def test_two_items_at_once_for_one_person() -> None:
    programme_item, other = item("P1", "8", "9", must=("D3",)), item("P2", "8:30", "9:30", speaks=("D3",))
    assert found(programme_item, other) == [("twice", "P2", ("D3",), "P1")]
    assert found(programme_item, item("P2", "9", "10", speaks=("D3",))) == []
    assert found(programme_item, item("P2", "8:30", "9:30", may=("D3",))) == []


def test_an_office_or_firm_stands_for_its_people() -> None:
    programme_item, other = item("P1", "8", "9", must=("Commerce",)), item("P2", "8:30", "9:30", must=("D3", FIRM.id))
    assert found(programme_item, other) == [("twice", "P2", ("D3",), "P1")]
    assert found(item("P1", "8", "9", must=(FIRM.id,)), item("P2", "8", "9", must=("D2",))) == [
        ("twice", "P2", ("D2",), "P1")
    ]


def test_a_conflict_is_explained() -> None:
    (conflict,) = judged(item("P1", "8", "9", must=("D3",)), item("P2", "8:30", "9:30", must=("D3",)))
    assert conflict.text == Text(
        "programme.twice", who=(Ref("D3"),), item=Ref("P2"), other=Ref("P1"), start=at(0, "8:30"), end=at(0, "9")
    )
    assert say(conflict.text, Language.EN, {"P1": "Opening", "P2": "Tasting", "D3": "Li"}).startswith(
        "Tasting overlaps with Opening"
    )


def test_too_short_between_places_of_the_mission() -> None:
    programme_item = item("P1", "8", "9", must=("D3",), place="T1")
    assert found(programme_item, item("P2", "9:10", "9:30", must=("D3",), place="DESK1")) == [
        ("too_far", "P2", ("D3",), "P1")
    ]
    (far,) = judged(programme_item, item("P2", "9:10", "9:30", must=("D3",), place="DESK1"))
    assert (far.text["minutes"], far.text["needed"]) == (10, 20)
    assert found(programme_item, item("P2", "9:20", "9:30", must=("D3",), place="DESK1")) == []
    assert found(programme_item, item("P2", "9:10", "9:30", must=("D3",), place="A free text")) == []
    assert found(programme_item, item("P2", "9:10", "9:30", must=("D1",), place="DESK1")) == []


def test_who_must_come_is_there() -> None:
    late, early = person("D3", arrives_at=at(0, "9")), person("D3", leaves_at=at(2, "9"))
    always = person("D4", arrives_at=at(0, "0"), leaves_at=at(2, "23"))
    seminar = item("P1", "8", "10", must=("D3",))
    assert found(seminar, delegates=(late, always)) == [("not_there_yet", "P1", ("D3",), "")]
    assert found(seminar, delegates=(early, always)) == []
    assert found(item("P1", "8", "10", day=2, must=("D3",)), delegates=(early, always)) == [
        ("already_left", "P1", ("D3",), "")
    ]
    assert found(item("P1", "8", "10", may=("D3",)), delegates=(late, always)) == []
    away = Absence("D3", Window(at(0, "9"), at(0, "12")))
    assert found(seminar, absences=(away,)) == [("absent", "P1", ("D3",), "")]


def test_a_speaker_attends() -> None:
    late, always = person("D3", arrives_at=at(0, "9")), person("D4", arrives_at=at(0, "0"), leaves_at=at(2, "23"))
    (conflict,) = judged(item("P1", "8", "10", speaks=("D3",)), delegates=(late, always))
    why = Text("programme.why_not_there_yet", at=at(0, "9"))
    assert conflict.text == Text("programme.speaker_away", who=Ref("D3"), item=Ref("P1"), why=why)


def test_an_item_lies_in_the_stay() -> None:
    stays = person("D3", arrives_at=at(1, "8"), leaves_at=at(2, "20"))
    assert found(item("P1", "8", "10", must=("D3",)), delegates=(stays,)) == [("outside_stay", "P1", (), "")]
    assert found(item("P1", "8", "10", day=1, must=("D3",)), delegates=(stays,)) == []


def test_a_day_in_another_year_than_the_fair_is_told_with_its_year() -> None:
    new_year = at(0, "8").replace(year=FIRST.year - 1, month=12, day=30)
    lands = new_year + timedelta(days=1)
    late, always = person("D3", arrives_at=lands), person("D4", arrives_at=new_year, leaves_at=at(2, "23"))
    early = replace(item("P1", "8", "9", must=("D3",)), window=Window(new_year, new_year + timedelta(hours=1)))
    (conflict,) = judged(early, delegates=(late, always))
    with_year = Text("programme.of_year", at=lands, year=FIRST.year - 1)
    assert conflict.text == Text("programme.not_there_yet", who=(Ref("D3"),), item=Ref("P1"), at=with_year)
    sentences = {language: say(conflict.text, language, {"P1": "P", "D3": "Li"}) for language in Language}
    assert sentences == {
        Language.EN: f"Must be at P and arrives only {day(lands, Language.EN)} 08:00 ({lands.year}): Li.",
        Language.ZH: f"必须参加“P”，但 {lands.year}年{day(lands, Language.ZH)} 08:00 才抵达：Li。",
        Language.RU: f"Обязаны быть на «P», но прибывают только {day(lands, Language.RU)} 08:00 ({lands.year} г.): Li.",
    }


def test_an_item_outside_the_stay_in_another_year_says_its_own_day_and_every_year() -> None:
    before = at(0, "8").replace(year=FIRST.year - 1, month=12, day=30)
    stays = person("D3", arrives_at=at(1, "8"), leaves_at=at(2, "20"))
    early = replace(item("P1", "8", "9", must=("D3",)), window=Window(before, before + timedelta(hours=1)))
    (conflict,) = judged(early, delegates=(stays,))
    years = {"at": before, "start": at(1, "8"), "end": at(2, "20")}
    days = {name: Text("programme.of_year", at=moment, year=moment.year) for name, moment in years.items()}
    assert conflict.text == Text("programme.outside_stay", item=Ref("P1"), **days)


def test_an_interpreter_has_hours_for_it() -> None:
    hours = (Window(at(0, "8"), at(0, "12")),)
    works = helper("I1", hours=hours, max_hours_per_day=3)
    assert found(item("P1", "8", "11", interpreters=("I1",)), interpreters=(works,)) == []
    assert found(item("P1", "11", "13", interpreters=("I1",)), interpreters=(works,)) == [
        ("outside_hours", "P1", ("I1",), "")
    ]
    two = (item("P1", "8", "10", interpreters=("I1",)), item("P2", "10", "12", interpreters=("I1",)))
    assert found(*two, interpreters=(works,)) == [("long_day", "P2", ("I1",), "")]
    assert found(item("P1", "8", "10", interpreters=("I1",)), item("P2", "9", "10", interpreters=("I1",))) == [
        ("interpreter_twice", "P2", ("I1",), "P1")
    ]


def test_of_an_item_across_midnight_each_day_has_its_own_hours() -> None:
    works, night = helper("I1", max_hours_per_day=2), (item("P2", "23:30", "23:59", interpreters=("I1",)),)
    late = replace(night[0], window=Window(at(0, "23:30"), at(1, "1:30")))
    zone = scene().mission.fair_zone
    hours = {at(0, "0").date(): timedelta(minutes=30), at(1, "0").date(): timedelta(minutes=90)}
    assert programme_hours(works, [late], zone) == hours
    evening = item("P1", "18", "19:30", interpreters=("I1",))
    assert found(evening, late, interpreters=(works,)) == []
    morning = replace(evening, window=Window(at(1, "8"), at(1, "9")))
    assert found(morning, late, interpreters=(works,)) == [("long_day", "P1", ("I1",), "")]


def test_an_interpreter_works_for_those_who_are_there() -> None:
    works = helper("I1", not_for=(FIRM.id,))
    assert found(item("P1", "8", "9", must=("D1",), interpreters=("I1",)), interpreters=(works,)) == [
        ("not_for", "P1", ("I1", FIRM.id), "")
    ]
    assert found(item("P1", "8", "9", must=("D3",), interpreters=("I1",)), interpreters=(works,)) == []


def test_a_stand_is_not_left_empty_while_the_fair_is_open() -> None:
    programme_item, other = item("P1", "11", "12", must=("D1",)), item("P2", "11:30", "12", must=("D2",))
    assert found(programme_item, other) == [("stand_empty", "P2", (FIRM.id,), "")]
    assert found(programme_item, item("P2", "12", "13", must=("D2",))) == []
    assert found(item("P1", "11", "12", must=(FIRM.id,))) == [("stand_empty", "P1", (FIRM.id,), "")]
    assert found(item("P1", "7", "8", must=(FIRM.id,))) == []
    assert found(item("P1", "11", "12", must=(FIRM.id,)), exporters=(replace(FIRM, stand=""),)) == []
    assert found(programme_item, other, exporters=(replace(FIRM, staff_per_day=(3,)),)) == []


def test_who_takes_no_part_is_named() -> None:
    assert found(item("P1", "8", "9", must=("D9",), may=("D3",))) == [("unknown", "P1", ("D9",), "")]


_clocks = st.integers(8, 19)
_people = st.lists(st.sampled_from(["D1", "D2", "D3", FIRM.id, PartyId("B001")]), max_size=3, unique=True).map(tuple)


@given(st.lists(st.tuples(_clocks, st.integers(1, 3), st.integers(0, 2), _people), max_size=6))
def test_two_at_once_is_found_exactly_where_a_brute_force_finds_it(
    drawn: list[tuple[int, int, int, tuple[str, ...]]],
) -> None:
    items = [
        item(f"P{number}", str(start), str(start + hours), day=day, must=must)
        for number, (start, hours, day, must) in enumerate(drawn)
    ]
    trip = scene(*items)
    expected = {
        (who, *sorted((a.id, b.id)))
        for a in items
        for b in items
        if a.id != b.id and a.window.start_at < b.window.end_at and b.window.start_at < a.window.end_at
        for who in set(trip.people(a.must)) & set(trip.people(b.must))
    }
    found_pairs = {
        (who, *sorted((conflict.item, conflict.other)))
        for conflict in conflicts(trip)
        if conflict.kind.value == "twice"
        for who in conflict.people
    }
    assert found_pairs == expected
