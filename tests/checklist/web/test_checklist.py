from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from tearoad.checklist import About, Evidence, Fate, Task, TaskId, TaskState
from tearoad.checklist.letters import Inviter
from tearoad.checklist.shipped import TRIP
from tearoad.checklist.web.actions import letters, samples, tasks
from tearoad.checklist.web.actions.reminders import remind
from tearoad.checklist.web.models import ChecklistTask, InvitationLetter, Sample
from tearoad.checklist.web.queries.tasks import task_of
from tearoad.errors import Conflict, InputError
from tearoad.journey.web.queries.rows_now import files_now
from tearoad.mission import LocalText
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Mission
from tearoad.office.files import judging
from tearoad.office.files.judging import Flaw
from tearoad.office.web.models import Message, StoredFile
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, User
from tearoad.web.clock import now
from tearoad.web.models import SentForm
from tearoad.web.registry import personal_data
from tearoad.web.saving.stale import version_of
from tests.office.files import pdfs
from tests.web.forms import form_of, read_at

PDF = pdfs.PLAIN
MONDAY = datetime(2027, 2, 1, 4, tzinfo=UTC)
"""Noon at home, eight days before the fair opens: the example's two tasks are late."""


@pytest.fixture(autouse=True)
def eight_days_before(settings: Settings) -> None:
    settings.CLOCK_OFFSET = MONDAY - now()


def row_of(code: str) -> ChecklistTask:
    found: ChecklistTask = ChecklistTask.objects.get(code=code)
    return found


def url(name: str, mission: Mission, *more: object) -> str:
    return reverse(f"mission-{name}", args=[mission.id, *more])


def own(**what: object) -> Task:
    return replace(Task(TaskId(""), LocalText("Print the map"), date(2027, 2, 5)), **what)  # type: ignore[arg-type]  # any field


def test_a_task_is_ticked_with_a_note_and_taken_back(officer: Actor, mission: Mission) -> None:
    tasks.done(officer, mission, row_of("K01").pk, " issued,\n multiple entry ")
    found = task_of(row_of("K01"))
    assert (found.state, found.note, found.done_on) == (TaskState.DONE, "issued, multiple entry", date(2027, 2, 1))
    assert found.done_by == "officer@example.org"
    tasks.done(officer, mission, row_of("K01").pk, "a second click")
    assert task_of(row_of("K01")).note == "issued, multiple entry"
    tasks.reopen(officer, mission, row_of("K01").pk)
    assert (task_of(row_of("K01")).state, task_of(row_of("K01")).done_on) == (TaskState.OPEN, None)
    codes = list(LedgerEntry.objects.order_by("number").values_list("code", flat=True))
    assert codes[-2:] == ["mission.task_done", "mission.task_reopened"]


def test_what_is_no_evidence_changes_nothing(officer: Actor, mission: Mission) -> None:
    scan = tasks.Upload("visa.pdf", PDF)
    for code, note, upload, problem in (
        ("K01", "", None, "checklist.evidence_wanted"),
        ("K01", "issued", scan, "checklist.no_file_here"),
        ("K02", "", None, "checklist.evidence_wanted"),
        ("K02", "", tasks.Upload("run.exe", b"MZ\x00\x01"), "checklist.bad_file"),
        ("K02", "", tasks.Upload("page.html", b"<script>"), "checklist.bad_file"),
        ("K02", "", tasks.Upload("script.pdf", pdfs.SCRIPTED), "office.flaw_script"),
        ("K02", "", tasks.Upload("scan.png", PDF), "office.flaw_misnamed"),
    ):
        with pytest.raises(InputError) as wrong:
            tasks.done(officer, mission, row_of(code).pk, note, upload)
        assert wrong.value.text.code == problem
    wanted = tasks.add(officer, mission, own(evidence=Evidence.FILE))
    with pytest.raises(InputError):
        tasks.done(officer, mission, wanted.pk, "signed")
    with pytest.raises(InputError):
        tasks.not_needed(officer, mission, wanted.pk, " ")
    with pytest.raises(InputError) as long:  # nothing is cut in silence
        tasks.not_needed(officer, mission, wanted.pk, "x" * 501)
    assert (long.value.text.code, long.value.text["found"]) == ("checklist.note_long", 501)
    assert all(task_of(task).is_open for task in ChecklistTask.objects.all())
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "code", "sent"),
    [
        ("checklist-tick", "K01", {"do": "done", "note": "passport E12345678 valid"}),
        ("checklist-tick", "K01", {"do": "done", "note": "E12345678"}),
        ("checklist-tick", "K01", {"do": "not_needed", "note": "служебный паспорт 12 3456789"}),
        ("checklist-tick", "K02", {"do": "done", "file": SimpleUploadedFile("passport_E12345678.pdf", PDF)}),
        ("checklist-several", "", {"task": ["K01", "K02"], "note": "护照号码 E12345678"}),
        ("checklist-change", "K01", {"title_en": "Passport E12345678", "due_on": "2027-02-05", "whom": "mission:"}),
        ("checklist-new", "", {"title_zh": "护照 E12345678", "due_on": "2027-02-05", "whom": "mission:"}),
    ],
)
def test_a_passport_number_is_refused_wherever_a_task_is_written(
    signed_in: Client, mission: Mission, name: str, code: str, sent: dict[str, object]
) -> None:
    before = list(ChecklistTask.objects.values_list("document", flat=True))
    if "task" in sent:
        sent = sent | {"task": [str(row_of(code).pk) for code in ("K01", "K02")]}
    more = (row_of(code).pk,) if code else ()
    refused = signed_in.post(url(name, mission, *more), sent)
    assert refused.status_code == 422
    assert "This looks like a passport number." in refused.content.decode()
    assert list(ChecklistTask.objects.values_list("document", flat=True)) == before
    assert not StoredFile.objects.exists()


def test_a_file_is_kept_with_its_task_and_its_name_goes_into_the_sheet(officer: Actor, mission: Mission) -> None:
    tasks.done(officer, mission, row_of("K02").pk, "", tasks.Upload("../labels.pdf", PDF))
    row = row_of("K02")
    assert row.file is not None
    assert (row.file.kind, row.file.name, task_of(row).file) == ("evidence", "labels.pdf", "labels.pdf")
    assert {task.file for task in files_now(mission).tasks} == {"", "labels.pdf"}


def test_several_are_ticked_at_once_all_or_none(officer: Actor, mission: Mission) -> None:
    file = tasks.add(officer, mission, own(evidence=Evidence.FILE))
    with pytest.raises(InputError):
        tasks.done_several(officer, mission, [row_of("K01").pk, file.pk], "seen")
    assert task_of(row_of("K01")).is_open
    assert tasks.done_several(officer, mission, [row_of("K01").pk, row_of("K02").pk], "seen") == 2


def test_a_template_is_taken_once_with_moved_days(officer: Actor, mission: Mission) -> None:
    moved = {"visa": date(2027, 1, 5)}
    count = tasks.take(officer, mission, TRIP, moved)
    assert (count, tasks.take(officer, mission, TRIP, {})) == (10, 0)
    assert task_of(row_of("trip-visa-D02")).due_on == date(2027, 1, 5)
    assert task_of(row_of("trip-visa-D02")).title["zh"] == "签证办妥"


def test_a_task_of_nobody_and_an_archived_mission_change_nothing(officer: Actor, mission: Mission) -> None:
    with pytest.raises(InputError):
        tasks.add(officer, mission, own(about=About.FIRM, whom="E99"))
    archive(officer, mission)
    mission.refresh_from_db()
    for attempt in (
        lambda: tasks.done(officer, mission, row_of("K01").pk, "x"),
        lambda: tasks.take(officer, mission, TRIP, {}),
        lambda: letters.ask_for_letters(officer, mission, Inviter()),
        lambda: samples.record_fate(officer, mission, Sample.objects.get().pk, Fate.GIVEN),
    ):
        with pytest.raises(Conflict):
            attempt()


def test_each_owner_gets_one_mail_a_day(officer: Actor, mission: Mission, settings: Settings) -> None:
    boss = User.objects.create_user("boss@example.org", name="Boss")
    Membership.objects.create(user=boss, organisation_id=officer.tenant, role=Role.MANAGER)
    tasks.add(officer, mission, own(due_on=date(2027, 1, 25), escalate_after_days=3, owner="gone@example.org"))
    User.objects.create_user("gone@example.org", name="Left the house")
    system = replace(officer, role=Role.SYSTEM, user=None)
    assert (remind(system), remind(system)) == (3, 0)
    mails = {message.to: message for message in Message.objects.all()}
    assert set(mails) == {"officer@example.org", "boss@example.org", "wang@example.com"}
    assert "翻译" in mails["wang@example.com"].body
    assert "/checklist/" not in mails["wang@example.com"].body
    assert f"/missions/{mission.id}/checklist/?state=late" in mails["boss@example.org"].body
    assert "Print the map" in mails["officer@example.org"].body
    settings.CLOCK_OFFSET += timedelta(days=1)
    assert (remind(system), Message.objects.count()) == (3, 6)
    settings.CLOCK_OFFSET += timedelta(hours=17)
    assert remind(system) == 0


def test_nothing_late_writes_nothing(officer: Actor, mission: Mission) -> None:
    tasks.done_several(officer, mission, [row_of("K01").pk, row_of("K02").pk], "seen")
    assert remind(officer) == 0
    archive(officer, mission)
    assert remind(officer) == 0


def test_letters_are_made_by_a_job_and_made_anew(officer: Actor, mission: Mission) -> None:
    for _ in range(2):
        letters.ask_for_letters(officer, mission, Inviter("Пример Экспо (вымышлено)"))
        run_waiting()
        found = InvitationLetter.objects.filter(mission=mission)
        assert sorted((letter.delegate, letter.language, letter.file.kind) for letter in found) == [
            ("", "ru", "invitation"), ("D01", "ru", "invitation"), ("D02", "ru", "invitation"),
            ("D03", "ru", "invitation"),
        ]  # fmt: skip


def test_what_does_not_fit_into_a_letter_is_refused_and_stays_typed(signed_in: Client, mission: Mission) -> None:
    sent = {"inviter": "x" * 201, "addressee": "The consulate", "signer": "y" * 200}
    refused = signed_in.post(url("letters-make", mission), sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "“Inviting organisation” has 201 letters; 200 is the most." in page
    assert page.count('maxlength="200"') == 3
    assert 'value="The consulate"' in page
    run_waiting()
    assert not InvitationLetter.objects.exists()
    assert signed_in.post(url("letters-make", mission), sent | {"inviter": "x" * 200}).status_code == 302


def test_a_person_is_found_and_erased(officer: Actor, mission: Mission) -> None:
    tasks.done(officer, mission, row_of("K01").pk, "issued")
    data = personal_data()["checklist.ChecklistTask"]
    assert [json["id"] for json in data.find("Officer@example.org")] == ["K01"]
    assert (data.erase("officer@example.org"), task_of(row_of("K01")).done_by) == (1, "")
    assert list(data.find("officer@example.org")) == []


@pytest.mark.parametrize("path", ["", "?by=owner", "?by=firm&state=all", "?state=nonsense&by=x&page=99"])
def test_the_list_opens_in_every_order(signed_in: Client, mission: Mission, path: str) -> None:
    page = signed_in.get(url("checklist", mission) + path)
    assert page.status_code == 200
    assert "Visa issued" in page.content.decode()


def test_the_list_asks_as_much_for_three_tasks_as_for_one(
    officer: Actor, signed_in: Client, mission: Mission, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in.get(url("checklist", mission))
    for _ in range(2):
        with django_assert_num_queries(9):
            signed_in.get(url("checklist", mission))
        tasks.add(officer, mission, own())


def test_every_page_opens_and_what_is_wrong_is_told(signed_in: Client, mission: Mission) -> None:
    task = row_of("K02").pk
    for name, more in (
        ("checklist-new", ()), ("templates", ()), ("template", ("schengen",)), ("samples", ()), ("posts", ()),
        ("letters", ()), ("checklist-task", (task,)), ("checklist-change", (task,)),
    ):  # fmt: skip
        assert signed_in.get(url(name, mission, *more)).status_code == 200
    assert signed_in.get(url("template", mission, "nothing")).status_code == 404
    for name, more, sent in (
        ("checklist-tick", (task,), {"do": "done", "note": ""}),
        ("checklist-tick", (task,), {"do": "not_needed"}),
        ("checklist-new", (), {}),
        ("checklist-change", (task,), {"title_en": "x", "due_on": "31.31.2027", "whom": "firm:E99"}),
        ("checklist-several", (), {"task": "no"}),
        ("template", ("trip",), {"on_visa": "soon"}),
        ("sample-fate", (Sample.objects.get().pk,), {"fate": "eaten"}),
    ):
        assert signed_in.post(url(name, mission, *more), sent).status_code == 422
    assert task_of(row_of("K02")).is_open


def test_ticking_adding_and_taking_by_the_pages(signed_in: Client, mission: Mission) -> None:
    file = SimpleUploadedFile("labels.pdf", PDF)
    sent = signed_in.post(url("checklist-tick", mission, row_of("K02").pk), {"do": "done", "file": file})
    assert (sent.status_code, task_of(row_of("K02")).file) == (302, "labels.pdf")
    form = {
        "title_zh": "印地图", "due_on": "2027-02-05", "whom": "firm:E01", "owner": "officer", "evidence": "note",
        "escalate_to": "manager",
    }  # fmt: skip
    assert signed_in.post(url("checklist-new", mission), form).status_code == 302
    made = task_of(row_of("K03"))
    assert (made.about, made.whom, made.escalate_after_days) == (About.FIRM, "E01", None)
    here = url("checklist-change", mission, row_of("K03").pk)
    assert signed_in.post(here, form | read_at(signed_in, here) | {"whom": "mission:"}).status_code == 302
    assert task_of(row_of("K03")).about is About.MISSION
    read = {"read_version": version_of(row_of("K03").document)}
    assert signed_in.post(url("checklist-remove", mission, row_of("K03").pk), read).status_code == 302
    assert not ChecklistTask.objects.filter(code="K03").exists()
    undo = reverse("mission-row-undo", args=[mission.id])
    page = signed_in.get(url("checklist", mission))
    assert signed_in.post(undo, form_of(page, undo)).status_code == 302
    assert task_of(row_of("K03")).about is About.MISSION
    assert signed_in.post(url("template", mission, "russia"), {"preview": "1"}).status_code == 200
    assert signed_in.post(url("template", mission, "russia"), {}).status_code == 302
    assert ChecklistTask.objects.filter(code__startswith="russia-").count() == 4


def test_a_stale_task_comes_back_as_typed_with_what_stands_there_now(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    row = row_of("K02")
    here = url("checklist-change", mission, row.pk)
    page = signed_in.get(here)
    shown = page.context["form"]
    mine = {name: str(shown[name].value() or "") for name in shown.fields} | {"read_version": page.context["read"]}
    tasks.change(officer, mission, row.pk, replace(task_of(row), about=About.DELEGATE, whom="D01"))
    tasks.done(officer, mission, row.pk, "", tasks.Upload("labels.pdf", PDF))
    stale = signed_in.post(here, mine | {"title_en": "Mine (fictional)"})
    assert (stale.status_code, stale.context["form"]["title_en"].value()) == (409, "Mine (fictional)")
    there = {field.label: field.now for field in stale.context["meanwhile"].there}
    assert (stale.context["meanwhile"].by.who, len(there)) == ("Officer", 2)
    assert there["For"] == "LI Shili"
    assert task_of(row_of("K02")).title["en"] != "Mine (fictional)"
    again = mine | {"title_en": "Mine (fictional)", "read_version": stale.context["read"]}
    assert signed_in.post(here, again).status_code == 302
    kept = task_of(row_of("K02"))
    assert (kept.title["en"], kept.about, kept.is_open) == ("Mine (fictional)", About.FIRM, False)


def test_a_tick_makes_no_form_stale(officer: Actor, signed_in: Client, mission: Mission) -> None:
    row = row_of("K02")
    page = signed_in.get(url("checklist-change", mission, row.pk))
    shown = page.context["form"]
    mine = {name: str(shown[name].value() or "") for name in shown.fields} | {"read_version": page.context["read"]}
    tasks.done(officer, mission, row.pk, "", tasks.Upload("labels.pdf", PDF))
    sent = mine | {"title_en": "Mine (fictional)"}
    assert signed_in.post(url("checklist-change", mission, row.pk), sent).status_code == 302


def test_a_sample_has_its_fate_and_totals_have_their_rows(signed_in: Client, mission: Mission) -> None:
    sample = Sample.objects.get()
    here = url("sample-fate", mission, sample.pk)
    first, second = (form_of(signed_in.get(url("samples", mission)), here) for _ in range(2))
    assert signed_in.post(here, first | {"fate": "returned"}).status_code == 302
    assert signed_in.post(here, second | {"fate": "tasted"}).status_code == 409
    sample.refresh_from_db()
    assert sample.document["fate"] == "returned"
    assert "Green tea" in signed_in.get(url("samples", mission) + "?fate=returned").content.decode()
    assert "Green tea" not in signed_in.get(url("samples", mission) + "?fate=tasted").content.decode()


def test_a_file_is_looked_into_before_the_database_is_locked_for_it(
    signed_in: Client, mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF may take many seconds: on SQLite nobody else could save anything meanwhile."""
    begun: list[bool] = []

    def look(_content: bytes) -> Flaw | None:
        begun.append(SentForm.objects.exists())  # the first thing that a form writes
        return None

    monkeypatch.setattr(judging.look_inside, "_look", look)
    sent = {"do": "done", "form_key": "a" * 32, "file": SimpleUploadedFile("labels.pdf", PDF)}
    assert signed_in.post(url("checklist-tick", mission, row_of("K02").pk), sent).status_code == 302
    assert (begun, SentForm.objects.count()) == ([False], 1)


def test_another_organisation_ticks_nothing(mission: Mission) -> None:
    house = Organisation.objects.create(name="Another Department (fictional)")
    user = User.objects.create_user("rival@example.org", name="Rival")
    Membership.objects.create(user=user, organisation=house, role=Role.OFFICER)
    client = Client()
    client.force_login(user)
    assert client.post(url("checklist-tick", mission, row_of("K01").pk), {"note": "x"}).status_code == 404
    assert task_of(row_of("K01")).is_open
