"""The office's pages of orders, from a new opportunity to what came of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import EventDouble, Opportunity, OpportunityEvent
from tearoad.orders.web.queries.board import card
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import Money
from tearoad.web.saving.stale import version_of
from tests.office.files import pdfs
from tests.orders.web.conftest import Write, wanted
from tests.queries import queries_at


def at(name: str, mission: Mission, **more: object) -> str:
    return reverse(f"orders-{name}", kwargs={"mission_id": mission.id, **more})


def event_form(mission: Mission, **said: object) -> dict[str, object]:
    on = today_of(mission).isoformat()
    return {"what": "forward contract", "on": on, "amount": "1 500,50", "currency": "¥", "said_by": "exporter"} | said


def last_event() -> core.OrderEvent:
    row = OpportunityEvent.objects.latest("id")
    return opportunity(row.opportunity.mission, row.opportunity_id).history.events[-1]


def test_opportunity_is_opened_by_the_form_and_stands_on_board_and_list(signed_in: Client, mission: Mission) -> None:
    due_on = today_of(mission) - timedelta(days=1)
    sent = {"firm": "E01", "buyer": "B001", "about": "Green tea", "next_step": "offer", "due_on": due_on.isoformat()}
    answer = signed_in.post(at("new", mission), sent)
    row = Opportunity.objects.get()
    assert answer.headers["Location"] == at("opportunity", mission, opportunity_id=row.pk)
    for name in ("board", "days"):
        page = signed_in.get(at(name, mission)).content.decode()
        assert ("Green tea" in page, "Overdue" in page) == (True, True)
    assert LedgerEntry.objects.filter(code="orders.opened").count() == 1


def test_same_business_opened_twice_is_one(officer: Actor, mission: Mission, opened: Opportunity) -> None:
    assert open_opportunity(officer, mission, wanted(mission, "green TEA")).pk == opened.pk


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"currency": ""}, "An amount needs its currency"),
        ({"on": "2031-01-01"}, "has not come yet"),
        ({"amount": "0.001", "currency": "CNY"}, "0.001"),
        ({"hs": "999999"}, "999999"),
        ({"what": "lost", "amount": ""}, "Lost business needs a reason"),
        ({"link": "javascript:alert(1)"}, "is no address of a page"),
        ({"what": "forward talked"}, "belongs to no rung"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    signed_in: Client, mission: Mission, opened: Opportunity, said: dict[str, str], expected: str
) -> None:
    answer = signed_in.post(at("event-add", mission, opportunity_id=opened.pk), event_form(mission, **said))
    assert (answer.status_code, expected in answer.content.decode()) == (422, True)
    assert OpportunityEvent.objects.count() == 0


def test_contract_is_written_down_with_its_paper(signed_in: Client, mission: Mission, opened: Opportunity) -> None:
    paper = SimpleUploadedFile("contract.pdf", pdfs.PLAIN)
    sent = event_form(mission, number="TR-7", hs="0902.10, 090230", file=paper)
    answer = signed_in.post(at("event-add", mission, opportunity_id=opened.pk), sent)
    assert answer.status_code == 302
    event = last_event()
    assert (event.money, event.number) == (Money(Decimal("1500.50"), "CNY"), "TR-7")
    assert [code.hs6 for code in event.hs] == ["090210", "090230"]
    page = signed_in.get(at("opportunity", mission, opportunity_id=opened.pk)).content.decode()
    assert ("contract.pdf" in page, "only the exporter says so" in page) == (True, True)


def test_executable_is_no_evidence(signed_in: Client, mission: Mission, opened: Opportunity) -> None:
    program = SimpleUploadedFile("contract.exe", b"MZ\x90\x00" + b"\x00" * 200)
    answer = signed_in.post(at("event-add", mission, opportunity_id=opened.pk), event_form(mission, file=program))
    assert (answer.status_code, OpportunityEvent.objects.count()) == (422, 0)
    assert "As evidence a PDF or a picture" in answer.content.decode()


def test_another_side_confirms_and_the_same_side_cannot(signed_in: Client, mission: Mission, write: Write) -> None:
    row = write(core.Rung.CONTRACT, "100")
    address = at("event-confirm", mission, event_id=row.pk)
    assert signed_in.post(address, {"said_by": "buyer"}).status_code == 302
    page = signed_in.get(at("opportunity", mission, opportunity_id=row.opportunity.pk)).content.decode()
    assert "both say so" in page
    assert signed_in.post(address, {"said_by": "exporter"}).status_code == 409
    assert signed_in.post(address, {"said_by": "somebody"}).status_code == 422


def test_withdrawn_event_stays_to_be_seen_and_cannot_be_withdrawn_twice(
    signed_in: Client, mission: Mission, write: Write
) -> None:
    row = write(core.Rung.CONTRACT, "100")
    address = at("event-withdraw", mission, event_id=row.pk)
    assert signed_in.post(address).status_code == 302
    assert signed_in.post(address).status_code == 409
    page = signed_in.get(at("opportunity", mission, opportunity_id=row.opportunity.pk)).content.decode()
    assert ("counts no more" in page, "<s>Contract</s>" in page) == (True, True)


def test_step_read_before_somebody_else_saved_is_not_written_over(
    signed_in: Client, mission: Mission, opened: Opportunity
) -> None:
    address = at("step", mission, opportunity_id=opened.pk)
    sent = {"next_step": "sample", "due_on": "2027-03-01", "owner": "", "step_note": ""}
    first = signed_in.post(address, sent | {"read_version": version_of(opened.document)})
    second = signed_in.post(address, sent | {"next_step": "visit", "read_version": version_of(opened.document)})
    assert (first.status_code, second.status_code) == (302, 409)
    opened.refresh_from_db()
    assert opened.document["next_step"] == "sample"


def test_step_without_a_day_is_refused_where_it_stands(
    signed_in: Client, mission: Mission, opened: Opportunity
) -> None:
    answer = signed_in.post(at("step", mission, opportunity_id=opened.pk), {"next_step": "offer", "due_on": ""})
    assert answer.status_code == 422


def test_contract_told_by_two_counts_once_when_a_person_says_so_and_twice_again(
    signed_in: Client, officer: Actor, mission: Mission, write: Write
) -> None:
    other = open_opportunity(officer, mission, wanted(mission, "Tea, second firm"))
    first, second = (
        write(core.Rung.CONTRACT, "100", number="TR-2027/7"),
        write(core.Rung.CONTRACT, "100", row=other, by=core.Informant.BUYER, number="tr 2027-7"),
    )
    waiting = signed_in.get(at("doubles", mission)).content.decode()
    assert ("The same number: TR-2027/7" in waiting, EventDouble.objects.count()) == (True, 0)
    sent = {"first": str(second.pk), "second": str(first.pk), "same": "yes"}
    assert signed_in.post(at("doubles", mission), sent).status_code == 302
    assert signed_in.post(at("doubles", mission), sent | {"same": "no"}).status_code == 409
    board = signed_in.get(at("board", mission)).context["board"]
    contracts = next(column for column in board.columns if column.name == "contract")
    assert (str(contracts.amount.home.amount), len(contracts.cards)) == ("100", 2)
    double = EventDouble.objects.get()
    for _ in range(2):
        assert signed_in.post(at("double-undo", mission, double_id=double.pk)).status_code == 302
    board = signed_in.get(at("board", mission)).context["board"]
    assert str(next(column for column in board.columns if column.name == "contract").amount.home.amount) == "200"


def test_two_rungs_are_no_pair(signed_in: Client, mission: Mission, write: Write) -> None:
    pair = {"first": str(write(core.Rung.PAID, "5").pk), "second": str(write(core.Rung.SHIPPED, "5").pk)}
    assert signed_in.post(at("doubles", mission), pair | {"same": "yes"}).status_code == 422
    assert signed_in.post(at("doubles", mission), {"first": "x", "second": "y"}).status_code == 404


def test_nothing_new_is_begun_with_whom_screening_blocked_and_nothing_is_lost(
    signed_in: Client, mission: Mission, write: Write
) -> None:
    row = write(core.Rung.CONTRACT, "100").opportunity
    buyer = Participation.objects.get(mission=mission, code="B001").company
    Company.objects.filter(pk=buyer.pk).update(standing=Standing.BLOCKED)
    sent = {"firm": "E01", "buyer": "B001", "about": "More tea", "next_step": "call", "due_on": "2027-03-01"}
    assert signed_in.post(at("new", mission), sent).status_code == 409
    page = signed_in.get(at("opportunity", mission, opportunity_id=row.pk)).content.decode()
    assert "The buyer is blocked by screening" in page
    assert signed_in.get(at("board", mission)).context["board"].opportunities == 1


def test_firm_that_withdrew_keeps_its_orders(signed_in: Client, mission: Mission, write: Write) -> None:
    row = write(core.Rung.CONTRACT, "100").opportunity
    Participation.objects.filter(mission=mission, code="E01").delete()
    page = signed_in.get(at("opportunity", mission, opportunity_id=row.pk)).content.decode()
    assert "Firm or buyer is no longer in the mission" in page


def test_archived_mission_takes_no_event(signed_in: Client, mission: Mission, opened: Opportunity) -> None:
    Mission.objects.filter(pk=mission.pk).update(archived_at=opened.opened_at)
    answer = signed_in.post(at("event-add", mission, opportunity_id=opened.pk), event_form(mission))
    assert (answer.status_code, OpportunityEvent.objects.count()) == (409, 0)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_pages_of_an_empty_mission_say_what_to_do(signed_in: Client, mission: Mission, language: str) -> None:
    signed_in.cookies["language"] = language
    for name in ("board", "days", "proposals", "doubles", "new"):
        assert signed_in.get(at(name, mission)).status_code == 200


def test_board_asks_as_much_for_three_as_for_one(
    signed_in: Client, officer: Actor, mission: Mission, write: Write
) -> None:
    write(core.Rung.CONTRACT, "100")
    queries = {name: queries_at(signed_in, at(name, mission)) for name in ("board", "days", "doubles")}
    for about in ("White tea", "Black tea"):
        write(core.Rung.PAID, "70", row=open_opportunity(officer, mission, wanted(mission, about)))
    assert {name: queries_at(signed_in, at(name, mission)) for name in queries} == queries


def test_card_of_the_mission_counts_what_is_overdue_and_what_has_a_contract(
    officer: Actor, mission: Mission, write: Write
) -> None:
    assert card(None, mission) == {"count": 1, "overdue": 0, "contracts": 0}
    write(core.Rung.CONTRACT, "100")
    for days in (-60, -1, 0, 1):
        open_opportunity(officer, mission, wanted(mission, f"Tea {days}", days=days))
    assert card(None, mission) == {"count": 5, "overdue": 2, "contracts": 1}
