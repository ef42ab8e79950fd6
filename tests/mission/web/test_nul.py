"""The letter NUL in a text that somebody typed: told at its field, and nothing else that was typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.call.web.models import Call, Campaign
from tearoad.checklist.web.models import ChecklistTask, DiplomaticPost, Sample
from tearoad.costs.web.models import CostItem, ExchangeRate
from tearoad.mission.web.models import Delegate, Mission, ProgrammeItem
from tearoad.text import Text
from tearoad.web.refused import refused_in


@pytest.mark.parametrize(
    ("name", "field", "other"),
    [
        ("mission-item-new", "title_ru", "place_en"),
        ("mission-cost-new", "what_en", "payer_en"),
        ("mission-rate-new", "by", "rate"),
        ("mission-delegate-new", "native", "hotel_en"),
    ],
)
def test_the_letter_nul_is_told_at_its_field(
    signed_in: Client, mission: Mission, name: str, field: str, other: str
) -> None:
    kept = [model.objects.count() for model in (CostItem, Delegate, ExchangeRate, ProgrammeItem)]
    address = reverse(name, kwargs={"mission_id": mission.id})
    answer = signed_in.post(address, {field: "a\0b", other: "Typed with care"})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Typed with care" in answer.content.decode()
    assert [model.objects.count() for model in (CostItem, Delegate, ExchangeRate, ProgrammeItem)] == kept


def test_in_an_address_it_is_refused(signed_in: Client, mission: Mission) -> None:
    address = reverse("mission-item-new", kwargs={"mission_id": mission.id})
    assert signed_in.post(f"{address}?a=%00", {"title_ru": "a"}).status_code == 400


@pytest.mark.parametrize(
    ("name", "field", "other"),
    [
        ("mission-settings", "venue_en", "city_en"),
        ("mission-checklist-new", "title_ru", "title_en"),
        ("mission-sample-new", "note", "quantity"),
        ("mission-post-new", "address_ru", "city_ru"),
        ("mission-call-settings", "criterion_0_en", "criterion_0_ru"),
    ],
)
def test_in_settings_lists_and_calls_it_is_told_at_its_field_too(
    signed_in: Client, mission: Mission, name: str, field: str, other: str
) -> None:
    before = [
        str(mission.document),
        *(model.objects.count() for model in (ChecklistTask, Sample, DiplomaticPost, Call)),
    ]
    address = reverse(name, kwargs={"mission_id": mission.id})
    form = signed_in.get(address).context["form"]
    assert {field, other} <= set(form.fields), sorted(form.fields)
    answer = signed_in.post(address, {field: "a\0b", other: "Typed with care"})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    said = answer.content.decode()
    assert "Typed with care" in said
    assert "Null characters are not allowed." in said
    mission.refresh_from_db()
    kept = [str(mission.document), *(model.objects.count() for model in (ChecklistTask, Sample, DiplomaticPost, Call))]
    assert kept == before


@pytest.mark.parametrize(("name", "field"), [("mission-new", "name_en"), ("mission-campaign-new", "title_en")])
def test_in_what_is_made_anew_it_is_told_at_its_field_too(
    signed_in: Client, mission: Mission, name: str, field: str
) -> None:
    before = [Mission.objects.count(), Campaign.objects.count()]
    answer = signed_in.post(reverse(name), {field: "a\0b"})
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert "Null characters are not allowed." in answer.content.decode()
    assert [Mission.objects.count(), Campaign.objects.count()] == before
    del mission


def test_in_the_note_of_a_task_it_is_told_on_its_page(signed_in: Client, mission: Mission) -> None:
    task = ChecklistTask.objects.filter(mission=mission)[0]
    address = reverse("mission-checklist-tick", kwargs={"mission_id": mission.id, "task_id": task.pk})
    answer = signed_in.post(address, {"do": "done", "note": "a\0b"})
    assert answer.status_code == 422
    assert "The note holds a character that cannot be kept." in answer.content.decode()
    assert str(ChecklistTask.objects.get(pk=task.pk).document) == str(task.document)


@pytest.mark.parametrize(
    "sent", [{"task": "not a task"}, {}, {"task": "0190163d-8694-739b-aea5-966c26f8ad91", "note": "a\0b"}]
)
def test_ticking_several_says_what_was_wrong(signed_in: Client, mission: Mission, sent: dict[str, str]) -> None:
    answer = signed_in.post(reverse("mission-checklist-several", kwargs={"mission_id": mission.id}), sent)
    assert answer.status_code == 422
    code = "note_nul" if "note" in sent else "none_chosen"
    refused = refused_in(answer.wsgi_request)
    assert refused is not None
    assert refused.error.text == Text(f"checklist_pages.{code}")
