"""The key beside a backup: put in place before Django starts, which would make another one."""

from __future__ import annotations

import os
from pathlib import Path

from tearoad.site.backup.manifest import KEY_NAME, open_backup
from tearoad.site.config import Config
from tearoad.site.places import KEY, data_folder


def place_key(path: Path, config: Config) -> None:
    """Put the backup's key into an empty data folder.

    Raises:
        InputError: the file is no backup.
        SetupError: the folder cannot be written.

    """
    archive, _manifest = open_backup(path)
    with archive:
        if config.secret_key or KEY_NAME not in archive.namelist():
            return
        kept = data_folder(config) / KEY
        if kept.exists():
            return
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(archive.read(KEY_NAME))
