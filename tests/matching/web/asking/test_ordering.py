"""An exporter puts its wishes in order by its link, and the planner obeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tearoad.errors import Conflict, InputError
from tearoad.matching.asking import AskingRules, MeetingMove, MeetingSide
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.actions.ordering import WishDirection, move_wish
from tearoad.matching.web.models import AskingSettings, MeetingProgress
from tearoad.matching.web.queries.wish_order import ordered_wishes, stated_wishes
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor, Role
from tearoad.timetable.web.queries.planning.problem_building import mission_facts
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.web.saving.stale import Stale, version_of

UP, DOWN = WishDirection.UP, WishDirection.DOWN


@pytest.fixture
def buyers(officer: Actor, mission: Mission) -> list[str]:
    """The buyers whom E01 wants to meet, in the order in which the page shows them first."""
    for buyer in Participation.objects.filter(mission=mission, company__side=Role.BUYER).values_list("code", flat=True):
        progress = MeetingProgress.objects.filter(exporter="E01", buyer=buyer).first()
        if progress is None or progress.exporter_answer != "wanted":
            move = NewMove(exporter="E01", buyer=buyer, move=MeetingMove.REQUEST, side=MeetingSide.EXPORTER)
            make_move(officer, mission, move)
    return order_of(mission)


def order_of(mission: Mission) -> list[str]:
    """Return in which order E01 wants to meet whom."""
    return [wish[0].buyer for wish in ordered_wishes(mission, "E01")]


def test_a_wish_goes_up_and_down_and_stays_at_the_ends(
    mission: Mission, visiting: Callable[[Role, str], Actor], buyers: list[str]
) -> None:
    firm = visiting(Role.EXPORTER, "E01")
    first, second = buyers[:2]
    move_wish(firm, mission, first, UP)
    assert stated_wishes(mission).ranks == {}
    move_wish(firm, mission, second, UP)
    assert order_of(mission) == [second, first, *buyers[2:]]
    move_wish(firm, mission, second, DOWN)
    assert order_of(mission) == buyers
    assert sorted(stated_wishes(mission).ranks.values()) == list(range(1, len(buyers) + 1))
    assert dict(mission_facts(mission).said.wish_ranks) == dict(stated_wishes(mission).ranks)


def test_the_page_needs_no_script_and_tells_of_another_device(
    mission: Mission, link: Callable[[Role, str], str], stranger: Client, buyers: list[str]
) -> None:
    page = f"{link(Role.EXPORTER, 'E01')}order/"
    read = version_of(buyers)
    assert read in stranger.get(page).content.decode()
    sent = {"party": buyers[1], "direction": "up", "read_version": read}
    assert stranger.post(page, sent).status_code == 302
    assert order_of(mission)[0] == buyers[1]
    assert stranger.post(page, {"party": buyers[0], "direction": "down", "read_version": read}).status_code == 409
    assert stranger.post(page, {"party": buyers[0], "direction": "left", "read_version": read}).status_code == 422


def test_what_cannot_be_ordered_is_refused_in_words(
    mission: Mission, visiting: Callable[[Role, str], Actor], buyers: list[str]
) -> None:
    firm = visiting(Role.EXPORTER, "E01")
    with pytest.raises(InputError) as unknown:
        move_wish(firm, mission, "nobody", UP)
    with pytest.raises(InputError) as buying:
        move_wish(visiting(Role.BUYER, "B001"), mission, buyers[0], UP)
    with pytest.raises(Stale):
        move_wish(firm, mission, buyers[1], UP, version_of(["another", "order"]))
    rules = replace(AskingRules(), deadline_at=fair_now() - timedelta(hours=1))
    AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(rules)})
    with pytest.raises(Conflict) as over:
        move_wish(firm, mission, buyers[1], UP)
    assert [refusal.value.text.code for refusal in (unknown, buying, over)] == [
        "asking_pages.no_such_wish",
        "asking_pages.only_exporters_order",
        "asking_pages.deadline_over",
    ]
