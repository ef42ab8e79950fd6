"""Make a place ready to be served: folder, database, its tables, static files; each obstacle is a sentence."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, NotSupportedError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from tearoad.errors import SetupError
from tearoad.people.web.queries.ledger import key_fits
from tearoad.site.places import data_folder
from tearoad.text import Text

OLDEST_POSTGRESQL = 15
_LOCK = 0x7EA_60AD
"""The number under which processes of all machines wait for each other while one changes the tables."""


class Unreachable(SetupError):
    """The database's server does not answer: trying again later may help."""


def prepare() -> tuple[Text, ...]:
    """Bring the database up to this release; return what was done.

    Raises:
        SetupError: the folder cannot be written; the database is too old, broken, or of a newer release.
        Unreachable: its server does not answer.

    """
    data_folder(settings.CONFIG)
    with _alone_in_folder():
        check_database()
        with _alone_in_database():
            done = _bring_up_to_date()
            check_key()
    return done


def collect_static() -> None:
    """Put every static file into the data folder, where a web server may take them; one process at a time does."""
    with _alone_in_folder():
        call_command("collectstatic", interactive=False, verbosity=0)


def collect_static_once() -> None:
    """Do the same where nobody has: for a web server started alone in a folder of its own."""
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        collect_static()


def check_database() -> None:
    """Refuse a database that cannot be used, in words.

    Raises:
        SetupError, Unreachable: see `prepare`.

    """
    try:
        connection.ensure_connection()
        _check_version()
        check_release()
    except (OperationalError, NotSupportedError, DatabaseError) as failed:
        raise _obstacle(failed) from failed


def check_current() -> None:
    """Refuse a database that is not of this release.

    Raises:
        SetupError, Unreachable: it cannot be used, or waits for migrations; `tearoad database` applies them.

    """
    data_folder(settings.CONFIG)
    check_database()
    missing = "site_cache" not in connection.introspection.table_names()
    if missing or pending():
        raise SetupError(Text("site.database_behind"), Text("site.database_behind_hint"))


def check_key() -> None:
    """Refuse a database whose ledgers were written with another secret key: what is added would never verify.

    Raises:
        SetupError: the key is another one.

    """
    if not key_fits():
        raise SetupError(Text("site.database_other_key", name=place_name()), Text("site.database_other_key_hint"))


def pending() -> int:
    """Return how many migrations wait; tables that have none yet are not counted."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_release() -> None:
    """Refuse a database of a newer release.

    Raises:
        SetupError: it holds migrations that this release does not know.

    """
    loader = MigrationExecutor(connection).loader
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("tearoad.")}
    unknown = sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in _known(loader)
    )
    if unknown:
        raise SetupError(Text("site.database_newer", migration=unknown[-1]), Text("site.database_newer_hint"))


def _known(loader: object) -> set[tuple[str, str]]:
    return set(loader.disk_migrations) | set(loader.replacements)  # type: ignore[attr-defined]  # Django's MigrationLoader


def _check_version() -> None:
    if connection.vendor == "postgresql":
        found: int = connection.pg_version // 10_000  # type: ignore[attr-defined]  # PostgreSQL's own
        if found < OLDEST_POSTGRESQL:
            raise SetupError(
                Text("site.postgresql_old", found=found, oldest=OLDEST_POSTGRESQL), Text("site.postgresql_old_hint")
            )


def _obstacle(failed: Exception) -> SetupError:
    why = next(iter(str(failed).strip().splitlines()), type(failed).__name__)
    if isinstance(failed, NotSupportedError) and connection.vendor == "postgresql":
        return SetupError(
            Text("site.postgresql_refused", oldest=OLDEST_POSTGRESQL, why=why), Text("site.postgresql_old_hint")
        )
    if connection.vendor == "postgresql" and why.startswith("invalid "):
        return SetupError(Text("site.database_option", why=why), Text("site.database_option_hint"))
    if connection.vendor == "postgresql":
        return Unreachable(Text("site.database_unreachable", why=why), Text("site.database_unreachable_hint"))
    name = str(connection.settings_dict["NAME"])
    return SetupError(Text("site.database_broken", path=name, why=why), Text("site.database_broken_hint"))


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one process at a time change the tables, on this machine and on all that share the database."""
    with _alone_in_folder(), _alone_in_database():
        yield


@contextlib.contextmanager
def _alone_in_folder() -> Iterator[None]:
    """Let one process at a time write what stands in the data folder: whoever starts at the same moment waits."""
    with (Path(settings.DATA) / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _alone_in_database() -> Iterator[None]:
    """Let one process at a time change the tables of a database on a server, whichever machine it runs on."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _bring_up_to_date() -> tuple[Text, ...]:
    tables = connection.introspection.table_names()
    waiting = pending()
    missing = _missing(tables)
    if waiting or missing:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not tables:
        return (Text("site.database_made", name=place_name()),)
    if waiting:
        return (Text("site.database_migrated", count=waiting),)
    return (Text("site.database_current", name=place_name()),)


def _missing(tables: list[str]) -> bool:
    """Whether a table of ours is not there; a release under construction has tables before it has migrations."""
    return any(model._meta.db_table not in tables for model in apps.get_models())


def place_name() -> str:
    """Return how a person calls the database: never with its password."""
    if connection.vendor == "postgresql":
        host = connection.settings_dict["HOST"] or "localhost"
        return f"PostgreSQL {connection.settings_dict['NAME']} ({host})"
    return str(connection.settings_dict["NAME"])
