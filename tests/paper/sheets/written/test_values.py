from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.paper.sheets.written.codes import (
    read_country,
    read_currency,
    read_hs_code,
    read_language,
    read_languages,
    write_language,
)
from tearoad.paper.sheets.written.dates import day_of_serial, read_date
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.paper.sheets.written.money import ParsedPrice, read_delivery, read_price
from tearoad.paper.sheets.written.numbers import (
    Amount,
    plain,
    read_amount,
    read_number,
    read_some,
    read_yes_no,
    unmistakable,
)
from tearoad.paper.sheets.written.phones import read_phone
from tearoad.paper.sheets.written.understood import Understood
from tearoad.text import Text
from tearoad.values import CountryCode, HSCode, Incoterm, Language, LanguageCode, Money

FAIR_TIME = date(2023, 2, 7)


@pytest.mark.parametrize(
    "written",
    [
        "7 Feb 2023", "Feb 7, 2023", "7th February", "2023年2月7日", "2月7日", "07.02.2023", "7.2.23", "7/2/2023",
        "2/7/2023 ", "7 февраля 2023 г.", "7 фев", "2023-02-07", "2023-02-07 00:00:00", "2023/2/7",
    ],
)  # fmt: skip
def test_a_date_is_understood_however_it_is_written(written: str) -> None:
    expected = date(2023, 7, 2) if written == "2/7/2023 " else FAIR_TIME
    assert read_date(written, FAIR_TIME) == expected


def test_a_missing_year_is_the_nearest() -> None:
    assert read_date("28 Dec", FAIR_TIME) == date(2022, 12, 28)


@pytest.mark.parametrize(
    "written", ["31.02.2023", "tomorrow", "7 Feb 2023 and more", "45", "", "31 Dec 9999", "1.1.1900"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_date(written, FAIR_TIME)


def test_a_spreadsheet_day_number_is_a_date_within_bounds() -> None:
    assert day_of_serial(44964) == FAIR_TIME
    with pytest.raises(InputError):
        day_of_serial(12)


@pytest.mark.parametrize(
    ("written", "number", "rest"),
    [
        ("500 kg", "500", "kg"),
        ("５００ kg", "500", "kg"),
        ("1,500", "1500", ""),
        ("1 500,5 т", "1500.5", "т"),
        ("1.500,25", "1500.25", ""),
        ("1,234,567.5", "1234567.5", ""),
        ("1,5 т", "1.5", "т"),
        ("0,500", "0.500", ""),
        ("2万箱", "20000", "箱"),
        ("10 тыс. шт", "10000", "шт"),
        ("-3", "-3", ""),
    ],
)
def test_numbers_and_units(written: str, number: str, rest: str) -> None:
    assert read_amount(written) == Amount(Decimal(number), rest)


@pytest.mark.parametrize("written", ["1.5.2", "12,34,56", "many", "5 kg"])
def test_what_is_no_plain_number_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_number(written)


@settings(max_examples=100)
@given(st.decimals(-(10**9), 10**9, places=4))
def test_plain_numbers_read_back(number: Decimal) -> None:
    assert read_number(plain(number)) == number


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("yes", True),
        ("是", True),
        ("да", True),
        ("✓", True),
        ("No", False),
        ("否", False),
        ("нет", False),
        ("0", False),
    ],
)
def test_yes_and_no_in_three_languages(written: str, expected: bool) -> None:  # noqa: FBT001  # a case's outcome
    assert read_yes_no(written) is expected


def test_perhaps_is_neither_yes_nor_no() -> None:
    with pytest.raises(InputError):
        read_yes_no("perhaps")


FOB = ParsedPrice(Money(Decimal("3.20"), "USD"), "kg", Incoterm.FOB, "Qinzhou")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("USD 3.20/kg FOB Qinzhou", FOB),
        ("3.20 USD per kg, FOB Qinzhou", FOB),
        ("$3.20 / kg FOB (Qinzhou)", FOB),
        ("12.5元/箱", ParsedPrice(Money(Decimal("12.5"), "CNY"), "箱")),
        ("1 200,50 руб. за т DDP Москва", ParsedPrice(Money(Decimal("1200.5"), "RUB"), "т", Incoterm.DDP, "Москва")),
        ("3.2", ParsedPrice(Money(Decimal("3.2"), "EUR"))),
    ],
)
def test_prices_as_people_write_them(written: str, expected: ParsedPrice) -> None:
    assert read_price(written, "EUR") == Understood(expected)


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1.500 EUR/t", "1500"), ("EUR 12.000", "12000"), ("3.125 EUR/kg", "3.125"), ("3.1250", "3.125")],
)
def test_three_digits_behind_a_dot_are_doubted_in_a_price(written: str, amount: str) -> None:
    found = read_price(written, "EUR")
    assert found.value.money.amount == Decimal(amount)
    assert [doubt.code for doubt in found.doubts] == ([] if written == "3.1250" else ["sheets.read_as"])


@pytest.mark.parametrize(
    ("written", "amount", "unit", "doubted"),
    [
        ("500 kg", "500", "kg", False),
        ("1.500 kg", "1500", "kg", True),
        ("1.500.000 Stk", "1500000", "Stk", False),
        ("0.125 t", "0.125", "t", False),
        ("1.1250 t", "1.125", "t", False),
        ("20-30 t", "20", "t", True),
        ("2–3 контейнера", "2", "контейнера", True),
        ("от 500 до 700 кг", "500", "кг", True),
        ("约500公斤", "500", "公斤", True),
        ("2万箱", "20000", "箱", False),
    ],
)
def test_how_much_is_read_as_the_least_that_is_sure(written: str, amount: str, unit: str, doubted: bool) -> None:  # noqa: FBT001  # a case's outcome
    found = read_some(written)
    assert (found.value.number, found.value.rest, bool(found.doubts)) == (Decimal(amount), unit, doubted)


@pytest.mark.parametrize("written", ["½ t", "полтонны", "5 × 20 кг"])
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_some(written)


@pytest.mark.parametrize("number", ["1.125", "12.500", "3.1", "1500", "0.125", "-1.125"])
def test_a_number_is_written_so_that_it_reads_back_as_itself(number: str) -> None:
    written = unmistakable(Decimal(number).normalize())
    assert read_some(written) == Understood(Amount(Decimal(number).normalize(), ""))


@pytest.mark.parametrize("written", ["cheap", "XYZ 12", "-3 USD"])
def test_what_is_no_price_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_price(written, "EUR")


def test_delivery_without_a_rule_is_a_place() -> None:
    assert (read_delivery("CIF Vladivostok").incoterm, read_delivery("Vladivostok").named_place) == (
        Incoterm.CIF,
        "Vladivostok",
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("+7 (495) 123-45-67", "+74951234567"),
        ("8 (495) 123-45-67", "+74951234567"),
        ("74951234567", "+74951234567"),
        ("8 495 123-45-67 доб. 12", "+74951234567 ext. 12"),
        ("13800138000", "+8613800138000"),
        ("０８５１－８５５５１２３４", "+8685185551234"),
    ],
)
def test_phones_become_international(written: str, expected: str) -> None:
    assert read_phone(written, ("RU", "CN")).value == expected
    assert read_phone(expected, ("RU", "CN")).value == expected


def test_a_bad_phone_is_kept_as_written_with_a_doubt() -> None:
    read = read_phone("12345", ("RU",))
    assert (read.value, read.doubts) == ("12345", (Text("sheets.bad_phone", found="12345"),))


def test_of_two_phones_the_second_is_named_in_a_doubt() -> None:
    written = "+7 916 123-45-67, +7 495 111-22-33"
    read = read_phone(written, ("RU",))
    assert read.value == "+79161234567"
    assert read.doubts == (Text("sheets.more_phones", found=written, used="+79161234567"),)


@pytest.mark.parametrize(
    ("cell", "digits", "doubted"),
    [
        ("0902.10", "090210", False),
        ("HS 0902 10 00 00", "0902100000", False),
        ("ТН ВЭД 0902100001", "0902100001", False),
        (902.1, "090210", True),
        (90210.0, "090210", True),
        (902100000.0, "0902100000", True),
        (210390.0, "210390", False),
    ],
)
def test_hs_codes_get_their_lost_zero_back(cell: str | float, digits: str, doubted: bool) -> None:  # noqa: FBT001  # a case's outcome
    read = read_hs_code(cell)
    assert (read.value, bool(read.doubts)) == (HSCode(digits), doubted)


@pytest.mark.parametrize(
    "cell", ["0902, 2103", "0902；2103", "0902、2103", "0902/2103", "HS 0902 and 2103", "0902 и 2103"]
)
def test_of_several_hs_codes_the_first_is_meant_and_that_is_told(cell: str) -> None:
    read = read_hs_code(cell)
    assert (str(read.value), [doubt.code for doubt in read.doubts]) == ("0902", ["sheets.more_codes"])


def test_one_hs_code_written_twice_is_one() -> None:
    assert read_hs_code("0902.10; 090210") == Understood(HSCode("090210"))


@pytest.mark.parametrize("cell", ["tea", "090", "1234567890123"])
def test_what_is_no_hs_code_is_refused(cell: str | float) -> None:
    with pytest.raises(InputError):
        read_hs_code(cell)


def test_languages_by_name_and_code() -> None:
    assert read_languages("Chinese, 俄语, английский; kk/ru") == ("zh", "ru", "en", "kk")
    assert read_language("русский язык") == "ru"
    assert read_language("中") == "zh"
    with pytest.raises(InputError):
        read_languages("Klingonian")
    assert [read_language(said) for said in ("Chinese (fluent)", "русский (свободно)", "英语（B2）")] == [
        "zh",
        "ru",
        "en",
    ]


@pytest.mark.parametrize(
    "written", ["Russian (no)", "русский (нет)", "русский (через переводчика)", "Russian (via interpreter)"]
)
def test_a_language_that_a_bracket_takes_back_is_not_read(written: str) -> None:
    with pytest.raises(InputError):
        read_language(written)


@pytest.mark.parametrize("language", Language)
def test_every_written_language_reads_back(language: Language) -> None:
    from babel import Locale  # noqa: PLC0415  # for this test only

    names = map(str, Locale.parse("en").languages)
    codes = [LanguageCode(name) for name in names if len(name) == 2]
    assert [read_languages(write_language(code, language)) for code in codes] == [(code,) for code in codes]


def test_countries_by_name_and_code() -> None:
    assert {read_country(n) for n in ("RU", "Россия", "俄罗斯", "Russian Federation", "РФ")} == {CountryCode("RU")}
    with pytest.raises(InputError):
        read_country("Atlantis")


def test_currencies_by_sign_word_and_code() -> None:
    assert [read_currency(word) for word in ("₽", "рублей", "usd", "元", "zzz")] == ["RUB", "RUB", "USD", "CNY", None]
    assert [read_currency(word) for word in ("XXX", "xts")] == [None, None]


def test_quotation_marks_inside_an_item_stay() -> None:
    assert split_list('ООО "Ромашка"; "a; b"\n"Лютик" ООО;') == ('ООО "Ромашка"', "a; b", '"Лютик" ООО')


@settings(max_examples=100)
@given(st.lists(st.text('ab;"\n；Ж', min_size=1, max_size=8).map(str.strip).filter(bool), max_size=4).map(tuple))
def test_lists_read_back(items: tuple[str, ...]) -> None:
    assert split_list(join_list(items)) == items


@pytest.mark.parametrize("written", ["USD " + "9" * 32, "9" * 14, "3." + "1" * 30])
def test_numbers_that_no_mission_has_are_refused_as_such(written: str) -> None:
    with pytest.raises(InputError) as refused:
        read_price(written, "USD")
    assert refused.value.code == "sheets.number_large"


def test_nothing_between_an_amount_and_its_unit_is_lost() -> None:
    with pytest.raises(InputError) as refused:
        read_price("RUB 1e400/hour", "RUB")
    assert refused.value.code == "sheets.bad_price"


@pytest.mark.parametrize("written", ["CH", "KR", "no"])
def test_a_countrys_code_is_no_language(written: str) -> None:
    with pytest.raises(InputError):
        read_language(written)


def test_languages_as_offices_write_them() -> None:
    assert read_languages("中文（母语）；俄文（流利）") == ("zh", "ru")
    assert read_languages("Chinesisch und Russisch") == ("zh", "ru")
    assert read_languages("zh-Hans, ru_RU, 英文") == ("zh", "ru", "en")
