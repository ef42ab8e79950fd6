from __future__ import annotations

from dataclasses import replace

from tearoad.demo.make import make_mission
from tearoad.mission import LocalText, NameOverride
from tearoad.mission.naming import country_called, with_names
from tearoad.mission.papers import booklet, signs
from tearoad.reference import Wording, wordings_of_house
from tearoad.values import CountryCode, Language

FILES = make_mission()
TABLE = next(place for place in FILES.mission.places if place.id == "DESK1").name
RENAMED = replace(
    FILES.mission,
    overrides=(
        NameOverride("莫斯科", LocalText("Moskva (own)", "", "Москва (по-своему)")),
        NameOverride(TABLE["en"], LocalText(zh="采购台（自定）")),
        NameOverride("Yinxi", LocalText("Yinxi (own)")),
    ),
)


def test_any_spelling_of_a_place_gives_the_mission_s_own_in_each_language() -> None:
    found = with_names(RENAMED)
    assert found.city == LocalText("Moskva (own)", "莫斯科", "Москва (по-своему)")
    assert next(place for place in found.places if place.id == "DESK1").name == LocalText(
        TABLE["en"], "采购台（自定）", TABLE["ru"]
    )
    assert found.fair == FILES.mission.fair


def test_a_mission_without_wordings_is_itself() -> None:
    bare = replace(FILES.mission, overrides=())
    assert with_names(bare) is bare


def test_an_organisation_s_wording_holds_for_its_missions_unless_they_have_their_own() -> None:
    with wordings_of_house(lambda: (Wording("Moscow", LocalText("Moscow (house)", "莫斯科（机构）")),)):
        assert with_names(replace(FILES.mission, overrides=())).city["en"] == "Moscow (house)"
        assert with_names(RENAMED).city == LocalText("Moskva (own)", "莫斯科（机构）", "Москва (по-своему)")


def test_a_country_is_called_as_the_mission_calls_it() -> None:
    assert country_called(FILES.mission, CountryCode("RU"), Language.EN) == "Russian Federation"
    assert country_called(RENAMED, CountryCode("RU"), Language.EN) == "Russia"


def test_book_and_signs_carry_the_mission_s_names() -> None:
    firm = replace(FILES.exporters[0], city="Yinxi")
    assert booklet.booklet(RENAMED, (firm,), Language.EN).firms[0].city == "Yinxi (own)"
    names = [sign.names for sign in signs.table_signs(with_names(RENAMED))]
    assert ("采购台（自定）", TABLE["ru"], TABLE["en"]) in names
