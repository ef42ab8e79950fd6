from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from django.test import Client
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.matching.asking import MeetingMove
from tearoad.matching.asking.meeting_state import YES
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering
from tearoad.matching.web.actions.deciding import ask_both
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.queries.answers_live import answers_live
from tearoad.matching.web.queries.invitations import overview
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor, Role
from tests.queries import queries_of

As = Callable[[Role, str], Actor]


def _answered(officer: Actor, mission: Mission, visiting: As) -> None:
    ask_both(officer, mission, [("E01", "B001"), ("E01", "B002"), ("E02", "B001"), ("E02", "B002")])
    for buyer, firm, move in (
        ("B001", "E01", MeetingMove.WANT),
        ("B002", "E01", MeetingMove.ACCEPT),
        ("B001", "E02", MeetingMove.DECLINE),
        ("B002", "E02", MeetingMove.DECLINE),
    ):
        answering.answer(visiting(Role.BUYER, buyer), mission, firm, move)


def test_answers_are_counted_by_firm_and_day_and_who_has_nobody(officer: Actor, mission: Mission, visiting: As) -> None:
    _answered(officer, mission, visiting)
    found = answers_live(mission)
    counts = {counted.code: {said: count for said, count in counted.cells if count} for counted in found.by_firm}
    progress = list(rows.MeetingProgress.objects.filter(mission=mission))
    assert (
        counts["E01"]["yes"]
        == sum(
            meeting_progress.exporter == "E01" and meeting_progress.buyer_answer in YES for meeting_progress in progress
        )
        >= 2
    )
    assert counts["E02"]["no"] == sum(
        meeting_progress.exporter == "E02" and meeting_progress.buyer_answer == "not_this_time"
        for meeting_progress in progress
    )
    assert sum(count for _on, count in found.by_day) == rows.MeetingStep.objects.filter(channel="link").count() == 4
    out = {"not_this_time", "cancelled", "missed"}
    has = {
        party
        for meeting_progress in progress
        if meeting_progress.state not in out
        for party in (meeting_progress.exporter, meeting_progress.buyer)
    }
    everybody = dict(Participation.objects.filter(mission=mission).values_list("code", "company__side"))
    assert found.without == tuple(
        tuple(sorted(code for code, of in everybody.items() if of == side and code not in has))
        for side in ("exporter", "buyer")
    )
    assert dict(found.wanted)["E01"] == counts["E01"]["yes"]
    assert sum(sum(dict(counted.cells).values()) for counted in found.by_product) <= sum(
        sum(dict(counted.cells).values()) for counted in found.by_firm
    )
    assert all("#" in counted.code for counted in found.by_product)


def test_each_figure_leads_to_as_many_meetings(
    officer: Actor, mission: Mission, visiting: As, signed_in: Client
) -> None:
    _answered(officer, mission, visiting)
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ACCEPT)  # another word on the same day
    for move in (MeetingMove.PLAN, MeetingMove.NOTIFY):
        make_move(officer, mission, NewMove(exporter="E01", buyer="B001", move=move))
    pages = [signed_in.get(reverse(name, args=[mission.pk])) for name in ("asking-live", "asking-overview")]
    links = re.findall(
        r'href="([^"]*/asking/meetings/\?[^"]*)">(\d+)', " ".join(page.content.decode() for page in pages)
    )
    counted = " ".join(address for address, _figure in links)
    assert all(
        word in counted for word in ("on=", "said=", "wants=", "own=waiting", "own=answered", "consent=", "state=")
    )
    for address, figure in links:
        shown = signed_in.get(unescape(address)).content.decode()
        assert shown.count('<th scope="row"') == int(figure), address


def test_who_may_not_be_met_leaves_the_list_of_meetings(
    officer: Actor, mission: Mission, visiting: As, signed_in: Client
) -> None:
    _answered(officer, mission, visiting)
    page = reverse("asking-meetings", args=[mission.pk])
    before = signed_in.get(page).content.decode().count('<th scope="row"')
    held = Participation.objects.get(mission=mission, code="E02").company
    Company.objects.filter(pk=held.pk).update(standing=Standing.HELD)
    mine = rows.MeetingProgress.objects.filter(mission=mission, exporter="E02").count()
    assert signed_in.get(page).content.decode().count('<th scope="row"') == before - mine < before


def test_nonsense_in_an_address_shows_all_meetings_or_none(mission: Mission, signed_in: Client) -> None:
    page = reverse("asking-meetings", args=[mission.pk])
    everything = signed_in.get(page).content.decode().count('<th scope="row"')
    for sought in ({"on": "yesterday"}, {"said": "maybe"}, {"state": "lost"}):
        assert signed_in.get(page, sought).content.decode().count('<th scope="row"') == everything
    for sought in ({"party": "'; --"}, {"product": "E01#999"}, {"wants": "nobody"}, {"on": "1000-01-01"}):
        assert signed_in.get(page, sought).content.decode().count('<th scope="row"') == 0


def test_a_party_declines_confirms_and_comes(officer: Actor, mission: Mission, visiting: As) -> None:
    _answered(officer, mission, visiting)

    def stage(party: str) -> str:
        return next(buyer.stage for buyer in overview(mission).parties if buyer.who.party == party)

    for progress in rows.MeetingProgress.objects.filter(buyer="B001"):
        if progress.buyer_answer == "wanted":
            answering.answer(visiting(Role.BUYER, "B001"), mission, progress.exporter, MeetingMove.DECLINE)
    assert stage("B001") == "declined"
    rows.MeetingProgress.objects.filter(exporter="E01", buyer="B002").update(state="confirmed")
    assert stage("B002") == "confirmed"
    rows.MeetingProgress.objects.filter(exporter="E01", buyer="B002").update(state="kept")
    assert stage("B002") == "came"
    assert {party.source for party in overview(mission).parties if party.meetings} <= {
        "own",
        "side",
        "office",
        "program",
    }


def test_the_page_of_answers_asks_as_much_whatever_the_size(
    officer: Actor, mission: Mission, visiting: As, signed_in: Client
) -> None:
    page = reverse("asking-live", args=[mission.pk])
    few = queries_of(lambda: signed_in.get(page))
    _answered(officer, mission, visiting)
    assert queries_of(lambda: signed_in.get(page)) == few
