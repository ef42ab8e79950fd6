from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.suite import furnished
from tests.suite.places import Places, run

Schema = dict[tuple[str, str], list[str]]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)  # leaves with 1 where one is missing


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that every migration made anew."""
    place = Places(tmp_path_factory.mktemp("migrated"), server="").empty()
    assert run(place, "database").returncode == 0
    return Path(place["TEAROAD_DATA"]) / "tearoad.sqlite3"


def test_migrations_make_what_the_models_are(
    migrated: Path, tmp_path_factory: pytest.TempPathFactory, script: Callable[..., str]
) -> None:
    place = Places(tmp_path_factory.mktemp("models"), server="").empty()
    script(place, "from_models.py")
    made, wanted = schema(migrated), schema(Path(place["TEAROAD_DATA"]) / "tearoad.sqlite3")
    assert made.pop(("table", "django_migrations"))
    assert made == wanted
    assert len(made) > 200


def test_the_kept_tables_are_those_that_migrations_make(migrated: Path) -> None:
    """Every other test begins with a copy of the kept file: it is never older than what it was made from."""
    kept = Path(furnished.tables(server="")["TEAROAD_DATA"]) / "tearoad.sqlite3"
    assert schema(kept) == schema(migrated)
    assert rows(kept) == rows(migrated)


def test_another_column_is_seen(migrated: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    other.write_bytes(migrated.read_bytes())
    with sqlite3.connect(other) as connection:
        connection.execute("ALTER TABLE mission_mission ADD COLUMN planted integer NOT NULL DEFAULT 0")
    connection.close()
    assert schema(other) != schema(migrated)


def schema(path: Path) -> Schema:
    """Return every table and index by kind and name; a table's columns and conditions in any order."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    own = [entry for entry in found if not entry[1].startswith("sqlite_")]
    return {(kind, name): parts(sql) if kind == "table" else [sql] for kind, name, sql in own}


def parts(sql: str) -> list[str]:
    """Return what stands between the commas of a CREATE TABLE, but not between those in brackets or quotes."""
    found, depth, quote = [""], 0, ""
    for letter in sql[sql.index("(") + 1 : sql.rindex(")")]:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        depth += 0 if quote else (letter == "(") - (letter == ")")
        if letter == "," and not depth and not quote:
            found.append("")
        else:
            found[-1] += letter
    return sorted(part.strip() for part in found)


def rows(path: Path) -> dict[str, int]:
    """Return how many rows each table that migrations write into has."""
    connection = sqlite3.connect(path)
    names = [name for kind, name in schema(path) if kind == "table"]
    found = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  # names of tables
    connection.close()
    return found
