from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client
from django.urls import reverse

from tearoad.journey.example import example_mission
from tearoad.journey.web.models import HeaderMapping, ImportState, SheetImport
from tearoad.journey.web.queries.mended_cells import sheet_code
from tearoad.journey.web.views import export
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.timetable.web.models import Pin
from tests.queries import queries_at

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

EXPORTERS = "id,company name,product,hs code\nE1,Example Tea,Green tea,090210\nE2,Example Sauce,Chili sauce,210390\n"
BUYERS = "id,company name,wants,hs code\nB1,ООО «Пример»,чай,090210\nB2,ООО «Образец»,соус,210390\n"


def _upload(client: Client, mission: Mission, **sheets: str) -> SheetImport:
    files = [SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in sheets.items()]
    answer = client.post(reverse("journey-imports", args=[mission.id]), {"files": files})
    assert answer.status_code == 302
    found: SheetImport = SheetImport.objects.get()
    return found


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_sheets_go_in_and_out_again_in_every_language(signed_in: Client, empty: Mission, language: str) -> None:
    signed_in.cookies["language"] = language
    found = _upload(signed_in, empty, exporters=EXPORTERS, buyers=BUYERS)
    here = [empty.id, found.id]
    assert "every 1s" in signed_in.get(reverse("journey-import", args=here)).content.decode()
    run_waiting()
    page = signed_in.get(reverse("journey-import", args=here), {"sheet": "exporters"}).content.decode()
    assert "Example Tea" in page
    signed_in.post(reverse("journey-import-apply", args=here))
    signed_in.post(reverse("journey-import-apply", args=here))
    assert Participation.objects.filter(mission=empty).count() == 4
    signed_in.post(reverse("journey-import-undo", args=here))
    assert Participation.objects.filter(mission=empty).count() == 0
    assert signed_in.get(reverse("journey-imports", args=[empty.id])).status_code == 200


def test_an_undo_that_is_refused_says_why(signed_in: Client, empty: Mission) -> None:
    found = _upload(signed_in, empty, exporters=EXPORTERS, buyers=BUYERS)
    run_waiting()
    signed_in.post(reverse("journey-import-apply", args=[empty.id, found.id]))
    Pin.objects.create(mission=empty, exporter="E1", buyer="B1")
    answer = signed_in.post(reverse("journey-import-undo", args=[empty.id, found.id]))
    assert answer.status_code == 409
    assert "named by pin E1/B1" in answer.content.decode()


def test_headers_are_mapped_by_a_form_and_bad_meanings_refused(signed_in: Client, empty: Mission) -> None:
    found = _upload(signed_in, empty, exporters=EXPORTERS.replace("product,", "stuff,"), buyers=BUYERS)
    run_waiting()
    here = [empty.id, found.id]
    page = signed_in.get(reverse("journey-import", args=here)).content.decode()
    assert "stuff" in page
    number = [header for header, _ in _sheet(found)["headers"]].index("stuff")
    name = f"header-{sheet_code('exporters.csv', '')}-{number}"
    assert signed_in.post(reverse("journey-import-mend", args=here), {name: "no_such"}).status_code == 422
    signed_in.post(reverse("journey-import-mend", args=here), {name: "product"})
    assert list(HeaderMapping.objects.values_list("sheet", "header", "field")) == [("exporters", "stuff", "product")]
    run_waiting()
    found.refresh_from_db()
    assert found.found["kinds"]["exporters"]["counts"]["new"] == 2


def _sheet(found: SheetImport) -> dict[str, list[tuple[str, str]]]:
    found.refresh_from_db()
    sheet: dict[str, list[tuple[str, str]]] = found.found["sheets"][_number(found)]
    return sheet


def _number(found: SheetImport) -> int:
    found.refresh_from_db()
    return [sheet["kind"] for sheet in found.found["sheets"]].index("exporters")


def test_bad_uploads_are_told(signed_in: Client, empty: Mission) -> None:
    url = reverse("journey-imports", args=[empty.id])
    assert signed_in.post(url).status_code == 422
    assert signed_in.post(url, {"files": SimpleUploadedFile("a.exe", b"MZ")}).status_code == 422
    assert signed_in.post(url, {"files": SimpleUploadedFile("exporters.csv", b"")}).status_code == 422
    assert SheetImport.objects.count() == 0


def test_the_list_says_when_which_files_and_by_whom(signed_in: Client, empty: Mission) -> None:
    _upload(signed_in, empty, exporters=EXPORTERS, buyers=BUYERS)
    SheetImport.objects.update(asked_at=datetime(2027, 2, 9, 1, 27, tzinfo=UTC))
    page = signed_in.get(reverse("journey-imports", args=[empty.id])).content.decode()
    assert ">Tue 9 Feb 04:27 (Moscow; 09:27 Shanghai)<" in page
    assert ">buyers.csv, exporters.csv<" in page
    assert ">Officer<" in page


def test_discarded_is_discarded(signed_in: Client, empty: Mission) -> None:
    found = _upload(signed_in, empty, exporters=EXPORTERS, buyers=BUYERS)
    run_waiting()
    signed_in.post(reverse("journey-import-discard", args=[empty.id, found.id]))
    found.refresh_from_db()
    assert found.state == ImportState.DISCARDED
    assert signed_in.post(reverse("journey-import-apply", args=[empty.id, found.id])).status_code == 409


def test_the_marked_sheets_and_the_export_are_downloads(signed_in: Client, mission: Mission, hand_in: HandIn) -> None:
    found = hand_in(mission, requests="id,asker,asked,strength\nR9,E01,Nobody,wish\n")
    marked = signed_in.get(reverse("journey-import-problems", args=[mission.id, found.id]))
    assert marked.content.startswith(b"PK")
    assert "attachment" in marked.headers["Content-Disposition"]
    whole = signed_in.get(reverse("journey-export-folder", args=[mission.id]), {"as": "csv", "language": "xx"})
    assert whole.content.startswith(b"PK")
    clean = hand_in(mission, delegates="id,name,firm\nD09,New Person,E01\n")
    assert signed_in.get(reverse("journey-import-problems", args=[mission.id, clean.id])).status_code == 404


def test_a_large_export_is_sent_from_the_disk(
    signed_in: Client, mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_IN_MEMORY", 100)
    whole = signed_in.get(reverse("journey-export-folder", args=[mission.id]))
    assert isinstance(whole, FileResponse)
    assert whole.getvalue().startswith(b"PK")
    whole.close()


def test_an_import_of_another_mission_is_not_found_under_this_one(
    officer: Actor, signed_in: Client, mission: Mission, hand_in: HandIn
) -> None:
    other = make(officer, example_mission())
    found = hand_in(mission, delegates="id,name,firm\nD09,New Person,E01\n")
    assert signed_in.get(reverse("journey-import", args=[other.id, found.id])).status_code == 404


def test_an_import_asks_as_often_for_three_rows_as_for_one(signed_in: Client, empty: Mission, hand_in: HandIn) -> None:
    sheet_import = hand_in(empty, delegates="id,name\nD1,One Person\n")
    counted = [queries_at(signed_in, reverse("journey-import", args=[empty.id, sheet_import.id]))]
    listed = [queries_at(signed_in, reverse("journey-imports", args=[empty.id]))]
    three = hand_in(empty, delegates="id,name\nD1,One Person\nD2,Two Person\nD3,Three Person\n")
    hand_in(empty, delegates="id,name\nD1,One Person\n")
    counted.append(queries_at(signed_in, reverse("journey-import", args=[empty.id, three.id])))
    listed.append(queries_at(signed_in, reverse("journey-imports", args=[empty.id])))
    assert len(set(counted)) == 1
    assert len(set(listed)) == 1


@pytest.mark.parametrize(
    ("day", "group"), [("2027-02-10", "running"), ("2027-02-08", "upcoming"), ("2027-02-12", "past")]
)
def test_missions_stand_under_their_time(
    signed_in: Client, mission: Mission, monkeypatch: pytest.MonkeyPatch, day: str, group: str
) -> None:
    at = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=ZoneInfo("Europe/Moscow"))
    monkeypatch.setattr("tearoad.journey.web.queries.progress.fair_now", lambda: at)
    groups = signed_in.get("/").context["groups"]
    assert [entry.mission.id for entry in getattr(groups, group)] == [mission.id]


def test_without_missions_the_list_says_how_to_begin(signed_in: Client) -> None:
    page = signed_in.get("/").content.decode()
    assert reverse("mission-new") in page
    assert "No missions yet" in page
