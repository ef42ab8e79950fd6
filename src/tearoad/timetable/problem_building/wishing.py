"""From what a pair desires to a wish: in which slots, at which places, with which languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tearoad.companies import Buyer, Exporter
from tearoad.mission import LanguagePair, Place, PlaceKind
from tearoad.timetable.problem import Pin, Wish
from tearoad.timetable.problem_building.days import slots_inside
from tearoad.timetable.problem_building.desires import Desire
from tearoad.timetable.roster import Roster
from tearoad.values import LanguageCode, PartyId, PersonId, PlaceId, Slot


class Wishing:
    """Turns desires into wishes of one mission."""

    def __init__(self, roster: Roster, slots: Sequence[Slot], places: Sequence[Place]) -> None:
        """Index the mission once."""
        self._mission = roster.mission
        self._slots = slots
        self._exporters = {exporter.id: exporter for exporter in roster.exporters}
        self._buyers = {buyer.id: buyer for buyer in roster.buyers}
        self._owned: defaultdict[tuple[PlaceKind, PartyId | None], list[PlaceId]] = defaultdict(list)
        self._firm_of: dict[PersonId | None, PartyId | None] = {
            delegate.id: delegate.firm for delegate in roster.delegates
        }
        self._spoken = languages_of_delegates(roster)
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
            interpreting=self._interpreting(exporter, buyer, desire.person),
            direct=self._direct(exporter, buyer, desire.person),
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

    def _interpreting(
        self, exporter: Exporter, buyer: Buyer, person: PersonId | None
    ) -> tuple[frozenset[LanguagePair], ...]:
        """Return the language pairs of which one interpreter must command one set.

        Empty where nothing is known of the firm's people and firm and buyer share a language: then it is taken that
        whoever comes speaks it. A side that wrote no language is taken to speak its country's. Whoever of the people
        comes, the interpreter speaks with them: in a language that all of them speak, or that the named one speaks.
        """
        theirs = self._of_buyer(buyer)
        people = self._spoken.get(exporter.id)
        if people is None:
            ours = tuple(exporter.languages) or (self._mission.home_language.code,)
            if not set(ours).isdisjoint(theirs):
                return ()
        else:
            ours = people[person] if person in people else _common(people) or (self._mission.home_language.code,)
        return tuple(
            frozenset({LanguagePair(here, there), LanguagePair(there, here)})
            for here in ours
            for there in theirs
            if here != there
        )

    def _direct(self, exporter: Exporter, buyer: Buyer, person: PersonId | None) -> frozenset[LanguageCode]:
        """Return the buyer's languages of which somebody of the firm, or the named one, speaks one."""
        people = self._spoken.get(exporter.id, {})
        able = [people[person]] if person in people else list(people.values())
        return frozenset(self._of_buyer(buyer)).intersection(code for codes in able for code in codes)

    def _of_buyer(self, buyer: Buyer) -> tuple[LanguageCode, ...]:
        return tuple(buyer.languages) or (self._mission.host_language.code,)


def languages_of_delegates(roster: Roster) -> dict[PartyId, dict[PersonId, tuple[LanguageCode, ...]]]:
    """Return who speaks what, of each firm of which the sheets say it of somebody.

    Of whom they say nothing beside such a colleague it is taken that they speak their country's language.
    """
    home = (roster.mission.home_language.code,)
    found: defaultdict[PartyId, dict[PersonId, tuple[LanguageCode, ...]]] = defaultdict(dict)
    for delegate in roster.delegates:
        if delegate.firm:
            found[delegate.firm][delegate.id] = delegate.languages
    return {
        firm: {who: languages or home for who, languages in people.items()}
        for firm, people in found.items()
        if any(people.values())
    }


def _common(people: Mapping[PersonId, tuple[LanguageCode, ...]]) -> tuple[LanguageCode, ...]:
    """Return the languages that all of them speak, in the first one's order."""
    first, *others = people.values()
    return tuple(code for code in first if all(code in codes for codes in others))


def _with_pinned(places: tuple[PlaceId, ...], pin: Pin | None) -> tuple[PlaceId, ...]:
    if pin is None or pin.place is None or pin.place in places:
        return places
    return (*places, pin.place)
