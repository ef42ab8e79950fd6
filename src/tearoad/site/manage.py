"""The door through which the command line reaches Django."""

from __future__ import annotations

import os
from typing import Any


def start() -> None:
    """Set Django up, once.

    Raises:
        SetupError: the settings or the data folder cannot be used.

    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tearoad.site.settings")
    import django  # noqa: PLC0415  # the command line reaches Django only here

    django.setup()


def call(command: str, *args: str, **options: Any) -> None:  # noqa: ANN401  # the command's own
    """Run one of Django's commands."""
    start()
    from django.core.management import call_command  # noqa: PLC0415  # the same

    call_command(command, *args, **options)
