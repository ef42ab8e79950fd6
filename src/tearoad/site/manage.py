"""The door through which the command line reaches Django."""

from __future__ import annotations

import os
from typing import Any

from tearoad.site.config import read_config
from tearoad.site.places import check_is_place

OURS_ALONE = 0o077
"""What the site writes, nobody else on the machine reads: database, kept files, backups."""


def start(*, new: bool = True) -> None:
    """Set Django up, once.

    Args:
        new: whether a folder that is no place of a site yet may become one; else it is refused and left as it is.

    Raises:
        SetupError: the settings or the data folder cannot be used.

    """
    os.umask(OURS_ALONE)
    if not new:
        check_is_place(read_config())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tearoad.site.settings")
    import django  # noqa: PLC0415  # the command line reaches Django only here

    django.setup()


def call(command: str, *args: str, **options: Any) -> None:  # noqa: ANN401  # the command's own
    """Run one of Django's commands."""
    start()
    from django.core.management import call_command  # noqa: PLC0415  # the command line reaches Django only here

    call_command(command, *args, **options)
