from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A book keeps which photos it was made with."""

    dependencies: ClassVar = [("timetable", "0001_initial")]

    operations: ClassVar = [migrations.AddField("paper", "photos", models.JSONField(null=True))]
