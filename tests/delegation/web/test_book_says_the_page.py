"""The delegation's book prints of a firm what the firm's page in the register shows, in each language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies import Certificate, Price, Product, Quantity, Standing
from tearoad.companies.web.models import Company
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.papers import booklet
from tearoad.mission.papers.booklet import FirmPage
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.queries.missions import parties
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import HSCode, Incoterm, Language, LanguageCode, LocalText, Money
from tearoad.words import say
from tests.paper.seen import squeezed
from tests.paper.shown import between, cells, pieces

STAMP = datetime(2027, 2, 1, tzinfo=UTC)


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The example mission; its first firm sells by the carton and by a unit nobody knows, and speaks two languages."""
    files = example_files(Language.EN)
    tea, sauce = files.exporters
    cake = Product(
        FirmName("茶饼", "Tea cake", "Чай в блинах"), HSCode("090230"), None, Quantity(Decimal(40), "箱"),
        Price(Money(Decimal("1250.50"), "CNY"), "箱", Incoterm.EXW, LocalText("Guiyang")),
    )  # fmt: skip
    brick = Product(FirmName("砖茶"), minimum_order=Quantity(Decimal(3), "pallet"))
    papers = (*tea.certificates, Certificate("EAC", "ЕАЭС N RU Д-CN.01", date(2029, 1, 31)), Certificate("ISO 22000"))
    full = replace(
        tea,
        products=(*tea.products, cake, brick),
        certificates=papers,
        languages=(LanguageCode("zh"), LanguageCode("ru")),
    )
    row = make(officer, example_mission())
    write_files(officer, row, replace(files, exporters=(full, sauce)))
    Company.objects.update(standing=Standing.CLEAR)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("language", list(Language))
def test_a_firms_page_of_the_book_says_what_its_page_of_the_register_shows(
    signed_in: Client, mission: Mission, language: Language
) -> None:
    found = parties(mission)
    book = booklet.booklet(found.mission, found.exporters, language)
    made = booklet.papers(found.mission, found.exporters, stamp=STAMP)
    (content,) = (file.content for file in made if file.path == booklet.path(language))
    leaves = [squeezed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(content)]
    assert len(leaves) == 2 + len(book.firms) == 4
    signed_in.cookies["language"] = language.value
    for firm, leaf in zip(book.firms, leaves[2:], strict=True):
        company = Participation.objects.get(mission=mission, code=firm.id).company_id
        page = signed_in.get(reverse("companies-company", args=[company])).content.decode()
        assert _printed(firm) == _shown(page, language)
        assert _not_in_order(firm, leaf) == []


@pytest.mark.parametrize("language", list(Language))
def test_the_contents_name_the_firms_by_their_stands(mission: Mission, language: Language) -> None:
    found = parties(mission)
    firms = booklet.booklet(found.mission, found.exporters, language).firms
    made = booklet.papers(found.mission, found.exporters, stamp=STAMP)
    (content,) = (file.content for file in made if file.path == booklet.path(language))
    contents = squeezed(pypdfium2.PdfDocument(content)[1].get_textpage().get_text_range())
    lines = (
        "".join((firm_page.stand, firm_page.name, " · ".join(firm_page.others), str(n)))
        for n, firm_page in enumerate(firms, start=3)
    )
    assert squeezed("".join(lines)) in contents
    assert [firm.stand for firm in firms] == ["A-01", "A-02"]


Facts = dict[str, object]


def _printed(firm: FirmPage) -> Facts:
    """Return what the book says of a firm, without the marks that only the book sets."""
    return {
        "name": (firm.name, sorted(firm.others)),
        "city": firm.city,
        "languages": list(firm.languages),
        "person": [firm.person, *firm.person_others] if firm.person else [],
        "reach": list(firm.reach),
        "goods": [
            (
                goods_row.name,
                list(goods_row.others),
                _code(goods_row.codes),
                _plain(goods_row.minimum),
                _plain(goods_row.price),
                goods_row.basis,
            )
            for goods_row in firm.goods
        ],
        "certificates": [
            (certificate.kind, certificate.number.removeprefix("№ "), _years(certificate.until))
            for certificate in firm.certificates
        ],
    }


def _shown(page: str, language: Language) -> Facts:
    """Return the same facts as the page shows them."""

    def label(code: str) -> str:
        return say(Text(f"company_pages.{code}"), language)

    facts = dict(_facts(page))
    heading = "".join(pieces(between(page, "<h1>", "</h1>")))
    lead = pieces(between(page, '<p class="lead">', "</p>"))[0].split(" · ")
    names = [facts[label(name)][0] for name in ("name_native", "name_latin", "name_local") if label(name) in facts]
    rows = cells(page)
    reach = [" ".join(facts[label(way)]) for way in ("phone", "email", "messenger") if label(way) in facts]
    goods = [
        _good(row, label("good"), label("hs"), label("minimum_order"), label("asking_price"))
        for row in rows
        if label("good") in row
    ]
    papers = [row for row in rows if label("certificate") in row]
    return {
        "name": (heading, sorted(name for name in names if name != heading)),
        "city": lead[1] if len(lead) > 1 else "",
        "languages": facts[label("languages")][0].split(", ") if label("languages") in facts else [],
        "person": facts.get(label("person"), []),
        "reach": reach,
        "goods": goods,
        "certificates": [
            (row[label("certificate")][0], _said(row[label("number")]), _years(_said(row[label("valid_until")])))
            for row in papers
        ],
    }


def _facts(page: str) -> list[tuple[str, list[str]]]:
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.DOTALL)
    return [("".join(pieces(term)), pieces(description)) for term, description in found]


def _good(row: dict[str, list[str]], good: str, hs: str, least: str, price: str) -> tuple[object, ...]:
    name, *others = row[good]
    price_text, _, basis = _said(row[price]).partition(", ")
    return name, others, _said(row[hs]), _plain(_said(row[least])), _plain(price_text), basis


def _said(cell: list[str]) -> str:
    return " ".join(cell).strip("–")


def _code(codes: tuple[str, ...]) -> str:
    return codes[0].removeprefix("HS ") if codes else ""


def _plain(amount: str) -> list[str]:
    """Return the parts of an amount however they are set: `USD 1,250.50 / 箱` and `1250.50 CNY / 箱` are one."""
    number = re.search(r"\d[\d\s.,\u00a0\u202f]*\d|\d", amount)
    if number is None:
        return []
    figure = re.sub(r"[\s\u00a0\u202f]|,(?=\d{3})", "", number[0]).replace(",", ".")
    rest = amount.replace(number[0], " ").split()
    return [str(Decimal(figure).normalize()), *sorted(rest)]


def _years(until: str) -> list[str]:
    """Return the figures of a day, which the page and the book write in different words."""
    return sorted(re.findall(r"\d+", until))


def _not_in_order(firm: FirmPage, leaf: str) -> list[str]:
    """Return what of a firm does not stand on its leaf behind what the book says before it."""
    goods = (
        part
        for goods_row in firm.goods
        for part in (
            goods_row.name,
            *goods_row.others,
            *goods_row.codes,
            goods_row.minimum,
            goods_row.price,
            goods_row.basis,
        )
    )
    papers = (
        part for certificate in firm.certificates for part in (certificate.kind, certificate.number, certificate.until)
    )
    said = (
        firm.name,
        *firm.others,
        firm.city,
        firm.stand,
        *goods,
        *papers,
        *firm.languages,
        firm.person,
        *firm.person_others,
        *firm.reach,
    )
    at, missing = 0, []
    for part in filter(None, said):
        found = leaf.find(squeezed(part), at)
        if found < 0:
            missing.append(part)
        at = max(at, found)
    return missing
