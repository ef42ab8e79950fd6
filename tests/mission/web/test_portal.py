from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.mission.web.actions import links as actions
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role


def _address(by: Actor, mission: Mission, role: Role, party: str) -> str:
    return "/v/" + actions.make(by, mission, role, party).address.rstrip("/").rpartition("/")[2] + "/"


@pytest.mark.parametrize(
    ("role", "party", "language", "name"),
    [
        (Role.EXPORTER, "E01", "zh-Hans", "示例一号茶业有限公司"),
        (Role.BUYER, "B002", "ru", "ООО «Пример Соус»"),
        (Role.INTERPRETER, "I01", "ru", "Примерова Анна"),
        (Role.OFFICIAL, "D01", "zh-Hans", "李示例"),
    ],
)
def test_a_visitor_sees_their_own_page_in_their_language(
    officer: Actor, mission: Mission, stranger: Client, role: Role, party: str, language: str, name: str
) -> None:
    answer = stranger.get(_address(officer, mission, role, party), HTTP_ACCEPT_LANGUAGE="en")
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, language)
    assert name in answer.content.decode()


def test_a_visitor_may_switch_the_language(officer: Actor, mission: Mission, stranger: Client) -> None:
    stranger.cookies["language"] = "en"
    answer = stranger.get(_address(officer, mission, Role.BUYER, "B002"))
    assert answer.headers["Content-Language"] == "en"


def test_a_visitors_page_is_told_to_nobody_and_kept_nowhere(officer: Actor, mission: Mission, stranger: Client) -> None:
    answer = stranger.get(_address(officer, mission, Role.EXPORTER, "E01"))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_visitor_sees_nothing_of_other_firms(officer: Actor, mission: Mission, stranger: Client) -> None:
    page = stranger.get(_address(officer, mission, Role.EXPORTER, "E01")).content.decode()
    for hidden in ("E02", "Example Two", "B002", "Primer Sauce"):
        assert hidden not in page


def test_a_link_opens_no_page_of_the_office(officer: Actor, mission: Mission, stranger: Client) -> None:
    stranger.get(_address(officer, mission, Role.EXPORTER, "E01"))
    for name in ("mission-page", "mission-links", "journey-imports"):
        assert stranger.get(reverse(name, args=[mission.id])).status_code == 302


def test_an_unknown_link_is_not_found(stranger: Client, mission: Mission) -> None:
    del mission
    assert stranger.get("/v/nothing/").status_code == 404
