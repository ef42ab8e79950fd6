"""How long an item of the programme takes people from the fair."""

from __future__ import annotations

from dataclasses import replace

from tearoad.mission import LocalText, Place, PlaceKind, Walk
from tearoad.programme import Ways
from tearoad.values import PartyId, PlaceId, Window
from tests.programme.trips import FIRM, MISSION, at, item

SITE = Place(PlaceId("W1"), PlaceKind.OFFSITE, LocalText("Warehouse", "仓库", "Склад"), zone="town")
DESK = Place(PlaceId("DESK1"), PlaceKind.DESK, LocalText("Desk"), zone="desks", owner=PartyId("B001"))
WALKS = (Walk("town", "A", 45), Walk("town", "1", 40), Walk("W1", "desks", 60), Walk("A", "1", 10))
"""The tables' zone is A; the firm's stand lies in hall 1."""
WAYS = Ways(replace(MISSION, places=(*MISSION.places, SITE, DESK), walks=WALKS), (FIRM,))


def test_the_way_leads_to_ones_own_stand_or_desk_else_to_the_nearest_place_at_the_fair() -> None:
    assert {base: WAYS.to_fair(LocalText("W1"), base) for base in (None, "A12", "T1", "DESK1", "elsewhere")} == {
        None: 40, "A12": 40, "T1": 45, "DESK1": 60, "elsewhere": 40,
    }  # fmt: skip


def test_a_place_is_known_by_id_zone_and_name_in_any_script() -> None:
    spelled = map(LocalText.by_letters, ("W1", "town", "Склад", "仓库", "warehouse"))
    assert {WAYS.to_fair(text, "T1") for text in spelled} == {45}
    assert [WAYS.to_fair(LocalText.by_letters(written)) for written in ("", "A hotel nobody wrote down")] == [0, 0]


def test_at_the_fair_only_ones_own_stand_is_a_way_off() -> None:
    assert tuple(WAYS.to_fair(LocalText("T1"), base) for base in (None, "T2", "A12")) == (0, 0, 10)


def test_an_item_takes_people_for_the_way_there_and_back() -> None:
    visit = item("P1", "14", "16", place="Warehouse")
    assert WAYS.away(visit) == Window(at(0, "13:20"), at(0, "16:40"))
    assert WAYS.away(visit, "DESK1") == Window(at(0, "13"), at(0, "17"))
    assert WAYS.away(item("P2", "14", "16")) == Window(at(0, "14"), at(0, "16"))


def test_without_walks_there_is_no_way() -> None:
    assert Ways(replace(MISSION, places=(*MISSION.places, SITE), walks=()), (FIRM,)).to_fair(LocalText("W1")) == 0


def test_there_is_no_way_to_a_place_called_by_marks_alone() -> None:
    nameless = replace(SITE, name=LocalText("***"))
    ways = Ways(replace(MISSION, places=(*MISSION.places, nameless), walks=WALKS), (FIRM,))
    assert (ways.to_fair(LocalText("W1"), "T1"), ways.to_fair(LocalText("?"), "T1")) == (45, 0)
