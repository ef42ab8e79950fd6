from __future__ import annotations

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.journey.files import MissionFiles
from tearoad.matching.web import queries
from tearoad.matching.web.actions.matching import rematch
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.screening.web.actions.standing import StandingChanged
from tearoad.web.registry import emit


def test_what_is_stored_is_what_was_computed(officer: Actor, mission: Mission) -> None:
    made = rematch(officer, mission)
    assert made.matches
    assert tuple(queries.match_of(match) for match in queries.matches(mission)) == made.matches
    hard = {(refusal.exporter, refusal.buyer) for refusal in made.refusals}
    assert hard == {(refusal.exporter, refusal.buyer) for refusal in queries.refusals(mission)}


def test_matching_twice_leaves_the_same_rows(officer: Actor, mission: Mission) -> None:
    first = rematch(officer, mission)
    before = list(queries.matches(mission).values_list("exporter", "buyer", "score"))
    assert rematch(officer, mission) == first
    assert list(queries.matches(mission).values_list("exporter", "buyer", "score")) == before
    assert LedgerEntry.objects.filter(code="matching.matched").count() == 2


def test_matches_are_fresh_until_the_mission_changes(officer: Actor, mission: Mission) -> None:
    assert not queries.is_fresh(mission)
    rematch(officer, mission)
    assert queries.is_fresh(mission)
    touch(mission)
    assert not queries.is_fresh(mission)


def test_only_clear_companies_are_matched(officer: Actor, mission: Mission) -> None:
    held = Participation.objects.filter(mission=mission, company__side="buyer").select_related("company")[0]
    Company.objects.filter(pk=held.company_id).update(standing=Standing.UNKNOWN)
    made = rematch(officer, mission)
    assert held.code not in {match.buyer for match in made.matches} | {refusal.buyer for refusal in made.refusals}
    assert [str(party.id) for party in queries.sides(mission).left_out] == [held.code]


def test_a_changed_standing_makes_the_matches_stale(officer: Actor, mission: Mission) -> None:
    rematch(officer, mission)
    emit(StandingChanged(Participation.objects.filter(mission=mission)[0].company_id))
    assert not queries.is_fresh(mission)


def test_the_requests_are_those_of_the_sheets(mission: Mission, files: MissionFiles) -> None:
    assert queries.requests(mission) == files.requests
