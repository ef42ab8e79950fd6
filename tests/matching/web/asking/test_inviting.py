from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.errors import Conflict, InputError
from tearoad.matching.asking import AskingRules, ConsentRule, MayAsk, MeetingMove, MeetingSide, MoveChannel
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering, inviting
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.queries.invitations import InvitedFirmOrBuyer, call_list, overview, to_invite, to_nudge
from tearoad.matching.web.views import asking as views
from tearoad.mission.web.actions.visits import visitor
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Actor, Role, Scope
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.web.saving import stale
from tests.queries import queries_of

As = Callable[[Role, str], Actor]
BOTH = (Role.BUYER, Role.EXPORTER)


def test_everybody_with_something_to_answer_gets_one_mail_in_their_language(officer: Actor, mission: Mission) -> None:
    assert inviting.invite(officer, mission, BOTH) == 2
    assert inviting.invite(officer, mission, BOTH) == 0
    mails = {message.to: message for message in Message.objects.all()}
    assert {to: mail.language for to, mail in mails.items()} == {"wang@example.com": "zh-Hans", "b1@example.org": "ru"}
    body = mails["b1@example.org"].body
    address = next(line for line in body.splitlines() if "/a/" in line)
    found = visitor(address.rstrip("/").rpartition("/")[2])
    assert found is not None
    assert (found.party, found.scope) == ("B001", Scope.ANSWER)
    assert f"{address}end/" in body
    assert address not in mails["b1@example.org"].shown


def test_after_the_deadline_nobody_is_written_to(officer: Actor, mission: Mission) -> None:
    over = AskingRules(deadline_at=fair_now() - timedelta(seconds=1))
    rows.AskingSettings.objects.create(mission=mission, document=to_document(over))
    with pytest.raises(Conflict):
        inviting.invite(officer, mission, BOTH)
    with pytest.raises(Conflict):
        inviting.nudge(officer, mission, ["B001"])
    assert Message.objects.count() == 0


def test_who_ended_being_asked_is_neither_invited_nor_reminded(officer: Actor, mission: Mission, visiting: As) -> None:
    answering.stop_reminders(visiting(Role.BUYER, "B001"), mission)
    assert inviting.invite(officer, mission, [Role.BUYER]) == 0
    stage = next(party.stage for party in overview(mission).parties if party.who.party == "B001")
    assert stage == "prospect"
    assert [call.party.who.party for call in call_list(overview(mission), fair_now().date())] == ["E02"]


def _later(days: int, hour: int) -> datetime:
    return datetime.combine(fair_now().date() + timedelta(days=days), datetime.min.time(), UTC) + timedelta(hours=hour)


def _take_mails() -> None:
    """Let a mail server take every mail."""
    Message.objects.update(state=MessageState.SENT, sent_at=fair_now())


def test_reminders_wait_two_days_and_for_the_day_and_end_after_two(officer: Actor, mission: Mission) -> None:
    inviting.invite(officer, mission, [Role.BUYER])
    assert to_nudge(overview(mission), mission, _later(4, 9)) == ()  # what waits in the outbox was not written in vain
    _take_mails()
    found = overview(mission)

    def reminded(at: datetime) -> list[str]:
        return [buyer.who.party for buyer in to_nudge(found, mission, at)]

    assert reminded(_later(0, 9)) == []  # too soon
    assert reminded(_later(4, 9)) == ["B001"]
    assert reminded(_later(4, 20)) == []  # eleven at night at the fair
    rows.InvitedParty.objects.update(nudges=2)
    found = overview(mission)
    assert reminded(_later(4, 9)) == []
    assert [(call.party.who.party, call.reason) for call in call_list(found, fair_now().date())][-1] == (
        "B001",
        "reminded",
    )


def test_a_reminder_is_a_second_mail_with_a_link_of_its_own(
    officer: Actor, mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    inviting.invite(officer, mission, [Role.BUYER])
    _take_mails()
    monkeypatch.setattr(inviting, "fair_now", lambda: _later(4, 9))
    assert inviting.nudge(officer, mission, ["B001", "E01"]) == 1
    assert inviting.nudge(officer, mission, ["B001"]) == 0  # pressed twice
    monkeypatch.setattr(inviting, "fair_now", lambda: _later(6, 9))
    assert inviting.nudge(officer, mission, ["B001"]) == 1
    assert inviting.nudge(officer, mission, ["B001"]) == 0
    assert list(Message.objects.order_by("key").values_list("kind", flat=True)) == [
        "asking.invitation",
        "asking.nudge",
        "asking.nudge",
    ]


def test_who_opened_the_first_link_has_opened_whatever_is_sent_later(
    officer: Actor, mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    inviting.invite(officer, mission, [Role.BUYER])
    links = SignedLink.objects.filter(party="B001")
    links.update(last_used_at=fair_now())
    monkeypatch.setattr(inviting, "fair_now", lambda: _later(4, 9))
    inviting.nudge(officer, mission, ["B001"])
    assert links.count() == 2
    assert next(party.stage for party in overview(mission).parties if party.who.party == "B001") == "opened"


def test_the_call_list_says_whom_first_and_why(officer: Actor, mission: Mission, visiting: As) -> None:
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ASK_BACK, "Which harvest?")
    today = fair_now().date()
    assert [(call.party.who.party, call.reason) for call in call_list(overview(mission), today)] == [
        ("B001", "question"),
        ("E02", "no_mail"),
    ]
    tomorrow = today + timedelta(days=1)
    inviting.note_call(officer, mission, inviting.CallNote(Role.EXPORTER, "E02", "asked to call again", tomorrow))
    assert [call.party.who.party for call in call_list(overview(mission), today)] == ["B001"]
    assert [call.party.who.party for call in call_list(overview(mission), tomorrow)] == ["B001", "E02"]


@pytest.mark.parametrize(
    "ended", [{"state": "sent", "returned_said": "5.1.1 unknown"}, {"state": "failed", "answer": "550 no such user"}]
)
def test_whom_no_mail_reaches_is_called_and_not_reminded(
    officer: Actor, mission: Mission, signed_in: Client, ended: dict[str, str]
) -> None:
    inviting.invite(officer, mission, [Role.BUYER])
    came_back = {"returned_at": fair_now()} if "returned_said" in ended else {}
    Message.objects.filter(to="b1@example.org").update(**ended, **came_back)
    found = overview(mission)
    assert to_nudge(found, mission, _later(4, 9)) == ()
    assert ("B001", "returned") in [(call.party.who.party, call.reason) for call in call_list(found, fair_now().date())]
    reason = ended.get("returned_said") or ended["answer"]
    assert reason in signed_in.get(reverse("asking-overview", args=[mission.pk])).content.decode()


def test_a_call_noted_by_a_colleague_meanwhile_is_not_written_over(officer: Actor, mission: Mission) -> None:
    read = next(party.call_version for party in overview(mission).parties if party.who.party == "E02")
    inviting.note_call(officer, mission, inviting.CallNote(Role.EXPORTER, "E02", "first"), read)
    with pytest.raises(stale.Stale):
        inviting.note_call(officer, mission, inviting.CallNote(Role.EXPORTER, "E02", "second"), read)
    assert rows.InvitedParty.objects.get(party="E02").call_note == "first"


@pytest.mark.parametrize("written", ["yesterday", "2001-01-01", "2027-13-01"])
def test_a_day_to_call_again_is_a_day_to_come(written: str) -> None:
    with pytest.raises(InputError):
        inviting.next_call(written, fair_now())
    assert inviting.next_call("", fair_now()) is None


def test_rules_are_kept_and_make_plans_out_of_date(officer: Actor, mission: Mission) -> None:
    read = stale.version_of(to_document(AskingRules()))
    wanted = AskingRules(ConsentRule.OPT_IN)
    inviting.keep_rules(officer, mission, wanted, read)
    assert overview(mission).rules == wanted
    with pytest.raises(stale.Stale):
        inviting.keep_rules(officer, mission, AskingRules(proposals=1), read)


def test_the_office_sees_every_page_and_what_each_leads_to(mission: Mission, visiting: As, signed_in: Client) -> None:
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.DECLINE)
    pages = {
        name: signed_in.get(reverse(f"asking-{name}", args=[mission.pk])).content.decode()
        for name in ("overview", "send", "nudge", "calls", "rules", "meetings")
    }
    assert "Not this time" in pages["meetings"]
    assert [name for name in ("Primer Market", "E02") if name in pages["calls"]] == ["E02"]
    assert "Write to 1" in pages["send"]
    assert "wang@example.com" in pages["send"]
    assert "Nobody is to be reminded now." in pages["nudge"]
    assert 'name="most_requests"' in pages["rules"]
    assert "Not written to" in pages["overview"]


def test_an_officer_chooses_whom_to_write_to_and_reads_each_mail_before(
    officer: Actor, mission: Mission, signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, nudge = (reverse(name, args=[mission.pk]) for name in ("asking-send", "asking-nudge"))
    everybody, buyers, firms = (
        signed_in.get(send, {"role": roles} if roles else {}).context["ready"]
        for roles in ((), ("buyer",), ("exporter",))
    )
    assert {buyer.who.role for buyer in buyers} == {Role.BUYER}
    assert {party.who.key for party in (*buyers, *firms)} == {party.who.key for party in everybody}
    page = signed_in.get(send).content.decode()
    assert page.count('<p class="said">') == len({party.who.language for party in everybody})
    assert "nobody reads the answers" in page  # the example's contacts have telephones alone
    inviting.invite(officer, mission, [Role.BUYER])
    _take_mails()
    assert '<p class="said">' not in signed_in.get(nudge).content.decode()  # nobody is to be reminded yet
    monkeypatch.setattr(views, "fair_now", lambda: _later(4, 9))
    reminder = signed_in.get(nudge).content.decode()
    assert (reminder.count('<p class="said">'), 'value="B001"' in reminder) == (1, True)


def test_the_forms_of_the_office_do_what_they_say(mission: Mission, signed_in: Client) -> None:

    def post(name: str, **sent: object) -> int:
        return signed_in.post(reverse(f"asking-{name}", args=[mission.pk]), sent).status_code

    assert post("prepare") == 302
    assert post("send") == 302
    assert Message.objects.count() == 2
    pair = {"exporter": "E01", "buyer": "B001"}
    assert post("meeting", **pair, do="accept/buyer", channel="call", message="said on the phone") == 302
    step = rows.MeetingStep.objects.get(move="accept")
    assert (step.channel, step.message) == ("call", "said on the phone")
    shown = signed_in.get(reverse("asking-meeting", args=[mission.pk]), pair).content.decode()
    seen = re.findall(r'name="read_version" value="(\w+)"', shown)[0]
    assert post("meeting", **pair, do="ask_back/buyer", message="Which harvest?") == 302
    assert post("meeting", **pair, do="undo", read_version=seen) == 409
    shown = signed_in.get(reverse("asking-meeting", args=[mission.pk]), pair).content.decode()
    seen = re.findall(r'name="read_version" value="(\w+)"', shown)[0]
    assert post("meeting", **pair, do="undo", read_version=seen) == 302
    shown = signed_in.get(reverse("asking-meeting", args=[mission.pk]), pair).content.decode()
    seen = re.findall(r'name="read_version" value="(\w+)"', shown)[0]
    assert post("meeting", **pair, do="undo", read_version=seen) == 302
    assert post("meeting", **pair, do="keep") == 409
    assert post("meeting", **pair, do="nonsense") == 422
    assert post("meeting", exporter="E01", buyer="E02", do="cancel") == 422
    read = stale.version_of(to_document(AskingRules()))
    sent = {
        "consent": "opt_in",
        "may_ask": "nobody",
        "deadline": "2027-02-01T18:00",
        "most_requests": 5,
        "most_received": 6,
        "proposals": 2,
        "most_nudges": 1,
        "quiet_from": "21:00",
        "quiet_until": "07:30",
        "agreed": 900,
        "requested": 400,
        "proposed": 10,
        "gladly": 150,
        stale.FIELD: read,
    }
    assert post("rules", **sent) == 302
    kept = overview(mission).rules
    assert (kept.consent, kept.most_requests, kept.weights.agreed) == (ConsentRule.OPT_IN, 5, 900)
    assert kept.deadline_at == datetime(2027, 2, 1, 15, tzinfo=UTC)  # six in the evening in Moscow
    assert post("rules", **sent | {"most_nudges": 9}) == 422


def test_the_overview_costs_the_same_however_many_answered(mission: Mission, visiting: As, signed_in: Client) -> None:
    rows.AskingSettings.objects.create(mission=mission, document=to_document(AskingRules(may_ask=MayAsk.BOTH)))
    page = reverse("asking-overview", args=[mission.pk])
    signed_in.get(page)
    once = queries_of(lambda: signed_in.get(page))
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.WANT)
    answering.ask_for(visiting(Role.EXPORTER, "E02"), mission, "B001")
    assert queries_of(lambda: signed_in.get(page)) == once


def test_who_is_to_be_invited_has_something_to_answer(mission: Mission, visiting: As) -> None:
    assert [buyer.who.party for buyer in to_invite(overview(mission))] == ["E01", "E02", "B001"]
    answering.answer(visiting(Role.EXPORTER, "E01"), mission, "B003", MeetingMove.ACCEPT)
    assert [buyer.who.party for buyer in to_invite(overview(mission))] == ["E02", "B001"]


def test_what_a_sheet_wants_is_no_answer_until_somebody_says_so_themselves(
    mission: Mission, visiting: As, signed_in: Client
) -> None:
    def buyer() -> InvitedFirmOrBuyer:
        return next(party for party in overview(mission).parties if party.who.party == asker.buyer)

    asker = rows.MeetingStep.objects.filter(channel="sheet", side="buyer").select_related("progress")[0].progress
    others = rows.MeetingProgress.objects.filter(buyer=asker.buyer, buyer_answer="waiting")
    rows.MeetingStep.objects.filter(progress__in=others).update(undone_at=fair_now())
    others.update(buyer_answer="not_asked")
    assert (buyer().stage, buyer().answered, buyer().in_sheet) == ("in_sheet", 0, 1)
    page = signed_in.get(f"{reverse('asking-meetings', args=[mission.pk])}?party={asker.buyer}&own=in_sheet")
    assert (
        [line.state.code for line in page.context["lines"]],
        "from the table of requests" in page.content.decode(),
    ) == (
        ["matching.state_unsent"],
        True,
    )
    answering.answer(visiting(Role.BUYER, asker.buyer), mission, asker.exporter, MeetingMove.WANT)
    assert (buyer().stage, buyer().answered, buyer().in_sheet) == ("answered", 1, 0)


@pytest.mark.parametrize("is_over", [False, True])
def test_a_yes_by_phone_asks_the_other_side_unless_nobody_may_answer_any_more(
    officer: Actor, mission: Mission, *, is_over: bool
) -> None:
    asked_first = NewMove(exporter="E01", buyer="B002", move=MeetingMove.INVITE, side=MeetingSide.BUYER)
    rows.MeetingStep.objects.filter(progress__exporter="E01", progress__buyer="B002").update(undone_at=fair_now())
    make_move(officer, mission, asked_first)
    if is_over:
        over = AskingRules(deadline_at=fair_now() - timedelta(seconds=1))
        rows.AskingSettings.objects.create(mission=mission, document=to_document(over))
    for move in (MeetingMove.OTHER_TIME, MeetingMove.ACCEPT, MeetingMove.WANT):
        found = make_move(officer, mission, replace(asked_first, move=move, channel=MoveChannel.CALL))
    assert found.exporter_answer == ("not_asked" if is_over else "waiting")
    invitations = rows.MeetingStep.objects.filter(progress=found, undone_at=None, move="invite", side="exporter")
    assert invitations.count() == (0 if is_over else 1)
