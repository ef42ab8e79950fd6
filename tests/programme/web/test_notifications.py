"""Changes of a programme pile up for each person until they are told; written is not sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.errors import InputError
from tearoad.mission import LocalText
from tearoad.mission.web.actions import rows
from tearoad.mission.web.models import Interpreter, Mission, ProgrammeItem
from tearoad.office.mail import Outcome, ServerAnswer
from tearoad.office.web.actions.delivery import settle, take_message
from tearoad.office.web.models import Message
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.programme.web.actions import announcing
from tearoad.programme.web.models import ProgrammeTold
from tearoad.programme.web.queries.announced import item_of
from tearoad.programme.web.queries.letters import ProgrammeLetter, programme_notifications
from tearoad.programme.web.queries.reached import NotificationState
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.values import Language, Window

REFUSED = ServerAnswer(Outcome.REFUSED, "550 no such mailbox")
TAKEN = ServerAnswer(Outcome.TAKEN, "250 ok")
Move = Callable[..., int]


@pytest.fixture
def move(officer: Actor, mission: Mission) -> Move:
    """Announce the example's programme; then move its item by hours, or to another place, and announce that."""
    announcing.announce(officer, mission)

    def moved(hours: int = 0, place: str = "", *, mails: bool = False) -> int:
        row = ProgrammeItem.objects.get()
        item = item_of(row)
        by = timedelta(hours=hours)
        later = Window(item.window.start_at + by, item.window.end_at + by)
        rows.change(
            officer,
            row.mission,
            STORED_ITEMS,
            row,
            replace(item, window=later, place=LocalText(place) if place else item.place),
            row.mark,
        )
        mission.refresh_from_db()
        if mails:
            announcing.announce_and_notify(officer, mission, mission.revision)
            return len(Message.objects.all())
        return announcing.announce(officer, mission)

    return moved


def letters(mission: Mission, number: int) -> dict[str, ProgrammeLetter]:
    return {letter.party: letter for letter in programme_notifications(mission, number, Language.EN).letters}


def by_hand(mission: Mission, number: int) -> ProgrammeLetter:
    return programme_notifications(mission, number).by_hand[0]


def offer(answer: ServerAnswer) -> int:
    count = 0
    while (sending := take_message()) is not None:
        assert settle(sending, answer)
        count += 1
    return count


def test_what_nobody_told_stands_beside_what_changed_after_it(mission: Mission, move: Move) -> None:
    move(hours=2)
    move(place="Gate 3 (fictional)")
    found = letters(mission, 3)[by_hand(mission, 3).party]
    assert any("12:00" in line for line in found.read_lines)
    assert any("Gate 3" in line for line in found.read_lines)


@pytest.mark.usefixtures("move")
def test_whom_a_later_change_does_not_concern_stays_on_the_list(officer: Actor, mission: Mission) -> None:
    row = ProgrammeItem.objects.get()
    interpreter = Interpreter.objects.first()
    assert interpreter is not None
    rows.change(
        officer, row.mission, STORED_ITEMS, row, replace(item_of(row), interpreters=(interpreter.code,)), row.mark
    )
    assert announcing.announce(officer, mission) == 2
    row.refresh_from_db()
    second = replace(item_of(row), id=item_of(row).id.__class__(""), interpreters=())
    rows.add(officer, mission, STORED_ITEMS, second)
    assert announcing.announce(officer, mission) == 3
    assert interpreter.code in letters(mission, 3)


def test_who_was_told_is_told_only_what_came_after(officer: Actor, mission: Mission, move: Move) -> None:
    number = move(hours=2)
    who = by_hand(mission, number)
    announcing.mark_notified_by_hand(officer, mission, number, who.role.value, who.party)
    move(place="Gate 3 (fictional)")
    lines = letters(mission, 3)[who.party].read_lines
    assert len(lines) == 1
    assert "Gate 3" in lines[0]
    announcing.mark_notified_by_hand(officer, mission, 3, who.role.value, who.party)
    letter = letters(mission, 3)[who.party]
    assert (letter.state, letter.read_lines) == (NotificationState.TOLD, lines)


def test_what_is_as_it_was_again_is_told_to_nobody(mission: Mission, move: Move) -> None:
    move(hours=2)
    move(hours=-2)
    assert letters(mission, 3) == {}


def test_a_tick_for_an_earlier_announcement_is_no_tick_for_this_one(
    signed_in: Client, mission: Mission, move: Move
) -> None:
    move(hours=2)
    who = by_hand(mission, 2)
    move(place="Gate 3 (fictional)")
    said = {"number": "2", "role": who.role.value, "party": who.party}
    answer = signed_in.post(reverse("mission-programme-told", args=[mission.id]), said)
    assert (answer.status_code, ProgrammeTold.objects.count()) == (409, 0)


def test_a_written_mail_waits_until_a_server_takes_it(signed_in: Client, mission: Mission, move: Move) -> None:
    count = move(hours=2, mails=True)
    found = programme_notifications(mission, 2)
    assert (found.queued, found.still_to_tell) == (count, len(found.by_hand))
    page = signed_in.get(reverse("mission-programme-told", args=[mission.id])).content.decode()
    assert "waiting for the mail server" in page
    assert "told " not in page.split('<h2 id="mails">')[1].split("</section>")[0]
    assert offer(TAKEN) == count
    found = programme_notifications(mission, 2)
    assert (found.queued, found.still_to_tell) == (0, len(found.by_hand))
    assert all(letter.told and letter.told.told_at for letter in found.by_mail)


def test_a_mail_that_was_not_sent_is_written_again_with_all_that_changed(
    officer: Actor, mission: Mission, move: Move
) -> None:
    count = move(hours=2, mails=True)
    offer(REFUSED)
    assert programme_notifications(mission, 2).not_sent == count
    assert announcing.notify(officer, mission, 2) == count
    offer(REFUSED)
    assert move(place="Gate 3 (fictional)", mails=True) == 3 * count
    newest = Message.objects.order_by("-written_at")[0]
    assert "12:00" in newest.body
    assert "Gate 3" in newest.body


def test_a_waiting_mail_whose_news_changed_makes_way_for_one_that_says_it_all(mission: Mission, move: Move) -> None:
    count = move(hours=2, mails=True)
    assert move(place="Gate 3 (fictional)", mails=True) == count
    newest = Message.objects.order_by("-written_at")[0]
    assert "12:00" in newest.body
    assert "Gate 3" in newest.body
    assert programme_notifications(mission, 3).queued == count
    assert move(hours=-2, mails=True) == count
    row = ProgrammeItem.objects.get()
    assert item_of(row).place == LocalText("Gate 3 (fictional)")


def test_a_waiting_mail_about_what_is_as_it_was_again_is_withdrawn(move: Move) -> None:
    count = move(hours=2, mails=True)
    assert count > 0
    assert move(hours=-2, mails=True) == 0
    assert ProgrammeTold.objects.count() == 0
    facts = LedgerEntry.objects.filter(code="mission.programme_told").order_by("number").values_list("facts", flat=True)
    assert [(fact["mails"], fact["withdrawn"]) for fact in facts] == [(count, 0), (0, count)]


def test_a_tick_on_a_waiting_mail_is_taken_back_to_waiting(officer: Actor, mission: Mission, move: Move) -> None:
    move(hours=2, mails=True)
    who = programme_notifications(mission, 2).by_mail[0]
    announcing.mark_notified_by_hand(officer, mission, 2, who.role.value, who.party)
    assert letters(mission, 2)[who.party].state is NotificationState.TOLD
    announcing.take_back(officer, mission, 2, who.role.value, who.party)
    assert letters(mission, 2)[who.party].state is NotificationState.QUEUED
    with pytest.raises(InputError):
        announcing.take_back(officer, mission, 2, who.role.value, who.party)


def test_the_page_speaks_its_reader_and_the_mail_its_receiver(signed_in: Client, mission: Mission, move: Move) -> None:
    move(hours=2, mails=True)
    signed_in.cookies["language"] = "en"
    page = signed_in.get(reverse("mission-programme-told", args=[mission.id])).content.decode()
    read = letters(mission, 2)["E01"]
    assert read.name != read.read_name
    assert f"<summary>{read.read_name} " in page
    assert read.read_lines[0] in page
    assert read.lines[0] in Message.objects.get(to=read.who.email).body
