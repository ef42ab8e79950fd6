from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tearoad.delegation.web.actions.delegates import STORED_DELEGATES
from tearoad.delegation.web.queries.people import delegation
from tearoad.errors import Conflict
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission import Absence, Consent, Purpose, Visa
from tearoad.mission import Delegate as Person
from tearoad.mission.web.actions import rows
from tearoad.mission.web.actions.absences import note_absence
from tearoad.mission.web.actions.missions import archive, make
from tearoad.mission.web.models import Delegate, Mission, ProgrammeItem, RowChange
from tearoad.names import PersonName
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import Language, LocalText, PersonId, Window
from tearoad.values.document import from_document
from tearoad.web.clock import now
from tearoad.web.saving.stale import version_of
from tests.queries import queries_at
from tests.web.forms import form_of as fields_at

Form = Callable[..., dict[str, Any]]


def person(row: Delegate) -> Person:
    row.refresh_from_db()
    return from_document(Person, row.document)


@pytest.fixture(autouse=True)
def before_the_fair(settings: Settings) -> None:
    """It is the evening of 10 January at the fair, and the next morning at home."""
    settings.CLOCK_OFFSET = datetime(2027, 1, 10, 20, tzinfo=UTC) - now()


def url_of(row: Delegate) -> str:
    return reverse("mission-delegate", args=[row.mission.id, row.id])


def removing(row: Delegate) -> dict[str, str]:
    """Return what the page sends that takes somebody off."""
    return {"read_version": version_of(row.document), "remove": "1"}


def taken_off(officer: Actor, row: Delegate) -> None:
    rows.remove(officer, row.mission, STORED_DELEGATES, row, version_of(row.document))


def test_the_list_tells_who_lacks_what(signed_in: Client, mission: Mission) -> None:
    page = signed_in.get(reverse("mission-delegation", args=[mission.id])).content.decode()
    assert "李示例" in page
    assert "It is not known until when the passport is valid." in page
    assert page.count("No hotel.") == 3


def test_a_form_sent_back_untouched_changes_nothing(
    signed_in: Client, mission: Mission, head: Delegate, form_of: Form
) -> None:
    before = person(head)
    entries = LedgerEntry.objects.count()
    answer = signed_in.post(url_of(head), form_of(mission, head))
    assert (answer.status_code, person(head), LedgerEntry.objects.count()) == (302, before, entries)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_a_form_keeps_what_was_filled_in_in_every_language(
    signed_in: Client, mission: Mission, head: Delegate, form_of: Form, language: str
) -> None:
    signed_in.cookies["language"] = language
    before = person(head)
    sent = form_of(mission, head) | {
        "passport_expires_on": "2030-05-31",
        "visa": "granted",
        "decides": "decides",
        "arrives_at": "2027-02-07T08:40",
        "hotel_en": "Example Hotel",
        "room_with": ["D02"],
        "messengers": "WeChat: li_example; Telegram: @li",
        "phone_abroad": "+7 495 123-45-67",
        "consent_photo": "2026-12-01",
    }
    assert signed_in.post(url_of(head), sent).status_code == 302
    zone = example_mission().fair_zone
    found = person(head)
    assert found == replace(
        before,
        passport_expires_on=date(2030, 5, 31),
        visa=Visa.GRANTED,
        decides=found.decides,
        arrives_at=found.arrives_at,
        hotel=LocalText("Example Hotel"),
        room_with=("D02",),
        messengers=("WeChat: li_example", "Telegram: @li"),
        phone_abroad="+74951234567",
        consents=(Consent(Purpose.PHOTO, date(2026, 12, 1)),),
    )
    assert found.arrives_at is not None
    assert (found.decides.value, f"{found.arrives_at.astimezone(zone):%Y-%m-%d %H:%M}") == (
        "decides",
        "2027-02-07 08:40",
    )


def test_only_what_plans_are_made_from_makes_plans_out_of_date(
    officer: Actor, mission: Mission, head: Delegate
) -> None:
    rows.put(officer, head.mission, STORED_DELEGATES, replace(person(head), hotel=LocalText("Example Hotel")))
    mission.refresh_from_db()
    revision = mission.revision
    rows.put(officer, head.mission, STORED_DELEGATES, replace(person(head), rank=3))
    mission.refresh_from_db()
    assert mission.revision == revision + 1
    last = LedgerEntry.objects.latest("number")
    assert (last.code, last.facts["fields"]) == ("mission.delegate_changed", ["rank"])


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("passport_expires_on", "soon", "soon"),
        ("arrives_at", "Tuesday", "Tuesday"),
        ("arrives_at", "1990-02-07T08:40", "1990-02-07"),
        ("leaves_at", "2090-02-12T20:00", "2090-02-12"),
        ("consent_travel", "2027-02-12", "2027-02-11"),
        ("rank", "first", "first"),
        ("rank", "0", "0"),
        ("visa", "perhaps", "perhaps"),
        ("firm", "E99", "E99"),
        ("phone", "12", "12"),
        ("languages", "elvish", "elvish"),
        ("room_with", ["D99"], "D99"),
        ("role_en", "passport E12345678", "passport"),
        ("native", "x" * 301, "300"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(  # fixtures and a table
    signed_in: Client,
    mission: Mission,
    head: Delegate,
    form_of: Form,
    field: str,
    value: Any,  # noqa: ANN401  # a text or several
    message: str,
) -> None:
    before = person(head)
    answer = signed_in.post(url_of(head), form_of(mission, head) | {field: value})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert message in str(errors[field]) or field == "role_en"
    assert person(head) == before


@pytest.mark.parametrize(("day", "status"), [("2027-01-11", 302), ("2027-01-12", 422)])
def test_nobody_has_agreed_on_a_day_to_come(
    signed_in: Client, mission: Mission, head: Delegate, form_of: Form, day: str, status: int
) -> None:
    answer = signed_in.post(url_of(head), form_of(mission, head) | {"consent_book": day})
    assert (answer.status_code, bool(person(head).agreed_on(Purpose.BOOK))) == (status, status == 302)
    if status == 422:
        (said,) = answer.context["form"].errors["consent_book"]
        assert "today is 2027-01-11" in said


def test_a_person_without_a_name_is_refused(signed_in: Client, mission: Mission, form_of: Form) -> None:
    answer = signed_in.post(
        reverse("mission-delegate-new", args=[mission.id]), form_of(mission) | {"role_en": "Director"}
    )
    assert (answer.status_code, Delegate.objects.filter(mission=mission).count()) == (422, 3)


def test_a_person_is_added_with_the_next_id(signed_in: Client, mission: Mission, form_of: Form) -> None:
    sent = form_of(mission) | {"native": "周示例", "latin": "ZHOU Shili", "firm": "E01"}
    answer = signed_in.post(reverse("mission-delegate-new", args=[mission.id]), sent)
    assert answer.status_code == 302
    added = Delegate.objects.get(mission=mission, code="D04")
    assert (added.name, added.position, person(added).firm) == ("周示例", 3, "E01")
    assert LedgerEntry.objects.latest("number").code == "mission.delegate_added"


def test_a_remark_keeps_nobody_out_and_what_cannot_be_read_does(
    signed_in: Client, mission: Mission, form_of: Form
) -> None:
    new = reverse("mission-delegate-new", args=[mission.id])
    sent = form_of(mission) | {"native": "周示例、李示例", "firm": "E01", "arrives_at": "some day"}
    refused = signed_in.post(new, sent)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["arrives_at"])
    answer = signed_in.post(new, sent | {"arrives_at": ""}, follow=True)
    assert Delegate.objects.get(mission=mission, code="D04").name == "周示例、李示例"
    said = [str(message) for message in answer.context["messages"]]
    assert [said[0].startswith("“周示例、李示例” names several people"), *said[1:]] == [True, "Saved."]


def test_what_somebody_changed_meanwhile_is_not_overwritten(
    officer: Actor, signed_in: Client, mission: Mission, head: Delegate, form_of: Form
) -> None:
    sent = form_of(mission, head)
    rows.put(officer, head.mission, STORED_DELEGATES, replace(person(head), diet="no pork"))
    answer = signed_in.post(url_of(head), sent | {"diet": "vegetarian"})
    assert (answer.status_code, person(head).diet) == (409, "no pork")


def test_a_person_is_taken_off_and_nobody_shares_a_room_with_them(
    officer: Actor, signed_in: Client, mission: Mission, head: Delegate
) -> None:
    other = Delegate.objects.get(mission=mission, code="D02")
    rows.put(officer, other.mission, STORED_DELEGATES, replace(person(other), room_with=("D01", "Driver")))
    answer = signed_in.post(url_of(head), removing(head))
    assert answer.status_code == 302
    assert list(Delegate.objects.filter(mission=mission).values_list("code", flat=True)) == ["D02", "D03"]
    assert person(other).room_with == ("Driver",)
    undo = reverse("mission-row-undo", args=[mission.id])
    page = signed_in.get(reverse("mission-delegation", args=[mission.id]))
    assert signed_in.post(undo, fields_at(page, undo)).status_code == 302
    back = Delegate.objects.get(mission=mission, code="D01")
    assert (back.name, back.position, back.document) == (head.name, head.position, head.document)


def test_adding_is_not_undone_once_somebody_needs_them(officer: Actor, mission: Mission) -> None:
    rows.add(officer, mission, STORED_DELEGATES, Person(PersonId("D09"), PersonName("周")))
    added = RowChange.objects.get(mission=mission, code="D09")
    note_absence(officer, mission, Absence("D09", Window(now(), now() + timedelta(hours=1))))
    with pytest.raises(Conflict):
        rows.undo(officer, mission, str(added.pk))
    assert Delegate.objects.filter(mission=mission, code="D09").exists()


def test_who_is_needed_stays(officer: Actor) -> None:
    row = make(officer, example_mission())
    write_files(officer, row, example_files(Language.EN))
    without_programme = replace(example_files(Language.EN), programme=())
    with pytest.raises(Conflict) as refused:
        taken_off(officer, Delegate.objects.get(mission=row, code="D01"))
    assert dict(refused.value.text.params)["where"] == "P01"
    other = make(officer, replace(example_mission(), currency="CNY"))
    write_files(officer, other, without_programme)
    with pytest.raises(Conflict) as refused:
        taken_off(officer, Delegate.objects.get(mission=other, code="D02"))
    assert dict(refused.value.text.params)["where"] == "R001"


def test_who_is_needed_is_shown_by_what(officer: Actor, signed_in: Client) -> None:
    row = make(officer, example_mission())
    write_files(officer, row, example_files(Language.EN))
    needed = Delegate.objects.get(mission=row, code="D01")
    refused = signed_in.post(url_of(needed), removing(needed))
    item = ProgrammeItem.objects.get(mission=row, code="P01")
    page = refused.content.decode()
    assert (refused.status_code, Delegate.objects.filter(pk=needed.pk).exists()) == (409, True)
    link = f'<a href="{reverse("mission-item", args=[row.id, item.id])}">{item.document["title"]["en"]}</a>'
    assert link in page
    assert 'name="remove"' in page


def test_nobody_of_an_archived_mission_is_changed(officer: Actor, mission: Mission, head: Delegate) -> None:
    archive(officer, mission)
    for act in (
        lambda: rows.put(officer, head.mission, STORED_DELEGATES, replace(person(head), diet="x")),
        lambda: rows.add(officer, mission, STORED_DELEGATES, Person(PersonId("D9"), PersonName("周"))),
        lambda: taken_off(officer, head),
    ):
        with pytest.raises(Conflict):
            act()


def test_who_travels_with_two_missions_at_once_is_told(officer: Actor, mission: Mission) -> None:
    other = make(officer, replace(example_mission(), currency="CNY"))
    write_files(officer, other, replace(example_files(Language.EN), programme=(), requests=()))
    found = delegation(mission, Language.EN)
    urgent = {on_page.delegate.id: [gap.text.code for gap in on_page.gaps if gap.urgent] for on_page in found.people}
    assert all("delegation.also_elsewhere" in codes for codes in urgent.values())


def test_lists_ask_as_often_for_three_people_as_for_one(officer: Actor, signed_in: Client) -> None:
    counts: dict[str, set[int]] = {}
    for number in (1, 3):
        row = make(officer, replace(example_mission(), stand_cover=number))
        for index in range(number):
            rows.add(
                officer,
                row,
                STORED_DELEGATES,
                Person(PersonId(f"D{index}"), PersonName(f"人{number}{index}"), hotel=LocalText("H")),
            )
        for name in (
            "mission-delegation",
            "mission-delegation-rooms",
            "mission-travel-lists",
            "mission-delegation-papers",
        ):
            counts.setdefault(name, set()).add(queries_at(signed_in, reverse(name, args=[row.id])))
    assert {name: len(those) for name, those in counts.items()} == dict.fromkeys(counts, 1)


def test_who_was_changed_meanwhile_is_not_taken_off(officer: Actor, signed_in: Client, head: Delegate) -> None:
    read = removing(head)
    rows.put(officer, head.mission, STORED_DELEGATES, replace(person(head), diet="no pork"))
    here = url_of(head)
    stale = signed_in.post(here, read)
    assert (stale.status_code, Delegate.objects.filter(pk=head.pk).exists()) == (409, True)
    assert signed_in.post(here, fields_at(stale, here)).status_code == 302
    assert not Delegate.objects.filter(pk=head.pk).exists()
