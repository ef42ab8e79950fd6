from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from tearoad.companies import BuyerCategory, Decides, Price, Quantity, Want
from tearoad.journey.files import MissionFiles
from tearoad.values import HSCode, Incoterm, Language, LocalText, Money, Window

Reader = Callable[..., MissionFiles]


def test_a_russian_sheet_is_read_whole(read_sheets: Reader) -> None:
    files = read_sheets(
        buyers="""№;Название;ИНН;Страна;Город;Категория;ЛПР;Сам импортирует;Окна;Телефон;Языки;\
Ищет;ТН ВЭД;Объём;Целевая цена;СТМ
B1;ООО «Пример»;0071;Россия;Москва;Торговая сеть;решает;да;вт 14–17;8 (495) 123-45-67;русский, англ.;\
зелёный чай;0902.20;20 т;120 руб./кг DAP Москва;нет
;;;;;;;;;;;соус чили;2103 90;;;да
"""
    )
    (buyer,) = files.buyers
    zone = files.mission.fair_zone
    assert (buyer.registration_number, str(buyer.country), buyer.city) == ("0071", "RU", "Москва")
    assert (buyer.category, buyer.decides, buyer.importer_of_record) == (BuyerCategory.CHAIN, Decides.DECIDES, True)
    assert buyer.windows == (Window(datetime(2027, 2, 9, 14, tzinfo=zone), datetime(2027, 2, 9, 17, tzinfo=zone)),)
    assert buyer.wants == (
        Want(
            "зелёный чай",
            HSCode("090220"),
            Quantity(Decimal(20), "т"),
            Price(Money(Decimal(120), "RUB"), "кг", Incoterm.DAP, LocalText(ru="Москва")),
        ),
        Want("соус чили", HSCode("210390"), private_label=True),
    )
    assert (buyer.contact.phone, buyer.languages) == ("+74951234567", ("ru", "en"))
    assert files.problems == ()


def test_a_phone_alone_is_enough_even_a_bad_one(read_sheets: Reader) -> None:
    files = read_sheets(buyers="id,name,phone\nB1,Пример,12345\n")
    assert files.buyers[0].contact.phone == "12345"
    assert [(p.cell, p.text.code) for p in files.problems] == [("C2", "sheets.bad_phone")]


def test_a_phone_is_read_with_the_rows_own_country(read_sheets: Reader) -> None:
    files = read_sheets(buyers="id,name,country,phone\nB1,Пример,中国,13800138000\n")
    assert files.buyers[0].contact.phone == "+8613800138000"


def test_a_price_that_cannot_be_read_is_left_out_with_a_warning(read_sheets: Reader) -> None:
    files = read_sheets(buyers="id,name,wants,hs,price\nB1,Пример,чай,0902,cheap\n")
    assert files.buyers[0].wants == (Want("чай", HSCode("0902")),)
    assert [(p.cell, p.text.code) for p in files.problems] == [("E2", "sheets.bad_price")]


def test_a_desk_that_is_no_place_of_the_mission_is_left_aside(read_sheets: Reader) -> None:
    files = read_sheets(buyers="id,name,desk\nB1,Пример,T1\nB2,Образец,T7\n")
    assert [(b.id, b.desk) for b in files.buyers] == [("B1", "T1"), ("B2", "")]
    assert [(p.cell, p.text.code) for p in files.problems] == [("C3", "sheets.unknown_reference")]


def test_a_wish_in_three_languages_is_told_to_each_reader_in_theirs(read_sheets: Reader) -> None:
    files = read_sheets(
        buyers="""id,name,wants,wants (English),采购意向（中文）,Ищет (по-русски)
B1,Пример,чай листовой,leaf tea,茶叶,
B2,Образец,,,绿茶,зелёный чай
"""
    )
    first, second = (buyer.wants[0] for buyer in files.buyers)
    assert (first.product, first.said) == ("чай листовой", LocalText("leaf tea", "茶叶"))
    assert {language: first.in_language(language) for language in Language} == {
        Language.EN: "leaf tea",
        Language.ZH: "茶叶",
        Language.RU: "чай листовой",
    }
    assert (second.product in second.said.written, second.in_language(Language.RU)) == (True, "зелёный чай")
