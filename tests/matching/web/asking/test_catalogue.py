"""The catalogue by the link to answer: page, pictures and PDF of the same firms, for buyers whom the rules let ask."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from django.test import Client
from PIL import Image

from tearoad.companies import Standing
from tearoad.companies.web.actions.register import change_photo
from tearoad.companies.web.models import Company
from tearoad.matching.asking import AskingRules, MayAsk
from tearoad.matching.web import models as rows
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor, Role
from tearoad.values.document import to_document
from tests.queries import queries_at

Link = Callable[[Role, str], str]


@pytest.fixture
def pictured(officer: Actor, mission: Mission) -> Company:
    """The first firm, with a picture."""
    content = io.BytesIO()
    Image.new("RGB", (1800, 1200), (120, 150, 110)).save(content, "JPEG")
    firm: Company = Participation.objects.get(mission=mission, code="E01").company
    change_photo(officer, firm, content.getvalue())
    return firm


def _words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_buyer_sees_pictures_and_reasons_and_asks_from_the_page(
    pictured: Company, link: Link, stranger: Client
) -> None:
    del pictured
    address = link(Role.BUYER, "B001")
    page = stranger.get(f"{address}firms/").content.decode()
    assert (f"{address}firms/E01/picture/" in page, "Почему подходит" in page) == (True, True)
    assert (f"{address}firms/E02/picture/" in page, "Пример-2" in page) == (False, False)
    assert "Пример-2" in stranger.get(f"{address}firms/?all=1").content.decode()
    found = stranger.get(f"{address}firms/", {"q": "辣椒"}).content.decode()
    assert ("Пример-2" in found, "Пример-1" in found) == (True, False)
    assert stranger.post(f"{address}firms/", {"party": "E02"}).status_code == 302
    assert rows.MeetingProgress.objects.get(exporter="E02", buyer="B001").buyer_answer == "wanted"


def test_a_picture_is_small_and_only_of_who_may_be_met(pictured: Company, link: Link, stranger: Client) -> None:
    address = link(Role.BUYER, "B001")
    answer = stranger.get(f"{address}firms/E01/picture/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(answer.content)).size == (900, 600)
    assert stranger.get(f"{address}firms/E02/picture/").status_code == 404
    Company.objects.filter(pk=pictured.pk).update(standing=Standing.HELD)
    assert stranger.get(f"{address}firms/E01/picture/").status_code == 404


def test_the_pdf_holds_the_firms_of_the_page(pictured: Company, link: Link, stranger: Client) -> None:
    address = link(Role.BUYER, "B001")
    answer = stranger.get(f"{address}firms/catalogue.pdf")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    said = _words(answer.content)
    assert ("Пример-1" in said, "Пример-2" in said) == (True, False)
    Company.objects.filter(pk=pictured.pk).update(standing=Standing.BLOCKED)
    assert "Пример-1" not in _words(stranger.get(f"{address}firms/catalogue.pdf").content)


def test_a_no_is_seen_neither_on_the_page_nor_in_the_pdf(mission: Mission, link: Link, stranger: Client) -> None:
    address = link(Role.BUYER, "B001")

    def firms_listed() -> str:
        return stranger.get(f"{address}firms/").content.decode().partition("<main")[2].partition("</form>")[2]

    before = firms_listed()
    row = Participation.objects.get(mission=mission, code="E01")
    row.document = row.document | {"do_not_meet": ["B001"]}
    row.save(update_fields=["document"])
    rows.Match.objects.filter(mission=mission).delete()
    assert ("Пример-1" in before, _without_keys(firms_listed())) == (True, _without_keys(before))


def _without_keys(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line]


def test_exporters_and_buyers_who_may_not_ask_get_none(mission: Mission, link: Link, stranger: Client) -> None:
    firm, buyer = link(Role.EXPORTER, "E01"), link(Role.BUYER, "B001")
    assert stranger.get(f"{firm}firms/catalogue.pdf").status_code == 404
    document = to_document(AskingRules(may_ask=MayAsk.NOBODY))
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": document})
    for part in ("catalogue.pdf", "E01/picture/"):
        assert stranger.get(f"{buyer}firms/{part}").status_code == 404
    assert "Пример-1" not in stranger.get(f"{buyer}firms/?all=1").content.decode().partition("<main")[2]


def test_the_page_costs_as_many_queries_for_two_firms_as_for_one(
    mission: Mission, link: Link, stranger: Client
) -> None:
    address = link(Role.BUYER, "B001") + "firms/?all=1"
    both = queries_at(stranger, address)
    Participation.objects.get(mission=mission, code="E02").delete()
    assert queries_at(stranger, address) == both
