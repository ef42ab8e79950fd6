"""The letter NUL in a text that somebody typed: told at its field, and nothing else that was typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.mission.web.models import CostItem, Delegate, ExchangeRate, Mission, ProgrammeItem


@pytest.mark.parametrize(
    ("name", "field", "other"),
    [
        ("mission-item-new", "title_ru", "place"),
        ("mission-cost-new", "what", "payer"),
        ("mission-rates", "by", "value"),
        ("mission-delegate-new", "native", "hotel"),
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
