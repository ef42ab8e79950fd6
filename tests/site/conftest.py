"""Places of a site's own: a data folder, and where the suite runs on PostgreSQL a database."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.suite import furnished, ready
from tests.suite.places import Place, Places, run
from tests.waiting import PATIENCE_S


@pytest.fixture(scope="module")
def new_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], dict[str, str]]]:
    """Make empty places; their databases are dropped at the end."""
    places = Places(tmp_path_factory.mktemp("places"))
    yield places.empty
    places.drop()


@pytest.fixture(scope="module")
def new_prepared_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], dict[str, str]]]:
    """Make copies of the prepared place, all of one key; their databases are dropped at the end."""
    places = Places(tmp_path_factory.mktemp("prepared_places"))
    yield lambda: places.copy(furnished.prepared())
    places.drop()


@pytest.fixture(scope="module")
def new_keyless_place(new_prepared_place: Callable[[], dict[str, str]]) -> Callable[[], dict[str, str]]:
    """Make places with every table, nothing in them and no key yet."""

    def make() -> dict[str, str]:
        place = new_prepared_place()
        (Path(place["TEAROAD_DATA"]) / "secret.key").unlink()
        return place

    return make


@pytest.fixture
def prepared_place(new_prepared_place: Callable[[], dict[str, str]]) -> dict[str, str]:
    """One place with every table and nothing in them."""
    return new_prepared_place()


@pytest.fixture
def place(new_place: Callable[[], dict[str, str]]) -> dict[str, str]:
    """One empty place."""
    return new_place()


@pytest.fixture(scope="module")
def tearoad() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a place."""
    return run


@pytest.fixture(scope="module")
def script() -> Callable[..., str]:
    """Run a script of the tests in a place, with Django set up, and return what it printed."""

    def run(place: Place, name: str, *arguments: str) -> str:
        path = Path(__file__).parent / name
        done = ready.run(ready.Command(arguments, dict(place), str(path)), PATIENCE_S)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
