import pytest
from pypinyin import lazy_pinyin

from tearoad.names import parse_person, to_latin
from tearoad.names.latin import Scheme
from tearoad.names.latin.palladius import syllables, to_pinyin


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Щукин Юрий", "shchukin iurii"),
        ("Әлия Қуанышқызы", "aliia kuanyshkyzy"),
        ("单田芳", "shan tianfang"),
        ("欧阳修远", "ouyang xiuyuan"),
        ("김정은", "kim jongun"),
        ("Müller", "muller"),
        ("Γιώργος", "giorgos"),
    ],
)
def test_a_person_is_written_in_latin_letters(written: str, latin: str) -> None:
    assert to_latin(written, person=True) == latin


@pytest.mark.parametrize(
    ("cyrillic", "pinyin"),
    [
        ("ван", "wang"),
        ("вань", "wan"),
        ("гуйчжоу", "guizhou"),
        ("сяомин", "xiaoming"),
        ("хуэй", "hui"),
        ("цзунъи", "zongyi"),
    ],
)
def test_palladius_is_read_back_into_pinyin(cyrillic: str, pinyin: str) -> None:
    assert to_pinyin(cyrillic) == pinyin


@pytest.mark.parametrize("word", ["пекин", "ромашка", "", "ъ", "петров"])
def test_what_is_not_chinese_is_not_read_as_chinese(word: str) -> None:
    assert to_pinyin(word) is None


def test_every_syllable_of_the_table_reads_back_to_itself() -> None:
    assert {cyrillic: to_pinyin(cyrillic) for cyrillic in syllables()} == syllables()


def test_the_table_knows_the_syllables_of_common_characters() -> None:
    common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
    assert set(lazy_pinyin(common)) - set(syllables().values()) == set()


def test_a_chinese_name_in_cyrillic_has_both_readings() -> None:
    assert [(r.words, r.scheme) for r in parse_person("Ван Сяомин").readings] == [
        (("van", "siaomin"), Scheme.PASSPORT),
        (("wang", "xiaoming"), Scheme.PALLADIUS),
    ]


def test_name_in_a_rarer_script_has_letters_alone() -> None:
    """Finds marks of a foreign script's spelling that are kept: nobody types them when they look for a name."""
    assert to_latin("עברית Тбилиси") == "vryt tbilisi"
