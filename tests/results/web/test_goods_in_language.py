"""What an opportunity is about is told in the reader's language, wherever results and tables speak of it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import OpportunityEvent
from tearoad.people import Actor
from tearoad.values import Language, PartyId
from tests.orders.web.conftest import Write, opened, wanted, write
from tests.results.web.test_results_pages import texts_of

__all__ = ["opened", "write"]

WRITTEN = "辣椒酱"
CALLED = {Language.ZH: WRITTEN, Language.RU: "Соус чили", Language.EN: "Chili sauce"}


@pytest.mark.parametrize("language", list(Language))
def test_goods_are_called_as_the_reader_calls_them(
    signed_in: Client, officer: Actor, mission: Mission, write: Write, language: Language
) -> None:
    signed_in.cookies["language"] = language.value
    row = open_opportunity(officer, mission, replace(wanted(mission, WRITTEN), firm=PartyId("E02")))
    write(core.Rung.CONTRACT, "700", row=row)
    called, of = CALLED[language], {"mission_id": mission.id}
    for figure in ("opportunities", "contract_amount"):
        page = signed_in.get(reverse("results-rows", kwargs=of | {"figure": figure})).content.decode()
        assert (called in page, WRITTEN in page) == (True, called == WRITTEN), figure
    report = re.sub(r"\s+", "", "".join(texts_of(signed_in.get(reverse("results-pdf", kwargs=of)).content)))
    assert (called.replace(" ", "") in report, WRITTEN in report) == (True, called == WRITTEN)
    book = load_workbook(io.BytesIO(signed_in.get(reverse("results-xlsx", kwargs=of)).content))
    cells = {cell.value for sheet in book for line in sheet for cell in line}
    assert (called in cells, WRITTEN in cells) == (True, called == WRITTEN)
    table = reverse("orders-table-file", kwargs=of | {"handed": "events"})
    lines = list(csv.reader(io.StringIO(signed_in.get(table).content.decode("utf-8-sig"))))
    assert called in lines[1]
    # The table comes back with a further row, copied from the first: it is of the same opportunity.
    further = [cell if lines[0][place] != lines[0][0] else "" for place, cell in enumerate(lines[1])]
    further[lines[1].index("700")] = "80"
    out = io.StringIO()
    csv.writer(out).writerows([*lines, further])
    sheet = SimpleUploadedFile("events.csv", out.getvalue().encode())
    assert signed_in.post(reverse("orders-events-sheet", kwargs=of), {"file": sheet}).status_code == 302
    assert OpportunityEvent.objects.filter(opportunity=row).count() == 2
