"""For each wish left out: what stands in the way of every way to grant it, counted, and the cheapest trade.

What the rest of the plan blocks is read off the limits (`standing.py`); what no plan could allow is told by the rules
themselves, asked about the meeting alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tearoad.text import Param, Ref, Text
from tearoad.timetable import rules
from tearoad.timetable.explain.away import AWAY, reason_away
from tearoad.timetable.explain.judged import Judged
from tearoad.timetable.explain.move import Move, nearest_moves
from tearoad.timetable.explain.standing import Block, StandingWays, able
from tearoad.timetable.explain.trade import Trade, cheapest_trade
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem, Wish
from tearoad.timetable.rules.interpreters import interpreter_gets_a_pause
from tearoad.timetable.rules.pauses import party_gets_a_pause, person_gets_a_pause
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.limits import Why
from tearoad.values import WishId


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
    move: Move | None = None
    """A meeting that can move to make room, so that none has to give way."""


_Key = tuple[str, str]
"""The obstacle's code and whom it concerns."""


@dataclass(slots=True)
class _Tally:
    ways: dict[int, Candidate] = field(default_factory=dict)
    holders: dict[WishId, None] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(way.start for way in self.ways.values())


def explain(problem: Problem, plan: Plan, only: Collection[WishId] | None = None) -> tuple[Explanation, ...]:
    """Return one explanation for each wish the plan does not hold (of `only` these), in the order of the wishes.

    Deterministic. The plan should keep all rules (`check`). Time grows with the unplaced wishes and their ways.
    """
    held = {meeting.wish for meeting in plan.meetings}
    left_out = [wish for wish in problem.wishes if wish.id not in held and (only is None or wish.id in only)]
    standing = StandingWays(problem, plan, left_out)
    explained = [_explained(problem, wish, standing) for wish in left_out]
    barred = [
        wish
        for wish, explanation in zip(left_out, explained, strict=True)
        if explanation.trade and explanation.trade.gives_way
    ]
    moves = nearest_moves(problem, plan, barred, standing)
    return tuple(
        _moved(problem, explanation, moves[explanation.wish]) if explanation.wish in moves else explanation
        for explanation in explained
    )


def _explained(problem: Problem, wish: Wish, standing: StandingWays) -> Explanation:
    columns, found = standing.of[wish.id], dict[_Key, _Tally]()
    shut, judged = set[int](), Judged(problem, standing.meeting)
    for column in columns:
        for key, holders in _in_the_way(problem, standing, judged, column):
            tally = found.setdefault(key, _Tally())
            tally.ways[column] = standing.candidate(column)
            tally.holders.update(dict.fromkeys(standing.candidate(holder).wish.id for holder in holders))
            shut.add(column)
    of, fits = len(columns), len(columns) - len(shut)
    obstacles = [_obstacle(problem, key, tally, of) for key, tally in found.items()]
    if fits:
        obstacles.append(Obstacle(Text("timetable.why_nothing", count=fits, of=of), fits, of))
    obstacles.extend(_impossible(problem, wish))
    trade = cheapest_trade(standing, [column for column in columns if column in standing.possible])
    ordered = tuple(
        sorted(obstacles, key=lambda obstacle: (-obstacle.ways, obstacle.text.code, str(obstacle.text.params)))
    )
    return Explanation(wish.id, _unplaced_sentence(problem, wish, of, fits, trade), ordered, trade)


def _moved(problem: Problem, explanation: Explanation, move: Move) -> Explanation:
    """Say that a meeting can move, instead of what would have to give way."""
    wish, other = problem.lookup.wish[explanation.wish], rules.pair(problem.lookup.wish[move.moved.wish])
    text = Text(
        "timetable.unplaced_move",
        exporter=Ref(wish.exporter),
        buyer=Ref(wish.buyer),
        other=other,
        at=problem.slots[move.moved.start].window.start_at,
        place=Ref(move.moved.place),
    )
    return replace(explanation, text=text, move=move)


def _in_the_way(
    problem: Problem, standing: StandingWays, judged: Judged, column: int
) -> Iterator[tuple[_Key, Iterable[int]]]:
    """Yield everything in the way of one way, with the meetings of the plan that make it so.

    What bars it even alone is told as that; that together with others it is too much as well is no news then.
    """
    blocks = list(_blocks_to_tell(problem, standing, judged, column))
    alone = {(_EVEN_ALONE[block.limit.label.why], block.limit.label.who) for block in blocks if block.alone}
    if column not in standing.possible:
        wish, broken = standing.candidate(column).wish, judged.alone(column)
        alone |= {(_ALONE[violation.text.code], _concerned(violation.text, wish)) for violation in broken}
    yield from ((key, ()) for key in sorted(alone))
    for block in blocks:
        why, who = block.limit.label.why, block.limit.label.who
        if (_EVEN_ALONE.get(why), who) not in alone:
            yield (f"timetable.why_{why.value}", who), block.holders
    if not alone and not blocks:
        for block in standing.without_seat(column):
            yield ("timetable.why_seat", block.limit.label.who), block.holders


def _blocks_to_tell(problem: Problem, standing: StandingWays, judged: Judged, column: int) -> Iterator[Block]:
    """Yield the blocks worth telling: to one who is in another meeting anyway the way is no news."""
    blocks = standing.blocks(column)
    busy = {block.limit.label.who for block in blocks if block.limit.label.why is Why.BUSY}
    for block in blocks:
        if block.limit.label.why in _PAUSES:
            yield from _without_pause(problem, judged, column, block)
        elif block.limit.label.why is not Why.WAY or block.limit.label.who not in busy:
            yield block


def _without_pause(problem: Problem, judged: Judged, column: int, block: Block) -> Iterator[Block]:
    """Yield the block if there is no pause indeed: its limit counts a slot twice in which two meetings are at once."""
    label = block.limit.label
    rule = person_gets_a_pause if label.who in problem.lookup.person else _PAUSES[label.why]
    if judged.breaks(rule, column):
        yield replace(block, alone=True)
    elif judged.breaks(rule, column, tuple(block.holders)):
        yield replace(block, alone=False)


def _unplaced_sentence(problem: Problem, wish: Wish, of: int, fits: int, trade: Trade | None) -> Text:
    params: dict[str, Param] = {"exporter": Ref(wish.exporter), "buyer": Ref(wish.buyer), "ways": of}
    if trade is None:
        return Text("timetable.unplaced", **params)
    if fits:
        return Text("timetable.unplaced_fits", count=fits, **params)
    given = tuple(rules.pair(problem.lookup.wish[wish_id]) for wish_id in trade.gives_way)
    return Text("timetable.unplaced_trade", count=len(given), given=given, value=trade.value, own=wish.value, **params)


def _obstacle(problem: Problem, key: _Key, tally: _Tally, of: int) -> Obstacle:
    code, who = key
    params: dict[str, Param] = {"count": len(tally.ways), "of": of, "who": Ref(who)}
    params["at"] = problem.slots[tally.first].window.start_at
    if tally.holders:
        params["meetings"] = len(tally.holders)
    if code == _PINNED:
        params["who"] = rules.pair(problem.lookup.wish[WishId(who)])
    if code == f"timetable.why_{Why.ORDER.value}":
        params["other"] = tuple(rules.pair(problem.lookup.wish[holder]) for holder in tally.holders)
    if code in AWAY:
        code, more = reason_away(problem, code, who, list(tally.ways.values()))
        params |= more
    return Obstacle(Text(code, **params), len(tally.ways), of)


def _impossible(problem: Problem, wish: Wish) -> Iterator[Obstacle]:
    """What leaves no way at all."""
    if not wish.starts:
        yield Obstacle(Text("timetable.why_no_window", exporter=Ref(wish.exporter), buyer=Ref(wish.buyer)), 0, 0)
    if not wish.places:
        yield Obstacle(Text("timetable.why_no_place", exporter=Ref(wish.exporter), buyer=Ref(wish.buyer)), 0, 0)
    if wish.needs_speaker and not able(problem, wish):
        yield Obstacle(Text("timetable.why_no_interpreter", meeting=rules.pair(wish)), 0, 0)


def _concerned(text: Text, wish: Wish) -> str:
    params = dict(text.params) if _ALONE[text.code] != _PINNED else {}
    for name in ("firm", "person", "interpreter", "place"):
        ref = params.get(name)
        if isinstance(ref, Ref):
            return ref.id
    return wish.id


_PAUSES: Mapping[Why, rules.Rule] = {
    Why.INTERPRETER_RUN: interpreter_gets_a_pause,
    Why.PAUSE: party_gets_a_pause,
    Why.ROW: party_gets_a_pause,
}
_PINNED = "timetable.why_pinned"
_ALONE = {
    "timetable.pin_time_broken": _PINNED,
    "timetable.pin_place_broken": _PINNED,
    "timetable.pin_interpreter_broken": _PINNED,
    "timetable.place_is_closed": "timetable.why_closed",
    "timetable.place_full": "timetable.why_no_room",
    "timetable.people_too_few": "timetable.why_absent",
    "timetable.no_seat": "timetable.why_absent",
    "timetable.stand_empty": "timetable.why_cover_alone",
    "timetable.walk_in": "timetable.why_walk_in_alone",
    "timetable.cap": "timetable.why_cap_alone",
    "timetable.pause_missed": "timetable.why_pause_alone",
    "timetable.row_too_long": "timetable.why_pause_alone",
    "timetable.quota": "timetable.why_quota_alone",
    "timetable.person_absent": "timetable.why_person_absent",
    "timetable.interpreter_off": "timetable.why_interpreter_off",
    "timetable.speaker_away": "timetable.why_speaker_away",
    "timetable.interpreter_day": "timetable.why_interpreter_too_long",
    "timetable.interpreter_day_programme": "timetable.why_interpreter_too_long",
    "timetable.interpreter_run": "timetable.why_interpreter_too_long",
}
"""A rule that a meeting breaks by itself -> the obstacle."""
_EVEN_ALONE = {
    Why.ROOM: "timetable.why_no_room",
    Why.PEOPLE: "timetable.why_absent",
    Why.COVER: "timetable.why_cover_alone",
    Why.WALK_IN: "timetable.why_walk_in_alone",
    Why.CAP: "timetable.why_cap_alone",
    Why.PAUSE: "timetable.why_pause_alone",
    Why.ROW: "timetable.why_pause_alone",
    Why.QUOTA: "timetable.why_quota_alone",
    Why.INTERPRETER_DAY: "timetable.why_interpreter_too_long",
    Why.INTERPRETER_RUN: "timetable.why_interpreter_too_long",
}
"""A limit -> the obstacle where one meeting exceeds it by itself."""
