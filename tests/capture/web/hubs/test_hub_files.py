"""Photos and voice memos on their way from a hub to home, and what home tells a hub to forget."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from tearoad.capture import FileKind
from tearoad.capture.web.actions.files import take_in
from tearoad.capture.web.actions.hubs import files, hall, notes, pairing
from tearoad.capture.web.models import FileState, Phone, Quarantined, SentFile, Weighed
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import content_of
from tearoad.people import Role
from tests.capture.pictures import claim, memo, photo
from tests.capture.web.conftest import send
from tests.capture.web.hubs.ways import Here

CARD, MEMO = photo(), memo()


@pytest.fixture
def writer(phone_of: Callable[[Role, str], Phone]) -> Phone:
    return phone_of(Role.EXPORTER, "E01")


def posted(paired_hub: pairing.PairedHub, content: bytes, phone: UUID, digest: str, kind: str, key: str = "") -> int:
    query = urlencode({"phone": phone, "kind": kind, "aside": 0})
    headers = {"Authorization": f"Hub {key or paired_hub.key}", "Accept": "application/json"}
    address = f"/floor/exchange/{digest}/?{query}"
    return Client().post(address, content, "application/octet-stream", headers=headers).status_code


def test_home_keeps_a_brought_photo_once_and_paints_it_anew(paired_hub: pairing.PairedHub, writer: Phone) -> None:
    # At the hub it was painted anew: its bytes are no longer those that its name was made of.
    digest = claim(b"what the phone sent").digest
    for _twice in range(2):
        assert posted(paired_hub, CARD, writer.pk, digest, "card_front") == 200
    kept = SentFile.objects.get()
    assert (kept.party, kept.digest, kept.state) == ("E01", digest, FileState.WAITING)
    assert content_of(kept.whole) == CARD
    assert posted(paired_hub, MEMO, writer.pk, claim(MEMO).digest, "voice") == 200
    assert SentFile.objects.get(digest=claim(MEMO).digest).state == FileState.READY


@pytest.mark.parametrize(
    ("content", "digest", "kind", "status"),
    [
        (CARD, "a" * 64, "film", 422),
        (CARD, "nothing", "picture", 422),
        (MEMO, "a" * 64, "picture", 422),
        (b"x" * 5_000_001, "a" * 64, "picture", 413),
    ],
)
def test_what_home_does_not_take_changes_nothing(
    paired_hub: pairing.PairedHub, writer: Phone, content: bytes, digest: str, kind: str, status: int
) -> None:
    assert posted(paired_hub, content, writer.pk, digest, kind) == status
    assert SentFile.objects.count() == 0


def test_nobody_unknown_brings_a_file_and_no_unknown_phone_sent_one(
    paired_hub: pairing.PairedHub, writer: Phone
) -> None:
    digest = claim(CARD).digest
    assert posted(paired_hub, CARD, writer.pk, digest, "card_front", key="x.y") == 401
    assert posted(paired_hub, CARD, uuid7(), digest, "card_front") == 404
    assert SentFile.objects.count() == 0


def test_a_file_is_brought_until_home_keeps_it_and_again_to_a_home_that_was_restored(
    mission: Mission, paired_hub: pairing.PairedHub, writer: Phone
) -> None:
    for content, kind in ((CARD, FileKind.CARD_FRONT), (MEMO, FileKind.VOICE)):
        take_in(writer, claim(content, kind), content)
    refused = claim(CARD).digest
    way = Here(paired_hub.hub, keeps=lambda parcel: parcel.claim.digest != refused)
    assert [hall.exchange(mission, way).files for _round in range(2)] == [1, 0]
    assert [parcel.claim.digest for parcel in way.parcels] == [refused, claim(MEMO).digest, refused]
    files.mark_not_brought(mission, "E01")
    assert hall.exchange(mission, Here(paired_hub.hub)).files == 2


def test_what_was_erased_at_home_is_forgotten_here_and_comes_no_more(mission: Mission, writer: Phone) -> None:
    here = take_in(writer, claim(CARD), CARD)
    erased = [
        {"phone": str(writer.pk), "party": "E01", "digest": text, "kind": "picture", "type": "image/jpeg", "size": 5}
        for text in (here.digest, "b" * 64)
    ]
    for _twice in range(2):
        files.forget_erased(mission, erased)
    states = dict(SentFile.objects.values_list("digest", "state"))
    assert states == {here.digest: FileState.ERASED, "b" * 64: FileState.ERASED}
    assert [erased["digest"] for erased in files.erased_of(mission)] == sorted(states)
    assert list(files.to_bring(mission)) == []


def test_what_was_decided_at_home_and_whom_it_erased_reaches_the_hub(mission: Mission, writer: Phone) -> None:
    send(writer, {"odd": "Anna"}, {"odd": "Boris"})
    first, second = Quarantined.objects.order_by("payload")
    facts = {"party": "E01", "digest": first.digest, "reasons": []}
    notes.have_decisions(mission, [facts | {"state": Weighed.PUT_ASIDE, "payload": None}])
    first.refresh_from_db()
    assert (first.state, json.loads(first.payload), first.reasons) == (Weighed.PUT_ASIDE, None, [])
    assert [decision["digest"] for decision in notes.decisions_of(mission)] == [first.digest]
    second.refresh_from_db()
    assert (second.state, json.loads(second.payload)) == (Weighed.WAITING, {"odd": "Boris"})
