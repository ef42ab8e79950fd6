"""Own stands, and whether what mission.toml names is there: both need the sheets beside it.

The stand column of the exporters sheet makes the place: its id is the stand's number as written (two firms on one
number: `A12/E03`), its zone is the hall, so that a way from a hall to the tables is written once for all its stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from tearoad.companies import Exporter
from tearoad.mission.mission import Mission, Place, PlaceKind
from tearoad.mission.toml.keys import FILE
from tearoad.mission.toml.section import nearest
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Text
from tearoad.values import LocalText, PartyId, PlaceId
from tearoad.words.catalogue import say

STANDS_ZONE = "stands"
"""The zone of stands whose hall is not written."""


def with_own_stands(mission: Mission, exporters: Sequence[Exporter]) -> Mission:
    """Add a stand for every firm with a stand number, unless mission.toml describes that firm's stand itself."""
    described = {place.owner for place in mission.places if place.kind is PlaceKind.STAND}
    taken = {place.id for place in mission.places}
    shared = Counter(firm.stand for firm in exporters)
    stands = []
    for firm in exporters:
        if not firm.stand or firm.id in described:
            continue
        alone = shared[firm.stand] == 1 and firm.stand not in taken
        place = PlaceId(firm.stand if alone else f"{firm.stand}/{firm.id}")
        zone, at_once = firm.hall or STANDS_ZONE, max((1, *firm.staff_per_day))
        stands.append(Place(place, PlaceKind.STAND, _named(firm.stand), firm.hall, zone, firm.id, at_once))
    return replace(mission, places=(*mission.places, *stands))


def _named(stand: str) -> LocalText:
    return LocalText.of(partial(say, Text("mission.stand_name", number=stand)))


def unknown_in_mission(mission: Mission, parties: Collection[PartyId]) -> tuple[CellProblem, ...]:
    """List owners that are no party of the sheets, and ways whose ends are no place and no zone.

    Take the mission after `with_own_stands`, for their halls are zones too.
    """
    ends = {place.id for place in mission.places} | {place.zone for place in mission.places if place.zone}
    return (*_owners(mission, parties), *_ends(mission, ends))


def _owners(mission: Mission, parties: Collection[PartyId]) -> Iterator[CellProblem]:
    for place in mission.places:
        if place.owner is not None and place.owner not in parties:
            near = nearest(place.owner, sorted(parties))
            hint = Text("mission.nearest_hint", nearest=near) if near else Text("mission.owner_hint")
            yield CellProblem(Severity.ERROR, Text("mission.owner", place=place.id, owner=place.owner), hint, FILE)
        if place.owner is None and place.kind is PlaceKind.DESK:
            text = Text("mission.desk_without_owner", place=place.id)
            yield CellProblem(Severity.WARNING, text, Text("mission.owner_hint"), FILE)


def _ends(mission: Mission, known: Collection[str]) -> Iterator[CellProblem]:
    for walk in mission.walks:
        for end in (walk.here, walk.there):
            if end not in known:
                near = nearest(end, sorted(known))
                hint = Text("mission.nearest_hint", nearest=near) if near else Text("mission.walk_end_hint")
                text = Text("mission.walk_end", here=walk.here, there=walk.there, found=end)
                yield CellProblem(Severity.WARNING, text, hint, FILE)
