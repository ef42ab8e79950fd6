from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.cache import cache

from tearoad.demo.make import make_demo
from tearoad.office.web.models import Job, JobState, Message
from tearoad.people import Role
from tearoad.people.web.models import Membership, Organisation, acting_for
from tearoad.people.web.queries.ledger import verify
from tearoad.screening.web.models import Decision, Hit
from tearoad.site.play.few import few
from tearoad.site.play.organisation import ADDRESSES, FIRST, SECOND, found
from tearoad.site.play.place import Stage
from tearoad.site.play.playing import play_stages
from tearoad.text import Text
from tearoad.timetable.web.models import Meeting

pytestmark = pytest.mark.django_db


def test_an_organisation_has_an_officer_a_manager_and_an_auditor_and_is_marked_fictional() -> None:
    cache.clear()
    found(FIRST)
    people = dict(Membership.objects.values_list("user__email", "role"))
    assert people == {address: role.value for role, address in ADDRESSES.items()}
    organisation = Organisation.objects.get()
    assert "(fictional)" in organisation.name
    assert not organisation.second_factor_required


def test_a_small_demo_is_played_to_the_end_by_the_actions_of_a_person() -> None:
    demo = make_demo()
    told: list[Text] = []
    officer = found(FIRST)
    play_stages(officer, replace(demo, files=few(demo.files)), Stage.PUBLISHED, told.append, papers=False)
    assert [text.code for text in told] == [
        "site.play_companies",
        "site.play_screened",
        "site.play_matched",
        "site.play_planned",
        "site.play_published",
    ]
    with acting_for(officer.tenant):
        assert Meeting.objects.count() >= 10
        assert dict(Job.objects.values_list("kind", "state")) == {
            "screening.screen": JobState.DONE,
            "matching.match": JobState.DONE,
            "timetable.plan": JobState.DONE,
            "timetable.papers": JobState.WAITING,
        }
    assert verify(officer.tenant).why is None


def test_the_demo_decides_about_the_likenesses_that_it_set_and_leaves_one_open() -> None:
    officer = found(FIRST)
    play_stages(officer, make_demo(), Stage.SCREENED, lambda _text: None)
    with acting_for(officer.tenant):
        assert sorted(Decision.objects.values_list("ruling", flat=True)) == ["block", "clear"]
        assert Hit.objects.count() == 3


def test_two_organisations_do_not_share_people() -> None:
    officers = [found(staffing) for staffing in (FIRST, SECOND)]
    assert len({one.tenant for one in officers}) == 2
    assert Membership.objects.filter(role=Role.MANAGER.value).count() == 2
    with acting_for(officers[0].tenant):
        assert Message.objects.filter(to__contains="second").count() == 0
