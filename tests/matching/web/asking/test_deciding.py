from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import InputError
from tearoad.matching.decisions import DecidedPair, DecisionChoice, PairVerdict
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import deciding, inviting
from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.queries.decisions import decided_pairs
from tearoad.matching.web.queries.progress import called_off, moves_mark
from tearoad.mission.web.actions.visits import visitor
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor, Role, Scope
from tearoad.text import Text
from tearoad.timetable.web.queries.planning.problem_building import composed, matched, mission_facts
from tearoad.values import PartyId
from tearoad.web.clock import now

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


def test_who_must_not_meet_is_called_off_until_that_is_taken_back(officer: Actor, mission: Mission) -> None:
    before = _revision(mission)
    pair = [("E01", "B001")]
    assert deciding.decide(officer, mission, pair, DecisionChoice.MUST_NOT, "conflict of interest") == 1
    assert called_off(mission) == {("E01", "B001")}
    assert _revision(mission) > before
    assert rows.MeetingStep.objects.get(move="cancel").message == "conflict of interest"
    made = rematch(officer, mission)
    assert made.why_not(PartyId("E01"), PartyId("B001")) == Text("matching.office_decided")
    assert composed_pairs(mission) == set()
    again = _revision(mission)
    assert deciding.decide(officer, mission, pair, DecisionChoice.OPEN) == 1
    assert (called_off(mission), _revision(mission) > again) == (frozenset(), True)
    assert rematch(officer, mission).why_not(PartyId("E01"), PartyId("B001")) is None


def composed_pairs(mission: Mission) -> set[tuple[str, str]]:
    """Return which of the pair E01 and B001 the plan is made of."""
    found = mission_facts(mission)
    wishes = composed(found, matched(found)).problem.wishes
    return {("E01", "B001")} & {(wish.exporter, wish.buyer) for wish in wishes}


def test_decisions_reach_the_plan_and_every_reason_is_kept(officer: Actor, mission: Mission) -> None:
    pair = [("E01", "B002")]
    for choice, reason in ((DecisionChoice.MUST, "the ministry asks"), (DecisionChoice.UP, "new importer")):
        assert deciding.decide(officer, mission, pair, choice, reason) == 1
    assert decided_pairs(mission) == {("E01", "B002"): DecidedPair(PairVerdict.MUST, 1)}
    found = mission_facts(mission)
    wish = next(
        wish for wish in composed(found, matched(found)).problem.wishes if (wish.exporter, wish.buyer) == pair[0]
    )
    assert wish.must
    kept = rows.PairDecision.objects.order_by("id").values_list("verdict", "steps", "reason", "decided_by")
    assert list(kept) == [("must", 0, "the ministry asks", officer.name), ("must", 1, "new importer", officer.name)]
    assert deciding.decide(officer, mission, pair, DecisionChoice.MUST) == 0


def test_a_decision_about_who_left_the_mission_hinders_no_plan(officer: Actor, mission: Mission) -> None:
    deciding.decide(officer, mission, [("E01", "B002")], DecisionChoice.MUST)
    Company.objects.filter(pk=Participation.objects.get(code="B002").company_id).update(standing=Standing.HELD)
    found = mission_facts(mission)
    assert found.said.decided == {}
    assert "B002" not in {wish.buyer for wish in composed(found, matched(found)).problem.wishes}


@pytest.mark.parametrize("sent", [{"do": ""}, {"do": "burn"}, {}, {"do": "must", "reason": "x" * 2001}])
def test_a_choice_nobody_offers_and_a_long_reason_are_refused(
    mission: Mission, signed_in: Client, sent: dict[str, str]
) -> None:
    answer = signed_in.post(reverse("matching-decide", args=[mission.pk]), {"pair": "E01/B001"} | sent)
    assert (answer.status_code, rows.PairDecision.objects.count()) == (422, 0)


@pytest.mark.parametrize("pairs", [[], [("E01", "E02")], [("", "")], [("E01", "B001")] * 101])
def test_pairs_that_cannot_be_meant_are_refused(officer: Actor, mission: Mission, pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(InputError):
        deciding.ask_both(officer, mission, pairs)


def test_the_page_of_matches_takes_several_pairs_with_a_reason(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    del officer
    page = reverse("matching-decide", args=[mission.pk])
    sent = {"pair": ["E01/B001", "E02/B002"], "reason": "same owner", "do": "must_not"}
    assert signed_in.post(page, sent).status_code == 302
    assert called_off(mission) == {("E01", "B001"), ("E02", "B002")}
    assert signed_in.post(page, {"do": "ask_both"}).status_code == 422
    shown = signed_in.get(reverse("matching-matches", args=[mission.pk])).content.decode()
    assert shown.count("Cancelled") == 2
    assert shown.count('<p class="said small">same owner</p>') == 2
    assert "exporter=E01&amp;buyer=B001" in shown
    company = Participation.objects.get(mission=mission, code="E01").company_id
    assert f'href="/companies/{company}/"' in shown
    only = signed_in.get(reverse("matching-matches", args=[mission.pk]), {"only": "must_not"}).content.decode()
    assert only.count("<meter") == 2


def test_what_must_not_be_is_taken_back_where_it_stands(officer: Actor, mission: Mission, signed_in: Client) -> None:
    deciding.decide(officer, mission, [("E01", "B001")], DecisionChoice.MUST_NOT, "same owner")
    rematch(officer, mission)
    page = reverse("matching-refusals", args=[mission.pk])
    shown = signed_in.get(page).content.decode()
    assert ("same owner" in shown, 'value="E01/B001"' in shown) == (True, True)
    signed_in.post(reverse("matching-decide", args=[mission.pk]), {"pair": "E01/B001", "do": "open"})
    rematch(officer, mission)
    assert "same owner" not in signed_in.get(page).content.decode()


def test_the_page_says_what_the_last_matching_changed(officer: Actor, mission: Mission, signed_in: Client) -> None:
    page = reverse("matching-matches", args=[mission.pk])
    assert 'id="changes"' not in signed_in.get(page).content.decode()
    rematch(officer, mission)
    assert "Both found the same pairs" in signed_in.get(page).content.decode()
    rows.Request.objects.filter(mission=mission).delete()
    rematch(officer, mission)
    lower = rows.Match.objects.filter(mission=mission, change="lower")
    assert lower.exists()
    assert all(match.score_before is not None and match.score_before > match.score for match in lower)
    only = signed_in.get(page, {"only": "lower"}).content.decode()
    assert only.count("<meter") == lower.count()
    assert f"was {lower[0].score_before}" in only


def test_requests_are_added_changed_and_removed_from_their_page(mission: Mission, signed_in: Client) -> None:
    page = signed_in.get(reverse("matching-requests", args=[mission.pk])).content.decode()
    row = rows.Request.objects.filter(mission=mission)[0]
    add, change = (
        reverse("journey-table-new", args=[mission.pk, "requests"]),
        reverse("journey-table-row", args=[mission.pk, "requests", row.pk]),
    )
    assert (f'href="{add}"' in page, f'href="{change}"' in page) == (True, True)
    assert signed_in.get(add, follow=True).status_code == signed_in.get(change).status_code == 200


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
    assert "data:image/png" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    wrong = signed_in.post(reverse("asking-hand-over", args=[mission.pk]), {"role": "buyer", "party": "E01"})
    assert wrong.status_code == 422


def test_mark_of_moves_changes_with_each_move_and_its_undoing() -> None:
    """Finds an officer who undoes another move than the one that was seen."""
    first, second, undone = rows.MeetingStep(), rows.MeetingStep(), rows.MeetingStep(undone_at=now())
    undone_first = rows.MeetingStep(pk=first.pk, undone_at=now())
    marks = [
        moves_mark(steps)
        for steps in ((), (first,), (second,), (undone,), (undone_first,), (first, second), (second, first))
    ]
    assert len(set(marks)) == len(marks)
