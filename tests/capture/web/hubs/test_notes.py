"""What a hub kept aside comes home: what home has already keeps its words, or what an erasure left of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tearoad.capture.web.actions.hubs import notes
from tearoad.capture.web.models import Phone, Quarantined, SentRevision, Weighed
from tearoad.mission.web.models import Mission
from tearoad.people import Role
from tearoad.web.registry import personal_data
from tests.capture.web.conftest import send, sent


@pytest.fixture
def writer(phone_of: Callable[[Role, str], Phone]) -> Phone:
    return phone_of(Role.EXPORTER, "E01")


def aside(phone: Phone, document: dict[str, Any], digest: str) -> dict[str, Any]:
    """Return a note as a hub tells that it waits there."""
    return {
        "party": phone.party,
        "phone": str(phone.pk),
        "revision": document["id"],
        "digest": digest,
        "payload": document,
        "reasons": [],
        "received_at": "2027-02-09T10:00:00+00:00",
        "state": "waiting",
    }


def test_words_that_home_has_erased_do_not_come_back_by_a_hub(mission: Mission, writer: Phone) -> None:
    document = sent(1, person="Anna", email="anna@example.org", city="Тула")
    send(writer, document)
    digest = SentRevision.objects.get().receipt.digest
    personal_data()["capture.SentRevision"].erase("anna@example.org")
    notes.take_asides(mission, [aside(writer, document, digest)])
    kept = Quarantined.objects.get()
    assert (kept.state, json.loads(kept.payload)) == (Weighed.TAKEN, SentRevision.objects.get().document)
    assert "anna@example.org" not in kept.payload


def test_what_home_has_not_waits_there_as_it_was_sent(mission: Mission, writer: Phone) -> None:
    document = sent(1, person="Anna")
    notes.take_asides(mission, [aside(writer, document, "a" * 64)])
    kept = Quarantined.objects.get()
    assert (kept.state, json.loads(kept.payload)) == (Weighed.WAITING, document)
