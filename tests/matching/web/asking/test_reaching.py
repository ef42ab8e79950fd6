"""A letter that was written is told from one that was sent, came back or was answered, wherever letters are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.matching.asking import MeetingMove
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering, inviting
from tearoad.matching.web.queries import invitations
from tearoad.matching.web.queries.invitations import call_list, overview
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Actor, Role
from tearoad.web.clock import fair_now

As = Callable[[Role, str], Actor]
BECAME: dict[str, tuple[dict[str, object], str, list[int], Decimal | None]] = {
    "waits": ({}, "outbox", [1, 1, 0, 0, 0], None),
    "sent": ({"state": MessageState.SENT}, "invited", [1, 0, 1, 0, 0], Decimal(0)),
    "refused": ({"state": MessageState.FAILED}, "undelivered", [1, 0, 0, 1, 0], None),
    "came back": ({"state": MessageState.SENT, "returned_at": fair_now()}, "undelivered", [1, 0, 0, 1, 0], None),
}
"""By what became of the mail: its row, the stage of its receiver, the counts, the rate."""


@pytest.fixture
def one_asked(officer: Actor, mission: Mission) -> Mission:
    """The mission in which one buyer is asked about one firm, and is written to."""
    rows.MeetingStep.objects.exclude(progress__exporter="E01", progress__buyer="B001").delete()
    rows.MeetingProgress.objects.exclude(exporter="E01", buyer="B001").delete()
    inviting.invite(officer, mission, [Role.BUYER])
    return mission


@pytest.mark.parametrize("became", BECAME)
def test_a_letter_that_was_written_is_told_from_one_that_reached_somebody(
    one_asked: Mission, signed_in: Client, became: str
) -> None:
    row, stage, counts, rate = BECAME[became]
    Message.objects.update(**row)
    party = next(party for party in overview(one_asked).parties if party.who.party == "B001")
    reach = overview(one_asked).reach
    assert (party.stage, [count for _name, count in reach.figures], reach.rate) == (stage, counts, rate)
    shown = signed_in.get(reverse("asking-overview", args=[one_asked.pk])).content.decode()
    assert ("nobody was reached yet" in shown) == (rate is None)


@pytest.mark.parametrize("became", BECAME)
def test_who_was_not_reached_is_not_counted_as_silent(one_asked: Mission, signed_in: Client, became: str) -> None:
    Message.objects.update(**BECAME[became][0])
    expected = [1, 0] if became == "sent" else [0, 1]
    meetings, live = (reverse(f"asking-{name}", args=[one_asked.pk]) for name in ("meetings", "live"))
    for name, sought in (("state", ("asked", "unsent")), ("said", ("waiting", "unsent"))):
        pages = [signed_in.get(meetings, {name: text}) for text in sought]
        assert [page.context["page"].paginator.count for page in pages] == expected
    [line] = signed_in.get(live).context["tables"][0][1]
    assert [count for _head, count, _people in line.cells][-2:] == expected


def test_who_answers_counts_among_those_who_were_reached(one_asked: Mission, visiting: As) -> None:
    answering.answer(visiting(Role.BUYER, "B001"), one_asked, "E01", MeetingMove.WANT)
    found = overview(one_asked).reach
    assert ([count for _name, count in found.figures], found.rate) == ([1, 1, 0, 0, 1], Decimal(100))


def test_whose_mail_waits_is_called_for_that(one_asked: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    later = fair_now() + timedelta(days=4)
    monkeypatch.setattr(invitations, "fair_now", lambda: later)
    assert [call.reason for call in call_list(overview(one_asked), later.date())] == ["unsent"]
    Message.objects.update(state=MessageState.SENT)
    assert [call.reason for call in call_list(overview(one_asked), later.date())] == ["not_opened"]
