from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.context import Context
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from tearoad.costs import CostId, CostItem, CostKind, CostState
from tearoad.costs.archive import pack
from tearoad.costs.dossier import USUAL
from tearoad.costs.web import tasks as task
from tearoad.costs.web.actions import dossiers as actions
from tearoad.costs.web.actions.dossiers import Sent, archive_key
from tearoad.costs.web.actions.personal import declared
from tearoad.costs.web.models import CostItem as CostItemRow
from tearoad.costs.web.models import DossierArchive, DossierFile, DossierTick
from tearoad.costs.web.queries import dossiers as queries
from tearoad.costs.web.queries.stored_kinds import STORED_COSTS, STORED_RATES
from tearoad.costs.web.templatetags.costs import hours
from tearoad.errors import InputError
from tearoad.mission.web.actions.rows import add
from tearoad.mission.web.models import Delegate as DelegateRow
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import content_of
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.paper.sheets.written.numbers import read_number
from tearoad.people import Actor, Role
from tearoad.reference.exchange import ExchangeRate
from tearoad.text import Text
from tearoad.values import Language, LocalText, Money, PartyId
from tests.office.files import pdfs
from tests.suite.scenes import made_once
from tests.web.forms import form_of

PDF = pdfs.PLAIN


def picture(colour: int) -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "Camera"
    Image.new("RGB", (8, 8), (colour, 0, 0)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def tables(index: bytes) -> list[list[list[str]]]:
    """Return the rows of each table of an index, without title and headers."""
    blocks = index.decode("utf-8-sig").rstrip("\r\n").split("\r\n\r\n")
    return [list(csv.reader(io.StringIO(block)))[2:] for block in blocks]


def page(mission: Mission, name: str = "mission-dossier", **more: object) -> str:
    kwargs = {"mission_id": mission.id} | ({"firm": "E01"} if "dossier" in name and not more else {}) | more
    return reverse(name, kwargs=kwargs)


def fill(officer: Actor, mission: Mission) -> None:
    """Put everything into the dossier of E01 and confirm it."""

    def make_dossier() -> Mission:
        names = ("批件.pdf", "con.pdf", "INVOICE.pdf", "Счёт: №1.pdf", "boarding pass.pdf", "", "", "report.pdf")
        for part, name in zip(USUAL.parts, names, strict=True):
            if name:
                actions.add_files(officer, mission, "E01", part.code, [Sent(name, PDF + part.code.encode())])
        sent = [Sent("photo.jpg", picture(number * 90)) for number in range(3)]
        actions.add_files(officer, mission, "E01", "photos", sent, "D02")
        add(
            officer,
            mission,
            STORED_COSTS,
            CostItem(
                CostId("C1"),
                LocalText("Stand", "展位", "Стенд"),
                CostKind.STAND,
                Money(Decimal(100), "EUR"),
                CostState.PAID,
                (PartyId("E01"),),
                on=date(2027, 2, 9),
            ),
        )
        add(
            officer,
            mission,
            STORED_RATES,
            ExchangeRate("EUR", "CNY", Decimal("7.85"), date(2027, 2, 9), "bank (made up)"),
        )
        for part in USUAL.parts:
            actions.tick(officer, mission, "E01", part.code)
        return mission

    made_once("a dossier with everything", make_dossier)


def test_a_dossier_names_what_is_missing(officer: Actor, mission: Mission) -> None:
    found = queries.dossier(officer, mission, "E01", Language.EN).standing
    assert (found.done, len(found.needed), found.is_complete) == (1, 8, False)
    assert [part_standing.part.code for part_standing in found.open] == [
        "approvals", "contract", "invoices", "payment", "travel", "photos", "report",
    ]  # fmt: skip
    actions.add_files(officer, mission, "E01", "approvals", [Sent("a.pdf", PDF)])
    part = queries.dossier(officer, mission, "E01", Language.EN).standing.parts[0]
    assert (part.state.value, part.missing and part.missing.code) == ("to_confirm", "costs.not_confirmed")


def test_a_missing_rate_keeps_the_dossier_open(officer: Actor, mission: Mission) -> None:
    fill(officer, mission)
    assert queries.dossier(officer, mission, "E01", Language.EN).standing.is_complete
    visa = CostItem(CostId("C2"), LocalText("Visa"), CostKind.VISA, Money(Decimal(9), "RUB"), firms=(PartyId("E01"),))
    add(officer, mission, STORED_COSTS, visa)
    found = queries.dossier(officer, mission, "E01", Language.EN).standing
    assert [part_standing.part.code for part_standing in found.open] == ["rates"]


@pytest.mark.parametrize("language", list(Language))
def test_the_zip_opens_and_its_index_tells_the_truth(officer: Actor, mission: Mission, language: Language) -> None:
    fill(officer, mission)
    actions.ask_for_archive(officer, mission, "E01", language)
    run_waiting()
    assert [job.state for job in Job.objects.filter(kind=queries.JOB)] == [JobState.DONE]
    kept = DossierArchive.objects.get()
    assert kept.is_complete
    with zipfile.ZipFile(io.BytesIO(content_of(kept.file))) as archive:
        assert archive.testzip() is None
        contents = {info.filename: archive.read(info) for info in archive.infolist()}
        assert all(info.flag_bits & 0x800 for info in archive.infolist() if not info.filename.isascii())
    table, book, *_files = contents
    parts, files, costs = tables(contents[book])
    assert [row[0] for row in parts] == [part.title.in_language(language) for part in USUAL.parts]
    assert [row[3:6] for row in costs] == [["100", "EUR", "785"], ["100", "EUR", ""], ["", "", "785"]]
    rows = files
    assert {row[1]: row[3] for row in rows} == {
        name: hashlib.sha256(content).hexdigest() for name, content in contents.items() if "/" in name
    }
    assert len(rows) == 10
    assert [name for name in contents if "/" in name] == sorted(name for name in contents if "/" in name)
    for name in contents:
        assert not set('<>:"\\|?*') & set(name)
        assert all(not part.endswith((".", " ")) and part.split(".")[0].casefold() != "con" for part in name.split("/"))
        assert len(name) < 140
    workbook = openpyxl.load_workbook(io.BytesIO(contents[table]))
    first = workbook.worksheets[0]
    assert [first.cell(row, 1).value for row in range(5, 13)] == [
        part.title.in_language(language) for part in USUAL.parts
    ]
    assert [sheet.max_row for sheet in workbook.worksheets] == [12, 14, 7]
    amounts = [workbook.worksheets[2].cell(5, column) for column in (4, 6)]
    assert [(cell.value, cell.number_format) for cell in amounts] == [(100, "#,##0.00##"), (785, "#,##0.00##")]


def test_a_firm_is_named_where_it_added_a_file_itself(officer: Actor, mission: Mission, signed_in: Client) -> None:
    firm = Actor(officer.tenant, Role.EXPORTER, mission=mission.id, party="E01")
    actions.add_own_files(firm, mission, "report", [Sent("a.pdf", PDF)])
    name = queries.dossier(officer, mission, "E01", Language.EN).name
    actions.ask_for_archive(officer, mission, "E01", Language.EN)
    run_waiting()
    with zipfile.ZipFile(io.BytesIO(content_of(DossierArchive.objects.get().file))) as archive:
        _parts, files, _costs = tables(archive.read("00 index.csv"))
    assert [row[5] for row in files] == [name]
    assert name in signed_in.get(page(mission)).content.decode().split(">a.pdf<")[1].split("</li>")[0]


def test_the_zip_is_older_than_a_file_that_a_firm_adds_until_it_is_made_again(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    firm = Actor(officer.tenant, Role.EXPORTER, mission=mission.id, party="E01")
    actions.add_own_files(firm, mission, "report", [Sent("a.pdf", PDF)])
    actions.ask_for_archive(officer, mission, "E01", Language.EN)
    run_waiting()
    assert "The ZIP is older" not in signed_in.get(page(mission)).content.decode()
    actions.add_own_files(firm, mission, "report", [Sent("b.pdf", PDF + b"%b")])
    assert "The ZIP is older than b.pdf" in signed_in.get(page(mission)).content.decode()
    actions.ask_for_archive(officer, mission, "E01", Language.EN)
    assert "The ZIP is older" not in signed_in.get(page(mission)).content.decode()
    run_waiting()
    assert "The ZIP is older" not in signed_in.get(page(mission)).content.decode()


def listed(mission: Mission) -> dict[str, bool]:
    """Return which ZIPs the list marks as older than their dossier."""
    return {
        firm_line.firm: firm_line.is_older for firm_line in queries.overview(mission, Language.ZH) if firm_line.archive
    }


@pytest.mark.parametrize("change", ["file", "tick", "cost"])
def test_list_and_page_mark_a_zip_that_says_less_or_other_than_its_dossier(
    officer: Actor, mission: Mission, signed_in: Client, change: str
) -> None:
    fill(officer, mission)
    actions.ask_for_archive(officer, mission, "E01", Language.RU)
    run_waiting()
    places = {
        page(mission): "put it together again.",
        reverse("mission-dossiers", kwargs={"mission_id": mission.id}): "older than the dossier",
    }

    def marked() -> list[bool]:
        return [mark in signed_in.get(at).content.decode() for at, mark in places.items()]

    assert listed(mission) == {"E01": False}
    assert marked() == [False, False]
    if change == "file":
        actions.add_files(officer, mission, "E01", "report", [Sent("b.pdf", PDF + b"%b")])
    elif change == "tick":
        actions.untick(officer, mission, "E01", "report")
    else:
        row = CostItemRow.objects.get(code="C1")
        row.document |= {"state": CostState.INVOICED.value}
        row.save()
    assert listed(mission) == {"E01": True}
    assert marked() == [True, True]
    # One that was packed before what it holds was kept is older than files that came after it, as ever.
    DossierArchive.objects.update(holds="")
    assert listed(mission) == {"E01": change == "file"}


def test_a_file_added_before_the_worker_begins_is_in_the_zip_and_in_its_index(officer: Actor, mission: Mission) -> None:
    actions.add_files(officer, mission, "E01", "report", [Sent("a.pdf", PDF)])
    actions.ask_for_archive(officer, mission, "E01", Language.EN)
    actions.add_files(officer, mission, "E01", "report", [Sent("b.pdf", PDF + b"%b")])
    run_waiting()
    made = DossierArchive.objects.get()
    with zipfile.ZipFile(io.BytesIO(content_of(made.file))) as archive:
        _parts, files, _costs = tables(archive.read("00 index.csv"))
        assert {row[1] for row in files} == {name for name in archive.namelist() if "index" not in name}
    assert len(files) == 2
    assert made.made_at == DossierFile.objects.latest("added_at").added_at
    assert listed(mission) == {"E01": False}


@pytest.mark.parametrize("taken_out", [False, True])
def test_what_changes_while_it_is_packed_is_not_passed_over(
    officer: Actor, mission: Mission, monkeypatch: pytest.MonkeyPatch, *, taken_out: bool
) -> None:
    """A file that comes makes the ZIP older than its dossier; one that goes is in no ZIP that is kept."""
    actions.add_files(officer, mission, "E01", "report", [Sent("a.pdf", PDF)])
    actions.ask_for_archive(officer, mission, "E01", Language.EN)

    def meanwhile(*given: Any) -> bytes:  # noqa: ANN401  # what `pack` takes
        if taken_out:
            actions.drop_file(officer, DossierFile.objects.get())
        else:
            actions.add_files(officer, mission, "E01", "report", [Sent("b.pdf", PDF + b"%b")])
        return pack(*given)

    monkeypatch.setattr(task, "pack", meanwhile)
    run_waiting()
    job = Job.objects.get(kind=queries.JOB)
    assert (job.state, listed(mission)) == ((JobState.FAILED, {}) if taken_out else (JobState.DONE, {"E01": True}))
    if taken_out:
        assert job.problem["text"]["code"] == "costs_pages.taken_out_meanwhile"


@pytest.mark.parametrize(("language", "shown"), [(Language.RU, "4,5"), (Language.EN, "4.5"), (Language.ZH, "4.5")])
def test_hours_are_written_as_the_reader_writes_them(language: Language, shown: str) -> None:
    assert hours(Context({"language": language}), Fraction(9, 2)) == shown
    assert hours(Context({"language": language}), Fraction(4)) == "4"
    assert read_number(shown) == Decimal("4.5")


def test_the_zip_of_a_dossier_that_holds_nothing_yet_says_so(officer: Actor, mission: Mission) -> None:
    actions.ask_for_archive(officer, mission, "E01", Language.EN)
    run_waiting()
    job = Job.objects.get(kind=queries.JOB)
    assert (job.state, job.result) == (JobState.DONE, {"firm": "E01", "files": 0, "complete": False})
    assert DossierArchive.objects.get().file.size > 0


def test_a_second_run_of_the_job_makes_the_same_zip(officer: Actor, mission: Mission) -> None:
    fill(officer, mission)
    actions.ask_for_archive(officer, mission, "E01", Language.EN)
    run_waiting()
    first = DossierArchive.objects.get().file.digest
    Job.objects.filter(kind=queries.JOB).update(state=JobState.WAITING)
    run_waiting()
    assert DossierArchive.objects.get().file.digest == first


@pytest.mark.parametrize(
    ("part", "name", "content"),
    [
        ("photos", "photo.jpg", PDF),
        ("report", "script.pdf", pdfs.SCRIPTED),
        ("report", "tool.exe", b"MZ\x00\x00"),
        ("report", "empty.pdf", b""),
        ("photos", "broken.png", b"\x89PNG\r\n\x1a\n\x00"),
        ("nonsense", "a.pdf", PDF),
        ("report", "deep.zip", b"PK\x05\x06" + bytes(18)),
    ],
)
def test_a_file_that_no_dossier_takes_is_refused_with_all_others_of_its_upload(
    signed_in: Client, mission: Mission, part: str, name: str, content: bytes
) -> None:
    sent = [SimpleUploadedFile("good.txt", b"good", "text/plain"), SimpleUploadedFile(name, content)]
    answer = signed_in.post(page(mission, "mission-dossier-upload"), {"part": part, "files": sent})
    assert (answer.status_code, DossierFile.objects.count()) == (422, 0)


def test_nothing_sent_is_said(signed_in: Client, mission: Mission) -> None:
    answer = signed_in.post(page(mission, "mission-dossier-upload"), {"part": "report"})
    assert (answer.status_code, "No file was chosen." in answer.content.decode()) == (422, True)


def test_a_picture_is_painted_anew_and_the_same_file_is_kept_once(officer: Actor, mission: Mission) -> None:
    sent = [Sent("photo.jpg", picture(1)), Sent("again.jpg", picture(1))]
    assert actions.add_files(officer, mission, "E01", "photos", sent).new == 1
    assert b"Exif" not in content_of(DossierFile.objects.get().file)


def test_a_confirmation_falls_when_the_files_change(officer: Actor, mission: Mission) -> None:
    fill(officer, mission)
    actions.add_files(officer, mission, "E01", "report", [Sent("more.pdf", PDF)])
    assert not DossierTick.objects.filter(part="report").exists()
    actions.drop_file(officer, DossierFile.objects.filter(part="travel")[0])
    assert not DossierTick.objects.filter(part="travel").exists()


def test_what_is_missing_cannot_be_confirmed(signed_in: Client, officer: Actor, mission: Mission) -> None:
    with pytest.raises(InputError):
        actions.tick(officer, mission, "E01", "photos")
    assert signed_in.post(page(mission, "mission-dossier-confirm"), {"part": "photos"}).status_code == 422
    assert signed_in.post(page(mission, "mission-dossier-confirm"), {"part": "nonsense"}).status_code == 422


def test_the_organisation_changes_the_parts_and_loses_no_file(
    signed_in: Client, officer: Actor, mission: Mission
) -> None:
    actions.add_files(officer, mission, "E01", "approvals", [Sent("a.pdf", PDF)])
    sent = {"code-1": "approvals", "en-1": "Permit", "least-1": "2", "en-2": "Video", "least-2": "1", "kind-2": "files"}
    address = reverse("mission-dossier-parts", kwargs={"mission_id": mission.id})
    late = form_of(signed_in.get(address))
    sent |= {"read_version": late["read_version"]}
    gone = {"en-1": "Video", "least-1": "1", "read_version": late["read_version"]}
    assert signed_in.post(address, gone).status_code == 422
    assert signed_in.post(address, sent | {"least-1": "many"}).status_code == 422
    assert signed_in.post(address, sent).status_code == 302
    assert [(part.code, part.title["en"], part.least) for part in queries.wanted(mission).parts] == [
        ("approvals", "Permit", 2),
        ("part-1", "Video", 1),
    ]
    stale = signed_in.post(address, late | {"en-1": "Too late"})
    assert (stale.status_code, queries.wanted(mission).parts[0].title["en"]) == (409, "Permit")
    assert ("Part 1 · English", "Permit", "Too late") in stale.context["meanwhile"].there
    assert signed_in.post(address, form_of(stale, address)).status_code == 302
    assert queries.wanted(mission).parts[0].title["en"] == "Too late"


def test_a_persons_files_go_with_them_and_so_does_the_zip(officer: Actor, mission: Mission) -> None:
    row = DelegateRow.objects.get(code="D02")
    row.document["phone"] = "+8613800138000"
    row.save()
    fill(officer, mission)
    actions.ask_for_archive(officer, mission, "E01", Language.EN)
    run_waiting()
    assert len(list(declared().find("+8613800138000"))) == 3
    assert declared().erase("+8613800138000") == 3
    assert (DossierFile.objects.filter(part="photos").count(), DossierArchive.objects.count()) == (0, 0)


def test_the_pages_open(signed_in: Client, officer: Actor, mission: Mission) -> None:
    fill(officer, mission)
    for name in ("mission-dossiers", "mission-dossier-parts"):
        assert signed_in.get(reverse(name, kwargs={"mission_id": mission.id})).status_code == 200
    shown = signed_in.get(page(mission)).content.decode()
    assert "photo.jpg" in shown
    assert signed_in.get(page(mission, firm="E99")).status_code == 404


@pytest.mark.parametrize("firms", [1, 2])
def test_the_list_asks_as_much_for_two_dossiers_as_for_one(
    officer: Actor, mission: Mission, firms: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(firms):
        actions.add_files(officer, mission, f"E0{number + 1}", "report", [Sent("a.pdf", PDF)])
    with django_assert_num_queries(9):
        assert len(queries.overview(mission, Language.EN)) == 2


def test_a_file_that_is_there_under_another_name_is_told_and_not_counted(
    signed_in: Client, officer: Actor, mission: Mission
) -> None:
    actions.add_files(officer, mission, "E01", "approvals", [Sent("first.pdf", PDF)])
    address = reverse("mission-dossier-upload", kwargs={"mission_id": mission.id, "firm": "E01"})
    sent = {"part": "approvals", "files": SimpleUploadedFile("second.pdf", PDF, "application/pdf")}
    shown = [str(message) for message in get_messages(signed_in.post(address, sent).wsgi_request)]
    assert shown == ["“second.pdf” is there already, under the name “first.pdf”; it was not added again."]


def test_an_empty_file_is_named(officer: Actor, mission: Mission) -> None:
    with pytest.raises(InputError) as wrong:
        actions.add_files(officer, mission, "E01", "approvals", [Sent("nothing.pdf", b"")])
    assert wrong.value.text == Text("office.file_empty_named", name="nothing.pdf")


def test_each_firm_of_each_mission_has_an_archive_of_its_own() -> None:
    """Finds two dossiers that are asked for under one name: who asks for the second gets the first."""
    missions = (Mission(), Mission())
    keys = {archive_key(mission, firm) for mission in missions for firm in ("E01", "E02")}
    assert len(keys) == 4
