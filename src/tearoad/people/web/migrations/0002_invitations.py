"""Someone who is invited belongs once they accept; who belonged before has accepted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the mark of an invitation that was not answered yet."""

    dependencies: ClassVar[list[Any]] = [("people", "0001_initial")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField(model_name="membership", name="pending", field=models.BooleanField(default=False)),
    ]
