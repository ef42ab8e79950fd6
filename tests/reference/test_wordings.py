from __future__ import annotations

import pytest

from tearoad.reference import Wording, country_name, place_name, wordings_of_house
from tearoad.values import CountryCode, Language, LocalText

RU = CountryCode("RU")
HOUSE = Wording("Russia", LocalText("Russian Federation", "俄罗斯联邦"))


@pytest.mark.parametrize("written", ["Russia", "RU", "ru", "俄罗斯", "Россия", "РФ"])
def test_a_wording_means_a_country_by_its_code_or_any_of_its_names(written: str) -> None:
    assert country_name(RU, Language.EN, [Wording(written, LocalText("Our name for it"))]) == "Our name for it"


def test_what_a_wording_leaves_empty_is_called_as_usual() -> None:
    assert country_name(RU, Language.RU, [HOUSE]) == "Россия"
    assert place_name("Moscow", Language.RU, [Wording("Moscow", LocalText("Moskva"))]) == "Moscow"


def test_the_mission_s_wording_goes_before_the_house_s() -> None:
    with wordings_of_house(lambda: (HOUSE,)):
        assert country_name(RU, Language.EN) == "Russian Federation"
        assert country_name(RU, Language.EN, [Wording("RU", LocalText("Russia (mission)"))]) == "Russia (mission)"
        assert country_name(RU, Language.ZH, [Wording("RU", LocalText("Russia (mission)"))]) == "俄罗斯联邦"
    assert country_name(RU, Language.EN) == "Russia"


def test_a_place_is_meant_whatever_its_capitals() -> None:
    wordings = [Wording("SAINT  petersburg", LocalText(ru="Петербург (по-нашему)"))]
    assert place_name("Saint Petersburg", Language.RU, wordings) == "Петербург (по-нашему)"
    assert place_name("", Language.RU, [Wording("", LocalText(ru="nothing"))]) == ""


def test_the_house_is_asked_only_where_a_name_is_printed() -> None:
    asked = []

    def read() -> tuple[Wording, ...]:
        asked.append(1)
        return ()

    with wordings_of_house(read):
        assert asked == []
        country_name(RU, Language.EN)
    assert asked == [1]
