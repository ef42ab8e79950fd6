from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.errors import InputError
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import deciding, inviting
from tearoad.matching.web.actions.moves import undo_last
from tearoad.matching.web.queries.progress import called_off
from tearoad.mission.web.actions.visits import visitor
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role, Scope

As = Callable[[Role, str], Actor]


def _answers(exporter: str, buyer: str) -> tuple[str, str, str]:
    found = rows.MeetingProgress.objects.get(exporter=exporter, buyer=buyer)
    return found.state, found.exporter_answer, found.buyer_answer


def _revision(mission: Mission) -> int:
    return int(Mission.objects.values_list("revision", flat=True).get(pk=mission.pk))


def test_both_sides_are_asked_as_far_as_they_were_not(officer: Actor, mission: Mission) -> None:
    assert deciding.ask_both(officer, mission, [("E01", "B002"), ("E01", "B001")], "fits well") == 2
    assert _answers("E01", "B002") == ("asked", "waiting", "waiting")
    assert _answers("E01", "B001") == ("asked", "wanted", "waiting")
    assert deciding.ask_both(officer, mission, [("E01", "B002")]) == 0


def test_a_meeting_called_off_is_out_of_plans_until_that_is_undone(officer: Actor, mission: Mission) -> None:
    before = _revision(mission)
    assert deciding.call_off(officer, mission, [("E01", "B001")], "conflict of interest") == 1
    assert called_off(mission) == {("E01", "B001")}
    assert _revision(mission) > before
    assert rows.MeetingStep.objects.get(move="cancel").message == "conflict of interest"
    again = _revision(mission)
    undo_last(officer, mission, "E01", "B001")
    assert (called_off(mission), _revision(mission) > again) == (frozenset(), True)


@pytest.mark.parametrize("pairs", [[], [("E01", "E02")], [("", "")], [("E01", "B001")] * 101])
def test_pairs_that_cannot_be_meant_are_refused(officer: Actor, mission: Mission, pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(InputError):
        deciding.ask_both(officer, mission, pairs)


def test_the_page_of_matches_takes_several_pairs_with_a_reason(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    del officer
    page = reverse("matching-decide", args=[mission.pk])
    sent = {"pair": ["E01/B001", "E02/B002"], "reason": "same owner", "do": "call_off"}
    assert signed_in.post(page, sent).status_code == 302
    assert called_off(mission) == {("E01", "B001"), ("E02", "B002")}
    assert signed_in.post(page, {"do": "ask_both"}).status_code == 422
    shown = signed_in.get(reverse("matching-matches", args=[mission.pk])).content.decode()
    assert shown.count("Cancelled") == 2
    assert "exporter=E01&amp;buyer=B001" in shown


def test_a_link_for_a_messenger_comes_with_words_to_copy_and_a_code(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    made = inviting.hand_over(officer, mission, Role.EXPORTER, "E02")
    found = visitor(made.address.rstrip("/").rpartition("/")[2])
    assert found is not None
    assert (found.party, found.scope) == ("E02", Scope.ANSWER)
    assert made.address in made.words
    assert "\n" not in made.words
    answer = signed_in.post(reverse("asking-hand-over", args=[mission.pk]), {"role": "buyer", "party": "B002"})
    assert "/a/" in answer.content.decode()
    assert "data:image/svg+xml" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    wrong = signed_in.post(reverse("asking-hand-over", args=[mission.pk]), {"role": "buyer", "party": "E01"})
    assert wrong.status_code == 422
