import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.trouble_said import Saying
from tearoad.journey.plan_file import plan_file
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair import (
    CalledOff,
    InterpreterAway,
    PartyShort,
    PersonAway,
    PlaceClosed,
    Trouble,
    WantedNow,
    repair,
)
from tearoad.timetable.schema import plan_from_json, problem_from_json
from tearoad.timetable.solve import solve
from tearoad.values import InterpreterId, Language, PartyId, PersonId, PlaceId, WishId
from tests.timetable.small_problems import small_problem


def held(seed: int) -> tuple[Problem, Plan]:
    problem = small_problem(seed)
    return problem, replace(solve(problem), levels=())


INTERPRETED = (seed for seed in range(100) if small_problem(seed).interpreters)
PROBLEM, PLAN = next((problem, plan) for problem, plan in map(held, INTERPRETED) if len(plan.meetings) > 1)
FIRST = PLAN.meetings[0]
FIRM = PROBLEM.lookup.wish[FIRST.wish].exporter


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_bytes(plan_file(PROBLEM, PLAN, {FIRM: "Lianhua Tea (fictional)"}))
    return path


@pytest.mark.parametrize(("language", "called"), [("en", "Lianhua Tea"), ("zh", "莲花茶"), ("ru", "Чай «Ляньхуа»")])
def test_everybody_is_called_as_the_reader_of_the_language_knows_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, called: str
) -> None:
    path = tmp_path / "plan.json"
    english: dict[str, str] = {FIRM: "Lianhua Tea", FIRST.place: "Purchasing desk"}
    others: dict[Language, dict[str, str]] = {
        Language.EN: english,
        Language.ZH: {FIRM: "莲花茶"},
        Language.RU: {FIRM: "Чай «Ляньхуа»"},
    }
    path.write_bytes(plan_file(PROBLEM, PLAN, english, (), others))
    arguments = ["--language", language, "timetable", "repair", str(path), "--off", FIRST.wish]
    assert run([*arguments, "--out", str(tmp_path / "mended.json")]) == ExitCode.DONE
    assert called in capsys.readouterr().out
    before, after = (
        json.loads(plan_path.read_text(encoding="utf-8")) for plan_path in (path, tmp_path / "mended.json")
    )
    assert before["names_in"] == {"en": {}, "ru": {FIRM: "Чай «Ляньхуа»"}, "zh-Hans": {FIRM: "莲花茶"}}
    assert (after["names"], after["names_in"]) == (before["names"], before["names_in"])


@pytest.mark.parametrize(
    ("option", "said", "trouble"),
    [
        ("away", "I0:2-3", InterpreterAway(InterpreterId("I0"), frozenset({1, 2}))),
        ("away", "E0:5", PartyShort(PartyId("E0"), frozenset({4}))),
        ("away", "P0", PersonAway(PersonId("P0"), frozenset({1, 2, 3, 4}))),
        ("fewer", "E0=1:1-2", PartyShort(PartyId("E0"), frozenset({0, 1}), 1)),
        ("closed", "T1", PlaceClosed(PlaceId("T1"), frozenset({1, 2, 3, 4}))),
        ("off", "W0", CalledOff(WishId("W0"))),
        ("wanted", "W1", WantedNow(WishId("W1"))),
    ],
)
def test_trouble_is_read_in_slots_from_one_and_from_now_on_where_nothing_is_said(
    option: str, said: str, trouble: Trouble
) -> None:
    assert getattr(Saying(PROBLEM, 1), option)(said) == trouble


@pytest.mark.parametrize(
    ("called", "code"),
    [
        (["--away", "X9"], "is nobody and nothing"),
        (["--closed", "T0:0-2"], "slots that the fair does not have"),
        (["--closed", "T0:4-9"], "slots that the fair does not have"),
        (["--fewer", "E0"], "says no company and number"),
        (["--off", "W9"], "is nobody and nothing"),
        ([], "Nothing is said to have gone wrong"),
    ],
)
def test_what_cannot_be_read_is_told(
    file: Path, called: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--language", "en", "timetable", "repair", str(file), *called]) == ExitCode.UNUSABLE
    assert code in capsys.readouterr().err


def test_a_missing_folder_is_told_before_the_plan_is_mended(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "missing" / "mended.json"
    called = ["--language", "en", "timetable", "repair", str(file), "--away", FIRM, "--out", str(out)]
    assert run(called) == ExitCode.UNUSABLE
    shown = capsys.readouterr()
    assert (shown.out, f"There is no folder {out.parent}." in shown.err, out.parent.exists()) == ("", True, False)


def test_a_plan_is_mended_as_the_library_does_and_written_to_be_judged(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mended.json"
    called = ["timetable", "repair", str(file), "--away", FIRM, "--out", str(out), "--json", "--time-limit", "30"]
    troubled = PartyShort(FIRM, frozenset(range(len(PROBLEM.slots)))).applied(PROBLEM)
    expected = repair(troubled, PLAN.meetings, time_limit_s=30).proposals
    assert run(called) == (ExitCode.MUSTS_CLASH if expected[0].toll.musts else ExitCode.DONE)
    proposals = json.loads(capsys.readouterr().out.splitlines()[-1])["proposals"]
    assert [
        (proposal["people"], proposal["given_up"], proposal["cost"], proposal["proved"]) for proposal in proposals
    ] == [
        (list(proposal.people), list(proposal.given_up), asdict(proposal.toll), proposal.proved)
        for proposal in expected
    ]
    written = json.loads(out.read_text())
    assert problem_from_json(written["problem"]) == troubled
    assert plan_from_json(written["plan"]).meetings == expected[0].meetings
    assert run(["timetable", "check", str(out)]) == ExitCode.DONE


@pytest.mark.parametrize(("language", "proved"), [("en", "Proved"), ("zh", "已证明"), ("ru", "Доказано")])
def test_a_person_reads_who_must_be_told_by_name(
    file: Path, language: str, proved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--language", language, "timetable", "repair", str(file), "--off", FIRST.wish, "--time-limit", "30"])
    shown = capsys.readouterr().out
    assert proved in shown
    assert "Lianhua Tea (fictional)" in shown


def test_where_nothing_is_touched_the_plan_stands(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = str(len(PROBLEM.slots))
    assert run(["--language", "en", "timetable", "repair", str(file), "--wanted", FIRST.wish, "--now", last]) == 0
    assert "nobody has to be told" in capsys.readouterr().out
