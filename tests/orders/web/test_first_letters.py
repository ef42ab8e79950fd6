"""First letters: in the contact's language, from what was said, read by a person; who refused is not written to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.capture.web.models import Phone
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.orders.first_letter import likely_language
from tearoad.orders.web.models import FirstLetter
from tearoad.orders.web.queries.letters import WaitingLetter, letters_page
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say
from tests.capture.web.conftest import let_in, phone, send, sent, signed
from tests.queries import queries_at

__all__ = ["let_in", "phone", "signed"]

Post = Callable[..., int]


@pytest.fixture
def page(mission: Mission) -> str:
    """The address of the page."""
    return reverse("orders-letters", kwargs={"mission_id": mission.id})


def only(mission: Mission) -> WaitingLetter:
    """Return the one who waits for a letter."""
    (found,) = letters_page(mission, Language.EN).waiting
    return found


def answer(client: Client, address: str, waiting: WaitingLetter, way: str, **said: str) -> int:
    """Send the form of a letter; return what is answered."""
    form = {"firm": waiting.firm, "report": waiting.report, "way": way}
    whole = {"subject": waiting.draft.subject, "body": waiting.draft.body} | form | said
    return int(client.post(address, whole).status_code)


def test_letter_is_drafted_in_their_language_read_and_sent_once(
    signed_in: Client, mission: Mission, phone: Phone, page: str
) -> None:
    send(phone, sent(person="Анна Петрова", email="anna@example.org", next_step="offer", consent="agreed"))
    waiting = only(mission)
    assert ("Анна Петрова, здравствуйте!" in waiting.draft.body, "готовим" in waiting.draft.body) == (True, True)
    body = waiting.draft.body + "\n\nP.S. Чай ждёт."
    sent_now = signed_in.post(
        page,
        {
            "firm": waiting.firm,
            "report": waiting.report,
            "way": "email",
            "subject": waiting.draft.subject,
            "body": body,
        },
        follow=True,
    )
    assert say(Text("orders_pages.letter_waits"), Language.EN) in sent_now.content.decode()
    message = Message.objects.get(kind="first_letter")
    assert (message.to, message.body, message.language) == ("anna@example.org", body, "ru")
    assert answer(signed_in, page, waiting, "email") == 404
    assert (FirstLetter.objects.count(), Message.objects.filter(kind="first_letter").count()) == (1, 1)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ({"person": "姚晓建", "firm": "郑国商贸行"}, Language.ZH),
        ({"person": "Анна Петрова"}, Language.RU),
        ({"person": "Yao Xiaojian", "phone": "+8613800000000"}, Language.ZH),
        ({"person": "Aidar Bek", "phone": "+77010000000"}, Language.RU),
        ({"person": "John Smith", "phone": "+442070000000"}, Language.EN),
        ({"person": "Jan Nowak", "email": "jan@example.pl"}, Language.EN),
        ({"person": "Ales", "email": "ales@example.by"}, Language.RU),
        ({"person": "John Smith", "email": "john@example.com"}, Language.RU),
        ({"phone": "not a number", "email": "nobody"}, Language.RU),
    ],
)
def test_language_is_guessed_by_letters_of_the_name_and_then_by_the_country(
    said: dict[str, str], language: Language
) -> None:
    whole = {"phone": "", "email": ""} | said
    found = likely_language(
        said.get("person", ""), said.get("firm", ""), phone=whole["phone"], email=whole["email"], host=Language.RU
    )
    assert found is language


def test_officer_chooses_the_language_of_a_letter(signed_in: Client, mission: Mission, phone: Phone, page: str) -> None:
    send(phone, sent(person="姚晓建", email="yao@example.org"))
    waiting = only(mission)
    chosen = {"firm": waiting.firm, "report": waiting.report, "language": "en"}
    shown = signed_in.get(page, chosen).content.decode()
    nonsense = signed_in.get(page, chosen | {"language": "tlh"}).content.decode()
    assert ("姚晓建，您好" in waiting.draft.body, "Dear 姚晓建," in shown, "姚晓建，您好" in nonsense) == (True,) * 3
    assert answer(signed_in, page, waiting, "email", language="en", subject="Tea", body="Dear Yao") == 302
    assert Message.objects.get(kind="first_letter").language == "en"


def test_who_refused_is_not_written_to(signed_in: Client, mission: Mission, phone: Phone, page: str) -> None:
    send(phone, sent(person="Анна", email="anna@example.org", consent="refused"))
    found = letters_page(mission, Language.EN)
    assert (found.waiting, found.refused, signed_in.get(page).status_code) == ((), 1, 200)


def test_phone_alone_is_written_to_by_its_messengers(
    signed_in: Client, mission: Mission, phone: Phone, page: str
) -> None:
    send(phone, sent(person="Иван", phone="+74950000000", messenger="Telegram: @ivanov1, WeChat: ivan_tea88"))
    waiting = only(mission)
    assert [(link.way.value, link.name) for link in waiting.links] == [
        ("whatsapp", "+74950000000"),
        ("telegram", "@ivanov1"),
        ("wechat", "ivan_tea88"),
    ]
    assert waiting.links[0].address.startswith("https://wa.me/74950000000?text=%D0%98")
    assert answer(signed_in, page, waiting, "email") == 409
    assert answer(signed_in, page, waiting, "wechat") == 302
    assert (FirstLetter.objects.get().way, Message.objects.filter(kind="first_letter").count()) == ("wechat", 0)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"body": " "}, "orders.letter_length"),
        ({"subject": ""}, "orders.letter_length"),
        ({"body": "x" * 5001}, "orders.letter_long"),
        ({"subject": "x" * 201}, "orders.letter_subject_long"),
    ],
)
def test_letter_without_a_text_or_with_too_much_comes_again_as_it_was_typed(
    signed_in: Client, mission: Mission, phone: Phone, page: str, said: dict[str, str], code: str
) -> None:
    send(phone, sent(person="Анна", email="anna@example.org"))
    waiting = only(mission)
    whole = {"firm": waiting.firm, "report": waiting.report, "way": "email", "subject": "Tea", "body": "Dear Anna"}
    answer = signed_in.post(page, whole | said)
    shown = answer.content.decode()
    found = {
        "orders.letter_long": {"found": 5001, "most": 5000},
        "orders.letter_subject_long": {"found": 201, "most": 200},
    }
    assert (answer.status_code, FirstLetter.objects.count()) == (422, 0)
    assert say(Text(code, **found.get(code, {})), Language.EN) in shown
    assert (whole | said)["body"].strip() in shown
    assert "maxlength" not in shown


def test_nonsense_in_the_form_is_told(signed_in: Client, mission: Mission, phone: Phone, page: str) -> None:
    send(phone, sent(person="Анна", email="anna@example.org"))
    waiting = only(mission)
    assert answer(signed_in, page, waiting, "pigeon") == 404
    assert answer(signed_in, page, waiting, "email", report="nobody") == 404
    assert answer(signed_in, page, waiting, "email", firm="E02") == 404


def test_report_without_any_way_is_counted_and_not_lost(mission: Mission, phone: Phone, officer: Actor) -> None:
    send(phone, sent(person="Кто-то", notes="bought tea"))
    found = letters_page(mission, Language.EN)
    assert (found.waiting, found.unreachable, officer.party) == ((), 1, "")


def test_page_asks_as_much_for_three_as_for_one(signed_in: Client, phone: Phone, page: str) -> None:
    send(phone, sent(1, person="Анна", email="anna@example.org"))
    queries = queries_at(signed_in, page)
    send(phone, sent(2, person="Олег", email="oleg@example.org"), sent(3, person="Вера", phone="+74950000001"))
    assert queries_at(signed_in, page) == queries
