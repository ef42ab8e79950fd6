"""Places of a site's own: a data folder, and where the suite runs on PostgreSQL a database."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

from tests.suite import ready
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
TESTS = ("tests", "lab/tests")
"""Where tests are: of the product and of the laboratory."""
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
        name = f"place_{uuid4().hex}"
        made = at(self.folder / f"place{len(self.databases)}", self.server, name)
        self.databases.append(name)
        if self.server:
            tell(self.server, f'CREATE DATABASE "{name}" TEMPLATE "{database_like}"')
        return made

    def copy(self, of: Place) -> dict[str, str]:
        """Make a place with what stands in another one; nobody may be connected to that one."""
        made = self.empty(database_of(of) or "template1")
        shutil.copytree(of["TEAROAD_DATA"], made["TEAROAD_DATA"])
        return made

    def drop(self) -> None:
        """Drop the databases."""
        for name in self.databases if self.server else ():
            tell(self.server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def at(folder: Path, server: str, database: str) -> dict[str, str]:
    """Return the environment of a site in a folder and, if a server is named, a database there."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TEAROAD_", "DJANGO_"))}
    own |= {"PYTHONPATH": str(ROOT / "src"), "TEAROAD_DATA": str(folder)}
    if server:
        own["TEAROAD_DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{database}"))
    return own


def database_of(place: Place) -> str:
    """Return the name of a place's database on a server, or nothing."""
    return urlsplit(place.get("TEAROAD_DATABASE_URL", "")).path[1:]


def tell(server: str, words: str) -> list[tuple[object, ...]]:
    """Tell a server something and return what it answers."""
    with psycopg.connect(server, autocommit=True) as connection:
        answered = connection.execute(words.encode())
        return answered.fetchall() if answered.description else []


def run(place: Place, *arguments: str, timeout: float = PATIENCE_S) -> subprocess.CompletedProcess[str]:
    """Run a command in a place."""
    return ready.run(ready.Command(arguments, dict(place)), timeout)


def at_once(place: Place, script: Path, arguments: Sequence[str]) -> list[subprocess.CompletedProcess[str]]:
    """Run a script several times at once in a place, each time with one of the arguments."""

    def run_with(argument: str) -> subprocess.CompletedProcess[str]:
        return ready.run(ready.Command((argument,), dict(place), str(script)), PATIENCE_S)

    ready.ready()  # one for all threads
    with ThreadPoolExecutor(len(arguments)) as threads:
        return list(threads.map(run_with, arguments))
