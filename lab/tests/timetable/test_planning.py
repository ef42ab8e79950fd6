import json
from dataclasses import replace
from pathlib import Path

import pytest

from lab.tests.command_line import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import SetupError
from tearoad.mission import Objective
from tearoad.text import Text
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.solve import solve
from tearoad.values import Language
from tearoad.words import Words
from tearoad_lab.cli.running import mission_heads, mission_line
from tearoad_lab.cli.table import breadth, line
from tearoad_lab.timetable import planning
from tearoad_lab.timetable.first_fit import first_fit
from tearoad_lab.timetable.missions import Format
from tearoad_lab.timetable.planning import Placing, PlannedMission, Reached, rows, summary

PROVED = Reached(Objective.MUSTS, 3, 3, proved=True)
NEAR = Reached(Objective.VALUE, 1000, 1005, proved=False)
FAR = Reached(Objective.IDLE, 40, 10, proved=False)
NONE = Reached(Objective.FAIRNESS, 0, 0, proved=True)
ROW = PlannedMission(
    Format.TABLE, 10, 1, 90, Placing(60, 20, 300), Placing(50, 40, 300), (PROVED, NEAR), 2.0, 3.0, 80.0
)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let missions be the smallest."""
    monkeypatch.setattr(planning, "sizes", lambda count, seed: [(Format.DESK, 10, seed)] * count)


def test_a_gap_is_told_in_percent_of_the_value_and_nothing_counts_as_one() -> None:
    assert [reached.gap_percent for reached in (PROVED, NEAR, FAR, NONE)] == [0.0, 0.5, 75.0, 0.0]
    assert Reached(Objective.IDLE, 0, -1, proved=False).gap_percent == 100.0


def test_the_last_line_sums_up() -> None:
    far = replace(ROW, levels=(PROVED, FAR), ours=Placing(30, 10, 400), greedy=Placing(30, 20, 300), wall_s=4.0)
    wrong = replace(ROW, wrong=("timetable.twice",))
    failed = PlannedMission(Format.STAND, 60, 1, 900, wrong=("SetupError",))
    assert summary([ROW, far, wrong, failed]) == {
        "cases": 4,
        "proved": 1,
        "levels": 6,
        "levels_proved": 3,
        "levels_within": 5,
        "wrong": 2,
        "max_gap_percent": 75.0,
        "total_cpu_s": 6.0,
        "max_wall_s": 4.0,
        "meetings": 150,
        "breaks": 50,
        "greedy_breaks": 100,
        "breaks_ratio": 0.5,
        "breaks_ratio_per_meeting": 0.433,
        "greedy_unplaced": 20,
        "fairness_worse": 1,
    }


def test_without_greedy_breaks_there_is_no_ratio() -> None:
    still = replace(ROW, greedy=Placing(60, 0, 300))
    assert summary([still])["breaks_ratio"] is None


@pytest.mark.usefixtures("short")
def test_a_mission_is_planned_judged_and_compared() -> None:
    (row,) = rows(1, 3, 0.5)
    assert (row.format, row.firms, row.seed, row.wrong) == (Format.DESK, 10, 3, ())
    assert 0 < row.greedy.meetings <= row.ours.meetings <= row.wishes
    assert row.ours.fairness <= row.greedy.fairness
    of = {level.objective: level.value for level in row.levels}
    assert (of[Objective.IDLE], of[Objective.FAIRNESS]) == (row.ours.breaks, row.ours.fairness)


@pytest.mark.usefixtures("short")
def test_the_judge_finds_a_broken_rule_a_wrong_value_and_a_forgotten_level(monkeypatch: pytest.MonkeyPatch) -> None:
    def boasting(problem: Problem, *, seed: int, work: float, time_limit_s: float) -> Plan:
        plan = solve(problem, seed=seed, work=work, time_limit_s=time_limit_s)
        first = plan.levels[0]
        return replace(plan, meetings=(*plan.meetings, plan.meetings[0]), levels=(replace(first, value=99, bound=99),))

    monkeypatch.setattr(planning, "solve", boasting)
    (row,) = rows(1, 3, 0.5)
    assert {"timetable.held_twice", "timetable.level_disagrees", "levels"} <= set(row.wrong)
    assert summary([row])["proved"] == 0


@pytest.mark.usefixtures("short")
def test_a_greedy_plan_that_breaks_a_rule_is_wrong_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "first_fit", lambda problem, held: first_fit(problem, held)[:1] * 2)
    (row,) = rows(1, 3, 0.5)
    assert row.wrong != ()
    assert {text[:8] for text in row.wrong} == {"greedy: "}


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("broken", [SetupError(Text("bench.process_ended", code=9)), IndexError("list")])
def test_a_mission_that_breaks_the_engine_is_a_wrong_case_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, broken: Exception
) -> None:
    def breaking(*_: object, **__: object) -> Plan:
        raise broken

    monkeypatch.setattr(planning, "solve", breaking)
    results = list(rows(2, 3, 0.5))
    assert [row.wrong[0].split(":")[0] for row in results] == [type(broken).__name__] * 2


def test_the_command_tells_a_mission_of_each_format_and_a_last_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    called = ["timetable", "--missions", "4", "--seed", "425", "--time-limit", "0.5", "--json", str(out)]
    assert run(called) == ExitCode.DONE
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in shown[:-1]] == ["mission", "stands", "tables", "desks", "visits"]
    last = json.loads(shown[-1])
    assert (last["cases"], last["wrong"], last["fairness_worse"]) == (4, 0, 0)
    kept = json.loads(out.read_text())
    assert kept["summary"] == last
    assert [row["format"] for row in kept["rows"]] == ["stand", "table", "desk", "off-site"]
    assert all(level["objective"] for row in kept["rows"] for level in row["levels"])


@pytest.mark.usefixtures("short")
def test_a_wrong_answer_is_told_by_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(planning, "counted", lambda _problem: ())
    assert run(["timetable", "--missions", "1", "--time-limit", "0.5"]) == ExitCode.HELD_BACK
    assert capsys.readouterr().out.splitlines()[1].endswith(" levels")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "exactly one of --instances, --events, --missions and --fair"),
        (["--missions", "1", "--instances", "events"], "exactly one of --instances, --events, --missions and --fair"),
        (["--missions", "1", "--optima", "known.csv", "--peers"], "no --optima, --peers"),
        (["--missions", "1", "--objective", "breaks", "--fairness", "0"], "no --objective, --fairness"),
        (["--missions", "0"], "1 to 1000"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", *options]) == ExitCode.UNUSABLE
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(Format))
def test_the_largest_mission_fits_120_columns(language: Language, kind: Format) -> None:
    values = dict.fromkeys(Objective, (640, 120)) | {
        Objective.MUSTS: (47, 48),
        Objective.VALUE: (398_123, 441_411),
        Objective.IDLE: (1290, 55),
        Objective.WALKING: (4545, 1200),
    }
    levels = tuple(Reached(objective, value, bound, proved=False) for objective, (value, bound) in values.items())
    placings = (Placing(960, 1290, 640), Placing(900, 1800, 640))
    row = PlannedMission(kind, 60, 1, 1000, *placings, levels, 34.2, 31.5, 1200.0)
    words = Words(language)
    assert max(breadth(mission_heads(words)), breadth(mission_line(words, row))) <= 120


def test_columns_stand_below_each_other_in_chinese_too() -> None:
    assert line(["任务", "a"], [6, 3]) == "任务  a"
    assert line(["mission", "a"], [6, 3]) == "mission a"


def test_a_fair_is_planned_judged_and_told_with_its_bound(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timetable", "--fair", "300", "--seed", "2", "--effort", "1"]) == ExitCode.DONE
    _heads, shown, last = capsys.readouterr().out.splitlines()
    assert shown.split()[0] == "fair"
    summary = json.loads(last)
    assert (summary["wishes"], summary["levels"], summary["wrong"]) == (300, 8, 0)
    assert 0 <= summary["value_gap_percent"] < 5
