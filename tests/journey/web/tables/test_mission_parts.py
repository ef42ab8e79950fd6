"""Places, ways, whom to call and house spellings stand in a mission's own document, and are edited as any table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.tables.stored import mark_of, rows_of
from tearoad.mission import Mission as Core
from tearoad.mission import Place, PlaceKind, Walk
from tearoad.mission.toml import mission_toml
from tearoad.mission.web.actions.missions import change
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.people import Actor
from tearoad.values import Language, LocalText, PlaceId
from tests.journey.web.tables.conftest import Edit, cell, row_in, table_url
from tests.journey.web.tables.test_rows import undo

SHOWN: dict[str, Callable[[Any], Any]] = {
    "places": lambda place: place.id,
    "walks": lambda walk: (walk.here, walk.there, walk.minutes),
    "contacts": lambda contact: contact.phone,
    "overrides": lambda override: override.written,
}
PARTS = ("places", "walks", "contacts", "overrides")


@pytest.fixture
def trip(officer: Actor, mission: Mission) -> Mission:
    """A mission with three tables, and with the way to them from a hall."""
    tables = tuple(
        Place(PlaceId(f"T{n}"), PlaceKind.TABLE, LocalText(en=f"Table {n}"), "7.1", "tables") for n in (1, 2, 3)
    )
    said = replace(core(mission), places=tables, walks=(Walk("T1", "T2", 4),), contacts=(), overrides=())
    return change(officer, mission, said)


def now(mission: Mission) -> Core:
    return core(Mission.objects.get(pk=mission.pk))


def ids(mission: Mission) -> list[str]:
    return [place.id for place in now(mission).places]


def test_a_cell_of_a_place_is_changed_and_undone(edit: Edit, signed_in: Client, trip: Mission) -> None:
    before = now(trip)
    answer = edit("places", cell(row_in(trip, "places", "T2"), "hall", "8", "7.1"))
    assert (answer["faults"], [saved["lines"][0]["hall"]["text"] for saved in answer["saved"]]) == ([], ["8"])
    changed = tuple(replace(place, hall="8") if place.id == "T2" else place for place in before.places)
    assert now(trip) == replace(before, places=changed)
    assert (undo(signed_in, trip, "places"), now(trip)) == (302, before)
    assert undo(signed_in, trip, "places") == 409


@pytest.mark.parametrize(
    ("table", "cells", "part", "said"),
    [
        ("places", {"name_en": "Room", "kind": "online", "capacity": "3"}, "places", ["T1", "T2", "T3", "T4"]),
        ("walks", {"here": "T1", "there": "T3", "minutes": "7"}, "walks", [("T1", "T2", 4), ("T1", "T3", 7)]),
        ("walks", {"here": "tables", "there": "T3", "minutes": "0"}, "walks", [("T1", "T2", 4), ("tables", "T3", 0)]),
        ("contacts", {"latin": "LIN Qing", "phone": "+7 495 000-00-01"}, "contacts", ["+74950000001"]),
        ("overrides", {"written": "Russia", "name_en": "Russian Federation"}, "overrides", ["Russia"]),
    ],
)
def test_a_row_is_added_and_undone(  # the edit, and what it says
    edit: Edit, signed_in: Client, trip: Mission, table: str, cells: dict[str, str], part: str, said: list[Any]
) -> None:
    before = now(trip)
    answer = edit(table, *(cell("new-1", name, text) for name, text in cells.items()))
    shown = SHOWN[part]
    assert (answer["faults"], [shown(entry) for entry in getattr(now(trip), part)]) == ([], said)
    assert (undo(signed_in, trip, table), now(trip)) == (302, before)


@pytest.mark.parametrize(
    ("table", "cells", "field", "said"),
    [
        ("places", {"name_en": "Room", "capacity": "many"}, "capacity", "many"),
        ("places", {"name_en": "Room", "capacity": "101"}, "capacity", "101 meetings at once"),
        ("places", {"name_en": "Room", "owner": "B999"}, "owner", "B999"),
        ("places", {"hall": "7"}, "name_zh", ""),
        ("walks", {"here": "T1", "there": "T1", "minutes": "3"}, "there", "T1"),
        ("walks", {"here": "T2", "there": "T1", "minutes": "3"}, "there", "T1"),
        ("walks", {"here": "T1", "there": "Nowhere", "minutes": "3"}, "there", "Nowhere"),
        ("walks", {"here": "T1", "there": "T3"}, "minutes", ""),
        ("contacts", {"latin": "LIN Qing"}, "phone", "Nobody can reach"),
        ("overrides", {"written": "Russia"}, "name_zh", ""),
    ],
)
def test_what_a_mission_cannot_hold_is_told_at_its_cell(
    edit: Edit, trip: Mission, table: str, cells: dict[str, str], field: str, said: str
) -> None:
    before = now(trip)
    answer = edit(table, *(cell("new-1", name, text) for name, text in cells.items()))
    faults = [(fault["field"], said in fault["says"]) for fault in answer["faults"]]
    assert ((field, True) in faults, answer["saved"], now(trip)) == (True, [], before), answer["faults"]


def test_rows_taken_out_come_back_where_they_stood(signed_in: Client, trip: Mission) -> None:
    change_walks = rows_of(TABLE_KINDS["walks"], trip)
    ticked = [f"{walk.pk}:{mark('walks', walk)}" for walk in change_walks]
    signed_in.post(table_url("-several", trip, "walks"), {"row": ticked, "act": "remove"})
    found = rows_of(TABLE_KINDS["places"], Mission.objects.get(pk=trip.pk))
    gone = [f"{mission.pk}:{mark('places', mission)}" for mission in found if mission.code != "T3"]
    signed_in.post(table_url("-several", trip, "places"), {"row": gone, "act": "remove"})
    assert ids(trip) == ["T3"]
    assert undo(signed_in, trip, "places") == 302
    assert (ids(trip), undo(signed_in, trip, "walks"), now(trip).walks) == (["T1", "T2", "T3"], 302, core(trip).walks)


def mark(table: str, row: object) -> str:
    return mark_of(TABLE_KINDS[table], row)


def test_a_place_that_a_way_names_stays(signed_in: Client, trip: Mission) -> None:
    row = row_in(trip, "places", "T1")
    answer = signed_in.post(table_url("-row", trip, "places", row.pk), {"remove": "1", "read": mark("places", row)})
    assert (answer.status_code, ids(trip), TableChange.objects.count()) == (409, ["T1", "T2", "T3"], 0)


def test_a_place_is_made_anew_as_often_as_wanted(signed_in: Client, trip: Mission) -> None:
    row = row_in(trip, "places", "T3")
    sent = {"row": [f"{row.pk}:{mark('places', row)}"], "act": "duplicate"}
    signed_in.post(table_url("-several", trip, "places"), sent)
    assert (ids(trip), now(trip).places[3]) == (
        ["T1", "T2", "T3", "T4"],
        replace(now(trip).places[2], id=PlaceId("T4")),
    )


def test_a_clash_shows_both_values(edit: Edit, trip: Mission) -> None:
    answer = edit("places", cell(row_in(trip, "places", "T2"), "hall", "9", "6"))
    assert [(clash["theirs"], clash["mine"]) for clash in answer["clashes"]] == [("7.1", "9")]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["T1", "T2", "T3"]),
        ("?q=table+2", ["T2"]),
        ("?q=T3", ["T3"]),
        ("?q=nothing", []),
        ("?sort=-name_en", ["T3", "T2", "T1"]),
        ("?f_hall=7.1&sort=name_en", ["T1", "T2", "T3"]),
        ("?f_hall=%3D", []),
        ("?f_kind=table", ["T1", "T2", "T3"]),
        ("?f_kind=desk", []),
    ],
)
def test_places_are_searched_sorted_and_filtered(
    signed_in: Client, trip: Mission, query: str, codes: list[str]
) -> None:
    rows = signed_in.get(table_url("", trip, "places") + query).context["rows"]
    assert [row.code for row in rows] == codes


def test_whom_to_call_is_found_by_a_number_in_any_spelling(edit: Edit, signed_in: Client, trip: Mission) -> None:
    edit("contacts", cell("new-1", "latin", "LIN Qing"), cell("new-1", "phone", "+7 495 000-00-01"))
    found = [
        len(signed_in.get(table_url("", trip, "contacts"), {"q": words}).context["rows"])
        for words in ("8 (495) 000 00 01", "lin", "495000009")
    ]
    assert found == [1, 1, 0]


def test_a_pasted_block_is_taken_whole_or_not_at_all(signed_in: Client, trip: Mission) -> None:
    before = now(trip)
    head = "ID\tKind\tName (English)\tHall"
    bad = {"pasted": f"{head}\nT2\ttable\tTable 2\t9\n\tnonsense\tRoom\t9"}
    answer = signed_in.post(table_url("-paste", trip, "places"), bad)
    assert (answer.status_code, "nonsense" in answer.content.decode(), now(trip)) == (422, True, before)
    good = SimpleUploadedFile("places.csv", f"{head}\nT2\ttable\tTable 2\t9\n\tonline\tRoom\t9".encode())
    assert signed_in.post(table_url("-paste", trip, "places"), {"files": good}).status_code == 302
    assert [(place.id, place.hall) for place in now(trip).places] == [
        ("T1", "7.1"),
        ("T2", "9"),
        ("T3", "7.1"),
        ("T4", "9"),
    ]
    assert (undo(signed_in, trip, "places"), now(trip)) == (302, before)


@pytest.mark.parametrize("table", PARTS)
def test_a_form_and_a_workbook_hold_every_row(signed_in: Client, mission: Mission, table: str) -> None:
    rows = rows_of(TABLE_KINDS[table], mission)
    assert len(rows) == len(getattr(core(mission), table))
    for row in rows[:2]:
        assert signed_in.get(table_url("-row", mission, table, row.pk)).status_code == 200
    answer = signed_in.get(table_url("-export", mission, table), {"as": "csv", "columns": "all"})
    assert len(answer.content.decode().splitlines()) >= 1 + len(rows)


def test_what_was_edited_stands_in_the_file(edit: Edit, trip: Mission) -> None:
    edit("places", cell(row_in(trip, "places", "T2"), "hall", "8", "7.1"))
    assert mission_toml(now(trip), Language.EN).count('hall = "8"') == 1


def test_the_last_change_of_a_table_is_named_and_what_cannot_be_read_is_not(
    edit: Edit, signed_in: Client, trip: Mission
) -> None:
    edit("places", cell(row_in(trip, "places", "T2"), "hall", "8", "7.1"))
    edit("walks", cell(row_in(trip, "walks", "T1 – T2"), "minutes", "9", "4"))
    said = {name: signed_in.get(table_url("", trip, name)).content.decode() for name in ("places", "walks")}
    assert ("Last change: Table 2, by" in said["places"], "Last change: Table 1 · Table 2 · 9" in said["walks"]) == (
        True,
        True,
    )
    for after in ({"name": 5}, {"here": 7}, {}):
        TableChange.objects.update(changes=[{"code": "T2", "before": None, "after": after}])
        for name in said:
            assert "Last change: T2, by" in signed_in.get(table_url("", trip, name)).content.decode()
