"""Problem and plan as JSON, schema v1 to v4 (`tearoad.plan/1` to `/4`), and the problem's digest.

Version 2 says what the programme takes of interpreters' hours; version 3 knows quotas, orders, meetings of more than
two parties, rules switched off and the objectives minimums, spread, place_changes and walking; version 4 says which
languages delegates speak, which calls are held in a room, when people rest and what keeps them away. What needs none
of that is written in the version before, so that its digest stays what it was; all are read.

Sets are written sorted, times in ISO 8601 with their offset, shares as decimal text; equal problems give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from tearoad.errors import InputError
from tearoad.mission import LanguagePair, Objective, PlaceKind, Walk
from tearoad.text import Text
from tearoad.timetable.plan import Level, Meeting, Plan, Status
from tearoad.timetable.problem import (
    Engagement,
    MeetingInterpreter,
    MeetingPlace,
    Party,
    Pauses,
    Person,
    Pin,
    Precedence,
    Problem,
    Quota,
    Side,
    Switch,
    Wish,
)
from tearoad.values import (
    InterpreterId,
    LanguageCode,
    PartyId,
    PersonId,
    PlaceId,
    Share,
    Slot,
    Window,
    WishId,
)
from tearoad.values.document import text_from_document, text_to_document
from tearoad.values.json_data import WRONG, a_figure, a_flag, a_text, a_whole, an_amount, in_reach

SCHEMA = "tearoad.plan/1"
WITH_PROGRAMME = "tearoad.plan/2"
WIDER = "tearoad.plan/3"
WITH_SPEAKERS = "tearoad.plan/4"
_SINCE_WIDER = {Objective.MINIMUMS, Objective.SPREAD, Objective.PLACE_CHANGES, Objective.WALKING}

Json: TypeAlias = dict[str, Any]
_Read = TypeVar("_Read")


def digest(problem: Problem) -> str:
    """Return the SHA-256 of the problem's canonical JSON, in hexadecimal: equal problems, equal digests."""
    canonical = json.dumps(problem_to_json(problem), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def problem_to_json(problem: Problem) -> Json:
    """Return a problem as plain JSON data."""
    spoken = _is_true_to_people(problem)
    wider = spoken or _is_wider(problem)
    later = wider or any(one.programme or one.programme_slots for one in problem.interpreters)
    written = {
        "schema": WITH_SPEAKERS if spoken else WIDER if wider else WITH_PROGRAMME if later else SCHEMA,
        "slots": [
            {"day": slot.day, "start_at": slot.window.start_at.isoformat(), "end_at": slot.window.end_at.isoformat()}
            for slot in problem.slots
        ],
        "places": [_place(one) | ({"anywhere": one.anywhere} if spoken else {}) for one in problem.places],
        "parties": [_party(party) for party in problem.parties],
        "wishes": [
            _wish(wish)
            | ({"others": list(wish.others)} if wider else {})
            | ({"direct": sorted(wish.direct)} if spoken else {})
            for wish in problem.wishes
        ],
        "interpreters": [_interpreter(one) | (_programme(one) if later else {}) for one in problem.interpreters],
        "persons": [
            {"id": person.id, "party": person.party, "absent": sorted(person.absent)}
            | ({"languages": sorted(person.languages)} if spoken else {})
            for person in problem.persons
        ],
        "walks": [{"here": walk.here, "there": walk.there, "minutes": walk.minutes} for walk in problem.walks],
        "pins": [
            {"wish": pin.wish, "start": pin.start, "place": pin.place, "interpreter": pin.interpreter}
            for pin in problem.pins
        ],
        "previous": [_meeting(meeting) for meeting in problem.previous],
        "objectives": [objective.value for objective in problem.objectives],
    }
    return written | (_wider(problem) if wider else {}) | (_true_to_people(problem) if spoken else {})


def _is_true_to_people(problem: Problem) -> bool:
    rooms = any(one.kind is PlaceKind.ONLINE and not one.anywhere for one in problem.places)
    spoken = any(one.languages for one in problem.persons) or any(one.direct for one in problem.wishes)
    rests = problem.pauses is not None or Objective.PAUSES in problem.objectives
    return rooms or spoken or rests or bool(problem.engagements)


def _is_wider(problem: Problem) -> bool:
    used = problem.quotas or problem.precedences or problem.switched_off
    return bool(used) or any(wish.others for wish in problem.wishes) or not _SINCE_WIDER.isdisjoint(problem.objectives)


def _wider(problem: Problem) -> Json:
    return {
        "quotas": [
            {"party": one.party, "slots": sorted(one.slots), "least": one.least, "most": one.most}
            for one in problem.quotas
        ],
        "precedences": [{"earlier": one.earlier, "later": one.later} for one in problem.precedences],
        "switched_off": sorted(problem.switched_off),
    }


def _true_to_people(problem: Problem) -> Json:
    one = problem.pauses
    kept = one and {"slots": one.slots, "within": sorted(one.within), "max_run": one.max_run, "soft": one.soft}
    engaged = [
        {"who": one.who, "slots": sorted(one.slots), "why": text_to_document(one.why)} for one in problem.engagements
    ]
    return {"pauses": kept, "engagements": engaged}


def _place(place: MeetingPlace) -> Json:
    return {
        "id": place.id,
        "kind": place.kind.value,
        "zone": place.zone,
        "capacity": place.capacity,
        "owner": place.owner,
        "closed": sorted(place.closed),
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
    }


def _interpreter(one: MeetingInterpreter) -> Json:
    return {
        "id": one.id,
        "pairs": _pairs(one.pairs),
        "hours": sorted(one.hours),
        "attached_to": one.attached_to,
        "max_slots_per_day": one.max_slots_per_day,
        "max_run": one.max_run,
        "not_for": sorted(one.not_for),
    }


def _programme(one: MeetingInterpreter) -> Json:
    return {"programme": sorted(one.programme), "programme_slots": list(one.programme_slots)}


def _pairs(pairs: Iterable[LanguagePair]) -> list[list[str]]:
    return [[pair.source, pair.target] for pair in sorted(pairs)]


def _meeting(meeting: Meeting) -> Json:
    return {
        "wish": meeting.wish,
        "start": meeting.start,
        "place": meeting.place,
        "interpreter": meeting.interpreter,
    }


def plan_to_json(plan: Plan) -> Json:
    """Return a plan as plain JSON data."""
    counted = {level.objective for level in plan.levels}
    wider = plan.switched_off or not _SINCE_WIDER.isdisjoint(counted)
    written = {
        "schema": WITH_SPEAKERS if Objective.PAUSES in counted else WIDER if wider else SCHEMA,
        "engine": plan.engine,
        "seed": plan.seed,
        "problem_digest": plan.problem_digest,
        "levels": [
            {
                "objective": level.objective.value,
                "value": level.value,
                "bound": level.bound,
                "status": level.status.value,
                "seconds": level.seconds,
            }
            | ({"was_cut": True} if level.was_cut else {})
            for level in plan.levels
        ],
        "meetings": [_meeting(meeting) for meeting in plan.meetings],
        "unplaced": list(plan.unplaced),
    }
    return written | ({"switched_off": sorted(plan.switched_off)} if plan.switched_off else {})


def problem_from_json(data: Mapping[str, Any]) -> Problem:
    """Return the problem written in JSON data.

    Raises:
        InputError: not of this schema, a field is missing or of the wrong kind, or the problem contradicts itself.

    """
    return _read(data, _problem)


def plan_from_json(data: Mapping[str, Any]) -> Plan:
    """Return the plan written in JSON data.

    Raises:
        InputError: not of this schema, or a field is missing or of the wrong kind.

    """
    return _read(data, _plan)


def _read(data: Mapping[str, Any], reader: Callable[[Mapping[str, Any]], _Read]) -> _Read:
    found = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(found, str) or found not in {SCHEMA, WITH_PROGRAMME, WIDER, WITH_SPEAKERS}:
        raise InputError(Text("timetable.schema", found=str(found), expected=SCHEMA), Text("timetable.schema_hint"))
    try:
        return reader(data)
    except InputError:
        raise
    except KeyError as missing:
        raise InputError(Text("timetable.schema_field", field=str(missing.args[0]))) from missing
    except WRONG as wrong:
        raise InputError(Text("timetable.schema_value", found=ascii(str(wrong))[1:80])) from wrong


def _problem(data: Mapping[str, Any]) -> Problem:
    return Problem(
        slots=tuple(_read_slot(nth, slot) for nth, slot in enumerate(data["slots"])),
        places=tuple(_read_place(place) for place in data["places"]),
        parties=tuple(_read_party(party) for party in data["parties"]),
        wishes=tuple(_read_wish(wish) for wish in data["wishes"]),
        interpreters=tuple(_read_interpreter(one) for one in data["interpreters"]),
        persons=tuple(
            Person(
                PersonId(a_text(one["id"])),
                PartyId(a_text(one["party"])),
                _slots(one["absent"]),
                _languages(one.get("languages", ())),
            )
            for one in data["persons"]
        ),
        walks=tuple(
            Walk(a_text(walk["here"]), a_text(walk["there"]), a_whole(walk["minutes"])) for walk in data["walks"]
        ),
        pins=tuple(_read_pin(pin) for pin in data["pins"]),
        previous=tuple(_read_meeting(meeting) for meeting in data["previous"]),
        objectives=tuple(Objective(objective) for objective in data["objectives"]),
        quotas=tuple(
            Quota(PartyId(a_text(one["party"])), _slots(one["slots"]), a_whole(one["least"]), a_whole(one["most"]))
            for one in data.get("quotas", ())
        ),
        precedences=tuple(
            Precedence(WishId(a_text(one["earlier"])), WishId(a_text(one["later"])))
            for one in data.get("precedences", ())
        ),
        switched_off=_switches(data),
        pauses=_read_pauses(data.get("pauses")),
        engagements=tuple(
            Engagement(a_text(one["who"]), _slots(one["slots"]), text_from_document(one["why"]))
            for one in data.get("engagements", ())
        ),
    )


def _read_pauses(data: Mapping[str, Any] | None) -> Pauses | None:
    if data is None:
        return None
    soft = a_flag(data.get("soft", False))
    return Pauses(a_whole(data["slots"]), _slots(data["within"]), a_whole(data["max_run"]), soft)


def _read_slot(nth: int, data: Mapping[str, Any]) -> Slot:
    window = Window(_moment(data["start_at"]), _moment(data["end_at"]))
    return Slot(nth, a_whole(data["day"]), window)


def _read_place(data: Mapping[str, Any]) -> MeetingPlace:
    owner = _maybe(data["owner"])
    return MeetingPlace(
        PlaceId(a_text(data["id"])),
        PlaceKind(data["kind"]),
        a_text(data["zone"]),
        a_whole(data["capacity"]),
        None if owner is None else PartyId(owner),
        _slots(data["closed"]),
        # Before version 4 nobody went anywhere for a call.
        a_flag(data.get("anywhere", data["kind"] == PlaceKind.ONLINE.value)),
    )


def _read_party(data: Mapping[str, Any]) -> Party:
    base = _maybe(data["base"])
    return Party(
        PartyId(a_text(data["id"])),
        Side(data["side"]),
        tuple(a_whole(people) for people in data["staff"]),
        None if base is None else PlaceId(base),
        a_whole(data["cover"]),
        a_whole(data["max_per_day"]),
        Share(an_amount(a_text(data["walk_in_share"]))),
    )


def _read_wish(data: Mapping[str, Any]) -> Wish:
    person = _maybe(data["person"])
    return Wish(
        WishId(a_text(data["id"])),
        PartyId(a_text(data["exporter"])),
        PartyId(a_text(data["buyer"])),
        a_whole(data["value"]),
        _slots(data["starts"]),
        tuple(PlaceId(a_text(place)) for place in data["places"]),
        a_flag(data["must"]),
        a_whole(data["slots"]),
        None if person is None else PersonId(person),
        tuple(_read_pairs(pairs) for pairs in data["interpreting"]),
        tuple(PartyId(a_text(party)) for party in data.get("others", ())),
        _languages(data.get("direct", ())),
    )


def _read_interpreter(data: Mapping[str, Any]) -> MeetingInterpreter:
    attached = _maybe(data["attached_to"])
    return MeetingInterpreter(
        InterpreterId(a_text(data["id"])),
        _read_pairs(data["pairs"]),
        _slots(data["hours"]),
        None if attached is None else PartyId(attached),
        a_whole(data["max_slots_per_day"]),
        a_whole(data["max_run"]),
        frozenset(PartyId(a_text(party)) for party in data["not_for"]),
        _slots(data.get("programme", ())),
        tuple(a_whole(slots) for slots in data.get("programme_slots", ())),
    )


def _read_pairs(data: Iterable[Any]) -> frozenset[LanguagePair]:
    return frozenset(LanguagePair(LanguageCode(a_text(here)), LanguageCode(a_text(there))) for here, there in data)


def _read_pin(data: Mapping[str, Any]) -> Pin:
    place, one = _maybe(data["place"]), _maybe(data["interpreter"])
    return Pin(
        WishId(a_text(data["wish"])),
        None if data["start"] is None else a_whole(data["start"]),
        None if place is None else PlaceId(place),
        None if one is None else InterpreterId(one),
    )


def _read_meeting(data: Mapping[str, Any]) -> Meeting:
    one = _maybe(data["interpreter"])
    return Meeting(
        WishId(a_text(data["wish"])),
        a_whole(data["start"]),
        PlaceId(a_text(data["place"])),
        None if one is None else InterpreterId(one),
    )


def _plan(data: Mapping[str, Any]) -> Plan:
    return Plan(
        meetings=tuple(_read_meeting(meeting) for meeting in data["meetings"]),
        unplaced=tuple(WishId(a_text(wish)) for wish in data["unplaced"]),
        levels=tuple(
            Level(
                Objective(level["objective"]),
                a_whole(level["value"]),
                a_whole(level["bound"]),
                Status(level["status"]),
                a_figure(level["seconds"]),
                a_flag(level.get("was_cut", False)),
            )
            for level in data["levels"]
        ),
        seed=a_whole(data["seed"]),
        engine=a_text(data["engine"]),
        problem_digest=a_text(data["problem_digest"]),
        switched_off=_switches(data),
    )


def _switches(data: Mapping[str, Any]) -> frozenset[Switch]:
    return frozenset(Switch(one) for one in data.get("switched_off", ()))


def _maybe(found: object) -> str | None:
    return None if found is None else a_text(found)


def _moment(found: object) -> datetime:
    at = datetime.fromisoformat(a_text(found))
    in_reach(at)
    return at


def _languages(found: Iterable[object]) -> frozenset[LanguageCode]:
    return frozenset(LanguageCode(a_text(code)) for code in found)


def _slots(found: Iterable[object]) -> frozenset[int]:
    return frozenset(a_whole(slot) for slot in found)
