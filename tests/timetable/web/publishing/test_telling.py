from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from tearoad.companies.web.models import Company, Side
from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Message
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.actions.telling import take_back, tell, tell_by_hand
from tearoad.timetable.web.models import Published, Told
from tearoad.timetable.web.queries.publishing.letters import body, telling
from tearoad.values import Language
from tearoad.words import say
from tests.timetable.web.drafts import second_draft


def mail_to(party: str, address: str = "somebody@example.org") -> None:
    """Write an e-mail address into a company's contact."""
    company = Company.objects.get(pk=Participation.objects.get(code=party).company_id)
    company.document.setdefault("contact", {})["email"] = address
    company.save()


@pytest.fixture
def second(officer: Actor, mission: Mission, in_force: Published) -> Published:
    """The second plan, with two meetings less."""
    del in_force
    return publish(officer, second_draft(officer, mission), 1)


def test_each_changed_person_with_an_address_gets_one_mail_and_a_second_press_writes_none(
    officer: Actor, mission: Mission, second: Published
) -> None:
    for letter in telling(mission, second).letters:
        if letter.role.value in {"exporter", "buyer"}:
            mail_to(letter.party, f"{letter.party.lower()}@example.org")
    waiting = telling(mission, second).waiting
    assert len(waiting) >= 3
    assert tell(officer, second) == len(waiting)
    assert tell(officer, second) == 0
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(
        f"{one.party.lower()}@example.org" for one in waiting
    )
    assert Told.objects.filter(published=second, way="mail").count() == len(waiting)
    assert {one.party for one in telling(mission, second).letters} < {
        one.party for one in telling(mission, Published.objects.get(number=1)).letters
    }


@pytest.mark.parametrize("language", list(Language))
def test_a_letter_says_in_its_reader_s_language_what_changed_and_whom_to_call(
    mission: Mission, second: Published, language: Language
) -> None:
    found = telling(mission, second)
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
    assert all(one in lines for one in found.callers[language])
    assert lines[-2] == found.mission_name[language]


def test_a_whole_letter_in_russian(mission: Mission, second: Published) -> None:
    found = telling(mission, second)
    letter = next(one for one in found.letters if one.person.language is Language.RU and one.role.value == "buyer")
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
    letter = next(one for one in telling(mission, second).letters if one.role.value == "buyer")
    mail_to(letter.party, "no address")
    assert letter.party in {one.party for one in telling(mission, second).by_hand}
    tell_by_hand(officer, second, letter.role.value, letter.party)
    tell_by_hand(officer, second, letter.role.value, letter.party)
    kept = Told.objects.get(published=second, party=letter.party)
    assert (kept.way, kept.told_by) == ("hand", officer.user)
    take_back(officer, second, letter.role.value, letter.party)
    assert Told.objects.count() == 0


def test_nobody_is_ticked_whose_day_did_not_change(officer: Actor, second: Published) -> None:
    with pytest.raises(NotFoundError):
        tell_by_hand(officer, second, "buyer", "nobody")


def test_a_mail_cannot_be_taken_back(officer: Actor, mission: Mission, second: Published) -> None:
    letter = next(one for one in telling(mission, second).letters if one.role.value == "buyer")
    mail_to(letter.party)
    tell(officer, second)
    with pytest.raises(InputError):
        take_back(officer, second, "buyer", letter.party)


def test_who_is_held_by_screening_gets_no_mail(officer: Actor, mission: Mission, second: Published) -> None:
    letter = next(one for one in telling(mission, second).letters if one.role.value == "buyer")
    mail_to(letter.party)
    Company.objects.filter(side=Side.BUYER).update(standing="held")
    found = telling(mission, second)
    assert letter.party in {one.party for one in found.by_hand}
    tell(officer, second)
    assert not Message.objects.filter(to="somebody@example.org").exists()


def test_the_letters_take_the_same_queries_whatever_their_number(
    mission: Mission, second: Published, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = Published.objects.select_related("problem").get(number=1)
    later = Published.objects.select_related("problem").get(pk=second.pk)
    with django_assert_num_queries(9):
        few = telling(mission, later)
    with django_assert_num_queries(9):
        many = telling(mission, first)
    assert len(few.letters) < len(many.letters)
