"""Fill an empty place: a mission of many firms with a plan in force, and phones of theirs, made known by their links.

    python -m lab.benchmarks.floor.load.prepare PHONES

Everything is made by the actions that people's clicks call. Prints as JSON who each phone is.
"""

from __future__ import annotations

import json
import secrets
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from tearoad.site import manage

manage.start()

from uuid_utils.compat import uuid7  # noqa: E402  # after the set-up

from tearoad.capture.web.actions.phones import enrol  # noqa: E402  # after the set-up
from tearoad.capture.web.queries.briefing import briefing  # noqa: E402  # after the set-up
from tearoad.demo.exporters import EN, RU, ZH  # noqa: E402  # after the set-up
from tearoad.demo.make import Demo, make_demo  # noqa: E402  # after the set-up
from tearoad.demo.traps import TRAPS  # noqa: E402  # after the set-up
from tearoad.journey.files import MissionFiles  # noqa: E402  # after the set-up
from tearoad.journey.web.actions.write_files import write_files  # noqa: E402  # after the set-up
from tearoad.matching import Request, Strength  # noqa: E402  # after the set-up
from tearoad.mission.web.actions import links  # noqa: E402  # after the set-up
from tearoad.mission.web.actions.missions import make  # noqa: E402  # after the set-up
from tearoad.mission.web.models import Mission  # noqa: E402  # after the set-up
from tearoad.office.web.actions.jobs import cancel  # noqa: E402  # after the set-up
from tearoad.office.web.models import Job, JobState  # noqa: E402  # after the set-up
from tearoad.people import Actor, Role  # noqa: E402  # after the set-up
from tearoad.people.web.models import acting_for  # noqa: E402  # after the set-up
from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: E402  # after the set-up
from tearoad.site.play.stages import Played, plan, screen  # noqa: E402  # after the set-up
from tearoad.timetable.web.actions.publishing import publish  # noqa: E402  # after the set-up
from tearoad.timetable.web.models import Draft, Meeting  # noqa: E402  # after the set-up
from tearoad.values import PartyId, PersonId, WishId  # noqa: E402  # after the set-up

A_FIRM = 5
"""So many phones of one firm."""
WISHES = 4
"""So many of one firm."""


def main() -> None:
    """Fill it and say what is there."""
    count = int(sys.argv[1])
    officer, demo = found_organisation(FIRST), make_demo()
    files = _delegation(demo, -(-count // A_FIRM))
    with acting_for(officer.tenant):
        mission = make(officer, files.mission)
        write_files(officer, mission, files)
        played = Played(officer, mission, replace(demo, files=files), papers=False)
        screen(played)
        plan(played)
        draft = Draft.objects.latest("number")
        publish(officer, draft, draft.revision)
        for job in Job.objects.filter(state=JobState.WAITING):
            cancel(officer, job)  # everybody's papers: hours before the fair that is tried here
        parties = [str(exporter.id) for exporter in files.exporters]
        phones = [phone for party in parties for phone in _phones(officer, mission, party)][:count]
        print(json.dumps({"phones": phones, "firms": len(parties), "meetings": Meeting.objects.count()}))


def _delegation(demo: Demo, firms: int) -> MissionFiles:
    """Return a mission of so many firms: those of the demo, and as many others like them as it takes."""
    copies = [make_demo(demo_seed).files for demo_seed in range(1, 1 + -(-firms // len(demo.files.exporters)))]
    renamed = [_renamed(files, number) for number, files in enumerate(copies)]
    exporters = [exporter for files in renamed for exporter in files.exporters][:firms]
    ids = {exporter.id for exporter in exporters}
    requests = list(
        _few(request for files in renamed for request in files.requests if {request.asker, request.asked} & ids)
    )
    asked = {request.asker for request in requests} | {request.asked for request in requests}
    return MissionFiles(
        mission=demo.files.mission,
        exporters=tuple(exporters),
        buyers=tuple(buyer for files in renamed for buyer in files.buyers if buyer.id in asked),
        delegates=tuple(delegate for files in renamed for delegate in files.delegates if delegate.firm in ids),
        programme=(),
        requests=tuple(requests),
        interpreters=(),
        absences=(),
        decisions=(),
        pins=(),
        problems=(),
    )


def _renamed(files: MissionFiles, number: int) -> MissionFiles:
    """Return the firms, their people, buyers and wishes of a demo under ids that no other copy has.

    Everybody speaks three languages, so that a plan needs no interpreter.
    """

    def named(id_: str) -> str:
        return f"{id_}-{number}" if number else id_

    tongues = (ZH, RU, EN)
    return replace(
        files,
        exporters=tuple(
            replace(
                exporter, id=PartyId(named(exporter.id)), do_not_meet=(), languages=tongues, stand=named(exporter.stand)
            )
            for exporter in files.exporters
        ),
        buyers=tuple(replace(buyer, id=PartyId(named(buyer.id)), desk="") for buyer in files.buyers),
        delegates=tuple(
            replace(delegate, id=PersonId(named(delegate.id)), firm=PartyId(named(delegate.firm)), rank=0)
            for delegate in files.delegates
            if delegate.firm
        ),
        requests=tuple(
            replace(
                request,
                id=WishId(named(request.id)),
                asker=PartyId(named(request.asker)),
                asked=PartyId(named(request.asked)),
                person=None,
                format=None,
            )
            for request in files.requests
            if request.strength is not Strength.NO and TRAPS.buyers.isdisjoint((request.asker, request.asked))
        ),
    )


def _few(requests: Iterator[Request]) -> Iterator[Request]:
    """Yield a few wishes of each firm."""
    had: Counter[PartyId] = Counter()
    for request in requests:
        firm = request.asker if request.asker.startswith("E") else request.asked
        had[firm] += 1
        if had[firm] <= WISHES:
            yield request


def _phones(officer: Actor, mission: Mission, party: str) -> Iterator[dict[str, Any]]:
    """Make the phones of a firm known by its link; yield who each is and what it has been told."""
    link = links.make(officer, mission, Role.EXPORTER, party).link
    for _ in range(A_FIRM):
        by = Actor(officer.tenant, Role.EXPORTER, mission=mission.pk, party=party)
        secret = secrets.token_urlsafe(32)
        phone = enrol(by, link, UUID(str(uuid7())), secret, "android")
        told = briefing(phone)
        known = {"briefing": told.digest, "plan": told.plan, "products": [product.value for product in told.products]}
        yield {"id": str(phone.pk), "secret": secret, "party": party, **known}


main()
