from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.queries.navigation import NavigationGroup, mission_pages, page_at
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import Words
from tests.site.isolation.endpoints import endpoints

OF_A_MISSION = "missions/<uuid:mission_id>/"
_GROUPS = re.compile(r'<nav class="tabs groups".*?</nav>', re.DOTALL)
_PAGES = re.compile(r'<nav class="tabs pages".*?</nav>', re.DOTALL)
_SUB_PAGES = re.compile(r'<nav class="tabs sub".*?</nav>', re.DOTALL)
_PHONE = re.compile(r'<nav class="phone-bar".*?</nav>', re.DOTALL)
_LINK = re.compile(r'<a href="([^"]+)"( aria-current="\w+")?>([^<]+)</a>')
_HEADING = re.compile(r"<h1>([^<]+)")


def test_every_address_of_a_mission_belongs_to_a_page_of_its_navigation(mission: Mission) -> None:
    found = [endpoint for endpoint in endpoints() if endpoint.route.startswith(OF_A_MISSION)]
    values = {name: "1" for endpoint in found for name in endpoint.parameters} | {"mission_id": str(mission.id)}
    assert len(found) > 100
    assert [endpoint.route for endpoint in found if page_at(mission, endpoint.address(values)) is None] == []


def test_what_stands_below_a_page_belongs_to_it_and_a_page_of_its_own_does_not(mission: Mission) -> None:
    home = reverse("mission-page", args=[mission.id])
    found = {
        path: page.url_name
        for path in ("", "plan/", "plan/3/", "drafts/3/board/", "plan/rules/", "plan/rules/quotas/new/", "floor/now/")
        if (page := page_at(mission, home + path)) is not None
    }
    assert found == {
        "": "mission-page",
        "plan/": "timetable-plan",
        "plan/3/": "timetable-plan",
        "drafts/3/board/": "timetable-plan",
        "plan/rules/": "mission-plan-rules",
        "plan/rules/quotas/new/": "mission-plan-rules",
        "floor/now/": "capture-running",
    }


def test_there_are_seven_groups_and_in_each_at_most_seven_pages() -> None:
    by_group = {group: [page for page in mission_pages() if page.group is group] for group in NavigationGroup}
    assert len(by_group) == 7
    assert all(1 <= len(pages) <= 7 for pages in by_group.values()), by_group


@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_a_page_is_called_the_same_in_navigation_and_heading(
    signed_in: Client, mission: Mission, language: Language
) -> None:
    words = Words(language)
    signed_in.cookies["language"] = language.value
    wrong = {}
    for page in mission_pages():
        shown = signed_in.get(reverse(page.url_name, args=[mission.id])).content.decode()
        heading = unescape(_HEADING.findall(shown)[0]).strip()
        current = [unescape(label) for _url, here, label in _LINK.findall("".join(_PAGES.findall(shown))) if here]
        alone = page.group is NavigationGroup.OVERVIEW
        label = words(page.label)
        if (heading, current) != (label, [] if alone else [label]):
            wrong[page.url_name] = (heading, current, label)
    assert wrong == {}


@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_pages_that_belong_to_one_name_each_other_alike(
    signed_in: Client, mission: Mission, language: Language
) -> None:
    words = Words(language)
    signed_in.cookies["language"] = language.value
    wrong = {}
    several = [page for page in mission_pages() if page.sub_pages]
    assert {"orders-board", "matching-matches", "asking-overview"} <= {page.url_name for page in several}
    for page in several:
        line = [(reverse(sub_page.url_name, args=[mission.id]), words(sub_page.label)) for sub_page in page.sub_pages]
        for url, label in line:
            shown = signed_in.get(url).content.decode()
            said = [(to, name) for to, _, name in links(_SUB_PAGES, shown)]
            here = [name for _, here, name in links(_SUB_PAGES, shown) if here]
            above = [name for _, here, name in links(_PAGES, shown) if here]
            if (said, here, above) != (line, [label], [words(page.label)]):
                wrong[url] = (said, here, above)
    assert wrong == {}


def test_the_first_level_is_the_same_on_every_page_an_opened_company_included(
    signed_in: Client, mission: Mission
) -> None:
    company = Participation.objects.filter(mission=mission).first()
    assert company is not None
    addresses = [reverse(page.url_name, args=[mission.id]) for page in mission_pages()]
    opened = reverse("matching-company", args=[mission.id, company.company_id])
    shown = {address: signed_in.get(address).content.decode() for address in (*addresses, opened)}
    levels = {tuple((url, label) for url, _, label in links(_GROUPS, page)) for page in shown.values()}
    assert len(levels) == 1
    assert [label for _, label in levels.pop()] == [
        "Overview",
        "Prepare",
        "Participants",
        "Meetings",
        "Fair",
        "After",
        "Settings",
    ]
    assert [label for _, here, label in links(_GROUPS, shown[opened]) if here] == ["Participants"]
    assert [label for _, here, label in links(_PAGES, shown[opened]) if here] == ["Companies"]


def test_a_phone_has_a_bar_of_four_which_names_the_part_one_is_in(signed_in: Client, mission: Mission) -> None:
    shown = signed_in.get(reverse("mission-programme", args=[mission.id])).content.decode()
    bar = _PHONE.findall(shown)[0]
    before, _, behind = bar.partition("<details")
    assert [label for _, _, label in _LINK.findall(before)] == ["Overview", "Meetings", "Fair"]
    assert re.findall(r'<span class="label">([^<]+)', behind) == ["Prepare"]
    assert [label for _, _, label in _LINK.findall(behind)] == ["Prepare", "Participants", "After", "Settings"]


def test_whoever_may_only_read_is_offered_nothing_that_would_be_refused(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    Membership.objects.filter(organisation_id=officer.tenant).update(role=Role.AUDITOR.value)
    shown = signed_in.get(reverse("mission-page", args=[mission.id])).content.decode()
    groups = links(_GROUPS, shown)
    pages = [link for url, _, _ in groups for link in links(_PAGES, signed_in.get(url).content.decode())]
    offered = [*groups, *pages]
    answers = {url: signed_in.get(url).status_code for url, _, _ in offered}
    assert len(answers) > 10
    assert {url for url, status in answers.items() if status != 200} == set()


def test_an_archived_mission_does_not_offer_pages_that_only_change(signed_in: Client, mission: Mission) -> None:
    address = reverse("mission-checklist", args=[mission.id])
    assert "/templates/" in signed_in.get(address).content.decode()
    Mission.objects.filter(pk=mission.pk).update(archived_at=now())
    assert "/templates/" not in signed_in.get(address).content.decode()


def test_a_company_that_takes_no_part_is_not_opened_in_the_mission(signed_in: Client, mission: Mission) -> None:
    company = Company.objects.first()
    assert company is not None
    Participation.objects.filter(mission=mission, company=company).delete()
    assert [
        signed_in.get(reverse("matching-company", args=[mission.id, company_id])).status_code
        for company_id in (company.pk, uuid4())
    ] == [404, 404]


def test_a_contact_that_was_changed_from_a_mission_leads_back_into_it(signed_in: Client, mission: Mission) -> None:
    company = Participation.objects.filter(mission=mission, code="B001").get().company
    opened = reverse("matching-company", args=[mission.id, company.pk])
    address = reverse("companies-contact", args=[company.pk])
    assert f'href="{address}?next={opened}"' in signed_in.get(opened).content.decode()
    led_to = []
    for wanted, email in ((opened, "new@example.org"), ("https://example.org/", "other@example.org")):
        form = signed_in.get(f"{address}?next={wanted}").content.decode()
        read = re.findall(r'name="read_version" value="([^"]*)"', form)[0]
        answer = signed_in.post(address, {"email": email, "read_version": read, "next": wanted})
        led_to.append(answer.headers["Location"])
    assert led_to == [opened, reverse("companies-company", args=[company.pk])]


def links(line: re.Pattern[str], page: str) -> list[tuple[str, str, str]]:
    found = [link for part in line.findall(page) for link in _LINK.findall(part)]
    return [(url, here, unescape(label)) for url, here, label in found]
