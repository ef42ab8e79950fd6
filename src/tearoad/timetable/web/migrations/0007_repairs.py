from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A draft keeps what went wrong and how the plan in force may be mended."""

    dependencies: ClassVar = [("timetable", "0005_printed_sheets")]

    operations: ClassVar = [migrations.AddField("draft", "repair", models.JSONField(default=dict))]
