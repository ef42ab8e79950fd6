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


def test_a_name_with_neither_stands_in_its_own_with_its_reading_beside() -> None:
    assert spelling.person(PersonName("Иванова"), Language.ZH) == Spelling("Иванова", ("Ivanova",))
    assert spelling.person(PersonName("李娜"), Language.RU) == Spelling("李娜", ("Li Na",))
    assert spelling.firm(FirmName("ООО «Щедрый край»"), Language.ZH).others == ("OOO «Shchedryi krai»",)


def test_a_spelling_in_letters_that_the_reader_may_not_know_has_its_reading() -> None:
    name = PersonName("李娜", local="Ли На")
    assert spelling.person(name, Language.RU) == Spelling("Ли На", ("李娜", "Li Na"))
    assert spelling.person(PersonName("李娜", "Lena Li", "Ли На"), Language.RU).others == ("李娜", "Lena Li")
    assert spelling.person(PersonName("李娜"), Language.ZH) == Spelling("李娜")


def test_a_sentence_tells_the_reading_only_of_what_few_can_read() -> None:
    assert spelling.person(PersonName("李娜"), Language.RU).in_line(Language.RU) == "李娜 (Li Na)"
    assert spelling.person(PersonName("李娜", local="Ли На"), Language.RU).in_line(Language.RU) == "Ли На"
    assert spelling.person(PersonName("李娜", "Li Na"), Language.RU).in_line(Language.RU) == "Li Na"
    assert spelling.person(PersonName("李娜"), Language.ZH).in_line(Language.ZH) == "李娜"


def test_goods_are_words_and_are_not_read_aloud() -> None:
    assert spelling.goods(FirmName("绿茶"), Language.RU) == Spelling("绿茶")


def test_a_chains_banner_leads() -> None:
    name = FirmName("АО «Торговый дом Поляна»", banner="Поляна")
    assert spelling.firm(name, Language.RU) == Spelling("Поляна", ("АО «Торговый дом Поляна»",))


def test_no_name_at_all_is_an_empty_spelling() -> None:
    assert spelling.person(PersonName(), Language.EN) == Spelling("")
