"""Problem and plan written as JSON, and the digest of a problem.

Sets are written sorted, times in ISO 8601 with their offset, shares as decimal text: equal problems give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from tearoad.mission import LanguagePair
from tearoad.timetable.plan import Level, Meeting, Plan
from tearoad.timetable.problem import (
    MeetingInterpreter,
    MeetingPlace,
    Party,
    Pauses,
    Pin,
    Problem,
    Wish,
)
from tearoad.values.document import text_to_document

SCHEMA = "tearoad.plan/1"

Json: TypeAlias = dict[str, Any]


def digest(problem: Problem) -> str:
    """Return the SHA-256 of the problem's canonical JSON, in hexadecimal: equal problems, equal digests."""
    canonical = json.dumps(problem_to_json(problem), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def problem_to_json(problem: Problem) -> Json:
    """Return a problem as plain JSON data."""
    return {
        "schema": SCHEMA,
        "slots": [
            {"day": slot.day, "start_at": slot.window.start_at.isoformat(), "end_at": slot.window.end_at.isoformat()}
            for slot in problem.slots
        ],
        "places": [_place(place) for place in problem.places],
        "parties": [_party(party) for party in problem.parties],
        "wishes": [_wish(wish) for wish in problem.wishes],
        "interpreters": [_interpreter(interpreter) for interpreter in problem.interpreters],
        "persons": [
            {
                "id": person.id,
                "party": person.party,
                "absent": sorted(person.absent),
                "languages": sorted(person.languages),
            }
            for person in problem.persons
        ],
        "walks": [{"here": walk.here, "there": walk.there, "minutes": walk.minutes} for walk in problem.walks],
        "quotas": [
            {"party": quota.party, "slots": sorted(quota.slots), "least": quota.least, "most": quota.most}
            for quota in problem.quotas
        ],
        "precedences": [{"earlier": pair.earlier, "later": pair.later} for pair in problem.precedences],
        "pauses": problem.pauses and _pauses(problem.pauses),
        "engagements": [
            {"who": engaged.who, "slots": sorted(engaged.slots), "why": text_to_document(engaged.why)}
            for engaged in problem.engagements
        ],
        "pins": [_pin(pin) for pin in problem.pins],
        "previous": [_meeting(meeting) for meeting in problem.previous],
        "objectives": [objective.value for objective in problem.objectives],
        "switched_off": sorted(problem.switched_off),
    }


def plan_to_json(plan: Plan) -> Json:
    """Return a plan as plain JSON data."""
    return {
        "schema": SCHEMA,
        "engine": plan.engine,
        "seed": plan.seed,
        "problem_digest": plan.problem_digest,
        "levels": [_level(level) for level in plan.levels],
        "meetings": [_meeting(meeting) for meeting in plan.meetings],
        "unplaced": list(plan.unplaced),
        "switched_off": sorted(plan.switched_off),
    }


def _place(place: MeetingPlace) -> Json:
    return {
        "id": place.id,
        "kind": place.kind.value,
        "zone": place.zone,
        "capacity": place.capacity,
        "owner": place.owner,
        "closed": sorted(place.closed),
        "anywhere": place.anywhere,
    }


def _party(party: Party) -> Json:
    return {
        "id": party.id,
        "side": party.side.value,
        "staff": list(party.staff),
        "base": party.base,
        "cover": party.cover,
        "max_per_day": party.max_per_day,
        "walk_in_share": str(party.walk_in_share.value),
    }


def _wish(wish: Wish) -> Json:
    return {
        "id": wish.id,
        "exporter": wish.exporter,
        "buyer": wish.buyer,
        "value": wish.value,
        "starts": sorted(wish.starts),
        "places": list(wish.places),
        "must": wish.must,
        "slots": wish.slots,
        "person": wish.person,
        "interpreting": [_pairs(alternative) for alternative in wish.interpreting],
        "others": list(wish.others),
        "direct": sorted(wish.direct),
    }


def _interpreter(interpreter: MeetingInterpreter) -> Json:
    return {
        "id": interpreter.id,
        "pairs": _pairs(interpreter.pairs),
        "hours": sorted(interpreter.hours),
        "attached_to": interpreter.attached_to,
        "max_slots_per_day": interpreter.max_slots_per_day,
        "max_run": interpreter.max_run,
        "not_for": sorted(interpreter.not_for),
        "programme": sorted(interpreter.programme),
        "programme_slots": list(interpreter.programme_slots),
    }


def _pauses(pauses: Pauses) -> Json:
    return {
        "slots": pauses.slots,
        "within": sorted(pauses.within),
        "max_run": pauses.max_run,
        "soft": pauses.soft,
    }


def _pairs(pairs: Iterable[LanguagePair]) -> list[list[str]]:
    return [[pair.source, pair.target] for pair in sorted(pairs)]


def _pin(pin: Pin) -> Json:
    return {"wish": pin.wish, "start": pin.start, "place": pin.place, "interpreter": pin.interpreter}


def _level(level: Level) -> Json:
    return {
        "objective": level.objective.value,
        "value": level.value,
        "bound": level.bound,
        "status": level.status.value,
        "was_cut": level.was_cut,
    }


def _meeting(meeting: Meeting) -> Json:
    return {
        "wish": meeting.wish,
        "start": meeting.start,
        "place": meeting.place,
        "interpreter": meeting.interpreter,
    }
