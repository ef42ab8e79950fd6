"""A small trip to judge programmes against: three fair days, two firms, an official, two interpreters."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tearoad.journey.example import example_files, example_mission
from tearoad.mission import Delegate, Interpreter, ItemKind, LanguagePair, LocalText, ProgrammeItem, Walk
from tearoad.names import PersonName
from tearoad.programme import Conflict, Scene, conflicts
from tearoad.values import InterpreterId, ItemId, Language, LanguageCode, PersonId, Window

MISSION = replace(example_mission(), walks=(Walk("T1", "DESK1", 20),))
ZONE = MISSION.fair_zone
FIRST = MISSION.days[0].on


def at(day: int, clock: str) -> datetime:
    """Return a moment of a fair day, the first is 0."""
    hour, _, minute = clock.partition(":")
    return datetime(FIRST.year, FIRST.month, FIRST.day + day, int(hour), int(minute or 0), tzinfo=ZONE)


def item(id_: str, start: str, end: str, *, day: int = 0, **more: Any) -> ProgrammeItem:  # noqa: ANN401  # the item's own fields
    """Return an item of a day."""
    window = Window(at(day, start), at(day, end))
    more |= {name: LocalText(more[name]) for name in ("place", "host") if isinstance(more.get(name), str)}
    return ProgrammeItem(ItemId(id_), ItemKind.SEMINAR, LocalText(f"Item {id_} (fictional)"), window, **more)


def person(id_: str, **more: Any) -> Delegate:  # noqa: ANN401  # the delegate's own fields
    """Return a delegate; without a firm they are of the office."""
    return Delegate(PersonId(id_), PersonName(latin=f"Person {id_}"), **({"office": LocalText("Commerce")} | more))


def helper(id_: str, **more: Any) -> Interpreter:  # noqa: ANN401  # the interpreter's own fields
    """Return an interpreter between Chinese and Russian."""
    pair = LanguagePair(LanguageCode("zh"), LanguageCode("ru"))
    return Interpreter(InterpreterId(id_), PersonName(latin=f"Interpreter {id_}"), frozenset({pair}), **more)


FIRM = replace(example_files(Language.EN).exporters[0], stand="A12", staff_per_day=(2,))


def scene(*items: ProgrammeItem, **more: Any) -> Scene:  # noqa: ANN401  # the scene's own fields
    """Return the trip with a programme; two people of one firm, one of the office."""
    people = (
        person("D1", firm=FIRM.id, office=LocalText()),
        person("D2", firm=FIRM.id, office=LocalText()),
        person("D3"),
    )
    facts = {"delegates": people, "interpreters": (helper("I1"),), "exporters": (FIRM,)} | more
    return Scene(MISSION, tuple(items), **facts)


def found(*items: ProgrammeItem, **more: Any) -> list[tuple[str, str, tuple[str, ...], str]]:  # noqa: ANN401  # the scene's own fields
    """Return what is found, in short."""
    return [
        (conflict.kind.value, conflict.item, conflict.people, conflict.other) for conflict in judged(*items, **more)
    ]


def judged(*items: ProgrammeItem, **more: Any) -> tuple[Conflict, ...]:  # noqa: ANN401  # the scene's own fields
    """Return what is found."""
    return conflicts(scene(*items, **more))
