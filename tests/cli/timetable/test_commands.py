import json
from dataclasses import replace
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.mission import Switch
from tearoad.timetable.objectives import counted
from tearoad.timetable.plan import Plan, broken_rules_sentence
from tearoad.timetable.schema import plan_from_json, plan_to_json, problem_to_json
from tearoad.timetable.solve import solve
from tearoad.values import Language
from tearoad.words import Words
from tests.timetable.small_problems import small_problem


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    """A mission of which something is left out."""
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(problem_to_json(small_problem(5))))
    return path


def last(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def test_a_seed_without_a_question_is_refused(problem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", "timetable", "explain", str(problem), "--seed", "3"]) == ExitCode.UNUSABLE
    assert "--seed belongs to --what-if" in capsys.readouterr().err


def test_a_problem_is_solved_as_the_library_solves_it(
    problem: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    plan = solve(small_problem(5), seed=3)
    code = ExitCode.MUSTS_CLASH if small_problem(5).lookup.musts.intersection(plan.unplaced) else ExitCode.DONE
    assert run(["timetable", "solve", str(problem), "--seed", "3", "--out", str(out), "--json"]) == code
    printed, expected = last(capsys), plan_to_json(plan)
    assert printed["meetings"] == json.loads(out.read_text())["meetings"] == expected["meetings"]
    assert run(["timetable", "check", str(problem), str(out)]) == ExitCode.DONE
    run(["timetable", "explain", str(problem), str(out), "--json"])
    left_out = last(capsys)["left_out"]
    assert isinstance(left_out, list)
    assert [wish["wish"] for wish in left_out] == expected["unplaced"]


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_a_person_reads_how_good_it_is(problem: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    proved = {"en": "proved best", "zh": "已证最优", "ru": "доказано лучшее"}[language]
    run(["--language", language, "timetable", "solve", str(problem)])
    shown = capsys.readouterr().out
    assert proved in shown
    assert len(shown.splitlines()) >= 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file"),
        (b"\xff\xfe\x00", "cannot be read as text"),
        (b"{", "is not a JSON object"),
        (b"[1]", "is not a JSON object"),
        (b'{"schema": "x"}', "The file says schema"),
        (b'{"schema": "tearoad.plan/1"}', "is missing in the file"),
    ],
)
@pytest.mark.parametrize("command", ["solve", "check", "explain"])
def test_a_file_that_cannot_be_used_is_told(
    tmp_path: Path, content: bytes | None, said: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file.json"
    if content is not None:
        path.write_bytes(content)
    assert run(["--language", "en", "timetable", command, str(path)]) == ExitCode.UNUSABLE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["solve", "check", "explain", "repair"])
def test_an_event_is_refused_with_who_takes_it(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    called = ["--language", "en", "timetable", command, str(tmp_path / "fair.dzn")]
    assert run(called) == ExitCode.UNUSABLE
    assert "is a matchmaking event" in capsys.readouterr().err


def test_a_wish_that_is_not_left_out_needs_no_explanation(
    problem: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    run(["timetable", "solve", str(problem), "--out", str(out)])
    held = json.loads(out.read_text())["meetings"][0]["wish"]
    called = ["--language", "en", "timetable", "explain", str(problem), str(out), "--wish", held, "--wish", "W99"]
    assert run(called) == ExitCode.UNUSABLE
    assert f"{held} is in the plan. There is no wish W99." in capsys.readouterr().err


def test_a_rule_that_is_switched_off_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "problem.json"
    problem = replace(small_problem(5), switched_off=frozenset({Switch.STAND_COVER}))
    path.write_text(json.dumps(problem_to_json(problem)))
    run(["--language", "en", "timetable", "solve", str(path)])
    missing = broken_rules_sentence(Plan((), switched_off=frozenset({Switch.STAND_COVER})))
    assert missing is not None
    assert Words(Language.EN)(missing) in capsys.readouterr().out


def test_what_more_would_gain_is_told_goal_by_goal(
    problem: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    run(["timetable", "solve", str(problem), "--out", str(out)])
    capsys.readouterr()
    called = ["--language", "en", "timetable", "explain", str(problem), str(out), "--time-limit", "1"]
    assert run([*called, "--what-if", "hour", "--what-if", "table", "--json"]) == ExitCode.DONE
    answers = last(capsys)["what_if"]
    assert isinstance(answers, list)
    assert [answer["what_if"] for answer in answers] == ["hour", "table"]
    plan = plan_from_json(json.loads(out.read_text()))
    figures = [{"value": level.value, "bound": level.bound} for level in plan.levels]
    assert [[level["before"] for level in each["levels"]] for each in answers] == [figures, figures]
    assert all(set(each["fits"]) <= set(plan.unplaced) for each in answers)
    assert run([*called, "--what-if", "hour"]) == ExitCode.DONE
    assert capsys.readouterr().out.startswith("An hour more at the end of each day")


def test_a_problem_without_a_plan_is_planned_before_it_is_asked(
    problem: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = ["timetable", "explain", str(problem), "--what-if", "hour", "--time-limit", "1", "--json"]
    assert run(called) == ExitCode.DONE
    answers = last(capsys)["what_if"]
    assert isinstance(answers, list)
    wanted = [objective.value for objective in counted(small_problem(5))]
    assert [[level["objective"] for level in each["levels"]] for each in answers] == [wanted]


def test_what_cannot_be_asked_is_told_with_what_can(problem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = ["--language", "en", "timetable", "explain", str(problem), "--what-if", "chair"]
    assert run(called) == ExitCode.UNUSABLE
    assert "“chair” cannot be asked of this plan." in capsys.readouterr().err


def test_why_and_what_if_are_not_asked_at_once(problem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = ["--language", "en", "timetable", "explain", str(problem), "--what-if", "table", "--wish", "W1"]
    assert run(called) == ExitCode.UNUSABLE
    assert "--wish and --what-if ask two different things." in capsys.readouterr().err
