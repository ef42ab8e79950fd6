"""The first morning on the floor: three firms write down who comes by and what became of their meetings."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from tearoad.capture import Revision, RevisionId, document_of
from tearoad.capture.web.actions.phones import enrol
from tearoad.capture.web.actions.receiving import PhoneStatus, receive
from tearoad.companies import Exporter
from tearoad.demo.make import SEED, Demo
from tearoad.demo.ready.visitors import make_outcomes, make_visitors
from tearoad.mission.papers import spelling
from tearoad.mission.web.actions.links import link_for
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.links import link_of
from tearoad.mission.web.queries.receivers import receivers
from tearoad.people import Actor, Role
from tearoad.site.play.place import FIRST_LOOK
from tearoad.timetable.web.models import Meeting, Published
from tearoad.web.clock import now

_VISITORS = (18, 13, 9)
_UNSENT = 3
"""So many notes the last phone still holds."""


@dataclass(frozen=True, slots=True)
class _Sending:
    """What one phone sends, and what it says of itself."""

    device: str
    revisions: Sequence[Revision]
    is_ready: bool = True
    clock: timedelta = timedelta()
    """How far its clock is from the right one."""
    unsent: int = 0


def write_down(officer: Actor, mission: Mission, demo: Demo) -> None:
    """Let three firms' phones in and send what they wrote down; one note waits, for a clock was wrong.

    An interpreter's phone knows where it is needed.
    """
    people = receivers(mission)
    may = {person.party for person in people if person.role is Role.EXPORTER and person.may_be_met}
    firms = [exporter for exporter in demo.files.exporters if exporter.id in may][: len(_VISITORS)]
    helper = next((person.party for person in people if person.role is Role.INTERPRETER), None)
    if helper is not None:
        _send(officer, mission, helper, _Sending("android", ()), Role.INTERPRETER)
    for place, (firm, count) in enumerate(zip(firms, _VISITORS, strict=False)):
        made = _visitor_reports(demo, mission, firm, count)
        held = _outcomes(mission, firm, len(made))
        _send(officer, mission, firm.id, _Sending("android", (*made, *held), unsent=_UNSENT if place == 1 else 0))
        if place == 0:
            _send(officer, mission, firm.id, _Sending("iphone", [_of_another_mind(made)]))
        if place == len(_VISITORS) - 1:
            late = _visitor_reports(demo, mission, replace(firm, id=type(firm.id)(f"{firm.id} again")), 1)[:1]
            _send(officer, mission, firm.id, _Sending("android", late, is_ready=False, clock=timedelta(days=-400)))


def _visitor_reports(demo: Demo, mission: Mission, firm: Exporter, count: int) -> tuple[Revision, ...]:
    home = demo.files.mission.home_language
    opens = datetime.combine(mission.starts_on, time(10, 5), mission.fair_zone)
    products = [spelling.firm(product.name, home).main for product in firm.products]
    owners = [str(delegate.id) for delegate in demo.files.delegates if delegate.firm == firm.id]
    return make_visitors(SEED, str(firm.id), products, owners, opens, count)


def _outcomes(mission: Mission, firm: Exporter, before: int) -> tuple[Revision, ...]:
    """Return what became of the meetings of the first morning; so many notes stand on the phone `before`."""
    now_there = datetime.combine(mission.starts_on, FIRST_LOOK, mission.fair_zone)
    held = Meeting.objects.filter(mission=mission, exporter=firm.id, start_at__lt=now_there).order_by("start_at")
    meetings = held.values_list("wish", "start_at").distinct()
    made = make_outcomes(SEED, mission.pk, str(firm.id), list(meetings), now_there)
    return tuple(replace(revision, number=before + revision.number) for revision in made)


def _of_another_mind(made: Sequence[Revision]) -> Revision:
    """Return what a colleague wrote of the last visitor without having seen it."""
    last = made[-1]
    warmth = next(
        revision.values["warmth"] for revision in made if revision.report == last.report and "warmth" in revision.values
    )
    return replace(
        last,
        id=RevisionId(UUID(str(uuid7()))),
        number=1,
        values={"warmth": "cold" if warmth == "hot" else "hot"},
        replaces={},
    )


def _send(officer: Actor, mission: Mission, party: str, sending: _Sending, role: Role = Role.EXPORTER) -> None:
    link_for(officer, mission, role, party)
    by = Actor(officer.tenant, role, mission=mission.pk, party=party)
    secret = secrets.token_urlsafe(32)  # of a phone that speaks no more
    phone = enrol(by, link_of(mission, role, party), UUID(str(uuid7())), secret, sending.device)
    made = max((revision.number for revision in sending.revisions), default=0)
    plan = Published.objects.filter(mission=mission).latest("number").number
    status = PhoneStatus(
        now() + sending.clock, made + sending.unsent, sending.unsent, is_ready=sending.is_ready, plan=plan
    )
    receive(phone, status, [document_of(revision) for revision in sending.revisions])
