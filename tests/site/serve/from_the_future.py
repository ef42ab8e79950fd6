"""Note a migration that no release has yet."""

from __future__ import annotations

from tearoad.site import manage

manage.start()

from django.db import connection  # noqa: E402  # after the set-up
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402  # after the set-up

MigrationRecorder(connection).record_applied("mission", "9999_from_the_future")
