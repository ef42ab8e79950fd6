"""The judge: every rule of the documents, one after the other, on one mission and its plan."""

from __future__ import annotations

from pathlib import Path

from lab.benchmarks.second_judge import counts, days, meetings, people
from lab.benchmarks.second_judge.folder import read_folder
from lab.benchmarks.second_judge.mission import read_mission
from lab.benchmarks.second_judge.plan import read_plan
from lab.benchmarks.second_judge.scene import Rule, Scene, Violation

RULES: tuple[Rule, ...] = (
    meetings.unknown,
    meetings.twice,
    meetings.slot,
    meetings.refused,
    meetings.place,
    meetings.fixed,
    meetings.buyer_away,
    meetings.day_cap,
    meetings.quota,
    meetings.order,
    people.enough,
    people.walk_in,
    people.one_place,
    people.interpreters,
    people.language,
    counts.listed,
    counts.figures,
)


def read_scene(folder: Path, plan: Path) -> Scene:
    """Read a mission's folder and its plan."""
    read = read_folder(folder)
    return Scene(read_mission(read), read_plan(plan, read.mission["fair_zone"]))


def judge(scene: Scene) -> list[Violation]:
    """Return every broken rule; a party's whole day is looked at where its single meetings are in order."""
    found = [violation for rule in RULES for violation in rule(scene)]
    blamed = {who for violation in found for who in (*violation.who, *violation.meeting.split("/"))}
    return found + [day for day in days.days(scene) if not blamed.intersection(day.who)]
