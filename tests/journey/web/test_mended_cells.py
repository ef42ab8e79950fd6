"""An import is mended on the page: a corrected cell is read in the place of what the file says."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
from django.test import Client
from django.urls import reverse

from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.mended_cells import problem_groups
from tearoad.matching.web.models import Request
from tearoad.mission.web.models import Mission
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tests.web.forms import read_at

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

EXPORTERS = "id,company name,product,hs code\nE1,Example Tea,Green tea,090210\nE2,Example Sauce,Chili sauce,210390\n"
BUYERS = "id,company name,country,wants,hs code\nB1,ООО «Пример»,Atlantis,чай,090210\nB2,ООО «Образец»,Russia,соус,99\n"
REQUESTS = "who asks,whom,how strongly\nE1,B1,must\nE2,B9,must\nE2,B1,auf keinen Fall\n"


def url(name: str, mission: Mission, found: SheetImport) -> str:
    return reverse(name, args=[mission.id, found.id])


def correct(client: Client, mission: Mission, found: SheetImport, corrected: dict[str, str]) -> SheetImport:
    """Send corrections by what a cell said, as the page's form does, and let the worker read."""
    fields = {one.text: one.field for group in problem_groups(found) for one in group.shown}
    sent = {one.field: one.text for group in problem_groups(found) for one in group.shown if one.field}
    sent |= {fields[was]: text for was, text in corrected.items()}
    answer = client.post(
        url("journey-import-cells", mission, found), sent | read_at(client, url("journey-import", mission, found))
    )
    assert answer.status_code == 302
    run_waiting()
    found.refresh_from_db()
    return found


def test_what_holds_rows_back_comes_first_then_questions_then_remarks(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS, requests=REQUESTS)
    page = signed_in.get(url("journey-import", empty, found))
    groups = {one.title.code: [shown.text for shown in one.shown] for one in page.context["groups"]}
    assert list(groups) == [
        "journey_pages.errors_first",
        "journey_pages.questions_next",
        "journey_pages.remarks_last",
    ]
    assert groups["journey_pages.errors_first"] == ["B9"]
    assert groups["journey_pages.questions_next"] == ["auf keinen Fall"]
    assert groups["journey_pages.remarks_last"] == ["Atlantis", "99"]


def test_a_column_of_running_numbers_is_shown_as_left_out_and_may_be_taken_for_ids(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(
        empty, exporters="No.,company name\n1,Example Tea\n2,Example Sauce\n", buyers="序号,公司名称\n1,三\n"
    )
    kinds = found.found["kinds"]
    assert [[key for key, _ in kinds[kind]["new"]] for kind in ("exporters", "buyers")] == [["E01", "E02"], ["B01"]]
    page = signed_in.get(url("journey-import", empty, found))
    (field,) = (one for sheet in page.context["sheets"] for one in sheet.headers if one.header == "No.")
    assert field.chosen == "-"
    sent = {field.name: "id"} | read_at(signed_in, url("journey-import", empty, found))
    signed_in.post(url("journey-import-mapping", empty, found), sent)
    run_waiting()
    found.refresh_from_db()
    assert [key for key, _ in found.found["kinds"]["exporters"]["new"]] == ["1", "2"]


def test_cells_are_corrected_on_the_page_until_nothing_is_left(
    officer: Actor, signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS, requests=REQUESTS)
    found = correct(signed_in, empty, found, {"B9": "B2", "auf keinen Fall": "no", "Atlantis": "Uzbekistan"})
    assert [one.text for group in problem_groups(found) for one in group.shown] == ["99"]
    found = correct(signed_in, empty, found, {"99": "210390"})
    assert problem_groups(found) == ()
    imports.apply(officer, found, Choice())
    pairs = Request.objects.values_list("asker", "asked", "strength")
    assert sorted(pairs) == [("E1", "B1", "must"), ("E2", "B1", "no"), ("E2", "B2", "must")]


def test_a_correction_that_is_wrong_too_is_told_and_the_first_ones_stay(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    found = correct(signed_in, empty, found, {"Atlantis": "Lemuria", "99": "210390"})
    assert [one.text for group in problem_groups(found) for one in group.shown] == ["Lemuria"]


def test_the_corrected_sheets_are_handed_out(signed_in: Client, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    found = correct(signed_in, empty, found, {"Atlantis": "Uzbekistan", "99": "210390"})
    answer = signed_in.get(url("journey-import-problems", empty, found))
    sheets = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [[cell.value for cell in row] for row in sheets["buyers"].iter_rows()]
    assert [row[2] for row in cells[1:]] == ["Uzbekistan", "Russia"]
    page = signed_in.get(url("journey-import", empty, found)).content.decode()
    assert "Download your sheets with the corrections" in page


def test_corrections_of_a_reading_that_was_overtaken_are_refused(
    officer: Actor, signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    read = read_at(signed_in, url("journey-import", empty, found))
    imports.read_again(officer, found)
    run_waiting()
    answer = signed_in.post(url("journey-import-cells", empty, found), {"cell0": "Russia"} | read)
    found.refresh_from_db()
    assert (answer.status_code, found.mapping.get("#cells")) == (409, None)


def test_corrections_mean_nothing_to_the_next_import(signed_in: Client, empty: Mission, hand_in: HandIn) -> None:
    correct(signed_in, empty, hand_in(empty, exporters=EXPORTERS, buyers=BUYERS), {"Atlantis": "Uzbekistan"})
    again = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    assert "Atlantis" in [one.text for group in problem_groups(again) for one in group.shown]
