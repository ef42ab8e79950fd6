"""A table edited in a real browser: by keyboard, by a pasted block, by two people at once, on a desk and a phone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, in_views, looks_of, opened
from tests.journey.web.tables.conftest import Edit, cell, row_in, table_url, texts_of
from tests.waiting import wait_for

__all__ = ["chromium"]  # a fixture
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
"""A folder to keep pictures in."""
PASTE = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.querySelector(selector).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


def at(mission: Mission, code: str, field: str, line: int = 0, table: str = "buyers") -> str:
    row = row_in(mission, table, code)
    return f'tr[data-row="{row.pk}"][data-line="{line}"] td[data-field="{field}"]'


def says(mission: Mission, code: str, field: str) -> str:
    return texts_of(mission, "buyers", code)[0][field]


def shown(page: Page, site: str, mission: Mission, table: str = "buyers") -> Page:
    fields = "&".join(f"col={column}" for column in ("name_native", "city", "category", "note", "want"))
    page.goto(f"{site}{table_url('', mission, table)}?{fields}")
    expect(page.locator("table.editable")).to_be_visible()
    return page


def pictured(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.django_db(transaction=True)
@in_views(View(Language.RU, "dark"), View(Language.ZH, "light", PHONE))
def test_cells_are_edited_and_what_is_wrong_is_told_at_the_cell(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, view: View
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, view, session) as page:
        shown(page, live_server.url, mission)
        cell = page.locator(at(mission, "B001", "city"))
        cell.click()
        if view.width != PHONE:
            cell.press("Enter")
        page.locator("td[data-field] input").fill("Тверь")
        page.locator("td[data-field] input").press("Enter")
        wait_for(lambda: says(mission, "B001", "city") == "Тверь")
        expect(page.locator("#last-change")).to_be_visible()
        assert looks_of(page) == []
        pictured(page, f"table {view}")


@pytest.mark.django_db(transaction=True)
def test_a_mission_is_edited_by_keyboard_alone(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, View(), session) as page:
        shown(page, live_server.url, mission)
        page.locator(at(mission, "B001", "city")).focus()
        page.keyboard.type("Tver")
        page.keyboard.press("Tab")
        wait_for(lambda: says(mission, "B001", "city") == "Tver")
        page.keyboard.press("Enter")
        page.locator("td[data-field] select").select_option(label="importer")
        wait_for(lambda: says(mission, "B001", "category") == "importer")
        page.locator(at(mission, "B001", "city")).focus()
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Control+d")
        wait_for(lambda: {says(mission, code, "city") for code in ("B001", "B002")} == {"Tver"})
        page.locator(at(mission, "B001", "note")).focus()
        page.keyboard.press("F2")
        page.keyboard.type("never kept")
        page.keyboard.press("Escape")
        expect(page.locator(at(mission, "B001", "note"))).to_be_focused()
        assert says(mission, "B001", "note") == ""


@pytest.mark.django_db(transaction=True)
def test_enter_in_the_last_row_begins_a_new_one_where_one_is(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, edit: Edit
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    count = rows_of(TABLE_KINDS["buyers"], mission).count()
    with opened(chromium, live_server.url, View(), session) as page:
        shown(page, live_server.url, mission)
        page.locator("#live-table tbody tr[data-line='0']").last.locator("td[data-field=note]").focus()
        for keys in ("F2", "Enter"):
            page.keyboard.press(keys)
        new = page.locator("tr.draft:last-child td[data-field=name_native]")
        expect(new).to_be_focused()
        expect(new).to_be_in_viewport()
        for keys in ("F2", "Enter"):  # nothing typed: no further row
            page.keyboard.press(keys)
        expect(page.locator("tr.draft")).to_have_count(1)
        page.keyboard.type("Fictional Foods")
        page.keyboard.press("Tab")
        wait_for(lambda: rows_of(TABLE_KINDS["buyers"], mission).count() == count + 1)
        expect(page.locator("tr.draft")).to_have_count(0)
        page.keyboard.press("F2")
        page.keyboard.press("Enter")
        expect(page.locator("tr.draft:last-child td[data-field=name_native]")).to_be_focused()
        edit("buyers", cell("new-1", "name_native", "Somebody else's (fictional)"))
        expect(page.locator("#live-table")).to_have_attribute("data-count", str(count + 2))
        expect(page.locator("#live-table tbody")).to_contain_text("Somebody else's")
        expect(page.locator("tr.draft:last-child td[data-field=name_native]")).to_be_focused()


@pytest.mark.django_db(transaction=True)
def test_a_block_is_pasted_over_rows_and_beyond_the_last_one(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    count = rows_of(TABLE_KINDS["buyers"], mission).count()
    with opened(chromium, live_server.url, View(), session) as page:
        shown(page, live_server.url, mission)
        last = rows_of(TABLE_KINDS["buyers"], mission).last().code
        lines = len(texts_of(mission, "buyers", last))
        block = "Last again\tOmsk\n" + "\n" * (lines - 1) + "Fictional Foods\tTver\tdistributor\tnew\tnuts\tbeyond"
        page.evaluate(PASTE, [at(mission, last, "name_native"), block])
        wait_for(lambda: rows_of(TABLE_KINDS["buyers"], mission).count() == count + 1)
        wait_for(lambda: says(mission, last, "city") == "Omsk")
        expect(page.locator("tr.draft")).to_have_count(0)
        made = rows_of(TABLE_KINDS["buyers"], mission).last()
        (line,) = texts_of(mission, "buyers", made.code)
        assert [line[column] for column in ("city", "category", "note", "want")] == [
            "Tver",
            "distributor",
            "new",
            "nuts",
        ]


@pytest.mark.django_db(transaction=True)
def test_a_block_pasted_into_a_new_row_makes_new_rows_and_changes_none(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    before = {row.code: texts_of(mission, "buyers", row.code) for row in rows_of(TABLE_KINDS["buyers"], mission)}
    with opened(chromium, live_server.url, View(), session) as page:
        shown(page, live_server.url, mission)
        page.locator("[data-add]").click()
        block = 'First new (fictional)\tOmsk\n"Second ""new""\n(fictional)"\tTver\n'
        page.evaluate(PASTE, ["tr.draft td[data-field=name_native]", block])
        wait_for(lambda: rows_of(TABLE_KINDS["buyers"], mission).count() == len(before) + 2)
        expect(page.locator("tr.draft")).to_have_count(0)
    after = {row.code: texts_of(mission, "buyers", row.code) for row in rows_of(TABLE_KINDS["buyers"], mission)}
    made = [lines[0] for code, lines in after.items() if code not in before]
    assert {code: lines for code, lines in after.items() if code in before} == before
    assert sorted((row["name_native"], row["city"]) for row in made) == [
        ("First new (fictional)", "Omsk"),
        ('Second "new" (fictional)', "Tver"),
    ]


@pytest.mark.django_db(transaction=True)
@in_views(View(), View(Language.RU), View(Language.ZH))
def test_fifty_thousand_pasted_cells_are_refused_at_once_and_nothing_else_is_lost(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, view: View
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    said = {
        Language.EN: "50000 cells came at once; at most 5000 are taken. Use “Paste or upload”: it takes whole sheets.",
        Language.RU: "Пришло сразу 50000 ячеек, а принимается не больше 5000."
        " Воспользуйтесь «Вставить или загрузить»: так принимаются целые таблицы.",
        Language.ZH: "一次提交了 50000 个单元格，最多接受 5000 个。请使用“粘贴或上传”，可接收整张表。",
    }
    with opened(chromium, live_server.url, view, session) as page:
        shown(page, live_server.url, mission)
        page.locator(at(mission, "B001", "city")).focus()
        page.keyboard.type("Tver")
        page.keyboard.press("Enter")
        page.evaluate(PASTE, [at(mission, "B001", "name_native"), "\n".join(["a\tb\tc\td\te"] * 10_000)])
        expect(page.locator("#table-says")).to_have_text(" ".join(said[view.language].split()))
        wait_for(lambda: says(mission, "B001", "city") == "Tver")
        expect(page.locator("#last-change")).to_be_visible()  # its answer came, and does not take the refusal's place
        expect(page.locator("#table-says")).to_have_text(" ".join(said[view.language].split()))
        expect(page.locator("tr.draft")).to_have_count(0)
        assert rows_of(TABLE_KINDS["buyers"], mission).filter(company__name="a").count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_later_sees_both_values_and_decides(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    site, city = live_server.url, at(mission, "B001", "city")
    with opened(chromium, site, View(), session) as first, opened(chromium, site, View(), session) as later:
        for page in (first, later):
            shown(page, site, mission)
        later.locator(city).focus()
        later.keyboard.type("Omsk")
        first.locator(city).focus()
        first.keyboard.type("Tver")
        first.keyboard.press("Enter")
        wait_for(lambda: says(mission, "B001", "city") == "Tver")
        later.keyboard.press("Enter")
        note = later.locator(f"{city} .cell-note")
        expect(note).to_contain_text("Tver")
        expect(note).to_contain_text("Omsk")
        assert says(mission, "B001", "city") == "Tver"
        pictured(later, "clash")
        assert looks_of(later) == []
        note.locator("button[data-settle=mine]").click()
        wait_for(lambda: says(mission, "B001", "city") == "Omsk")
        expect(first.locator(city)).to_have_text("Omsk")


@pytest.mark.django_db(transaction=True)
def test_a_bad_cell_is_told_and_mended(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    category = at(mission, "B001", "category")
    with opened(chromium, live_server.url, View(), session) as page:
        shown(page, live_server.url, mission)
        page.evaluate(PASTE, [category, "no such kind"])
        expect(page.locator(f"{category}.bad .cell-note")).to_be_visible()
        assert looks_of(page) == []
        pictured(page, "bad cell")
        page.evaluate(PASTE, [category, "importer"])
        wait_for(lambda: says(mission, "B001", "category") == "importer")
        expect(page.locator(f"{category}.bad")).to_have_count(0)


@pytest.mark.django_db(transaction=True)
def test_a_page_that_was_asked_for_before_takes_no_refusal_away(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    category, city = at(mission, "B001", "category"), at(mission, "B001", "city")
    held: list[Route] = []
    with opened(chromium, live_server.url, View(), session) as page:
        shown(page, live_server.url, mission)
        page.route(page.url, lambda route: route.continue_() if held else held.append(route))
        sent = {"changes": json.dumps([cell("new-1", "name_native", "Fictional Foods")])}
        assert signed_in.post(table_url("-cells", mission, "buyers"), sent).json()["faults"] == []
        wait_for(lambda: page.evaluate("true") and held)  # the page asks for itself anew, and waits
        old = held[0].fetch()
        page.evaluate(PASTE, [city, "Tver"])
        wait_for(lambda: says(mission, "B001", "city") == "Tver")
        page.evaluate(PASTE, [category, "no such kind"])
        note = page.locator(f"{category}.bad .cell-note")
        expect(note).to_be_visible()
        held[0].fulfill(response=old)
        expect(page.locator("tbody", has_text="Fictional Foods")).to_be_visible()
        expect(note).to_be_visible()
        expect(page.locator(category)).to_contain_text("no such kind")
        expect(page.locator(city)).to_have_text("Tver")


@pytest.mark.django_db(transaction=True)
def test_an_input_method_writes_into_a_cell_from_its_first_key(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, View(Language.ZH), session) as page:
        shown(page, live_server.url, mission)
        page.locator(at(mission, "B001", "city")).focus()
        keys = page.context.new_cdp_session(page)
        keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229})
        keys.send("Input.imeSetComposition", {"text": "mosike", "selectionStart": 6, "selectionEnd": 6})
        keys.send("Input.insertText", {"text": "莫斯科"})
        page.keyboard.press("Tab")
        wait_for(lambda: says(mission, "B001", "city") == "莫斯科")


@pytest.mark.django_db(transaction=True)
@in_views(View(), View(Language.RU), View(Language.ZH, "dark"))
def test_the_table_begins_near_the_top_and_tab_goes_through_it_and_out(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, edit: Edit, view: View
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, view, session) as page:
        page.set_viewport_size({"width": 1280, "height": 800})
        edit("buyers", cell(row_in(mission, "buyers", "B001"), "city", "Tver"))  # what was changed last is told above
        shown(page, live_server.url, mission)
        pictured(page, f"top of the table {view}")
        box = page.locator("#live-table tbody tr").first.bounding_box()
        assert box is not None
        assert box["y"] < 400
        pictured(page, f"top of the table {view}")
        page.locator(at(mission, "B001", "want")).focus()
        page.keyboard.press("Tab")
        following = page.locator("#live-table tbody tr").nth(1).locator("td[data-field]:not([data-fixed])").first
        expect(following).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(page.locator(at(mission, "B001", "want"))).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#table-says")).to_contain_text("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#live-table')") is None
        assert page.evaluate("document.activeElement.matches('a, button, input, select')")
        assert looks_of(page) == []


@pytest.mark.django_db(transaction=True)
def test_what_was_refused_stands_there_again_after_the_page_was_left(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    count = rows_of(TABLE_KINDS["buyers"], mission).count()
    with opened(chromium, live_server.url, View(), session) as page:
        shown(page, live_server.url, mission)
        page.locator("[data-add]").click()
        new, category = "tr.draft td[data-field=name_native]", at(mission, "B001", "category")
        page.evaluate(PASTE, [new, "Fictional Foods\tOmsk\tno such kind"])
        expect(page.locator("tr.draft td.bad")).to_have_count(1)
        page.evaluate(PASTE, [category, "nor such a one"])
        expect(page.locator(f"{category}.bad")).to_be_visible()
        with page.expect_event("dialog") as met:
            page.evaluate("setTimeout(() => location.assign('/'))")
        assert met.value.type == "beforeunload"
        met.value.accept()
        page.wait_for_url(lambda url: "/tables/" not in url)
        shown(page, live_server.url, mission)
        expect(page.locator("#kept-cells")).to_be_visible()
        assert page.locator("tr.draft td[data-typed]").all_inner_texts() == ["Fictional Foods", "Omsk", "no such kind"]
        expect(page.locator(category)).to_have_text("nor such a one")
        assert looks_of(page) == []
        pictured(page, "kept cells")
        page.locator("#kept-cells [data-send]").click()
        expect(page.locator("tr.draft td.bad")).to_have_count(1)
        page.evaluate(PASTE, ["tr.draft td[data-field=category]", "importer"])
        wait_for(lambda: rows_of(TABLE_KINDS["buyers"], mission).count() == count + 1)
        page.evaluate(PASTE, [category, "importer"])
        wait_for(lambda: says(mission, "B001", "category") == "importer")
        expect(page.locator("td[data-typed]")).to_have_count(0)
        page.reload()
        expect(page.locator("table.editable")).to_be_visible()
        expect(page.locator("#kept-cells")).to_be_hidden()
        expect(page.locator("tr.draft")).to_have_count(0)


@pytest.mark.django_db(transaction=True)
def test_a_new_row_is_thrown_away_and_does_not_come_back(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, View(), session) as page:
        for throw in ("tr.draft [data-drop]", "#kept-cells [data-drop]"):
            shown(page, live_server.url, mission)
            page.locator("[data-add]").click()
            page.evaluate(PASTE, ["tr.draft td[data-field=category]", "no such kind"])
            expect(page.locator("tr.draft td.bad").first).to_be_visible()
            if "kept" in throw:
                page.once("dialog", lambda dialog: dialog.accept())
                page.reload()
            page.locator(throw).click()
            expect(page.locator("tr.draft")).to_have_count(0)
            expect(page.locator("#kept-cells")).to_be_hidden()


@pytest.mark.django_db(transaction=True)
@in_views(View(Language.RU, "dark", PHONE), View(Language.ZH))
def test_who_was_overtaken_in_the_form_of_a_row_sees_both_values_at_the_field(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, edit: Edit, view: View
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    row = row_in(mission, "buyers", "B001")
    with opened(chromium, live_server.url, view, session) as page:
        page.goto(live_server.url + table_url("-row", mission, "buyers", row.pk))
        page.locator("#c0-city").fill("Омск")
        edit("buyers", cell(row, "city", "Тверь"), cell(row, "note", "theirs"))
        page.locator("main form button.primary").first.click()
        expect(page.locator("#c0-city-error")).to_contain_text("Тверь")
        expect(page.locator("#c0-city-error")).to_contain_text("Омск")
        expect(page.locator("#c0-note")).to_have_value("theirs")
        assert looks_of(page) == []
        pictured(page, f"overtaken {view}")
        page.locator("main form button.primary").first.click()
        wait_for(lambda: says(mission, "B001", "city") == "Омск")
        assert says(mission, "B001", "note") == "theirs"
