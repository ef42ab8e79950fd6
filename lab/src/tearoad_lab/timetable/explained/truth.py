"""Whether an explanation is true, found out by lifting what it names and asking the judge.

Nothing here knows how explanations are made: the ways of a wish, what bars each, and what a trade leaves are asked of
the rules alone. An obstacle is lifted for good in the problem or the plan: the table gets room, the interpreter a
longer day, the order is dropped, whoever is busy has their meetings taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from tearoad.mission import Objective
from tearoad.text import Ref, Text
from tearoad.timetable import rules
from tearoad.timetable.check import check
from tearoad.timetable.explain import Explanation, Move, Obstacle
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import MeetingPlace, Problem, Wish
from tearoad.timetable.rules import Violation
from tearoad.values import InterpreterId, PlaceId, WishId
from tearoad_lab.timetable.explained.lifting import PRECISE, lifted

Key = tuple[str, str]
"""An obstacle's kind and whom it concerns."""
Way = tuple[Meeting, ...]
"""One meeting, or the same at each of several like tables."""
_TOGETHER = {
    "two_at_once": "busy",
    "way_too_long": "way",
    "place_full": "room",
    "people_too_few": "people",
    "stand_empty": "cover",
    "walk_in": "walk_in",
    "cap": "cap",
    "pause_missed": "pause",
    "row_too_long": "row",
    "quota": "quota",
    "order_broken": "order",
    "interpreter_day": "interpreter_day",
    "interpreter_day_programme": "interpreter_day",
    "interpreter_run": "interpreter_run",
}
_ALONE = {
    "pin_time_broken": "pinned",
    "pin_place_broken": "pinned",
    "place_is_closed": "closed",
    "place_full": "no_room",
    "people_too_few": "absent",
    "stand_empty": "cover_alone",
    "walk_in": "walk_in_alone",
    "cap": "cap_alone",
    "quota": "quota_alone",
    "person_absent": "person_absent",
    "speaker_away": "speaker_away",
    "pause_missed": "pause_alone",
    "row_too_long": "pause_alone",
    "interpreter_off": "interpreter_off",
    "interpreter_day": "interpreter_too_long",
    "interpreter_day_programme": "interpreter_too_long",
    "interpreter_run": "interpreter_too_long",
}
_SAME = {_TOGETHER[code]: alone for code, alone in _ALONE.items() if code in _TOGETHER}
"""What is too much together -> what one meeting is by itself."""
_UNABLE = {"interpreter_language", "speaker_language", "interpreter_attached", "interpreter_unwelcome"}
_UNABLE |= {"pin_interpreter_broken"}
_NOT_COUNTED = {"nothing", "no_window", "no_place", "no_interpreter"}


def falsehoods(problem: Problem, plan: Plan, explanation: Explanation) -> Iterator[str]:
    """Yield everything in an explanation that is not so."""
    wish = problem.lookup.wish[explanation.wish]
    ways = tuple(_ways(problem, wish))
    bars = {way: _bars(problem, plan, way) for way in ways}
    said = {_key(obstacle, wish): obstacle for obstacle in explanation.obstacles if _kind(obstacle) not in _NOT_COUNTED}
    found = {key: [way for way in ways if key in bars[way]] for key in sorted(set().union(*bars.values()))}
    for key in sorted(said.keys() | found.keys()):
        yield from _counted(problem, plan, key, said.get(key), found.get(key, []), len(ways))
    yield from _lifting_helps(problem, plan, bars)
    yield from _lifting_others(problem, plan, bars, sorted(said))
    yield from _nothing_in_the_way(explanation, ways, bars)
    yield from _no_way_at_all(problem, wish, explanation)
    yield from _trade(problem, plan, explanation, ways)


def _kind(obstacle: Obstacle) -> str:
    return obstacle.text.code.partition("why_")[2].removeprefix("only_").removesuffix("_for")


def _key(obstacle: Obstacle, wish: Wish) -> Key:
    """Return what is in the way and whose it is; a pin is the meeting's."""
    who = obstacle.text["who"]
    return _kind(obstacle), who.id if isinstance(who, Ref) else wish.id


def _ways(problem: Problem, wish: Wish) -> Iterator[Way]:
    """Yield each start at each place (like tables once) with each interpreter who may work in the meeting."""
    pin = problem.lookup.pin.get(wish.id)
    needed = wish.needs_speaker or (pin is not None and pin.interpreter is not None)
    tables: dict[object, list[PlaceId]] = {}
    for name in wish.places:
        tables.setdefault(_likeness(problem, problem.lookup.place[name]), []).append(name)
    speakers: Sequence[InterpreterId | None] = list(_able(problem, wish)) if needed else [None]
    for start, alike, interpreter in product(sorted(wish.starts), tables.values(), speakers):
        yield tuple(Meeting(wish.id, start, place, interpreter) for place in alike)


def _likeness(problem: Problem, place: MeetingPlace) -> object:
    """Return the same for places of which nobody could tell which is which, and at which nobody has to change."""
    wishes = [wish for wish in problem.wishes if place.id in wish.places]
    named = {party.base for party in problem.parties} | {pin.place for pin in problem.pins}
    named |= {PlaceId(end) for walk in problem.walks for end in (walk.here, walk.there)}
    counted = Objective.PLACE_CHANGES in problem.objectives and not place.zone
    if place.id in named or counted or any(wish.slots > 1 for wish in wishes):
        return place.id
    return place.kind, place.zone, place.capacity, place.closed, tuple(wish.id for wish in wishes)


def _able(problem: Problem, wish: Wish) -> Iterator[InterpreterId]:
    for interpreter in problem.lookup.interpreter.values():
        somewhere = Meeting(wish.id, min(wish.starts, default=0), next(iter(problem.lookup.place)), interpreter.id)
        codes = {_code(violation) for violation in rules.broken(problem, (somewhere,))}
        if codes.isdisjoint(_UNABLE) and wish.slots <= min(interpreter.max_slots_per_day, interpreter.max_run):
            yield interpreter.id


def _code(violation: Violation) -> str:
    return violation.text.code.removeprefix("timetable.")


def _bars(problem: Problem, plan: Plan, way: Way) -> frozenset[Key]:
    """Return what the judge finds in the way; of like tables the least that is."""
    found = (frozenset(_complaints(problem, plan, meeting, way[0].place)) for meeting in way)
    return min(found, key=len)


def _complaints(problem: Problem, plan: Plan, way: Meeting, first: PlaceId) -> Iterator[Key]:
    alone = {(_ALONE[_code(violation)], _whom(violation, way, first)) for violation in rules.broken(problem, (way,))}
    yield from alone
    together = [
        violation for violation in rules.broken(problem, (*plan.meetings, way)) if _code(violation) in _TOGETHER
    ]
    keys = {(_TOGETHER[_code(violation)], _whom(violation, way, first)) for violation in together}
    for kind, who in keys:
        is_news = kind != "way" or ("busy", who) not in keys
        if is_news and (_SAME.get(kind), who) not in alone:
            yield kind, who


def _whom(violation: Violation, way: Meeting, first: PlaceId) -> str:
    code, params = _code(violation), dict(violation.text.params)
    if code.startswith("pin_"):
        return way.wish
    if code == "order_broken":
        return violation.meetings[0].wish
    who = next(params[name] for name in ("who", "firm", "person", "interpreter", "place") if name in params)
    assert isinstance(who, Ref)  # noqa: S101  # every rule names somebody
    return first if who.id == way.place else who.id


def _counted(
    problem: Problem, plan: Plan, key: Key, said: Obstacle | None, ways: Sequence[Way], of: int
) -> Iterator[str]:
    """Compare what is said of one obstacle with the ways it bars."""
    name = f"{key[0]} {key[1]}"
    if said is None or not ways:
        yield f"{name}: " + ("not said" if said is None else "said in vain")
        return
    if (said.ways, said.of, said.text["count"], said.text["of"]) != (len(ways), of, len(ways), of):
        yield f"{name}: {said.ways} of {said.of} said, {len(ways)} of {of} found"
    first = min(way[0].start for way in ways)
    if said.text["at"] != problem.slots[first].window.start_at:
        yield f"{name}: another first time"
    if key[0] == "order" and set(_others_of_obstacle(said)) != set(_others_of_broken_rules(problem, plan, key, ways)):
        yield f"{name}: other meetings"


def _others_of_obstacle(said: Obstacle) -> tuple[object, ...]:
    others = said.text["other"]
    return others if isinstance(others, tuple) else (others,)


def _others_of_broken_rules(problem: Problem, plan: Plan, key: Key, ways: Sequence[Way]) -> Iterator[Text]:
    for way in ways:
        for violation in rules.broken(problem, (*plan.meetings, way[0])):
            if _code(violation) == "order_broken" and violation.meetings[0].wish == key[1]:
                yield from (
                    rules.pair(problem.lookup.wish[other.wish]) for other in violation.meetings if other != way[0]
                )


def _lifting_helps(problem: Problem, plan: Plan, bars: dict[Way, frozenset[Key]]) -> Iterator[str]:
    """Without what bars it the meeting fits, each way."""
    for way, keys in bars.items():
        if not _fits(*lifted(problem, plan.meetings, sorted(keys), way[0].wish), way):
            yield f"lifting {sorted(keys)} does not help at {way[0]}"


def _lifting_others(
    problem: Problem, plan: Plan, bars: dict[Way, frozenset[Key]], said: Sequence[Key]
) -> Iterator[str]:
    """With all but one obstacle lifted the ways that this one bars stay barred, and no others.

    Where somebody's meetings had to be taken away, that may have lifted more.
    """
    for key in said:
        others = [other for other in said if other != key]
        for way, keys in bars.items():
            alone, meetings = lifted(problem, plan.meetings, others, way[0].wish)
            barred = not _fits(alone, meetings, way)
            exact = all(other[0] in PRECISE for other in others) and ("busy", key[1]) not in keys
            if barred != (key in keys) and (barred or exact):
                yield f"{key[0]} {key[1]} alone: {'barred' if barred else 'free'} at {way[0]}"


def _fits(problem: Problem, meetings: Sequence[Meeting], way: Way) -> bool:
    return any(not rules.broken(problem, (*meetings, meeting)) for meeting in way)


def _nothing_in_the_way(
    explanation: Explanation, ways: Sequence[Way], bars: dict[Way, frozenset[Key]]
) -> Iterator[str]:
    free = sum(not bars[way] for way in ways)
    said = sum(obstacle.ways for obstacle in explanation.obstacles if _kind(obstacle) == "nothing")
    if free != said:
        yield f"nothing in the way: {said} said, {free} found"


def _no_way_at_all(problem: Problem, wish: Wish, explanation: Explanation) -> Iterator[str]:
    silent = wish.needs_speaker and not list(_able(problem, wish))
    found = {"no_window": not wish.starts, "no_place": not wish.places, "no_interpreter": silent}
    said = {_kind(obstacle) for obstacle in explanation.obstacles} & found.keys()
    if said != {kind for kind, so in found.items() if so}:
        yield f"no way at all: {sorted(said)} said"


def _trade(problem: Problem, plan: Plan, explanation: Explanation, ways: Sequence[Way]) -> Iterator[str]:
    """A trade is clean, worth what is told, and none is smaller; where none is told, none of three meetings exists."""
    fewest = _fewest(problem, plan.meetings, ways)
    if explanation.trade is None:
        if fewest is not None:
            yield f"trade: none told, one of {fewest} found"
        return
    gone, look = set(explanation.trade.gives_way), problem.lookup
    left = tuple(meeting for meeting in plan.meetings if meeting.wish not in gone)
    after = (*left, explanation.trade.meeting)
    held = {meeting.wish for meeting in after}
    unplaced = tuple(wish.id for wish in problem.wishes if wish.id not in held)
    broken = check(problem, Plan(after, unplaced, switched_off=problem.switched_off))
    yield from (f"trade: {violation.text.code}" for violation in broken)
    if len(left) + len(gone) != len(plan.meetings) or explanation.trade.meeting.wish != explanation.wish:
        yield "trade: names what is not there"
    if explanation.trade.value != sum(look.wish[wish].value for wish in gone):
        yield "trade: another value"
    if fewest != len(gone):
        yield f"trade: {len(gone)} give way, {fewest} would do"
    if explanation.move is not None:
        yield from _move(problem, plan, explanation, explanation.move)
        return
    given = tuple(rules.pair(look.wish[wish]) for wish in explanation.trade.gives_way)
    own, value = look.wish[explanation.wish].value, explanation.trade.value
    words = {"count": len(given), "given": given, "value": value, "own": own, "ways": len(ways)}
    if words.items() - dict(explanation.text.params).items():
        yield "trade: told otherwise"


def _move(problem: Problem, plan: Plan, explanation: Explanation, move: Move) -> Iterator[str]:
    """A move is of a meeting in the plan, and with it and the wish the plan keeps every rule."""
    look, moved = problem.lookup, move.moved
    staying = tuple(meeting for meeting in plan.meetings if meeting.wish != moved.wish)
    after = (*staying, moved, move.meeting)
    yield from (f"move: {violation.text.code}" for violation in rules.broken(problem, after))
    if len(after) != len(plan.meetings) + 1 or moved in plan.meetings or move.meeting.wish != explanation.wish:
        yield "move: names what is not there"
    words = {"other": rules.pair(look.wish[moved.wish]), "at": problem.slots[moved.start].window.start_at}
    if words.items() - dict(explanation.text.params).items():
        yield "move: told otherwise"


def _fewest(problem: Problem, meetings: Sequence[Meeting], ways: Sequence[Way]) -> int | None:
    """Return how few meetings must go for some way to fit; None beyond three. Of what a way breaks, something goes."""
    found = (
        _must_go(problem, frozenset(meetings), meeting, size) for size in range(4) for way in ways for meeting in way
    )
    return next((size for size in found if size is not None), None)


def _must_go(problem: Problem, meetings: frozenset[Meeting], way: Meeting, most: int) -> int | None:
    broken = rules.broken(problem, (*sorted(meetings), way))
    if not broken:
        return 0
    if not most:
        return None
    narrowest = min(broken, key=lambda violation: len(violation.meetings))
    for meeting in narrowest.meetings:
        if meeting != way:
            further = _must_go(problem, meetings - {meeting}, way, most - 1)
            if further is not None:
                return further + 1
    return None


def clash_falsehoods(problem: Problem, clashing: Sequence[WishId]) -> Iterator[str]:
    """Yield what is not so in a clash: its musts can be held together, or not even without one of them."""
    if clashing and _together(problem, clashing):
        yield "clash: it can be held"
    for wish in clashing:
        if not _together(problem, [other for other in clashing if other != wish]):
            yield f"clash: {wish} is not needed for it"
    if not clashing and not _together(problem, sorted(problem.lookup.musts)):
        yield "clash: not found"


def _together(problem: Problem, wishes: Sequence[WishId]) -> bool:
    """Whether wishes can be held together: every plan of them is tried, whoever has the fewest ways left first."""
    ways = {wish: [meeting for way in _ways(problem, problem.lookup.wish[wish]) for meeting in way] for wish in wishes}
    return _held(problem, (), ways)


def _held(problem: Problem, meetings: tuple[Meeting, ...], ways: dict[WishId, list[Meeting]]) -> bool:
    # Taking a meeting away never breaks a rule: what breaks one now breaks it in all that follows.
    left = {
        wish: [meeting for meeting in mine if not rules.broken(problem, (*meetings, meeting))]
        for wish, mine in ways.items()
    }
    if not left:
        return True
    wish = min(left, key=lambda wish: len(left[wish]))
    rest = {other: mine for other, mine in left.items() if other != wish}
    return any(_held(problem, (*meetings, meeting), rest) for meeting in left[wish])


def holdable(problem: Problem, wish: Wish) -> bool:
    """Whether a wish could be held if it were the only one."""
    return any(not rules.broken(problem, (meeting,)) for way in _ways(problem, wish) for meeting in way)
