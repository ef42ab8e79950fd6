"""What is asked before an answer is taken in: two phones that say different things, and a meeting that has its time."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.matching.asking import MeetingMove, MeetingSide, MoveChannel
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.web.language import COOKIE

Path = Callable[[Role, str], str]
FIRM, BUYER = "E01", "B001"


def _phone() -> Client:
    client = Client()
    client.cookies[COOKIE] = "en"
    return client


def _read(page: str) -> str:
    found = re.search(r'name="read_version" value="(\w+)"', page)
    assert found is not None
    return found[1]


def _move(officer: Actor, mission: Mission, move: MeetingMove, side: MeetingSide | None = None) -> None:
    new = NewMove(exporter=FIRM, buyer=BUYER, move=move, side=side, channel=MoveChannel.CALL)
    make_move(officer, mission, new)


def _answers() -> tuple[str, str]:
    found = rows.MeetingProgress.objects.get(exporter=FIRM, buyer=BUYER)
    return found.state, found.buyer_answer


@pytest.mark.parametrize("is_by_office", [False, True])
def test_the_second_of_two_phones_is_told_of_the_other_answer_and_chooses(
    officer: Actor, mission: Mission, link: Path, *, is_by_office: bool
) -> None:
    address, first, second = link(Role.BUYER, BUYER), _phone(), _phone()
    reads = [_read(client.get(address).content.decode()) for client in (first, second)]
    if is_by_office:
        _move(officer, mission, MeetingMove.DECLINE, MeetingSide.BUYER)
    else:
        sent = {"party": FIRM, "answer": "decline", "read_version": reads[0]}
        assert first.post(address, sent).status_code == 302
    mine = {"party": FIRM, "answer": "want", "message": "We come with two", "read_version": reads[1]}
    conflict = second.post(address, mine)
    page = conflict.content.decode()
    assert (conflict.status_code, _answers()) == (409, ("not_this_time", "not_this_time"))
    notice = "wrote down another answer of yours" if is_by_office else "Somebody of yours gave another answer"
    assert [said in page for said in (notice, "not this time", "We come with two", "Let my answer hold")] == [True] * 4
    assert second.post(address, mine | {"read_version": _read(page)}).status_code == 302
    assert _answers() == ("agreed", "wanted")
    messages = rows.MeetingStep.objects.filter(side="buyer").order_by("-id").values_list("message", flat=True)
    assert messages[0] == "We come with two"


def test_the_same_answer_and_one_to_a_fresh_page_are_taken_in(mission: Mission, link: Path) -> None:
    del mission
    address, first, second = link(Role.BUYER, BUYER), _phone(), _phone()
    old = _read(second.get(address).content.decode())
    want = {"party": FIRM, "answer": "want", "read_version": old}
    assert [client.post(address, want).status_code for client in (first, second)] == [302, 302]
    fresh = _read(first.get(f"{address}with/{FIRM}/").content.decode())
    changed = {"party": FIRM, "answer": "accept", "read_version": fresh}
    assert (first.post(address, changed).status_code, _answers()) == (302, ("agreed", "gladly"))


@pytest.mark.parametrize("refuses_first", [False, True])
def test_a_planned_meeting_is_given_up_only_by_who_is_sure_and_a_later_yes_asks_the_office(
    officer: Actor, mission: Mission, link: Path, signed_in: Client, *, refuses_first: bool
) -> None:
    address, phone = link(Role.BUYER, BUYER), _phone()
    phone.post(address, {"party": FIRM, "answer": "want"})
    _move(officer, mission, MeetingMove.PLAN)
    if refuses_first:  # nothing of it shows
        _move(officer, mission, MeetingMove.DECLINE, MeetingSide.EXPORTER)
    read = _read(phone.get(f"{address}with/{FIRM}/").content.decode())
    sent = {"party": FIRM, "answer": "decline", "read_version": read}
    conflict = phone.post(address, sent)
    assert (conflict.status_code, "it is cancelled with this answer" in conflict.content.decode()) == (409, True)
    assert _answers() == ("cancelled" if refuses_first else "planned", "wanted")
    assert phone.post(address, sent | {"sure": "1"}).status_code == 302
    assert _answers() == ("cancelled", "not_this_time")
    again = phone.get(f"{address}with/{FIRM}/").content.decode()
    assert "This meeting was called off" in again
    assert phone.post(address, {"party": FIRM, "answer": "want", "read_version": _read(again)}).status_code == 302
    assert "the office is asked to plan it again" in phone.get(address).content.decode()
    assert _answers() == ("cancelled", "wanted")
    overview = signed_in.get(reverse("asking-overview", args=[mission.pk])).content.decode()
    listed = signed_in.get(reverse("asking-meetings", args=[mission.pk]) + "?again=1").content.decode()
    shown = "?again=1" in overview, listed.count(f"exporter={FIRM}&amp;buyer={BUYER}") > 0
    assert shown == ((False, False) if refuses_first else (True, True))
    _move(officer, mission, MeetingMove.REOPEN)
    assert _answers()[0] == ("asked" if refuses_first else "agreed")
