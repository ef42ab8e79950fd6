"""Own stands come from the exporters sheet."""

from __future__ import annotations

from dataclasses import replace

from tearoad.companies import Exporter
from tearoad.mission import LocalText, Mission, Place, PlaceKind, Walk
from tearoad.mission.stands import unknown_in_mission, with_own_stands
from tearoad.names import FirmName
from tearoad.text import Text
from tearoad.values import PartyId, PlaceId


def firm(id_: str, stand: str, hall: str = "7") -> Exporter:
    return Exporter(PartyId(id_), FirmName(latin=id_), stand, hall, staff_per_day=(2, 3, 1))


def test_each_firm_with_a_stand_number_gets_a_stand_in_its_halls_zone(trip: Mission) -> None:
    mission = with_own_stands(trip, [firm("E01", "A1"), firm("E02", "")])
    assert mission.places[-1] == Place(
        PlaceId("A1"), PlaceKind.STAND, LocalText("Stand A1", "A1号展位", "Стенд A1"), "7", "7", PartyId("E01"), 3
    )
    assert len(mission.places) == len(trip.places) + 1


def test_two_firms_on_one_number_get_a_place_each(trip: Mission) -> None:
    mission = with_own_stands(trip, [firm("E01", "A1"), firm("E02", "A1"), firm("E03", "T1")])
    assert [place.id for place in mission.places[-3:]] == ["A1/E01", "A1/E02", "T1/E03"]


def test_a_stand_described_in_the_file_is_left_as_it_is(trip: Mission) -> None:
    own = Place(PlaceId("big"), PlaceKind.STAND, LocalText("Big"), owner=PartyId("E01"))
    mission = replace(trip, places=(own,))
    assert with_own_stands(mission, [firm("E01", "A1")]) == mission


def test_what_the_sheets_know_raises_nothing(trip: Mission) -> None:
    mission = with_own_stands(trip, [firm("E01", "A1")])
    assert unknown_in_mission(mission, {PartyId("E01"), PartyId("B001")}) == ()


def test_an_owner_and_an_end_that_nobody_knows_are_named_with_the_nearest(trip: Mission) -> None:
    mission = replace(trip, walks=(Walk("tabels", "desks", 5),))
    found = unknown_in_mission(mission, {PartyId("B01")})
    assert [(problem.text, problem.hint) for problem in found] == [
        (Text("mission.owner", place="DESK1", owner="B001"), Text("mission.nearest_hint", nearest="B01")),
        (
            Text("mission.walk_end", here="tabels", there="desks", found="tabels"),
            Text("mission.nearest_hint", nearest="tables"),
        ),
    ]
