"""`plan.json`: the plan, the problem it answers, and what people were told, as `timetable.schema` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tearoad.errors import InputError, NotFoundError
from tearoad.mission import ProgrammeItem, Talk
from tearoad.text import Text
from tearoad.timetable.difference import AnnouncedMeeting, announced_meetings
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import plan_to_json, problem_to_json
from tearoad.values import InterpreterId, Language, PartyId, PersonId, PlaceId
from tearoad.values.document import from_document, to_documents
from tearoad.values.json_data import WRONG, data_of

SCHEMA = "tearoad.plan-file/1"
_NO_LANGUAGES: Mapping[Language, Mapping[str, str]] = {}


def plan_file(
    problem: Problem,
    plan: Plan,
    names: Mapping[str, str],
    programme: Iterable[ProgrammeItem] = (),
    in_languages: Mapping[Language, Mapping[str, str]] = _NO_LANGUAGES,
) -> bytes:
    """Return the content of `plan.json`.

    `told` repeats the meetings by party, time and place: a later run compares people's days, not slot numbers. There a
    delegate who speaks the buyer's language stands under `speaker`; the plan itself names who carries the language.
    `programme` is what people were told of it; what the officer notes for talks is not among that. `names` are those of
    the office; of `in_languages`, what reads otherwise for readers of a language, only what differs is written.
    """
    announced = [
        {
            "exporter": meeting.exporter,
            "buyer": meeting.buyer,
            "start_at": meeting.start_at.isoformat(),
            "end_at": meeting.end_at.isoformat(),
            "place": meeting.place,
            "interpreter": meeting.interpreter,
            **({"speaker": meeting.speaker} if meeting.speaker else {}),
            **({"others": list(meeting.others)} if meeting.others else {}),
        }
        for meeting in announced_meetings(problem, plan.meetings)
    ]
    content = {
        "schema": SCHEMA,
        "plan": plan_to_json(plan),
        "told": announced,
        "programme": to_documents([without_office_note(programme_item) for programme_item in programme]),
        "names": dict(sorted(names.items())),
        "names_in": {
            language.value: {who: name for who, name in sorted(known.items()) if names.get(who) != name}
            for language, known in in_languages.items()
        },
        "problem": problem_to_json(problem),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def without_office_note(item: ProgrammeItem) -> ProgrammeItem:
    """Return an item without what the officer notes for those who speak for us there."""
    return replace(item, talk=Talk())


@dataclass(frozen=True, slots=True)
class PreviousPlan:
    """What people were told before, and the names by which the office knew them then."""

    meetings: tuple[AnnouncedMeeting, ...]
    names: Mapping[str, str]
    programme: tuple[ProgrammeItem, ...] | None = None
    """None where the plan does not hold it: an edited timetable, or a file of an earlier version."""
    names_in: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)
    """What reads otherwise for readers of a language; nothing in a file of an earlier version."""

    @property
    def in_languages(self) -> Mapping[Language, Mapping[str, str]]:
        """Return every language's names, to be written again."""
        return {language: self.names_for(language) for language in self.names_in}

    def names_for(self, language: Language) -> Mapping[str, str]:
        """Return the names that a reader of a language knows, as far as the plan holds them."""
        return {**self.names, **self.names_in.get(language, {})}


def read_previous_plan(path: Path) -> PreviousPlan:
    """Return what an earlier `plan.json` told people.

    Raises:
        NotFoundError: there is no such file.
        InputError: it is not a plan of this schema.

    """
    try:
        content = data_of(path.read_bytes())
    except FileNotFoundError as missing:
        raise NotFoundError(Text("journey.no_plan", path=str(path)), Text("journey.previous_hint")) from missing
    except (OSError, ValueError) as broken:
        raise InputError(Text("journey.not_a_plan", path=str(path)), Text("journey.previous_hint")) from broken
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise InputError(Text("journey.not_a_plan", path=str(path)), Text("journey.previous_hint"))
    try:
        names = {str(who): str(name) for who, name in content["names"].items()}
        announced = tuple(_previous_meeting(document) for document in content["told"])
        return PreviousPlan(announced, names, _programme(content), _names_in(content))
    except WRONG as broken:
        raise InputError(Text("journey.not_a_plan", path=str(path)), Text("journey.previous_hint")) from broken


def _names_in(content: Mapping[str, Any]) -> dict[Language, Mapping[str, str]]:
    return {
        Language(language): {str(who): str(name) for who, name in known.items()}
        for language, known in content.get("names_in", {}).items()
    }


def _programme(content: Mapping[str, Any]) -> tuple[ProgrammeItem, ...] | None:
    if "programme" not in content:
        return None
    return tuple(from_document(ProgrammeItem, document) for document in content["programme"])


def _previous_meeting(row: Mapping[str, Any]) -> AnnouncedMeeting:
    return AnnouncedMeeting(
        exporter=PartyId(row["exporter"]),
        buyer=PartyId(row["buyer"]),
        start_at=datetime.fromisoformat(row["start_at"]),
        end_at=datetime.fromisoformat(row["end_at"]),
        place=PlaceId(row["place"]),
        interpreter=InterpreterId(row["interpreter"]) if row["interpreter"] else None,
        others=tuple(PartyId(party) for party in row.get("others", ())),
        speaker=PersonId(row["speaker"]) if row.get("speaker") else None,
    )
