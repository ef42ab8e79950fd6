"""What orders hold about a person is found and erased by their address; amounts stay."""

from __future__ import annotations

from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import StoredFile
from tearoad.orders.web.actions.events import EVIDENCE
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.actions.personal import declared
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tests.office.files import pdfs
from tests.orders.web.conftest import wanted

ANNA = "anna@example.org"


def test_person_is_found_and_erased_and_the_amount_stays(signed_in: Client, officer: Actor, mission: Mission) -> None:
    row = open_opportunity(officer, mission, replace(wanted(mission), owner=f"Anna <{ANNA}>", step_note="ask her"))
    form = {
        "what": "forward contract",
        "on": today_of(mission).isoformat(),
        "amount": "100",
        "currency": "CNY",
        "said_by": "buyer",
        "note": f"Signed by Anna, {ANNA}",
        "number": "TR-1",
        "file": SimpleUploadedFile("contract.pdf", pdfs.PLAIN),
    }
    address = reverse("orders-event-add", kwargs={"mission_id": mission.id, "opportunity_id": row.pk})
    assert signed_in.post(address, form).status_code == 302
    kept = {data.model: data for data in declared()}
    assert {name: len(list(data.find(ANNA))) for name, data in kept.items()} == {
        "orders.Opportunity": 1,
        "orders.OpportunityEvent": 1,
        "orders.Offer": 0,
        "orders.OfficialAgreement": 0,
    }
    assert [data.erase(ANNA) for data in kept.values()] == [1, 1, 0, 0]
    assert [list(data.find(ANNA)) for data in kept.values()] == [[], [], [], []]
    opportunity, event = Opportunity.objects.get(), OpportunityEvent.objects.get()
    assert {"owner", "step_note"} & set(opportunity.document) == set()
    assert (event.document["money"], event.document.get("note"), event.file) == (
        {"amount": "100", "currency": "CNY"},
        None,
        None,
    )
    assert StoredFile.objects.filter(kind=EVIDENCE).count() == 0


def test_who_is_not_named_loses_nothing(officer: Actor, mission: Mission) -> None:
    open_opportunity(officer, mission, wanted(mission))
    assert [data.erase("nobody@example.org") for data in declared()] == [0, 0, 0, 0]
    assert Opportunity.objects.get().document["owner"] == "Li Na"
