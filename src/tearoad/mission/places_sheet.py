"""Places and the minutes between them as rows: what a mission's own document holds of where people meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tearoad.mission.mission import Place, PlaceKind, Walk
from tearoad.paper.sheets import PARTIES, Choices, Column, Kind, Reading, Record, SheetWords
from tearoad.rows import Codec, Field, Refusal, RowKind, Widget
from tearoad.rows.codecs import LINE, LOCAL, LOCAL_NOTE, choice, named, whole
from tearoad.text import Text
from tearoad.values import PartyId

_MOST_AT_ONCE, _MOST_MINUTES = 100, 600
PLACE_KINDS = Choices(
    {
        PlaceKind.TABLE: SheetWords("sheet_words.place_table"),
        PlaceKind.STAND: SheetWords("sheet_words.place_stand"),
        PlaceKind.DESK: SheetWords("sheet_words.place_desk"),
        PlaceKind.OFFSITE: SheetWords("sheet_words.place_offsite"),
        PlaceKind.ONLINE: SheetWords("sheet_words.place_online"),
    }
)


def _is_possible(place: Place, record: Record, _reading: Reading) -> Place:
    """Refuse more meetings at once than a place can hold; mark a buyer's desk that is nobody's."""
    if place.capacity > _MOST_AT_ONCE:
        text = Text("sheets.place_capacity", found=place.capacity, most=_MOST_AT_ONCE)
        record.error(text, Text("sheets.place_capacity_hint"), "capacity")
    if place.kind is PlaceKind.DESK and place.owner is None:
        record.warn(Text("sheets.desk_without_owner"), Text("sheets.desk_without_owner_hint"), "owner")
    return place


PLACES = RowKind(
    name="places",
    title=SheetWords("sheet_words.places"),
    core=Place,
    personal=frozenset(),
    prefix="T",
    id=Column("id", SheetWords("sheet_words.id_of_places"), "T1", about="place_id", width=8),
    fields=(
        Field("kind", choice(PLACE_KINDS, PlaceKind.TABLE), SheetWords("sheet_words.kind"), about="place_kind"),
        Field(
            "name",
            LOCAL,
            SheetWords("sheet_words.name_of_places"),
            example=SheetWords("sheet_words.north_market_desk"),
            about="place_name",
            width=28,
            needed=True,
        ),
        Field("hall", LINE, SheetWords("sheet_words.hall"), example="7.1", about="place_hall", width=10),
        Field("zone", LINE, SheetWords("sheet_words.zone"), example="tables", about="place_zone", width=12),
        Field(
            "owner",
            named(PARTIES, PartyId),
            SheetWords("sheet_words.owner_of_places"),
            example="B001",
            about="place_owner",
            width=22,
        ),
        Field("capacity", whole(1, 1), SheetWords("sheet_words.capacity"), example="1", about="place_capacity"),
        Field(
            "how_to_get_there",
            LOCAL_NOTE,
            SheetWords("sheet_words.way_there"),
            about="place_how_to_get_there",
            width=28,
        ),
    ),
    judge=_is_possible,
)


def _ends(walk: Walk) -> frozenset[str]:
    return frozenset((walk.here, walk.there))


def _refused_walk(walk: Walk, others: Sequence[Walk], _where: Callable[[Walk], str]) -> Refusal | None:
    if walk.here == walk.there:
        text = Text("mission.walk_itself", place=walk.here)
        return Refusal(text, Text("mission.walk_itself_hint"), "there")
    if any(_ends(other) == _ends(walk) for other in others):
        text = Text("mission.walk_twice", here=walk.here, there=walk.there)
        return Refusal(text, Text("mission.walk_twice_hint"), "there")
    return None


def _not_too_far(walk: Walk, record: Record, _reading: Reading) -> Walk:
    if walk.minutes > _MOST_MINUTES:
        text = Text("sheets.walk_minutes", found=walk.minutes, most=_MOST_MINUTES)
        record.error(text, Text("sheets.walk_minutes_hint"), "minutes")
    return walk


_END: Codec[str] = Codec(
    read=lambda record, name, _reading: record.ref(name, frozenset({Kind.PLACE})) or "",
    widget=Widget.PARTY,
    kinds=frozenset({Kind.PLACE}),
    binds=False,
)
"""A place, a zone or a hall."""
WALKS = RowKind(
    name="walks",
    title=SheetWords("sheet_words.walks"),
    core=Walk,
    personal=frozenset(),
    key=lambda walk: f"{walk.here[:38]} – {walk.there[:38]}",
    fields=(
        Field(
            "here", _END, SheetWords("sheet_words.walk_here"), example="7.1", about="walk_here", width=22, needed=True
        ),
        Field(
            "there",
            _END,
            SheetWords("sheet_words.walk_there"),
            example="tables",
            about="walk_there",
            width=22,
            needed=True,
        ),
        Field(
            "minutes",
            whole(-1),
            SheetWords("sheet_words.walk_minutes"),
            example="5",
            about="walk_minutes",
            needed=True,
            essential=True,
        ),
    ),
    judge=_not_too_far,
    refusal=_refused_walk,
)
