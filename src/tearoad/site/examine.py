"""What `tearoad doctor` tries of a site: nothing is made by looking, and Django is not needed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from tearoad.errors import SetupError
from tearoad.site.config import Config, read_config
from tearoad.site.places import KEY, check_owners, owner_name, read_key
from tearoad.text import Text

OLDEST_POSTGRESQL = 15


def settings() -> Text:
    """Say that every setting can be used."""
    config = read_config()
    return Text("site.doctor_settings", address=config.address)


def user() -> Text:
    """Say as which user a site that is started now would run."""
    number = os.geteuid()
    return Text("site.doctor_root") if number == 0 else Text("site.doctor_user", name=owner_name(number))


def data() -> Text:
    """Say where the data are, or would be made."""
    folder = read_config().data.resolve()
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise SetupError(
            Text("site.folder_unwritable", folder=str(folder), why=str(nearest)),
            Text("site.folder_unwritable_hint", folder=str(nearest)),
        )
    check_owners(folder)
    return Text("site.doctor_data" if folder.exists() else "site.doctor_data_later", folder=str(folder))


def key() -> Text:
    """Say where the secret key is; never what it is."""
    config = read_config()
    kept = config.data.resolve() / KEY
    if config.secret_key:
        return Text("site.doctor_key_set")
    if not kept.exists():
        return Text("site.doctor_key_later")
    read_key(kept)
    return Text("site.doctor_key", path=str(kept))


def database() -> Text:
    """Say whether the database can be used."""
    config = read_config()
    return _postgresql(config) if config.database_url else _sqlite(config.data.resolve() / "tearoad.sqlite3")


def mail() -> Text:
    """Say where mails go."""
    url = read_config().mail_url
    return Text("site.doctor_mail", host=urlsplit(url).hostname or "") if url else Text("site.doctor_mail_outbox")


def cards() -> Text:
    """Say whether photos of business cards can be read; a site works without."""
    from tearoad.capture.cards import data_folder, network_file  # noqa: PLC0415  # only to look

    folder, file = data_folder(), network_file()
    if folder is None:
        return Text("site.doctor_cards_off")
    if file is None:
        return Text("site.doctor_cards", folder=str(folder), extra="tearoad[cards]")
    return Text("site.doctor_cards_network", folder=str(folder), file=file.name)


def halls() -> Text:
    """Say which servers in halls have a key of this place, or of which hall's server it is the copy."""
    config = read_config()
    found = _hubs(config)
    here = next((name for name, _, is_here in found if is_here), None)
    if here is not None:
        return Text("site.doctor_halls_copy", name=here)
    valid = [name for name, is_ended, _ in found if not is_ended]
    ended = len(found) - len(valid)
    if not valid:
        return Text("site.doctor_halls_none", ended=ended)
    return Text("site.doctor_halls", count=len(valid), names=", ".join(valid), ended=ended)


_HUBS = "SELECT name, revoked_at IS NOT NULL, is_here FROM capture_hub ORDER BY made_at"


def _hubs(config: Config) -> list[tuple[str, bool, bool]]:
    """Return name, whether its key was ended, and whether it is here, of every hall's server; none before the first."""
    if config.database_url:
        import psycopg  # noqa: PLC0415  # only where one is used

        try:
            with psycopg.connect(config.database_url, connect_timeout=5) as connection:
                return list(connection.execute(_HUBS))
        except psycopg.Error:  # `database` says why
            return []
    path = config.data.resolve() / "tearoad.sqlite3"
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as connection:
            return [(str(name), bool(ended), bool(here)) for name, ended, here in connection.execute(_HUBS)]
    except sqlite3.Error:  # as above, or the tables are of an older release
        return []


def _sqlite(path: Path) -> Text:
    if not path.exists():
        return Text("site.doctor_database_later")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
    except sqlite3.Error as failed:
        raise SetupError(
            Text("site.database_broken", path=str(path), why=str(failed)), Text("site.database_broken_hint")
        ) from failed
    return Text("site.doctor_database", name=str(path), tables=tables)


def _postgresql(config: Config) -> Text:
    import psycopg  # noqa: PLC0415  # only where one is used

    try:
        with psycopg.connect(config.database_url, connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
            counted = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
            ).fetchone()
    except psycopg.Error as failed:
        why = next(iter(str(failed).strip().splitlines()), type(failed).__name__)
        raise SetupError(Text("site.database_unreachable", why=why), Text("site.database_unreachable_hint")) from failed
    if version < OLDEST_POSTGRESQL:
        raise SetupError(
            Text("site.postgresql_old", found=version, oldest=OLDEST_POSTGRESQL), Text("site.postgresql_old_hint")
        )
    return Text("site.doctor_database", name=f"PostgreSQL {version}", tables=counted[0] if counted else 0)


PARTS: Mapping[str, Callable[[], Text]] = {
    "settings": settings,
    "user": user,
    "data": data,
    "key": key,
    "database": database,
    "mail": mail,
    "cards": cards,
    "halls": halls,
}
