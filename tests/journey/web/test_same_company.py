"""Two rows of one upload are taken for one company on the page of the import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.models import SheetImport
from tearoad.matching.web.models import Request
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tests.web.forms import read_at

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

ONE_FIRM_TWICE = """id,company name,phone,city,product,hs code
E1,Example Tea Co Ltd,+86 851 0000 0000,,Green tea,090210
E2,Example Sauce,,,Chili sauce,210390
E7,Example Tea Company Limited,+86 851 0000 0000,Guiyang,Black tea,090230
,,,,White tea,090210
"""
WHO_MEETS_WHOM = "who asks,whom,how strongly\nE7,B1,must\nExample Tea Company Limited,B2,wish\n"


def test_two_rows_of_a_file_are_taken_for_one_company_and_parted_again(
    officer: Actor, signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    buyers = "id,company name,wants,hs code\nB1,ООО «Пример»,чай,090210\nB2,ООО «Образец»,соус,210390\n"
    found = hand_in(empty, exporters=ONE_FIRM_TWICE, buyers=buyers, requests=WHO_MEETS_WHOM)
    assert [(duplicate["key"], duplicate["same"]) for duplicate in found.found["duplicates"]] == [("E7", "E1")]
    choose(signed_in, empty, found, row_exporters_E7="E1")
    assert [key for key, _ in found.found["kinds"]["exporters"]["new"]] == ["E1", "E2"]
    assert (found.found["duplicates"], found.found["joined"]) == (
        [],
        [{"kind": "exporters", "key": "E7", "same": "E1"}],
    )
    choose(signed_in, empty, found, row_exporters_E7="")
    assert [key for key, _ in found.found["kinds"]["exporters"]["new"]] == ["E1", "E2", "E7"]
    choose(signed_in, empty, found, row_exporters_E7="E1")
    imports.apply(officer, found, Choice())
    part = Participation.objects.get(mission=empty, code="E1")
    firm = exporter_of(part.company, part.document)
    assert (firm.city, [product.name.latin for product in firm.products]) == (
        "Guiyang",
        ["Green tea", "Black tea", "White tea"],
    )
    requests = Request.objects.filter(mission=empty).order_by("code")
    assert [(request.document["asker"], request.document["asked"]) for request in requests] == [
        ("E1", "B1"),
        ("E1", "B2"),
    ]


def test_a_row_is_taken_for_no_company_that_was_not_offered(signed_in: Client, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=ONE_FIRM_TWICE)
    choose(signed_in, empty, found, row_exporters_E7="E2", row_exporters_E2="E1")
    assert [key for key, _ in found.found["kinds"]["exporters"]["new"]] == ["E1", "E2", "E7"]


def choose(client: Client, mission: Mission, found: SheetImport, **chosen: str) -> None:
    """Say which rows are one company, as the page does, and let the worker read."""
    page = reverse("journey-import", args=[mission.id, found.id])
    answer = client.post(reverse("journey-import-mend", args=[mission.id, found.id]), chosen | read_at(client, page))
    assert answer.status_code == 302
    run_waiting()
    found.refresh_from_db()


def test_a_row_is_taken_for_a_company_that_takes_part_already_and_replaces_nothing(
    officer: Actor, signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    first = hand_in(empty, buyers="id,company name,city,wants,hs code\nB1,ТОО Алатау,Астана,чай,090210\n")
    imports.apply(officer, first, Choice())
    rows = "id,company name,city,wants,hs code\nB9,Алатау ТОО,Алматы,чай,090220\nB8,Alatau LLP,,соус,210390\n"
    found = hand_in(empty, buyers=rows)
    page = signed_in.get(reverse("journey-import", args=[empty.id, found.id])).content.decode()
    assert re.findall(r'<select id="(row_\w+)"', page) == ["row_buyers_B9", "row_buyers_B8"]
    choose(signed_in, empty, found, row_buyers_B9="B1", row_buyers_B8="B9")
    assert found.found["kinds"]["buyers"]["counts"] | {"gone": 0} == {
        "new": 0, "changed": 1, "same": 0, "gone": 0, "others": 0, "other_side": 0,
    }  # fmt: skip
    imports.apply(officer, found, Choice())
    part = Participation.objects.get(mission=empty)
    firm = buyer_of(part.company, part.document)
    assert (firm.name.native, firm.city) == ("ТОО Алатау", "Астана")
    assert [(want.product, str(want.hs)) for want in firm.wants] == [
        ("чай", "0902.10"),
        ("чай", "0902.20"),
        ("соус", "2103.90"),
    ]
    imports.undo(officer, found)
    part.company.refresh_from_db()
    assert len(buyer_of(part.company, part.document).wants) == 1


def test_one_id_with_another_legal_form_is_no_other_firm(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    rows = (
        "id,company name,wants,hs code\nB1,ТОО «Алатау»,чай,090210\nB1,АЛАТАУ LLP,соус,210390\n"
        "B2,ООО Иное,чай,090210\nB2,ТОО Другое,чай,090210\n"
    )
    found = hand_in(empty, buyers=rows)
    assert [problem["text"]["code"] for problem in found.found["problems"]] == [
        "sheets.ids_clash",
        "sheets.ids_clash",
        "sheets.differs_above",
    ]
    imports.apply(officer, found, Choice())
    again = hand_in(empty, buyers="id,company name,wants\nB1,Алатау ТОО,чай\n")
    assert [key for key, *_ in again.found["kinds"]["buyers"]["changed"]] == ["B1"]
