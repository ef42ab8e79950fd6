from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tearoad.capture.cards import Box, ReadingPlace, Word, WordLine, read_card
from tearoad.capture.cards.sorting.side import read_side
from tearoad.text import Text

CHINESE = [
    "杭州云雾茶叶有限公司",
    "李伟",
    "销售经理",
    "手机：13812345678",
    "邮箱：li.wei@yunwu.example",
    "杭州市文三路8号",
]
ENGLISH = ["Hangzhou Yunwu Tea Co., Ltd.", "Li WEI", "Sales Manager", "+86 138 1234 5678", "liwei@yunwu.example"]
RUSSIAN = ["ООО «Север»", "ЛЕБЕДЕВА", "Анна Петровна", "Закупщик", "Тел.: 8 (843) 249-99-62", "Факс: 8 (843) 249-99-63"]


def line(text: str, row: int, confidence: int = 95) -> WordLine:
    """Return a line of a page, its words beside each other."""
    words, left = [], 100
    for word in text.split():
        right = left + 20 * len(word)
        words.append(Word(word, confidence, Box(left, 100 + 70 * row, right, 140 + 70 * row)))
        left = right + 12
    return WordLine(tuple(words))


@dataclass(frozen=True)
class Typed:
    """A reader whose photos are texts: what stands on them is known."""

    def lines(self, photo: bytes) -> Sequence[WordLine]:
        """Return the lines of a text."""
        return [line(text, row) for row, text in enumerate(photo.decode().splitlines())]


def values(*sides: list[str]) -> dict[str, str]:
    """Return what is suggested for a card whose sides say this."""
    reading = read_card(Typed(), ["\n".join(side).encode() for side in sides])
    return {suggestion.field: suggestion.value for suggestion in reading.suggestions}


def test_a_side_is_sorted() -> None:
    assert values(CHINESE) == {
        "person": "李伟",
        "title": "销售经理",
        "firm": "杭州云雾茶叶有限公司",
        "city": "杭州",
        "phone": "13812345678",
        "email": "li.wei@yunwu.example",
    }


def test_a_name_on_two_lines_is_one_and_a_fax_is_no_telephone() -> None:
    found = values(RUSSIAN)
    assert (found["person"], found["phone"]) == ("ЛЕБЕДЕВА Анна Петровна", "8 (843) 249-99-62")


@pytest.mark.parametrize("turned", [False, True])
def test_the_native_side_comes_first_whichever_was_photographed_first(turned: bool) -> None:  # noqa: FBT001  # a case
    found = values(ENGLISH, CHINESE) if turned else values(CHINESE, ENGLISH)
    assert found["person"] == "李伟 / Li WEI"
    assert found["firm"] == "杭州云雾茶叶有限公司 / Hangzhou Yunwu Tea Co., Ltd."
    assert found["phone"] == "13812345678"
    assert found["email"] == "li.wei@yunwu.example"


def test_what_both_sides_say_is_surer_and_each_value_tells_where_it_was_read() -> None:
    photos = ["\n".join(side).encode() for side in (CHINESE, ENGLISH)]
    reading = read_card(Typed(), photos)
    (phone,) = (suggestion for suggestion in reading.suggestions if suggestion.field == "phone")
    assert phone.confidence == 99
    assert phone.evidence == (ReadingPlace(0, "手机:13812345678"), ReadingPlace(1, "+86 138 1234 5678"))
    assert phone.reasons == (Text("capture.card_label"), Text("capture.card_pattern"))
    assert reading.family == "李"


def test_a_number_that_was_parted_at_its_bracket_is_one() -> None:
    parted = [line("ООО «Север»", 0), line("Лебедева Анна Петровна", 1), line("М8", 2)]
    left = Box(160, 240, 420, 280)
    number = WordLine((Word("(981)", 95, left), Word("281-28-53", 95, left.moved(270, 0))))
    assert read_side([*parted, number]).found["phone"].value == "8 (981) 281-28-53"


def test_an_empty_card_suggests_nothing() -> None:
    assert values([]) == values([], []) == {}
    assert values(["—", "|", "5"]) == {}
