"""What a firm corrects of itself: each field alone, found by what stood there, and nothing else of the firm touched."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.companies import Buyer, Contact, Exporter, Quantity, Want
from tearoad.errors import Conflict
from tearoad.journey.example import example_files
from tearoad.matching.asking.profile import (
    CONTACT_FIELDS,
    ProfileChange,
    ProfileField,
    ProfileValue,
    changes_wanted,
    contact_value,
    goods_values,
    with_change,
)
from tearoad.names import PersonName
from tearoad.values import HSCode, Language

FILES = example_files(Language.EN)
FIRM = FILES.exporters[0]
TEA, NUTS = Want("tea", HSCode("0902"), Quantity(Decimal(500), "kg")), Want("nuts", private_label=True)
BUYER = replace(
    FILES.buyers[0],
    wants=(TEA, NUTS),
    contact=Contact(PersonName(latin="Ivan"), phone="+74950000000", email="a@example.org"),
)


def contact_of(party: Exporter | Buyer) -> dict[ProfileField, str]:
    return {field: contact_value(party, field).text for field in CONTACT_FIELDS}


def applied(party: Exporter | Buyer, changes: tuple[ProfileChange, ...]) -> Exporter | Buyer:
    for change in changes:
        party = with_change(party, change)
    return party


def test_who_changes_nothing_proposes_nothing() -> None:
    for party in (BUYER, FIRM):
        assert changes_wanted(party, contact_of(party), goods_values(party)) == ()


def test_wants_are_changed_added_and_taken_out_and_the_rest_of_them_stays() -> None:
    goods = [ProfileValue("tea", Quantity(Decimal(2), "t")), ProfileValue(), ProfileValue("honey"), ProfileValue()]
    changes = changes_wanted(BUYER, contact_of(BUYER), goods)
    assert [(change.before.text, change.after.text) for change in changes] == [
        ("tea", "tea"),
        ("nuts", ""),
        ("", "honey"),
    ]
    found = applied(BUYER, changes)
    assert found == replace(BUYER, wants=(replace(TEA, volume=Quantity(Decimal(2), "t")), Want("honey")))


def test_another_product_loses_the_code_of_the_old_one_and_keeps_the_private_label() -> None:
    (change,) = changes_wanted(BUYER, contact_of(BUYER), [ProfileValue("tea", TEA.volume), ProfileValue("honey")])
    assert applied(BUYER, (change,)) == replace(BUYER, wants=(TEA, Want("honey", private_label=True)))


def test_of_an_exporters_products_only_the_smallest_order_changes() -> None:
    goods = [replace(value, text="something else") for value in goods_values(FIRM)]
    assert changes_wanted(FIRM, contact_of(FIRM), goods) == ()
    goods[0] = replace(goods[0], volume=Quantity(Decimal(7), "t"))
    (change,) = changes_wanted(FIRM, contact_of(FIRM), goods)
    product = replace(FIRM.products[0], minimum_order=Quantity(Decimal(7), "t"))
    assert applied(FIRM, (change,)) == replace(FIRM, products=(product, *FIRM.products[1:]))


@pytest.mark.parametrize(
    ("field", "said", "expected"),
    [
        (ProfileField.PERSON, "Мария Иванова", PersonName(native="Мария Иванова")),
        (ProfileField.PERSON, "Maria Ivanova", PersonName(latin="Maria Ivanova")),
        (ProfileField.PERSON, "王伟", PersonName(native="王伟")),
    ],
)
def test_a_person_is_written_in_their_own_letters(field: ProfileField, said: str, expected: PersonName) -> None:
    changes = changes_wanted(BUYER, contact_of(BUYER) | {field: said}, goods_values(BUYER))
    assert applied(BUYER, changes) == replace(BUYER, contact=replace(BUYER.contact, person=expected))


def test_what_changed_meanwhile_is_not_written_over() -> None:
    changes = changes_wanted(BUYER, contact_of(BUYER) | {ProfileField.PHONE: "+74951111111"}, [])
    moved = replace(BUYER, contact=replace(BUYER.contact, phone="+74952222222"))
    with pytest.raises(Conflict):
        applied(moved, changes)
    gone = changes_wanted(BUYER, contact_of(BUYER), [ProfileValue("tea", None)])
    with pytest.raises(Conflict):
        applied(replace(BUYER, wants=(NUTS,)), gone)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Z", "C"]), max_size=6)


@given(st.dictionaries(st.sampled_from(CONTACT_FIELDS), WORDS), st.lists(WORDS, max_size=4))
def test_after_all_changes_are_taken_over_nothing_differs_any_more(
    contact: dict[ProfileField, str], goods: list[str]
) -> None:
    wanted, values = contact_of(BUYER) | contact, [ProfileValue(text) for text in goods]
    found = applied(BUYER, changes_wanted(BUYER, wanted, values))
    assert contact_of(found) == wanted
    kept = [value for value in goods_values(BUYER)[len(values) :] if value.text]
    assert list(goods_values(found)) == [value for value in values if value.text] + kept or len(goods) < len(
        BUYER.wants
    )
