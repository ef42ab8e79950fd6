from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from tearoad.call import Application, Decision, Given, Scoring
from tearoad.call.web import models as rows
from tearoad.call.web.actions import deciding, scoring
from tearoad.call.web.actions.settings import write_call
from tearoad.call.web.queries import applications
from tearoad.call.web.queries.calls import core_call
from tearoad.call.web.queries.leaving import withdrawn
from tearoad.companies.web.models import Company
from tearoad.delegation.web.actions.delegates import STORED_DELEGATES
from tearoad.errors import Conflict, InputError
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.rows import add, remove
from tearoad.names import PersonName
from tearoad.office.web.models import Message
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import Language, LocalText, PartyId, PersonId
from tearoad.values.document import from_document
from tearoad.web.registry import on
from tearoad.web.saving.stale import version_of
from tests.call.web.test_pages import fields_of
from tests.suite.scenes import made_once
from tests.web.forms import read_at

Apply = Callable[..., rows.Application]
Second = tuple[Actor, Client]


def given(application: rows.Application, scorer: str, points: int) -> Scoring:
    return Scoring(
        application.code,
        scorer,
        tuple(Given(criterion, points) for criterion in ("product", "export", "capacity", "plan")),
    )


def score(call: rows.Call, officer: Actor, other: Actor, row: rows.Application, points: int) -> None:
    for actor in (officer, other):
        scoring.give_points(actor, call, row, given(row, actor.name, points))


@pytest.fixture
def three(call: rows.Call, applied: Apply, officer: Actor, second: Second) -> list[rows.Application]:
    """Three firms, scored 9, 7 and 5 by two people."""

    def make_three() -> rows.Call:
        for number, points in zip((1, 2, 3), (9, 7, 5), strict=True):
            score(call, officer, second[0], applied(number), points)
        return call

    made_once("three firms, scored", make_three)
    return list(rows.Application.objects.order_by("code"))


def decision_of(row: rows.Application) -> tuple[str, int]:
    row.refresh_from_db()
    application = from_document(Application, row.document)
    return application.decision.value, application.waiting_place


def test_one_does_not_see_the_others_points_before_giving_their_own(
    call: rows.Call, applied: Apply, officer: Actor, second: Second, signed_in: Client
) -> None:
    row = applied()
    other, browser = second
    address = f"/missions/{call.mission_id}/call/{row.pk}/"
    points = {f"points_{criterion}": "8" for criterion in ("product", "export", "capacity", "plan")}
    points |= {"read_version": version_of({})}
    assert browser.post(address, points | {"note_product": "Sealed secret"}).status_code == 302
    page = signed_in.get(address).content.decode()
    assert "Sealed secret" not in page
    assert "1 other person has given points" in page
    assert signed_in.post(address, points | {"points_product": "2"}).status_code == 302
    page = signed_in.get(address).content.decode()
    assert "Sealed secret" in page
    assert "Product fits the market: 2 by Officer, 8 by Second" in page
    facts = LedgerEntry.objects.filter(code="mission.application_scored").latest("number").facts
    assert facts == {"application": "A01", "again": False, "others": 1}
    assert applications.points(replace(officer, user=None), core_call(call), row).hidden == 2
    assert other.user is not None


def test_points_are_whole_or_not_kept(call: rows.Call, applied: Apply, officer: Actor, signed_in: Client) -> None:
    row = applied()
    address = f"/missions/{call.mission_id}/call/{row.pk}/"
    assert signed_in.post(address, {"points_product": "8"}).status_code == 422
    with pytest.raises(InputError):
        scoring.give_points(officer, call, row, Scoring("A01", "Officer", (Given("product", 11),)))
    assert rows.Scoring.objects.count() == 0


def test_the_cap_is_kept_and_each_firm_is_written_to_in_its_language(
    call: rows.Call, three: list[rows.Application], officer: Actor
) -> None:
    with pytest.raises(InputError):
        deciding.decide(officer, call, {row.code: Decision.ACCEPTED for row in three})
    first = three[0]
    first.document = first.document | {"language": Language.ZH.value}
    first.save()
    changed = deciding.decide(
        officer, call, {"A01": Decision.ACCEPTED, "A02": Decision.ACCEPTED, "A03": Decision.WAITING}
    )
    assert changed == 3
    assert [decision_of(row) for row in three] == [("accepted", 0), ("accepted", 0), ("waiting", 1)]
    letters = Message.objects.filter(kind="call_letter").order_by("to")
    assert [(letter.to, letter.language) for letter in letters] == [
        ("firm1@example.com", "zh-Hans"),
        ("firm2@example.com", "en"),
        ("firm3@example.com", "en"),
    ]
    assert "入选代表团" in letters[0].body
    assert "number 1 on the waiting list" in letters[2].body
    assert deciding.decide(officer, call, {"A01": Decision.ACCEPTED}) == 0
    assert Message.objects.filter(kind="call_letter").count() == 3


def test_an_accepted_firm_takes_part_and_stands_in_the_register(
    call: rows.Call, three: list[rows.Application], officer: Actor
) -> None:
    known = Company.objects.count()
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED})
    part = mission_rows.Participation.objects.get(mission=call.mission)
    assert (part.code, part.company.name, part.company.registration_number) == ("E01", "示例1公司", "91520001")
    assert Company.objects.count() == known + 1
    assert part.company.standing == "unknown"
    three[0].refresh_from_db()
    assert three[0].company_id == part.company_id
    assert from_document(Application, three[0].document).party == "E01"


def test_a_firm_that_is_known_by_its_number_is_not_entered_twice(
    call: rows.Call, three: list[rows.Application], officer: Actor
) -> None:
    Company.objects.create(
        side="exporter", name="Old", names="old", registration_number="91520001", document={}, changed_at=call.opens_at
    )
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED})
    assert Company.objects.filter(registration_number="91520001").count() == 1
    assert three[0].code == "A01"


def test_a_withdrawal_lets_the_waiting_list_move_up(
    call: rows.Call, three: list[rows.Application], officer: Actor, signed_in: Client
) -> None:
    moved_up: list[str] = []

    def hear(event: deciding.MovedUp) -> None:
        moved_up.append(event.application)

    on(deciding.MovedUp, hear)
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED, "A02": Decision.ACCEPTED, "A03": Decision.WAITING})
    address = f"/missions/{call.mission_id}/call/{three[0].pk}/change/"
    assert signed_in.post(address, {"do": "withdraw"}).status_code == 302
    assert [decision_of(row) for row in three] == [("withdrawn", 0), ("accepted", 0), ("accepted", 0)]
    assert moved_up == ["A03"]
    assert Message.objects.filter(to="firm3@example.com", kind="call_letter").count() == 2
    assert {
        participation.code for participation in mission_rows.Participation.objects.filter(mission=call.mission)
    } == {"E02", "E03"}
    signed_in.post(address, {"do": "withdraw"})
    assert moved_up == ["A03"]


def test_a_firm_that_is_still_named_stays_and_its_page_says_by_what(
    call: rows.Call, three: list[rows.Application], officer: Actor, signed_in: Client
) -> None:
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED})
    delegate = Delegate(PersonId("D01"), PersonName("示例", "Example Person", ""), firm=PartyId("E01"))
    there = add(officer, call.mission, STORED_DELEGATES, delegate)
    page = f"/missions/{call.mission_id}/call/{three[0].pk}/"
    signed_in.post(f"{page}change/", {"do": "withdraw"})
    assert mission_rows.Participation.objects.filter(mission=call.mission).count() == 1
    said = signed_in.get(page).content.decode()
    assert "named by delegate D01" in said
    assert 'value="take_out"' not in said
    remove(officer, call.mission, STORED_DELEGATES, there, version_of(there.document))
    assert 'value="take_out"' in signed_in.get(page).content.decode()
    signed_in.post(f"{page}change/", {"do": "take_out"})
    assert not mission_rows.Participation.objects.filter(mission=call.mission).exists()
    assert Company.objects.count() == 1
    assert 'value="take_out"' not in signed_in.get(page).content.decode()


def test_the_waiting_list_closes_its_ranks(
    call: rows.Call, three: list[rows.Application], applied: Apply, officer: Actor, second: Second
) -> None:
    write_call(officer, call.mission, replace(core_call(call), cap=1, waiting=3))
    fourth = applied(4)
    score(call, officer, second[0], fourth, 1)
    waiting = dict.fromkeys(("A02", "A03", "A04"), Decision.WAITING)
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED} | waiting)
    deciding.withdraw(officer, three[1])
    assert [decision_of(row) for row in (*three, fourth)] == [
        ("accepted", 0), ("withdrawn", 0), ("waiting", 1), ("waiting", 2),
    ]  # fmt: skip
    assert deciding.withdraw(officer, three[0]) is not None
    assert [decision_of(row) for row in (three[2], fourth)] == [("accepted", 0), ("waiting", 1)]


def test_who_is_accepted_is_not_declined_behind_their_back(
    call: rows.Call, three: list[rows.Application], officer: Actor
) -> None:
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED})
    with pytest.raises(Conflict):
        deciding.decide(officer, call, {"A01": Decision.DECLINED})
    assert decision_of(three[0]) == ("accepted", 0)


def test_a_namesake_gives_points_of_their_own(call: rows.Call, applied: Apply, officer: Actor, second: Second) -> None:
    row = applied()
    for actor, points in ((officer, 6), (second[0], 0), (second[0], 1)):
        scoring.give_points(actor, call, row, given(row, "Lin Yue", points))
    kept = {
        scoring_row.by_id: from_document(Scoring, scoring_row.document) for scoring_row in rows.Scoring.objects.all()
    }
    assert {by: (kept_scoring.scorer, kept_scoring.points("product")) for by, kept_scoring in kept.items()} == {
        officer.user: ("Lin Yue", 6),
        second[0].user: ("Lin Yue (2)", 1),
    }


def test_nobody_goes_before_two_people_have_scored(call: rows.Call, applied: Apply, officer: Actor) -> None:
    row = applied()
    scoring.give_points(officer, call, row, given(row, "Officer", 9))
    with pytest.raises(InputError):
        deciding.decide(officer, call, {"A01": Decision.ACCEPTED})
    assert deciding.decide(officer, call, {"A01": Decision.DECLINED}) == 1


def test_a_fee_is_noted(call: rows.Call, three: list[rows.Application], officer: Actor, signed_in: Client) -> None:
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED})
    address = f"/missions/{call.mission_id}/call/{three[0].pk}/change/"
    for what, paid in (("paid", True), ("unpaid", False)):
        signed_in.post(address, {"do": what})
        three[0].refresh_from_db()
        assert (from_document(Application, three[0].document).fee_paid_on is not None) is paid


def test_the_page_of_decisions_suggests_by_places_and_chooses_nothing(
    call: rows.Call, three: list[rows.Application], signed_in: Client
) -> None:
    address = f"/missions/{call.mission_id}/call/decide/"
    page = signed_in.get(address).content.decode()
    assert [page.count(f'<option value="{state}" selected>') for state in ("open", "accepted", "waiting")] == [3, 0, 0]
    assert (page.count("Suggested: Accepted"), page.count("Suggested: Waiting")) == (2, 1)
    assert "Your place in the mission" in page
    suggested = signed_in.get(f"{address}?suggested").content.decode()
    assert [suggested.count(f'<option value="{state}" selected>') for state in ("accepted", "waiting")] == [2, 1]
    untouched = {f"decision_{row.code}": "open" for row in three} | read_at(signed_in, address)
    assert signed_in.post(address, untouched).status_code == 302
    assert not Message.objects.filter(kind="call_letter").exists()


def test_one_decides_early_only_where_one_says_so(
    call: rows.Call, three: list[rows.Application], applied: Apply, signed_in: Client
) -> None:
    applied(4)
    address = f"/missions/{call.mission_id}/call/decide/"
    sent = {"decision_A01": "accepted", "decision_A02": "declined"} | read_at(signed_in, address)
    answer = signed_in.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The call is open until" in page
    assert "1 confirmed application has no score by two people yet." in page
    assert page.count('<option value="declined" selected>') == 1
    assert [decision_of(row)[0] for row in three] == ["open", "open", "open"]
    assert signed_in.post(address, sent | {"go_on": "on"}).status_code == 302
    assert [decision_of(row)[0] for row in three] == ["accepted", "declined", "open"]


def test_weights_that_move_decided_firms_change_only_where_one_says_so(
    call: rows.Call, three: list[rows.Application], officer: Actor, second: Second, signed_in: Client
) -> None:
    for actor in (officer, second[0]):
        points = {"product": 1, "export": 5, "capacity": 5, "plan": 10}
        given_now = tuple(Given(name, number) for name, number in points.items())
        scoring.give_points(actor, call, three[2], Scoring("A03", actor.name, given_now))
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED, "A03": Decision.DECLINED})
    address = f"/missions/{call.mission_id}/call/settings/"
    page = signed_in.get(address).context
    sent = fields_of(page["form"]) | {"read_version": page["read"]}
    sent |= {name: "0" for name in sent if name.startswith("criterion") and name.endswith("weight")}
    weights = {f"criterion_{number}_weight": "10" for number in range(4) if sent[f"criterion_{number}_id"] == "plan"}
    answer = signed_in.post(address, sent | weights)
    assert answer.status_code == 422
    assert "2 firms that were decided on would have another place now." in answer.content.decode()
    assert core_call(rows.Call.objects.get()).criteria == core_call(call).criteria
    assert signed_in.post(address, sent | weights | {"go_on": "on"}).status_code == 302
    assert [criterion.weight for criterion in core_call(rows.Call.objects.get()).criteria].count(0) == 3


@pytest.mark.parametrize(
    "odd", [{"decision_A03": "bogus"}, {"decision_A03": "withdrawn"}, {"decision_A99": "accepted"}]
)
def test_a_form_with_what_is_no_decision_is_refused_as_a_whole(
    call: rows.Call, three: list[rows.Application], signed_in: Client, odd: dict[str, str]
) -> None:
    sent = {"decision_A01": "accepted", "go_on": "on"} | odd
    assert signed_in.post(f"/missions/{call.mission_id}/call/decide/", sent).status_code == 422
    assert [decision_of(row)[0] for row in three] == ["open", "open", "open"]
    assert not Message.objects.filter(kind="call_letter").exists()


@pytest.mark.parametrize(("language", "mark"), [("en", "withdrew"), ("zh-Hans", "已退出"), ("ru", "отказ от участия")])
def test_a_firm_that_withdrew_is_marked_wherever_its_people_and_its_stand_are(
    call: rows.Call, three: list[rows.Application], officer: Actor, signed_in: Client, language: str, mark: str
) -> None:
    deciding.decide(officer, call, {"A01": Decision.ACCEPTED, "A02": Decision.ACCEPTED})
    people = [
        Delegate(
            PersonId(f"D0{n}"),
            PersonName("示例", f"Person {n}", ""),
            firm=PartyId(f"E0{n}"),
            hotel=LocalText("Hotel Example"),
        )
        for n in (1, 2)
    ]
    for person in people:
        add(officer, call.mission, STORED_DELEGATES, person)
    company = mission_rows.Participation.objects.get(mission=call.mission, code="E01")
    company.document |= {"stand": "A1"}
    company.save()
    base = f"/missions/{call.mission_id}"
    signed_in.cookies["language"] = language
    pages = [f"{base}/delegation/", f"{base}/delegation/rooms/", f"{base}/people/"]
    assert [signed_in.get(page).content.decode().count(mark) for page in pages] == [0, 0, 0]
    signed_in.post(f"{base}/call/{three[0].pk}/change/", {"do": "withdraw"}, follow=True)
    house, guest, listed = (signed_in.get(page).content.decode() for page in pages)
    assert house.count(mark) == 1
    assert guest.count(f"· {mark}") == guest.count(mark) >= 1
    assert listed.count(f"· {mark}") == listed.count(mark) == 2  # the delegate's firm and the stand's owner
    theirs = mission_rows.Delegate.objects.filter(mission=call.mission).order_by("code")
    said = [signed_in.get(f"{base}/delegation/{delegate.pk}/").content.decode() for delegate in theirs]
    assert ['<p class="notice warn">' in page for page in said] == [True, False]
    assert withdrawn(call.mission) == {"E01"}


def test_the_letter_nul_in_the_note_of_points_is_told_at_its_field(
    call: rows.Call, three: list[rows.Application], signed_in: Client
) -> None:
    before = [str(scoring_row.document) for scoring_row in rows.Scoring.objects.order_by("id")]
    page = f"/missions/{call.mission_id}/call/{three[0].pk}/"
    form = signed_in.get(page).context["form"]
    notes = [name for name in form.fields if name.startswith("note")]
    answer = signed_in.post(page, dict.fromkeys(form.fields, "3") | {notes[0]: "a\0b", notes[1]: "With care"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, notes[:1])
    assert "With care" in answer.content.decode()
    assert [str(scoring_row.document) for scoring_row in rows.Scoring.objects.order_by("id")] == before


def test_the_cap_stays_above_what_is_accepted_and_what_was_typed_stays(
    call: rows.Call, three: list[rows.Application], officer: Actor, signed_in: Client
) -> None:
    deciding.decide(officer, call, {row.code: Decision.ACCEPTED for row in three[:2]})
    address = f"/missions/{call.mission_id}/call/settings/"
    sent = fields_of(signed_in.get(address).context["form"]) | {
        "read_version": version_of(call.document),
        "waiting": "7",
    }
    refused = signed_in.post(address, sent | {"cap": "1"})
    form = refused.context["form"]
    assert (refused.status_code, form["waiting"].value(), list(form.errors)) == (422, "7", ["cap"])
    assert "2 firms are accepted; only 1 can go. Let 2 or more go" in form.errors["cap"][0]
    assert core_call(rows.Call.objects.get()).cap == 2
    call.document["cap"] = 1  # as one that was set before this was refused
    call.save()
    sent["read_version"] = version_of(call.document)
    assert signed_in.post(address, sent | {"cap": "1"}).status_code == 302
