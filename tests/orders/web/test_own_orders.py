"""A firm's own list by its link: its own opportunities and nobody else's, done with one thumb."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.test import Client

from tearoad import orders as core
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.people import Actor, Role
from tearoad.values import Language, PartyId
from tearoad.web.saving.stale import version_of


def test_firm_sees_its_own_and_no_other(
    stranger: Client, officer: Actor, mission: Mission, opened: Opportunity, own_link: str
) -> None:
    other = core.Opportunity(PartyId("E02"), PartyId("B001"), "Secret sauce", today_of(mission))
    theirs = open_opportunity(officer, mission, other)
    stranger.cookies["language"] = Language.EN.value
    page = stranger.get(own_link).content.decode()
    assert ("Green tea" in page, "Secret sauce" in page) == (True, False)
    assert stranger.get(f"{own_link}{opened.pk}/").status_code == 200
    assert stranger.get(f"{own_link}{theirs.pk}/").status_code == 404
    assert stranger.post(f"{own_link}{theirs.pk}/", {"nothing": "new"}).status_code == 404


def test_nothing_new_is_one_tap_and_no_zero(stranger: Client, opened: Opportunity, own_link: str) -> None:
    answer = stranger.post(f"{own_link}{opened.pk}/", {"nothing": "new"})
    assert (answer.status_code, answer.headers["Location"]) == (302, own_link)
    document = OpportunityEvent.objects.get().document
    assert (document["type"], document["said_by"], document.get("money")) == ("nothing_new", "exporter", None)


def test_what_would_have_come_anyway_is_one_tap_and_the_last_counts(
    stranger: Client, mission: Mission, opened: Opportunity, own_link: str
) -> None:
    for said in ("all", "little"):
        assert stranger.post(f"{own_link}{opened.pk}/", {"without": said}).status_code == 302
    assert opportunity(mission, opened.pk).history.without is core.WithoutMission.LITTLE
    documents = [event.document for event in OpportunityEvent.objects.order_by("id")]
    assert [(document["without"], document["said_by"]) for document in documents] == [
        ("all", "exporter"),
        ("little", "exporter"),
    ]
    assert "已回答" in stranger.get(f"{own_link}{opened.pk}/").content.decode()


def test_an_answer_that_is_none_is_refused(stranger: Client, opened: Opportunity, own_link: str) -> None:
    assert stranger.post(f"{own_link}{opened.pk}/", {"without": "some"}).status_code == 422
    assert OpportunityEvent.objects.count() == 0


def test_firm_writes_down_a_contract_in_its_own_name(
    stranger: Client, mission: Mission, opened: Opportunity, own_link: str
) -> None:
    sent = {
        "what": "forward contract",
        "on": today_of(mission).isoformat(),
        "amount": "5万",
        "currency": "元",
        "said_by": "buyer",
    }
    assert stranger.post(f"{own_link}{opened.pk}/", sent).status_code == 302
    document = OpportunityEvent.objects.get().document
    assert (document["money"], document["said_by"]) == ({"amount": "50000", "currency": "CNY"}, "exporter")


def test_what_a_firm_mistypes_is_said_in_its_form(stranger: Client, opened: Opportunity, own_link: str) -> None:
    sent = {"what": "forward contract", "on": "1989-05-01", "amount": "5", "currency": "CNY"}
    answer = stranger.post(f"{own_link}{opened.pk}/", sent)
    assert (answer.status_code, OpportunityEvent.objects.count()) == (422, 0)


def test_firm_changes_its_next_step(stranger: Client, opened: Opportunity, own_link: str) -> None:
    sent = {"next_step": "sample", "due_on": "2027-03-01", "owner": "Wang", "step_note": ""}
    read = version_of(opened.document)
    first = stranger.post(f"{own_link}{opened.pk}/", sent | {"read_version": read})
    second = stranger.post(f"{own_link}{opened.pk}/", sent | {"owner": "Zhao", "read_version": read})
    assert (first.status_code, second.status_code) == (302, 409)
    opened.refresh_from_db()
    assert (opened.document["next_step"], opened.document["owner"]) == ("sample", "Wang")


def test_link_to_the_day_opens_no_orders_and_the_other_way_round(
    stranger: Client, officer: Actor, mission: Mission, own_link: str
) -> None:
    day = urlsplit(links.make(officer, mission, Role.EXPORTER, "E01").address).path
    answers = [stranger.get(address).status_code for address in (day, f"{day}orders/", own_link)]
    other = stranger.get(own_link.removesuffix("orders/")).status_code
    assert (answers[0], answers[1] >= 400, answers[2], other >= 400) == (200, True, 200, True)


def test_firm_without_opportunities_is_told_so(stranger: Client, own_link: str) -> None:
    assert stranger.get(own_link).status_code == 200
    assert "没有进行中的商机" in stranger.get(own_link).content.decode()
