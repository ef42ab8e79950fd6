"""Signs for stands and tables, to be read from ten metres. No flag stands on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tearoad.companies import Exporter
from tearoad.mission.mission import Mission, Place, PlaceKind
from tearoad.mission.papers.speaking import in_order
from tearoad.paper.typeset import PaperDraft, draft
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say

TEMPLATE = Path(__file__).parent / "sign.typ"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: what stands largest, the names below, and a small line for the mission."""

    large: str
    label: tuple[str, ...]
    names: tuple[str, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs of one kind, a page each."""

    language: str
    title: str
    signs: tuple[Sign, ...]


def papers(mission: Mission, exporters: tuple[Exporter, ...], *, stamp: datetime) -> Iterator[PaperDraft]:
    """Draft up to two PDFs, A4 landscape, a sign a page: the firms' stands, and the tables and desks."""
    for path, kind, signs in (
        ("signs/stands.pdf", "papers.stand_label", stand_signs(mission, exporters)),
        ("signs/tables.pdf", "papers.table_label", table_signs(mission)),
    ):
        if signs:
            language = _languages(mission)[0]
            facts = Signs(language.value, say(Text(kind), language), signs)
            yield draft(path, TEMPLATE, facts, stamp)


def stand_signs(mission: Mission, exporters: tuple[Exporter, ...]) -> tuple[Sign, ...]:
    """Return a sign for each firm that has a stand."""
    languages = _languages(mission)
    label = tuple(say(Text("papers.stand_label"), language) for language in languages)
    return tuple(
        Sign(firm.stand, label, in_order(firm.name.written, mission), _mission_names(mission))
        for firm in sorted(exporters, key=lambda firm: firm.id)
        if firm.stand
    )


def table_signs(mission: Mission) -> tuple[Sign, ...]:
    """Return a sign for each table and purchasing desk; one for all counters of a desk."""
    return tuple(
        _table_sign(mission, place) for place in mission.places if place.kind in {PlaceKind.TABLE, PlaceKind.DESK}
    )


def _table_sign(mission: Mission, place: Place) -> Sign:
    languages = _languages(mission)
    names = tuple(dict.fromkeys(filter(None, (place.name.in_language(language) for language in languages))))
    number = _common_number(names)
    if place.kind is PlaceKind.TABLE and number:
        label = tuple(say(Text("papers.table_label"), language) for language in languages)
        return Sign(number, label, (), _mission_names(mission))
    return Sign("", (), names or (str(place.id),), _mission_names(mission))


def _common_number(names: tuple[str, ...]) -> str:
    """Return the number in which all spellings of a table's name agree: 3 for `Table 3`, `3号洽谈桌`, `Стол 3`."""
    numbers = {"".join(char for char in name if char.isdigit()) for name in names}
    return numbers.pop() if len(numbers) == 1 else ""


def _mission_names(mission: Mission) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (mission.name.in_language(language) for language in _languages(mission)))))


def _languages(mission: Mission) -> tuple[Language, ...]:
    return mission.paper_languages or (mission.host_language,)
