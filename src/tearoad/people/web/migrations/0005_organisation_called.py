"""An organisation's own name stands in three languages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add its name in three languages; the one it has stands where a language has none."""

    dependencies: ClassVar[list[Any]] = [("people", "0004_zone")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField(model_name="organisation", name="called", field=models.JSONField(default=dict)),
    ]
