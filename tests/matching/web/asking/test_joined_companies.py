"""Two buyers of a mission turn out to be one company: asking knows it once, and parting brings both back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.actions.merging import merge_companies, undo_merge
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.errors import InputError
from tearoad.matching import Request, Strength
from tearoad.matching.asking import AskingRules, MayAsk, MeetingMove, SideAnswer
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering, inviting
from tearoad.matching.web.actions.inviting import CallNote
from tearoad.matching.web.actions.profiles import COLLEAGUE
from tearoad.matching.web.actions.renewing import RENEWAL, renew_answer_links
from tearoad.matching.web.queries.answering import answering_page, firms_offered, own_order
from tearoad.matching.web.queries.answers_live import answers_live, listed_meetings, narrowed
from tearoad.matching.web.queries.catalogue import catalogue_of
from tearoad.matching.web.queries.invitations import AskingOverview, call_list, overview
from tearoad.matching.web.queries.progress import rules_of
from tearoad.mission.web.actions.visits import visitor
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role
from tearoad.values import Language, PartyId, WishId
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.web.saving.stale import Stale, version_of

As = Callable[[Role, str], Actor]
Path = Callable[[Role, str], str]
FIRMS, BUYERS = ("E01", "E02"), ("B001", "B002")


@pytest.fixture
def asking_mission(officer: Actor, mission: Mission) -> Mission:
    """The mission in which each firm asked for both buyers, and the buyers were asked."""
    rows.MeetingStep.objects.all().delete()
    rows.MeetingProgress.objects.all().delete()
    rows.Request.objects.filter(mission=mission).delete()
    rows.Match.objects.filter(mission=mission).update(proposed=False)
    for firm in FIRMS:
        for buyer in BUYERS:
            request = Request(WishId(f"{firm}-{buyer}"), PartyId(firm), PartyId(buyer), Strength.WISH)
            rows.Request.objects.create(
                mission=mission, code=request.id, asker=firm, asked=buyer, strength="wish",
                document=to_document(request),
            )  # fmt: skip
    rules = to_document(AskingRules(may_ask=MayAsk.BOTH))
    rows.AskingSettings.objects.create(mission=mission, document=rules)
    inviting.prepare(officer, mission)
    return mission


def _merged(by: Actor, mission: Mission, *codes: str) -> CompanyMerge:
    kept, joined = (Participation.objects.get(mission=mission, code=code).company for code in codes)
    merge = merge_companies(by, kept, joined, {})
    Company.objects.update(standing=Standing.CLEAR)
    return merge


def _part(by: Actor, merge: CompanyMerge) -> None:
    undo_merge(by, merge)
    Company.objects.update(standing=Standing.CLEAR)


def _answers(found: AskingOverview) -> dict[str, dict[SideAnswer, int]]:
    return {
        party.who.party: dict(party.answers)
        for party in found.parties
        if party.who.role is Role.BUYER and party.answers
    }


def _shown(by: Actor, mission: Mission) -> dict[str, SideAnswer]:
    return {each.firm.party: each.answer for each in answering_page(by, mission, Language.EN).every}


def test_the_list_of_who_is_asked_knows_the_company_once_and_parting_brings_both_back(
    officer: Actor, asking_mission: Mission
) -> None:
    before = overview(asking_mission)
    assert _answers(before) == {code: {SideAnswer.WAITING: 2} for code in BUYERS}
    merge = _merged(officer, asking_mission, "B002", "B001")
    found = overview(asking_mission)
    assert _answers(found) == {"B001": {SideAnswer.WAITING: 2}}
    assert sum(found.states.values()) == 2
    _part(officer, merge)
    assert overview(asking_mission) == before


def test_both_links_answer_for_the_company_and_the_further_one_says_so(
    officer: Actor, asking_mission: Mission, link: Path, stranger: Client
) -> None:
    counting, further = link(Role.BUYER, "B001"), link(Role.BUYER, "B002")
    merge = _merged(officer, asking_mission, "B002", "B001")
    opened = [visitor(address.strip("/").removeprefix("a/")) for address in (counting, further)]
    assert [found and found.party for found in opened] == ["B001", "B001"]
    says = "значилась в этой миссии дважды"
    assert says not in stranger.get(counting).content.decode()
    assert says in stranger.get(further).content.decode()
    assert stranger.post(further, {"party": "E01", "answer": "want"}).status_code == 302
    said = rows.MeetingProgress.objects.filter(exporter="E01").values_list("buyer", "buyer_answer")
    assert dict(said) == dict.fromkeys(BUYERS, SideAnswer.WANTED)
    assert {asker for asker, _ in _requests_of_buyers()} == set(BUYERS)
    _part(officer, merge)
    parted = visitor(further.strip("/").removeprefix("a/"))
    assert parted is not None
    assert parted.party == "B002"
    assert says not in stranger.get(further).content.decode()


def _requests_of_buyers() -> list[tuple[str, str]]:
    return list(rows.Request.objects.filter(asker__in=BUYERS).values_list("asker", "asked"))


def test_a_link_to_another_company_or_side_stays_what_it_was(
    officer: Actor, asking_mission: Mission, link: Path
) -> None:
    firm = link(Role.EXPORTER, "E02")
    _merged(officer, asking_mission, "B002", "B001")
    found = visitor(firm.strip("/").removeprefix("a/"))
    assert found is not None
    assert (found.role, found.party) == (Role.EXPORTER, "E02")


def test_contradicting_answers_stand_once_with_the_no_first_until_somebody_answers_anew(
    officer: Actor, asking_mission: Mission, visiting: As
) -> None:
    answering.answer(visiting(Role.BUYER, "B001"), asking_mission, "E01", MeetingMove.WANT)
    answering.answer(visiting(Role.BUYER, "B002"), asking_mission, "E01", MeetingMove.DECLINE)
    _merged(officer, asking_mission, "B002", "B001")
    buyer = visiting(Role.BUYER, "B001")
    assert _shown(buyer, asking_mission) == {"E01": SideAnswer.NOT_THIS_TIME, "E02": SideAnswer.WAITING}
    with pytest.raises(Stale):
        answering.answer(buyer, asking_mission, "E01", MeetingMove.ACCEPT, read=version_of(SideAnswer.WANTED.value))
    read = version_of(SideAnswer.NOT_THIS_TIME.value)
    answering.answer(buyer, asking_mission, "E01", MeetingMove.ACCEPT, "both of us", read=read)
    assert _shown(buyer, asking_mission)["E01"] is SideAnswer.GLADLY
    assert rows.MeetingStep.objects.filter(message="both of us").count() == 1
    assert set(rows.Request.objects.filter(asker__in=BUYERS).values_list("strength", flat=True)) == {"wish"}


def test_the_other_side_finds_the_company_once(officer: Actor, asking_mission: Mission, visiting: As) -> None:
    firm = visiting(Role.EXPORTER, "E01")
    assert set(_shown(firm, asking_mission)) == set(BUYERS)
    merge = _merged(officer, asking_mission, "B002", "B001")
    assert set(_shown(firm, asking_mission)) == {"B001"}
    offered = {
        reader.party: is_known for reader, is_known in firms_offered(firm, asking_mission, Language.EN, everyone=True)
    }
    assert {code: offered.get(code) for code in BUYERS} == {"B001": True, "B002": None}
    assert [wish.party for wish in own_order(firm, asking_mission, Language.EN).firms] == ["B001"]
    page = answering_page(firm, asking_mission, Language.EN)
    assert page.left == rules_of(asking_mission).most_requests - 1
    _part(officer, merge)
    assert set(_shown(firm, asking_mission)) == set(BUYERS)


def test_a_firm_in_two_halves_stands_once_in_the_catalogue(officer: Actor, asking_mission: Mission) -> None:
    before = [firm.id for firm in catalogue_of(asking_mission, "", Language.EN).firms]
    merge = _merged(officer, asking_mission, "E02", "E01")
    assert [firm.id for firm in catalogue_of(asking_mission, "", Language.EN).firms] == [
        code for code in before if code != "E02"
    ]
    _part(officer, merge)
    assert [firm.id for firm in catalogue_of(asking_mission, "", Language.EN).firms] == before


def test_who_was_written_to_under_either_id_gets_no_second_invitation(officer: Actor, asking_mission: Mission) -> None:
    def to_buyers() -> list[str]:
        return list(Message.objects.filter(kind=inviting.INVITATION).values_list("to", flat=True))

    assert inviting.invite(officer, asking_mission, [Role.BUYER]) == len(to_buyers()) > 0
    before = to_buyers()
    _merged(officer, asking_mission, "B002", "B001")
    assert inviting.invite(officer, asking_mission, [Role.BUYER]) == 0
    assert to_buyers() == before


def test_a_reminder_goes_to_the_company_once_and_peace_asked_for_by_either_holds(
    officer: Actor, asking_mission: Mission, visiting: As
) -> None:
    inviting.invite(officer, asking_mission, [Role.BUYER])
    answering.stop_reminders(visiting(Role.BUYER, "B002"), asking_mission)
    _merged(officer, asking_mission, "B002", "B001")
    (party,) = (party for party in overview(asking_mission).parties if party.who.role is Role.BUYER and party.answers)
    assert party.stage == "ended"
    assert party.invited is not None
    assert party.invited.ended_at is not None
    assert [call.party.who.party for call in call_list(overview(asking_mission), fair_now().date())] == []


def test_a_call_noted_for_either_id_is_noted_for_the_company(officer: Actor, asking_mission: Mission) -> None:
    inviting.note_call(officer, asking_mission, CallNote(Role.BUYER, "B002", "Nobody there."))
    merge = _merged(officer, asking_mission, "B002", "B001")
    (party,) = (party for party in overview(asking_mission).parties if party.who.role is Role.BUYER and party.answers)
    assert party.invited is not None
    assert party.invited.call_note == "Nobody there."
    with pytest.raises(Stale):
        inviting.note_call(officer, asking_mission, CallNote(Role.BUYER, "B001", "Call later."), version_of([]))
    inviting.note_call(officer, asking_mission, CallNote(Role.BUYER, "B002", "Call later."), party.call_version)
    assert dict(rows.InvitedParty.objects.values_list("party", "call_note")) == {
        "B001": "Call later.",
        "B002": "Nobody there.",
    }
    handed = inviting.hand_over(officer, asking_mission, Role.BUYER, "B002")
    assert handed.who.party == "B001"
    _part(officer, merge)


def test_proposals_ask_the_company_once(officer: Actor, asking_mission: Mission) -> None:
    rows.MeetingStep.objects.all().delete()
    rows.MeetingProgress.objects.all().delete()
    rows.Request.objects.all().delete()
    rows.Match.objects.filter(mission=asking_mission).delete()
    for buyer in BUYERS:
        rows.Match.objects.create(
            mission=asking_mission, exporter="E01", buyer=buyer, score=500, reasons=[], proposed=True
        )
    _merged(officer, asking_mission, "B002", "B001")
    assert inviting.prepare(officer, asking_mission).proposals == 1
    assert list(rows.MeetingProgress.objects.values_list("exporter", "buyer")) == [("E01", "B001")]
    assert inviting.prepare(officer, asking_mission).proposals == 0


def test_the_page_of_one_request_opens_under_either_id(
    officer: Actor, asking_mission: Mission, link: Path, stranger: Client
) -> None:
    address = link(Role.EXPORTER, "E01")
    _merged(officer, asking_mission, "B002", "B001")
    for buyer in BUYERS:
        assert stranger.get(f"{address}with/{buyer}/").status_code == 200
    assert stranger.get(f"{address}with/B999/").status_code == 404


def test_asking_for_a_company_known_under_another_id_changes_nothing(
    officer: Actor, asking_mission: Mission, visiting: As
) -> None:
    _merged(officer, asking_mission, "B002", "B001")
    firm = visiting(Role.EXPORTER, "E01")
    before = list(rows.MeetingStep.objects.values_list("pk", flat=True))
    answering.ask_for(firm, asking_mission, "B002")
    assert list(rows.MeetingStep.objects.values_list("pk", flat=True)) == before
    with pytest.raises(InputError):
        answering.ask_for(firm, asking_mission, "B999")


def test_the_call_list_and_the_page_of_asking_open(officer: Actor, asking_mission: Mission, signed_in: Client) -> None:
    inviting.note_call(officer, asking_mission, CallNote(Role.BUYER, "B002", "Nobody there."))
    _merged(officer, asking_mission, "B002", "B001")
    for name in ("asking-overview", "asking-calls", "asking-send"):
        shown = signed_in.get(reverse(name, args=[asking_mission.pk])).content.decode()
        assert "B002" not in shown


def test_figures_of_answers_and_the_meetings_behind_them_know_the_company_once(
    officer: Actor, asking_mission: Mission, visiting: As
) -> None:
    answering.answer(visiting(Role.BUYER, "B001"), asking_mission, "E01", MeetingMove.WANT)
    answering.answer(visiting(Role.BUYER, "B002"), asking_mission, "E01", MeetingMove.WANT)
    answering.answer(visiting(Role.BUYER, "B002"), asking_mission, "E02", MeetingMove.DECLINE)
    before = answers_live(asking_mission)
    merge = _merged(officer, asking_mission, "B002", "B001")
    found = answers_live(asking_mission)
    assert {counted.code: dict(counted.counts) for counted in found.by_firm} == {"E01": {"yes": 1}, "E02": {"no": 1}}
    assert dict(found.wanted) == {"B001": 2, "E01": 1}
    assert [count for _on, count in found.by_day] == [2]
    assert "B002" not in found.without[1]
    listed = {
        name: sorted(
            narrowed(listed_meetings(asking_mission), asking_mission, sought).values_list("exporter", "buyer_answer")
        )
        for name, sought in (
            ("either id", {"party": "B002"}),
            ("answered", {"party": "B001", "own": "answered"}),
            ("wanted", {"wants": "B001"}),
            ("no", {"said": "no"}),
            ("day", {"on": found.by_day[0][0].isoformat()}),
        )
    }
    both = [("E01", "wanted"), ("E02", "not_this_time")]
    assert listed == {"either id": both, "answered": both, "wanted": both, "no": both[1:], "day": both}
    _part(officer, merge)
    assert answers_live(asking_mission) == before
    assert listed_meetings(asking_mission).count() == 4


def test_the_page_of_a_meeting_leads_to_its_moves_under_the_other_id(
    officer: Actor, asking_mission: Mission, signed_in: Client
) -> None:
    def page(buyer: str) -> str:
        return f"{reverse('asking-meeting', args=[asking_mission.pk])}?exporter=E01&buyer={buyer}"

    says, listed = "also have a meeting under another id", reverse("asking-meetings", args=[asking_mission.pk])
    assert says not in signed_in.get(page("B001")).content.decode()
    merge = _merged(officer, asking_mission, "B002", "B001")
    for shown, other in (BUYERS, BUYERS[::-1]):
        content = signed_in.get(page(shown)).content.decode()
        assert says in content
        assert f'href="{page(other).replace("&", "&amp;")}">E01 – {other}</a>' in content
    assert "buyer=B002" not in signed_in.get(listed).content.decode()
    _part(officer, merge)
    assert says not in signed_in.get(page("B001")).content.decode()
    assert "buyer=B002" in signed_in.get(listed).content.decode()


def test_new_links_after_a_loss_reach_the_company_once(officer: Actor, asking_mission: Mission, link: Path) -> None:
    old = [link(Role.BUYER, buyer) for buyer in BUYERS]
    _merged(officer, asking_mission, "B001", "B002")
    person = {"name": "A Colleague", "email": "colleague@example.org", "asked_at": fair_now(), "sent_at": fair_now()}
    rows.ColleagueOfParty.objects.create(mission=asking_mission, role=Role.BUYER, party="B002", **person)
    assert renew_answer_links(officer, asking_mission).sent == 2
    assert set(Message.objects.values_list("kind", "to")) == {
        (RENEWAL, "b1@example.org"),
        (COLLEAGUE, "colleague@example.org"),
    }
    assert [visitor(address.strip("/").removeprefix("a/")) for address in old] == [None, None]
