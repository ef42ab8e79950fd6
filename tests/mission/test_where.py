from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.mission import LocalText, NameOverride
from tearoad.mission.where import Spots, ids_in
from tearoad.values import Language
from tests.programme.trips import MISSION, item

ZH, RU, EN = Language.ZH, Language.RU, Language.EN
NAMES = {"B003": "ООО «Пример»", "T1": "Стол 1"}


def called(place: LocalText, language: Language = RU) -> str:
    return Spots(MISSION, NAMES, language).called(place)


def test_an_id_is_called_by_its_name() -> None:
    assert (called(LocalText("B003")), called(LocalText("T1"))) == ("ООО «Пример»", "Стол 1")


@pytest.mark.parametrize("written", ["Table 1", "table 1", "1号桌"])
def test_any_spelling_of_one_of_the_mission_s_places_is_that_place(written: str) -> None:
    table = replace(MISSION.places[0], name=LocalText("Table 1", "1号桌", "Стол первый"))
    spots = Spots(replace(MISSION, places=(table, *MISSION.places[1:])), {}, RU)
    assert spots.called(LocalText(written)) == "Стол первый"


def test_the_venue_is_called_as_the_mission_calls_it() -> None:
    venue = LocalText("Expo hall (fictional)", "博览馆（虚构）", "Экспозал (вымышлен)")
    spots = Spots(replace(MISSION, venue=venue), {}, RU)
    assert [spots.called(LocalText.by_letters(text)) for text in venue.written] == [venue["ru"]] * 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LocalText("Warehouse of B003", "B003的仓库", "Склад B003"), "Склад ООО «Пример»"),
        (LocalText(zh="B003的仓库"), "ООО «Пример»的仓库"),
        (LocalText("Gate B0031 of B9"), "Gate B0031 of B9"),
    ],
)
def test_the_id_of_a_firm_inside_a_place_is_shown_as_its_name(text: LocalText, said: str) -> None:
    assert called(text) == said


def test_a_hall_that_looks_like_a_firm_stays_a_hall() -> None:
    place = replace(MISSION.places[0], hall="B003")
    spots = Spots(replace(MISSION, places=(place,)), NAMES, RU)
    assert spots.called(LocalText("Hall B003, stage")) == "Hall B003, stage"


def test_a_reader_gets_the_nearest_language_and_the_mission_s_own_wording() -> None:
    assert called(LocalText(zh="滨河路1号")) == "滨河路1号"
    worded = replace(MISSION, overrides=(NameOverride("City hall", LocalText("City hall", "市政厅", "Мэрия")),))
    assert Spots(worded, {}, RU).called(LocalText("City hall")) == "Мэрия"


def test_changes_tell_two_places_apart_even_where_the_reader_calls_them_the_same() -> None:
    before, after = LocalText(zh="展台", ru="Зал 7"), LocalText(zh="展台", ru="Зал 8")
    items = (item("P1", "10", "11", place=before), item("P1", "10", "11", place=after))
    assert Spots(MISSION, {}, ZH).of(items) == {}
    assert Spots(MISSION, {}, RU).of(items) == {"展台": "Зал 8", "Зал 7": "Зал 7", "Зал 8": "Зал 8"}


def test_what_may_be_an_id_is_looked_up() -> None:
    found = ids_in(item("P1", "10", "11", place=LocalText("Warehouse of B003"), host=LocalText("E01")))
    assert found == {"Warehouse of B003", "B003", "E01"}


def test_a_place_called_by_marks_alone_is_none_of_the_mission_s() -> None:
    nameless = replace(MISSION.places[0], name=LocalText("***", "Table 1"))
    assert Spots(replace(MISSION, places=(nameless,)), {}, RU).called(LocalText("?")) == "?"
