"""An import is mended in its table: every row with its fate, a corrected cell in the place of what the file says."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.models import ImportState, SheetImport
from tearoad.journey.web.queries.import_page import ImportTable, import_table
from tearoad.journey.web.queries.import_rows import ROWS_A_PAGE
from tearoad.journey.web.queries.mended_cells import field_of_cell, sheet_code
from tearoad.matching.web.models import Request
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.values import Language
from tests.queries import queries_at

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

EXPORTERS = "id,company name,product,hs code\nE1,Example Tea,Green tea,090210\nE2,Example Sauce,Chili sauce,210390\n"
BUYERS = "id,company name,country,wants,hs code\nB1,ООО «Пример»,Atlantis,чай,090210\nB2,ООО «Образец»,Russia,соус,99\n"
REQUESTS = "who asks,whom,how strongly\nE1,B1,must\nE2,B9,must\nE2,B1,auf keinen Fall\n"


def url(name: str, mission: Mission, found: SheetImport) -> str:
    return reverse(name, args=[mission.id, found.id])


def shown_table(found: SheetImport, **page: str) -> ImportTable:
    table = import_table(found, Language.EN, page)
    assert table is not None
    return table


def cells_with_remarks(found: SheetImport) -> list[str]:
    """What the cells say of which something is told, sheet by sheet."""
    tables = (shown_table(found, sheet=tab.kind) for tab in shown_table(found).tabs)
    return [cell.text for table in tables for row in table.rows for cell in row.cells if cell.remarks]


def correct(
    client: Client, mission: Mission, found: SheetImport, corrected: dict[str, str], **also: str
) -> SheetImport:
    """Send corrections by what a cell said, as the page's form does, and let the worker read."""
    tables = (shown_table(found, sheet=tab.kind) for tab in shown_table(found).tabs)
    cells = [cell for table in tables for row in table.rows for cell in row.cells if cell.is_open]
    sent = {cell.field: corrected.get(cell.text, cell.text) for cell in cells}
    sent |= {f"was-{cell.field}": cell.text for cell in cells}
    answer = client.post(url("journey-import-mend", mission, found), sent | also)
    assert answer.status_code == 302
    run_waiting()
    found.refresh_from_db()
    return found


def test_every_row_stands_there_with_its_fate_what_needs_mending_first(
    officer: Actor, signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    imports.apply(officer, hand_in(empty, exporters=EXPORTERS), Choice())
    changed = EXPORTERS.replace("Chili sauce", "Soy sauce") + "E3,Example Salt,Salt,250100\n"
    found = hand_in(empty, exporters=changed, buyers=BUYERS, requests=REQUESTS)
    page = signed_in.get(url("journey-import", empty, found))
    assert [(total.text.code, total.text["count"], total.kind) for total in page.context["totals"]] == [
        ("journey_pages.total_bad", 1, "requests"),
        ("journey_pages.total_ask", 1, "requests"),
        ("journey_pages.total_look", 2, "buyers"),
    ]
    first = page.context["table"]
    assert [(row.number, row.fate.code, row.following) for row in first.rows] == [
        (3, "journey_pages.fate_held", 4),
        (4, "journey_pages.fate_held", 0),
        (2, "journey_pages.fate_new", 0),
    ]
    rows = shown_table(found, sheet="exporters").rows
    assert [(row.number, row.key, row.fate.code, row.fields) for row in rows] == [
        (2, "E1", "journey_pages.fate_same", ""),
        (3, "E2", "journey_pages.fate_changed", "products"),
        (4, "E3", "journey_pages.fate_new", ""),
    ]


def test_a_column_of_running_numbers_is_shown_as_left_out_and_may_be_taken_for_ids(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(
        empty, exporters="No.,company name\n1,Example Tea\n2,Example Sauce\n", buyers="序号,公司名称\n1,三\n"
    )
    kinds = found.found["kinds"]
    assert [[key for key, _ in kinds[kind]["new"]] for kind in ("exporters", "buyers")] == [["E01", "E02"], ["B01"]]
    page = signed_in.get(url("journey-import", empty, found))
    (field,) = (header for sheet in page.context["known_sheets"] for header in sheet.headers if header.header == "No.")
    assert field.chosen == "-"
    signed_in.post(url("journey-import-mend", empty, found), {field.name: "id"})
    run_waiting()
    found.refresh_from_db()
    assert [key for key, _ in found.found["kinds"]["exporters"]["new"]] == ["1", "2"]


def test_cells_are_corrected_on_the_page_until_nothing_is_left(
    officer: Actor, signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS, requests=REQUESTS)
    found = correct(signed_in, empty, found, {"B9": "B2", "auf keinen Fall": "no", "Atlantis": "Uzbekistan"})
    assert cells_with_remarks(found) == ["99"]
    found = correct(signed_in, empty, found, {"99": "210390"})
    assert cells_with_remarks(found) == []
    imports.apply(officer, found, Choice())
    pairs = Request.objects.values_list("asker", "asked", "strength")
    assert sorted(pairs) == [("E1", "B1", "must"), ("E2", "B1", "no"), ("E2", "B2", "must")]


def test_a_correction_that_is_wrong_too_is_told_and_the_first_ones_stay(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    found = correct(signed_in, empty, found, {"Atlantis": "Lemuria", "99": "210390"})
    assert cells_with_remarks(found) == ["Lemuria"]


def test_the_corrected_sheets_are_handed_out_and_come_back_without_a_remark(
    officer: Actor, signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    found = correct(signed_in, empty, found, {"Atlantis": "Uzbekistan", "99": "210390"})
    page = signed_in.get(url("journey-import", empty, found)).content.decode()
    assert "Download your sheets with the corrections" in page
    answer = signed_in.get(url("journey-import-problems", empty, found))
    sheets = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [[cell.value for cell in row] for row in sheets["buyers"].iter_rows()]
    assert [row[2] for row in cells[1:]] == ["Uzbekistan", "Russia"]
    again = imports.start(officer, empty, [imports.Upload("corrected.xlsx", answer.content)], Language.EN)
    run_waiting()
    again.refresh_from_db()
    assert (again.found["problem_count"], again.found["kinds"]["buyers"]["counts"]["new"]) == (0, 2)


def test_whatever_button_is_pressed_keeps_what_was_typed_and_chosen(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    field = field_of_cell("buyers.csv", "", 2, 3)
    typed = {field: "Kazakhstan", f"was-{field}": "Atlantis", "whole": "1"}
    for button, name in (("apply", ""), ("again", ""), ("mend", "go")):
        answer = signed_in.post(url(f"journey-import-{button}", empty, found), typed | {name: "sheet=exporters&page=1"})
        found.refresh_from_db()
        assert (answer.status_code, found.state) == (302, ImportState.READING)
        assert list(found.mapping["#cells"].values()) == ["Kazakhstan"]
    assert answer.headers["Location"].endswith("?sheet=exporters&page=1#import-rows")
    run_waiting()
    found.refresh_from_db()
    assert cells_with_remarks(found) == ["99"]
    assert Participation.objects.count() == 0


def test_a_cell_that_is_sent_by_itself_is_read_again_and_leaves_choices_alone(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    field = field_of_cell("exporters.csv", "", 2, 4)
    sent = {field: "090230", f"was-{field}": "090210"}
    answer = signed_in.post(url("journey-import-mend", empty, found), sent, headers={"Accept": "application/json"})
    assert answer.json() == {"clashes": []}
    run_waiting()
    found.refresh_from_db()
    (changed,) = (cell for cell in shown_table(found, sheet="exporters").rows[0].cells if cell.field == field)
    assert (changed.text, changed.is_open) == ("090230", False)


def test_what_was_ticked_is_still_ticked_after_a_reading(
    officer: Actor, signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    imports.apply(officer, hand_in(empty, exporters=EXPORTERS), Choice())
    found = hand_in(empty, exporters=EXPORTERS.rpartition("E2")[0], buyers=BUYERS)
    found = correct(signed_in, empty, found, {"99": "210390"}, whole="1", remove_exporters="on")
    page = signed_in.get(url("journey-import", empty, found)).content.decode()
    assert '<input type="checkbox" name="remove_exporters" checked>' in page


@pytest.mark.parametrize("name", ["cell-{code}-2-99999", "cell-{code}-999999-1", "cell-0-2-3", "cell-{code}-0-0"])
def test_a_cell_that_is_nowhere_changes_nothing(signed_in: Client, empty: Mission, hand_in: HandIn, name: str) -> None:
    found = hand_in(empty, exporters=EXPORTERS)
    field = name.format(code=sheet_code("exporters.csv", ""))
    assert signed_in.post(url("journey-import-mend", empty, found), {field: "x"}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.mapping.get("#cells")) == (ImportState.PREVIEW, None)


def test_a_sheet_with_a_strange_name_is_asked_about_and_read_by_one_button(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, strange="№,Компания,Страна,Что ищет\n1,ООО «Пример»,Россия,чай\n")
    page = signed_in.get(url("journey-import", empty, found))
    (sheet,) = page.context["strange_sheets"]
    assert (sheet.title, sheet.chosen, sheet.guess) == ("strange.csv", "buyers", "Buyers")
    signed_in.post(url("journey-import-mend", empty, found), {sheet.guess_name: "buyers"})
    run_waiting()
    found.refresh_from_db()
    assert found.found["kinds"]["buyers"]["counts"]["new"] == 1
    signed_in.post(url("journey-import-mend", empty, found), {sheet.name: ""})
    run_waiting()
    found.refresh_from_db()
    assert list(found.found["kinds"]) == ["exporters"]


def test_a_long_sheet_is_shown_page_by_page_in_as_many_queries_as_a_short_one(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    def counted(found: SheetImport) -> int:
        return queries_at(signed_in, url("journey-import", empty, found) + "?sheet=exporters&page=2")

    short = counted(hand_in(empty, exporters=EXPORTERS))
    rows = "".join(f"E{number},Example Firm {number},Tea,090210\n" for number in range(1, 2 * ROWS_A_PAGE + 3))
    found = hand_in(empty, exporters=f"id,company name,product,hs code\n{rows}")
    assert counted(found) == short
    pages = [shown_table(found, sheet="exporters", page=str(number)) for number in (1, 2, 3, 9)]
    assert [(page.page, page.pages, len(page.rows)) for page in pages] == [(1, 3, 50), (2, 3, 50), (3, 3, 2), (3, 3, 2)]
    assert [row.number for page in pages[:3] for row in page.rows] == list(range(2, 2 * ROWS_A_PAGE + 4))


def test_corrections_mean_nothing_to_the_next_import(signed_in: Client, empty: Mission, hand_in: HandIn) -> None:
    correct(signed_in, empty, hand_in(empty, exporters=EXPORTERS, buyers=BUYERS), {"Atlantis": "Uzbekistan"})
    again = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    assert "Atlantis" in cells_with_remarks(again)


def text_of(found: SheetImport, field: str) -> str:
    """Return what a cell of the buyers says on the page."""
    return next(
        cell.text for row in shown_table(found, sheet="buyers").rows for cell in row.cells if cell.field == field
    )


def test_who_corrects_a_cell_after_somebody_else_sees_both_values_and_decides(
    signed_in: Client, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    cell = next(
        import_cell
        for row in shown_table(found, sheet="buyers").rows
        for import_cell in row.cells
        if import_cell.text == "Atlantis"
    )
    mend, was = url("journey-import-mend", empty, found), f"was-{cell.field}"
    first = {cell.field: "Uzbekistan", was: "Atlantis"}
    assert signed_in.post(mend, first, headers={"accept": "application/json"}).json() == {"clashes": []}
    own = {cell.field: "Uzbekistan", was: "Uzbekistan"}
    assert signed_in.post(mend, own, headers={"accept": "application/json"}).json() == {"clashes": []}
    late = {cell.field: "Kazakhstan", was: "Atlantis", "here": "sheet=buyers&page=1"}
    answer = signed_in.post(mend, late, headers={"accept": "application/json"})
    text = "Somebody else entered: Uzbekistan. You entered: Kazakhstan. Send it again to put in what you entered."
    assert answer.json() == {
        "clashes": [{"now": "Uzbekistan", "text": text}],
    }
    page = signed_in.post(mend, late)
    (shown,) = (
        shown_cell for row in page.context["table"].rows for shown_cell in row.cells if shown_cell.field == cell.field
    )
    assert (page.status_code, shown.text, shown.was, shown.is_open) == (409, "Kazakhstan", "Uzbekistan", True)
    assert text in page.content.decode()
    run_waiting()
    found.refresh_from_db()
    assert text_of(found, cell.field) == "Uzbekistan"
    assert signed_in.post(mend, late | {was: "Uzbekistan"}).status_code == 302
    found.refresh_from_db()
    assert text_of(found, cell.field) == "Kazakhstan"


def test_one_clash_keeps_no_other_cell_out(signed_in: Client, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    rows = shown_table(found, sheet="buyers").rows
    country, code = (
        next(cell for row in rows for cell in row.cells if cell.text == text) for text in ("Atlantis", "99")
    )
    mend = url("journey-import-mend", empty, found)
    signed_in.post(mend, {country.field: "Uzbekistan", f"was-{country.field}": "Atlantis"})
    both = {country.field: "Kazakhstan", f"was-{country.field}": "Atlantis", code.field: "210390"}
    assert signed_in.post(mend, both | {f"was-{code.field}": "99"}).status_code == 409
    found.refresh_from_db()
    assert sorted(found.mapping["#cells"].values()) == ["210390", "Uzbekistan"]
