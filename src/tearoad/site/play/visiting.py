"""The first day on the floor: three firms write down who comes by, on four phones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from tearoad.capture import Revision, RevisionId, document_of
from tearoad.capture.web.actions.phones import enrol
from tearoad.capture.web.actions.receiving import Told, receive
from tearoad.companies import Exporter
from tearoad.demo.make import SEED, Demo
from tearoad.demo.ready.visitors import make_visitors
from tearoad.mission.papers import spelling
from tearoad.mission.web.actions.links import link_for
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.links import link_of
from tearoad.mission.web.queries.receivers import receivers
from tearoad.people import Actor, Role
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
    """Let three firms' phones in and send what they wrote down; one note waits, for a clock was wrong."""
    may = {one.party for one in receivers(mission) if one.role is Role.EXPORTER and one.may_be_met}
    firms = [one for one in demo.files.exporters if one.id in may][: len(_VISITORS)]
    for place, (firm, count) in enumerate(zip(firms, _VISITORS, strict=False)):
        made = _made(demo, mission, firm, count)
        _send(officer, mission, firm.id, _Sending("android", made, unsent=_UNSENT if place == 1 else 0))
        if place == 0:
            _send(officer, mission, firm.id, _Sending("iphone", [_of_another_mind(made)]))
        if place == len(_VISITORS) - 1:
            late = _made(demo, mission, replace(firm, id=type(firm.id)(f"{firm.id} again")), 1)[:1]
            _send(officer, mission, firm.id, _Sending("android", late, is_ready=False, clock=timedelta(days=-400)))


def _made(demo: Demo, mission: Mission, firm: Exporter, count: int) -> tuple[Revision, ...]:
    home = demo.files.mission.home_language
    opens = datetime.combine(mission.starts_on, time(10, 5), mission.fair_zone)
    products = [spelling.firm(one.name, home).main for one in firm.products]
    owners = [str(one.id) for one in demo.files.delegates if one.firm == firm.id]
    return make_visitors(SEED, str(firm.id), products, owners, opens, count)


def _of_another_mind(made: Sequence[Revision]) -> Revision:
    """Return what a colleague wrote of the last visitor without having seen it."""
    last = made[-1]
    warmth = next(one.values["warmth"] for one in made if one.report == last.report and "warmth" in one.values)
    return replace(
        last,
        id=RevisionId(UUID(str(uuid7()))),
        number=1,
        values={"warmth": "cold" if warmth == "hot" else "hot"},
        replaces={},
    )


def _send(officer: Actor, mission: Mission, party: str, sending: _Sending) -> None:
    link_for(officer, mission, Role.EXPORTER, party)
    by = Actor(officer.tenant, Role.EXPORTER, mission=mission.pk, party=party)
    phone = enrol(by, link_of(mission, Role.EXPORTER, party), UUID(str(uuid7())), sending.device).phone
    made = len(sending.revisions)
    told = Told(now() + sending.clock, made + sending.unsent, sending.unsent, is_ready=sending.is_ready)
    receive(phone, told, [document_of(one) for one in sending.revisions])
