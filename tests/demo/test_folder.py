"""The demo folder is read back as the mission that was made."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from tearoad.demo import SEED, make_demo, write_demo
from tearoad.errors import InputError
from tearoad.journey.files import MissionFiles
from tearoad.journey.read import read_folder
from tearoad.matching import Strength
from tearoad.mission.stands import with_own_stands
from tearoad.mission.toml import read_mission
from tearoad.paper.sheets import Severity
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words.catalogue import say


def read(folder: Path) -> MissionFiles:
    mission, problems = read_mission(folder / "mission.toml")
    assert problems == ()
    assert mission is not None
    return read_folder(folder, mission)


@pytest.mark.parametrize(
    ("language", "seed", "form"),
    [(Language.EN, SEED, "xlsx"), (Language.EN, SEED, "csv"), (Language.ZH, SEED, "xlsx"), (Language.RU, 5, "csv")],
)
def test_what_is_written_is_read_back_and_wishes_that_a_no_beats_are_kept_apart(
    tmp_path: Path, language: Language, seed: int, form: Literal["xlsx", "csv"]
) -> None:
    made = make_demo(seed).files
    write_demo(tmp_path / "demo", seed, language, as_=form)
    found = read(tmp_path / "demo")
    refused = {frozenset((r.asker, r.asked)) for r in made.requests if r.strength is Strength.NO}
    kept = tuple(r for r in made.requests if r.strength is Strength.NO or frozenset((r.asker, r.asked)) not in refused)
    beaten = tuple(r for r in made.requests if r not in kept)
    mission = with_own_stands(made.mission, made.exporters)
    assert replace(found, problems=(), grids=()) == replace(made, mission=mission, requests=kept, outweighed=beaten)


def test_the_problems_of_the_folder_are_its_traps_and_nothing_else(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", as_="csv")
    problems = read(tmp_path / "demo").problems
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    codes = Counter(problem.text.code for problem in problems)
    assert set(codes) == {"sheets.hs_missing", "sheets.bad_phone", "sheets.no_beats_all", "sheets.post_unsourced"}
    assert (codes["sheets.hs_missing"], codes["sheets.bad_phone"]) == (1, 1)


def test_the_folder_holds_the_mission_the_sheets_and_the_watch_list(tmp_path: Path) -> None:
    files = write_demo(tmp_path / "demo", as_="csv")
    assert files[0] == tmp_path / "demo" / "mission.toml"
    assert files[-1] == tmp_path / "demo" / "lists" / "fictional-watch-list.csv"
    assert sorted(path for path in (tmp_path / "demo").rglob("*") if path.is_file()) == sorted(files)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        write_demo(tmp_path)
    assert refused.value.text == Text("demo.not_empty", folder=tmp_path.name)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    for text in (refused.value.text, refused.value.hint):
        assert text is not None
        assert all(say(text, language) for language in Language)
