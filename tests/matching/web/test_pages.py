from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.journey.files import MissionFiles
from tearoad.journey.web.actions.write_files import write_files
from tearoad.matching import Strength
from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.models import Match, Request
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Job
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, User
from tests.queries import queries_of
from tests.suite.scenes import made_once

PAGES = ("companies/", "requests/", "matches/", "matches/refusals/")


@pytest.fixture
def small(officer: Actor, files: MissionFiles) -> Mission:
    """A mission of one exporter, three buyers and their requests, everybody clear and matched."""
    codes = {files.exporters[0].id, *(buyer.id for buyer in files.buyers[:3])}
    few = replace(
        files,
        exporters=files.exporters[:1],
        buyers=files.buyers[:3],
        requests=tuple(request for request in files.requests if {request.asker, request.asked} <= codes),
        pins=(),
    )

    def make_mission_rows() -> Mission:
        row = make(officer, few.mission)
        write_files(officer, row, few)
        Company.objects.update(standing=Standing.CLEAR)
        rematch(officer, row)
        return row

    return made_once("a mission of one exporter, matched", make_mission_rows)


@pytest.fixture
def matched(officer: Actor, mission: Mission) -> Mission:
    """The demo mission, matched."""

    def make_mission_rows() -> Mission:
        rematch(officer, mission)
        mission.refresh_from_db()
        return mission

    return made_once("demo mission, matched", make_mission_rows)


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_say_the_next_step_where_nothing_is_there(
    signed_in: Client, officer: Actor, files: MissionFiles, page: str
) -> None:
    row = make(officer, files.mission)
    assert 'class="empty"' in signed_in.get(f"/missions/{row.id}/{page}").content.decode()


def test_a_no_stands_on_the_page_and_is_marked_private(signed_in: Client, mission: Mission) -> None:
    page = signed_in.get(f"/missions/{mission.id}/requests/", {"strength": "no"}).content.decode()
    noes = Request.objects.filter(mission=mission, strength=Strength.NO).count()
    assert page.count("Office only") == noes > 0


def test_matches_are_narrowed_by_exporter_buyer_and_score(signed_in: Client, matched: Mission) -> None:
    best = Match.objects.filter(mission=matched)[0]
    query = {"exporter": best.exporter, "buyer": best.buyer, "least": str(best.score)}
    page = signed_in.get(f"/missions/{matched.id}/matches/", query).content.decode()
    assert page.count("<meter") == 1
    assert f'value="{best.score}"' in page
    assert "<meter" not in signed_in.get(f"/missions/{matched.id}/matches/", query | {"least": "1000"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"page": "abc"},
        {"page": "-7"},
        {"least": "much"},
        {"least": "99999"},
        {"exporter": "'; --", "buyer": "?"},
        {"party": "nobody", "strength": "maybe"},
        {"side": "third", "standing": "fine", "country": "??"},
    ],
)
@pytest.mark.parametrize("page", PAGES)
def test_nonsense_is_passed_over(signed_in: Client, small: Mission, page: str, query: dict[str, str]) -> None:
    assert signed_in.get(f"/missions/{small.id}/{page}", query).status_code == 200


@pytest.mark.parametrize(
    ("page", "queries"), [("companies/", 9), ("requests/", 16), ("matches/", 16), ("matches/refusals/", 13)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_asks_the_same_number_of_queries(
    signed_in: Client, small: Mission, page: str, queries: int, rows: int
) -> None:
    drop = Participation.objects.filter(mission=small, company__side="buyer").values_list("pk", flat=True)[rows:]
    Participation.objects.filter(pk__in=list(drop)).delete()
    for model in (Request, Match):
        kept = list(model.objects.filter(mission=small).values_list("pk", flat=True)[:rows])
        model.objects.filter(mission=small).exclude(pk__in=kept).delete()
    assert queries_of(lambda: signed_in.get(f"/missions/{small.id}/{page}")) == queries


def test_the_button_asks_for_a_job_and_an_auditor_has_none(signed_in: Client, small: Mission) -> None:
    Job.objects.all().delete()
    answer = signed_in.post(f"/missions/{small.id}/matches/again/")
    assert (answer.status_code, answer["Location"]) == (302, f"/missions/{small.id}/matches/")
    assert [job.kind for job in Job.objects.all()] == ["matching.match"]
    Membership.objects.filter(user=User.objects.get()).update(role=Role.AUDITOR)
    page = signed_in.get(f"/missions/{small.id}/matches/")
    assert (page.status_code, "/again/" in page.content.decode()) == (200, False)


def test_the_missions_page_says_how_far_screening_and_matching_are(signed_in: Client, small: Mission) -> None:
    page = signed_in.get(f"/missions/{small.id}/").content.decode()
    assert 'id="card-screening"' in page
    assert 'id="card-matches"' in page


def test_a_company_names_its_missions(signed_in: Client, small: Mission) -> None:
    company = Participation.objects.filter(mission=small)[0].company
    assert small.name in signed_in.get(f"/companies/{company.id}/").content.decode()
