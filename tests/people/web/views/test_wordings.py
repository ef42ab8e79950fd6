"""The page of names: what a manager keeps there holds on pages from the next click on, for this organisation alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry, Organisation, acting_for
from tearoad.reference import Wording, country_name
from tearoad.values import CountryCode, Language, LocalText
from tests.queries import queries_at
from tests.web.forms import form_of, read_at

ADDRESS = "/organisation/names/"
SENT: dict[str, Any] = {
    "written": ["Russia", " ", "Moscow"],
    "zh": ["俄罗斯联邦", "", ""],
    "ru": ["", "", "г. Москва"],
    "en": ["Russian Federation", "", ""],
    "language": ["ru", "", "ru"],
}


def test_names_and_order_are_kept_and_shown_again(managing: Client, organisation: Organisation) -> None:
    late = form_of(managing.get(ADDRESS))
    assert managing.post(ADDRESS, SENT | {"read_version": late["read_version"]}).status_code == 302
    stale = managing.post(ADDRESS, late | {"own_ru": "Поздно"})
    assert stale.status_code == 409
    assert "俄罗斯联邦" in {field.now for field in stale.context["meanwhile"].there}
    organisation.refresh_from_db()
    assert organisation.wordings() == (
        Wording("Russia", LocalText("Russian Federation", "俄罗斯联邦")),
        Wording("Moscow", LocalText(ru="г. Москва")),
    )
    assert organisation.paper_languages == ["ru"]
    page = managing.get(ADDRESS).content.decode()
    assert ('value="俄罗斯联邦"' in page, page.count('value="ru" lang="ru" selected')) == (True, 1)
    assert LedgerEntry.objects.filter(code="people.names_written").count() == 1


def test_the_same_again_is_no_entry(managing: Client) -> None:
    read = form_of(managing.get(ADDRESS))["read_version"]
    answers = [managing.post(ADDRESS, SENT | {"read_version": read}).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert LedgerEntry.objects.filter(code="people.names_written").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"written": ["Russia", "russia"], "en": ["A", "B"]}, "“russia” stands in the list twice"),
        ({"written": ["Russia"], "en": [""]}, "“Russia”: one end of the line is empty"),
        ({"written": [""], "en": ["Alone"]}, "“Alone”: one end of the line is empty"),
        ({"written": [f"P{n}" for n in range(101)], "en": ["x"] * 101}, "More than 100 names"),
    ],
)
def test_a_wrong_line_is_told_and_nothing_is_kept(
    managing: Client, organisation: Organisation, wrong: dict[str, Any], said: str
) -> None:
    lines = len(wrong["written"])
    answer = managing.post(ADDRESS, {"zh": [""] * lines, "ru": [""] * lines} | wrong)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    organisation.refresh_from_db()
    assert organisation.names == []


def test_an_organisation_s_names_are_its_own(manager: Actor, managing: Client) -> None:
    managing.post(ADDRESS, read_at(managing, ADDRESS) | SENT)
    other = Organisation.objects.create(name="Another (fictional)")
    russia = CountryCode("RU")
    with acting_for(manager.tenant):
        assert country_name(russia, Language.EN) == "Russian Federation"
        with acting_for(other.id):
            assert country_name(russia, Language.EN) == "Russia"
        assert country_name(russia, Language.EN) == "Russian Federation"


def test_the_page_asks_no_more_for_its_names(managing: Client) -> None:
    before = queries_at(managing, ADDRESS)
    managing.post(ADDRESS, read_at(managing, ADDRESS) | SENT)
    assert queries_at(managing, ADDRESS) == before


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.ZH, "岚川省商务厅（虚构）"), (Language.RU, "Департамент (вымышлен)"), (Language.EN, "Example")],
)
def test_an_organisation_is_called_in_the_reader_s_language(
    managing: Client, organisation: Organisation, language: Language, said: str
) -> None:
    organisation.name = "Example"
    organisation.save()
    own = {"own_zh": "岚川省商务厅（虚构）", "own_ru": "Департамент (вымышлен)", "own_en": " "}
    assert managing.post(ADDRESS, read_at(managing, ADDRESS) | SENT | own).status_code == 302
    organisation.refresh_from_db()
    assert organisation.called == {"zh": "岚川省商务厅（虚构）", "ru": "Департамент (вымышлен)"}
    managing.cookies["language"] = language.value
    page = managing.get(ADDRESS).content.decode()
    assert f'<span class="house">{said}</span>' in page
    assert 'name="own_ru" lang="ru" maxlength="200" value="Департамент (вымышлен)"' in page
