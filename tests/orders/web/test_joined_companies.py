"""Two buyers, or two firms, turn out to be one company: orders know it once, and parting brings both back."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.actions.merging import merge_companies, undo_merge
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.actions.files import keep
from tearoad.office.web.models import Message
from tearoad.orders.web.actions.events import EVIDENCE
from tearoad.orders.web.actions.follow_up_mails import ask_firms, send_own_lists, switch_buyers
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import AskingMail, Opportunity
from tearoad.orders.web.queries.doubles import doubles
from tearoad.orders.web.queries.follow_up_rounds import follow_up_page
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.orders.web.queries.parties import parties
from tearoad.orders.web.queries.proposals import proposals
from tearoad.people import Actor, Role, Scope
from tearoad.timetable.web.models import Draft, Meeting, MeetingState, Published
from tearoad.values import Language, PartyId
from tearoad.web.clock import now
from tests.orders.web.conftest import Write, wanted


def _joined(by: Actor, mission: Mission, *codes: str) -> CompanyMerge:
    kept, joined = (Participation.objects.get(mission=mission, code=code).company for code in codes)
    merge = merge_companies(by, kept, joined, {})
    Company.objects.update(standing=Standing.CLEAR)
    return merge


def _part(by: Actor, merge: CompanyMerge) -> None:
    undo_merge(by, merge)
    Company.objects.update(standing=Standing.CLEAR)


@pytest.fixture
def both(officer: Actor, mission: Mission) -> tuple[Opportunity, Opportunity]:
    """What E01 has with B001 and what it has with B002."""
    return tuple(  # type: ignore[return-value]  # two of them
        open_opportunity(officer, mission, wanted(mission, about, buyer=buyer))
        for about, buyer in (("Green tea", "B001"), ("Black tea", "B002"))
    )


def _follow(by: Actor, mission: Mission, role: Role, party: str) -> str:
    return urlsplit(links.make(by, mission, role, party, Scope.FOLLOW).address).path


def test_link_of_either_id_shows_and_answers_what_is_said_of_both(
    officer: Actor, stranger: Client, mission: Mission, write: Write, both: tuple[Opportunity, Opportunity]
) -> None:
    events = [core.EventId(str(write(core.Rung.CONTRACT, "120000", row=row).pk)) for row in both]
    link = _follow(officer, mission, Role.BUYER, "B001")
    stranger.cookies["language"] = Language.EN.value
    assert "Black tea" not in stranger.get(link).content.decode()
    assert stranger.post(f"{link}events/{events[1]}/", {"answer": "yes"}).status_code == 404
    merge = _joined(officer, mission, "B002", "B001")
    for path in (link, _follow(officer, mission, Role.BUYER, "B002")):
        page = stranger.get(path).content.decode()
        assert ("Green tea" in page, "Black tea" in page) == (True, True)
    assert stranger.post(f"{link}events/{events[1]}/", {"answer": "yes"}).status_code == 302
    assert opportunity(mission, both[1].pk).history.informants(events[1]) == {
        core.Informant.EXPORTER,
        core.Informant.BUYER,
    }
    _part(officer, merge)
    assert "Black tea" not in stranger.get(link).content.decode()


def test_firm_under_two_ids_sees_and_changes_the_business_of_both(
    officer: Actor, stranger: Client, mission: Mission, opened: Opportunity
) -> None:
    other = core.Opportunity(PartyId("E02"), PartyId("B001"), "Sauce", today_of(mission))
    theirs = open_opportunity(officer, mission, other)
    _joined(officer, mission, "E01", "E02")
    link = _follow(officer, mission, Role.EXPORTER, "E01")
    stranger.cookies["language"] = Language.EN.value
    assert ("Green tea" in stranger.get(link).content.decode(), opened.firm) == (True, "E01")
    assert stranger.post(f"{link}{theirs.pk}/", {"nothing": "new"}).status_code == 302
    page = stranger.get(f"{link}{theirs.pk}/")
    step = {"next_step": "sample", "due_on": "2027-03-01", "owner": "", "step_note": ""}
    sent = step | {"read_version": page.context["read"]}
    assert stranger.post(f"{link}{theirs.pk}/", sent).status_code == 302
    theirs.refresh_from_db()
    assert theirs.document["next_step"] == "sample"


def test_rounds_ask_a_company_once_whatever_was_sent_before_and_after(
    officer: Actor, mission: Mission, write: Write, both: tuple[Opportunity, Opportunity]
) -> None:
    Company.objects.filter(pk=Participation.objects.get(mission=mission, code="B002").company_id).update(
        document=Company.objects.get(pk=Participation.objects.get(mission=mission, code="B001").company_id).document
    )
    for row in both:
        write(core.Rung.CONTRACT, "120000", row=row, number="TR-77")
    switch_buyers(officer, is_on=True)
    system, due = Actor(officer.tenant, Role.SYSTEM), core.round_due_on(mission.ends_on, 3)
    assert ask_firms(system, mission, due) == 3  # E01, and each buyer
    merge = _joined(officer, mission, "B001", "B002")
    assert ask_firms(system, mission, due + timedelta(days=7)) == 2
    page = follow_up_page(mission, Language.EN, due + timedelta(days=8))
    assert [(buyer.party, buyer.rounds[0].mails) for buyer in page.buyers] == [("B001", 2)]
    _part(officer, merge)
    assert ask_firms(system, mission, due + timedelta(days=9)) == 1  # B002 had its second mail not yet
    _joined(officer, mission, "B002", "B001")
    assert ask_firms(system, mission, due + timedelta(days=40)) == 1  # the firm: three mails went to the company
    mails = AskingMail.objects.filter(party__startswith="B").values_list("party", "number").order_by("party", "number")
    assert list(mails) == [("B001", 1), ("B001", 2), ("B002", 1), ("B002", 2)]
    assert Message.objects.values("key").distinct().count() == Message.objects.count()


@pytest.mark.usefixtures("both")
def test_lists_are_sent_once_to_a_firm_under_two_ids(officer: Actor, mission: Mission) -> None:
    other = core.Opportunity(PartyId("E02"), PartyId("B001"), "Sauce", today_of(mission))
    open_opportunity(officer, mission, other)
    _joined(officer, mission, "E01", "E02")
    assert [send_own_lists(officer, mission) for _ in range(2)] == [1, 0]


def test_contract_told_under_both_ids_is_found_as_told_twice(
    officer: Actor, mission: Mission, write: Write, both: tuple[Opportunity, Opportunity]
) -> None:
    for row in both:
        write(core.Rung.CONTRACT, "120000", row=row, number="TR-77")
    before = doubles(mission, parties(mission, Language.EN)).waiting
    _joined(officer, mission, "B001", "B002")
    (pair,) = doubles(mission, parties(mission, Language.EN)).waiting
    assert (pair.first.buyer, pair.second.buyer) == ("B001", "B001")
    assert all(pair.points > earlier.points for earlier in before)


@pytest.mark.usefixtures("opened")
def test_meetings_under_both_ids_propose_one_opportunity(officer: Actor, mission: Mission) -> None:
    Meeting.objects.filter(mission=mission).delete()
    draft = Draft.objects.create(mission=mission, number=1, mission_revision=1, made_at=now())
    published = Published.objects.create(
        mission=mission, number=1, draft=draft, draft_revision=1, mission_revision=1, plan={"meetings": []},
        problem=keep(officer, name="problem", content=b"{}", kind=EVIDENCE), published_at=now(),
    )  # fmt: skip
    for place, buyer in enumerate(("B001", "B002")):
        start = now() + timedelta(hours=place)
        Meeting.objects.create(
            published=published, mission=mission, wish=f"E02-{buyer}", exporter="E02", buyer=buyer, place="T1",
            state=MeetingState.KEPT, start_at=start, end_at=start + timedelta(minutes=30),
        )  # fmt: skip
    assert len(proposals(mission, Language.EN)) == 2
    _joined(officer, mission, "B001", "B002")
    assert [proposed_opportunity.key for proposed_opportunity in proposals(mission, Language.EN)] == ["E02 B001"]
    assert open_opportunity(officer, mission, wanted(mission, buyer="B002")).buyer == "B001"  # the one of both is used
    assert Opportunity.objects.count() == 1
