from __future__ import annotations

from tearoad.companies import Buyer, Contact, Exporter, Product, Want
from tearoad.companies.missing import missing
from tearoad.names import FirmName, PersonName
from tearoad.text import Text
from tearoad.values import CountryCode, HSCode, PartyId

CONTACT = Contact(PersonName("Пётр Примеров"), phone="+74950000000")


def test_a_whole_entry_lacks_nothing() -> None:
    product = Product(FirmName("绿茶"), HSCode.parse("090210"))
    tea = Exporter(
        PartyId("E1"),
        FirmName("绿茶", "Green Tea"),
        registration_number="91520000",
        products=(product,),
        contact=CONTACT,
    )
    assert missing(tea) == ()


def test_what_is_not_there_is_named_in_the_order_of_asking() -> None:
    assert [text.code for text in missing(Buyer(PartyId("B1"), FirmName("ООО «Пример»")))] == [
        "companies.missing_reach",
        "companies.missing_person",
        "companies.missing_latin",
        "companies.missing_number",
        "companies.missing_country",
        "companies.missing_wants",
    ]


def test_goods_without_a_code_are_counted() -> None:
    buyer = Buyer(
        PartyId("B1"), FirmName("Chain"), "7701", CountryCode("RU"), wants=(Want("чай"), Want("мёд")), contact=CONTACT
    )
    assert missing(buyer) == (Text("companies.missing_hs", count=2),)
