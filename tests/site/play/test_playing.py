from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.core.cache import cache

from tearoad.call import Application
from tearoad.call.web.models import Application as ApplicationRow
from tearoad.call.web.models import Campaign, Scoring
from tearoad.capture.web.queries.visitors import Figures, figures
from tearoad.companies import Buyer
from tearoad.demo.make import make_demo
from tearoad.journey.files import MissionFiles
from tearoad.matching.web.models import MeetingStep
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Job, JobState, Message
from tearoad.people import Role
from tearoad.people.web.models import Membership, Organisation, acting_for
from tearoad.people.web.queries.ledger import verify
from tearoad.screening.web.models import Decision, Hit
from tearoad.site.play.few import few
from tearoad.site.play.organisation import ADDRESSES, FIRST, SECOND, found_organisation
from tearoad.site.play.place import FIRST_LOOK, Stage
from tearoad.site.play.playing import play_stages
from tearoad.text import Text
from tearoad.timetable.web.models import Meeting, MeetingState
from tearoad.values.document import from_document

pytestmark = pytest.mark.django_db


def test_an_organisation_has_an_officer_a_manager_and_an_auditor_and_is_marked_fictional() -> None:
    cache.clear()
    found_organisation(FIRST)
    people = dict(Membership.objects.values_list("user__email", "role"))
    assert people == {address: role.value for role, address in ADDRESSES.items()}
    organisation = Organisation.objects.get()
    assert "(fictional)" in organisation.name
    assert not organisation.second_factor_required


def _days_of_histories() -> dict[str, set[date]]:
    """Return on which days each move of the histories was made; every history is in its order."""
    found: dict[str, set[date]] = defaultdict(set)
    last: dict[object, datetime] = {}
    for step in MeetingStep.objects.order_by("id"):
        assert last.get(step.progress_id, step.made_at) <= step.made_at
        last[step.progress_id] = step.made_at
        found[step.move].add(step.made_at.date())
    return {move: days for move, days in found.items() if move in {"request", "plan", "keep"}}


def _with_a_first_morning(files: MissionFiles) -> MissionFiles:
    """Return the files with buyers of the first day alone gone by the first look: whatever the plan, some have met."""
    day = files.mission.days[0].on
    look = datetime.combine(day, FIRST_LOOK, files.mission.fair_zone)

    def in_the_morning(buyer: Buyer) -> Buyer:
        if {window.start_at.date() for window in buyer.windows} != {day}:
            return buyer
        return replace(buyer, windows=tuple(replace(window, end_at=look) for window in buyer.windows))

    return replace(files, buyers=tuple(in_the_morning(buyer) for buyer in files.buyers))


def test_a_small_demo_is_played_to_the_end_by_the_actions_of_a_person() -> None:
    demo = make_demo()
    reports: list[Text] = []
    officer = found_organisation(FIRST)
    files = _with_a_first_morning(few(demo.files))
    play_stages(officer, replace(demo, files=files), Stage.PUBLISHED, reports.append, papers=False, moves_clock=True)
    assert [text.code for text in reports] == [
        "site.play_called",
        "site.play_selected",
        "site.play_companies",
        "site.play_screened",
        "site.play_matched",
        "site.play_planned",
        "site.play_published",
    ]
    with acting_for(officer.tenant):
        assert Meeting.objects.count() >= 10
        assert _days_of_histories() == {
            "request": {date(2023, 1, 16)},
            "plan": {date(2023, 2, 3)},
            "keep": {date(2023, 2, 6)},
        }
        assert figures(Mission.objects.get()) == Figures(visitors=40, phones=6, ready=5, waiting=1)
        # What became of the first morning's meetings stands on them, written by their firms' phones.
        assert Meeting.objects.exclude(state=MeetingState.PLANNED).count() >= 1
        assert dict(Job.objects.values_list("kind", "state")) == {
            "screening.screen": JobState.DONE,
            "matching.match": JobState.DONE,
            "timetable.plan": JobState.DONE,
            "mission.dossier": JobState.WAITING,
            "timetable.papers": JobState.WAITING,
        }
    assert verify(officer.tenant).why is None


def test_a_demo_is_called_and_selected_by_the_actions_of_firms_and_of_two_people() -> None:
    officer = found_organisation(FIRST)
    demo = make_demo()
    play_stages(officer, demo, Stage.SELECTED, lambda _text: None)
    with acting_for(officer.tenant):
        stood = {
            application_row.code: from_document(Application, application_row.document)
            for application_row in ApplicationRow.objects.all()
        }
        assert stood == {application.id: application for application in demo.files.call.applications}
        assert list(Participation.objects.values_list("code", flat=True)) == [
            exporter.id for exporter in demo.files.exporters
        ]
        assert Scoring.objects.exclude(by=None).count() == 2 * len(stood)
        assert Message.objects.filter(kind="call_letter").count() == len(stood)
        assert Campaign.objects.get().document["missions"][0]["mission"] == str(Mission.objects.get().id)
    assert verify(officer.tenant).why is None


def test_while_the_call_is_open_half_of_the_work_is_left() -> None:
    officer = found_organisation(FIRST)
    play_stages(officer, make_demo(), Stage.CALLED, lambda _text: None)
    with acting_for(officer.tenant):
        assert ApplicationRow.objects.filter(confirmed_at=None).count() == 3
        assert 0 < Scoring.objects.count() < 40
        assert Participation.objects.count() == 0


def test_the_demo_decides_about_the_likenesses_that_it_set_and_leaves_one_open() -> None:
    officer = found_organisation(FIRST)
    play_stages(officer, make_demo(), Stage.SCREENED, lambda _text: None)
    with acting_for(officer.tenant):
        assert sorted(Decision.objects.values_list("ruling", flat=True)) == ["block", "clear"]
        assert Hit.objects.count() == 3


def test_two_organisations_do_not_share_people() -> None:
    officers = [found_organisation(staffing) for staffing in (FIRST, SECOND)]
    assert len({officer.tenant for officer in officers}) == 2
    assert Membership.objects.filter(role=Role.MANAGER.value).count() == 2
    with acting_for(officers[0].tenant):
        assert Message.objects.filter(to__contains="second").count() == 0
