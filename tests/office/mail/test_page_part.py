"""A letter as HTML says what its text says, links can be tapped, and nothing written in it becomes markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tearoad.office.mail import CalendarPart, Letter, mime_of
from tearoad.office.mail.page_part import as_page
from tearoad.values import Language

LINK = "https://missions.example.org/a/AbCd-_12/"
LETTER = Letter(
    "tearoad@example.org",
    "buyer@example.com",
    Language.RU,
    "Кто хочет с вами встретиться",
    f"Здравствуйте, <b>Иван</b> & Ко!\n\nСсылка:\n{LINK}\n\nКонец: {LINK}end/.",
    "<one@example.org>",
    datetime(2027, 2, 9, tzinfo=UTC),
    has_page=True,
)


class Seen(HTMLParser):
    """What a mail program would show and open."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.text, self.links, self.tags = "", list[str](), set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is opened."""
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        """Note what is read."""
        self.text += data


def seen(page: str) -> Seen:
    found = Seen()
    found.feed(page)
    return found


def part(letter: Letter, kind: str) -> str:
    mail = message_from_bytes(mime_of(letter), policy=default)
    assert isinstance(mail, EmailMessage)
    found = mail.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content())


def test_text_and_page_say_the_same_and_the_page_opens_the_links_alone() -> None:
    page = seen(part(LETTER, "html"))
    assert part(LETTER, "plain").split() == LETTER.body.split() == page.text.split()
    assert page.links == [LINK, f"{LINK}end/"]
    assert page.tags == {"html", "head", "meta", "body", "p", "a", "br"}


def test_a_letter_with_a_page_is_the_same_bytes_each_time_with_and_without_a_calendar() -> None:
    calendar = CalendarPart("a.ics", "REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    for letter in (LETTER, replace(LETTER, calendars=(calendar,))):
        assert mime_of(letter) == mime_of(letter)
        assert part(letter, "plain").split() == LETTER.body.split()
    assert b"text/html" not in mime_of(replace(LETTER, has_page=False))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80))
def test_whatever_is_written_is_shown_and_never_obeyed(body: str) -> None:
    page = seen(as_page(body, Language.EN))
    assert page.tags <= {"html", "head", "meta", "body", "p", "a", "br"}
    assert "".join(page.text.split()) == "".join(body.split())
