from __future__ import annotations

import pytest

from tearoad.capture.cards.sorting import firms, persons
from tearoad.capture.cards.sorting.lexicon import chinese_family, is_fathers_name, is_title


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("李伟", "李"),
        ("欧阳娜娜", "欧阳"),
        ("Лебедева Анна Петровна", "Лебедева"),
        ("Анна Петровна Лебедева", "Лебедева"),
        ("Иван Сидоров", "Сидоров"),
        ("Wei LI", "LI"),
        ("Anna Berg", ""),
    ],
)
def test_the_family_name_is_told_in_whatever_order(name: str, family: str) -> None:
    assert persons.family_of(name) == family


@pytest.mark.parametrize("word", ["Иванович", "Петровна", "Ильич", "Никитична", "Фомич", "Сергеевна"])
def test_fathers_names_are_known(word: str) -> None:
    assert is_fathers_name(word)


@pytest.mark.parametrize("word", ["Иван", "Сидорова", "Вич", "Berg"])
def test_other_names_are_no_fathers(word: str) -> None:
    assert not is_fathers_name(word)


def test_titles_are_known_in_three_languages() -> None:
    assert all(map(is_title, ("销售经理", "Генеральный директор", "Head of Procurement", "Закупщик")))
    assert not any(map(is_title, ("李伟", "Анна Лебедева", "Anna Berg")))


def test_a_name_is_likelier_than_a_firm() -> None:
    mail = "anna.berg@northfield.example"
    assert persons.likeness("Anna Berg", mail) > persons.likeness("Northfield Tools", mail)
    assert persons.likeness("+7 843 249", mail) == 0
    assert persons.likeness("Петров Иван Ильич", "") > persons.likeness("Север Торг", "")
    assert persons.likeness("王小明", "") > persons.likeness("品牌", "")


def test_letters_that_look_alike_are_put_as_the_name_has_them() -> None:
    assert persons.spelled_as("Журавлева Полина", "zhuravieva@raduga.example") == "zhuravleva@raduga.example"
    assert persons.spelled_as("Anna Berg", "info@tea.example") == "info@tea.example"
    assert persons.host_spelled_as("厦门东启贸易有限公司", "a@donggi.cn") == "a@dongqi.cn"


def test_a_firm_is_told_by_its_form_or_its_address() -> None:
    assert firms.likeness("ООО «Чайный путь»", "") >= 60
    assert firms.likeness("杭州云雾茶叶有限公司", "") >= 60
    assert firms.likeness("Kestrel Foods", "kestrel.example") > firms.likeness("Anna Berg", "kestrel.example")


def test_noughts_in_front_of_a_firm_are_letters() -> None:
    assert firms.bare_firm("000 «Чайный путь»") == "ООО «Чайный путь»"
    assert firms.bare_firm("| 杭州 云雾 / 茶叶有限公司 |") == "杭州云雾茶叶有限公司"


def test_chinese_families_are_of_one_character_or_two() -> None:
    assert [chinese_family(name) for name in ("王明", "司马光", "龘龘")] == ["王", "司马", ""]


@pytest.mark.parametrize(
    ("latin", "native", "written"),
    [
        ("Wei Li", "李伟", "Li Wei"),
        ("Wei LI", "李伟", "LI Wei"),
        ("Li Wei", "李伟", "Li Wei"),
        ("Jianguo Ouyang", "欧阳建国", "Ouyang Jianguo"),
        ("Li Li", "李丽", "Li Li"),
        ("David Chen", "王伟", "David Chen"),  # nothing tells
        ("Wei", "李伟", "Wei"),
    ],
)
def test_a_chinese_name_in_latin_letters_begins_with_the_family_as_it_does(
    latin: str, native: str, written: str
) -> None:
    assert persons.family_first(latin, native) == written
