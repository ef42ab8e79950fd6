"""The page of servers in halls, and the address at which hubs reach home."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from tearoad.capture.web.actions.hubs import hall, pairing
from tearoad.capture.web.models import Hub, Phone, SentRevision
from tearoad.mission.web.models import Mission, PlanLease
from tearoad.people import Role
from tests.capture.web.conftest import send, sent
from tests.capture.web.hubs.ways import Here

LETTER = {"phones": [], "changes": [], "asides": [], "read": {}, "plan_number": 0}


def page_of(mission: Mission, rest: str = "") -> str:
    return f"/missions/{mission.pk}/hubs/{rest}"


def exchanged(key: str, body: object) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": f"Hub {key}", "Accept": "application/json"}
    return Client().post("/floor/exchange/", content, "application/json", headers=headers).status_code


def test_a_hub_is_made_its_key_shown_once_and_it_is_ended_by_its_name(signed_in: Client, mission: Mission) -> None:
    shown = signed_in.post(page_of(mission), {"name": " Hall  7 "}).content.decode()
    hub = Hub.objects.get()
    key = shown.split("TEAROAD_HUB_KEY=")[1].split()[0]
    assert (hub.name, exchanged(key, LETTER)) == ("Hall 7", 200)
    assert key.partition(".")[2] not in signed_in.get(page_of(mission)).content.decode()
    assert signed_in.post(page_of(mission), {"name": " "}).status_code == 422
    assert signed_in.post(page_of(mission), {"name": "Hall 7"}).status_code == 409
    assert signed_in.post(page_of(mission, f"{hub.pk}/end/"), {"confirm": "Hall 8"}).status_code == 422
    assert signed_in.post(page_of(mission, f"{hub.pk}/end/"), {"confirm": "Hall 7"}).status_code == 302
    assert exchanged(key, LETTER) == 401


def test_the_plan_is_handed_to_the_end_of_a_day_and_taken_back(
    signed_in: Client, mission: Mission, paired_hub: pairing.PairedHub
) -> None:
    address = page_of(mission, f"{paired_hub.hub.pk}/plan/")
    assert signed_in.post(address, {"until": "2020-01-01"}).status_code == 422
    # The mission of the tests lies in the past: a day of it is over.
    assert signed_in.post(address, {"until": mission.starts_on.isoformat()}).status_code == 422
    assert not PlanLease.objects.exists()
    assert signed_in.post(page_of(mission, "plan/")).status_code == 409


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"phones": 1}', {**LETTER, "changes": {}}, {**LETTER, "plan_number": True}]
)
def test_what_is_no_letter_changes_nothing(paired_hub: pairing.PairedHub, body: object) -> None:
    assert exchanged(paired_hub.key, body) == 422
    assert Hub.objects.get().seen_at is None


@pytest.mark.parametrize("key", ["", "x", "x.y", "01a21b0a-eec4-74c0-a5c3-41a516fdaca8.wrong"])
def test_nobody_who_is_not_known_is_let_in(paired_hub: pairing.PairedHub, key: str) -> None:
    assert exchanged(key, LETTER) == 401
    assert exchanged(paired_hub.key, LETTER) == 200


def test_two_places_that_hold_the_same_have_nothing_to_tell_each_other(
    mission: Mission, paired_hub: pairing.PairedHub, phone_of: Callable[[Role, str], Phone]
) -> None:
    send(phone_of(Role.EXPORTER, "E01"), sent(1, notes="one"), sent(2, notes="two"), {"odd": True})
    for _twice in range(2):
        hall.exchange(mission, Here(paired_hub.hub))
    assert SentRevision.objects.count() == 2


def test_what_could_not_be_read_names_the_notes_of_phones_that_wait_too(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    address = f"/missions/{mission.id}/floor/unread/"
    assert "floor/#waiting" not in signed_in.get(address).content.decode()
    send(phone, {"odd": "one"}, {"odd": "another"})
    shown = signed_in.get(address).content.decode()
    assert "2 notes that phones sent were kept aside too" in shown
    assert f'href="/missions/{mission.id}/floor/#waiting"' in shown
    assert 'id="waiting"' in signed_in.get(f"/missions/{mission.id}/floor/").content.decode()


@pytest.mark.parametrize("page", ["costs/", "checklist/"])
def test_a_page_of_what_stays_at_home_says_so_in_a_hall(
    signed_in: Client, mission: Mission, settings: Settings, page: str
) -> None:
    address, said = f"/missions/{mission.id}/{page}", "its copy holds none of this"
    assert said not in signed_in.get(address).content.decode()
    settings.HUB = uuid4()
    assert said in signed_in.get(address).content.decode()
    assert said in signed_in.get("/screening/").content.decode()
