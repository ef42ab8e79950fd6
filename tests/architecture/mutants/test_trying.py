"""A project of one function and two tests, of which one is asleep."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from checks.changed.choosing import House
from checks.mutants.nearest import Entered, near
from checks.mutants.sites import Site, sites_of
from checks.mutants.survivors import FILE, drafted, key, known
from checks.mutants.trying import Copy, Tried, red_without, tried

PATH = "src/tearoad/least.py"
SOURCE = "def least(one, other):\n    return one if one < other else other\n"
AWAKE, ASLEEP = "tests/test_least.py::test_awake", "tests/test_least.py::test_asleep"
TESTS = """from tearoad.least import least

def test_awake():
    assert least(1, 2) == 1

def test_asleep():
    least(2, 1)

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


def test_a_mutant_is_killed_by_the_test_that_judges_and_lives_beside_one_that_sleeps(copy: Copy, site: Site) -> None:
    assert tried(copy, site, [AWAKE, ASLEEP]) == Tried(site, killed=True, by=AWAKE)
    assert tried(copy, site, [ASLEEP], [ASLEEP]) == Tried(site, killed=False, by="1 pass")
    assert tried(copy, site, [], [AWAKE]) == Tried(site, killed=True, by=AWAKE)
    assert tried(copy, site, [], []) == Tried(site, killed=False, by="no test reaches it")
    assert tried(copy, site, [AWAKE.replace("awake", "gone")]) == Tried(
        site, killed=False, by="its tests cannot be found"
    )
    assert (copy.root / PATH).read_text() == SOURCE


def test_what_a_test_kills_that_fails_anyway_proves_nothing(copy: Copy, site: Site) -> None:
    red = AWAKE.replace("awake", "red")
    assert red_without(copy, [Tried(site, killed=True, by=by) for by in (AWAKE, red)]) == {red}


def test_the_tests_that_enter_a_function_are_tried_the_nearest_and_quickest_first(tmp_path: Path, site: Site) -> None:
    lines = [
        *(
            {"test": test, "seconds": 2.0}
            for test in (AWAKE, ASLEEP, "tests/a/test_b.py::test_far", "tests/test_d.py::test_e")
        ),
        {"test": ASLEEP, "seconds": 1.0},
        {"by": AWAKE, "entered": ["tearoad/least.py:least"]},
        {"by": ASLEEP, "entered": ["tearoad/least.py:least", "tearoad/least.py:other"]},
        {"by": "tests/a/test_b.py::test_far", "entered": ["tearoad/least.py:least"]},
        {"by": "tests/test_d.py", "entered": ["tearoad/least.py:least"]},
    ]
    (tmp_path / "1.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    expected = [AWAKE, ASLEEP, "tests/a/test_b.py::test_far", "tests/test_d.py::test_e"]
    assert Entered(tmp_path).tests_of(site) == expected


def test_what_no_test_enters_is_tried_by_the_tests_that_are_near_by_use(tmp_path: Path, site: Site) -> None:
    near_by, far = "tests/names/latin/test_han.py", "tests/values/test_money.py"
    here = House((near_by, far), {}, {near_by: 1.0, far: 1.0})
    assert near(replace(site, path="src/tearoad/names/latin/han.py"), here) == [near_by]
    assert Entered(tmp_path).tests_of(site) == []


def test_every_known_survivor_has_its_reason(site: Site) -> None:
    listed = known()
    assert [survivor for survivor in listed.values() if len(survivor.why) < 10] == []
    assert list(listed) == sorted(listed), f"{FILE.name} is in the order of its places"
    assert "least.py:least" in drafted([site])
    assert key(site) not in listed
