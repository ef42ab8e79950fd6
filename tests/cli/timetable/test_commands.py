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

EVENT = """
nBusiness = 4; nMeetings = 3; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
requested = [| 1, 2, 3 | 1, 3, 3 | 2, 4, 3 |];
"""
TIGHT = EVENT.replace("nTotalSlots = 4", "nTotalSlots = 2")


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "chain.dzn"
    path.write_text(EVENT)
    return path


@pytest.fixture
def tight(tmp_path: Path) -> Path:
    path = tmp_path / "tight.dzn"
    path.write_text(TIGHT)
    return path


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


@pytest.mark.parametrize("objective", ["breaks", "idle-range"])
def test_an_event_is_solved_written_and_judged(event: Path, objective: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = event.with_suffix(".json")
    fair = ["--fairness", "1"] if objective == "breaks" else []
    called = ["timetable", "solve", str(event), "--objective", objective, *fair, "--out", str(out), "--json"]
    assert run(called) == ExitCode.DONE
    printed = last(capsys)
    assert (printed["status"], printed["value"], printed["bound"]) == ("optimal", 0, 0)
    assert json.loads(out.read_text())["slots"] == printed["slots"]
    assert run(["timetable", "check", str(event), "--json"]) == ExitCode.DONE
    assert last(capsys) == {"violations": 0, "meetings": 3, "not_held": 0, "breaks": 0, "fairness": 0, "idle_range": 0}


def test_a_broken_plan_of_an_event_is_named(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event.with_suffix(".json").write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 1, 9]}))
    assert run(["--language", "en", "timetable", "check", str(event)]) == ExitCode.HELD_BACK
    shown = capsys.readouterr().out
    assert "Meeting 3 stands in slot 9" in shown
    assert "Participant 1 is in two meetings at once in slot 1." in shown


def test_an_event_that_cannot_be_held_says_so_and_which_meetings_exclude_each_other(
    tight: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", "solve", str(tight), "--json"]) == ExitCode.MUSTS_CLASH
    assert last(capsys)["status"] == "impossible"
    assert run(["timetable", "explain", str(tight), "--json"]) == ExitCode.MUSTS_CLASH
    assert last(capsys) == {"meetings_that_clash": [1, 2, 3], "never_held": []}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "There are no tables. So 3 meetings cannot be held: 1-3."),
        ("zh", "没有桌子。因此有 3 场会面无法安排：1-3。"),
        ("ru", "Столов нет. Поэтому нельзя провести 3 встречи: 1-3."),
    ],
)
def test_why_no_meeting_can_be_held_is_said(
    event: Path, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event.write_text(EVENT.replace("nTables = 1", "nTables = 0"))
    assert run(["--language", language, "timetable", "explain", str(event)]) == ExitCode.MUSTS_CLASH
    assert capsys.readouterr().out == f"{said}\n"


def test_what_else_fits_is_said_beside_what_is_never_held(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event.write_text(EVENT + "forbidden = [{}, {}, {1, 2, 3, 4}, {}];\n")
    assert run(["--language", "en", "timetable", "explain", str(event), "--json"]) == ExitCode.MUSTS_CLASH
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "Participant 3 is never there. So 1 meeting cannot be held: 2.",
        "All the others can be held.",
    ]
    never = [{"code": "timetable.event_never_there", "meetings": [2]}]
    assert json.loads(shown.out) == {"meetings_that_clash": [], "never_held": never}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "if meeting 1, participants"), ("zh", "只要把第 1 场会面"), ("ru", "если перенести встречу 1")],
)
def test_a_meeting_that_makes_room_by_moving_is_named(
    tmp_path: Path, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event, plan = tmp_path / "fair.dzn", tmp_path / "plan.json"
    event.write_text(
        "nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 2; nMorningSlots = 1;\n"
        "requested = [| 1, 2, 3 | 1, 3, 1 |];\n"
    )
    plan.write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 0]}))
    assert run(["--language", language, "timetable", "explain", str(event), str(plan), "--json"]) == ExitCode.DONE
    shown = capsys.readouterr()
    assert said in shown.err
    assert json.loads(shown.out)["left_out"][0]["move"] == {"slot": 1, "moved": 1, "to": 2}


def test_a_seed_without_a_question_is_refused(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", "timetable", "explain", str(event), "--seed", "3"]) == ExitCode.UNUSABLE
    assert "--seed belongs to --what-if" in capsys.readouterr().err


def test_a_meeting_that_a_plan_leaves_out_is_explained(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = event.with_suffix(".json")
    plan.write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 0, 2]}))
    called = ["--language", "en", "timetable", "explain", str(event), str(plan)]
    assert run([*called, "--wish", "2", "--json"]) == ExitCode.DONE
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "Meeting 2, participants 1 and 3, is not in the plan:",
        "  Participant 1 is in another meeting; slots: 1.",
        "  The 1 table is taken; slots: 1, 2.",
        "  Nothing is in its way; slots: 3, 4.",
    ]
    assert [(wish["meeting"], wish["free"]) for wish in json.loads(shown.out)["left_out"]] == [(2, [3, 4])]
    assert run([*called, "--wish", "1", "--wish", "9"]) == ExitCode.UNUSABLE
    assert "Meeting 1 is in the plan. There is no meeting 9;" in capsys.readouterr().err
    plan.write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 1, 2]}))
    assert run(called) == ExitCode.UNUSABLE
    assert "Participant 1 is in two meetings at once in slot 1." in capsys.readouterr().err
    plan.write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 3, 2]}))
    assert run(called) == ExitCode.DONE
    assert capsys.readouterr().out == "The plan holds every meeting.\n"


@pytest.mark.parametrize(
    ("option", "said"),
    [("--what-if", "this file is an event"), ("--wish", "no plan is named")],
)
def test_what_does_not_go_with_an_event_is_refused_by_name(
    event: Path, option: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--language", "en", "timetable", "explain", str(event), option, "1"]) == ExitCode.UNUSABLE
    shown = capsys.readouterr().err
    assert (shown.startswith(option), said in shown) == (True, True)


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
def test_a_person_reads_how_good_it_is(
    event: Path, problem: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    proved = {"en": "Proved", "zh": "已证明", "ru": "Доказано"}[language]
    run(["--language", language, "timetable", "solve", str(event)])
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


def test_an_objective_of_the_other_kind_of_file_is_refused(
    event: Path, problem: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for called in (
        [str(event), "--objective", "mission"],
        [str(event), "--objective", "idle-range", "--fairness", "1"],
        [str(problem), "--objective", "breaks"],
        [str(problem), "--fairness", "2"],
    ):
        assert run(["--language", "en", "timetable", "solve", *called]) == ExitCode.UNUSABLE
        assert "does not go with this file" in capsys.readouterr().err


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
