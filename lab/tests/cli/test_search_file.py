"""The search of a large event in a file: ended searches go on from it, others' are refused."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lab.tests.command_line import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.timetable.solvers.solver import never
from tearoad_lab.cli.event_files import read_event
from tearoad_lab.cli.search_file import SearchFile
from tearoad_lab.matchmaking import fewest_breaks
from tearoad_lab.matchmaking.annealing import ROUNDS
from tearoad_lab.matchmaking.chains import Chains
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.matchmaking.sat.encoding import Limits
from tests.waiting import PATIENCE_S, wait_for

PAIRS = [(first, 30 + (first + step) % 30) for step in range(14) for first in range(30)]
EFFORT = 0.1


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """Everybody meets fourteen of the other side, who are not all there all the time."""
    path = tmp_path / "fair.dzn"
    rows = " | ".join(f"{first + 1}, {second + 1}, 3" for first, second in PAIRS)
    path.write_text(
        f"nBusiness = 60; nMeetings = {len(PAIRS)}; nTables = 24; nTotalSlots = 20; nMorningSlots = 10;\n"
        f"requested = [| {rows} |];\n"
    )
    return path


def solve(event: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, object]]:
    code = run(
        ["--language", "en", "timetable", "solve", str(event), "--effort", str(EFFORT), "--seed", "3", *more, "--json"]
    )
    said = capsys.readouterr()
    return code, json.loads(said.out.splitlines()[-1]) if code == ExitCode.DONE else {"said": said.err}


def test_an_ended_search_goes_on_to_the_same_plan(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, problem = event.with_name("search.json"), read_event(event, None)
    reached: list[Checkpoint] = []
    whole = fewest_breaks(problem, seed=3, work=EFFORT, time_limit_s=PATIENCE_S, kept=reached.append)
    assert whole.plan is not None
    SearchFile(path, problem, 3, EFFORT).keep(reached[0])
    code, printed = solve(event, capsys, "--keep", str(path))
    assert (code, printed.get("slots", printed)) == (ExitCode.DONE, [slot + 1 for slot in whole.plan])
    assert SearchFile(path, problem, 3, EFFORT).resumed() == reached[-1]


@pytest.mark.parametrize("other", ["seed", "work", "event"])
def test_another_search_is_refused(event: Path, other: str, capsys: pytest.CaptureFixture[str]) -> None:
    path, problem = event.with_name("search.json"), read_event(event, None)
    plan = tuple(range(len(PAIRS)))
    searches = {
        "seed": SearchFile(path, problem, 4, EFFORT),
        "work": SearchFile(path, problem, 3, 2 * EFFORT),
        "event": SearchFile(path, replace(problem, tables=25), 3, EFFORT),
    }
    searches[other].keep(Checkpoint(0, 0, 1, plan, plan, plan, 0))
    code, printed = solve(event, capsys, "--keep", str(path))
    assert (code, "keeps another search" in str(printed["said"])) == (ExitCode.UNUSABLE, True)


@pytest.mark.parametrize(
    "broken",
    [
        {"rounds": -1},
        {"turn": True},
        {"bound": 10_000},
        {"plan": [0]},
        {"start": "no"},
        {"best": "no"},
        {"plan": [0] * len(PAIRS)},
        {"best": [None] * len(PAIRS)},
    ],
)
def test_a_search_that_cannot_go_on_is_refused(
    event: Path, broken: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    path, problem = event.with_name("search.json"), read_event(event, None)
    chains = Chains(problem, [appointment.slots for appointment in problem.appointments], Limits(0, 20), 0)
    assert chains.place_all(never)
    plan = chains.plan
    SearchFile(path, problem, 3, EFFORT).keep(Checkpoint(0, 0, 1, plan, plan, plan, 0))
    path.write_text(json.dumps(json.loads(path.read_text()) | broken))
    code, printed = solve(event, capsys, "--keep", str(path))
    assert (code, "no search that could go on" in str(printed["said"])) == (ExitCode.UNUSABLE, True)


def test_only_the_fewest_breaks_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    objective = ["--objective", "idle-range", "--keep", str(tmp_path / "kept")]
    assert run(["--language", "en", "timetable", "solve", str(tmp_path / "event.dzn"), *objective]) == ExitCode.UNUSABLE
    assert "fewest breaks of an event only" in capsys.readouterr().err


def test_a_search_killed_midway_goes_on_to_the_plan_it_would_have_come_to(tmp_path: Path) -> None:
    path, kept = tmp_path / "large.dzn", tmp_path / "search.json"
    pairs = [(first, 500 + (first + step * step) % 500) for step in range(15) for first in range(500)]
    rows = " | ".join(f"{first + 1}, {second + 1}, 3" for first, second in pairs)
    path.write_text(
        "nBusiness = 1000; nMeetings = 7500; nTables = 300; nTotalSlots = 30; nMorningSlots = 15;\n"
        f"requested = [| {rows} |];\n"
    )
    command = [sys.executable, "-m", "tearoad_lab", "timetable", "solve", str(path), "--effort", "2", "--json"]
    whole = subprocess.run(command, check=True, capture_output=True, text=True)
    nowhere = subprocess.DEVNULL
    with subprocess.Popen([*command, "--keep", str(kept)], stdout=nowhere, stderr=nowhere) as search:
        wait_for(kept.exists)
        search.kill()
    assert 0 < json.loads(kept.read_text())["rounds"] < ROUNDS
    resumed = subprocess.run([*command, "--keep", str(kept)], check=True, capture_output=True, text=True)
    plans = [json.loads(run.stdout.splitlines()[-1]) for run in (whole, resumed)]
    assert plans[0]["slots"] == plans[1]["slots"]
    assert plans[0]["value"] == plans[1]["value"] > 0
