from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """An import outlives its job: ended jobs are forgotten after a while."""

    dependencies: ClassVar = [("journey", "0001_initial"), ("office", "0002_message_calendars")]

    operations: ClassVar = [
        migrations.AlterField(
            "sheetimport",
            "job",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="office.job"
            ),
        )
    ]
