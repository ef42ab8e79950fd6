"""The turns of what the other commands leave out, and the record of what was green."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.suite import night
from tests.suite.night import Green
from tests.suite.split import BENCHES, HERE

ROOT = Path(__file__).parents[2]
DAY = date(2023, 2, 6)
COSTS = st.lists(st.floats(0.1, 600), min_size=1, max_size=80)


def named(costs: list[float]) -> dict[str, float]:
    return {f"tests/a/test_{number}.py": cost for number, cost in enumerate(costs)}


@given(COSTS)
def test_ten_landings_of_one_day_that_commit_the_record_run_every_entry(costs: list[float]) -> None:
    """Finds a turn that leaves out or repeats what the day and the commits alone do not tell apart."""
    listed = named(costs)
    greens = {entry: Green(DAY, "1b456c77", cost) for entry, cost in listed.items()}
    ran: set[str] = set()
    for landing in range(night.PARTS):
        today = DAY + timedelta(days=1)
        first = night.in_parts([*listed], greens)[night.turn_of(greens, DAY, 0)]
        ran |= set(first)
        greens |= {entry: Green(today, f"{landing:08}", listed[entry]) for entry in first}
    assert ran == listed.keys()


@given(COSTS, st.integers(0, 1000), st.sampled_from(["days", "commits"]))
def test_ten_runs_whose_record_is_thrown_away_run_every_entry(costs: list[float], since: int, moves: str) -> None:
    """Finds a clone that asks for the same tenth on each day, or at each landing of a day."""
    listed = named(costs)
    greens = {entry: Green(DAY, "1b456c77", cost) for entry, cost in listed.items()}
    ran: list[str] = []
    parts = night.in_parts([*listed], greens)
    for number in range(since, since + len(parts)):
        days, commits = (number, 0) if moves == "days" else (0, number)
        ran += parts[night.turn_of(greens, DAY + timedelta(days=days), commits) % len(parts)]
    assert sorted(ran) == sorted(listed)


@given(COSTS)
def test_no_part_costs_more_than_a_tenth_and_its_last_entry(costs: list[float]) -> None:
    """Finds parts of the same number of entries, of which one takes most of the time."""
    listed = named(costs)
    greens = {entry: Green(DAY, "1b456c77", cost) for entry, cost in listed.items()}
    for part in night.in_parts([*listed], greens):
        assert sum(listed[entry] for entry in part[:-1]) <= sum(costs) / night.PARTS * 1.000001


def test_the_record_comes_back_as_it_was_written_and_the_latest_line_of_a_merge_counts(tmp_path: Path) -> None:
    """Finds an entry with spaces cut short, and a merge of two records that is read as the older one."""
    path = tmp_path / "last_green.txt"
    assert night.read_record(path) == {}
    test, bench = "tests/a.py::test_a[ru desk]", "make bench-a SMALL=1"
    greens = {test: Green(DAY, "1b456c77", 12), bench: Green(DAY, "1b456c77", 3)}
    night.write_record(greens | {"tests/gone.py": Green(DAY, "1b456c77", 1)}, [test, bench], path)
    assert night.read_record(path) == greens
    path.write_text(f"2023-02-08 22222222 4 {test}\n{path.read_text()}2023-02-07 11111111 5 {test}\n")
    assert night.read_record(path)[test] == Green(date(2023, 2, 8), "22222222", 4)


def test_what_waits_longest_comes_first_and_what_was_never_green_before_it() -> None:
    greens = {"b": Green(DAY, "1", 10), "a": Green(DAY + timedelta(days=1), "2", 10)}
    assert night.in_parts(["a", "b", "new"], greens) == [["new"], ["b"], ["a"]]
    lines = [*night.described(["a", "b", "new"], ["new"], greens)]
    assert [line.split()[0] for line in lines] == ["runs", "green", "green"]
    assert lines[1].split() == ["green", "2023-02-06", "at", "1", "b"]


@pytest.mark.parametrize(("entry", "last"), [("tests/a", "tests/a"), ("make bench-a SMALL=1", "SMALL=1")])
def test_a_test_is_run_by_pytest_and_a_bench_by_make(entry: str, last: str) -> None:
    command = night.command_of(entry)
    assert (command[-1], command[0] == "make") == (last, entry.startswith("make"))


def test_every_bench_has_its_turn() -> None:
    """Finds a bench that nobody runs."""
    benches = re.findall(r"^(bench-[a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    asked = [entry.split()[1] for entry in night.entries() if entry.startswith("make ")]
    assert sorted(asked) == sorted(benches)
    assert night.RECORD.is_file()


def test_every_bench_has_a_smallest_setting_and_says_at_its_end_what_it_needs_whole() -> None:
    """Finds a bench whose smallest setting is its whole one, or of which nobody learns what it would need."""
    made = (ROOT / "Makefile").read_text("utf-8").replace("$(MISSION)", "$(call pick,,small,demo)")
    recipes = dict(re.findall(r"^(bench-[a-z-]+:.*\n(?:\t.*\n)*)\t(.*)\n", made, re.MULTILINE))
    small = re.compile(r"\$\(call pick,|\$\(if \$\(SMALL\)|\$\(EVENT_FILES\)")
    assert [recipe for recipe, last in recipes.items() if last != "$(NEEDS)" or not small.search(recipe)] == []
    benches = tomllib.loads((HERE / "nightly.toml").read_text("utf-8"))[BENCHES]
    assert [entry for entry, why in benches.items() if not all(part.strip() for part in why.partition("; "))] == []
