"""A pro-forma offer: what it comes to, what it refuses, and what its paper says in two languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.companies import Quantity
from tearoad.errors import InputError
from tearoad.orders import (
    MOST_GOODS,
    OfferedGoods,
    OfferParty,
    PaymentTerm,
    PaymentTerms,
    ProFormaOffer,
    offer_number,
)
from tearoad.orders.offer_paper import offer_paper, offer_pdf
from tearoad.values import HSCode, Incoterm, Language, LocalText, Money
from tearoad.values.document import from_document, to_document

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def goods(quantity: str = "1200", price: str = "4.55", currency: str = "USD", hs: str = "090210") -> OfferedGoods:
    name = LocalText(zh="绿茶", ru="Зелёный чай", en="Green tea")
    return OfferedGoods(name, HSCode(hs), Quantity(Decimal(quantity), "kg"), Money(Decimal(price), currency))


def offer(**more: object) -> ProFormaOffer:
    wanted: dict[str, Any] = {
        "seller": OfferParty(
            LocalText(zh="遵义茶业（虚构）", en="Zunyi Tea (fictional)"), LocalText(zh="遵义"), "9152"
        ),
        "buyer": OfferParty(LocalText(ru="ООО «Пример» (вымышлено)"), LocalText(ru="Москва")),
        "goods": (goods(), goods("3", "0.125")),
        "incoterm": Incoterm.FOB,
        "place": LocalText(zh="上海", ru="Шанхай"),
        "issued_on": ON,
        "valid_until": ON + timedelta(days=30),
        "packing": LocalText(zh="每箱 20 公斤", ru="Короба по 20 кг"),
    }
    return ProFormaOffer(**(wanted | more))


def test_each_amount_is_rounded_and_the_total_is_their_sum() -> None:
    assert [offered_goods.amount.amount for offered_goods in offer().goods] == [Decimal("5460.00"), Decimal("0.38")]
    assert offer().total == Money(Decimal("5460.38"), "USD")


@given(
    st.lists(
        st.tuples(st.decimals("1", "9999", places=3), st.decimals("0.01", "9999", places=4)),
        min_size=1,
        max_size=MOST_GOODS,
    )
)
def test_what_is_printed_adds_up(rows: list[tuple[Decimal, Decimal]]) -> None:
    made = offer(goods=tuple(goods(str(quantity), str(price)) for quantity, price in rows))
    printed = [offered_goods.amount.amount for offered_goods in made.goods]
    assert (sum(printed), [amount.as_tuple().exponent for amount in printed]) == (made.total.amount, [-2] * len(rows))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"second": Language.ZH}, "orders.offer_one_language"),
        ({"goods": ()}, "orders.offer_no_goods"),
        ({"goods": (goods(),) * (MOST_GOODS + 1)}, "orders.offer_no_goods"),
        ({"goods": (goods(), goods(currency="EUR"))}, "orders.offer_currencies"),
        ({"goods": (goods(hs="999999"),)}, "values.hs_code"),
        ({"goods": (goods(currency="XQZ"),)}, "orders.no_currency"),
        ({"goods": (goods("0"),)}, "orders.offer_quantity_wrong"),
        ({"goods": (goods(price="-1"),)}, "orders.offer_price_wrong"),
        ({"goods": (goods(price="0.00001"),)}, "orders.offer_price_wrong"),
        ({"goods": (goods("1", "0.001"),)}, "orders.offer_price_wrong"),
        ({"goods": (goods("999999999", "999999"),)}, "orders.amount_bounds"),
        ({"place": LocalText()}, "orders.offer_no_place"),
        ({"packing": LocalText()}, "orders.offer_no_packing"),
        ({"valid_until": ON - timedelta(days=1)}, "orders.offer_validity"),
        ({"valid_until": ON + timedelta(days=400)}, "orders.offer_validity"),
        ({"note": LocalText(en="x" * 301)}, "orders.too_long"),
    ],
)
def test_offer_that_nobody_could_accept_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as met:
        offer(**wrong)
    assert met.value.text.code == code


@pytest.mark.parametrize(("terms", "code"), [((0, 30), "orders.offer_deposit"), ((30, 366), "orders.offer_days")])
def test_payment_that_is_none_is_refused(terms: tuple[int, int], code: str) -> None:
    with pytest.raises(InputError) as met:
        PaymentTerms(PaymentTerm.OPEN_ACCOUNT, *terms)
    assert met.value.text.code == code


def test_number_names_the_version_from_the_second_on() -> None:
    assert (offer_number(2026, 7, 1), offer_number(2026, 7, 2)) == ("2026-0007", "2026-0007/2")


def test_offer_is_read_back_as_it_was_kept() -> None:
    made = offer(payment=PaymentTerms(PaymentTerm.OPEN_ACCOUNT, days=45), permit="Licence 12")
    assert from_document(ProFormaOffer, to_document(made)) == made


def test_terms_stand_side_by_side_in_both_languages() -> None:
    paper = offer_paper(offer(), "2026-0007")
    assert paper.titles == ("形式发票（报价）", "Проформа-оферта")
    assert paper.parties[0].first == ("遵义茶业（虚构）", "遵义", "注册号 9152")
    assert [term.first + term.second for term in (paper.terms[0], paper.terms[2])] == [
        ("FOB 上海（国际贸易术语解释通则 2020）", "FOB Шанхай (Инкотермс 2020)"),
        ("电汇，定金 30%，余款发货前付清", "Аванс 30 % банковским переводом, остаток до отгрузки"),
    ]
    assert paper.goods[0][1:4] == (("绿茶", "Зелёный чай"), ("0902.10", ""), ("1,200\xa0公斤", "1\xa0200\xa0кг"))
    assert paper.total == ("5,460.38\xa0USD", "5\xa0460,38\xa0USD")


def test_a_place_without_a_blank_stays_in_its_column() -> None:
    content = offer_pdf(offer(place=LocalText(zh="上海", ru="A" * 300)), "2026-0007", AT)
    page = pypdfium2.PdfDocument(content)[0]
    text = page.get_textpage()
    places = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1) == "A"]
    middle, right = page.get_width() / 2, page.get_width() - 18 / 25.4 * 72
    assert (len(places) >= 300, [box for box in places if not middle < box[0] < box[2] <= right + 1]) == (True, [])


def test_paper_is_one_page_with_everything_on_it_and_the_same_bytes_twice() -> None:
    made = offer(permit="Licence 12", goods=(goods(),) * MOST_GOODS)
    content = offer_pdf(made, "2026-0007/2", AT)
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    expected = ("2026-0007/2", "遵义茶业", "Пример", "Короба по 20 кг", "每箱 20 公斤", "Licence 12", "Шанхай")
    assert (len(document), [part for part in expected if part not in text]) == (1, [])
    assert offer_pdf(made, "2026-0007/2", AT) == content
    assert offer_pdf(replace(made, permit=""), "2026-0007/2", AT) != content
