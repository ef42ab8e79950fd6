from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A day sheet keeps when it was printed, and by whom."""

    dependencies: ClassVar = [("timetable", "0004_told_with_the_plan")]

    operations: ClassVar = [
        migrations.AddField("paper", "printed_at", models.DateTimeField(null=True)),
        migrations.AddField("paper", "printed_by", models.CharField(default="", max_length=200)),
    ]
