"""The catalogue: only public facts, what fits first, found by any word, and the same from the page's facts as PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.companies import Buyer, Exporter, Want
from tearoad.journey.example import example_files, example_mission
from tearoad.matching.papers.catalogue import Catalogue, catalogue, catalogue_pdf, firms_sought
from tearoad.values import HSCode, Language

STAMP = datetime(2027, 1, 2, tzinfo=UTC)
FILES = example_files(Language.EN)
FIRMS, BUYER = FILES.exporters, FILES.buyers[0]


def made(
    language: Language = Language.EN, buyer: Buyer | None = BUYER, firms: tuple[Exporter, ...] = FIRMS
) -> Catalogue:
    return catalogue(example_mission(), firms, language, buyer)


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))


def test_a_buyer_finds_what_fits_first_with_the_reason_and_everybody_else_on_request() -> None:
    found = made()
    assert [(firm.id, firm.fits, bool(firm.why)) for firm in found.firms] == [
        ("E01", True, True),
        ("E02", False, False),
    ]
    assert [firm.id for firm in firms_sought(found)] == ["E01"]
    assert [firm.id for firm in firms_sought(found, everyone=True)] == ["E01", "E02"]


def test_a_buyer_whom_nothing_fits_sees_all_and_a_catalogue_for_all_names_no_buyer() -> None:
    strange = replace(BUYER, wants=(Want("locomotives", HSCode("860110")),))
    assert [firm.id for firm in firms_sought(made(buyer=strange))] == ["E01", "E02"]
    everybody = made(buyer=None)
    assert (everybody.reader, everybody.seeks, [firm.why for firm in everybody.firms]) == ("", (), [(), ()])


@pytest.mark.parametrize("words", ["chili", "辣椒", "ЧИЛИ", "Example Two", "2103.90"])
def test_a_firm_is_found_by_goods_name_and_code_in_any_script(words: str) -> None:
    assert [firm.id for firm in firms_sought(made(), words)] == ["E02"]


@settings(max_examples=40)
@given(st.text(max_size=30))
def test_no_search_is_a_fault_and_finds_firms_of_the_catalogue_only(words: str) -> None:
    found = made()
    assert set(firms_sought(found, words)) <= set(found.firms)


def test_a_no_changes_nothing_in_it() -> None:
    secretive = tuple(replace(firm, do_not_meet=(str(BUYER.id),)) for firm in FIRMS)
    assert made(firms=secretive) == made()
    assert made(buyer=replace(BUYER, do_not_meet=("E01",))) == made()


@pytest.mark.parametrize("language", list(Language))
def test_the_pdf_says_what_the_page_says_and_neither_price_nor_contact(language: Language) -> None:
    found = made(language)
    said = text_of(catalogue_pdf(found, STAMP)).replace("\r\n", " ")
    firm = found.firms[0]
    for words in (found.name, found.reader, firm.name, firm.goods[0].name, *firm.papers, found.labels.why):
        assert "".join(words.split()) in "".join(said.split())
    assert FIRMS[1].name.latin not in said
    contacts = [part for exporter in FIRMS for part in (exporter.contact.phone, exporter.contact.email) if part]
    prices = [str(product.price.money.amount) for exporter in FIRMS for product in exporter.products if product.price]
    assert [part for part in (*contacts, *prices) if part in said] == []
    assert catalogue_pdf(found, STAMP) == catalogue_pdf(found, STAMP)


def test_marks_alone_find_no_firm() -> None:
    assert firms_sought(made(), "%") == ()
