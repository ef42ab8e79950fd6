from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tearoad.paper import figures
from tearoad.values import Language, LanguageCode


def test_days_are_written_as_each_reader_writes_them() -> None:
    stretch = (date(2023, 2, 27), date(2023, 3, 3))
    assert figures.days(*stretch, Language.ZH) == "2023年2月27日至3月3日"
    assert figures.full_day(date(2023, 2, 7), Language.RU) == "Вторник, 7 февраля"
    assert figures.full_day(date(2023, 2, 7), Language.EN) == "Tuesday 7 February"


def test_no_decimal_is_lost() -> None:
    assert figures.number(Decimal("0.0001"), Language.EN) == "0.0001"
    assert figures.number(Decimal(12000), Language.RU) == "12\u00a0000"
    assert figures.price(Decimal("12.5"), Language.EN) == "12.50"
    assert figures.price(Decimal(1200), Language.ZH) == "1,200"


def test_a_difference_of_clocks_shows_its_sign_and_half_hours() -> None:
    shown = [figures.hours(timedelta(minutes=m)) for m in (300, -210, 0)]
    assert shown == ["+5", "\u22123:30", "0"]


def test_a_phone_is_shown_internationally_and_kept_where_it_is_none() -> None:
    assert figures.phone("+74951234567") == "+7 495 123-45-67"
    assert figures.phone("ask at the desk") == "ask at the desk"
    assert figures.phone("+7 000 000-00-11") == "+7 000 000-00-11"


def test_a_language_without_a_name_shows_its_code() -> None:
    assert figures.language_name(LanguageCode("kk"), Language.RU) == "казахский"
    assert figures.language_name(LanguageCode("qq"), Language.RU) == "qq"
