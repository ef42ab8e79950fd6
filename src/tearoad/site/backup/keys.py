"""The key of a place that is to be restored: put in place before Django starts, which would make another one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tearoad.errors import SetupError
from tearoad.site.config import Config
from tearoad.site.places import KEY, data_folder, read_key
from tearoad.text import Text


def key_here(config: Config, key_file: Path | None) -> str:
    """Return the key that was handed in, else that of the place; empty where there is none.

    Raises:
        SetupError: a file that should hold a key holds none or cannot be read.

    """
    if key_file is not None:
        return _read(key_file)
    kept = config.data.resolve() / KEY
    return config.secret_key or (_read(kept) if kept.exists() else "")


@contextmanager
def placed(key: str, config: Config) -> Iterator[None]:
    """Put a key into a data folder that has none; it is taken away again where what follows fails.

    A key that stayed would be taken for the place's own the next time, and so for one that came apart from its backup.

    Raises:
        SetupError: the folder cannot be written, or the place has another key.

    """
    kept = data_folder(config) / KEY if key else None
    if kept is None or config.secret_key or kept.exists():
        has = config.secret_key or (read_key(kept) if kept is not None else key)
        if has != key:
            raise SetupError(Text("site.restore_other_key"), Text("site.restore_other_key_hint"))
        yield
        return
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key)
    try:
        yield
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


def _read(kept: Path) -> str:
    try:
        return read_key(kept)
    except (OSError, UnicodeDecodeError) as refused:
        why = getattr(refused, "strerror", None) or type(refused).__name__
        raise SetupError(Text("site.key_unread", path=str(kept), why=why), Text("site.key_unread_hint")) from refused
