"""Decide who goes, tell each firm by letter, let the waiting list move up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tearoad.call import Application, Call, Decision, decision_faults, exporter, is_whole, next_in_line, rank
from tearoad.call.letters import letter
from tearoad.call.scores import by_application
from tearoad.call.web import models as rows
from tearoad.call.web.actions.leaving import take_out
from tearoad.call.web.actions.receiving import fill
from tearoad.call.web.queries.calls import applications, core_call, decisions_fields, scorings
from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.models import Company, Side
from tearoad.companies.web.queries.register import participation_document
from tearoad.errors import Conflict, InputError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.queries.missions import core
from tearoad.office.web.actions.messages import post
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now, now
from tearoad.web.registry import Event, emit
from tearoad.web.saving import stale
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class MovedUp(Event):
    """A place became free, and a firm of the waiting list has it now."""

    mission_id: UUID
    application: str


@transaction.atomic
def decide(
    by: Actor,
    call: rows.Call,
    wanted: Mapping[str, Decision],
    on: date | None = None,
    read: str | None = None,
) -> int:
    """Decide about applications; each firm whose decision changed is written to. Returns how many changed.

    Args:
        by: who decides.
        call: about whose applications.
        wanted: what is decided, by application.
        on: the day; None for today.
        read: the mark of the decisions that the page showed; None where nobody looked.

    Raises:
        Stale: somebody decided since.
        InputError: more than can go, or somebody who was not scored by two people.
        Conflict: an accepted firm is to lose its place: that is a withdrawal.

    """
    require(by, Policy.RUN_CALL)
    mission = mission_rows.Mission.objects.select_for_update().get(pk=call.mission_id)
    settings, known = core_call(call), {application.id: application for application in applications(mission)}
    by_whom = stale.Changed("mission.applications_decided", "mission", mission.id)
    stale.require_unchanged(read, decisions_fields(known.values()), changed=by_whom)
    wanted = {id_: decision for id_, decision in wanted.items() if id_ in known}
    whole = {id_: application.decision for id_, application in known.items()} | dict(wanted)
    _judge(mission, settings, known, whole, wanted)
    places = _waiting_places(mission, settings, known, whole)
    changed = [
        id_ for id_, application in sorted(known.items()) if _differs(application, whole[id_], places.get(id_, 0))
    ]
    for id_ in changed:
        after = replace(
            known[id_], decision=whole[id_], waiting_place=places.get(id_, 0), decided_on=on or _today(mission)
        )
        _write(by, mission, settings, after)
    if changed:
        tally = {decision.value: sum(whole[id_] is decision for id_ in changed) for decision in Decision}
        ledger.append(by, "mission.applications_decided", "mission", mission.id, tally)
    return len(changed)


def _judge(
    mission: mission_rows.Mission,
    call: Call,
    known: Mapping[str, Application],
    whole: Mapping[str, Decision],
    wanted: Mapping[str, Decision],
) -> None:
    lost = sorted(i for i in wanted if known[i].decision is Decision.ACCEPTED and wanted[i] is not Decision.ACCEPTED)
    if lost:
        raise Conflict(Text("call_pages.is_accepted", ids=", ".join(lost)), Text("call_pages.is_accepted_hint"))
    given = by_application(scorings(mission))
    scored = frozenset(
        id_
        for id_, application in known.items()
        if application.decision is not Decision.OPEN or is_whole(call, given.get(id_, ()))
    )
    # What exceeds a cap that was lowered since, or came in a sheet, must not keep everyone else from an answer.
    is_more = any(decision is Decision.ACCEPTED and known[i].decision is not decision for i, decision in wanted.items())
    cap = call.cap if is_more else max(call.cap, sum(decision is Decision.ACCEPTED for decision in whole.values()))
    if wrong := decision_faults(replace(call, cap=cap), whole, scored):
        raise InputError(wrong[0], Text("call_pages.decide_hint"))


def _waiting_places(
    mission: mission_rows.Mission, call: Call, known: Mapping[str, Application], whole: Mapping[str, Decision]
) -> dict[str, int]:
    """Return the places on the waiting list, in the order of the ranking."""
    order = [ranked.application for ranked in rank(call, known.values(), scorings(mission))]
    waiting = [id_ for id_ in (*order, *sorted(known)) if whole[id_] is Decision.WAITING]
    return {id_: place for place, id_ in enumerate(dict.fromkeys(waiting), start=1)}


def _differs(application: Application, decision: Decision, place: int) -> bool:
    return (application.decision, application.waiting_place) != (decision, place)


def _today(mission: mission_rows.Mission) -> date:
    return fair_now().astimezone(core(mission).home_zone).date()


@transaction.atomic
def withdraw(by: Actor, application: rows.Application) -> rows.Application | None:
    """Note that a firm does not go; where that frees a place, the first of the waiting list has it. Returns who.

    The firm leaves the mission too, unless a plan, a delegate or anything else still names it.
    """
    require(by, Policy.RUN_CALL)
    mission = mission_rows.Mission.objects.select_for_update().get(pk=application.mission_id)
    row: rows.Application = rows.Application.objects.select_for_update().get(pk=application.pk)
    before = from_document(Application, row.document)
    if before.decision is Decision.WITHDRAWN:
        return None
    gone = replace(before, decision=Decision.WITHDRAWN, waiting_place=0, decided_on=_today(mission))
    fill(row, gone).save()
    ledger.append(by, "mission.application_withdrawn", "mission", mission.id, {"application": row.code})
    take_out(by, row)
    call = rows.Call.objects.get(mission=mission)
    known = applications(mission)
    is_free = sum(application.decision is Decision.ACCEPTED for application in known) < core_call(call).cap
    up = next_in_line(known) if before.decision is Decision.ACCEPTED and is_free else None
    _close_ranks(mission, up, was=before)
    return _move_up(by, mission, core_call(call), up) if up else None


def _close_ranks(mission: mission_rows.Mission, up: Application | None, was: Application) -> None:
    """Let everyone behind the place that became free stand one further up; nobody is written to for that."""
    free = up.waiting_place if up else was.waiting_place
    if not free:
        return
    for row in rows.Application.objects.filter(mission=mission, decision=Decision.WAITING.value):
        application = from_document(Application, row.document)
        if application.waiting_place > free:
            fill(row, replace(application, waiting_place=application.waiting_place - 1)).save()


def _move_up(by: Actor, mission: mission_rows.Mission, call: Call, up: Application) -> rows.Application:
    accepted = replace(up, decision=Decision.ACCEPTED, waiting_place=0, decided_on=_today(mission))
    row = _write(by, mission, call, accepted)
    ledger.append(by, "mission.moved_up", "mission", mission.id, {"application": row.code})
    emit(MovedUp(mission.id, row.code))
    return row


@transaction.atomic
def note_fee(by: Actor, application: rows.Application, paid_on: date | None) -> None:
    """Note on which day a firm's fee came in, or that it did not."""
    require(by, Policy.RUN_CALL)
    row: rows.Application = rows.Application.objects.select_for_update().get(pk=application.pk)
    before = from_document(Application, row.document)
    if before.fee_paid_on != paid_on:
        fill(row, replace(before, fee_paid_on=paid_on)).save()
        facts = {"application": row.code, "paid": paid_on is not None}
        ledger.append(by, "mission.fee_noted", "mission", row.mission_id, facts)


def _write(by: Actor, mission: mission_rows.Mission, call: Call, application: Application) -> rows.Application:
    """Keep a decision, enter an accepted firm into register and mission, and write its letter into the outbox."""
    row: rows.Application = rows.Application.objects.get(mission=mission, code=application.id)
    is_new_decision = row.decision != application.decision.value
    if application.decision is Decision.ACCEPTED:
        application = _enter(by, mission, row, application)
    fill(row, application).save()
    if is_new_decision:
        _send(by, mission, call, application)
    return row


def _enter(by: Actor, mission: mission_rows.Mission, row: rows.Application, application: Application) -> Application:
    """Enter a firm into the register, or bring its entry up to date, and let it take part in the mission."""
    party = application.party or _free_code(mission)
    firm = exporter(application, PartyId(party))
    known = row.company or _in_register(application)
    company = enter(by, firm, known)
    part = mission_rows.Participation.objects.filter(mission=mission, company=company).first()
    if part is None:
        last = mission_rows.Participation.objects.filter(mission=mission).aggregate(last=Max("position"))["last"]
        mission_rows.Participation.objects.create(
            mission=mission,
            code=party,
            company=company,
            position=0 if last is None else last + 1,
            document=participation_document(firm),
        )
        touch(mission)
    row.company = company
    return replace(application, party=part.code if part else party)


def _in_register(application: Application) -> Company | None:
    """Return the exporter with the same registration number; a likeness of names is for a person to judge."""
    if not application.registration_number:
        return None
    company: Company | None = Company.objects.filter(
        side=Side.EXPORTER.value, registration_number=application.registration_number, merged_into=None
    ).first()
    return company


def _free_code(mission: mission_rows.Mission) -> str:
    """Return the first free code; that of a firm which left is not given to another."""
    taken = set(mission_rows.Participation.objects.filter(mission=mission).values_list("code", flat=True))
    taken |= {application.party for application in applications(mission)}
    number = 1
    while f"E{number:02d}" in taken:
        number += 1
    return f"E{number:02d}"


def _send(by: Actor, mission: mission_rows.Mission, call: Call, application: Application) -> None:
    house = Organisation.objects.get(pk=by.tenant).in_language(application.language)
    written = letter(core(mission), call, application, house)
    if written is None or not application.contact.email:
        return
    words = Words(application.language)
    post(
        by,
        key=f"call-letter:{mission.id}:{application.id}:{application.decision.value}:{now():%Y%m%d%H%M%S%f}",
        kind="call_letter",
        to=application.contact.email,
        language=application.language,
        subject=words(written.subject),
        body=words(written.body),
    )
