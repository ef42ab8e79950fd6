from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.errors import InputError
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.office.mail import Outcome, ServerAnswer
from tearoad.office.mail.delivery_reports import FailedDelivery
from tearoad.office.web.actions.delivery import settle, take_message
from tearoad.office.web.actions.returned_mails import note_returned
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions.notifying import mark_notified_by_hand, notify, take_back
from tearoad.timetable.web.models import NotificationWay, Published, Told
from tearoad.timetable.web.queries.publishing.histories import card, overview
from tearoad.timetable.web.queries.publishing.letters import PlanLetter, plan_notifications
from tearoad.values import Language
from tests.suite.scenes import made_once
from tests.timetable.web.drafts import published_next
from tests.timetable.web.publishing.conftest import tell_everybody
from tests.timetable.web.publishing.test_notifying import mail_to

REFUSED = ServerAnswer(Outcome.REFUSED, "550 no such mailbox")
TAKEN = ServerAnswer(Outcome.TAKEN, "250 ok")


@pytest.fixture
def second(officer: Actor, mission: Mission, in_force: Published) -> Published:
    """The second plan, every company in it with an e-mail address."""
    tell_everybody(in_force)
    row = published_next(officer, mission)

    def make_addresses() -> Published:
        for letter in plan_notifications(mission, row).letters:
            if letter.role in {Role.EXPORTER, Role.BUYER}:
                mail_to(letter.party, f"{letter.party.lower()}@example.org")
        return row

    made_once("everybody with an e-mail address", make_addresses)
    return row


@pytest.fixture
def letter(mission: Mission, second: Published) -> Callable[[], PlanLetter]:
    """The letter of the first buyer whose day changed, read anew."""
    party = next(
        plan_letter.party
        for plan_letter in plan_notifications(mission, second).letters
        if plan_letter.role is Role.BUYER
    )
    return lambda: next(
        plan_letter for plan_letter in plan_notifications(mission, second).letters if plan_letter.party == party
    )


def offer(answer: ServerAnswer) -> int:
    """Offer every waiting message to a server that says this; returns how many."""
    count = 0
    while (sending := take_message()) is not None:
        assert settle(sending, answer)
        count += 1
    return count


def test_a_written_mail_waits_until_a_server_takes_it(officer: Actor, mission: Mission, second: Published) -> None:
    count = notify(officer, second)
    found = plan_notifications(mission, second)
    by_hand = len(found.by_hand)
    assert (found.queued, found.still_to_tell, found.not_sent) == (count, by_hand, 0)
    assert all(plan_letter.told_at is None for plan_letter in found.letters)
    assert offer(TAKEN) == count
    found = plan_notifications(mission, second)
    assert (found.queued, found.still_to_tell) == (0, by_hand)
    assert all(plan_letter.told_at for plan_letter in found.by_mail)


def test_a_refused_mail_is_still_to_be_told_on_every_page(
    officer: Actor, mission: Mission, second: Published, signed_in: Client
) -> None:
    count = notify(officer, second)
    offer(REFUSED)
    found = plan_notifications(mission, second)
    assert (found.not_sent, found.still_to_tell) == (count, len(found.letters))
    assert overview(mission, Language.EN).issues[0].told == 0
    in_figures = card(mission)
    assert in_figures is not None
    assert (in_figures.to_tell, in_figures.queued) == (len(found.letters), 0)
    page = signed_in.get(reverse("timetable-changes", args=[mission.pk, second.number])).content.decode()
    assert "550 no such mailbox" in page
    assert "not delivered" in page
    assert "told on" not in page


def test_a_mail_that_came_back_is_still_to_be_told(
    officer: Actor, second: Published, letter: Callable[[], PlanLetter]
) -> None:
    notify(officer, second)
    offer(TAKEN)
    mail = letter().mail
    assert mail is not None
    assert letter().state == "told"
    assert note_returned(FailedDelivery(mail.message_id, mail.to, "550 5.1.1 unknown"))
    assert (letter().state, letter().to_tell, letter().told_at) == ("not_sent", True, None)
    assert (notify(officer, second), letter().state) == (1, "queued")


def test_telling_again_writes_anew_to_the_address_of_now_and_only_where_it_was_not_sent(
    officer: Actor, mission: Mission, second: Published, letter: Callable[[], PlanLetter]
) -> None:
    count = notify(officer, second)
    refused = Message.objects.get(to=f"{letter().party.lower()}@example.org")
    Message.objects.filter(pk=refused.pk).update(state=MessageState.FAILED, answer="550")
    assert offer(TAKEN) == count - 1
    mail_to(letter().party, "mended@example.org")
    assert [plan_letter.party for plan_letter in plan_notifications(mission, second).waiting] == [letter().party]
    assert (notify(officer, second), notify(officer, second)) == (1, 0)
    again = Message.objects.get(to="mended@example.org")
    assert again.key != refused.key
    assert letter().state == "queued"
    assert offer(TAKEN) == 1
    assert letter().state == "told"
    assert Told.objects.filter(published=second, party=letter().party).count() == 1


def test_who_got_no_mail_is_told_by_hand_and_the_tick_taken_back(
    officer: Actor, second: Published, letter: Callable[[], PlanLetter]
) -> None:
    notify(officer, second)
    offer(REFUSED)
    mark_notified_by_hand(officer, second, "buyer", letter().party)
    assert (letter().state, letter().by_hand) == ("told", True)
    assert letter().told_at is not None
    take_back(officer, second, "buyer", letter().party)
    assert letter().to_tell


def test_a_tick_on_a_waiting_mail_gives_way_to_the_mail(
    officer: Actor, second: Published, letter: Callable[[], PlanLetter]
) -> None:
    notify(officer, second)
    mark_notified_by_hand(officer, second, "buyer", letter().party)
    assert letter().state == "told"
    take_back(officer, second, "buyer", letter().party)
    assert (letter().state, Told.objects.get(published=second, party=letter().party).way) == (
        "queued",
        NotificationWay.MAIL,
    )
    offer(TAKEN)
    with pytest.raises(InputError):
        take_back(officer, second, "buyer", letter().party)


def test_the_link_in_a_letter_is_on_no_page_and_gone_once_it_was_sent(
    officer: Actor, second: Published, signed_in: Client
) -> None:
    notify(officer, second)
    first = Message.objects.all()[0]
    assert "/v/" in first.body
    page = reverse("office-message", args=[first.pk])
    assert "/v/" not in signed_in.get(page).content.decode()
    offer(TAKEN)
    assert {message.body for message in Message.objects.all()} == {""}


def test_a_revoked_link_is_named_before_a_letter_brings_a_new_one(
    officer: Actor, mission: Mission, second: Published, letter: Callable[[], PlanLetter], signed_in: Client
) -> None:
    address = reverse("timetable-changes", args=[mission.pk, second.number])
    links.make(officer, mission, Role.BUYER, letter().party)
    assert not letter().revoked
    assert "link revoked" not in signed_in.get(address).content.decode()
    links.revoke(officer, mission, Role.BUYER, letter().party)
    assert letter().revoked
    assert plan_notifications(mission, second).revoked == 1
    page = signed_in.get(address).content.decode()
    assert "link revoked" in page
    assert "The link of 1 of them was revoked" in page
    notify(officer, second)
    assert not letter().revoked
