"""A sheet of events adds what is new and nothing twice; with one wrong cell, told in three languages, nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.events_sheet import SHEET
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import Words
from tests.orders.web.conftest import Write
from tests.orders.web.test_bad_input import html, in_every_language, speaks


def _heads(language: Language) -> dict[str, str]:
    return {column.field: column.title(language) for column in SHEET.columns}


def _row(mission: Mission, language: Language = Language.EN, **more: str) -> dict[str, str]:
    words = Words(language)
    said = {
        "firm": "E01", "buyer": "B001", "about": "Green tea", "on": today_of(mission).isoformat(),
        "what": words(Text("orders.rung_contract")), "amount": "1500.50", "currency": "CNY",
        "said_by": words(Text("orders.by_exporter")), "number": "TR-77", "hs": "090210",
    }  # fmt: skip
    return said | more


def _csv(rows: Sequence[Mapping[str, str]], language: Language = Language.EN) -> bytes:
    heads, out = _heads(language), io.StringIO()
    writer = csv.DictWriter(out, list(heads))
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue().encode()


def _send(client: Client, mission: Mission, content: bytes, name: str = "events.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("orders-events-sheet", kwargs={"mission_id": mission.id}), {"file": file})  # type: ignore[return-value]  # the test client's own


def _handed(client: Client, mission: Mission, name: str) -> bytes:
    return client.get(reverse(f"orders-{name}", kwargs={"mission_id": mission.id})).content


@in_every_language
def test_new_rows_are_written_once_however_often_the_sheet_comes(
    signed_in: Client, mission: Mission, opened: Opportunity, language: Language
) -> None:
    words = speaks(signed_in, language)
    paid = words(Text("orders.rung_paid"))
    rows = [_row(mission, language), _row(mission, language, what=paid), _row(mission, language, about="Black tea")]
    answers = [_send(signed_in, mission, _csv(rows, language)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (OpportunityEvent.objects.count(), Opportunity.objects.count()) == (3, 2)
    history = opportunity(mission, opened.pk).history
    assert [(event.rung, event.number) for event in history.events] == [
        (core.Rung.CONTRACT, "TR-77"),
        (core.Rung.PAID, "TR-77"),
    ]
    page = signed_in.get(reverse("orders-hand-over", kwargs={"mission_id": mission.id})).content.decode()
    assert html(words(Text("orders_pages.sheet_taken", written=0, standing=3))) in page


@in_every_language
def test_what_is_handed_over_comes_back_as_it_was_with_new_rows_below(
    signed_in: Client, mission: Mission, write: Write, language: Language
) -> None:
    speaks(signed_in, language)
    event = write(core.Rung.CONTRACT, "100.10", number="TR-1")
    write(None, type_=core.EventType.NOTHING_NEW)
    book = load_workbook(io.BytesIO(_handed(signed_in, mission, "workbook-file")))
    sheet = book[Words(language)(Text("orders_pages.sheet_events"))]
    heads = {cell.value: place for place, cell in enumerate(sheet[1])}
    row: list[object] = [None] * len(heads)
    for name, value in _row(mission, language, about="").items():
        row[heads[_heads(language)[name]]] = value
    sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    assert _send(signed_in, mission, out.getvalue(), "orders.xlsx").status_code == 302
    assert OpportunityEvent.objects.filter(opportunity=event.opportunity).count() == 3


WRONG: dict[str, tuple[dict[str, str], Text]] = {
    "amount alone": ({"currency": ""}, Text("orders.currency_missing")),
    "a clock years ahead": ({"on": "2041-05-01"}, Text("orders.day_to_come_hint")),
    "no such firm": ({"firm": "E99"}, Text("sheets.reference_hint")),
    "no such code": ({"hs": "999999"}, Text("values.hs_code", found="999999")),
    "goods of no opportunity": ({"about": "", "buyer": "B002"}, Text("orders.sheet_no_goods")),
    "an opportunity elsewhere": (
        {"opportunity": "01a22caa-5c47-7727-bd7e-f530c6d52af2"},
        Text("orders.sheet_not_of_these"),
    ),
    "an id elsewhere": ({"id": "01a22caa-5c47-7727-bd7e-f530c6d52af2"}, Text("orders.sheet_foreign_hint")),
}


@in_every_language
@pytest.mark.parametrize("case", list(WRONG))
def test_one_wrong_cell_and_no_row_is_written(
    signed_in: Client, mission: Mission, opened: Opportunity, case: str, language: Language
) -> None:
    wrong, expected = WRONG[case]
    words = speaks(signed_in, language)
    rows = [_row(mission, language), _row(mission, language, **({"number": "TR-78"} | wrong))]
    answer = _send(signed_in, mission, _csv(rows, language))
    assert (answer.status_code, html(words(expected)) in answer.content.decode()) == (422, True)
    assert (OpportunityEvent.objects.count(), opened.firm) == (0, "E01")


@in_every_language
def test_event_that_stands_is_never_changed_by_a_sheet(
    signed_in: Client, mission: Mission, write: Write, language: Language
) -> None:
    words = speaks(signed_in, language)
    event = write(core.Rung.CONTRACT, "100")
    before = event.document
    answer = _send(signed_in, mission, _csv([_row(mission, language, id=str(event.pk), amount="90")], language))
    assert (answer.status_code, html(words(Text("orders.sheet_changes_hint"))) in answer.content.decode()) == (
        422,
        True,
    )
    assert OpportunityEvent.objects.get().document == before


def test_paid_over_the_contract_is_taken_and_stands_beside_it(
    signed_in: Client, mission: Mission, write: Write
) -> None:
    row = write(core.Rung.CONTRACT, "100").opportunity
    assert _send(signed_in, mission, _csv([_row(mission, what="Paid", amount="150")])).status_code == 302
    (doubt,) = core.contradictions(opportunity(mission, row.pk).history)
    assert doubt.code == "orders.doubt_paid_over"


@pytest.mark.parametrize("party", ["E01", "B001"])
def test_who_left_or_is_blocked_keeps_a_history_and_begins_nothing_new(
    signed_in: Client, mission: Mission, opened: Opportunity, party: str
) -> None:
    taking = Participation.objects.get(mission=mission, code=party)
    if party == "E01":
        taking.delete()
    else:
        Company.objects.filter(pk=taking.company_id).update(standing=Standing.BLOCKED)
    assert _send(signed_in, mission, _csv([_row(mission)])).status_code == 302
    assert _send(signed_in, mission, _csv([_row(mission, about="New tea")])).status_code == 422
    assert (OpportunityEvent.objects.count(), Opportunity.objects.get().pk) == (1, opened.pk)


@in_every_language
@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("events.xlsx", b"MZ\x90\x00" + b"\x00" * 200, None),
        ("events.csv", b"a,b\r\n1,2\r\n", None),
        ("events.csv", b"", None),
    ],
)
def test_what_is_no_sheet_is_told(
    signed_in: Client, mission: Mission, name: str, content: bytes, expected: Text | None, language: Language
) -> None:
    speaks(signed_in, language)
    answer = _send(signed_in, mission, content, name)
    assert (answer.status_code, 'role="alert"' in answer.content.decode(), expected) == (422, True, None)


def test_archived_mission_takes_no_sheet(signed_in: Client, mission: Mission, opened: Opportunity) -> None:
    Mission.objects.filter(pk=mission.pk).update(archived_at=now())
    assert _send(signed_in, mission, _csv([_row(mission)])).status_code == 409
    assert (OpportunityEvent.objects.count(), opened.buyer) == (0, "B001")


def test_more_rows_than_are_written_at_once_are_refused(
    signed_in: Client, mission: Mission, opened: Opportunity
) -> None:
    rows = [_row(mission, number=f"TR-{number}") for number in range(301)]
    answer = _send(signed_in, mission, _csv(rows))
    assert (answer.status_code, "301" in answer.content.decode(), OpportunityEvent.objects.count()) == (422, True, 0)
    assert opened.firm == "E01"
