"""What a plan says of itself: every wish once, both parts of the file alike, and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from lab.benchmarks.second_judge.facts import Quota
from lab.benchmarks.second_judge.meetings import counted_in
from lab.benchmarks.second_judge.scene import Scene, Violation


def listed(scene: Scene) -> Iterator[Violation]:
    """Each wish is held or left out, and the meetings told are those that are held."""
    plan = scene.plan
    held = [one.wish for one in plan.held]
    for wish in sorted({*held, *plan.unplaced} ^ plan.wishes.keys()):
        yield Violation("count", wish, (), "is wished for and neither held nor left out, or the reverse")
    for wish in sorted(set(held) & set(plan.unplaced)):
        yield Violation("count", wish, (), "is held and left out")
    told = {
        (meeting.pair, meeting.span.start, meeting.place, meeting.interpreter or meeting.speaker)
        for meeting in plan.told
    }
    engine = {
        (plan.wishes[one.wish].pair, scene.mission.slots[one.start].span.start, one.place, one.interpreter)
        for one in plan.held
        if one.wish in plan.wishes and one.start < len(scene.mission.slots)
    }
    for pair, *_ in sorted(told ^ engine):
        yield Violation("count", "/".join(pair), pair, "is told otherwise than it is planned")


def figures(scene: Scene) -> Iterator[Violation]:
    """What the plan says of its musts, minimums, value and fairness is what its meetings give."""
    plan, mission = scene.plan, scene.mission
    held = {meeting.pair for meeting in plan.told}
    musts = {
        pair
        for pair, requests in mission.requests.items()
        if any(request.strength == "must" for request in requests)
        and not any(request.strength == "no" for request in requests)
    } | set(mission.pins)
    found = {
        "musts": len(musts & held),
        "minimums": sum(max(0, quota.least - len(counted_in(scene, quota))) for quota in _with_least(scene)),
        "value": sum(wish.value for wish in plan.wishes.values() if wish.pair in held),
        **_fairness(scene),
    }
    for objective, value in found.items():
        said = plan.levels.get(objective, value)
        if said != value:
            yield Violation("figure", objective, (), f"the plan says {said}, its meetings give {value}")


def _with_least(scene: Scene) -> list[Quota]:
    return [quota for quota in scene.mission.quotas if quota.least]


def _fairness(scene: Scene) -> dict[str, int]:
    """Return the permille of wishes left out of the worst-served firm, and how far from the best-served."""
    out = set(scene.plan.unplaced)
    wishes: dict[str, list[bool]] = {}
    for id_, wish in scene.plan.wishes.items():
        wishes.setdefault(wish.pair[0], []).append(id_ in out)
    shares = [ceil(1000 * sum(one) / len(one)) for one in wishes.values()]
    return {"fairness": max(shares, default=0), "spread": max(shares, default=0) - min(shares, default=0)}


def musts_left_out(scene: Scene) -> int:
    """Return how many of the plan's musts are not held; it says so, and names them where they clash."""
    return sum(wish.must for id_, wish in scene.plan.wishes.items() if id_ in scene.plan.unplaced)
