"""What CONTRIBUTING says is to be touched, and nothing else: a real change for each recipe, tried in a copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest

from checks.sentences import catalogues, codes

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
PATH = re.compile(r"`((?:src|tests)/[^`]+)`")
PYTEST = ("-m", "pytest", "-q", "--noconftest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", ".")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe, its change, the tests that come with it, and the stage that its list leaves out."""

    title: str
    patch: str
    tests: str
    how_many: int
    stage: str = ""

    @property
    def touched(self) -> set[str]:
        """The files that the change touches, but for those of its stage."""
        text = (HERE / self.patch).read_text(encoding="utf-8")
        paths = set(re.findall(r"^\+\+\+ b/(.+)$", text, re.MULTILINE))
        return {path for path in paths if not self.stage or f"/{self.stage}/" not in path}

    @property
    def items(self) -> tuple[str, ...]:
        """The numbered lines of the recipe."""
        text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
        section = text.partition(f"\n## {self.title}, touch exactly these files")[2].partition("\n## ")[0]
        return tuple(re.findall(r"^\d\. (.+(?:\n   .+)*)", section, re.MULTILINE))


RECIPES = (
    Recipe("To add a rule of the timetable", "a_rule.patch", "timetable/rules/test_meetings.py::last_slot", 2),
    Recipe(
        "To add a reader of watch lists", "a_watch_list.patch", "screening/lists/test_demo_registry.py::registry", 2
    ),
    Recipe("To add a column to a sheet", "a_column.patch", "companies/test_exporters_sheet.py::foundation", 3),
    Recipe("To add a kind of row", "a_kind_of_row.patch", "checklist/test_gifts.py::gifts", 1, "checklist"),
    Recipe("To add a language", "a_language.patch", "words/test_french.py::french", 6),
)
MOST = {"a_column.patch": 10, "a_kind_of_row.patch": 8, "a_language.patch": 10}
"""So many files at most, catalogues apart; those of other languages count where a language is added."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the house in which all changes are made, one upon the other."""
    copy = tmp_path_factory.mktemp("house")
    for part in ("src", "tests"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for recipe in RECIPES:
        apart = os.environ | {"GIT_CEILING_DIRECTORIES": str(copy.parent)}
        subprocess.run(["git", "apply", HERE / recipe.patch], cwd=copy, env=apart, check=True)  # noqa: S607  # found on the path, as everywhere
    return copy


def patterns(item: str) -> list[str]:
    """Return which files an item means; a folder means what is below it."""
    found = [re.sub(r"\{[^}]*\}|<[^>]*>|…", "*", path) for path in PATH.findall(item)]
    return [f"{path}*" if path.endswith("/") else path for path in found]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: one.patch)
def test_a_change_touches_what_its_recipe_says_and_nothing_else(recipe: Recipe) -> None:
    assert recipe.items
    meant = [patterns(item) for item in recipe.items]
    touched = recipe.touched
    assert [path for path in sorted(touched) if not any(fnmatch(path, text) for item in meant for text in item)] == []
    idle = [
        item
        for item in recipe.items
        if not any(fnmatch(path, pattern) for path in touched for pattern in patterns(item))
    ]
    assert [item for item in idle if ", if " not in item] == []


@pytest.mark.parametrize("patch", MOST)
def test_a_field_a_kind_and_a_language_touch_few_files(patch: str) -> None:
    (recipe,) = (one for one in RECIPES if one.patch == patch)
    own = "/fr/" if patch == "a_language.patch" else ".po"
    assert len([path for path in recipe.touched if own not in path]) <= MOST[patch]


def test_no_sentence_is_missing_after_the_changes(house: Path) -> None:
    locales = house / "src/tearoad/words/locale"
    assert [*codes.check(house, locales), *catalogues.check(locales)] == []


def test_the_changes_do_what_they_are_for(house: Path) -> None:
    files, names = zip(*(recipe.tests.split("::") for recipe in RECIPES), strict=True)
    chosen = (f"tests/{file}" for file in files)
    done = tried(house, *PYTEST, "--import-mode=importlib", *chosen, "-k", " or ".join(names))
    assert f"{sum(recipe.how_many for recipe in RECIPES)} passed" in done


def test_judge_solver_and_oracle_agree_about_the_new_rule(house: Path) -> None:
    assert tried(house, str(HERE / "against_oracle.py")) == "12 problems\n"


def test_a_page_speaks_the_new_language(house: Path, tmp_path: Path) -> None:
    done = tried(
        house, str(HERE / "in_french.py"), TEAROAD_DATA=str(tmp_path), DJANGO_SETTINGS_MODULE="tearoad.site.settings"
    )
    assert done.endswith("fr 200 []\n")


def tried(house: Path, *arguments: str, **more: str) -> str:
    """Run something in the copy; return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=house,
        env={**os.environ, "PYTHONPATH": f"{house / 'src'}:{house}", **more},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout, done.stderr)  # noqa: T201  # shown where it fails
    return done.stdout
