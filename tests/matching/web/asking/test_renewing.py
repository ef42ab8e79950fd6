"""After a laptop was lost: links to answer open nothing any more, and everybody gets a new one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tearoad.capture.web.actions.hubs import lost
from tearoad.errors import Denied
from tearoad.matching.asking import MeetingMove
from tearoad.matching.web.actions.answering import answer
from tearoad.matching.web.actions.renewing import RENEWAL, RenewedAnswerLinks, renew_answer_links
from tearoad.matching.web.models import MeetingProgress
from tearoad.mission.web.actions.links import link_for
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role, Scope


def path_of(address: str) -> str:
    """Return the path of a link's address."""
    return "/a/" + address.rstrip("/").rpartition("/")[2] + "/"


def test_a_lost_laptop_s_links_to_answer_are_replaced_and_answers_stay(
    officer: Actor,
    mission: Mission,
    link: Callable[[Role, str], str],
    visiting: Callable[[Role, str], Actor],
    stranger: Client,
) -> None:
    requested = MeetingProgress.objects.exclude(buyer_answer="not_asked").get(buyer="B001")
    first = link(Role.BUYER, "B001")
    second = path_of(link_for(officer, mission, Role.BUYER, "B001", Scope.ANSWER))
    answer(visiting(Role.BUYER, "B001"), mission, requested.exporter, MeetingMove.WANT)
    assert [stranger.get(path).status_code for path in (first, second)] == [200, 200]

    done = lost.renew_ways_in(officer, mission, new_links=True, stop_phones=False)
    assert done == lost.Renewed(1, 0, 0)
    assert [stranger.get(path).status_code for path in (first, second)] == [404, 404]
    (mail,) = Message.objects.filter(kind=RENEWAL)
    assert mail.to == "b1@example.org"
    opening = SignedLink.objects.filter(party="B001", scope=Scope.ANSWER, revoked_at=None)
    assert opening.count() == 1
    requested.refresh_from_db()
    assert requested.buyer_answer == "wanted"


def test_without_an_address_the_link_is_taken_back_and_told(
    officer: Actor, mission: Mission, link: Callable[[Role, str], str], stranger: Client
) -> None:
    path = link(Role.BUYER, "B002")
    assert renew_answer_links(officer, mission) == RenewedAnswerLinks(0, 1)
    assert stranger.get(path).status_code == 404
    assert renew_answer_links(officer, mission) == RenewedAnswerLinks(0, 0)
    assert not Message.objects.filter(kind=RENEWAL).exists()


def test_only_who_sends_links_replaces_them(mission: Mission, visiting: Callable[[Role, str], Actor]) -> None:
    with pytest.raises(Denied):
        renew_answer_links(visiting(Role.BUYER, "B001"), mission)
