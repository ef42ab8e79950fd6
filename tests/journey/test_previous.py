"""After a change, those who were told move only where they must, and everyone who moves is listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tearoad.journey.files import MissionFiles
from tearoad.journey.outcome import Outcome
from tearoad.journey.plan_file import plan_file, read_previous_plan
from tearoad.matching import Request, Strength
from tearoad.mission import Absence, ItemKind, LocalText, Objective, ProgrammeItem
from tearoad.timetable.difference import AnnouncedMeeting, announced_meetings
from tearoad.timetable.plan import Plan, Status
from tearoad.timetable.problem_building import wish_id
from tearoad.values import ItemId, PlaceId, Window, WishId
from tests.journey.small_demo import plan, small_demo
from tests.timetable.tiny import B0, B1, E0, E1, at, tiny, wish

Changed = Callable[[MissionFiles, tuple[AnnouncedMeeting, ...]], MissionFiles]


@pytest.fixture(scope="module")
def announced_plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[AnnouncedMeeting, ...]]:
    """Return the plan that people were told."""
    _, path = plan(small_demo(), tmp_path_factory.mktemp("announced") / "mission")
    return path, read_previous_plan(path).meetings


def day(files: MissionFiles, number: int) -> Window:
    opening = files.mission.days[number]
    zone = files.mission.fair_zone
    return Window(datetime.combine(opening.on, opening.opens, zone), datetime.combine(opening.on, opening.closes, zone))


def lost_interpreter(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    lost = next(meeting.interpreter for meeting in announced if meeting.interpreter)
    return replace(
        files, interpreters=tuple(interpreter for interpreter in files.interpreters if interpreter.id != lost)
    )


def ill_interpreter(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    ill = next(meeting.interpreter for meeting in reversed(announced) if meeting.interpreter)
    return replace(files, absences=(Absence(ill, day(files, 1)),))


def late_arrival(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    late = day(files, 1).start_at + timedelta(hours=3)
    firm = announced[0].exporter
    return replace(
        files,
        delegates=tuple(
            replace(delegate, arrives_at=late) if delegate.firm == firm else delegate for delegate in files.delegates
        ),
    )


def cancelled_buyer(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    gone = announced[0].buyer
    return replace(
        files,
        buyers=tuple(buyer for buyer in files.buyers if buyer.id != gone),
        requests=tuple(request for request in files.requests if gone not in (request.asker, request.asked)),
    )


def buyer_for_an_hour_only(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    busy = max(
        (meeting.buyer for meeting in announced), key=lambda buyer: sum(meeting.buyer == buyer for meeting in announced)
    )
    start = min(meeting.start_at for meeting in announced if meeting.buyer == busy)
    hour = Window(start, start + timedelta(hours=1))
    return replace(
        files, buyers=tuple(replace(buyer, windows=(hour,)) if buyer.id == busy else buyer for buyer in files.buyers)
    )


def new_must(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    pairs = {(meeting.exporter, meeting.buyer) for meeting in announced}
    said = {frozenset((request.asker, request.asked)) for request in files.requests}
    exporter, buyer = next(
        (exporter.id, buyer.id)
        for exporter in files.exporters
        for buyer in files.buyers
        if (exporter.id, buyer.id) not in pairs and frozenset((exporter.id, buyer.id)) not in said
    )
    return replace(files, requests=(*files.requests, Request(WishId("NEW"), exporter, buyer, Strength.MUST)))


def secret_no(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    no = Request(WishId("NO"), announced[1].buyer, announced[1].exporter, Strength.NO)
    return replace(files, requests=(*files.requests, no))


def stand_closed_for_a_morning(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    first = announced[0]
    closed = Window(first.start_at - timedelta(hours=1), first.start_at + timedelta(hours=1))
    return replace(files, absences=(Absence(PlaceId(first.place), closed),))


def new_courtesy_call(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    first = announced[-1]
    window = Window(first.start_at, first.start_at + timedelta(hours=1))
    item = ProgrammeItem(ItemId("NEW"), ItemKind.COURTESY_CALL, LocalText(en="Call"), window, must=(first.exporter,))
    return replace(files, programme=(*files.programme, item))


def day_that_ends_early(files: MissionFiles, announced: tuple[AnnouncedMeeting, ...]) -> MissionFiles:
    first, *rest = files.mission.days
    closes = max(meeting.start_at for meeting in announced if meeting.start_at.date() == first.on).time()
    return replace(files, mission=replace(files.mission, days=(replace(first, closes=closes), *rest)))


@pytest.mark.parametrize(
    "change",
    [
        lost_interpreter,
        ill_interpreter,
        late_arrival,
        cancelled_buyer,
        buyer_for_an_hour_only,
        new_must,
        secret_no,
        stand_closed_for_a_morning,
        new_courtesy_call,
        day_that_ends_early,
    ],
)
def test_after_a_change_only_those_who_must_move_are_moved_and_listed(
    change: Changed, announced_plan: tuple[Path, tuple[AnnouncedMeeting, ...]], tmp_path: Path
) -> None:
    path, before = announced_plan
    outcome, _ = plan(change(small_demo(), before), tmp_path / "mission", previous=path)
    assert outcome.violations == ()
    assert outcome.changes is not None
    after = announced_meetings(outcome.problem, outcome.plan.meetings)
    listed = {(change.before, change.after) for change in outcome.changes.changes}
    old, new = ({(meeting.exporter, meeting.buyer): meeting for meeting in plan} for plan in (before, after))
    pairs = old.keys() | new.keys()
    assert listed == {(old.get(pair), new.get(pair)) for pair in pairs if old.get(pair) != new.get(pair)}
    disturbance = next(level for level in outcome.plan.levels if level.objective is Objective.DISTURBANCE)
    assert disturbance.status is Status.OPTIMAL
    assert len(disturbed(outcome)) == disturbance.value // (len(outcome.problem.previous) + 1)


def disturbed(outcome: Outcome) -> set[str]:
    """Return those whose told meetings are not held as told, among those still wished, at times there still are."""
    assert outcome.changes is not None
    wished = {wish.id for wish in outcome.problem.wishes}
    starts = {slot.window.start_at for slot in outcome.problem.slots}
    found: set[str] = set()
    for change in outcome.changes.changes:
        if change.before is None or change.before.start_at not in starts:
            continue
        if wish_id(change.before.exporter, change.before.buyer) in wished:
            found |= {change.before.exporter, change.before.buyer}
            found |= {change.before.interpreter} if change.before.interpreter else set()
    return found


def test_an_item_that_is_new_is_the_only_change_of_the_programme(
    announced_plan: tuple[Path, tuple[AnnouncedMeeting, ...]], tmp_path: Path
) -> None:
    path, before = announced_plan
    outcome, _ = plan(new_courtesy_call(small_demo(), before), tmp_path / "mission", previous=path, effort=1)
    assert outcome.programme_changes is not None
    assert [(change.id, change.before, change.called) for change in outcome.programme_changes] == [
        ("NEW", None, frozenset({before[-1].exporter}))
    ]


def test_all_who_sit_at_a_table_are_kept_as_told(tmp_path: Path) -> None:
    group = tiny(replace(wish("W0"), others=(E1, B1)))
    path = tmp_path / "plan.json"
    path.write_bytes(plan_file(group, Plan((at("W0", 0),)), {}))
    (meeting,) = read_previous_plan(path).meetings
    assert meeting.parties == (E0, B0, E1, B1)
