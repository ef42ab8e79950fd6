"""A plan that may be published: a draft as the board left it, or one that was in force before; and what forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tearoad.companies import MAY_BE_MET, Attendance, may_be_planned
from tearoad.matching import Request
from tearoad.matching.refusals import Barred
from tearoad.matching.request import Strength
from tearoad.matching.web import models as matching
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import Parties
from tearoad.text import Ref, Text
from tearoad.timetable.check import check
from tearoad.timetable.difference import AnnouncedMeeting, announced_meetings
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.web.models import Draft, Published
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.publishing.in_force import published_plan, published_problem
from tearoad.values import Window
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class Candidate:
    """What would be published."""

    problem: Problem
    plan: Plan
    reasons: Mapping[str, Any]
    mission_revision: int

    @property
    def announced(self) -> tuple[AnnouncedMeeting, ...]:
        """Its meetings as people would know them."""
        return announced_meetings(self.problem, self.plan.meetings)

    @property
    def persons(self) -> Mapping[tuple[str, str], str]:
        """Whom a pair asked for by name, by exporter and buyer."""
        held = {meeting.wish for meeting in self.plan.meetings}
        return {
            (wish.exporter, wish.buyer): wish.person for wish in self.problem.wishes if wish.person and wish.id in held
        }


def of_draft(draft: Draft) -> Candidate:
    """Return a draft as it would be published."""
    return Candidate(problem_of(draft), plan_of(draft), draft.reasons, draft.mission_revision)


def of_published(row: Published) -> Candidate:
    """Return a plan that was published before, to be published again."""
    return Candidate(published_problem(row), published_plan(row), row.reasons, row.mission_revision)


def faults(candidate: Candidate) -> tuple[Text, ...]:
    """Return every rule the plan breaks; how good it is does not matter here, so its levels are left out."""
    return tuple(violation.text for violation in check(candidate.problem, replace(candidate.plan, levels=())))


def barred(candidate: Candidate, mission: Mission, parties: Parties) -> tuple[Text, ...]:
    """Return why meetings cannot be held as the mission stands today, whatever it was when the plan was made.

    Somebody is gone, away or not cleared, or a side has said no since; one query for the noes.
    """
    noes = matching.Request.objects.filter(mission=mission, strength=Strength.NO)
    requests = tuple(from_document(Request, noe.document) for noe in noes)
    ruled_out = Barred(requests, {}, parties.exporters, parties.buyers)
    reasons = (reason for meeting in candidate.announced for reason in _barred(meeting, parties, ruled_out))
    return tuple(dict.fromkeys(reasons))


def _barred(announced: AnnouncedMeeting, parties: Parties, ruled_out: Barred) -> Iterator[Text]:
    exporter = next((exporter for exporter in parties.exporters if exporter.id == announced.exporter), None)
    buyer = next((buyer for buyer in parties.buyers if buyer.id == announced.buyer), None)
    for who, party in ((announced.exporter, exporter), (announced.buyer, buyer)):
        if party is None:
            yield Text("publish_pages.barred_gone", who=Ref(who))
        elif party.standing not in MAY_BE_MET:
            yield Text("publish_pages.barred_standing", who=Ref(who))
        elif party.attendance is Attendance.DECLINED:
            yield Text("publish_pages.barred_declined", who=Ref(who))
    if exporter is not None and buyer is not None and may_be_planned(exporter) and may_be_planned(buyer):
        why = ruled_out.why(exporter, buyer)
        if why is not None:
            yield Text(
                "publish_pages.barred_pair", exporter=Ref(announced.exporter), buyer=Ref(announced.buyer), why=why
            )
    yield from _away(announced, parties)


def _away(announced: AnnouncedMeeting, parties: Parties) -> Iterator[Text]:
    if announced.interpreter and announced.interpreter not in {interpreter.id for interpreter in parties.interpreters}:
        yield Text("publish_pages.barred_gone", who=Ref(announced.interpreter))
    if announced.speaker and announced.speaker not in {delegate.id for delegate in parties.delegates}:
        yield Text("publish_pages.barred_gone", who=Ref(announced.speaker))
    window = Window(announced.start_at, announced.end_at)
    concerned = {announced.exporter, announced.buyer, announced.interpreter, announced.speaker, announced.place}
    for absence in parties.absences:
        if absence.who in concerned and absence.window.overlaps(window):
            yield Text("publish_pages.barred_absent", who=Ref(absence.who), at=announced.start_at)
