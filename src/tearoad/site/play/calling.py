"""The call of the demo, by the actions of a firm that applies and of the people who judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tearoad.call import Application, Decision
from tearoad.call.web import models as call_rows
from tearoad.call.web.actions.campaigns import write_campaign, write_past_missions
from tearoad.call.web.actions.deciding import decide, note_fee
from tearoad.call.web.actions.receiving import confirm, receive
from tearoad.call.web.actions.scoring import give_points
from tearoad.call.web.actions.settings import write_call
from tearoad.demo.call import DECIDED_ON, SCORERS
from tearoad.demo.make import Demo
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership

_NOT_YET = 3
"""So many of the last firms have not opened their link while the call is open."""


def with_scorers(demo: Demo, names: Mapping[Role, str]) -> Demo:
    """Return a demo in which an organisation's own officer and manager have scored."""
    called = dict(zip(SCORERS, (names[Role.OFFICER], names[Role.MANAGER]), strict=True))
    call = demo.files.call
    scorings = tuple(replace(scoring, scorer=called[scoring.scorer]) for scoring in call.scorings)
    return replace(demo, files=replace(demo.files, call=replace(call, scorings=scorings)))


def call_for_firms(officer: Actor, mission: rows.Mission, demo: Demo) -> None:
    """Open the call, let the firms apply, and let the committee begin."""
    campaign = demo.call.campaign
    first = replace(campaign.missions[0], mission=str(mission.id))
    write_campaign(officer, replace(campaign, missions=(first, *campaign.missions[1:])))
    write_past_missions(officer, demo.files.call.past_missions)
    # Two organisations of one house cannot have one address, and a small demo has fewer places.
    address = demo.call.call.address
    if call_rows.Call.across_tenants.filter(address=address).exists():
        address = f"{address}-2"
    cap = sum(application.decision is Decision.ACCEPTED for application in demo.files.call.applications)
    call = write_call(officer, mission, replace(demo.call.call, address=address, cap=max(cap, 1)))
    applied = demo.files.call.applications
    for number, application in enumerate(applied):
        _apply(call, application, confirmed=number < len(applied) - _NOT_YET)
    _score(officer, mission, call, demo, first_only=True)


def _apply(call: call_rows.Call, application: Application, *, confirmed: bool) -> None:
    sent = replace(
        application,
        confirmed_at=None,
        decision=Decision.OPEN,
        decided_on=None,
        waiting_place=0,
        fee_paid_on=None,
        party="",
    )
    received = receive(call, sent)
    if confirmed:
        confirm(received.revision, application.confirmed_at)


def select_firms(officer: Actor, mission: rows.Mission, demo: Demo) -> None:
    """Let two people score every firm, decide, and note who has paid."""
    call = call_rows.Call.objects.get(mission=mission)
    known = {application.id: application for application in demo.files.call.applications}
    for revision in call_rows.Revision.objects.filter(application__mission=mission, confirmed_at=None):
        confirm(revision, known[revision.application.code].confirmed_at)
    _score(officer, mission, call, demo, first_only=False)
    decide(officer, call, {id_: application.decision for id_, application in known.items()}, DECIDED_ON)
    for row in call_rows.Application.objects.filter(mission=mission):
        note_fee(officer, row, known[row.code].fee_paid_on)


def _score(officer: Actor, mission: rows.Mission, call: call_rows.Call, demo: Demo, *, first_only: bool) -> None:
    """Give points: the officer's to half of the firms at first, then both people's to all."""
    manager = _manager(officer)
    taken = {application.code: application for application in call_rows.Application.objects.filter(mission=mission)}
    for number, scoring in enumerate(demo.files.call.scorings):
        row = taken[scoring.application]
        by = officer if scoring.scorer == officer.name else manager
        early = number < len(demo.files.call.scorings) // 2 and (by is officer or number % 4 == 1)
        if row.confirmed_at is not None and (early or not first_only):
            give_points(by, call, row, scoring)


def _manager(officer: Actor) -> Actor:
    user = Membership.objects.select_related("user").get(role=Role.MANAGER.value, organisation=officer.tenant).user
    return Actor(officer.tenant, Role.MANAGER, user.id, name=str(user))
