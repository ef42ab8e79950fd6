"""A phone's letters, and what it is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from tearoad.capture.web.actions.backups import backup_contents, note_backup
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.actions.streams import begin_new_era
from tearoad.capture.web.models import Phone, SentRevision
from tearoad.capture.web.schemas import MOST_BYTES
from tearoad.capture.web.views import sync
from tearoad.mission.web.queries.links import digest_of
from tearoad.people import Actor
from tearoad.web.clock import now
from tearoad.web.registry import personal_data
from tests.capture.web.conftest import secret_of, sent

Told = dict[str, Any]


class Speaker:
    """A phone that was let in by its link and speaks by its secret."""

    def __init__(self, link: str) -> None:
        self.browser, self.id = Client(), str(uuid7())
        self.secret = secret_of(self.id)
        document = {"phone": self.id, "secret": self.secret, "device": "android"}
        self.briefing = self.post(f"{link}floor/phone/", document)["briefing"]

    def post(self, path: str, document: object, status: int = 200, **headers: str) -> Told:
        """Post a document, or bytes as they are, and return what is told."""
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        answer = self.browser.post(path, body, "application/json", headers={"Accept": "application/json", **headers})
        assert answer.status_code == status, answer.content
        reply: Told = answer.json()
        return reply

    def say(self, status: int = 200, body: bytes | None = None, secret: str = "", **content: object) -> Told:
        """Send a letter, or bytes instead of one."""
        letter = {"clock": now().isoformat(), "briefing": self.briefing["digest"], **content}
        by = f"Phone {self.id} {secret or self.secret}"
        return self.post("/floor/sync/", letter if body is None else body, status, Authorization=by)


@pytest.fixture
def speaker(link_of: Callable[[str], str]) -> Speaker:
    return Speaker(link_of("E01"))


def test_the_briefing_names_the_firm_for_every_reader_and_comes_once(speaker: Speaker) -> None:
    assert (speaker.briefing["firm"]["en"], speaker.briefing["phone"]) == ("Example One Tea Co., Ltd.", 1)
    assert [product["shown"]["ru"] for product in speaker.briefing["products"]] == ["Зелёный чай", "Чёрный чай"]
    assert "briefing" not in speaker.say()
    assert speaker.say(briefing="")["briefing"] == speaker.briefing


def test_what_is_sent_is_answered_one_by_one_and_comes_back_as_news(speaker: Speaker) -> None:
    first, second = sent(1, notes="one"), sent(2, notes="two")
    reply = speaker.say(revisions=[first, {"odd": True}, second])
    assert [answer["kept"] for answer in reply["answers"]] == ["received", "attention", "received"]
    assert set(reply["answers"][1]["reasons"][0]) == {"en", "zh-Hans", "ru"}
    assert (reply["changes"], reply["until"], reply["more"]) == ([first, second], 2, False)
    again = speaker.say(since=reply["until"], era=reply["era"])
    assert (again["changes"], again["until"]) == ([], 2)


def test_it_is_told_what_is_not_here_of_what_it_believes_received(speaker: Speaker) -> None:
    known = sent(1)
    speaker.say(revisions=[known])
    lost = str(uuid7())
    assert speaker.say(held=[known["id"], lost])["missing"] == [lost]


def test_it_is_told_how_far_a_backup_holds_the_stream(speaker: Speaker) -> None:
    speaker.say(revisions=[sent(1), sent(2)])
    note_backup(backup_contents("default"))
    reply = speaker.say(revisions=[sent(3)])
    assert (reply["backed_up"], reply["until"]) == (2, 3)


def test_what_it_brings_for_another_phone_of_the_firm_counts_for_that_one(link_of: Callable[[str], str]) -> None:
    link = link_of("E01")
    speaker, maker = Speaker(link), Speaker(link)
    reply = speaker.say(revisions=[sent(1), sent(7)], authors=["", maker.id])
    assert [answer["kept"] for answer in reply["answers"]] == ["received"] * 2
    assert [str(revision.phone_id) for revision in SentRevision.objects.all()] == [speaker.id, maker.id]


def test_what_it_brings_as_made_by_a_phone_of_another_firm_counts_for_itself(link_of: Callable[[str], str]) -> None:
    """Finds where the makers of what is sent are not sought among the phones of the firm alone."""
    speaker, stranger = Speaker(link_of("E01")), Speaker(link_of("E02"))
    speaker.say(revisions=[sent(1)], authors=[stranger.id])
    assert [str(revision.phone_id) for revision in SentRevision.objects.all()] == [speaker.id]
    assert stranger.say()["changes"] == []


def test_what_is_left_of_what_waits_is_told(speaker: Speaker) -> None:
    odd = sent(1, email="anna@example.org\n")
    speaker.say(revisions=[odd])
    personal_data()["capture.Quarantined"].erase("anna@example.org")
    assert speaker.say(held=[odd["id"]])["cleaned"] == {odd["id"]: odd | {"values": {}}}


def test_after_a_restored_backup_it_reads_from_the_beginning(speaker: Speaker) -> None:
    reply = speaker.say(revisions=[sent(1), sent(2)])
    begin_new_era()
    again = speaker.say(since=reply["until"], era=reply["era"])
    assert (len(again["changes"]), again["era"] != reply["era"]) == (2, True)


def test_a_phone_of_another_firm_is_told_nothing_of_it(speaker: Speaker, link_of: Callable[[str], str]) -> None:
    speaker.say(revisions=[sent(1)])
    assert Speaker(link_of("E02")).say()["changes"] == []


def test_what_it_says_of_itself_is_kept(speaker: Speaker) -> None:
    speaker.say(made=7, waiting=3, ready=True)
    phone = Phone.objects.get(pk=UUID(speaker.id))
    assert (phone.made, phone.waiting, phone.ready_at is not None, phone.device) == (7, 3, True, "android")


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"null", b"{}", b'{"clock": "yesterday"}', b'{"clock": "2027-02-09T10:00:00"}', b"\xff"),
        *(b'{"clock": 1e400}', b"[" * 100_000, b'{"clock": "2027-02-09T10:00:00+00:00", "held": ["x"]}'),
        b'{"clock": "2027-02-09T10:00:00+00:00", "revisions": {}}',
        b'{"clock": "2027-02-09T10:00:00+00:00", "since": -1}',
        b'{"clock": "2027-02-09T10:00:00+00:00", "revisions": [1], "authors": ["", ""]}',
        b'{"clock": "2027-02-09T10:00:00+00:00", "revisions": [1], "authors": [1]}',
    ],
)
def test_what_is_no_letter_is_refused_whole_and_nothing_is_kept(speaker: Speaker, body: bytes) -> None:
    assert speaker.say(422, body)["code"] == "floor_pages.no_letter"
    assert SentRevision.objects.count() == 0


def test_a_letter_that_is_too_long_is_told_so_that_the_phone_sends_less(speaker: Speaker) -> None:
    assert speaker.say(413, b" " * (MOST_BYTES + 1))["code"] == "floor_pages.letter_large"


def test_nobody_speaks_without_the_secret_and_guessing_ends(speaker: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "GUESSES", 2)
    for _ in range(2):
        assert speaker.say(401, secret="x" * 43)["code"] == "floor_pages.unknown_phone"
    speaker.say(429, secret="x" * 43)
    assert speaker.say()["answers"] == []


def asking_of(secret: str) -> str:
    """Return what the phone's page makes of its secret to ask with."""
    return digest_of(f"asks {digest_of(secret)}")


def test_a_locked_phone_may_ask_whether_it_was_stopped_and_nothing_else(speaker: Speaker, officer: Actor) -> None:
    token = asking_of(speaker.secret)
    by = {"Authorization": f"Asking {speaker.id} {token}"}
    assert speaker.post("/floor/stopped/", {}, 200, **by) == {"stopped": False}
    stop(officer, Phone.objects.get())
    assert speaker.post("/floor/stopped/", {}, 200, **by) == {"stopped": True}
    # It opens neither the notes nor anything that is written.
    for kind in ("Asking", "Phone"):
        speaker.post("/floor/sync/", {"clock": now().isoformat()}, 401, Authorization=f"{kind} {speaker.id} {token}")
    speaker.post(f"/floor/files/{'0' * 64}/", b"", 401, **by)
    assert speaker.browser.get("/floor/stopped/", headers=by).status_code == 405


def test_who_asks_with_anything_else_is_nobody_and_asking_ends(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "GUESSES", 3)
    for wrong in ("x" * 64, speaker.secret, "é" * 64):
        by = {"Authorization": f"Asking {speaker.id} {wrong}"}
        assert speaker.post("/floor/stopped/", {}, 401, **by)["code"] == "floor_pages.unknown_phone"
    speaker.post("/floor/stopped/", {}, 429, Authorization=f"Phone {speaker.id} {speaker.secret}")
    monkeypatch.setattr(sync, "ASKS", 1)
    by = {"Authorization": f"Asking {speaker.id} {asking_of(speaker.secret)}"}
    speaker.post("/floor/stopped/", {}, 200, **by)
    speaker.post("/floor/stopped/", {}, 429, **by)


def test_who_sends_nothing_is_told_of_the_days_whatever_still_waits(speaker: Speaker) -> None:
    assert "briefing" not in speaker.say(revisions=[sent(1)], waiting=2, briefing="")
    assert "briefing" in speaker.say(waiting=1, briefing="")


def test_opened_once_more_the_phone_is_the_same_and_a_colleague_who_knows_its_id_is_not_it(
    speaker: Speaker, link_of: Callable[[str], str]
) -> None:
    enrol = f"{link_of('E01')}floor/phone/"
    assert speaker.post(enrol, {"phone": speaker.id, "secret": speaker.secret})["briefing"]["phone"] == 1
    other = "another-" + speaker.secret
    assert speaker.post(enrol, {"phone": speaker.id, "secret": other}, 409)["code"] == "capture.phone_taken"
    speaker.say(401, secret=other)
    assert speaker.say()["hindrances"] == []


def test_when_a_phone_was_last_heard_of_is_kept(speaker: Speaker) -> None:
    """Finds a phone that seems to be silent although it speaks."""
    began = now()
    speaker.say(made=1)
    assert began <= Phone.objects.get(pk=UUID(speaker.id)).seen_at <= now()
