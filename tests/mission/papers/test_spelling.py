from __future__ import annotations

from tearoad.mission.papers import spelling
from tearoad.mission.papers.spelling import Spelling
from tearoad.names import FirmName, PersonName
from tearoad.values import Language


def test_a_reader_meets_their_own_script_first_and_loses_no_spelling() -> None:
    name = FirmName("贵州绿岭茶业", "Guizhou Lyuling", "Гуйчжоу Люйлин")
    assert spelling.firm(name, Language.ZH) == Spelling("贵州绿岭茶业", ("Гуйчжоу Люйлин", "Guizhou Lyuling"))
    assert spelling.firm(name, Language.RU) == Spelling("Гуйчжоу Люйлин", ("贵州绿岭茶业", "Guizhou Lyuling"))
    assert spelling.firm(name, Language.EN) == Spelling("Guizhou Lyuling", ("贵州绿岭茶业", "Гуйчжоу Люйлин"))


def test_a_name_without_the_readers_script_stands_in_latin_letters_first() -> None:
    assert spelling.person(PersonName("Иванова", "Ivanova"), Language.ZH) == Spelling("Ivanova", ("Иванова",))
    assert spelling.person(PersonName("王伟", "Wang Wei"), Language.RU) == Spelling("Wang Wei", ("王伟",))


def test_a_name_with_neither_stands_in_its_own() -> None:
    assert spelling.person(PersonName("Иванова"), Language.ZH) == Spelling("Иванова")


def test_a_chains_banner_leads() -> None:
    name = FirmName("АО «Торговый дом Поляна»", banner="Поляна")
    assert spelling.firm(name, Language.RU) == Spelling("Поляна", ("АО «Торговый дом Поляна»",))


def test_no_name_at_all_is_an_empty_spelling() -> None:
    assert spelling.person(PersonName(), Language.EN) == Spelling("")
