from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from tearoad.companies.web.models import Company, Side
from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Message
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.text import Text
from tearoad.timetable.web.actions.notifying import mark_notified_by_hand, notify, take_back
from tearoad.timetable.web.actions.publishing import publish_again
from tearoad.timetable.web.models import Meeting, Published, Told
from tearoad.timetable.web.queries.publishing.letters import body, plan_notifications
from tearoad.values import Language
from tearoad.words import say
from tests.timetable.web.drafts import published_next
from tests.timetable.web.publishing.conftest import tell_everybody


def mail_to(party: str, address: str = "somebody@example.org") -> None:
    """Write an e-mail address into a company's contact."""
    company = Company.objects.get(pk=Participation.objects.get(code=party).company_id)
    company.document.setdefault("contact", {})["email"] = address
    company.save()


@pytest.fixture
def second(officer: Actor, mission: Mission, in_force: Published) -> Published:
    """The second plan, with two meetings less."""
    tell_everybody(in_force)
    return published_next(officer, mission)


def test_each_changed_person_with_an_address_gets_one_mail_and_a_second_press_writes_none(
    officer: Actor, mission: Mission, second: Published
) -> None:
    for letter in plan_notifications(mission, second).letters:
        if letter.role.value in {"exporter", "buyer"}:
            mail_to(letter.party, f"{letter.party.lower()}@example.org")
    waiting = plan_notifications(mission, second).waiting
    assert len(waiting) >= 3
    assert notify(officer, second) == len(waiting)
    assert notify(officer, second) == 0
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(
        f"interpreter{plan_letter.party[1:]}@mission.example.com"
        if plan_letter.role.value == "interpreter"
        else f"{plan_letter.party.lower()}@example.org"
        for plan_letter in waiting
    )
    assert Told.objects.filter(published=second, way="mail").count() == len(waiting)
    assert {plan_letter.party for plan_letter in plan_notifications(mission, second).letters} < {
        plan_letter.party for plan_letter in plan_notifications(mission, Published.objects.get(number=1)).letters
    }


@pytest.mark.parametrize("language", list(Language))
def test_a_letter_says_in_its_reader_s_language_what_changed_and_whom_to_call(
    mission: Mission, second: Published, language: Language
) -> None:
    found = plan_notifications(mission, second)
    letter = found.letters[0]
    letter = replace(letter, person=replace(letter.person, language=language), lines=("…",))
    hello = {Language.EN: "Dear ", Language.ZH: "您好：", Language.RU: "Здравствуйте, "}[language]
    what = {
        Language.EN: "your timetable has changed in 1 place:",
        Language.ZH: "您的日程有 1 处变动：",
        Language.RU: "в Вашем расписании 1 изменение:",
    }[language]
    text = body(letter, found, "https://example.org/v/secret/")
    lines = text.split("\n")
    assert hello in lines[0]
    assert lines[2:5] == [what, "", "– …"]
    assert "https://example.org/v/secret/" in lines
    assert all(caller in lines for caller in found.callers[language])
    assert lines[-2] == found.mission_name[language]


def test_a_whole_letter_in_russian(mission: Mission, second: Published) -> None:
    found = plan_notifications(mission, second)
    letter = next(
        plan_letter
        for plan_letter in found.letters
        if plan_letter.person.language is Language.RU and plan_letter.role.value == "buyer"
    )
    what = say(Text("publish_pages.mail_changed", count=len(letter.lines)), Language.RU)
    changed = "\n".join(f"– {line}" for line in letter.lines)
    callers = "\n".join(found.callers[Language.RU])
    who = letter.person.contact.person.local or letter.person.contact.person.native
    assert body(letter, found, "A") == (
        f"Здравствуйте, {who}!\n\n{what}\n\n{changed}\n\nВсё Ваше расписание, всегда свежее:\nA\n\n"
        f"Время указано местное, по месту выставки. Вопросы? Звоните:\n{callers}\n\n"
        f"{found.mission_name[Language.RU]}\n"
    )


def test_who_has_no_address_is_ticked_by_hand_and_the_tick_can_be_taken_back(
    officer: Actor, mission: Mission, second: Published
) -> None:
    letter = next(
        plan_letter for plan_letter in plan_notifications(mission, second).letters if plan_letter.role.value == "buyer"
    )
    mail_to(letter.party, "no address")
    assert letter.party in {plan_letter.party for plan_letter in plan_notifications(mission, second).by_hand}
    mark_notified_by_hand(officer, second, letter.role.value, letter.party)
    mark_notified_by_hand(officer, second, letter.role.value, letter.party)
    kept = Told.objects.get(published=second, party=letter.party)
    assert (kept.way, kept.told_by) == ("hand", officer.user)
    take_back(officer, second, letter.role.value, letter.party)
    assert not Told.objects.filter(published=second).exists()


def test_nobody_is_ticked_whose_day_did_not_change(officer: Actor, second: Published) -> None:
    with pytest.raises(NotFoundError):
        mark_notified_by_hand(officer, second, "buyer", "nobody")


def test_a_mail_cannot_be_taken_back(officer: Actor, mission: Mission, second: Published) -> None:
    letter = next(
        plan_letter for plan_letter in plan_notifications(mission, second).letters if plan_letter.role.value == "buyer"
    )
    mail_to(letter.party)
    notify(officer, second)
    with pytest.raises(InputError):
        take_back(officer, second, "buyer", letter.party)


def test_who_is_held_by_screening_gets_no_mail(officer: Actor, mission: Mission, second: Published) -> None:
    letter = next(
        plan_letter for plan_letter in plan_notifications(mission, second).letters if plan_letter.role.value == "buyer"
    )
    mail_to(letter.party)
    Company.objects.filter(side=Side.BUYER).update(standing="held")
    found = plan_notifications(mission, second)
    assert letter.party in {plan_letter.party for plan_letter in found.by_hand}
    notify(officer, second)
    assert not Message.objects.filter(to="somebody@example.org").exists()


def test_the_letters_take_the_same_queries_whatever_their_number(
    mission: Mission, second: Published, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = Published.objects.select_related("problem").get(number=1)
    later = Published.objects.select_related("problem").get(pk=second.pk)
    with django_assert_num_queries(10):
        few = plan_notifications(mission, later)
    with django_assert_num_queries(10):
        many = plan_notifications(mission, first)
    assert len(few.letters) < len(many.letters)


def test_changes_pile_up_until_they_are_told(officer: Actor, mission: Mission, second: Published) -> None:
    first = Published.objects.select_related("problem").get(number=1)
    changed = {(letter.role, letter.party) for letter in plan_notifications(mission, second).letters}
    back = publish_again(officer, first)
    assert (
        plan_notifications(mission, back).letters == ()
    )  # nobody heard of the second plan, and the third is the first again
    third = publish_again(officer, second)
    found = plan_notifications(mission, third)
    assert {(letter.role, letter.party) for letter in found.letters} == changed
    assert [letter.lines for letter in found.letters] == [
        letter.lines for letter in plan_notifications(mission, second).letters
    ]
    assert (found.still_to_tell, {letter.since for letter in found.letters}) == (len(changed), {1})


def test_who_was_told_of_no_plan_gets_their_whole_plan(officer: Actor, mission: Mission, in_force: Published) -> None:
    buyer_letter = next(
        letter for letter in plan_notifications(mission, in_force).letters if letter.role.value == "buyer"
    )
    mark_notified_by_hand(officer, in_force, buyer_letter.role.value, buyer_letter.party)
    row = published_next(officer, mission)
    planned = Meeting.objects.filter(published=row)
    busy = {*planned.values_list("exporter", flat=True), *planned.values_list("buyer", flat=True)}
    found = {letter.party: letter for letter in plan_notifications(mission, row).letters}
    assert busy - {buyer_letter.party} <= set(found)
    assert {letter.since for letter in found.values() if letter.party != buyer_letter.party} == {0}
    assert all(
        len(letter.lines) == planned.filter(buyer=party).count()
        for party, letter in found.items()
        if letter.role.value == "buyer" and party != buyer_letter.party
    )


def test_a_waiting_mail_whose_news_changed_gives_way_to_one_that_says_all(
    officer: Actor, mission: Mission, second: Published
) -> None:
    party = next(letter.party for letter in plan_notifications(mission, second).letters if letter.role.value == "buyer")
    mail_to(party)
    count = notify(officer, second)
    back = publish_again(officer, Published.objects.select_related("problem").get(number=1))
    overtaken = {notice.told.party for notice in plan_notifications(mission, back).overtaken}
    assert (len(overtaken), party in overtaken) == (count, True)
    assert notify(officer, back) == 0
    facts = LedgerEntry.objects.filter(code="plan.told").order_by("number").values_list("facts", flat=True)
    assert list(facts) == [{"mails": count, "withdrawn": 0}, {"mails": 0, "withdrawn": count}]
    assert not Message.objects.filter(state="waiting").exists()
    assert party not in {letter.party for letter in plan_notifications(mission, back).letters}


@pytest.mark.parametrize("language", list(Language))
def test_the_page_speaks_its_reader_s_language_and_the_letter_its_receiver_s(
    mission: Mission, second: Published, language: Language
) -> None:
    letter = next(
        plan_letter
        for plan_letter in plan_notifications(mission, second, language).letters
        if plan_letter.role.value == "buyer"
    )
    own = next(
        plan_letter for plan_letter in plan_notifications(mission, second).letters if plan_letter.party == letter.party
    )
    assert (letter.lines, letter.name) == (own.lines, own.name) == (own.read_lines, own.read_name)
    assert (letter.read_lines == letter.lines) is (language is letter.person.language)
