from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from tearoad.companies import Buyer, Contact, Exporter, Product
from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import search_lines
from tearoad.demo.make import make_mission
from tearoad.names import FirmName, PersonName
from tearoad.people import Actor
from tearoad.values import CountryCode, PartyId
from tests.queries import queries_of

TEA = Exporter(
    PartyId("E1"),
    FirmName("贵州绿茶有限公司", "Guizhou Green Tea Co., Ltd", "Гуйчжоу Зелёный чай"),
    products=(Product(FirmName("绿茶", "Green tea", "Зелёный чай")),),
    city="贵阳",
)
CHAIN = Buyer(
    PartyId("B1"),
    FirmName("ООО «Жёлудь»", banner="Жёлудь"),
    country=CountryCode("RU"),
    city="Москва",
    registration_number="7701-000-111",
    contact=Contact(PersonName("Пётр Примеров"), phone="+74950000000", email="petr@example.org"),
)


@pytest.fixture
def tea(officer: Actor) -> Company:
    return enter(officer, TEA)


@pytest.fixture
def chain(officer: Actor) -> Company:
    return enter(officer, CHAIN)


@pytest.mark.parametrize(
    "words", ["绿茶", "guizhou", "GREEN TEA", "зеленый", "ЗЕЛЁНЫЙ ЧАЙ", "tea guizhou", "贵阳", "гуйчжоу"]
)
def test_a_company_is_found_in_any_script_and_case(signed_in: Client, tea: Company, chain: Company, words: str) -> None:
    page = signed_in.get("/companies/", {"q": words}).content.decode()
    assert (f"/companies/{tea.id}/" in page, f"/companies/{chain.id}/" in page) == (True, False)


@pytest.mark.parametrize("words", ["желудь", "ЖЁЛУДЬ", "zhelud", "7701000111", "москва", "moskva"])
def test_a_buyer_is_found_by_name_number_and_city(signed_in: Client, tea: Company, chain: Company, words: str) -> None:
    page = signed_in.get("/companies/", {"q": words}).content.decode()
    assert (f"/companies/{tea.id}/" in page, f"/companies/{chain.id}/" in page) == (False, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"side": "buyer"}, 1),
        ({"standing": "unknown"}, 2),
        ({"standing": "blocked"}, 0),
        ({"country": "RU"}, 1),
        ({"side": "nobody", "standing": "?", "country": "XX", "page": "abc"}, 2),
        ({"q": "%_"}, 0),
        ({"q": "x" * 200}, 0),
    ],
)
def test_filters_narrow_and_nonsense_is_passed_over(
    signed_in: Client, tea: Company, chain: Company, query: dict[str, str], found: int
) -> None:
    page = signed_in.get("/companies/", query)
    assert page.status_code == 200
    assert sum(f"/companies/{company.id}/" in page.content.decode() for company in (tea, chain)) == found


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(officer: Actor, signed_in: Client, rows: int) -> None:
    for _ in range(rows):
        enter(officer, CHAIN)
    # session, user, membership, countries, count, rows
    assert queries_of(lambda: signed_in.get("/companies/")) == 6


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_a_company_is_shown_with_every_spelling_and_what_is_missing(
    signed_in: Client, tea: Company, language: str
) -> None:
    signed_in.cookies["language"] = language
    page = signed_in.get(f"/companies/{tea.id}/").content.decode()
    assert all(name in page for name in TEA.name.written)
    heading = {"en": TEA.name.latin, "zh-Hans": TEA.name.native, "ru": TEA.name.local}[language]
    assert f"<h1>{heading}</h1>" in page


def test_the_download_opens_in_a_spreadsheet_and_runs_nothing(officer: Actor, signed_in: Client) -> None:
    enter(officer, Buyer(PartyId("B2"), FirmName("=1+1"), city="Omsk"))
    answer = signed_in.get("/companies/companies.csv", {"side": "buyer"})
    text = answer.content.decode()
    assert text.startswith("\ufeffSide,Company")
    assert "'=1+1" in text
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_number_of_a_register_is_found_as_it_is_written_and_bare() -> None:
    """Finds a number that is kept as it is written: what is looked for comes folded."""
    firm = replace(make_mission(2023).exporters[0], registration_number="\uff21B-12/7")
    assert {"ab 12 7", "ab127"} <= set(search_lines(firm).splitlines())
