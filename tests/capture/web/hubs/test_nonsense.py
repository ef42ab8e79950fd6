"""Nothing that comes in a hub's letter is answered by a fault, breaks a page, or keeps what is right from coming in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from tearoad.capture.web.actions.hubs import deciding, hall, pairing, unread
from tearoad.capture.web.models import Phone, Quarantined, SentRevision, Unread, Weighed
from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.timetable.web.models import Draft, Published
from tests.capture.web.conftest import send, sent
from tests.capture.web.hubs.test_plan import brought
from tests.nonsense import NONSENSE, mutants

Letter = dict[str, Any]
EVERY = int(os.environ.get("NONSENSE_EVERY", "23"))
"""Each so many-th mutant is sent; all kinds of nonsense still come to all kinds of places. 1 sends every one."""
WELL = {200, 413, 422}


@pytest.fixture
def letter(
    mission: Mission, in_force: Published, phone_of: Callable[[Role, str], Phone], paired_hub: pairing.PairedHub
) -> Letter:
    """A hub's letter with something of every part: phones, a change, something kept aside, a plan."""
    del paired_hub
    phone = phone_of(Role.EXPORTER, "E01")
    send(phone, sent(1, notes="Wants tea"), {"schema": 7}, made=2)
    full = brought(mission, in_force)
    change = {
        "party": "E01",
        "number": 1,
        "phone": str(phone.pk),
        "document": sent(2, notes="More"),
        "digest": "a" * 64,
    }
    full["changes"] = [change]
    full["read"] = {"E01": ["", 0]}
    return json.loads(json.dumps(full))  # type: ignore[no-any-return]  # JSON data


def post(paired_hub: pairing.PairedHub, body: bytes) -> tuple[int, Any]:
    client = Client(raise_request_exception=False)
    answer = client.post(
        "/floor/exchange/", body, "application/json", headers={"Authorization": f"Hub {paired_hub.key}"}
    )
    return answer.status_code, json.loads(answer.content)


def test_no_letter_is_answered_by_a_fault(letter: Letter, paired_hub: pairing.PairedHub) -> None:
    """The plan takes longest to be looked at: fewer of its mutants are sent."""
    faults = []
    without = mutants(letter | {"plan": None, "phones": letter["phones"][:1]}, every=EVERY)
    for where, mutant in (*without, *mutants(letter, every=EVERY * 40)):
        status, answer = post(paired_hub, json.dumps(mutant).encode())
        if status not in WELL or (status != 200 and set(answer) != {"code", "message", "hint", "problems"}):
            faults.append((where, status, answer))
        Unread.objects.all().delete()
    assert faults == []


def test_a_sentence_of_no_room_and_a_moment_with_its_zone_hold_up_nothing(
    letter: Letter, paired_hub: pairing.PairedHub
) -> None:
    """Once kept, the first one broke every letter and page of the mission; the second one answered 500 each time."""
    letter["phones"][0]["enrolled_at"] = "2027-02-09T10:00:00+03:00[Europe/Moscow]"
    letter["plan"] = None
    letter["asides"][0]["reasons"] = [{"code": "a" * 300, "params": {}}]
    assert post(paired_hub, json.dumps(letter).encode())[0] == 200
    assert [unread_part.part for unread_part in Unread.objects.all()] == ["asides"]
    assert post(paired_hub, json.dumps(letter | {"asides": []}).encode())[0] == 200


def test_a_change_of_which_a_part_is_nonsense_is_kept_aside_and_holds_up_nothing(
    letter: Letter, paired_hub: pairing.PairedHub
) -> None:
    right, found = letter["changes"][0], []
    wrongs: dict[str, list[object]] = {
        "party": [None, 5, True, [], {}, [["x"]], "x" * 81],
        "number": [None, True, "2", -1, 2**63],
        "digest": [None, 5, "", "x" * 64],
    }
    each = [(name, wrong) for name, some in wrongs.items() for wrong in some]
    for name, wrong in each:
        changes = [right, right | {"number": 2} | {name: wrong}]
        status, _answer = post(paired_hub, json.dumps(letter | {"plan": None, "changes": changes}).encode())
        aside = [unread_part.part for unread_part in Unread.objects.all()]
        found.append((name, wrong, status, SentRevision.objects.count(), aside))
        Unread.objects.all().delete()
    assert found == [(name, wrong, 200, 2, ["changes"]) for name, wrong in each]


@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE)
def test_a_body_that_is_no_letter_is_refused(body: bytes, paired_hub: pairing.PairedHub) -> None:
    status, answer = post(paired_hub, body)
    assert (status, answer["code"]) == (422, "floor_pages.no_letter")


def test_one_nonsense_part_is_kept_aside_whole_and_the_others_are_taken_in(
    letter: Letter, paired_hub: pairing.PairedHub, mission: Mission
) -> None:
    before, nonsense = SentRevision.objects.count(), {"party": "E01", "number": 9, "phone": 17, "document": "?"}
    letter["plan"] = None
    letter["changes"].append(nonsense)
    for _twice in range(2):
        status, answer = post(paired_hub, json.dumps(letter).encode())
        assert (status, answer["unread"], answer["given"]["E01"]["number"]) == (200, 1, 9)
    assert SentRevision.objects.count() == before + 1
    kept = Unread.objects.get()
    assert (kept.mission, kept.hub, kept.part, kept.state) == (mission, paired_hub.hub, "changes", Weighed.WAITING)
    assert json.loads(kept.content) == nonsense


def test_a_nonsense_plan_is_no_draft_and_breaks_no_page(
    letter: Letter, paired_hub: pairing.PairedHub, mission: Mission, signed_in: Client
) -> None:
    drafts = Draft.objects.count()
    letter["plan"]["plan"]["meetings"][0]["wish"] = "nobody asked"
    status, answer = post(paired_hub, json.dumps(letter).encode())
    assert (status, answer["unread"], Draft.objects.count()) == (200, 1, drafts)
    assert signed_in.get(f"/missions/{mission.pk}/plan/").status_code == 200


def test_what_a_phone_wrote_that_home_does_not_know_is_not_lost(letter: Letter, paired_hub: pairing.PairedHub) -> None:
    letter["plan"], letter["changes"][0]["phone"] = None, str(uuid7())
    assert post(paired_hub, json.dumps(letter).encode())[0] == 200
    kept = Unread.objects.get()
    assert (kept.reason["code"], json.loads(kept.content)) == ("capture.part_of_nobody", letter["changes"][0])


def test_what_could_not_be_read_is_taken_in_later_or_put_aside(
    officer: Actor, letter: Letter, paired_hub: pairing.PairedHub
) -> None:
    letter["plan"], right = None, letter["changes"][0]["phone"]
    letter["changes"][0]["phone"] = str(uuid7())
    post(paired_hub, json.dumps(letter).encode())
    kept = Unread.objects.get()
    with pytest.raises(Conflict) as refused:
        deciding.try_again(officer, kept)
    assert refused.value.code == "hub_pages.still_unread"
    # As an update of this site might: now it can be read.
    kept.content = kept.content.replace(letter["changes"][0]["phone"], right)
    kept.save()
    before = SentRevision.objects.count()
    deciding.try_again(officer, kept)
    assert (SentRevision.objects.count(), Unread.objects.get().state) == (before + 1, Weighed.TAKEN)
    with pytest.raises(Conflict):
        deciding.put_aside(officer, kept)


def test_so_much_of_one_hub_waits_and_no_more(
    letter: Letter, paired_hub: pairing.PairedHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread, "MOST_OF_HUB", 2)
    letter["plan"], letter["asides"] = None, [1, 2, 3]
    before = SentRevision.objects.count()
    status, answer = post(paired_hub, json.dumps(letter).encode())
    assert (status, answer["code"]) == (429, "hub_pages.unread_full")
    # Nothing of it was taken in, so that the hub brings all of it again.
    assert (SentRevision.objects.count(), Unread.objects.count()) == (before, 0)


def test_kept_aside_by_a_phone_is_told_as_before(letter: Letter, mission: Mission) -> None:
    del letter
    assert Quarantined.objects.filter(mission=mission).count() == 1
    assert hall.letter_of(mission)["asides"][0]["payload"] == {"schema": 7}
