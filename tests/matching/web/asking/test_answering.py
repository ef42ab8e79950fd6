from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tearoad.companies import Contact, Standing
from tearoad.companies.web.models import Company
from tearoad.errors import Conflict, Denied, InputError
from tearoad.matching import Request, Strength
from tearoad.matching.asking import AskingRules, MayAsk, MeetingMove
from tearoad.matching.asking.times import DayChoice, day_choices, opening_hours
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering, inviting
from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.actions.moves import MOST_LETTERS, NewMove, make_move, undo_last
from tearoad.matching.web.queries.answering import answering_page
from tearoad.matching.web.queries.invitations import call_list, overview
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.queries import core
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role, Scope
from tearoad.timetable.web.queries.planning.problem_building import composed, matched, mission_facts
from tearoad.values import Language, PartyId
from tearoad.values.document import from_document, to_document
from tearoad.web.clock import fair_now
from tests.queries import queries_at

As = Callable[[Role, str], Actor]
Path = Callable[[Role, str], str]


def _state(exporter: str, buyer: str) -> tuple[str, str, str]:
    found = rows.MeetingProgress.objects.get(exporter=exporter, buyer=buyer)
    return found.state, found.exporter_answer, found.buyer_answer


def _requests() -> dict[tuple[str, str], str]:
    return {(request.asker, request.asked): request.strength for request in rows.Request.objects.all()}


def _close(mission: Mission) -> None:
    over = AskingRules(deadline_at=fair_now() - timedelta(seconds=1))
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(over)})


def test_an_answer_is_one_tap_and_stands_as_a_request(mission: Mission, link: Path, stranger: Client) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    answer = stranger.post(address, {"party": "E01", "answer": "accept"})
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert _state("E01", "B001") == ("agreed", "wanted", "gladly")
    assert _requests()["B001", "E01"] == Strength.WISH
    assert "На всё получен ответ" in stranger.get(address).content.decode()


def test_an_answer_makes_plans_out_of_date_and_the_same_answer_again_does_not(mission: Mission, visiting: As) -> None:
    def answer() -> int:
        answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ACCEPT)
        return int(Mission.objects.values_list("revision", flat=True).get(pk=mission.pk))

    before = Mission.objects.values_list("revision", flat=True).get(pk=mission.pk)
    first = answer()
    assert (first > before, answer()) == (True, first)
    assert rows.MeetingStep.objects.filter(move="accept").count() == 1


def test_a_no_stands_as_a_no_and_can_be_changed_until_the_deadline(mission: Mission, visiting: As) -> None:
    buyer = visiting(Role.BUYER, "B001")
    answering.answer(buyer, mission, "E01", MeetingMove.DECLINE)
    assert (_state("E01", "B001")[0], _requests()["B001", "E01"]) == ("not_this_time", Strength.NO)
    answering.answer(buyer, mission, "E01", MeetingMove.WANT)
    assert (_state("E01", "B001")[0], _requests()["B001", "E01"]) == ("agreed", Strength.WISH)
    _close(mission)
    with pytest.raises(Conflict):
        answering.answer(buyer, mission, "E01", MeetingMove.DECLINE)
    assert _state("E01", "B001")[0] == "agreed"


def test_the_asker_sees_no_difference_between_a_no_and_silence(
    mission: Mission, visiting: As, link: Path, stranger: Client
) -> None:
    asker = link(Role.EXPORTER, "E01")

    def seen() -> str:
        return re.sub(r'value="[^"]*"', "", stranger.get(asker).content.decode())

    silent = seen()
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.DECLINE, "never again")
    assert seen() == silent
    _close(mission)
    declined = seen()
    rows.MeetingProgress.objects.filter(buyer="B001").update(state="asked", buyer_answer="waiting")
    assert seen() == declined
    assert "never again" not in silent + declined


def test_a_question_leaves_the_requests_as_they_are(mission: Mission, visiting: As) -> None:
    before = _requests()
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ASK_BACK, "Which harvest?")
    assert (_state("E01", "B001")[0], _requests()) == ("asks_back", before)
    assert rows.MeetingStep.objects.get(move="ask_back").message == "Which harvest?"


def test_a_proposal_is_put_before_the_other_side_once_one_of_them_wants_it(
    officer: Actor, mission: Mission, visiting: As
) -> None:
    rows.Request.objects.all().delete()
    rows.MeetingStep.objects.all().delete()
    rows.MeetingProgress.objects.all().delete()
    rematch(officer, mission)
    made = inviting.prepare(officer, mission)
    assert (made.requests, made.proposals) == (0, 3)
    assert _state("E01", "B001") == ("asked", "not_asked", "waiting")
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.WANT)
    assert _state("E01", "B001") == ("asked", "waiting", "wanted")
    answering.answer(visiting(Role.EXPORTER, "E01"), mission, "B001", MeetingMove.ACCEPT)
    assert _state("E01", "B001") == ("agreed", "gladly", "wanted")


def test_what_was_prepared_is_not_prepared_twice(officer: Actor, mission: Mission) -> None:
    assert (inviting.prepare(officer, mission).requests, inviting.prepare(officer, mission).proposals) == (0, 0)
    assert not Message.objects.exists(), "nobody was written to"


def test_a_firm_may_be_asked_for_once_within_the_cap(mission: Mission, visiting: As) -> None:
    rows.AskingSettings.objects.create(
        mission=mission, document=to_document(AskingRules(most_requests=2, may_ask=MayAsk.BOTH))
    )
    firm = visiting(Role.EXPORTER, "E01")
    assert answering_page(firm, mission, Language.EN).left == 1, "a request of the sheet counts as well"
    answering.ask_for(firm, mission, "B002")
    assert answering_page(firm, mission, Language.EN).left == 0
    answering.ask_for(firm, mission, "B002")
    assert _state("E01", "B002") == ("asked", "wanted", "waiting")
    assert _requests()["E01", "B002"] == Strength.WISH
    with pytest.raises(Conflict):
        answering.ask_for(visiting(Role.EXPORTER, "E01"), mission, "B003")
    assert ("E01", "B003") not in _requests()
    answering.answer(firm, mission, "B002", MeetingMove.DECLINE)
    assert answering_page(firm, mission, Language.EN).left == 1, "what is taken back makes room"


def _let_everybody_ask(mission: Mission) -> None:
    rows.AskingSettings.objects.create(mission=mission, document=to_document(AskingRules(may_ask=MayAsk.BOTH)))


def test_a_firm_is_asked_by_no_more_than_the_rules_let_one_be(mission: Mission, visiting: As) -> None:
    rules = AskingRules(most_received=1)
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(rules)})
    first, second = visiting(Role.BUYER, "B001"), visiting(Role.BUYER, "B002")
    rows.MeetingStep.objects.filter(progress__exporter="E02").delete()
    rows.MeetingProgress.objects.filter(exporter="E02").delete()
    answering.ask_for(first, mission, "E02")
    with pytest.raises(Conflict) as full:
        answering.ask_for(second, mission, "E02")
    assert full.value.code == "asking_pages.enough_received"
    answering.ask_for(first, mission, "E02")  # once more the same: nothing to refuse
    firm = visiting(Role.EXPORTER, "E02")
    answering.answer(firm, mission, "B001", MeetingMove.DECLINE)
    with pytest.raises(Conflict):  # a "no" makes no room, so that nobody learns of it by asking
        answering.ask_for(second, mission, "E02")
    buyers = set(rows.MeetingProgress.objects.filter(mission=mission, exporter="E02").values_list("buyer", flat=True))
    assert buyers == {"B001"}


def test_firms_find_buyers_in_a_list_only_where_the_office_lets_them(
    mission: Mission, visiting: As, link: Path, stranger: Client
) -> None:
    address = link(Role.EXPORTER, "E01") + "firms/?all=1"
    assert "B002" not in stranger.get(address).content.decode()
    with pytest.raises(Conflict):
        answering.ask_for(visiting(Role.EXPORTER, "E01"), mission, "B002")
    _let_everybody_ask(mission)
    assert 'value="B002"' in stranger.get(address).content.decode()


@pytest.mark.parametrize("other", ["E01", "E02", "B999", ""])
def test_one_cannot_ask_for_oneself_ones_own_side_or_nobody(mission: Mission, visiting: As, other: str) -> None:
    _let_everybody_ask(mission)
    with pytest.raises(InputError):
        answering.ask_for(visiting(Role.EXPORTER, "E01"), mission, other)
    with pytest.raises(InputError):
        answering.answer(visiting(Role.EXPORTER, "E01"), mission, other, MeetingMove.WANT)


def test_a_long_message_and_a_made_up_answer_are_refused_and_nothing_is_lost(
    mission: Mission, visiting: As, link: Path, stranger: Client
) -> None:
    with pytest.raises(InputError):
        answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ACCEPT, "x" * (MOST_LETTERS + 1))
    address = link(Role.BUYER, "B001")
    for sent in ({"answer": "keep"}, {"answer": "xyz"}, {}, {"answer": "accept", "message": "x" * 100_000}):
        assert stranger.post(address, {"party": "E01"} | sent).status_code == 422
    assert _state("E01", "B001") == ("asked", "wanted", "waiting")


def test_markup_is_shown_as_it_was_written(officer: Actor, mission: Mission, visiting: As, signed_in: Client) -> None:
    del officer
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ACCEPT, "<script>alert(1)</script>")
    page = signed_in.get(reverse("asking-meeting", args=[mission.pk]), {"exporter": "E01", "buyer": "B001"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()
    assert "<script>alert" not in page.content.decode()


def test_who_may_not_be_met_leaves_all_lists_and_nobody_is_told(
    mission: Mission, visiting: As, link: Path, stranger: Client
) -> None:
    address = link(Role.BUYER, "B001")
    held = Participation.objects.get(code="E01").company_id
    Company.objects.filter(pk=held).update(standing=Standing.HELD)
    page = stranger.get(address)
    assert page.status_code == 200
    assert "Пример-1" not in page.content.decode()
    assert "Пример-1" not in stranger.get(f"{address}firms/?all=1").content.decode()
    with pytest.raises(InputError):
        answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.WANT)


def test_a_link_to_ones_day_answers_nothing(officer: Actor, mission: Mission, stranger: Client) -> None:
    day = links.make(officer, mission, Role.BUYER, "B001").address.rstrip("/").rpartition("/")[2]
    assert stranger.post(f"/a/{day}/", {"party": "E01", "answer": "want"}).status_code == 403
    by_day = Actor(mission.tenant_id, Role.BUYER, mission=mission.pk, party="B001")
    with pytest.raises(Denied):
        answering.answer(by_day, mission, "E01", MeetingMove.WANT)
    assert _state("E01", "B001") == ("asked", "wanted", "waiting")


def test_a_buyer_says_when_they_come_and_plans_keep_to_it(mission: Mission, visiting: As) -> None:
    buyer, on = visiting(Role.BUYER, "B001"), mission.starts_on
    opens = opening_hours(core(mission))[on]
    answering.say_when(buyer, mission, {on: (opens,)})
    [window] = Participation.objects.get(code="B001").document["windows"]
    assert window["start_at"].startswith(on.isoformat())
    for wrong in ({}, {on: ()}, {on: (opens,), on - timedelta(days=1): (opens,)}):
        with pytest.raises(InputError):
            answering.say_when(buyer, mission, wrong)
    with pytest.raises(InputError):
        answering.say_when(visiting(Role.EXPORTER, "E01"), mission, {on: (opens,)})


def test_who_comes_gladly_takes_points_off_in_the_plan(mission: Mission, visiting: As) -> None:
    pair = (PartyId("E01"), PartyId("B001"))
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ACCEPT)
    assert dict(mission_facts(mission).said.gladly) == {pair: 1}
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.WANT)
    assert dict(mission_facts(mission).said.gladly) == {}


def test_a_yes_at_another_time_agrees_to_nothing_until_it_is_said_when(
    officer: Actor, mission: Mission, link: Path, stranger: Client
) -> None:
    address = link(Role.BUYER, "B001")
    stranger.post(address, {"party": "E01", "answer": "other_time"})
    assert _state("E01", "B001") == ("another_time", "wanted", "another_time")
    assert not rows.Request.objects.filter(mission=mission, asker="B001", asked="E01").exists()
    called = [call.reason for call in call_list(overview(mission), mission.starts_on) if call.party.who.party == "B001"]
    assert called == ["another_time"]
    assert f'href="{address}times/"' in stranger.get(address).content.decode()
    read = re.findall(r'name="read_version" value="(\w+)"', stranger.get(f"{address}times/").content.decode())[0]
    sent = {"day": f"{mission.starts_on}/whole", "read_version": read}
    assert stranger.post(f"{address}times/", sent).status_code == 302
    assert _state("E01", "B001") == ("agreed", "wanted", "wanted")
    assert rows.Request.objects.get(mission=mission, asker="B001", asked="E01").strength == "wish"
    undo_last(officer, mission, "E01", "B001")
    assert _state("E01", "B001") == ("another_time", "wanted", "another_time")


def test_a_firm_that_wants_another_time_stands_on_the_call_list(mission: Mission, visiting: As) -> None:
    answering.ask_for(visiting(Role.BUYER, "B002"), mission, "E01")
    answering.answer(visiting(Role.EXPORTER, "E01"), mission, "B002", MeetingMove.OTHER_TIME)
    called = [(call.party.who.party, call.reason) for call in call_list(overview(mission), mission.starts_on)]
    assert called[0] == ("E01", "another_time")


def test_a_yes_with_other_times_weighs_in_the_plan_as_any_yes_and_keeps_to_them(mission: Mission, visiting: As) -> None:
    buyer, on = visiting(Role.BUYER, "B001"), mission.starts_on

    def wished() -> Mapping[str, int]:
        facts = mission_facts(mission)
        return {wish.id: wish.value for wish in composed(facts, matched(facts)).problem.wishes}

    answering.answer(buyer, mission, "E01", MeetingMove.WANT)
    as_wanted = wished()
    answering.answer(buyer, mission, "E01", MeetingMove.OTHER_TIME)
    afternoon = day_choices(core(mission))[on][DayChoice.AFTERNOON]
    answering.say_when(buyer, mission, {on: afternoon})
    assert wished() == as_wanted
    assert [known.windows for known in mission_facts(mission).said.buyers if known.id == "B001"] == [afternoon]


def test_after_the_deadline_the_times_are_shown_and_none_is_taken(
    mission: Mission, link: Path, stranger: Client
) -> None:
    address = f"{link(Role.BUYER, 'B001')}times/"
    assert "<form method" in stranger.get(address).content.decode().partition("<main")[2]
    _close(mission)
    shown = stranger.get(address).content.decode().partition("<main")[2]
    assert ("<form method" in shown, ">14:00<" in shown, ">17:00<" in shown) == (False, True, True)
    assert stranger.post(address, {"day": f"{mission.starts_on}/whole"}).status_code == 409


def test_opening_the_page_to_end_ends_nothing_and_its_form_does(mission: Mission, link: Path, stranger: Client) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    assert stranger.get(f"{address}end/").status_code == 200
    assert rows.InvitedParty.objects.exclude(ended_at=None).count() == 0
    assert stranger.post(f"{address}end/").status_code == 302
    assert stranger.post(f"{address}end/").status_code == 302
    assert rows.InvitedParty.objects.exclude(ended_at=None).count() == 1
    assert stranger.get(address).status_code == 200


def test_a_mail_program_ends_reminders_by_a_post_alone(officer: Actor, mission: Mission) -> None:
    contact = Contact(email="desk@example.org")
    mission.document = to_document(replace(core(mission), contacts=(Contact(), contact)))
    mission.save(update_fields=["document"])
    inviting.invite(officer, mission, [Role.BUYER])
    sent = Message.objects.get(to="b1@example.org")
    assert sent.reply_to == contact.email
    path = sent.unsubscribe.removeprefix(settings.CONFIG.address)
    program = Client(enforce_csrf_checks=True)
    answers = program.get(path), program.head(path), program.post(path), program.post(path, {"List-Unsubscribe": "no"})
    assert {(wsgiresponse.status_code, wsgiresponse.headers["Location"]) for wsgiresponse in answers} == {
        (302, path.removesuffix("now/"))
    }
    assert rows.InvitedParty.objects.exclude(ended_at=None).count() == 0
    for _ in range(2):
        answer = program.post(path, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.content) == (200, b"")
    assert rows.InvitedParty.objects.get(party="B001").ended_at is not None
    assert program.post("/a/guess/end/now/", {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_every_page_of_the_link_opens_in_the_readers_language(mission: Mission, link: Path, stranger: Client) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    for page in ("", "with/E01/", "firms/", "firms/?all=1", "firms/?q=чай", "times/", "end/"):
        answer = stranger.get(address + page)
        assert (answer.status_code, 'lang="ru"' in answer.content.decode()) == (200, True)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert stranger.get(f"{address}with/B002/").status_code == 404
    assert "<form method" not in stranger.get(link(Role.EXPORTER, "E01") + "times/").content.decode().split("<main")[1]
    assert stranger.get("/a/guess/").status_code == 404


def test_the_first_page_costs_the_same_however_many_ask(
    officer: Actor, mission: Mission, visiting: As, link: Path, stranger: Client
) -> None:
    del officer
    _let_everybody_ask(mission)
    address = link(Role.BUYER, "B001")
    once = queries_at(stranger, address)
    answering.ask_for(visiting(Role.EXPORTER, "E02"), mission, "B001")
    assert queries_at(stranger, address) == once


def test_undoing_an_answer_takes_its_request_back(officer: Actor, mission: Mission, visiting: As) -> None:
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.DECLINE)
    undo_last(officer, mission, "E01", "B001")
    assert (_state("E01", "B001"), ("B001", "E01") in _requests()) == (("asked", "wanted", "waiting"), False)
    with pytest.raises(Conflict):
        undo_last(officer, mission, "E01", "B001")  # what came from a sheet is changed there


def test_who_asks_after_an_undone_request_is_the_one_who_asked(officer: Actor, mission: Mission, visiting: As) -> None:
    """Finds where a step that was undone still counts as the first request of a pair."""
    _let_everybody_ask(mission)
    firm = visiting(Role.EXPORTER, "E02")
    answering.ask_for(firm, mission, "B001")
    undo_last(officer, mission, "E02", "B001")
    answering.ask_for(visiting(Role.BUYER, "B001"), mission, "E02")
    page = answering_page(firm, mission, Language.EN)
    assert (sorted(request.firm.party for request in page.requests), page.own) == (["B001", "B002"], ())


def test_an_officers_must_is_not_weakened_by_a_yes(officer: Actor, mission: Mission, visiting: As) -> None:
    del officer
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.DECLINE)
    answering.answer(visiting(Role.EXPORTER, "E01"), mission, "B001", MeetingMove.ACCEPT)
    found = rows.Request.objects.get(asker="E01", asked="B001")
    assert (found.strength, from_document(Request, found.document).strength) == (Strength.MUST, Strength.MUST)


def test_two_links_of_one_buyer_answer_after_each_other_and_both_answers_are_kept(
    officer: Actor, mission: Mission, stranger: Client
) -> None:
    first, second = (links.link_for(officer, mission, Role.BUYER, "B001", Scope.ANSWER) for _ in range(2))
    for address, reply in ((first, "accept"), (second, "decline")):
        path = "/a/" + address.rstrip("/").rpartition("/")[2] + "/"
        assert stranger.post(path, {"party": "E01", "answer": reply}).status_code == 302
    assert _state("E01", "B001")[0] == "not_this_time"
    assert list(
        rows.MeetingStep.objects.filter(progress__buyer="B001", side="buyer").values_list("move", flat=True)
    ) == ["accept", "decline"]


def test_nobody_is_asked_any_more_about_a_meeting_that_took_place(
    officer: Actor, mission: Mission, visiting: Callable[[Role, str], Actor], link: Callable[[Role, str], str]
) -> None:
    requests = answering_page(visiting(Role.BUYER, "B001"), mission, Language.EN).waiting
    assert [request.firm.party for request in requests][:1] == ["E01"]
    waiting = next(party.waiting for party in overview(mission).parties if party.who.party == "B001")
    for move in (MeetingMove.PLAN, MeetingMove.KEEP):
        make_move(officer, mission, NewMove(exporter="E01", buyer="B001", move=move))
    left = answering_page(visiting(Role.BUYER, "B001"), mission, Language.EN).waiting
    assert [request.firm.party for request in left] == [request.firm.party for request in requests][1:]
    assert next(party.waiting for party in overview(mission).parties if party.who.party == "B001") == waiting - 1
    assert Client().get(f"{link(Role.BUYER, 'B001')}with/E01/").status_code == 404
