from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tearoad.costs import CostId, CostItem, CostKind, CostState, ShareKey
from tearoad.costs.web.models import CostItem as Row
from tearoad.costs.web.models import ExchangeRate as RateRow
from tearoad.costs.web.queries.book import book
from tearoad.costs.web.queries.stored_kinds import STORED_COSTS, STORED_RATES
from tearoad.mission.web.actions import rows as actions
from tearoad.mission.web.models import Mission, RowChange
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.reference.exchange import ExchangeRate
from tearoad.values import Language, LocalText, Money, PartyId
from tearoad.values.document import from_document
from tearoad.web.saving.stale import Stale, version_of

DAY = date(2027, 2, 9)
STAND = CostItem(
    CostId("C01"),
    LocalText("Stand rent"),
    CostKind.STAND,
    Money(Decimal("100.01"), "EUR"),
    CostState.PAID,
    (PartyId("E01"), PartyId("E02")),
    on=DAY,
    payer=LocalText("E01"),
)
RATE = ExchangeRate("EUR", "CNY", Decimal("7.85"), DAY, "bank (made up)")
FORM = {
    "code": "C01",
    "what_en": "Stand rent",
    "kind": "stand",
    "amount": "1 250,50",
    "currency": "евро",
    "state": "agreed",
    "for_whom": "some",
    "firms": "E01: 9; E02: 18",
    "key": "area",
    "payer_en": "",
    "on": "2027-02-09",
}


def page(mission: Mission, name: str = "mission-costs", **more: object) -> str:
    return reverse(name, kwargs={"mission_id": mission.id, **more})


def test_a_cost_is_written_down_by_the_form(signed_in: Client, mission: Mission) -> None:
    answer = signed_in.post(page(mission, "mission-cost-new"), FORM)
    assert answer.status_code == 302
    assert from_document(CostItem, Row.objects.get().document) == CostItem(
        CostId("C01"),
        LocalText("Stand rent"),
        CostKind.STAND,
        Money(Decimal("1250.5"), "EUR"),
        CostState.AGREED,
        (PartyId("E01"), PartyId("E02")),
        (Decimal(9), Decimal(18)),
        ShareKey.AREA,
        on=DAY,
    )
    assert LedgerEntry.objects.filter(code="mission.cost_added").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "much"},
        {"amount": "1e99"},
        {"currency": "shells"},
        {"firms": ""},
        {"firms": "E99"},
        {"firms": "E01; E02"},
        {"firms": "E01: x; E02: 1"},
        {"kind": "nonsense"},
        {"on": "some day"},
        {"what_en": ""},
        {"for_whom": "all"},
    ],
)
def test_a_wrong_field_is_said_and_nothing_is_written(
    signed_in: Client, mission: Mission, wrong: dict[str, str]
) -> None:
    answer = signed_in.post(page(mission, "mission-cost-new"), FORM | wrong)
    assert (answer.status_code, Row.objects.count()) == (422, 0)
    assert 'class="error"' in answer.content.decode()


def test_an_id_is_given_once(signed_in: Client, mission: Mission, officer: Actor) -> None:
    actions.add(officer, mission, STORED_COSTS, STAND)
    answer = signed_in.post(page(mission, "mission-cost-new"), FORM)
    assert (answer.status_code, Row.objects.count()) == (422, 1)


def test_totals_name_their_rows_the_rate_and_what_has_none(signed_in: Client, mission: Mission, officer: Actor) -> None:
    actions.add(officer, mission, STORED_COSTS, STAND)
    shown = signed_in.get(page(mission)).content.decode()
    assert "No rate from EUR to CNY is known." in shown
    actions.add(officer, mission, STORED_RATES, RATE)
    shown = signed_in.get(page(mission)).content.decode()
    assert "No rate from EUR" not in shown
    assert "bank (made up)" in shown
    for amount in ("50.01 EUR", "50 EUR", "785.08 CNY"):
        assert amount.replace(" ", "\N{NO-BREAK SPACE}") in shown
    for by in ("payer", "kind", "currency", "nonsense"):
        assert signed_in.get(page(mission) + f"?by={by}").status_code == 200


def test_without_costs_the_page_says_what_to_do(signed_in: Client, mission: Mission) -> None:
    assert "No cost has been written down yet." in signed_in.get(page(mission)).content.decode()


def test_every_change_is_undone_in_its_turn(signed_in: Client, mission: Mission, officer: Actor) -> None:
    actions.add(officer, mission, STORED_COSTS, STAND)
    row = Row.objects.get()
    signed_in.post(page(mission, "mission-cost", cost_id=row.id), FORM | {"read_version": version_of(row.document)})
    changed = Row.objects.get()
    assert changed.document["state"] == "agreed"
    signed_in.post(
        page(mission, "mission-cost", cost_id=row.id), {"remove": "1", "read_version": version_of(changed.document)}
    )
    assert Row.objects.count() == 0
    for left in ("agreed", "paid"):
        step = RowChange.objects.filter(undone_at=None).first()
        assert step is not None
        signed_in.post(page(mission, "mission-row-undo"), {"change": step.id})
        assert Row.objects.get().document["state"] == left
    assert from_document(CostItem, Row.objects.get().document) == STAND


@pytest.mark.parametrize("step", ["", "nonsense", "01890000-0000-7000-8000-000000000000"])
def test_a_change_that_never_was_is_not_undone(signed_in: Client, mission: Mission, step: str) -> None:
    assert signed_in.post(page(mission, "mission-row-undo"), {"change": step}).status_code == 404


def test_what_somebody_else_changed_is_not_written_over(mission: Mission, officer: Actor) -> None:
    actions.add(officer, mission, STORED_COSTS, STAND)
    row = Row.objects.get()
    actions.change(officer, mission, STORED_COSTS, row, STAND, "read long ago")  # what stands there already
    with pytest.raises(Stale):
        actions.change(officer, mission, STORED_COSTS, row, replace(STAND, note="Mine"), "read long ago")
    with pytest.raises(Stale):
        actions.remove(officer, mission, STORED_COSTS, row, "read long ago")


def test_rates_are_written_changed_and_removed(signed_in: Client, mission: Mission) -> None:
    sent = {"base": "EUR", "quote": "CNY", "rate": "7,85", "on": "2027-02-09", "by": "bank (made up)"}
    assert signed_in.post(page(mission, "mission-rate-new"), sent).status_code == 302
    row = RateRow.objects.get()
    assert from_document(ExchangeRate, row.document) == RATE
    assert signed_in.post(page(mission, "mission-rate-new"), sent).status_code == 422
    for wrong in ({"rate": "0"}, {"base": "CNY"}, {"by": ""}, {"on": ""}, {"base": "shells"}):
        assert signed_in.post(page(mission, "mission-rate-new"), sent | wrong).status_code == 422
    text = page(mission, "mission-rate", rate_id=row.id)
    read = {"read_version": version_of(row.document)}
    assert signed_in.post(text, sent | read | {"on": "2027-02-10"}).status_code == 302
    row = RateRow.objects.get()
    assert row.code == "EUR>CNY 2027-02-10"
    assert "2027" in signed_in.get(page(mission, "mission-rates")).content.decode()
    signed_in.post(
        page(mission, "mission-rate", rate_id=row.id), {"remove": "1", "read_version": version_of(row.document)}
    )
    assert RateRow.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_as_much_for_three_as_for_one(
    signed_in: Client, mission: Mission, officer: Actor, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        actions.add(
            officer,
            mission,
            STORED_COSTS,
            CostItem(CostId(f"C{number}"), LocalText("Visa"), CostKind.VISA, Money(Decimal(5), "EUR")),
        )
        actions.add(
            officer, mission, STORED_RATES, ExchangeRate("EUR", "CNY", Decimal(8), date(2027, 1, number + 1), "bank")
        )
    signed_in.get(page(mission))
    for name in ("mission-costs", "mission-rates"):
        with django_assert_num_queries(OF_THE_FRAME + 5):
            signed_in.get(page(mission, name))


OF_THE_FRAME = 4
"""Session, user, membership, mission and what the frame shows."""


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.ZH, ("展位租金", "出口基金")), (Language.RU, ("Аренда стенда", "Экспортный фонд"))],
)
def test_what_is_paid_and_by_whom_stands_in_the_readers_language(
    signed_in: Client, mission: Mission, language: Language, said: tuple[str, str]
) -> None:
    signed_in.cookies["language"] = language.value
    sent = FORM | {
        "what_zh": "展位租金", "what_ru": "Аренда стенда", "what_en": "",
        "payer_zh": "出口基金", "payer_ru": "Экспортный фонд",
    }  # fmt: skip
    assert signed_in.post(page(mission, "mission-cost-new"), sent).status_code == 302
    assert said[0] in signed_in.get(page(mission)).content.decode()
    assert said[1] in signed_in.get(page(mission), {"by": "payer"}).content.decode()
    kept = from_document(CostItem, Row.objects.get().document)
    assert (kept.what, kept.payer) == (
        LocalText(zh="展位租金", ru="Аренда стенда"),
        LocalText(zh="出口基金", ru="Экспортный фонд"),
    )


def test_a_firm_that_is_named_pays_by_its_id(signed_in: Client, mission: Mission) -> None:
    name = next(iter(book(mission, Language.EN).firms.values()))
    signed_in.post(page(mission, "mission-cost-new"), FORM | {"payer_ru": name})
    assert from_document(CostItem, Row.objects.get().document).payer == LocalText("E01")


def test_a_cost_that_was_kept_in_one_spelling_stays_readable() -> None:
    old = {
        "id": "C1",
        "what": "展位租金",
        "kind": "stand",
        "money": {"amount": "1", "currency": "EUR"},
        "payer": "Фонд",
    }
    read = from_document(CostItem, old)
    assert (read.what, read.payer, read.office) == (LocalText(zh="展位租金"), LocalText(ru="Фонд"), LocalText())


@pytest.mark.parametrize(("field", "written"), [("amount", "0.001"), ("amount", "100.005")])
def test_an_amount_finer_than_a_cent_is_told_at_its_field(
    signed_in: Client, mission: Mission, field: str, written: str
) -> None:
    answer = signed_in.post(page(mission, "mission-cost-new"), FORM | {field: written})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "0.01" in str(answer.context["form"].errors[field])


def test_a_form_with_nothing_in_it_is_told_what_is_missing(signed_in: Client, mission: Mission) -> None:
    answer = signed_in.post(page(mission, "mission-rate-new"), {})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["base", "quote", "rate", "on", "by"])


@pytest.mark.parametrize("written", ["0.0000000000000000001", "1000000000000"])
def test_a_rate_that_no_two_currencies_have_is_told_with_the_limits(
    signed_in: Client, mission: Mission, written: str
) -> None:
    sent = {"base": "EUR", "quote": "CNY", "rate": written, "on": "2027-02-09", "by": "bank (made up)"}
    answer = signed_in.post(page(mission, "mission-rate-new"), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["rate"])
    assert "0.0000001 to 10000000" in str(answer.context["form"].errors["rate"])


@pytest.mark.parametrize("language", list(Language))
def test_a_day_comes_to_the_browser_as_browsers_read_it(
    signed_in: Client, mission: Mission, officer: Actor, language: Language
) -> None:
    signed_in.cookies["language"] = language.value
    actions.add(officer, mission, STORED_COSTS, STAND)
    actions.add(officer, mission, STORED_RATES, RATE)
    cost = page(mission, "mission-cost", cost_id=Row.objects.get().id)
    for address in (cost, page(mission, "mission-rate", rate_id=RateRow.objects.get().id)):
        shown = str(signed_in.get(address).context["form"]["on"])
        assert re.findall('(type|value)="(.*?)"', shown) == [("type", "date"), ("value", "2027-02-09")]
    stale = signed_in.post(cost, FORM | {"read_version": "long ago"})
    day = str(stale.context["form"].fields["on"].label)
    assert day not in {field.label for field in stale.context["meanwhile"].there}
    assert str(stale.context["form"].fields["amount"].label) in {
        field.label for field in stale.context["meanwhile"].there
    }
