"""An organisation says whose time its pages tell."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the time zone of the office."""

    dependencies: ClassVar[list[Any]] = [("people", "0003_wordings")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField(
            model_name="organisation", name="zone", field=models.CharField(default="Asia/Shanghai", max_length=64)
        ),
    ]
