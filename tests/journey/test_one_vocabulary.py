"""Whatever people call a language, a country, hours or a unit, each column that holds one understands it alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tearoad.journey.example import example_mission
from tearoad.journey.tables import TABLE_KINDS, RowJudge
from tearoad.mission.interpreters_sheet import INTERPRETERS
from tearoad.rows import Codec
from tearoad.rows.codecs import COUNTRY, CURRENCY, LANGUAGES_SPOKEN, WINDOWS
from tearoad.rows.in_three import LANGUAGE_CHOICES
from tearoad.values import Language

FIRST = {
    "exporters": {"id": "E1", "name_latin": "Example Tea", "product_latin": "Green tea", "hs": "090210"},
    "buyers": {"id": "B1", "name_latin": "Example Trade", "want": "tea", "want_hs": "090210", "country": "RU"},
    "applications": {"id": "A1", "name_latin": "Example Tea", "received_at": "2022-10-10 09:30"},
    "interpreters": {"id": "I1", "native": "Примерова Анна", "pairs": "zh<>ru"},
    "delegates": {"id": "D1", "native": "李示例"},
    "posts": {
        "id": "P1",
        "kind": "consulate",
        "name_en": "Consulate",
        "source": "made up",
        "retrieved_on": "2026-01-01",
    },
    "costs": {"id": "C1", "what_en": "Stand", "kind": "stand", "amount": "100", "key": "equally"},
    "rates": {"base": "GBP", "quote": "USD", "rate": "7.5", "on": "2026-01-01", "by": "made up"},
}
"""Of each kind whose cells hold such a thing, the least that a row says."""
PAIRS = INTERPRETERS.field_of["pairs"].codec
WORDS: dict[str, tuple[Callable[[Codec[Any]], bool], tuple[tuple[str, ...], ...]]] = {
    "languages": (
        lambda codec: codec.read is LANGUAGES_SPOKEN.read,
        (
            (
                "zh; ru",
                "中文、俄语",
                "中俄",
                "Chinese and Russian",
                "китайский, русский",
                "кит./рус.",
                "汉语，俄文",
                "ZH/RU",
            ),
            ("en", "英文", "英語", "English language", "английский язык", "анг.", "по-английски", "eng"),
            ("ky", "Kyrgyz", "кыргызский", "киргизский язык", "吉尔吉斯语"),
        ),
    ),
    "country": (
        lambda codec: codec.read is COUNTRY.read,
        (
            ("RU", "Россия", "俄罗斯", "俄国", "Russian Federation", "РФ", "россия (Казань)"),
            ("RU", "rus", "Российская Федерация", "俄联邦"),
        ),
    ),
    "papers in": (
        lambda codec: codec.choices is LANGUAGE_CHOICES,
        (
            ("en", "English", "英文", "英语", "английский", "англ.", "по-английски"),
            ("zh", "Chinese", "简体中文", "普通话", "китайский язык", "кит."),
            ("ru", "Russian language", "俄文", "俄語", "русский", "по-русски"),
        ),
    ),
    "pairs": (
        lambda codec: codec is PAIRS,
        (
            (
                "zh<>ru",
                "中文、俄语",
                "русский, китайский",
                "Chinese & Russian",
                "русско-китайский",
                "中俄互译",
                "俄语和中文",
            ),
            ("zh<>en", "中英", "английский и китайский", "Chinese - English", "英文/中文"),
        ),
    ),
    "hours": (
        lambda codec: codec.read is WINDOWS.read,
        (
            ("10-12", "10点到12点", "с 10 до 12", "daily 10:00-12:00", "ежедневно 10-12", "每天10-12"),
            ("morning", "только утром", "仅上午", "mornings only"),
        ),
    ),
    "currency": (
        lambda codec: codec.read is CURRENCY.read,
        (("CNY", "元", "人民币", "юань", "RMB", "¥"), ("EUR", "€", "欧元", "евро", "euro")),
    ),
}
BY_FIELD = {
    ("interpreters", "max_hours"): ("6", "6 ч", "6小时", "6 hours", "до 6 часов в день", "最多6小时", "up to 6 h"),
    ("interpreters", "min_hours"): ("4", "от 4 ч.", "至少4小时", "at least 4 hours a day", "4 h/day"),
    ("interpreters", "rate"): ("EUR 25/hour", "25 евро в час", "25欧元/小时", "€25 an hour", "25 € / ч"),
    ("exporters", "hs"): ("090210", "HS code 0902.10", "ТН ВЭД 0902 10", "税号0902.10", "海关编码：090210"),
    ("posts", "country"): ("RU", "Россия", "俄罗斯", "Russian Federation", "俄联邦"),
    ("exporters", "staff_per_day"): ("2", "2 чел.", "2人", "2 people"),
}
UNITS = (
    *("500 kg", "500公斤", "500千克", "500 кг", "500 килограммов"),
    *("20 箱", "20 коробок", "20 cartons", "3 柜", "3 контейнера"),
)


def cases() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield every column of every kind whose codec holds something that has names, with names of one thing each."""
    for fits, words in WORDS.values():
        for table in TABLE_KINDS.values():
            for field, row_field in table.said.field_of.items():
                if fits(row_field.codec) and field in table.by_field:
                    yield from ((table.name, field, alike) for alike in words)
    yield from ((table, field, alike) for (table, field), alike in BY_FIELD.items())


def cell_of(table: str, field: str, text: str) -> str:
    """Return a cell as it is written back, after a person wrote it."""
    judge = RowJudge(TABLE_KINDS[table], example_mission(), tuple, Language.EN)
    judged = judge.judge([FIRST[table] | {field: text}], {(0, field)})
    assert (judged.faults, len(judged.entries)) == ((), 1), text
    return judge.lines_of(judged.entries[0])[0][field]


@pytest.mark.parametrize(("table", "field", "alike"), tuple(cases()))
def test_every_name_of_a_thing_is_understood_alike(table: str, field: str, alike: tuple[str, ...]) -> None:
    assert {text: cell_of(table, field, text) for text in alike} == dict.fromkeys(
        alike, cell_of(table, field, alike[0])
    )


def test_columns_of_every_such_codec_are_met() -> None:
    met = {(table, field) for table, field, _alike in cases()}
    assert {
        *(("exporters", "languages"), ("buyers", "languages"), ("delegates", "languages"), ("interpreters", "pairs")),
        *(("buyers", "windows"), ("interpreters", "hours"), ("interpreters", "paper_language")),
        *(("costs", "currency"), ("rates", "base"), ("rates", "quote")),
    } <= met


@pytest.mark.parametrize("written", UNITS)
def test_a_unit_stays_as_it_was_written(written: str) -> None:
    assert cell_of("exporters", "minimum_order", written).replace(" ", "") == written.replace(" ", "")


@pytest.mark.parametrize("written", ["Кыргызстан", "Киргизия", "吉尔吉斯", "Kyrgyz Republic", "kgz"])
def test_a_buyer_of_another_country_is_taken_in_whatever_it_is_called(written: str) -> None:
    assert cell_of("buyers", "country", written) == "KG"
