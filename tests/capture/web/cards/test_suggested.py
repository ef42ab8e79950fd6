"""What phones are told of cards: their own firm's, once, and that it was forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from tearoad.capture import FileKind, digest_of
from tearoad.capture.persons import without_person
from tearoad.capture.web.actions.hubs.notes import take_from_home
from tearoad.capture.web.actions.streams import begin_new_era
from tearoad.capture.web.answers import CardShown
from tearoad.capture.web.models import CardRead, CardState, FileState, Phone, SentFile, SentRevision
from tearoad.capture.web.queries import cards as queries
from tearoad.capture.web.queries.streams import News, news
from tearoad.web.registry import personal_data
from tests.capture.pictures import claim, named, photo
from tests.capture.web.actions.test_files import erase
from tests.capture.web.cards.conftest import BACK, FRONT, MAIL, Known, photographed, read_all
from tests.capture.web.conftest import send, sent
from tests.capture.web.test_sync import Speaker
from tests.queries import queries_of

Suggested = dict[str, Any]


@pytest.fixture
def speaker(link_of: Callable[[str], str]) -> Speaker:
    return Speaker(link_of("E01"))


def the_phone(speaker: Speaker) -> Phone:
    found: Phone = Phone.objects.select_related("mission", "link").get(pk=UUID(speaker.id))
    return found


def noted(phone: Phone, content: bytes = FRONT, /, **values: str) -> str:
    """Write down a visitor with a card that is here and was read; return the report."""
    document = sent(1, files=[named(content)], **values)
    send(phone, document)
    photographed(phone, content)
    read_all()
    return str(document["report"])


def told(phone: Phone, since: News | None = None) -> News:
    """Return what a phone is told that has read so far."""
    return news(phone, since.until, since.era, since.cards.until) if since else news(phone, 0, "")


def reports(found: News) -> list[str]:
    return [card.report for card in found.cards.cards]


def test_a_phone_is_told_once_what_was_read(speaker: Speaker) -> None:
    report = noted(the_phone(speaker))
    first = speaker.say()
    assert first["suggested"]["until"] == 1
    (card,) = first["suggested"]["cards"]
    assert (card["report"], set(card["fields"])) == (report, {"person", "title", "firm", "city", "phone", "email"})
    person = card["fields"]["person"]
    assert (person["value"], person["sure"]) == ("李伟", person["confidence"] >= 70)
    again = speaker.say(since=first["until"], era=first["era"], cards=first["suggested"]["until"])
    assert again["suggested"] == {"cards": [], "until": 1}
    assert speaker.say(422, cards="1")["code"] == "floor_pages.no_letter"


def test_nobody_else_is_told(phone: Phone, let_in: Callable[..., Phone]) -> None:
    report = noted(phone)
    assert reports(told(let_in())) == [report]
    assert reports(told(let_in("E02"))) == []


def test_a_card_that_is_read_anew_is_told_anew_and_alone(phone: Phone) -> None:
    first, _other = noted(phone), noted(phone, photo("other"))
    before = told(phone)
    send(phone, sent(2, report=first, files=[named(BACK, FileKind.CARD_BACK)]))
    photographed(phone, BACK, FileKind.CARD_BACK)
    assert reports(told(phone, before)) == []
    read_all()
    after = told(phone, before)
    assert reports(after) == [first]
    assert after.cards.cards[0].fields["person"].value == "李伟 / Li WEI"
    assert reports(told(phone, after)) == []


def test_what_was_taken_back_is_told_as_nothing(phone: Phone) -> None:
    report = noted(phone)
    before = told(phone)
    send(phone, sent(2, report=report) | {"dropped": [claim(FRONT).digest]})
    assert told(phone, before).cards.cards == (CardShown(report, {}),)


def test_an_illegible_card_is_told_of_nowhere(phone: Phone) -> None:
    send(phone, sent(1, files=[named(photo("x", size=(300, 200)))]))
    photographed(phone, photo("x", size=(300, 200)))
    read_all()
    assert (CardRead.objects.get().state, told(phone).cards) == ("illegible", queries.Suggested((), 0, is_more=False))


def test_many_readings_come_in_parts_and_none_is_left_out(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST", 2)
    wanted = [noted(phone, photo(f"card {place}")) for place in range(4)]
    found, heard = told(phone), list[str]()
    for _ in range(5):
        heard += reports(found)
        if not found.is_more:
            break
        found = told(phone, found)
    assert (heard, found.is_more, found.cards.until) == (wanted, False, 4)


def test_after_a_restored_backup_all_is_told_anew(phone: Phone) -> None:
    report = noted(phone)
    before = told(phone)
    begin_new_era()
    assert reports(told(phone, before)) == [report]


def test_what_is_not_new_costs_no_query(phone: Phone) -> None:
    noted(phone)
    before = told(phone)
    assert [queries_of(partial(told, phone, since)) for since in (before, None)] == [1, 3]


@pytest.mark.parametrize(("typed", "erased"), [({}, 2), ({"email": MAIL}, 3)], ids=["on the card only", "typed too"])
def test_erasing_somebody_reaches_what_was_read_and_their_phones(
    phone: Phone, typed: dict[str, str], erased: int
) -> None:
    report, other = noted(phone, person="李伟", city="杭州", **typed), noted(phone, photo("no", size=(300, 200)))
    before = told(phone)
    data = personal_data()["capture.CardRead"]
    (held,) = data.find(MAIL)
    assert (held["report"], held["read"]["email"]) == (report, MAIL)
    assert erase(MAIL) == erased
    card = CardRead.objects.get(report=report)
    assert (card.state, card.reading, card.digests) == (CardState.FORGOTTEN, {}, [])
    assert [revision.document["values"] for revision in SentRevision.objects.filter(report=report)] == [
        {"city": "杭州"}
    ]
    assert SentFile.objects.get(digest=claim(FRONT).digest).state == FileState.ERASED
    assert MAIL not in json.dumps([card_read.reading for card_read in CardRead.objects.all()])
    assert CardRead.objects.get(report=other).state == CardState.ILLEGIBLE
    after = told(phone, before)
    assert (after.era != before.era, after.cards.until) == (True, 2)
    assert after.cards.cards == (CardShown(report, {}),)
    assert (list(data.find(MAIL)), erase(MAIL)) == ([], 0)


def test_at_a_hub_homes_erasing_reaches_what_was_read_here(phone: Phone) -> None:
    report = noted(phone, person="李伟", city="杭州")
    before = told(phone)
    (document,) = SentRevision.objects.values_list("document", flat=True)
    left = {"phone": str(phone.pk), "document": without_person(document), "digest": digest_of(document)}
    with transaction.atomic():
        take_from_home(phone.mission, phone.party, [left])
    assert (CardRead.objects.get().state, CardRead.objects.get().reading) == (CardState.FORGOTTEN, {})
    assert told(phone, before).cards.cards == (CardShown(report, {}),)


def test_somebody_erased_while_their_card_is_read_does_not_come_back(phone: Phone) -> None:
    class Erasing(Known):
        """They are erased while it reads."""

        def lines(self, photo: bytes) -> Any:  # noqa: ANN401  # as `Known`
            """Erase them, and go on."""
            erase(MAIL)
            return super().lines(photo)

    send(phone, sent(1, files=[named(FRONT)], email=MAIL))
    photographed(phone, FRONT)
    read_all(Erasing())
    assert (CardRead.objects.get().state, CardRead.objects.get().reading) == (CardState.FORGOTTEN, {})
