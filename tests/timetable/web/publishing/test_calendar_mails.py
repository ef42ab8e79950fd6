"""The calendar files in mails, as a mail server took them: two parsers read them, a calendar program takes them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from email.message import EmailMessage

import pytest
from icalendar import Calendar as SecondReader
from pytest_django import Settings

from tearoad.mission.web.actions import rows
from tearoad.mission.web.models import Mission, ProgrammeItem
from tearoad.office.web.actions.retention import erase_messages, find_messages
from tearoad.office.web.models import Message
from tearoad.office.web.tasks.outbox import Outbox
from tearoad.paper.calendar import uid
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry
from tearoad.programme.web.actions import announcing
from tearoad.programme.web.queries.announced import item_of
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.timetable.papers.calendars import key_of
from tearoad.timetable.web.actions.notifying import notify
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.queries.publishing.days import own_days
from tearoad.values import Window
from tests.office.conftest import Postbox, served_postbox, text_of
from tests.paper.calendar_client import Client
from tests.timetable.web.drafts import published_next

pytestmark = pytest.mark.django_db(transaction=True)  # the outbox sends what is committed, nothing else
FIRM = "E01"
"""It has an address, and its head must be at the opening."""


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    """A mail server that the outbox sends to."""
    with served_postbox() as made:
        settings.CONFIG = replace(
            settings.CONFIG,
            mail_url=made.url,
            mail_from="Tea Road <office@example.org>",
            address="https://t.example.org",
        )
        yield made


def sent(postbox: Postbox, to: str) -> list[EmailMessage]:
    """Let everything go out; return what came in for somebody, and forget it."""
    outbox = Outbox()
    while outbox.deliver():
        pass
    found = [letter for letter in postbox.letters() if letter["To"] == to]
    postbox.taken.clear()
    return found


def files(letter: EmailMessage) -> list[tuple[str, str]]:
    """Return method and content of each calendar file; header and file agree, and two parsers read it."""
    found = []
    for part in letter.iter_attachments():
        assert part.get_content_type() == "text/calendar"
        method, content = part.get_param("method"), str(part.get_content())
        read = SecondReader.from_ical(content)
        (event,) = read.walk("VEVENT")
        assert str(read["METHOD"]) == method
        assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["Europe/Moscow"]
        assert str(event["ORGANIZER"]) == "mailto:office@example.org"
        assert str(event["ATTENDEE"]) == f"mailto:{letter['To']}"
        assert str(event["STATUS"]) == ("CANCELLED" if method == "CANCEL" else "CONFIRMED")
        assert event["DTSTART"].params["TZID"] == "Europe/Moscow"
        found.append((str(method), content))
    return found


def stands(mission: Mission, row: Published, party: str, role: Role = Role.EXPORTER) -> dict[str, tuple[object, ...]]:
    """Return what stands on somebody's sheet, by UID, in UTC."""
    own = own_days(mission, row, role, party)
    assert own is not None
    found: dict[str, tuple[object, ...]] = {}
    for stop in (stop for day in own.days for stop in day.stops if not stop.free):
        what = f"wish/{stop.appointment.meeting.wish}" if stop.appointment else ""
        what = f"item/{stop.item.id}" if stop.item else what
        moment = stop.window.start_at.astimezone(UTC), stop.window.end_at.astimezone(UTC)
        found[uid(key_of(own.receiver, own.trip, what))] = moment
    return found


def shown(client: Client) -> dict[str, tuple[object, ...]]:
    return {key: entry[:2] for key, entry in client.shown.items()}


def address(party: str) -> str:
    """Return where a firm of the small demo is written to."""
    return str(Message.objects.get(key__endswith=f"/exporter/{party}", key__startswith="published/").to)


def test_mails_bring_a_calendar_to_what_the_sheet_says(
    officer: Actor, mission: Mission, in_force: Published, postbox: Postbox
) -> None:
    notify(officer, in_force)
    to, client = address(FIRM), Client()
    (letter,) = sent(postbox, to)
    first = files(letter)
    assert {method for method, _ in first} == {"REQUEST"}
    for _, content in first:
        client.take(content.encode())
    assert shown(client) == stands(mission, in_force, FIRM)
    assert "https://t.example.org" in text_of(letter)

    opening = ProgrammeItem.objects.get(mission=mission, document__kind="opening")
    _move(officer, opening, hours=1)
    mission.refresh_from_db()
    announcing.announce_and_notify(officer, mission, mission.revision)
    (letter,) = sent(postbox, to)
    ((method, moved),) = files(letter)
    assert (method, "SEQUENCE:1" in moved) == ("REQUEST", True)
    client.take(moved.encode())
    assert shown(client) == stands(mission, in_force, FIRM)
    for _, content in first:  # an older mail that was read late changes nothing
        client.take(content.encode())
    assert shown(client) == stands(mission, in_force, FIRM)

    opening.refresh_from_db()
    rows.remove(officer, opening.mission, STORED_ITEMS, opening, opening.mark)
    mission.refresh_from_db()
    announcing.announce_and_notify(officer, mission, mission.revision)
    (letter,) = sent(postbox, to)
    ((method, gone),) = files(letter)
    assert (method, "SEQUENCE:2" in gone) == ("CANCEL", True)
    client.take(gone.encode())
    client.take(moved.encode())
    assert shown(client) == stands(mission, in_force, FIRM)


def _move(by: Actor, row: ProgrammeItem, hours: int) -> None:
    item, later = item_of(row), timedelta(hours=hours)
    window = Window(item.window.start_at + later, item.window.end_at + later)
    rows.change(by, row.mission, STORED_ITEMS, row, replace(item, window=window), row.mark)


def test_a_new_plan_mails_what_it_changed_and_takes_out_what_it_dropped(
    officer: Actor, mission: Mission, in_force: Published, postbox: Postbox
) -> None:
    notify(officer, in_force)
    clients: dict[str, Client] = {}
    _take_all(postbox, clients)
    second = published_next(officer, mission)
    notify(officer, second)
    methods = _take_all(postbox, clients)
    assert set(methods) == {"CANCEL"}
    assert methods
    for message in Message.objects.filter(kind="told", key__startswith=f"published/{second.pk}"):
        role, party = message.key.split("/")[2:]
        assert shown(clients[message.to]) == stands(mission, second, party, Role(role))


def _take_all(postbox: Postbox, clients: dict[str, Client]) -> list[str]:
    outbox, methods = Outbox(), []
    while outbox.deliver():
        pass
    for letter in postbox.letters():
        for method, content in files(letter):
            methods.append(method)
            clients.setdefault(str(letter["To"]), Client()).take(content.encode())
    postbox.taken.clear()
    return methods


def test_who_is_no_longer_called_is_told_to_take_it_out(
    officer: Actor, mission: Mission, in_force: Published, postbox: Postbox
) -> None:
    notify(officer, in_force)
    to = address(FIRM)
    sent(postbox, to)
    opening = ProgrammeItem.objects.get(mission=mission, document__kind="opening")
    item = item_of(opening)
    left = tuple(who for who in item.must if not who.startswith(FIRM))
    rows.change(officer, opening.mission, STORED_ITEMS, opening, replace(item, must=left), opening.mark)
    mission.refresh_from_db()
    announcing.announce_and_notify(officer, mission, mission.revision)
    (letter,) = sent(postbox, to)
    ((method, content),) = files(letter)
    assert method == "CANCEL"
    (event,) = SecondReader.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == f"已取消：{item.title['zh']}"
    assert str(event["LOCATION"])


def test_the_files_are_forgotten_with_the_text(
    officer: Actor, mission: Mission, in_force: Published, postbox: Postbox
) -> None:
    notify(officer, in_force)
    to = address(FIRM)
    waiting = Message.objects.get(to=to)
    assert waiting.calendars
    assert [message["calendars"] for message in find_messages(to)] == [[]], "it holds a link, so nobody is shown it"
    assert not any("VCALENDAR" in str(entry.facts) for entry in LedgerEntry.objects.all())
    sent(postbox, to)
    waiting.refresh_from_db()
    assert (waiting.body, waiting.calendars) == ("", [])
    _move(officer, ProgrammeItem.objects.get(mission=mission, document__kind="opening"), hours=1)
    mission.refresh_from_db()
    announcing.announce_and_notify(officer, mission, mission.revision)
    assert erase_messages(to) == 2
    assert [message.calendars for message in Message.objects.filter(key__endswith=f"/exporter/{FIRM}")] == [[], []]


def test_a_mail_of_a_whole_plan_is_small(officer: Actor, in_force: Published, postbox: Postbox) -> None:
    notify(officer, in_force)
    outbox = Outbox()
    while outbox.deliver():
        pass
    assert max(len(letter) for letter in postbox.taken) < 200_000
