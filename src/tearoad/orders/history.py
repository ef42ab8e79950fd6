"""What all events of an opportunity say together: how far it is, what counts, who says so, what contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.names import digits_and_letters
from tearoad.orders.order_event import (
    ABOUT_ANOTHER,
    SECOND_VOICES,
    WITH_RUNG,
    EventId,
    EventType,
    Informant,
    LossReason,
    OrderEvent,
    WithoutMission,
)
from tearoad.orders.rungs import LADDER, RESTATED, Rung
from tearoad.text import Text
from tearoad.values import Money


class EventConfirmation(StrEnum):
    """By whom an event is said."""

    EXPORTER_ONLY = "exporter_only"
    BUYER_ONLY = "buyer_only"
    OFFICER_ONLY = "officer_only"
    """An officer wrote it down or saw the papers, and neither side said so itself."""
    WITH_OFFICER = "with_officer"
    """One side says so, and an officer saw it."""
    BOTH = "both"
    """Exporter and buyer say the same."""


CONFIRMED = frozenset({EventConfirmation.WITH_OFFICER, EventConfirmation.BOTH})
"""What counts as confirmed: more than one says so."""


@dataclass(frozen=True, slots=True)
class OpportunityHistory:
    """The events of one opportunity in the order in which they were written down."""

    events: tuple[OrderEvent, ...]
    same: tuple[frozenset[EventId], ...] = ()
    """Groups of events that tell of the same business, as a person decided: of each the first adds an amount."""
    taken_back: frozenset[EventId] = frozenset()
    """Events of business that another opportunity tells too, and of which nothing is left: it was cancelled there."""

    @property
    def standing(self) -> tuple[OrderEvent, ...]:
        """The events that count: neither withdrawn nor replaced. Linear."""
        gone = self._gone()
        return tuple(event for event in self.events if event.id not in gone and event.type is not EventType.WITHDRAWN)

    @property
    def counted(self) -> tuple[OrderEvent, ...]:
        """The events that bring business to a rung or back, as far as they count."""
        return _without_restated(event for event in self.standing if event.rung is not None)

    @property
    def counting(self) -> frozenset[EventId]:
        """What is neither withdrawn nor replaced, nor told again later by the same side."""
        kept = {event.id for event in self.counted}
        return frozenset(event.id for event in self.standing if event.rung is None or event.id in kept)

    @property
    def rung(self) -> Rung:
        """The highest rung at which something is left; talk, where there is nothing else."""
        return (Rung.TALKED, *self.rungs_left)[-1]

    @property
    def rungs_left(self) -> tuple[Rung, ...]:
        """The rungs at which something is left, in their order."""
        counted = self.counted
        left = self._left(counted)
        forward = {
            event.rung for event in counted if event.type is EventType.FORWARD and event.id not in self.taken_back
        }
        back = {event.rung for event in counted if event.type is EventType.BACK}
        whole_back = _rungs_back_as_a_whole(counted)
        return tuple(
            rung
            for rung in LADDER
            if rung in forward - whole_back
            and not (rung in back and all(amount <= 0 for amount in left.get(rung, {}).values()))
        )

    @property
    def is_taken_back_elsewhere(self) -> bool:
        """Whether something counts here of which nothing is left: another opportunity tells that it went back."""
        left, whole_back = self.nets, _rungs_back_as_a_whole(self.counted)
        return any(
            event.type is EventType.FORWARD
            and event.rung is not None
            and event.rung not in whole_back
            and event.id in self.taken_back
            and (event.money is None or left[event.rung].get(event.money.currency, 0) > 0)
            for event in self.counted
        )

    @property
    def loss(self) -> LossReason | None:
        """Why it is lost; None where it is not."""
        lost = self._lost_by
        return lost.reason if lost is not None else None

    @property
    def is_closed_as_lost(self) -> bool:
        """It is lost, and nothing was told of business after it: else a person is to decide, and it stays on lists."""
        return self.loss is not None and not self.business_after_loss

    @property
    def business_after_loss(self) -> tuple[OrderEvent, ...]:
        """Business on a later day than that on which it was lost, as far as something of it is left. Linear."""
        lost = self._lost_by
        if lost is None:
            return ()
        left = self.nets
        return tuple(
            event
            for event in self.counted
            if event.type is EventType.FORWARD
            and event.rung is not None
            and event.rung is not Rung.TALKED
            and event.on > lost.on
            and (event.money is None or left[event.rung][event.money.currency] > 0)
        )

    @property
    def _lost_by(self) -> OrderEvent | None:
        about_loss = (event for event in reversed(self.standing) if event.type in {EventType.LOST, EventType.RESUMED})
        last = next(about_loss, None)
        return last if last is not None and last.type is EventType.LOST else None

    @property
    def without(self) -> WithoutMission | None:
        """How much would have come without the mission, as was said last; None where nobody said."""
        return next((event.without for event in reversed(self.standing) if event.without is not None), None)

    def informants(self, event: EventId) -> frozenset[Informant]:
        """Return who says so: whoever wrote the event, and everyone who confirmed it."""
        said = {order_event.said_by for order_event in self.events if order_event.id == event}
        voices = self.last_voices.items()
        confirmed = {who for (about, who), voice in voices if about == event and voice is EventType.CONFIRMED}
        return frozenset(said | confirmed)

    @property
    def last_voices(self) -> Mapping[tuple[EventId, Informant], EventType]:
        """What each further side said last of an event: that it is so, or otherwise. Linear."""
        return {
            (order_event.about, order_event.said_by): order_event.type
            for order_event in self.standing
            if order_event.type in SECOND_VOICES and order_event.about is not None
        }

    def informants_of_each(self) -> Mapping[EventId, frozenset[Informant]]:
        """Return for each event who says so, as `informants` does for one. Linear."""
        said: dict[EventId, set[Informant]] = {}
        for order_event in self.events:
            said.setdefault(order_event.id, set()).add(order_event.said_by)
        for (about, who), voice in self.last_voices.items():
            if voice is EventType.CONFIRMED and about in said:
                said[about].add(who)
        return {event: frozenset(who) for event, who in said.items()}

    def net(self, rung: Rung) -> Mapping[str, Decimal]:
        """Return what is left at a rung, currency by currency."""
        return self.nets.get(rung, {})

    @property
    def nets(self) -> Mapping[Rung, Mapping[str, Decimal]]:
        """What is left at each rung, currency by currency; nothing of one rung stands in another's. Linear."""
        return self._left(self.counted)

    def _left(self, counted: Sequence[OrderEvent]) -> Mapping[Rung, Mapping[str, Decimal]]:
        left: dict[Rung, dict[str, Decimal]] = {}
        repeated = self._repeated(counted)
        for event in counted:
            if event.rung is not None and event.money is not None and event.id not in repeated:
                at, currency = left.setdefault(event.rung, {}), event.money.currency
                sign = 1 if event.type is EventType.FORWARD else -1
                at[currency] = at.get(currency, Decimal(0)) + sign * event.money.amount
        return left

    def _repeated(self, counted: Sequence[OrderEvent]) -> frozenset[EventId]:
        """Return the events that tell once more what an earlier one of them told."""
        if not self.same:
            return frozenset()
        order = [event.id for event in counted]
        in_order = ([id_ for id_ in order if id_ in group] for group in self.same)
        return frozenset(id_ for group in in_order for id_ in group[1:])

    def _gone(self) -> frozenset[EventId]:
        """What was withdrawn, or whose place another event took, is gone for good; it can be told anew."""
        return frozenset(
            event.about for event in self.events if event.about is not None and event.type not in SECOND_VOICES
        )


def confirmation_of(informants: frozenset[Informant]) -> EventConfirmation:
    """Return what it means that these say so."""
    if {Informant.EXPORTER, Informant.BUYER} <= informants:
        return EventConfirmation.BOTH
    if len(informants) > 1:
        return EventConfirmation.WITH_OFFICER
    return {
        Informant.EXPORTER: EventConfirmation.EXPORTER_ONLY,
        Informant.BUYER: EventConfirmation.BUYER_ONLY,
        Informant.OFFICER: EventConfirmation.OFFICER_ONLY,
    }[next(iter(informants))]


def judge_about(history: OpportunityHistory, event: OrderEvent) -> None:
    """Refuse an event about another that is not there, counts no more, or was said by the same side.

    Raises:
        NotFoundError: the opportunity has no such event.
        InputError: it is none that can be about another.
        Conflict: it was withdrawn or replaced already, whoever confirms it said it themselves, or others said it too
            than whoever corrects it.

    """
    if event.about is None:
        return
    if event.type not in ABOUT_ANOTHER | WITH_RUNG:
        raise InputError(Text("orders.about_another"), Text("orders.about_another_hint"))
    if all(order_event.id != event.about for order_event in history.events):
        raise NotFoundError(Text("orders.no_such_event"), Text("orders.no_such_event_hint"))
    standing = {order_event.id for order_event in history.standing}
    if event.about not in standing:
        raise Conflict(Text("orders.counts_no_more"), Text("orders.counts_no_more_hint"))
    if event.type in SECOND_VOICES and _is_said_already(history, event):
        raise Conflict(Text("orders.said_already"), Text("orders.said_already_hint"))
    if event.type in WITH_RUNG | {EventType.WITHDRAWN} and not _is_for_its_side(history, event):
        raise Conflict(Text("orders.not_own_words"), Text("orders.not_own_words_hint"))


def judge_said(history: OpportunityHistory, event: OrderEvent) -> None:
    """Refuse what does not follow from what was said before, or is not for this side to say.

    Raises:
        InputError: another than the exporter says what would have come without the mission, or talk is taken back.
        Conflict: nothing is lost that could be resumed.

    """
    if event.type is EventType.BACK and event.rung is Rung.TALKED:
        raise InputError(Text("orders.talk_goes_not_back"), Text("orders.talk_goes_not_back_hint"))
    if event.type is EventType.RESUMED and history.loss is None:
        raise Conflict(Text("orders.not_lost"), Text("orders.not_lost_hint"))
    if event.type is EventType.WITHOUT_MISSION and event.said_by is not Informant.EXPORTER:
        raise InputError(Text("orders.without_by_exporter"), Text("orders.without_by_exporter_hint"))


def _is_for_its_side(history: OpportunityHistory, event: OrderEvent) -> bool:
    """Whether what is corrected or withdrawn was said by nobody else; the office decides what contradicts."""
    corrected = next(order_event for order_event in history.events if order_event.id == event.about)
    own = event.said_by is Informant.OFFICER or history.informants(corrected.id) == {event.said_by}
    return own and (corrected.rung is not None or event.type is EventType.WITHDRAWN)


def _is_said_already(history: OpportunityHistory, event: OrderEvent) -> bool:
    """Whether this side told it itself, or said the same last; who says otherwise later, on another phone, is heard."""
    own = any(order_event.id == event.about and order_event.said_by is event.said_by for order_event in history.events)
    said = (
        order_event
        for order_event in reversed(history.standing)
        if order_event.about == event.about and order_event.said_by is event.said_by
    )
    last = next((order_event for order_event in said if order_event.type in SECOND_VOICES), None)
    again = last is not None and (last.type, last.note) == (event.type, event.note)
    return own or again or (last is not None and last.type is event.type is EventType.CONFIRMED)


def _without_restated(events: Iterable[OrderEvent]) -> tuple[OrderEvent, ...]:
    """Leave out hopes that the same side told again on a later day, with what was taken back of them until then."""
    every = tuple(events)
    at_rung: dict[Rung, list[OrderEvent]] = {}
    for event in every:
        if event.rung in RESTATED and event.money is not None:
            at_rung.setdefault(event.rung, []).append(event)
    gone: set[EventId] = set()
    for told in at_rung.values():
        kept: list[OrderEvent] = []
        for event in sorted(told, key=lambda event: event.on):
            replaced = _replaced_by(event, kept)
            gone.update(replaced)
            kept = [*(earlier for earlier in kept if earlier.id not in replaced), event]
    return tuple(event for event in every if event.id not in gone) if gone else every


def _replaced_by(event: OrderEvent, kept: Sequence[OrderEvent]) -> frozenset[EventId]:
    """Return what an event tells anew of those before it: its side's own words, and what went back of them since."""
    same = [earlier for earlier in kept if _may_be_of_same_business(earlier, event)]
    forward = [each for each in same if each.type is EventType.FORWARD and each.said_by is event.said_by]
    if event.type is not EventType.FORWARD or not forward:
        return frozenset()
    since = same[same.index(forward[0]) :]
    return frozenset(each.id for each in since if each in forward or each.type is EventType.BACK)


def _may_be_of_same_business(event: OrderEvent, other: OrderEvent) -> bool:
    """Whether neither number nor goods tell the two apart."""
    numbers = {digits_and_letters(each.number) for each in (event, other)} - {""}
    ours, theirs = ({code.hs6 for code in each.hs} for each in (event, other))
    return len(numbers) < 2 and (not ours or not theirs or bool(ours & theirs))


def _rungs_back_as_a_whole(counted: Iterable[OrderEvent]) -> frozenset[Rung | None]:
    return frozenset(event.rung for event in counted if event.type is EventType.BACK and event.money is None)


def left_at(history: OpportunityHistory, rung: Rung) -> Sequence[Money]:
    """Return what is left at a rung, an amount in each currency that occurs."""
    return tuple(Money(amount, currency) for currency, amount in history.net(rung).items() if amount)
