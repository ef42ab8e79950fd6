"""A project of one function and two tests, of which one is asleep."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from checks.changed.choosing import House
from checks.mutants.entered import Entered
from checks.mutants.nearest import near
from checks.mutants.sites import Site, sites_of
from checks.mutants.survivors import FILE, drafted, key, known
from checks.mutants.trying import Copy, Resident, Tried, red_without, tried

PATH = "src/tearoad/least.py"
SOURCE = "MOST = 7\n\ndef least(one, other):\n    return one if one < other else other\n"
AWAKE, ASLEEP, ELSEWHERE, LIMITED = (
    f"tests/test_least.py::test_{name}" for name in ("awake", "asleep", "elsewhere", "limited")
)
TESTS = """from tearoad.least import MOST, least

def test_awake():
    assert least(1, 2) == 1

def test_asleep():
    least(2, 1)

def test_elsewhere():
    assert MOST

def test_limited():
    assert MOST == 7

def test_red():
    assert least(1, 2) == 3
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name, content in {PATH: SOURCE, "tests/test_least.py": TESTS, "src/tearoad/__init__.py": ""}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    (folder / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["src"]\n')
    return folder


@pytest.fixture
def copy(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)  # the little project has none
    return Copy(tmp_path / "copy", project)


@pytest.fixture
def site(project: Path) -> Site:
    return next(one for one in sites_of(project / PATH, PATH) if one.after.startswith("(other"))


def test_a_mutant_is_killed_by_the_test_that_judges_and_lives_beside_one_that_sleeps(
    copy: Copy, site: Site, tmp_path: Path
) -> None:
    entered = Entered(tmp_path / "entered.json")
    with Resident(copy, ["tests/test_least.py"]) as ready:

        def outcome(of: Site, *tests: str) -> tuple[bool, str]:
            found = tried(copy, ready, of, tests, entered)
            return found.killed, found.by

        assert outcome(site) == (False, "no test is near it")
        assert outcome(site, AWAKE) == (True, AWAKE)
        assert outcome(site, ASLEEP) == (False, "1 pass")
        assert outcome(site, ELSEWHERE, AWAKE) == (True, AWAKE)
        at_import = next(one for one in sites_of(copy.root / PATH, PATH) if not one.function)
        assert outcome(at_import, LIMITED) == (True, LIMITED), "what runs while a module is read is tried anew"
        assert entered.passing_by(site) == [ELSEWHERE, LIMITED]
        red = AWAKE.replace("awake", "red")
        assert red_without(ready, [Tried(site, killed=True, by=by) for by in (AWAKE, red)]) == {red}
    assert (copy.root / PATH).read_text() == SOURCE


def test_what_was_learnt_is_known_to_the_next_run_unless_the_test_changed(tmp_path: Path, site: Site) -> None:
    """Finds a test that is passed by for what it entered before it was changed."""
    file = tmp_path / "build" / "entered.json"
    here, gone = "tests/test_text.py::test_a", "tests/test_gone.py::test_b"
    entered = Entered(file)
    entered.learn({"functions": ["tearoad/other.py:other"], "entered": {here: [0], gone: [0]}})
    assert entered.passing_by(site) == [here, gone]
    entered.keep()
    kept = json.loads(file.read_text())
    assert Entered(file).passing_by(site) == [here, gone]
    kept["files"]["tests/test_text.py"] = "another"
    file.write_text(json.dumps(kept))
    assert Entered(file).passing_by(site) == [gone]


def test_tests_near_by_use_are_tried_after_those_that_judge_the_kind(site: Site) -> None:
    near_by, far = "tests/names/latin/test_han.py", "tests/values/test_money.py"
    judge = "tests/architecture/test_guards.py"
    here = House((near_by, far, judge), {}, {near_by: 1.0, far: 1.0, judge: 1.0})
    place = replace(site, path="src/tearoad/names/latin/han.py")
    assert [near(replace(place, kind=kind), here) for kind in ("plain", "lock")] == [[near_by], [judge, near_by]]


def test_every_known_survivor_has_its_reason(site: Site) -> None:
    listed = known()
    assert [survivor for survivor in listed.values() if len(survivor.why) < 10] == []
    assert list(listed) == sorted(listed), f"{FILE.name} is in the order of its places"
    assert "least.py:least" in drafted([site])
    assert key(site) not in listed
