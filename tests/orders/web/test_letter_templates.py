"""An organisation's own first letters: open places are known, a second person reviews, drafts follow what counts."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from tearoad.capture.web.models import Phone
from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.orders.letter_template import (
    LetterPlaceholder,
    LetterTemplate,
    built_in_template,
    read_template,
)
from tearoad.orders.web.actions.letter_templates import review_template, use_built_in, write_templates
from tearoad.orders.web.models import StoredLetterTemplate
from tearoad.orders.web.queries.letter_templates import templates_by_language
from tearoad.orders.web.queries.letters import letters_page
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, User
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import say
from tests.capture.web.conftest import let_in, phone, send, sent, signed
from tests.queries import queries_at

__all__ = ["let_in", "phone", "signed"]

OWN = LetterTemplate("Чай от {firm}", "{greeting}\n\nНа стенде говорили: {goods}\n{next_step}\n\n{house}")
SAID = {
    LetterPlaceholder.GREETING: "Dear Ann,",
    LetterPlaceholder.PERSON: "Ann",
    LetterPlaceholder.COMPANY: "",
    LetterPlaceholder.FIRM: "Tea {house} Co.",
    LetterPlaceholder.FAIR: "Fair",
    LetterPlaceholder.GOODS: "",
    LetterPlaceholder.NEXT_STEP: "We call you.",
    LetterPlaceholder.HOUSE: "Office",
}


@pytest.fixture
def page(mission: Mission) -> str:
    """The address of the texts."""
    return reverse("orders-templates", kwargs={"mission_id": mission.id})


@pytest.fixture
def colleague(organisation: Organisation) -> User:
    """A second officer of the organisation."""
    user = User.objects.create_user("second@example.org", name="Second")
    Membership.objects.create(user=user, organisation=organisation, role="officer")
    return user


def acts_as(officer: Actor, user: User) -> Actor:
    return Actor(officer.tenant, officer.role, user.pk, name=user.name)


def waiting_row() -> StoredLetterTemplate:
    found: StoredLetterTemplate = StoredLetterTemplate.objects.get(reviewed_at=None, ended_at=None)
    return found


def test_line_with_nothing_to_say_is_left_out_and_values_are_not_read_again() -> None:
    template = read_template(
        "{ Firm }: {fair}", "{greeting}\r\n\r\n\r\nGoods: ｛goods｝\r\n\r\nFrom {person}: {next_step}"
    )
    assert template == LetterTemplate("{firm}: {fair}", "{greeting}\n\nGoods: {goods}\n\nFrom {person}: {next_step}")
    draft = template.filled(SAID)
    assert draft.subject == "Tea {house} Co.: Fair"
    assert draft.body == "Dear Ann,\n\nFrom Ann: We call you."


@pytest.mark.parametrize("language", list(Language))
def test_built_in_text_is_a_template_like_any_other(language: Language) -> None:
    built_in = built_in_template(language)
    assert read_template(built_in.subject, built_in.body) == built_in
    assert "{" not in built_in.filled(dict.fromkeys(LetterPlaceholder, "x")).body


@example(subject="{firm}", body="{ Person }\n\n\n\n{goods}")
@given(subject=st.text("ab{}｛｝ personfirm\n", max_size=30), body=st.text("{}｛｝ \n\rgoods_nextper", max_size=60))
def test_what_is_read_is_read_again_as_it_is_and_leaves_nothing_open(subject: str, body: str) -> None:
    try:
        template = read_template(subject, body)
    except InputError:
        return
    assert read_template(template.subject, template.body) == template
    draft = template.filled(dict.fromkeys(LetterPlaceholder, "x"))
    assert not set("{}") & set(draft.subject + draft.body)


WRONG = {
    "unknown": (("Tea", "Hello\nDear {nane},"), "template_body_unknown", "{nane}", (2, 6)),
    "empty": (("Tea", "{}"), "template_body_unknown", "{}", (1, 1)),
    "doubled": (("Tea", "{{person}}"), "template_body_brace", "{{person}}", (1, 1)),
    "open": (("Tea", "Dear {person,\nbye"), "template_body_brace", "{person,", (1, 6)),
    "over two lines": (("Tea", "Dear {per\nson}"), "template_body_brace", "{per", (1, 6)),
    "closed": (("person} Tea", "Hello"), "template_subject_brace", "} Tea", (1, 7)),
    "in the subject": (("Tea {goods} {price}", "Hello"), "template_subject_unknown", "{price}", (1, 13)),
}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("case", list(WRONG))
def test_broken_placeholder_is_refused_by_name_and_place(
    signed_in: Client, page: str, case: str, language: Language
) -> None:
    (subject, body), code, found, (line, letter) = WRONG[case]
    signed_in.cookies["language"] = language.value
    answer = signed_in.post(page, {"language": "ru", "subject": subject, "body": body, "read_version": ""})
    place = Text("orders.template_place", line=line, letter=letter)
    sentence = say(Text(f"orders.{code}", found=found, place=place), language)
    shown = answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    assert (answer.status_code, sentence in shown, body in shown) == (422, True, True)
    assert StoredLetterTemplate.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"body": " \n "}, "letter_length"),
        ({"subject": ""}, "letter_length"),
        ({"subject": "x" * 201}, "letter_subject_long"),
        ({"body": "x" * 5001}, "letter_long"),
    ],
)
def test_text_that_is_missing_or_too_long_is_refused(said: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_template(**({"subject": "Tea", "body": "Hello"} | said))
    assert refused.value.code == f"orders.{code}"


def test_own_text_counts_once_a_second_person_reviewed_it(
    signed_in: Client, officer: Actor, mission: Mission, phone: Phone, page: str, colleague: User
) -> None:
    send(phone, sent(person="Анна Петрова", email="anna@example.org", next_step="offer"))
    read = signed_in.get(page).context["templates"]
    (russian,) = [template.read for template in read if template.known.language is Language.RU]
    typed = {"language": "ru", "subject": OWN.subject, "body": OWN.body, "read_version": russian}
    assert signed_in.post(page, typed).status_code == 302
    assert "{" not in letters_page(mission, Language.EN).waiting[0].draft.body
    assert letters_page(mission, Language.EN).waiting[0].template is None
    shown = signed_in.get(page)
    (preview,) = [template for template in shown.context["templates"] if template.known.waiting]
    assert (preview.preview.subject[:7], preview.may_review) == ("Чай от ", False)
    assert "Анна Петрова, здравствуйте!" in preview.preview.body
    review = reverse("orders-template-review", kwargs={"mission_id": mission.id, "template_id": waiting_row().pk})
    assert signed_in.post(review).status_code == 409
    assert review_template(acts_as(officer, colleague), mission, waiting_row().pk) is Language.RU
    waiting = letters_page(mission, Language.EN).waiting[0]
    assert waiting.draft.body.startswith("Анна Петрова, здравствуйте!\n\n")
    assert "На стенде" not in waiting.draft.body  # nothing was said of goods
    assert waiting.template is not None
    assert (waiting.template.reviewed_by, waiting.template.written_by) == ("Second", officer.name)
    letters = signed_in.get(reverse("orders-letters", kwargs={"mission_id": mission.id})).content.decode()
    assert say(Text("orders_pages.drafted_by_own", by="Second"), Language.EN) in letters
    assert signed_in.post(review).status_code == 404  # it waits no more
    codes = LedgerEntry.objects.filter(code__startswith="orders.template").values_list("code", flat=True)
    assert list(codes) == ["orders.template_written", "orders.template_reviewed"]


def test_language_without_an_own_text_uses_the_built_in_one_and_says_so(
    signed_in: Client, officer: Actor, mission: Mission, phone: Phone
) -> None:
    send(phone, sent(person="姚晓建", email="yao@example.org"))
    write_templates(officer, mission, [(Language.RU, OWN)])
    review_template(officer, mission, waiting_row().pk)  # alone in the organisation
    waiting = letters_page(mission, Language.EN).waiting[0]
    assert (waiting.template, "姚晓建，您好" in waiting.draft.body) == (None, True)
    shown = signed_in.get(reverse("orders-letters", kwargs={"mission_id": mission.id})).content.decode()
    assert say(Text("orders_pages.drafted_by_built_in"), Language.EN) in shown


def test_text_in_use_stays_until_the_next_is_reviewed_and_can_be_put_aside(officer: Actor, mission: Mission) -> None:
    write_templates(officer, mission, [(Language.RU, OWN)])
    review_template(officer, mission, waiting_row().pk)
    better = LetterTemplate("Чай", OWN.body)
    assert write_templates(officer, mission, [(Language.RU, better)]) == 1
    assert write_templates(officer, mission, [(Language.RU, better)]) == 0
    found = templates_by_language()[Language.RU]
    assert found.in_use is not None
    assert (found.in_use.template, found.text) == (OWN, better)
    assert write_templates(officer, mission, [(Language.RU, OWN)]) == 0  # taken back before anybody reviewed it
    assert templates_by_language()[Language.RU].waiting is None
    for _ in range(2):
        use_built_in(officer, mission, Language.RU)
    assert templates_by_language()[Language.RU].text == built_in_template(Language.RU)
    assert StoredLetterTemplate.objects.count() == 2


def test_other_text_since_the_page_was_read_is_not_overwritten(
    signed_in: Client, officer: Actor, mission: Mission, page: str
) -> None:
    (read,) = [
        template.read for template in signed_in.get(page).context["templates"] if template.known.language is Language.RU
    ]
    write_templates(officer, mission, [(Language.RU, OWN)])
    typed = {"language": "ru", "subject": "Другое", "body": "Текст", "read_version": read}
    answer = signed_in.post(page, typed)
    assert (answer.status_code, waiting_row().template) == (409, OWN)
    assert "Другое" in answer.content.decode()


def test_sheet_of_texts_goes_out_and_comes_back(signed_in: Client, page: str) -> None:
    table = signed_in.get(f"{page}templates.csv").content.decode("utf-8-sig")
    assert table.splitlines()[0] == "Language,Subject,Text"
    changed = table.replace("Thank you for visiting", "It was good to meet you at the stand of")
    file = SimpleUploadedFile("letters.csv", changed.encode())
    assert signed_in.post(f"{page}sheet/", {"file": file}).status_code == 302
    assert waiting_row().template.body == built_in_template(Language.EN).body.replace(
        "Thank you for visiting", "It was good to meet you at the stand of"
    )
    again = SimpleUploadedFile("letters.csv", changed.encode())
    assert signed_in.post(f"{page}sheet/", {"file": again}).status_code == 302
    assert StoredLetterTemplate.objects.count() == 1


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("tlh,Tea,nuqneH", "template_language"),
        ("ru,Чай,Привет\nru,Чай,Снова", "template_twice"),
        ("ru,Чай,Привет {nane}", "template_body_unknown"),
    ],
)
def test_sheet_with_something_wrong_is_taken_by_nobody(signed_in: Client, page: str, rows: str, code: str) -> None:
    sheet = SimpleUploadedFile("letters.csv", f"language,subject,body\nen,Tea,Hello {{person}}\n{rows}\n".encode())
    answer = signed_in.post(f"{page}sheet/", {"file": sheet})
    codes = [problem.text.code for problem in answer.context["problems"]]
    assert (answer.status_code, codes, StoredLetterTemplate.objects.count()) == (422, [f"orders.{code}"], 0)


def test_archived_mission_shows_texts_and_takes_none(
    signed_in: Client, officer: Actor, mission: Mission, page: str
) -> None:
    write_templates(officer, mission, [(Language.RU, OWN)])
    row = waiting_row()
    Mission.objects.filter(pk=mission.pk).update(archived_at=now())
    shown = signed_in.get(page).content.decode()
    assert (OWN.subject in shown or "Чай от" in shown, 'method="post" class="stack"' in shown) == (True, False)
    for act in (
        lambda: write_templates(officer, mission, [(Language.EN, OWN)]),
        lambda: review_template(officer, mission, row.pk),
        lambda: use_built_in(officer, mission, Language.RU),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "mission_pages.is_archived"


def test_nobody_reviews_what_was_written_anew_since(officer: Actor, mission: Mission) -> None:
    write_templates(officer, mission, [(Language.RU, OWN)])
    seen = waiting_row().pk
    write_templates(officer, mission, [(Language.RU, LetterTemplate("Чай", "Привет"))])
    with pytest.raises(NotFoundError):
        review_template(officer, mission, seen)


def test_page_asks_as_much_for_three_contacts_as_for_one(signed_in: Client, phone: Phone, page: str) -> None:
    send(phone, sent(1, person="Анна", email="anna@example.org"))
    queries = queries_at(signed_in, page)
    send(phone, sent(2, person="Олег", email="oleg@example.org"), sent(3, person="Вера", phone="+74950000001"))
    assert queries_at(signed_in, page) == queries
