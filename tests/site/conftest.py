"""Places of a site's own: a data folder, and where the suite runs on PostgreSQL a database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).parents[2]
Place = Mapping[str, str]
"""The environment of a site."""


@pytest.fixture(scope="module")
def new_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], dict[str, str]]]:
    """Make empty places; their databases are dropped at the end."""
    server = os.environ.get("TEAROAD_DATABASE_URL", "")
    made: list[str] = []
    folder = tmp_path_factory.mktemp("places")

    def make() -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("TEAROAD_", "DJANGO_"))}
        own |= {"PYTHONPATH": str(ROOT / "src"), "TEAROAD_DATA": str(folder / f"place{len(made)}")}
        made.append(f"place_{uuid4().hex}")
        if server:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{made[-1]}"'.encode())
            url = urlsplit(server)
            own["TEAROAD_DATABASE_URL"] = urlunsplit(url._replace(path=f"/{made[-1]}"))
        return own

    yield make
    if server:
        with psycopg.connect(server, autocommit=True) as connection:
            for name in made:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def place(new_place: Callable[[], dict[str, str]]) -> dict[str, str]:
    """One empty place."""
    return new_place()


@pytest.fixture(scope="module")
def tearoad() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a place."""

    def run(place: Place, *arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tearoad", *arguments],
            env=dict(place),
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
        )

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
