"""Pins that the mission cannot mean: on a pair that may not meet, or at a time at which no meeting begins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tearoad.paper.sheets import CellProblem
from tearoad.text import Text
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.values import PartyId, Slot


@dataclass(frozen=True, slots=True)
class SoundPins:
    """The pins that go into the problem, and what is wrong with the others."""

    kept: tuple[PinnedMeeting, ...]
    problems: tuple[CellProblem, ...]


def sound_pins(
    pins: Sequence[PinnedMeeting],
    slots: Sequence[Slot],
    refused: Collection[tuple[PartyId, PartyId]],
    held: Collection[PartyId],
) -> SoundPins:
    """Part the pins that can be meant from those that cannot; each of these is an error in its own cell.

    `refused` are pairs of exporter and buyer of whom one said no; `held` are parties that may not be met. A pin that
    merely clashes with others is kept: the plan says so. Linear in pins and slots.
    """
    kept: list[PinnedMeeting] = []
    problems: list[CellProblem] = []
    for pin in pins:
        faults = (*_pair(pin, refused, held), *_time(pin, slots))
        problems.extend(faults)
        if not faults:
            kept.append(pin)
    return SoundPins(tuple(kept), tuple(problems))


def _pair(
    pin: PinnedMeeting, refused: Collection[tuple[PartyId, PartyId]], held: Collection[PartyId]
) -> tuple[CellProblem, ...]:
    if pin.pair_at is None:
        return ()
    for party in (pin.exporter, pin.buyer):
        if party in held:
            return (pin.pair_at.error(Text("timetable.pin_held", party=party), Text("timetable.pin_held_hint")),)
    if (pin.exporter, pin.buyer) in refused:
        text = Text("timetable.pin_refused", exporter=pin.exporter, buyer=pin.buyer)
        return (pin.pair_at.error(text, Text("timetable.pin_refused_hint")),)
    return ()


def _time(pin: PinnedMeeting, slots: Sequence[Slot]) -> tuple[CellProblem, ...]:
    starts = [slot.window.start_at for slot in slots]
    if pin.start_at is None or pin.start_at_cell is None or pin.start_at in starts or not starts:
        return ()
    pinned = pin.start_at
    near = min(starts, key=lambda start: abs(start - pinned))
    text = Text("timetable.pin_between_slots", at=pinned)
    return (pin.start_at_cell.error(text, Text("timetable.pin_between_slots_hint", near=near)),)
