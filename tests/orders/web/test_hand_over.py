"""Files for whoever goes on: the rows as they stand, nothing a spreadsheet runs, nobody who refused."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tearoad import orders as core
from tearoad.capture.web.models import Phone
from tearoad.mission.web.models import Mission
from tearoad.orders.hand_over import HandOverTable, as_csv
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import EventDouble
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tearoad.web.clock import now
from tests.capture.web.conftest import let_in, phone, send, sent, signed
from tests.orders.web.conftest import Write, wanted

__all__ = ["let_in", "phone", "signed"]


def at(name: str, mission: Mission, **more: object) -> str:
    return reverse(f"orders-{name}", kwargs={"mission_id": mission.id, **more})


def rows_of(client: Client, mission: Mission, name: str) -> list[dict[str, str]]:
    content = client.get(at("table-file", mission, handed=name)).content.decode()
    assert content.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))


def test_tables_hold_every_row_with_its_rung_beside_its_amount(
    signed_in: Client, mission: Mission, write: Write, phone: Phone
) -> None:
    row = write(core.Rung.CONTRACT, "100.10").opportunity
    write(core.Rung.PAID, "40")
    send(phone, sent(1, person="Анна", email="anna@example.org"), sent(2, person="Олег", consent="refused"))
    events = rows_of(signed_in, mission, "events")
    assert [(event["What happened"], event["Amount"], event["Currency"]) for event in events] == [
        ("Contract", "100.10", "CNY"),
        ("Paid", "40", "CNY"),
    ]
    assert [line["Id"] for line in rows_of(signed_in, mission, "opportunities")] == [str(row.pk)]
    assert [line["Person"] for line in rows_of(signed_in, mission, "contacts")] == ["Анна"]
    book = load_workbook(io.BytesIO(signed_in.get(at("workbook-file", mission)).content))
    assert [(sheet.title, sheet.max_row) for sheet in book] == [("Opportunities", 2), ("Events", 3), ("Contacts", 2)]


def test_business_told_twice_counts_once_for_whoever_sums_a_file_or_the_api(
    signed_in: Client, officer: Actor, mission: Mission, write: Write
) -> None:
    other = open_opportunity(officer, mission, wanted(mission, "White tea"))
    first, second = write(core.Rung.CONTRACT, "100"), write(core.Rung.CONTRACT, "100", row=other)
    EventDouble.objects.create(mission=mission, first=first, second=second, is_same=True, decided_at=now())

    def summed() -> list[tuple[str, str, bool]]:
        events = rows_of(signed_in, mission, "events")
        found = signed_in.get(f"/api/missions/{mission.id}/opportunities").json()["items"]
        in_api = {event["id"]: (event["same_as"], event["counts"]) for item in found for event in item["events"]}
        in_file = {event["Id"]: (event["Told before as (id)"], event["Counts"] == "yes") for event in events}
        assert in_api == in_file
        return [(id_, *in_file[id_]) for id_ in sorted(map(str, (first.pk, second.pk)))]

    assert summed() == [(str(first.pk), "", True), (str(second.pk), str(first.pk), False)]
    withdrawn = core.OrderEvent(
        core.EventId(""),
        core.EventType.WITHDRAWN,
        today_of(mission),
        core.Informant.OFFICER,
        about=core.EventId(str(first.pk)),
        note="Written down by mistake",
    )
    write_event(officer, first.opportunity, withdrawn)
    assert summed() == [(str(first.pk), "", False), (str(second.pk), "", True)]


def test_contacts_are_vcards_for_a_phone(signed_in: Client, mission: Mission, phone: Phone) -> None:
    send(phone, sent(person="Анна Петрова", firm="ООО «Самовар» (fictional)", phone="+74822000000"))
    found = signed_in.get(at("vcards-file", mission)).content.decode()
    assert (found.count("BEGIN:VCARD"), "FN:Анна Петрова" in found, "TEL;TYPE=WORK,VOICE:+74822000000" in found) == (
        1,
        True,
        True,
    )


def test_nothing_of_a_csv_file_is_run_by_a_spreadsheet() -> None:
    written = as_csv(HandOverTable("t", ("a",), (("=1+1",), ("@x",), ("-",), ("tea",))))
    assert [row[0][0] for row in list(csv.reader(io.StringIO(written)))[1:3]] == ["'", "'"]


def test_unknown_table_is_not_there(signed_in: Client, mission: Mission) -> None:
    assert signed_in.get(at("table-file", mission, handed="secrets")).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_page_names_the_files_in_every_language(signed_in: Client, mission: Mission, language: str) -> None:
    signed_in.cookies["language"] = language
    page = signed_in.get(at("hand-over", mission)).content.decode()
    assert at("table-file", mission, handed="contacts") in page
