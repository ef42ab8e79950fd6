from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A published meeting keeps which delegate speaks the buyer's language."""

    dependencies: ClassVar = [("timetable", "0009_jobs_are_forgotten")]

    operations: ClassVar = [
        migrations.AddField("meeting", "speaker", models.CharField(default="", max_length=80)),
    ]
