"""For each wish left out: what stands in the way of every way to grant it, counted, and the cheapest trade.

What the rest of the plan blocks is read off the limits (`standing.py`); what no plan could allow is told by the rules
themselves, asked about the meeting alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tearoad.text import Param, Ref, Text
from tearoad.timetable import rules
from tearoad.timetable.explain.standing import Block, Standing
from tearoad.timetable.explain.trade import Trade, cheapest_trade
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import MeetingInterpreter, Pin, Problem, Wish
from tearoad.timetable.solvers.candidates import Candidate, serves
from tearoad.timetable.solvers.limits import Why
from tearoad.values import InterpreterId, PlaceId, WishId


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: in `ways` of the wish's `of` ways (start, place, interpreter; like tables count once)."""

    text: Text
    ways: int
    of: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a wish was left out: the obstacles, the most frequent first, and what would make room for it."""

    wish: WishId
    text: Text
    obstacles: tuple[Obstacle, ...]
    trade: Trade | None
    """None: no plan can hold it, or more than three meetings would have to give way."""


_Way = tuple[int, PlaceId, InterpreterId | None]
_Key = tuple[str, str]
"""The obstacle's code and whom it concerns."""


@dataclass(slots=True)
class _Tally:
    ways: set[_Way] = field(default_factory=set)
    holders: dict[WishId, None] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(start for start, _, _ in self.ways)


def explain(problem: Problem, plan: Plan) -> tuple[Explanation, ...]:
    """Return one explanation for each wish the plan does not hold, in the order of the wishes.

    Deterministic. The plan should keep all rules (`check`). Time grows with the unplaced wishes and their ways.
    """
    standing = Standing(problem, plan)
    held = {meeting.wish for meeting in plan.meetings}
    return tuple(_explained(problem, wish, standing) for wish in problem.wishes if wish.id not in held)


def _explained(problem: Problem, wish: Wish, standing: Standing) -> Explanation:
    columns = standing.of[wish.id]
    possible = {_way(standing.candidate(column)): column for column in columns}
    ways = dict.fromkeys(_ways(problem, wish, standing))
    of = len(ways | dict.fromkeys(possible))
    found: dict[_Key, _Tally] = defaultdict(_Tally)
    fits = 0
    for way, column in possible.items():
        blocks = standing.blocks(column)
        fits += not blocks
        for block in _telling(blocks):
            tally = found[f"timetable.why_{block.limit.label.why.value}", block.limit.label.who]
            tally.ways.add(way)
            tally.holders.update(dict.fromkeys(standing.candidate(holder).wish.id for holder in block.holders))
    for way in ways:
        for key in () if way in possible else _alone(problem, wish, way):
            found[key].ways.add(way)
    obstacles = [_obstacle(problem, key, tally, of) for key, tally in found.items()]
    if fits:
        obstacles.append(Obstacle(Text("timetable.why_nothing", count=fits, of=of), fits, of))
    obstacles.extend(_impossible(problem, wish))
    trade = cheapest_trade(standing, columns)
    ordered = tuple(sorted(obstacles, key=lambda one: (-one.ways, one.text.code, str(one.text.params))))
    return Explanation(wish.id, _told(problem, wish, of, trade), ordered, trade)


def _telling(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks worth telling: to one who is in another meeting anyway the way is no news."""
    busy = {block.limit.label.who for block in blocks if block.limit.label.why is Why.BUSY}
    for block in blocks:
        if block.limit.label.why is not Why.WAY or block.limit.label.who not in busy:
            yield block


def _way(one: Candidate) -> _Way:
    return one.start, one.place, one.interpreter


def _told(problem: Problem, wish: Wish, of: int, trade: Trade | None) -> Text:
    params: dict[str, Param] = {"exporter": Ref(wish.exporter), "buyer": Ref(wish.buyer), "ways": of}
    if trade is None:
        return Text("timetable.unplaced", **params)
    given = tuple(rules.pair(problem.lookup.wish[one]) for one in trade.gives_way)
    return Text("timetable.unplaced_trade", count=len(given), given=given, value=trade.value, own=wish.value, **params)


def _obstacle(problem: Problem, key: _Key, tally: _Tally, of: int) -> Obstacle:
    code, who = key
    params: dict[str, Param] = {"count": len(tally.ways), "of": of, "who": Ref(who)}
    params["at"] = problem.slots[tally.first].window.start_at
    if tally.holders:
        params["meetings"] = len(tally.holders)
    return Obstacle(Text(code, **params), len(tally.ways), of)


def _impossible(problem: Problem, wish: Wish) -> Iterator[Obstacle]:
    """What leaves no way at all."""
    if not wish.starts:
        yield Obstacle(Text("timetable.why_no_window", exporter=Ref(wish.exporter), buyer=Ref(wish.buyer)), 0, 0)
    if not wish.places:
        yield Obstacle(Text("timetable.why_no_place", exporter=Ref(wish.exporter), buyer=Ref(wish.buyer)), 0, 0)
    if wish.interpreting and not _able(problem, wish):
        yield Obstacle(Text("timetable.why_no_interpreter", meeting=rules.pair(wish)), 0, 0)


def _able(problem: Problem, wish: Wish) -> list[MeetingInterpreter]:
    pin = problem.lookup.pin.get(wish.id, Pin(wish.id))
    return [one for one in problem.interpreters if serves(one, wish, pin)]


def _ways(problem: Problem, wish: Wish, standing: Standing) -> Iterator[_Way]:
    pin = problem.lookup.pin.get(wish.id)
    needed = bool(wish.interpreting) or (pin is not None and pin.interpreter is not None)
    speakers = [one.id for one in _able(problem, wish)] if needed else [None]
    for start in sorted(wish.starts):
        for place in wish.places:
            for speaker in speakers:
                yield start, standing.like(place), speaker


def _alone(problem: Problem, wish: Wish, way: _Way) -> set[_Key]:
    start, place, speaker = way
    found = rules.broken(problem, (Meeting(wish.id, start, place, speaker),))
    return {(_ALONE[violation.text.code], _concerned(violation.text, wish)) for violation in found}


def _concerned(text: Text, wish: Wish) -> str:
    params = dict(text.params)
    for name in ("firm", "person", "interpreter", "place"):
        found = params.get(name)
        if isinstance(found, Ref):
            return found.id
    return wish.id


_ALONE = {
    "timetable.pin_time_broken": "timetable.why_pinned",
    "timetable.pin_place_broken": "timetable.why_pinned",
    "timetable.pin_interpreter_broken": "timetable.why_pinned",
    "timetable.place_is_closed": "timetable.why_closed",
    "timetable.place_full": "timetable.why_no_room",
    "timetable.people_too_few": "timetable.why_absent",
    "timetable.stand_empty": "timetable.why_cover_alone",
    "timetable.walk_in": "timetable.why_walk_in_alone",
    "timetable.cap": "timetable.why_cap_alone",
    "timetable.person_absent": "timetable.why_person_absent",
    "timetable.interpreter_off": "timetable.why_interpreter_off",
    "timetable.interpreter_day": "timetable.why_interpreter_too_long",
    "timetable.interpreter_day_programme": "timetable.why_interpreter_too_long",
    "timetable.interpreter_run": "timetable.why_interpreter_too_long",
}
