from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.delegation.hotels import hotel_names
from tearoad.delegation.rooming import is_number, rooming
from tearoad.mission import Delegate
from tearoad.names import PersonName
from tearoad.text import Ref, Text
from tearoad.values import Language, LocalText, PersonId

Maker = Callable[..., Delegate]
ZONE = ZoneInfo("Europe/Moscow")
IDS = ("D1", "D2", "D3", "D4", "D5")


def shared(*people: Delegate) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(room.hotel["en"], room.label, room.people) for room in rooming(people, ZONE).rooms]


def told(*people: Delegate) -> list[Text]:
    return [problem.text for problem in rooming(people, ZONE).problems]


def test_two_who_name_each_other_share(person: Maker) -> None:
    people = (person("D1", hotel="H", room="twin", room_with=("D2",)), person("D2", hotel="H", room_with=("D1",)))
    assert (shared(*people), told(*people)) == ([("H", "twin", ("D1", "D2"))], [])


def test_who_names_nobody_shares_with_who_names_them(person: Maker) -> None:
    people = (person("D1", hotel="H", room_with=("D2",)), person("D2", hotel="H"), person("D3", hotel="H"))
    assert shared(*people) == [("H", "", ("D1", "D2")), ("H", "", ("D3",))]


def test_one_says_b_and_b_says_c(person: Maker) -> None:
    people = (
        person("D1", hotel="H", room_with=("D2",)),
        person("D2", hotel="H", room_with=("D3",)),
        person("D3", hotel="H", room_with=("D2",)),
    )
    assert told(*people) == [Text("delegation.rooms_contradict", one=Ref("D1"), other=Ref("D2"), third=Ref("D3"))]
    assert shared(*people) == [("H", "", ("D1",)), ("H", "", ("D2", "D3"))]


def test_one_number_in_one_hotel_is_one_room(person: Maker) -> None:
    people = (
        person("D1", hotel="H", room="412"),
        person("D2", hotel="H", room="412"),
        person("D3", hotel="I", room="412"),
    )
    assert shared(*people) == [("H", "412", ("D1", "D2")), ("I", "412", ("D3",))]


def test_roommates_in_two_hotels_or_with_two_numbers_are_told(person: Maker) -> None:
    apart = (person("D1", hotel="H", room_with=("D2",)), person("D2", hotel="I"))
    assert told(*apart) == [
        Text("delegation.rooms_two_hotels", one=Ref("D1"), other=Ref("D2"), hotels=(Ref("H"), Ref("I")))
    ]
    doors = (person("D1", hotel="H", room="1", room_with=("D2",)), person("D2", hotel="H", room="2"))
    assert told(*doors) == [Text("delegation.rooms_two_numbers", one=Ref("D1"), other=Ref("D2"), numbers="1 / 2")]
    assert shared(*doors) == [("H", "1", ("D1",)), ("H", "2", ("D2",))]


def test_one_hotel_in_two_spellings_is_one_hotel(person: Maker) -> None:
    both, agent_s = LocalText("Linden", ru="Липа"), LocalText(ru="ЛИПА")
    people = (
        replace(person("D1", room="412"), hotel=agent_s),
        replace(person("D2", room="412"), hotel=both),
        replace(person("D3", room="7"), hotel=LocalText("linden", "椴树")),
    )
    found = rooming(people, ZONE)
    assert [(room.label, room.people) for room in found.rooms] == [("7", ("D3",)), ("412", ("D1", "D2"))]
    assert found.hotels == (LocalText("Linden", "椴树", "ЛИПА"),)
    assert hotel_names(people, Language.ZH) == dict.fromkeys(("Linden", "椴树", "ЛИПА"), "椴树")


def test_strangers_stay_as_written_and_who_has_no_hotel_is_listed(person: Maker) -> None:
    found = rooming((person("D1", hotel="H", room_with=("Driver",)), person("D2")), ZONE)
    assert ([room.strangers for room in found.rooms], found.without) == ([("Driver",)], ("D2",))


@pytest.mark.parametrize(
    ("label", "number"),
    [("412", True), ("B-07", True), ("single", False), ("2-bed room", False), ("1 double", False), ("", False)],
)
def test_a_door_number_is_no_type_of_room(label: str, number: bool) -> None:  # noqa: FBT001  # a parameter of the test
    assert is_number(label) is number


people = st.builds(
    lambda id_, hotel, room, mates: Delegate(
        PersonId(id_), PersonName(latin=id_), hotel=LocalText(hotel), room=room, room_with=tuple(mates)
    ),
    st.sampled_from(IDS),
    st.sampled_from(["", "H", "I"]),
    st.sampled_from(["", "1", "2", "single"]),
    st.lists(st.sampled_from([*IDS, "X"]), max_size=2),
)


@given(st.lists(people, unique_by=lambda delegate: delegate.id, max_size=5))
def test_everyone_with_a_hotel_sleeps_once(delegates: list[Delegate]) -> None:
    found = rooming(delegates, ZONE)
    beds = Counter(who for room in found.rooms for who in room.people)
    assert set(beds.values()) <= {1}
    assert {delegate.id for delegate in delegates if delegate.hotel} <= set(beds)
    assert set(found.without) == {delegate.id for delegate in delegates if not delegate.hotel}
    assert found == rooming(list(reversed(delegates)), ZONE)
