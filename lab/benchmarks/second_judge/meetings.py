"""Rules of a single meeting: when and where it may be, what was asked and agreed, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lab.benchmarks.second_judge.facts import Pin, Quota
from lab.benchmarks.second_judge.plan import Meeting
from lab.benchmarks.second_judge.scene import Scene, Violation, broken, during


def unknown(scene: Scene) -> Iterator[Violation]:
    """Whom and which place the folder does not know."""
    known = scene.known
    for meeting in scene.plan.told:
        if meeting not in known:
            yield broken(
                "unknown", meeting, meeting.pair, f"party or place “{meeting.place}” stands nowhere in the folder"
            )


def twice(scene: Scene) -> Iterator[Violation]:
    """Two meet once."""
    for pair, count in Counter(meeting.pair for meeting in scene.plan.told).items():
        if count > 1:
            yield Violation("twice", "/".join(pair), pair, f"planned {count} times")


def slot(scene: Scene) -> Iterator[Violation]:
    """A meeting begins with a slot of the fair, is as long as was asked, and ends on its day within the hours."""
    for meeting in scene.known:
        slots = scene.mission.slots_of(meeting.span)
        wanted = max((request.slots for request in scene.requests(meeting)), default=1)
        if not slots or slots[0].span.start != meeting.span.start or slots[-1].span.end != meeting.span.end:
            yield broken("slot", meeting, meeting.pair, f"{meeting.span} is no slot of the fair")
        elif len({each.day for each in slots}) > 1 or len(slots) != wanted:
            yield broken("slot", meeting, meeting.pair, f"{meeting.span} is {len(slots)} slots, {wanted} are asked")


def refused(scene: Scene) -> Iterator[Violation]:
    """No meeting that one of the two refuses, or with somebody whom a decision keeps out."""
    mission = scene.mission
    for meeting in scene.known:
        firm, buyer = mission.parties[meeting.firm], mission.parties[meeting.buyer]
        if any(request.strength == "no" for request in scene.requests(meeting)):
            yield broken("refused", meeting, meeting.pair, "a request says no")
        if buyer.id in firm.avoids or firm.id in buyer.avoids:
            yield broken("refused", meeting, meeting.pair, "one must not meet the other")
        if barred := mission.barred.intersection(meeting.pair):
            yield broken("refused", meeting, barred, "a decision keeps them out")


def place(scene: Scene) -> Iterator[Violation]:
    """A place is open, its owner takes part, it has room, and it is of the kind that was asked."""
    mission = scene.mission
    for meeting in scene.known:
        there = mission.places[meeting.place]
        formats = {request.format for request in scene.requests(meeting)} - {""}
        pin = mission.pins.get(meeting.pair, Pin(None, "", ""))
        if during(mission.closed.get(there.id, ()), meeting.span):
            yield broken("place_closed", meeting, [there.id], f"closed during {meeting.span}")
        if there.owner and there.owner not in meeting.pair:
            yield broken("place_owner", meeting, [there.owner], f"{there.id} is theirs")
        if formats and there.kind not in {_KINDS.get(each, each) for each in formats} and pin.place != there.id:
            yield broken("format", meeting, meeting.pair, f"{there.kind} instead of {' or '.join(sorted(formats))}")
    for there in mission.places.values():
        here = [one for one in scene.known if one.place == there.id]
        for each in mission.slots:
            now = [one for one in here if one.span.meets(each.span)]
            if len(now) > there.capacity:
                yield broken("place_full", now[-1], [there.id], f"{len(now)} meetings at {each.span}")


_KINDS = {"purchasing desk": "desk", "off-site": "offsite"}
"""What the sheet calls a place -> what mission.toml calls it."""


def fixed(scene: Scene) -> Iterator[Violation]:
    """Pins and agreed times stand; windows of requests are kept where nothing is fixed."""
    for meeting in scene.known:
        pin = scene.mission.pins.get(meeting.pair, Pin(None, "", ""))
        for said, is_, wanted in (
            ("time", meeting.span.start, pin.start),
            ("place", meeting.place, pin.place),
            ("interpreter", meeting.interpreter, pin.interpreter),
        ):
            if wanted and is_ != wanted:
                yield broken("pin", meeting, meeting.pair, f"{said} {is_} instead of {wanted}")
        if pin.start:
            continue
        requests = scene.requests(meeting)
        agreed = {request.agreed for request in requests} - {None}
        if agreed and meeting.span.start not in agreed:
            yield broken("agreed", meeting, meeting.pair, f"{meeting.span} instead of the agreed time")
        if not agreed and any(
            request.window and not any(window.holds(meeting.span) for window in request.window) for request in requests
        ):
            yield broken("window", meeting, meeting.pair, f"{meeting.span} is outside the time that was asked for")


def buyer_away(scene: Scene) -> Iterator[Violation]:
    """A buyer is there: at the fair for meetings at it, and not away for a call."""
    for meeting in scene.known:
        buyer = scene.mission.parties[meeting.buyer]
        online = scene.mission.places[meeting.place].kind == "online"
        if not (buyer.is_free(meeting.span) if online else buyer.is_at_the_fair(meeting.span)):
            yield broken("buyer_away", meeting, [buyer.id], f"not there {meeting.span}")


def day_cap(scene: Scene) -> Iterator[Violation]:
    """Nobody has more meetings a day than are booked at most."""
    if "day_cap" in scene.mission.rules.off:
        return
    for party in scene.mission.parties.values():
        for day, meetings in scene.days_of(scene.of(party.id)).items():
            most = party.cap
            if len(meetings) > most:
                yield broken("day_cap", meetings[-1], [party.id], f"{len(meetings)} on day {day + 1}, at most {most}")


def quota(scene: Scene) -> Iterator[Violation]:
    """Nobody has more meetings in a time than the office set."""
    for one in scene.mission.quotas:
        counted = counted_in(scene, one)
        if one.most is not None and len(counted) > one.most:
            yield broken("quota", counted[-1], [one.party], f"{len(counted)}, at most {one.most}")


def counted_in(scene: Scene, one: Quota) -> list[Meeting]:
    """Return the meetings that begin in the time of a quota."""
    return [
        meeting
        for meeting in scene.of(one.party)
        if not one.window or any(window.start <= meeting.span.start < window.end for window in one.window)
    ]


def order(scene: Scene) -> Iterator[Violation]:
    """Where both meetings of an order are held, the first ends before the other begins."""
    held = {meeting.pair: meeting for meeting in scene.known}
    for first, later in scene.mission.orders:
        if first in held and later in held and held[later].span.start < held[first].span.end:
            yield broken("order", held[later], later, f"begins before {held[first]} has ended")
