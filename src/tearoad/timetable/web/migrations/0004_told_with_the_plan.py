from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.db import migrations

_TOGETHER = timedelta(seconds=30)
"""Nobody announces a change so soon after publishing; what was written in this time came with the plan."""


def _told_with_the_plan(apps: Any, _editor: object) -> None:
    """Give the programme that was told with a plan the plan's moment: it used to be written a little later."""
    plans = apps.get_model("timetable", "Published")._base_manager  # noqa: SLF001  # Django's own
    revisions = apps.get_model("mission", "ProgrammeRevision")._base_manager  # noqa: SLF001  # Django's own
    for mission, at in plans.values_list("mission_id", "published_at"):
        told = revisions.filter(mission_id=mission, told_at__gt=at, told_at__lte=at + _TOGETHER)
        told.update(told_at=at)


class Migration(migrations.Migration):
    """A day that changed with its plan is not one that changed since."""

    dependencies: ClassVar = [
        ("timetable", "0003_paper_editions"),
        ("mission", "0010_more_in_three_languages"),
    ]

    operations: ClassVar = [migrations.RunPython(_told_with_the_plan, migrations.RunPython.noop)]
