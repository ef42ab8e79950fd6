from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor, Role
from tearoad.people.web.models import Organisation, act_for
from tearoad.timetable.papers.agenda import agenda
from tearoad.timetable.papers.appointments import appointments
from tearoad.timetable.papers.day_sheets import day_sheet
from tearoad.timetable.papers.receivers import receivers
from tearoad.timetable.papers.sheet import Edition
from tearoad.timetable.papers.wording import Wording, names
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.loading import roster_of
from tearoad.timetable.web.queries.publishing.day_pages import day_page, tag
from tearoad.timetable.web.queries.publishing.days import own_days
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES
from tearoad.timetable.web.queries.publishing.in_force import published_plan, published_problem
from tearoad.values import Language
from tests.timetable.web.drafts import a_meeting, published_next


def test_the_screen_says_what_the_paper_says_to_everybody(mission: Mission, in_force: Published) -> None:
    roster, problem = roster_of(mission, in_force.reasons), published_problem(in_force)
    booked = appointments(roster, problem, published_plan(in_force))
    roles = {paper: role for role, paper in PAPER_ROLES.items()}
    compared = 0
    for receiver in receivers(roster):
        days = agenda(receiver, roster, booked)
        own = own_days(mission, in_force, roles[receiver.role], receiver.id)
        assert own is not None
        assert len(own.days) == len(days)
        if days:
            wording = Wording(receiver, roster, names(roster, receiver.language))
            paper = day_sheet(wording, days, booked, None, Edition(in_force.published_at, 1))
            assert day_sheet(own.wording, own.days, own.booked, None, own.edition) == paper
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("role", [Role.EXPORTER, Role.BUYER, Role.INTERPRETER])
def test_a_day_asks_six_queries_whoever_it_is(
    organisation: Organisation,
    mission: Mission,
    in_force: Published,
    role: Role,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    act_for(organisation.id, organisation)  # as the gate does: how the house writes names is at hand
    column = {Role.EXPORTER: "exporter", Role.BUYER: "buyer", Role.INTERPRETER: "interpreter"}[role]
    party = Meeting.objects.exclude(**{column: ""}).values_list(column, flat=True).first()
    with django_assert_num_queries(6):
        assert own_days(mission, in_force, role, str(party), Language.EN) is not None


def test_a_buyer_s_page_names_only_those_they_meet(mission: Mission, in_force: Published) -> None:
    meeting = a_meeting(in_force)
    own = own_days(mission, in_force, Role.BUYER, meeting.buyer, Language.EN)
    assert own is not None
    assert {buyer.id for buyer in own.wording.roster.buyers} == {meeting.buyer}
    met = set(Meeting.objects.filter(published=in_force, buyer=meeting.buyer).values_list("exporter", flat=True))
    assert met <= {exporter.id for exporter in own.wording.roster.exporters}


def test_who_is_held_by_screening_disappears_from_everybody_s_day(mission: Mission, in_force: Published) -> None:
    meeting = a_meeting(in_force)
    company = Participation.objects.get(mission=mission, code=meeting.buyer).company_id
    Company.objects.filter(pk=company).update(standing=Standing.BLOCKED)
    assert own_days(mission, in_force, Role.BUYER, meeting.buyer, Language.EN) is None
    own = own_days(mission, in_force, Role.EXPORTER, meeting.exporter, Language.EN)
    assert own is not None
    assert meeting.buyer not in {appointment.buyer.id for appointment in own.booked}


def test_the_page_stands_at_today_and_at_the_next_meeting(mission: Mission, in_force: Published) -> None:
    buyer = a_meeting(in_force).buyer
    own = own_days(mission, in_force, Role.BUYER, buyer, Language.RU)
    assert own is not None
    first = own.booked[0].window
    before = day_page(own, first.start_at - timedelta(minutes=1))
    during = day_page(own, first.start_at)
    after = day_page(own, own.booked[-1].window.end_at)
    assert before is not None
    assert during is not None
    assert after is not None
    assert before.next is not None
    assert (before.next.entry.start, before.next.now) == (f"{first.start_at:%H:%M}", False)
    assert during.next is not None
    assert during.next.now
    assert after.next is None
    assert [tab.on for tab in before.tabs if tab.current] == [first.start_at.date()]


def test_the_tag_changes_with_the_time_the_language_and_the_plan_only(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    meeting = a_meeting(in_force)
    at = meeting.start_at - timedelta(minutes=5)

    def named(row: Published, language: Language = Language.RU, minutes: int = 0) -> str:
        return tag(mission, row, Role.BUYER, meeting.buyer, language, at + timedelta(minutes=minutes))

    assert named(in_force) == named(in_force, minutes=1)
    assert named(in_force) != named(in_force, minutes=5)
    assert named(in_force) != named(in_force, Language.EN)
    second = published_next(officer, mission)
    assert named(in_force) != named(second)


def test_what_is_no_longer_held_is_told_by_its_time_and_what_is_moved_is_marked(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    second = published_next(officer, mission, dropped=1)
    gone = set(Meeting.objects.filter(published=in_force).values_list("exporter", "buyer", "start_at")) - set(
        Meeting.objects.filter(published=second).values_list("exporter", "buyer", "start_at")
    )
    ((exporter, _, start_at),) = gone
    own = own_days(mission, second, Role.EXPORTER, exporter, Language.EN)
    assert own is not None
    page = day_page(own, start_at)
    assert page is not None
    assert len(page.gone) == 1
    assert f"{start_at.astimezone(own.trip.fair_zone):%H:%M}" in page.gone[0]
