"""Whom the cells of a table may name, and how a reader calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tearoad.companies import Exporter
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import exporter_of
from tearoad.journey.tables import EditableTable, TableColumn
from tearoad.mission.papers import spelling
from tearoad.mission.places_sheet import WALKS
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core
from tearoad.names import FirmName, PersonName
from tearoad.paper.sheets import Kind, Known
from tearoad.values import Language, LocalText, PlaceId
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class NamedRow:
    """Somebody or something that a cell may name."""

    kind: Kind
    id: str
    name: FirmName | PersonName | LocalText

    def called(self, language: Language) -> str:
        """Return the name as a reader writes it."""
        if isinstance(self.name, LocalText):
            return self.name.in_language(language)
        if isinstance(self.name, FirmName):
            return spelling.firm(self.name, language).main
        return spelling.person(self.name, language).main


class NamesInMission:
    """Everybody whom the cells of one table may name; read when the first of them is asked for."""

    def __init__(self, mission: rows.Mission, table: EditableTable, language: Language) -> None:
        """Keep whom the table's columns name."""
        self.mission, self.language = mission, language
        self.names_zones = table.name == WALKS.name
        """Whether a cell may name a zone or a hall in the place of one place."""
        self.kinds = frozenset[Kind]().union(*(column.names for column in table.columns))

    @cached_property
    def rows(self) -> tuple[NamedRow, ...]:
        """All of them; at most five queries."""
        found: list[NamedRow] = []
        exporters: list[Exporter] = []
        if self.kinds & {Kind.EXPORTER, Kind.PLACE}:
            exporters = self._exporters()
        if Kind.EXPORTER in self.kinds:
            found += [NamedRow(Kind.EXPORTER, exporter.id, exporter.name) for exporter in exporters]
        if Kind.BUYER in self.kinds:
            taking_part = rows.Participation.objects.filter(mission=self.mission, company__side=Side.BUYER)
            found += _named(Kind.BUYER, taking_part.values_list("code", "company__document__name"), FirmName)
        people: tuple[tuple[Kind, Any], ...] = ((Kind.DELEGATE, rows.Delegate), (Kind.INTERPRETER, rows.Interpreter))
        for kind, model in people:
            if kind in self.kinds:
                named = model.objects.filter(mission=self.mission).values_list("code", "document__name")
                found += _named(kind, named, PersonName)
        if Kind.PLACE in self.kinds:
            places = with_own_stands(core(self.mission), exporters).places
            found += [NamedRow(Kind.PLACE, place.id, place.name) for place in places]
            if self.names_zones:
                zones = dict.fromkeys(place.zone for place in places if place.zone)
                found += [NamedRow(Kind.PLACE, PlaceId(zone), LocalText.alike(zone)) for zone in zones]
        return tuple(found)

    def _exporters(self) -> list[Exporter]:
        query = rows.Participation.objects.filter(mission=self.mission, company__side=Side.EXPORTER)
        return [
            exporter_of(participation.company, participation.document)
            for participation in query.select_related("company")
        ]

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """The same, as sheets look them up."""
        return tuple(Known(row.kind, row.id, row.name.written, self.mission.name) for row in self.rows)

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """How the reader calls each."""
        return {row.id: row.called(self.language) for row in self.rows}

    def choices(self, column: TableColumn) -> list[tuple[str, str]]:
        """Return whom a cell of a column may name: id and name."""
        found = [(row.id, self.by_id[row.id]) for row in self.rows if row.kind in column.names]
        return sorted(found, key=lambda pair: pair[1].casefold())


def _named(kind: Kind, found: Iterable[tuple[str, Any]], name: Callable[..., Any]) -> list[NamedRow]:
    return [NamedRow(kind, code, from_document(name, document or {})) for code, document in found]  # type: ignore[arg-type]  # a class of names
