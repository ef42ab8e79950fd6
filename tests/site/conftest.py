"""Places of a site's own: a data folder, and where the suite runs on PostgreSQL a database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
Place = Mapping[str, str]
"""The environment of a site."""


@dataclass
class Places:
    """Makes places in a folder."""

    folder: Path
    server: str = field(default_factory=lambda: os.environ.get("TEAROAD_DATABASE_URL", ""))
    databases: list[str] = field(default_factory=list)

    def empty(self, database_like: str = "template1") -> dict[str, str]:
        """Make a place with nothing in it; its database, if it has one of its own, is a copy of the named one."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("TEAROAD_", "DJANGO_"))}
        own |= {"PYTHONPATH": str(ROOT / "src"), "TEAROAD_DATA": str(self.folder / f"place{len(self.databases)}")}
        self.databases.append(f"place_{uuid4().hex}")
        if self.server:
            self._tell(f'CREATE DATABASE "{self.databases[-1]}" TEMPLATE "{database_like}"')
            url = urlsplit(self.server)
            own["TEAROAD_DATABASE_URL"] = urlunsplit(url._replace(path=f"/{self.databases[-1]}"))
        return own

    def copy(self, of: Place) -> dict[str, str]:
        """Make a place with what stands in another one; nobody may be connected to that one."""
        made = self.empty(urlsplit(of.get("TEAROAD_DATABASE_URL", "")).path[1:])
        shutil.copytree(of["TEAROAD_DATA"], made["TEAROAD_DATA"])
        return made

    def drop(self) -> None:
        """Drop the databases."""
        for name in self.databases if self.server else ():
            self._tell(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _tell(self, words: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(words.encode())


@pytest.fixture(scope="module")
def new_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], dict[str, str]]]:
    """Make empty places; their databases are dropped at the end."""
    places = Places(tmp_path_factory.mktemp("places"))
    yield places.empty
    places.drop()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A place with every table and nothing in them, made once and never written to: only copied."""
    places = Places(tmp_path_factory.mktemp("prepared"))
    place = places.empty()
    done = run(place, "database")
    assert done.returncode == 0, done.stderr
    yield place
    places.drop()


@pytest.fixture(scope="module")
def new_prepared_place(
    prepared: Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], dict[str, str]]]:
    """Make copies of the prepared place, all of one key; their databases are dropped at the end."""
    places = Places(tmp_path_factory.mktemp("prepared_places"))
    yield lambda: places.copy(prepared)
    places.drop()


@pytest.fixture
def prepared_place(new_prepared_place: Callable[[], dict[str, str]]) -> dict[str, str]:
    """One place with every table and nothing in them."""
    return new_prepared_place()


@pytest.fixture
def place(new_place: Callable[[], dict[str, str]]) -> dict[str, str]:
    """One empty place."""
    return new_place()


def run(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a place."""
    return subprocess.run(
        [sys.executable, "-m", "tearoad", *arguments],
        env=dict(place),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


@pytest.fixture(scope="module")
def tearoad() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a place."""
    return run


@pytest.fixture(scope="module")
def script() -> Callable[..., str]:
    """Run a script of the tests in a place, with Django set up, and return what it printed."""

    def run(place: Place, name: str, *arguments: str) -> str:
        path = Path(__file__).parent / name
        done = subprocess.run(
            [sys.executable, str(path), *arguments], env=dict(place), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
