"""Nothing that a firm sees before the deadline tells a "no" of the other side from silence, whatever came before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearoad.errors import Conflict
from tearoad.matching import Strength
from tearoad.matching.asking import AskingRules, MayAsk, MeetingMove, MeetingSide, MoveChannel
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.answering import answer
from tearoad.matching.web.actions.inviting import prepare
from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.queries.invitations import overview
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tests.matching.web.asking.histories import BUYER, FIRM

SIDES = st.sampled_from(sorted(Role(side.value) for side in MeetingSide))
CODES = {Role.EXPORTER: FIRM, Role.BUYER: BUYER}
ANSWERS = ("want", "accept", "decline", "other_time", "ask_back")
OFFICE = ("plan", "notify", "unplan", "cancel", "reopen")
HISTORIES = st.lists(st.sampled_from([*ANSWERS, *OFFICE]), max_size=6)
ONCE = re.compile(r'value="[^"]{30,}"|nonce="[^"]*"')


def _rules(mission: Mission, *, days: int) -> None:
    rules = AskingRules(may_ask=MayAsk.BOTH, deadline_at=fair_now() + timedelta(days=days))
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(rules)})


def _pages(client: Client, address: str, other: str) -> list[str]:
    paths = ("", f"with/{other}/", "firms/", "firms/?all=1", "order/", "times/")
    return [ONCE.sub("", client.get(address + path).content.decode()) for path in paths]


def _waiting(mission: Mission, role: Role) -> list[int]:
    """Return how many requests a reminder to somebody would speak of."""
    return [party.waiting for party in overview(mission).parties if party.who.key == (role.value, CODES[role])]


def _do(officer: Actor, mission: Mission, side: MeetingSide, written: str) -> None:
    move = MeetingMove(written)
    whose = None if written in OFFICE else side
    channel = MoveChannel.OFFICER
    try:
        make_move(officer, mission, NewMove(exporter=FIRM, buyer=BUYER, move=move, side=whose, channel=channel))
    except Conflict:
        return  # what does not lead on from here is no part of the history


@dataclass(frozen=True, slots=True)
class AskedPair:
    """A mission in which two are asked about each other, and how each of them looks at its pages."""

    officer: Actor
    mission: Mission
    link: Callable[[Role, str], str]
    client: Client

    def play(self, reader: Role, history: list[str], replies: list[str]) -> None:
        """Play a history; then let the other side answer, and compare what the reader sees with what it saw."""
        _rules(self.mission, days=1)
        side, other = MeetingSide(reader.value), MeetingSide(reader.value).other
        if reader is Role.BUYER:  # it is asked by the office, and its firm has not asked for it
            rows.MeetingStep.objects.all().delete()
            rows.MeetingProgress.objects.all().delete()
            _do(self.officer, self.mission, side, "invite")
        _do(self.officer, self.mission, other, "invite")
        for written in history:
            _do(self.officer, self.mission, other, written)
        address, party = self.link(reader, CODES[reader]), CODES[Role(other.value)]
        seen = _pages(self.client, address, party), _waiting(self.mission, reader)
        for written in replies:
            _do(self.officer, self.mission, other, written)
            rematch(self.officer, self.mission)
            assert (_pages(self.client, address, party), _waiting(self.mission, reader)) == seen, (history, written)


@pytest.fixture
def asked_pair(officer: Actor, mission: Mission, link: Callable[[Role, str], str], stranger: Client) -> AskedPair:
    """Two who are asked about each other."""
    return AskedPair(officer, mission, link, stranger)


@pytest.mark.parametrize(
    ("reader", "history"),
    [
        (Role.EXPORTER, ["want", "plan", "notify"]),
        (Role.EXPORTER, ["accept", "other_time"]),
        (Role.BUYER, ["plan"]),
    ],
)
def test_before_the_deadline_nothing_tells_a_no_from_silence(
    asked_pair: AskedPair, reader: Role, history: list[str]
) -> None:
    asked_pair.play(reader, history, ["decline"])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SIDES, HISTORIES)
def test_whatever_came_before_nothing_tells_a_no_from_silence(
    asked_pair: AskedPair, reader: Role, history: list[str]
) -> None:
    with transaction.atomic():
        asked_pair.play(reader, history, ["decline", "other_time", "want", "decline"])
        transaction.set_rollback(True)


def test_a_firm_refused_in_a_sheet_that_asks_sees_its_request_wait_and_end_with_all_others(
    officer: Actor, mission: Mission, link: Callable[[Role, str], str], stranger: Client
) -> None:
    rows.MeetingStep.objects.all().delete()
    rows.MeetingProgress.objects.all().delete()
    first = rows.Request.objects.all()[0]
    first.asker, first.asked, first.strength = BUYER, FIRM, Strength.NO.value
    first.document |= {"asker": BUYER, "asked": FIRM, "strength": "no"}
    first.save()
    rows.Request.objects.exclude(pk=first.pk).delete()
    prepare(officer, mission)
    rematch(officer, mission)
    _rules(mission, days=1)
    address = link(Role.EXPORTER, FIRM)
    assert f'value="{BUYER}"' in stranger.get(address + "firms/").content.decode()
    stranger.post(address + "firms/", {"party": BUYER})
    page = stranger.get(address).content.decode()
    own = page.partition('id="own-requests"')[2]
    assert (f"with/{BUYER}/" in own, page.count(f"with/{BUYER}/"), "询问中" in own) == (True, 1, True)
    _rules(mission, days=-1)
    assert "这次未成" in stranger.get(address).content.decode().partition('id="own-requests"')[2]


@pytest.mark.parametrize("is_told", [False, True])
def test_what_one_asked_for_is_taken_back_and_asked_for_again(
    officer: Actor,
    mission: Mission,
    visiting: Callable[[Role, str], Actor],
    link: Callable[[Role, str], str],
    stranger: Client,
    *,
    is_told: bool,
) -> None:
    address, buyer = link(Role.EXPORTER, FIRM), link(Role.BUYER, BUYER)
    seen_while_asked = _pages(Client(), buyer, FIRM)
    assert stranger.post(address, {"party": BUYER, "answer": "decline"}).status_code == 302
    assert rows.Request.objects.get(asker=FIRM, asked=BUYER).strength == Strength.NO
    rematch(officer, mission)
    assert _pages(Client(), buyer, FIRM) == seen_while_asked
    if not is_told:
        answer(visiting(Role.BUYER, BUYER), mission, FIRM, MeetingMove.WANT)
        stranger.post(address, {"party": BUYER, "answer": "want"})
        assert rows.MeetingProgress.objects.get(exporter=FIRM, buyer=BUYER).state == "agreed"
        return
    _rules(mission, days=-1)
    assert "您已撤回" in stranger.get(address).content.decode()
    assert stranger.post(address, {"party": BUYER, "answer": "want"}).status_code == 409
