"""Two buyers of a mission turn out to be one company: Overview names them, the next plan treats them as one."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.actions.merging import merge_companies, undo_merge
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.matching import Request, Strength
from tearoad.matching.web.models import Request as RequestRow
from tearoad.mission import Absence
from tearoad.mission.web.models import Absence as AbsenceRow
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.queries import parties
from tearoad.mission.web.queries.missions import companies_twice
from tearoad.people import Actor
from tearoad.timetable.web.models import Pin, Published
from tearoad.timetable.web.queries.planning.problem_building import MissionFacts, composed, matched, mission_facts
from tearoad.timetable.web.queries.publishing.impossible import impossible_in_force
from tearoad.timetable.web.queries.publishing.in_force import published_problem
from tearoad.values import PartyId, Window, WishId
from tearoad.values.document import to_document


def _merged(by: Actor, mission: Mission) -> tuple[CompanyMerge, str, str]:
    """Let the first two buyers of a mission be one; return their ids, the one that counts first."""
    first, second = Participation.objects.filter(mission=mission, company__side="buyer").select_related("company")[:2]
    merge = merge_companies(by, second.company, first.company, {})
    _clear_all()
    return merge, first.code, second.code


def _clear_all() -> None:
    """Screen whoever changed anew, with the same outcome."""
    Company.objects.update(standing=Standing.CLEAR)


def _wishes(found: MissionFacts) -> set[tuple[str, str]]:
    return {(wish.exporter, wish.buyer) for wish in composed(found, matched(found)).problem.wishes}


def test_the_next_plan_knows_the_company_once_and_parting_brings_everything_back(
    officer: Actor, mission: Mission
) -> None:
    before = mission_facts(mission)
    wishes = _wishes(before)
    merge, counts, other = _merged(officer, mission)
    found = mission_facts(mission)
    now = _wishes(found)
    assert {buyer.id for buyer in before.said.buyers} - {buyer.id for buyer in found.said.buyers} == {other}
    assert {buyer for _firm, buyer in now} >= {counts}
    assert other not in {buyer for _firm, buyer in now}
    undo_merge(officer, merge)
    _clear_all()
    after = mission_facts(mission)
    assert after.said == before.said
    assert _wishes(after) == wishes


def test_what_was_said_of_either_is_planned_once(officer: Actor, mission: Mission) -> None:
    firm = parties(mission).exporters[0].id
    _merge, counts, other = _merged(officer, mission)
    RequestRow.objects.filter(mission=mission, asker__in=[firm, counts, other]).delete()
    for number, (buyer, strength) in enumerate(((counts, Strength.WISH), (other, Strength.MUST))):
        request = Request(WishId(f"W{number}"), firm, PartyId(buyer), strength)
        RequestRow.objects.create(
            mission=mission, code=request.id, asker=firm, asked=buyer, strength=strength, document=to_document(request)
        )
    Pin.objects.create(mission=mission, exporter=firm, buyer=other)
    found = mission_facts(mission)
    problem = composed(found, matched(found)).problem
    (wish,) = [wish for wish in problem.wishes if (wish.exporter, wish.buyer) == (firm, counts)]
    assert wish.must
    assert [pin.wish for pin in problem.pins] == [wish.id]


def test_who_is_away_under_one_id_is_away_under_both_in_the_plan_in_force(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    _merge, counts, other = _merged(officer, mission)
    slots = published_problem(in_force).slots
    whole = Window(slots[0].window.start_at, slots[-1].window.end_at)
    away = Absence(other, whole)
    AbsenceRow.objects.create(mission=mission, code=away.key, document=to_document(away))
    found = impossible_in_force(Mission.objects.get(pk=mission.pk)).meetings
    assert {meeting.buyer for meeting in found} == {counts, other}


def test_overview_names_who_takes_part_twice_and_leads_to_the_table(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    page = reverse("mission-page", args=[mission.pk])
    assert "card-same-company" not in signed_in.get(page).content.decode()
    merge, counts, other = _merged(officer, mission)
    assert [(ids.company, ids.ids) for ids in companies_twice(mission)] == [(merge.kept, (counts, other))]
    shown = signed_in.get(page).content.decode()
    assert f"takes part as {counts}, {other}. The next plan treats it as one, under {counts}" in shown
    table = reverse("journey-table", args=[mission.pk, "buyers"])
    rows = signed_in.get(table, {"q": merge.kept.name}).content.decode()
    assert f'href="{table}?q=' in shown
    assert counts in rows
    assert other in rows
    undo_merge(officer, merge)
    assert "card-same-company" not in signed_in.get(page).content.decode()
