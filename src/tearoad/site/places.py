"""The data folder: made when it is first needed, told plainly where that is not possible."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import stat
from pathlib import Path

from tearoad.errors import SetupError
from tearoad.site.config import Config
from tearoad.text import Text

KEY = "secret.key"
_OURS = (KEY, "tearoad.sqlite3", "tearoad.sqlite3-*", ".lock", "files", "files/*", "static", "figures")
"""What a site writes: the files and folders, and of kept files the folders by the first letters of their digests."""


def data_folder(config: Config) -> Path:
    """Return the data folder; it is made where it is missing.

    Raises:
        SetupError: it cannot be made, or nothing can be written into it.

    """
    folder = config.data.resolve()
    hint = Text("site.folder_unwritable_hint", folder=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _close_to_strangers(folder)
        trial = folder / f".trial.{os.getpid()}"
        trial.touch()
        trial.unlink()
    except OSError as refused:
        why = refused.strerror or type(refused).__name__
        raise SetupError(Text("site.folder_unwritable", folder=str(folder), why=why), hint) from refused
    check_owners(folder)
    return folder


def check_owners(folder: Path) -> None:
    """Refuse files in the data folder that another user made: a command that was once run as root leaves such.

    Raises:
        SetupError: one of them cannot be written, or the key not be read.

    """
    for path in (path for name in _OURS for path in sorted(folder.glob(name))):
        if not os.access(path, os.R_OK if path.name == KEY else os.R_OK | os.W_OK, effective_ids=True):
            try:
                owner, here = owner_name(path.stat().st_uid), owner_name(os.geteuid())
            except FileNotFoundError:
                continue  # the database's own, which another process has just taken away
            raise SetupError(
                Text("site.of_another_user", path=str(path), owner=owner, user=here),
                Text("site.of_another_user_hint", folder=str(folder), user=here),
            )


def owner_name(number: int) -> str:
    """Return the name of a user of this machine, or the number where it has none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _close_to_strangers(folder: Path) -> None:
    """Let nobody else into the folder; a group that was let in by whoever runs the machine stays in."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & stat.S_IRWXO:
        with contextlib.suppress(PermissionError):  # another user's folder: theirs to close
            folder.chmod(mode & ~stat.S_IRWXO)


def check_is_place(config: Config) -> None:
    """Refuse a folder in which no site was ever begun: a command that only uses one was led to the wrong place.

    Raises:
        SetupError: there is no key, neither in the settings nor in the folder.

    """
    folder = config.data.resolve()
    if not config.secret_key and not (folder / KEY).exists():
        raise SetupError(Text("site.no_place", folder=str(folder)), Text("site.no_place_hint"))


def secret_key(config: Config) -> str:
    """Return the secret key: the setting, else the one kept in the data folder, made at the first start.

    Raises:
        SetupError: the folder cannot be written, or the key cannot be read.

    """
    if config.secret_key:
        return config.secret_key
    kept = config.data.resolve() / KEY
    try:
        return read_key(kept)
    except (FileNotFoundError, NotADirectoryError):
        data_folder(config)
        return _make(kept)
    except OSError as refused:
        why = refused.strerror or type(refused).__name__
        raise SetupError(Text("site.key_unread", path=str(kept), why=why), Text("site.key_unread_hint")) from refused


def read_key(kept: Path) -> str:
    """Return a kept key.

    Raises:
        SetupError: the file holds none.

    """
    key = kept.read_text(encoding="ascii").strip()
    if len(key) < 40:
        raise SetupError(Text("site.key_broken", path=str(kept)), Text("site.key_broken_hint"))
    return key


def _make(kept: Path) -> str:
    """Write a key whole, readable by nobody else; of two processes that begin together, both take the same."""
    unfinished = kept.with_name(f".{kept.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, kept)  # fails where another process was quicker
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
    return read_key(kept)
