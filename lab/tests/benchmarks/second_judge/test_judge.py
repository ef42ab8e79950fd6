"""The second judge finds nothing in a valid plan, and exactly the one rule that is broken in each other."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from lab.benchmarks.second_judge import judge as second
from lab.benchmarks.second_judge.judge import judge, read_scene
from lab.tests.benchmarks.second_judge.small_mission import MISSION, VALID, Meets, plan_of, write_folder, write_plan

PARTS = Path(second.__file__).parent


def broken(folder: Path, meetings: Sequence[Meets], mission: str = MISSION) -> set[tuple[str, tuple[str, ...]]]:
    """Return the broken rules, and who is concerned."""
    plan = write_plan(folder / "plan.json", plan_of(meetings))
    return {(violation.rule, violation.who) for violation in judge(read_scene(write_folder(folder, mission), plan))}


def changed(number: int, **new: str | int | None) -> tuple[Meets, ...]:
    """Return the valid meetings with one of them changed."""
    return tuple(replace(meets, **new) if place == number else meets for place, meets in enumerate(VALID))  # type: ignore[arg-type]  # each case is its own


def more(*meetings: Meets) -> tuple[Meets, ...]:
    """Return the valid meetings and further ones."""
    return (*VALID, *meetings)


def chinese(firm: str, buyer: int, at: str, place: str) -> Meets:
    """Return a meeting that needs nobody's languages."""
    return Meets(firm, f"B{buyer}", at, place)


def spoken(buyer: str, at: str) -> Meets:
    """Return a meeting at which the one of E1 who speaks Russian speaks."""
    return Meets("E1", buyer, at, "A1", speaker="E1-2")


I2_BUSY = [Meets("E1", f"B{30 + n}", at, "A1", "I2") for n, at in enumerate(("11:30", "12:00", "13:00", "13:30"))]
CASES: dict[str, tuple[Sequence[Meets], set[tuple[str, tuple[str, ...]]]]] = {
    "nothing": (VALID, set()),
    "a stand nobody knows": (changed(0, place="A9"), {("unknown", ("E1", "B1"))}),
    "held twice": (more(spoken("B1", "13:30")), {("twice", ("E1", "B1"))}),
    "two slots where one is asked": (changed(0, slots=2), {("slot", ("E1", "B1"))}),
    "between two slots": (changed(0, at="15:40"), {("slot", ("E1", "B1")), ("count", ("E1", "B1"))}),
    "a no": (more(Meets("E1", "B4", "13:00", "A1")), {("refused", ("E1", "B4"))}),
    "who must not be met": (more(Meets("E2", "B4", "11:30", "T1")), {("refused", ("E2", "B4"))}),
    "who is blocked": (more(Meets("E1", "B6", "13:00", "A1")), {("refused", ("B6",))}),
    "a closed table": (changed(3, place="T2"), {("place_closed", ("T2",))}),
    "somebody else's desk": (changed(3, place="DESK"), {("place_owner", ("B3",))}),
    "two at one table": (changed(0, place="T1"), {("place_full", ("T1",))}),
    "two in the room for calls": (
        more(chinese("E1", 10, "11:30", "CALL"), chinese("E2", 11, "11:30", "CALL")),
        {("place_full", ("CALL",))},
    ),
    "a table instead of the stand": (
        changed(1, at="12:30", place="T2"),
        {("format", ("E1", "B5")), ("order", ("E1", "B3"))},
    ),
    "a pin": (changed(2, at="11:30"), {("pin", ("E1", "B3"))}),
    "an agreed time": (changed(5, at="13:30"), {("agreed", ("E2", "B3"))}),
    "a window that was asked for": (changed(3, at="13:30"), {("window", ("E2", "B2"))}),
    "a buyer who has left": (more(Meets("E1", "B2", "15:30", "A1", speaker="E1-2")), {("buyer_away", ("B2",))}),
    "too many in a time": (more(chinese("E1", 10, "10:00", "A1")), {("quota", ("E1",))}),
    "the wrong order": (changed(1, at="12:30"), {("order", ("E1", "B3"))}),
    "more tables than people": (
        more(chinese("E1", 10, "14:00", "A1"), chinese("E1", 11, "14:00", "A1")),
        {("people", ("E1",))},
    ),
    "an empty stand": (more(chinese("E1", 10, "14:00", "T2")), {("cover", ("E1",))}),
    "an empty stand during a call": (more(chinese("E1", 10, "14:00", "CALL")), {("cover", ("E1",))}),
    "a firm at two tables": (more(chinese("E2", 10, "12:30", "T2")), {("two_at_once", ("E2",))}),
    "a speaker at two tables": (
        more(
            spoken("B20", "10:00"),
        ),
        {("two_at_once", ("E1-2",)), ("quota", ("E1",))},
    ),
    "an interpreter's way": (changed(4, at="11:30"), {("way", ("I1",))}),
    "the way to a call": (more(chinese("E2", 10, "10:30", "CALL")), {("way", ("E2",))}),
    "a speaker who is away": (more(spoken("B20", "15:00")), {("person_absent", ("E1-2",))}),
    "nobody for the buyer's language": (changed(4, interpreter=None), {("language", ("E2-1",))}),
    "no interpreter for English": (changed(1, interpreter=None), {("language", ("E1-1", "E1-2"))}),
    "the wrong interpreter": (more(Meets("E2", "B30", "13:30", "T1", "I1")), {("language", ("I1",))}),
    "one speaker for two tables": (
        (*changed(2, interpreter=None)[1:], replace(VALID[0], at="11:00")),
        {("language", ("E1",))},
    ),
    "an interpreter nobody knows": (changed(2, interpreter="I9"), {("interpreter_unknown", ("I9",))}),
    "an interpreter after hours": (more(Meets("E1", "B30", "14:30", "A1", "I2")), {("interpreter_off", ("I2",))}),
    "an interpreter who is away": (changed(4, at="15:30"), {("interpreter_off", ("I1",))}),
    "another firm's interpreter": (more(Meets("E2", "B30", "11:30", "T1", "I2")), {("interpreter_attached", ("I2",))}),
    "an unwelcome interpreter": (more(Meets("E1", "B20", "11:30", "A1", "I1")), {("interpreter_unwelcome", ("I1",))}),
    "an interpreter's long day": (more(*I2_BUSY), {("interpreter_day", ("I2",))}),
    "an interpreter without a pause": (
        more(Meets("E1", "B30", "11:00", "A1", "I2"), Meets("E1", "B31", "11:30", "A1", "I2")),
        {("interpreter_run", ("I2",))},
    ),
    "a firm without lunch": (
        more(*(chinese("E2", 10 + n, at, "T1") for n, at in enumerate(("12:00", "13:00", "13:30")))),
        {("pause", ("E2",))},
    ),
    "a speaker without lunch": (
        more(*(spoken(f"B{20 + n}", at) for n, at in enumerate(("12:00", "12:30", "13:00", "13:30")))),
        {("pause", ("E1",))},
    ),
    "four in a row": (
        more(*(chinese("E2", 10 + n, at, "T1") for n, at in enumerate(("10:30", "11:00", "11:30")))),
        {("row", ("E2",))},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_exactly_the_broken_rule_is_found(case: str, tmp_path: Path) -> None:
    meetings, expected = CASES[case]
    assert broken(tmp_path, meetings) == expected


@pytest.mark.parametrize(
    ("is_so", "instead", "expected"),
    [
        ("walk_in_share = 0.25", "walk_in_share = 0.9", {("walk_in", ("E1",))}),
        ("exporter_per_day = 8", "exporter_per_day = 2", {("day_cap", ("E1",)), ("day_cap", ("E2",))}),
        ("stand_cover = 1", "stand_cover = 1, switched_off = []", set()),
    ],
)
def test_figures_of_the_mission_bind(
    is_so: str, instead: str, expected: set[tuple[str, tuple[str, ...]]], tmp_path: Path
) -> None:
    assert is_so in MISSION
    assert broken(tmp_path, VALID, MISSION.replace(is_so, instead)) == expected


def test_a_rule_that_is_switched_off_binds_nobody(tmp_path: Path) -> None:
    hungry, _ = CASES["a firm without lunch"]
    off = MISSION.replace("stand_cover = 1", 'stand_cover = 1, switched_off = ["pauses"]')
    assert broken(tmp_path, hungry, off) == set()


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("unplaced", ["E1/B5"], {("count", "E1/B5"), ("figure", "fairness"), ("figure", "spread")}),
        ("levels", [{"objective": "value", "value": 70}], {("figure", "value")}),
        ("levels", [{"objective": "musts", "value": 3}], {("figure", "musts")}),
        ("meetings", plan_of(changed(0, at="13:00"))["plan"]["meetings"], {("count", "E1/B1")}),
    ],
)
def test_what_a_plan_says_of_itself_is_counted_again(
    field: str, value: object, expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    plan = plan_of(VALID)
    plan["plan"][field] = value
    scene = read_scene(write_folder(tmp_path), write_plan(tmp_path / "plan.json", plan))
    assert {(violation.rule, violation.meeting) for violation in judge(scene)} == expected


def test_the_judge_shares_no_code_with_the_product() -> None:
    imported = {
        name
        for path in PARTS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
    }
    assert "openpyxl" in imported
    assert {name.split(".")[0] for name in imported} & {"tearoad", "tests"} == set()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [name.name for name in node.names] if isinstance(node, ast.Import) else []
