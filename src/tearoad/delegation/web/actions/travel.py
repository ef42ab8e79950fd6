"""Take in the travel agent's list, let its headers be explained, take it over or put it aside."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from tearoad.delegation.agent import read_travel
from tearoad.delegation.fitting import with_travel
from tearoad.delegation.web import models as rows
from tearoad.delegation.web.actions.delegates import STORED_DELEGATES
from tearoad.delegation.web.queries.travel import delegates_of, fits_of, sheet_of
from tearoad.errors import Conflict, InputError
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.rows import put
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries.missions import core
from tearoad.paper.sheets import Grid, cell_text
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.clock import now

MOST_ROWS = 1000
MOST_COLUMNS = 60


@transaction.atomic
def take_in(by: Actor, mission: mission_rows.Mission, grid: Grid) -> rows.TravelList:
    """Keep an agent's list, passport numbers taken out, with a guess for every row.

    Raises:
        InputError: it is larger than any delegation's, or no row looks like headers.
        Conflict: the mission is archived.

    """
    require(by, Policy.IMPORT_SHEETS)
    mission = open_mission(mission)
    if len(grid.rows) > MOST_ROWS or grid.width > MOST_COLUMNS:
        raise InputError(
            Text("delegation_pages.list_large", rows=len(grid.rows), columns=grid.width),
            Text("delegation_pages.list_large_hint", rows=MOST_ROWS, columns=MOST_COLUMNS),
        )
    sheet = read_travel(grid, core(mission), {})
    if not sheet.headings:
        raise InputError(Text("delegation_pages.no_headers"), Text("delegation_pages.no_headers_hint"))
    travel_list: rows.TravelList = rows.TravelList.objects.create(
        mission=mission,
        name=grid.file[:200],
        document={
            "sheet": grid.sheet,
            "rows": [[cell_text(cell) for cell in row] for row in sheet.grid.rows],
            "mapping": {},
            "fits": fits_of(sheet.lines, delegates_of(mission)),
        },
        made_at=now(),
    )
    ledger.append(by, "mission.travel_list_taken_in", "mission", mission.id, {"list": str(travel_list.id)})
    return travel_list


@transaction.atomic
def explain(by: Actor, travel_list: rows.TravelList, mapping: Mapping[str, str]) -> None:
    """Read a list again with headers meant as the officer says.

    Raises:
        Conflict: it is taken over already, or the mission is archived.

    """
    require(by, Policy.IMPORT_SHEETS)
    travel_list = _open(travel_list)
    travel_list.document["mapping"] = travel_list.document.get("mapping", {}) | dict(mapping)
    sheet = sheet_of(travel_list, core(travel_list.mission))
    travel_list.document["fits"] = fits_of(sheet.lines, delegates_of(travel_list.mission))
    travel_list.save()


@transaction.atomic
def take_over(by: Actor, travel_list: rows.TravelList, choice: Mapping[int, str]) -> int:
    """Write what the list says of those whom a person chose, and forget the rest; how many people it changed.

    Args:
        by: who decides.
        travel_list: the list.
        choice: row -> id of the delegate it means; rows that are not named are passed over.

    Raises:
        InputError: two rows for one person.
        Conflict: it is taken over already, or the mission is archived.

    """
    require(by, Policy.IMPORT_SHEETS)
    travel_list = _open(travel_list)
    twice = sorted({text for text in choice.values() if list(choice.values()).count(text) > 1})
    if twice:
        raise InputError(
            Text("delegation_pages.two_rows", ids=", ".join(twice)), Text("delegation_pages.two_rows_hint")
        )
    people = {person.code: person for person in mission_rows.Delegate.objects.filter(mission=travel_list.mission)}
    known = [from_document(Delegate, person.document) for person in people.values()]
    lines = [line for line in sheet_of(travel_list, core(travel_list.mission)).lines if choice.get(line.row) in people]
    changed = 0
    for line in lines:
        row = people[choice[line.row]]
        delegate = with_travel(from_document(Delegate, row.document), line, known)
        changed += put(by, travel_list.mission, STORED_DELEGATES, delegate)
    travel_list.document, travel_list.applied_at = {"lines": len(lines), "changed": changed}, now()
    travel_list.save()
    facts = {"list": str(travel_list.id), "changed": changed}
    ledger.append(by, "mission.travel_list_taken_over", "mission", travel_list.mission.pk, facts)
    return changed


@transaction.atomic
def put_aside(by: Actor, travel_list: rows.TravelList) -> None:
    """Forget a list."""
    require(by, Policy.IMPORT_SHEETS)
    gone = str(travel_list.pk)
    rows.TravelList.objects.filter(pk=travel_list.pk).delete()
    ledger.append(by, "mission.travel_list_put_aside", "mission", travel_list.mission.pk, {"list": gone})


def _open(travel_list: rows.TravelList) -> rows.TravelList:
    open_mission(travel_list.mission)
    locked: rows.TravelList = (
        rows.TravelList.objects.select_for_update(of=("self",)).select_related("mission").get(pk=travel_list.pk)
    )
    if locked.applied_at is not None:
        raise Conflict(Text("delegation_pages.list_done"), Text("delegation_pages.list_done_hint"))
    return locked
