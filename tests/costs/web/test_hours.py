from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.costs import CostItem
from tearoad.costs.web.models import CostItem as Row
from tearoad.costs.web.models import WorkedDay
from tearoad.costs.web.queries.settlements import worked_fields
from tearoad.mission import Interpreter, RatePer
from tearoad.mission.web.models import Interpreter as InterpreterRow
from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.values import Money
from tearoad.values.document import from_document, to_document
from tearoad.web.saving.stale import version_of
from tests.web.forms import form_of


@pytest.fixture
def paid(mission: Mission) -> Mission:
    """I01 is paid 25 EUR an hour, four hours a day at least; I02 has no rate."""
    row = InterpreterRow.objects.get(code="I01")
    interpreter = from_document(Interpreter, row.document)
    row.document = to_document(replace(interpreter, rate=Money(Decimal(25), "EUR"), min_hours_per_day=4))
    row.save()
    return mission


def page(mission: Mission, name: str = "mission-cost-interpreters") -> str:
    return reverse(name, kwargs={"mission_id": mission.id})


def test_hours_are_settled_and_entered_once(signed_in: Client, paid: Mission) -> None:
    shown = signed_in.get(page(paid)).content.decode()
    assert "300\N{NO-BREAK SPACE}EUR" in shown
    assert "No pay is agreed with 1 interpreter" in shown
    for _ in range(2):
        assert signed_in.post(page(paid)).status_code == 302
    item = from_document(CostItem, Row.objects.get().document)
    assert (item.id, item.money, item.firms) == ("I01-hours", Money(Decimal(300), "EUR"), ("E01",))


@pytest.mark.parametrize(
    ("agreed", "code"),
    [
        ({"rate_per": RatePer.DAY, "min_hours_per_day": 0}, "costs_pages.idle_by_day"),
        ({"min_hours_per_day": 4}, "costs_pages.idle_by_hour"),
        ({"min_hours_per_day": 0}, ""),
    ],
)
def test_a_day_that_is_paid_without_an_hour_is_told_with_its_reason(
    signed_in: Client, paid: Mission, agreed: dict[str, Any], code: str
) -> None:
    """No plan is in force; six hours were worked on the first of three days."""
    row = InterpreterRow.objects.get(code="I01")
    row.document = to_document(replace(from_document(Interpreter, row.document), **agreed))
    row.save()
    sent = {"interpreter": "I01", "day-2027-02-09": "6"} | unwritten(9)
    assert signed_in.post(page(paid, "mission-cost-hours"), sent).status_code == 302
    context = signed_in.get(page(paid)).context
    name = next(person.name for person in context["people"] if person.settlement.interpreter.id == "I01")
    idle = [Text(code, count=2, names=f"{name} (2)")] if code else []
    assert [text for text in context["doubts"] if text.code != "costs_pages.without_rate"] == idle


def test_hours_worked_go_before_the_plan(signed_in: Client, paid: Mission) -> None:
    sent = {"interpreter": "I01", "day-2027-02-09": "6,5", "day-2027-02-10": "", "day-2027-02-12": "1"}
    sent |= unwritten(9, 10, 12)
    assert signed_in.post(page(paid, "mission-cost-hours"), sent).status_code == 302
    assert {(str(day.on), day.hours) for day in WorkedDay.objects.all()} == {
        ("2027-02-09", Decimal("6.5")),
        ("2027-02-12", Decimal(1)),
    }
    signed_in.post(page(paid))
    assert from_document(CostItem, Row.objects.get().document).money == Money(Decimal("462.5"), "EUR")


@pytest.mark.parametrize(
    "sent",
    [
        {"interpreter": "I99", "day-2027-02-09": "1"},
        {"interpreter": "I01", "day-2027-02-09": "25"},
        {"interpreter": "I01", "day-2027-02-09": "-1"},
        {"interpreter": "I01", "day-2027-02-09": "many"},
        {"interpreter": "I01", "day-2027-02-09": "7.129"},
        {"interpreter": "I01", "day-2027-03-06": "1"},
        {"interpreter": "I01", "day-nonsense": "1"},
        {"interpreter": "I01", "day-2027-02-09": "1" * 40},
    ],
)
def test_hours_that_cannot_be_are_refused(signed_in: Client, paid: Mission, sent: dict[str, str]) -> None:
    sent |= {"read_version": version_of(worked_fields({date(2027, 3, 6): None}))}
    assert signed_in.post(page(paid, "mission-cost-hours"), sent).status_code == 422
    assert not WorkedDay.objects.exists()


def unwritten(*days: int) -> dict[str, str]:
    """The mark of days of February of which nothing is written down."""
    return {"read_version": version_of(worked_fields({date(2027, 2, day): None for day in days}))}


def test_hours_that_somebody_wrote_down_meanwhile_are_not_overwritten(signed_in: Client, paid: Mission) -> None:
    """Two officers read the same page; both versions are shown, and the second may still decide for theirs."""
    here, action = page(paid), page(paid, "mission-cost-hours")
    first, second = (form_of(signed_in.get(here), action) for _ in range(2))
    assert signed_in.post(action, first | {"day-2027-02-09": "6"}).status_code == 302
    assert signed_in.post(action, second | {"day-2027-02-09": "6"}).status_code == 302  # the same: nothing to ask
    stale = signed_in.post(action, second | {"day-2027-02-09": "7.5"})
    meanwhile = stale.context["meanwhile"]
    assert (stale.status_code, meanwhile.by.who) == (409, "Officer")
    assert [(field.now, field.entered) for field in meanwhile.there] == [("6", "7.5")]
    assert [day.hours for day in WorkedDay.objects.all()] == [Decimal(6)]
    mine = form_of(stale, action)
    assert signed_in.post(action, mine).status_code == 302
    assert [day.hours for day in WorkedDay.objects.all()] == [Decimal("7.5")]
