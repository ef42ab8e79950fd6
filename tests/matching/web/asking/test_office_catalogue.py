"""The catalogue at the office: who stands in it, as a PDF for all or for one, and what a buyer's page asks from it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.matching.papers.catalogue import firms_sought
from tearoad.matching.web import models as rows
from tearoad.matching.web.queries.catalogue import catalogue_of, fitting_firms
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Role
from tearoad.values import Language
from tests.queries import queries_of


def _words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_the_page_tells_firms_pictures_and_what_fits_each_buyer(mission: Mission, signed_in: Client) -> None:
    address = reverse("asking-office-catalogue", args=[mission.pk])
    page = signed_in.get(address).content.decode()
    assert page.count("missing</span>") == 2
    assert all(f"?language={language.value}" in page for language in Language)
    cells = re.findall(r'<td class="number" data-label="Firms that fit">(\d+)</td>', page)
    buyers = re.findall(r"\?buyer=(\w+)", page)
    assert len(buyers) >= 2
    shown = dict(zip(buyers, map(int, cells), strict=True))
    fits = {
        buyer: sum(firm.fits for firm in firms_sought(catalogue_of(mission, buyer, Language.EN), everyone=True))
        for buyer in buyers
    }
    assert shown == fits
    assert {buyer: fitting_firms(mission, buyers).get(buyer, 0) for buyer in buyers} == fits
    assert queries_of(lambda: signed_in.get(address)) <= 40


def test_a_pdf_is_for_all_or_for_a_buyer_and_of_who_may_be_met(mission: Mission, signed_in: Client) -> None:
    address = reverse("asking-office-catalogue-pdf", args=[mission.pk])
    everyone = _words(signed_in.get(address, {"language": "ru"}).content)
    assert ("Пример-1" in everyone, "Пример-2" in everyone) == (True, True)
    own = _words(signed_in.get(address, {"buyer": "B001"}).content)
    assert ("Пример-1" in own, "Пример-2" in own) == (True, False)
    assert signed_in.get(address, {"buyer": "B9\r\nX: y"}).status_code == 404
    buyer = Participation.objects.get(mission=mission, code="B001").company
    Company.objects.filter(pk=buyer.pk).update(standing=Standing.BLOCKED)
    assert signed_in.get(address, {"buyer": "B001"}).status_code == 404


def test_a_buyer_asks_for_a_firm_with_the_button_of_the_catalogue(
    mission: Mission, link: Callable[[Role, str], str], stranger: Client
) -> None:
    del mission
    address = f"{link(Role.BUYER, 'B001')}firms/"
    page = stranger.get(f"{address}?all=1").content.decode()
    forms = re.findall(r'<form method="post" class="row">(.*?)</form>', page, re.DOTALL)
    sent = [dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)) for form in forms]
    assert [mail["party"] for mail in sent] == ["E02"]
    assert stranger.post(address, sent[0]).status_code == 302
    assert rows.MeetingProgress.objects.get(exporter="E02", buyer="B001").buyer_answer == "wanted"


@pytest.mark.parametrize("told", ["clear", "nobody"])
def test_without_firms_the_page_says_so(mission: Mission, signed_in: Client, told: str) -> None:
    if told == "nobody":
        Company.objects.update(standing=Standing.HELD)
    page = signed_in.get(reverse("asking-office-catalogue", args=[mission.pk])).content.decode()
    assert ("No firm stands in the catalogue yet." in page) == (told == "nobody")
