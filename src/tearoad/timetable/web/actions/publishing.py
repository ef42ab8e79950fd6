"""Make a plan the one everybody sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived, refuse_plan_elsewhere
from tearoad.mission.web.queries import Parties, parties
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.programme.web.actions.announcing import announce
from tearoad.text import Param, Ref, Text
from tearoad.timetable.papers.appointments import Appointment, appointments
from tearoad.timetable.problem import MeetingPlace
from tearoad.timetable.web.actions.papers import ask_for_papers
from tearoad.timetable.web.models import Draft, Meeting, MeetingState, Published
from tearoad.timetable.web.queries.loading import roster_from
from tearoad.timetable.web.queries.publishing import candidates
from tearoad.timetable.web.queries.publishing.candidates import Candidate
from tearoad.timetable.web.queries.publishing.differences import compared
from tearoad.timetable.web.queries.publishing.everyone import Everyone
from tearoad.timetable.web.queries.publishing.in_force import in_force, meetings_of
from tearoad.values.document import text_to_document, to_document
from tearoad.web.clock import now
from tearoad.web.documents import whole
from tearoad.web.registry import Event, emit


@dataclass(frozen=True, slots=True)
class PlanPublished(Event):
    """A plan came into force; told inside the transaction in which it did."""

    published_id: UUID


@transaction.atomic
@whole()  # nobody is to go by what stands for a document that cannot be read
def publish(
    by: Actor, draft: Draft, seen_revision: int, *, seen_number: int | None = None, although_outdated: bool = False
) -> Published:
    """Make a draft the plan everyone sees, and the programme around it; nobody is written to, papers are asked for.

    Args:
        by: who publishes.
        draft: what is published.
        seen_revision: the state of the draft that the officer saw.
        seen_number: the plan in force against which they saw the difference, 0 for none; None does not ask.
        although_outdated: publish although the mission has changed since the draft was made.

    Raises:
        Conflict: somebody was faster, the plan breaks a rule, or it holds somebody who may not be met any more.
        Unreadable: something that it goes by is kept and cannot be read.

    """
    require(by, Policy.PUBLISH)
    mission = Mission.objects.select_for_update().get(pk=draft.mission_id)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("problem").get(pk=draft.pk)
    before = _seen(mission, seen_number)
    if draft.revision != seen_revision or draft.problem is None:
        raise Conflict(Text("publish_pages.draft_moved_on"), Text("publish_pages.look_again_hint"))
    if before and before.draft_id == draft.pk and before.draft_revision == draft.revision and before.again is None:
        raise Conflict(Text("publish_pages.in_force_already", number=before.number))
    candidate = candidates.of_draft(draft)
    if candidate.mission_revision != mission.revision and not although_outdated:
        raise Conflict(Text("publish_pages.outdated"), Text("publish_pages.outdated_hint"))
    row = Published(draft=draft, draft_revision=draft.revision, problem=draft.problem, plan=draft.plan)
    return _come_into_force(by, mission, row, candidate, before)


@transaction.atomic
@whole()  # nobody is to go by what stands for a document that cannot be read
def publish_again(by: Actor, former: Published, *, seen_number: int | None = None) -> Published:
    """Put a plan that was in force before into force once more, under a new number; nothing is deleted.

    Raises:
        Conflict: as in `publish`.

    """
    require(by, Policy.PUBLISH)
    mission = Mission.objects.select_for_update().get(pk=former.mission_id)
    before = _seen(mission, seen_number)
    if before and before.pk == former.pk:
        raise Conflict(Text("publish_pages.in_force_already", number=before.number))
    row = Published(
        draft=former.draft,
        draft_revision=former.draft_revision,
        problem=former.problem,
        plan=former.plan,
        again=former.number,
    )
    return _come_into_force(by, mission, row, candidates.of_published(former), before)


@transaction.atomic
@whole()  # nobody is to go by what stands for a document that cannot be read
def publish_handed(by: Actor, draft: Draft, number: int) -> Published:
    """Put a plan into force that another server of the house published, under the number it has there (0: the next).

    Raises:
        Conflict: somebody in it may not be met any more, or the mission is archived.

    """
    require(by, Policy.PUBLISH)
    mission = Mission.objects.select_for_update().get(pk=draft.mission_id)
    refuse_archived(mission)
    row = Published(draft=draft, draft_revision=draft.revision, problem=draft.problem, plan=draft.plan, number=number)
    return _come_into_force(by, mission, row, candidates.of_draft(draft), in_force(mission))


def note_held(became: Mapping[UUID, MeetingState]) -> None:
    """Write down what became of meetings in force, each by the id of its row; a query for each state.

    Part of the transaction in which it was told from the floor; who may tell it is asked there.
    """
    those: dict[MeetingState, list[UUID]] = defaultdict(list)
    for meeting, state in became.items():
        those[state].append(meeting)
    for state, meetings in those.items():
        Meeting.objects.filter(pk__in=meetings).update(state=state)


def _seen(mission: Mission, seen_number: int | None) -> Published | None:
    """Return the plan in force, if it is still the one the officer compared with."""
    refuse_archived(mission)
    refuse_plan_elsewhere(mission)
    before = in_force(mission)
    if seen_number is not None and seen_number != (before.number if before else 0):
        raise Conflict(Text("publish_pages.somebody_published"), Text("publish_pages.look_again_hint"))
    return before


def _come_into_force(
    by: Actor, mission: Mission, row: Published, candidate: Candidate, before: Published | None
) -> Published:
    found = parties(mission)
    _refuse(candidate, mission, found)
    changed, _ = compared(mission, candidate, before)
    row.mission, row.number = mission, row.number or (before.number if before else 0) + 1
    row.mission_revision, row.reasons = mission.revision, dict(candidate.reasons)
    row.changes = [to_document(change) for change in changed.changes]
    row.published_at, row.published_by = now(), by.user
    row.save()
    booked = appointments(roster_from(found, candidate.reasons), candidate.problem, candidate.plan)
    _write_meetings(row, candidate, booked, before)
    facts = {"number": row.number, "meetings": len(booked), "changes": len(row.changes), "again": row.again}
    ledger.append(by, "plan.published", "published", row.id, facts)
    announce(by, mission, at=row.published_at)
    ask_for_papers(by, row)
    emit(PlanPublished(row.id))
    return row


def _refuse(candidate: Candidate, mission: Mission, found: Parties) -> None:
    broken = candidates.faults(candidate)
    if broken:
        raise Conflict(Text("publish_pages.plan_broken", count=len(broken)), Text("publish_pages.plan_broken_hint"))
    barred = candidates.barred(candidate, mission, found)
    if barred:
        names = Everyone(found, candidate.problem).names(found.mission.home_language)
        said = tuple(_named(text, names) for text in barred)
        raise Conflict(Text("publish_pages.plan_barred", said=said), Text("publish_pages.plan_barred_hint"))


def _named(text: Text, names: Mapping[str, str]) -> Text:
    """Return a text with names for ids: the page of an error knows no names."""
    return Text(text.code, **{key: _param_in_words(value, names) for key, value in text.params})


def _param_in_words(value: Param, names: Mapping[str, str]) -> Param:
    if isinstance(value, Ref):
        return names.get(value.id, value.id)
    return _named(value, names) if isinstance(value, Text) else value


def _write_meetings(
    row: Published, candidate: Candidate, booked: tuple[Appointment, ...], before: Published | None
) -> None:
    became = {(meeting.exporter, meeting.buyer, meeting.start_at): meeting.state for meeting in meetings_of(before)}
    places = {place.id: place for place in candidate.problem.places}
    Meeting.objects.bulk_create(
        Meeting(
            published=row,
            mission=row.mission,
            wish=appointment.meeting.wish,
            exporter=appointment.exporter.id,
            buyer=appointment.buyer.id,
            start_at=appointment.window.start_at,
            end_at=appointment.window.end_at,
            place=appointment.place.id,
            interpreter=appointment.interpreter.id if appointment.interpreter else "",
            person=appointment.person.id if appointment.person else "",
            speaker=appointment.speaker.id if appointment.speaker else "",
            facts=_facts(appointment, places[appointment.meeting.place]),
            state=became.get(
                (appointment.exporter.id, appointment.buyer.id, appointment.window.start_at), MeetingState.PLANNED
            ),
        )
        for appointment in booked
    )


def _facts(appointment: Appointment, place: MeetingPlace) -> Mapping[str, Any]:
    return {
        "kind": place.kind.value,
        "zone": place.zone,
        "owner": place.owner,
        "pair": [appointment.pair.source, appointment.pair.target] if appointment.pair else None,
        "reasons": [text_to_document(reason) for reason in appointment.reasons],
        "language": appointment.language,
    }
