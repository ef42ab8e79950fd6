"""Problem and plan read from JSON; what a problem does not use (quotas, orders, pauses) may be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

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
from tearoad.timetable.schema.writing import SCHEMA
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
from tearoad.values.document import text_from_document
from tearoad.values.json_data import WRONG, a_figure, a_flag, a_text, a_whole, an_amount, in_reach

_Read = TypeVar("_Read")


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
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise InputError(Text("timetable.schema", found=str(schema), expected=SCHEMA), Text("timetable.schema_hint"))
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
        interpreters=tuple(_read_interpreter(interpreter) for interpreter in data["interpreters"]),
        persons=tuple(
            Person(
                PersonId(a_text(person["id"])),
                PartyId(a_text(person["party"])),
                _slots(person["absent"]),
                _languages(person.get("languages", ())),
            )
            for person in data["persons"]
        ),
        walks=tuple(
            Walk(a_text(walk["here"]), a_text(walk["there"]), a_whole(walk["minutes"])) for walk in data["walks"]
        ),
        pins=tuple(_read_pin(pin) for pin in data["pins"]),
        previous=tuple(_read_meeting(meeting) for meeting in data["previous"]),
        objectives=tuple(Objective(objective) for objective in data["objectives"]),
        quotas=tuple(
            Quota(
                PartyId(a_text(quota["party"])), _slots(quota["slots"]), a_whole(quota["least"]), a_whole(quota["most"])
            )
            for quota in data.get("quotas", ())
        ),
        precedences=tuple(
            Precedence(WishId(a_text(precedence["earlier"])), WishId(a_text(precedence["later"])))
            for precedence in data.get("precedences", ())
        ),
        switched_off=_switches(data),
        pauses=_read_pauses(data.get("pauses")),
        engagements=tuple(
            Engagement(a_text(engagement["who"]), _slots(engagement["slots"]), text_from_document(engagement["why"]))
            for engagement in data.get("engagements", ())
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
    place, text = _maybe(data["place"]), _maybe(data["interpreter"])
    return Pin(
        WishId(a_text(data["wish"])),
        None if data["start"] is None else a_whole(data["start"]),
        None if place is None else PlaceId(place),
        None if text is None else InterpreterId(text),
    )


def _read_meeting(data: Mapping[str, Any]) -> Meeting:
    text = _maybe(data["interpreter"])
    return Meeting(
        WishId(a_text(data["wish"])),
        a_whole(data["start"]),
        PlaceId(a_text(data["place"])),
        None if text is None else InterpreterId(text),
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
                a_figure(level.get("seconds", 0.0)),
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
    return frozenset(Switch(switch) for switch in data.get("switched_off", ()))


def _maybe(cell: object) -> str | None:
    return None if cell is None else a_text(cell)


def _moment(cell: object) -> datetime:
    at = datetime.fromisoformat(a_text(cell))
    in_reach(at)
    return at


def _languages(codes: Iterable[object]) -> frozenset[LanguageCode]:
    return frozenset(LanguageCode(a_text(code)) for code in codes)


def _slots(numbers: Iterable[object]) -> frozenset[int]:
    return frozenset(a_whole(number) for number in numbers)
