"""Fill an empty place: a small mission, planned and published; officers signed in; links for visitors."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

from tearoad.site import manage

manage.start()

from django.conf import settings  # noqa: E402  # after the set-up
from django.test import Client  # noqa: E402  # after the set-up
from django.urls import reverse  # noqa: E402  # after the set-up

from tearoad.companies.web.models import Company  # noqa: E402  # after the set-up
from tearoad.demo.make import Demo, make_demo  # noqa: E402  # after the set-up
from tearoad.demo.watch_list import write_watch_list  # noqa: E402  # after the set-up
from tearoad.journey.files import MissionFiles  # noqa: E402  # after the set-up
from tearoad.journey.web.actions.write_files import write_files  # noqa: E402  # after the set-up
from tearoad.mission.web.actions import links  # noqa: E402  # after the set-up
from tearoad.mission.web.actions.missions import make  # noqa: E402  # after the set-up
from tearoad.mission.web.models import Mission, Participation  # noqa: E402  # after the set-up
from tearoad.mission.web.queries.links import holders  # noqa: E402  # after the set-up
from tearoad.office.web.tasks import run_waiting  # noqa: E402  # after the set-up
from tearoad.people import Actor  # noqa: E402  # after the set-up
from tearoad.people.web.models import acting_for  # noqa: E402  # after the set-up
from tearoad.screening.web.actions.lists import add_list  # noqa: E402  # after the set-up
from tearoad.screening.web.models import Hit  # noqa: E402  # after the set-up
from tearoad.site.play.few import few  # noqa: E402  # after the set-up
from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: E402  # after the set-up
from tearoad.site.play.place import Stage  # noqa: E402  # after the set-up
from tearoad.site.play.playing import play_stages  # noqa: E402  # after the set-up
from tearoad.site.play.sign_in import make_secret  # noqa: E402  # after the set-up
from tearoad.site.play.stages import Played, publish_plan  # noqa: E402  # after the set-up
from tearoad.timetable.web.models import Draft, Meeting  # noqa: E402  # after the set-up

OFFICERS, VISITORS = 10, 6


def main() -> None:
    """Fill it and say what is there."""
    demo = make_demo()
    small = replace(demo, files=few(demo.files))
    second = make_demo(7)
    officer = found_organisation(FIRST)
    play_stages(officer, small, Stage.PLANNED, lambda _text: None)
    with acting_for(officer.tenant):
        mission = Mission.objects.get()
        other = make(officer, small.files.mission)
        write_files(officer, other, _with_hits(second))
        _screen(officer, second)
        publish_plan(Played(officer, mission, small, papers=False))
        people = [holder.who for holder in holders(mission) if holder.who.may_be_met]
        visitors = [links.make(officer, mission, person.role, person.party).address for person in people[:VISITORS]]
        told = {
            "mission": str(mission.pk),
            "other": str(other.pk),
            "draft": Draft.objects.latest("number").number,
            "sessions": [_session() for _ in range(OFFICERS)],
            "visitors": ["/v/" + visitor.partition("/v/")[2] for visitor in visitors],
            "people": [[person.role.value, person.party, bool(person.email)] for person in people[VISITORS:]],
            "companies": sorted(
                str(company)
                for company in Company.objects.filter(
                    pk__in=Participation.objects.filter(mission=mission).values("company_id")
                ).values_list("pk", flat=True)
            ),
            "hits": [str(hit) for hit in Hit.objects.filter(gone_at=None).values_list("pk", flat=True)],
            "pairs": {meeting.wish: [meeting.exporter, meeting.buyer] for meeting in Meeting.objects.all()},
        }
    print(json.dumps(told))


def _with_hits(demo: Demo) -> MissionFiles:
    """Return a few firms and buyers, and beside them buyers who look like somebody on the demo's list."""
    files = few(demo.files)
    like = {decision.party for decision in demo.files.decisions}
    more = tuple(buyer for buyer in demo.files.buyers if buyer.id in like and buyer not in files.buyers)
    return replace(files, buyers=(*files.buyers, *(replace(buyer, desk="") for buyer in more)))


def _screen(officer: Actor, demo: Demo) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_watch_list(demo.watch_list, Path(folder))
        add_list(officer, f"second-{path.name}", path.read_bytes())
    run_waiting()


def _session() -> str:
    """Sign the demo's officer in by the demo's own one-time address."""
    client = Client(HTTP_HOST="localhost")
    address = reverse("demo-sign-in", args=[make_secret(Path(settings.DATA))])
    client.post(address, {"role": "officer"})
    return client.cookies["session"].value


main()
