"""From what a pair desires to a wish: in which slots, at which places, with which languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tearoad.companies import Buyer, Exporter
from tearoad.mission import LanguagePair, Place, PlaceKind
from tearoad.timetable.posing.days import slots_inside
from tearoad.timetable.posing.desires import Desire
from tearoad.timetable.problem import Pin, Wish
from tearoad.timetable.roster import Roster
from tearoad.values import Language, LanguageCode, PartyId, PersonId, PlaceId, Slot

_CODES = {Language.EN: "en", Language.ZH: "zh", Language.RU: "ru"}


class Wishing:
    """Turns desires into wishes of one mission."""

    def __init__(self, roster: Roster, slots: Sequence[Slot], places: Sequence[Place]) -> None:
        """Index the mission once."""
        self._mission = roster.mission
        self._slots = slots
        self._exporters = {one.id: one for one in roster.exporters}
        self._buyers = {one.id: one for one in roster.buyers}
        self._owned: defaultdict[tuple[PlaceKind, PartyId | None], list[PlaceId]] = defaultdict(list)
        self._firm_of: dict[PersonId | None, PartyId | None] = {one.id: one.firm for one in roster.delegates}
        self._kind: dict[PlaceId, PlaceKind] = {}
        for place in places:
            self._owned[place.kind, place.owner].append(place.id)
            self._kind[place.id] = place.kind

    def wish(self, desire: Desire, pin: Pin | None = None) -> Wish:
        """Return the wish. It may have no start or no place left; then it is explained, not dropped.

        What the organiser pinned goes before what was asked: the pinned start and place are open to the wish, whatever
        window, agreed time or format a request named.
        """
        exporter, buyer = self._exporters[desire.exporter], self._buyers[desire.buyer]
        return Wish(
            id=desire.id,
            exporter=desire.exporter,
            buyer=desire.buyer,
            value=desire.value,
            starts=self._starts(desire) | self._pinned_start(desire, pin),
            places=_with_pinned(self._places(desire, exporter, buyer), pin),
            must=desire.must,
            slots=desire.slots,
            person=desire.person if self._firm_of.get(desire.person) == desire.exporter else None,
            interpreting=self._interpreting(exporter, buyer),
        )

    def _starts(self, desire: Desire) -> frozenset[int]:
        """Return the slots in which the whole meeting lies on one day, in every window, at the agreed time."""
        agreed = desire.agreed
        starts = set()
        inside = [slots_inside(self._slots, [window]) for window in desire.windows]
        for slot in self._slots:
            span = range(slot.index, slot.index + desire.slots)
            if self._on_one_day(span) and all(index in window for window in inside for index in span):
                starts.add(slot.index)
        if agreed is None:
            return frozenset(starts)
        return frozenset(i for i in starts if self._slots[i].window.start_at == agreed.start_at)

    def _on_one_day(self, span: range) -> bool:
        return span[-1] < len(self._slots) and self._slots[span[-1]].day == self._slots[span[0]].day

    def _pinned_start(self, desire: Desire, pin: Pin | None) -> frozenset[int]:
        if pin is None or pin.start is None or not self._on_one_day(range(pin.start, pin.start + desire.slots)):
            return frozenset()
        return frozenset({pin.start})

    def _places(self, desire: Desire, exporter: Exporter, buyer: Buyer) -> tuple[PlaceId, ...]:
        """Return where the pair may meet: as asked; else where the buyer receives, at the stand, or at a table."""
        stand = tuple(self._owned[PlaceKind.STAND, exporter.id])
        tables = tuple(self._owned[PlaceKind.TABLE, None])
        receiving = (PlaceId(buyer.desk),) if buyer.desk in self._kind else ()
        if desire.format is None:
            return receiving or stand or tables
        by_format = {
            PlaceKind.STAND: stand,
            PlaceKind.TABLE: tables,
            PlaceKind.DESK: tuple(self._owned[PlaceKind.DESK, buyer.id]),
            PlaceKind.OFFSITE: tuple(self._owned[PlaceKind.OFFSITE, buyer.id]),
            PlaceKind.ONLINE: tuple(self._owned[PlaceKind.ONLINE, None]),
        }
        return by_format[desire.format]

    def _interpreting(self, exporter: Exporter, buyer: Buyer) -> tuple[frozenset[LanguagePair], ...]:
        """Return the language pairs of which one interpreter must command one set; empty where both share a language.

        A side that wrote no language is taken to speak its country's.
        """
        ours = exporter.languages or (_code(self._mission.home_language),)
        theirs = buyer.languages or (_code(self._mission.host_language),)
        if not set(ours).isdisjoint(theirs):
            return ()
        return tuple(
            frozenset({LanguagePair(here, there), LanguagePair(there, here)}) for here in ours for there in theirs
        )


def _with_pinned(places: tuple[PlaceId, ...], pin: Pin | None) -> tuple[PlaceId, ...]:
    if pin is None or pin.place is None or pin.place in places:
        return places
    return (*places, pin.place)


def _code(language: Language) -> LanguageCode:
    return LanguageCode(_CODES[language])
