from __future__ import annotations

import pytest

from tearoad.delegation.known_words import DIETS, ROOM_KINDS, diet_name, room_name
from tearoad.paper.sheets.cells import folded
from tearoad.values import Language


@pytest.mark.parametrize(
    ("written", "en", "zh", "ru"),
    [
        ("vegetarian; no nuts", "vegetarian; no nuts", "素食；不吃坚果", "вегетарианское питание; без орехов"),
        ("清真，不饮酒", "halal; no alcohol", "清真；不饮酒", "халяль; без алкоголя"),
        ("Аллергия на арахис", "peanut allergy", "花生过敏", "Аллергия на арахис"),
        ("no pork, ask first", "no pork, ask first", "不吃猪肉, ask first", "без свинины, ask first"),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_diet_is_said_in_the_reader_s_language(written: str, en: str, zh: str, ru: str) -> None:
    said = [diet_name(written, language) for language in (Language.EN, Language.ZH, Language.RU)]
    assert said == [en, zh, ru]


@pytest.mark.parametrize(
    ("written", "en", "zh", "ru"),
    [
        ("Single", "Single", "单人间", "одноместный"),
        ("TWN", "TWN", "双床房", "двухместный (две кровати)"),
        ("标间", "twin", "标间", "двухместный (две кровати)"),
        ("полулюкс", "junior suite", "小套房", "полулюкс"),
        ("412", "412", "412", "412"),
        ("Sea view", "Sea view", "Sea view", "Sea view"),
    ],
)
def test_a_room_is_said_in_the_reader_s_language(written: str, en: str, zh: str, ru: str) -> None:
    said = [room_name(written, language) for language in (Language.EN, Language.ZH, Language.RU)]
    assert said == [en, zh, ru]


@pytest.mark.parametrize("words", [ROOM_KINDS, DIETS])
def test_no_word_means_two_things(words: type[object]) -> None:
    every = [folded(word) for choice in words.words.values() for word in dict.fromkeys(choice.every)]  # type: ignore[attr-defined]  # choices of either kind
    assert sorted({word for word in every if every.count(word) > 1}) == []
