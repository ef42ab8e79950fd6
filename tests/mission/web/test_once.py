"""A form that makes something, sent twice, makes it once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.call.web import models as call_rows
from tearoad.checklist.web import models as checklist_rows
from tearoad.costs.web import models as costs_rows
from tearoad.mission.web import models as rows
from tearoad.people.web.models import LedgerEntry, Tenanted
from tests.checklist.web.test_checklist_entries import POST, SAMPLE
from tests.costs.web.test_items import FORM as COST
from tests.web.forms import form_of

TASK = {"title_en": "Print the map", "due_on": "2027-02-05", "whom": "mission:", "owner": "officer"}
TASK |= {"evidence": "note", "escalate_to": "manager"}
RATE = {"base": "EUR", "quote": "CNY", "rate": "7,85", "on": "2027-02-09", "by": "bank (made up)"}


@pytest.mark.parametrize(
    ("name", "model", "sent"),
    [
        ("delegate-new", rows.Delegate, {"native": "周示例", "latin": "ZHOU Shili", "firm": "E01"}),
        ("checklist-new", checklist_rows.ChecklistTask, TASK),
        ("sample-new", checklist_rows.Sample, SAMPLE),
        ("post-new", checklist_rows.DiplomaticPost, POST),
        ("cost-new", costs_rows.CostItem, COST),
        ("rate-new", costs_rows.ExchangeRate, RATE),
    ],
)
def test_a_form_sent_twice_makes_one_row_and_leads_to_the_same_place(
    signed_in: Client, mission: rows.Mission, name: str, model: type[Tenanted], sent: dict[str, str]
) -> None:
    here = reverse(f"mission-{name}", args=[mission.id])
    before = model.objects.count()
    sent = form_of(signed_in.get(here)) | sent
    first = signed_in.post(here, sent)
    assert first.status_code == 302, first.content.decode()
    entries = LedgerEntry.objects.count()
    again = signed_in.post(here, sent, follow=True)
    assert again.redirect_chain == [(first.headers["Location"], 302)]
    assert "This form was sent twice" in again.content.decode()
    assert (model.objects.count(), LedgerEntry.objects.count()) == (before + 1, entries)


def test_a_campaign_is_made_once(signed_in: Client) -> None:
    sent = form_of(signed_in.get("/campaigns/new/")) | {"year": "2027", "title_en": "Tea year", "m0_title": "Almaty"}
    places = [signed_in.post("/campaigns/new/", sent | {"m0_firms": "6"}).headers["Location"] for _ in range(2)]
    assert places == [reverse("mission-campaign", args=[call_rows.Campaign.objects.get().pk])] * 2


def test_what_was_changed_after_going_back_is_not_lost(signed_in: Client, mission: rows.Mission) -> None:
    here = reverse("mission-cost-new", args=[mission.id])
    sent = form_of(signed_in.get(here)) | COST
    signed_in.post(here, sent)
    changed = sent | {"code": "C77", "amount": "77"}
    answer = signed_in.post(here, changed)
    page = answer.content.decode()
    assert (answer.status_code, costs_rows.CostItem.objects.count()) == (409, 1)
    assert "This form was saved already" in page
    assert f'href="{reverse("mission-costs", args=[mission.id])}"' in page
    left = form_of(answer, action=here)
    assert {name: left[name] for name in COST} == {name: changed[name] for name in COST}
    assert left["form_key"] != sent["form_key"]
    assert signed_in.post(here, left).status_code == 302
    assert costs_rows.CostItem.objects.filter(code="C77").count() == 1
