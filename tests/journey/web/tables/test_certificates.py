"""A certificate is written the same in a sheet, in the form of a firm and in the public form of a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tearoad.call import Application
from tearoad.call.usual import usual_call
from tearoad.call.web import models as call_rows
from tearoad.call.web.actions.settings import write_call
from tearoad.companies import Certificate, Exporter
from tearoad.journey.files import MissionFiles
from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.queries.tables.stored import entry_of
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now
from tests.call.web.conftest import SENT
from tests.journey.web.tables.conftest import row_in, table_url
from tests.journey.web.tables.test_row_form import sent_by
from tests.web.forms import form_of, read_at

HACCP = Certificate("HACCP", "00123", date(2027, 5, 1))
ISO = Certificate("ISO 22000", "55", date(2027, 5, 1))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HACCP｜00123｜2027-05-01", (HACCP,)),
        ("HACCP | 00123 | 2027-05-01 |", (HACCP,)),
        ("ISO 22000 № 55 (until 1 May 2027)", (ISO,)),
        ("ISO 22000 № 55 до 01.05.2027", (ISO,)),
        ("ISO 22000 编号：55 有效期至2027年5月1日", (ISO,)),
        ("HACCP｜00123｜2027-05-01; ISO 22000 № 55 (until 1 May 2027)；EAC", (HACCP, ISO, Certificate("EAC"))),
    ],
)
def test_a_certificate_is_understood_in_sheet_form_and_public_form(
    read_sheets: Callable[..., MissionFiles],
    signed_in: Client,
    officer: Actor,
    mission: Mission,
    written: str,
    expected: tuple[Certificate, ...],
) -> None:
    sheet = read_sheets(exporters=f"id,name,certificates\nE1,One,{written}\n")
    of_sheet = sheet.exporters[0].certificates

    address = table_url("-row", mission, "exporters", row_in(mission, "exporters", "E01").pk)
    form = sent_by(signed_in, address) | read_at(signed_in, address) | {"c0-certificates": written}
    assert signed_in.post(address, form).status_code == 302
    firm: Exporter = entry_of(TABLE_KINDS["exporters"], row_in(mission, "exporters", "E01"))

    now = fair_now()
    call = write_call(
        officer, mission, usual_call(now - timedelta(days=1), now + timedelta(days=10), "tea-2027", cap=2)
    )
    assert Client().post(f"/call/{call.address}/", SENT | {"certificates": written}).status_code == 302
    application = from_document(Application, call_rows.Application.objects.get().document)

    assert (of_sheet, firm.certificates, application.certificates) == (expected,) * 3


def test_each_certificate_has_a_field_for_each_of_its_parts(signed_in: Client, mission: Mission) -> None:
    row = row_in(mission, "exporters", "E01")
    address = table_url("-row", mission, "exporters", row.pk)
    whole = (
        sent_by(signed_in, address) | read_at(signed_in, address) | {"c0-certificates": "HACCP | 00123 | 2027-05-01"}
    )
    signed_in.post(address, whole)
    form = form_of(signed_in.get(address))
    shown = {name: text for name, text in form.items() if name.startswith("c0-certificates")}
    assert list(shown.values()) == ["HACCP", "00123", "2027-05-01", "", "", ""]
    more = {"c0-certificates.1.0": "ISO 22000; food", "c0-certificates.1.1": "5|5", "c0-certificates.1.2": "1 May 2027"}
    assert signed_in.post(address, form | more).status_code == 302
    firm: Exporter = entry_of(TABLE_KINDS["exporters"], row_in(mission, "exporters", "E01"))
    assert firm.certificates == (HACCP, Certificate("ISO 22000; food", "5/5", date(2027, 5, 1)))
    form = form_of(signed_in.get(address))
    gone = {name: "" for name in form if name.startswith("c0-certificates.0")}
    signed_in.post(address, form | gone)
    firm = entry_of(TABLE_KINDS["exporters"], row_in(mission, "exporters", "E01"))
    assert firm.certificates == (Certificate("ISO 22000; food", "5/5", date(2027, 5, 1)),)
    form = form_of(signed_in.get(address)) | {"c0-certificates.0.2": "some day"}
    answer = signed_in.post(address, form)
    assert (answer.status_code, "some day" in answer.content.decode()) == (422, True)
