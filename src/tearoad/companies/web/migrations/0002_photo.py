"""A firm's photo for the delegation's book."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add a photo to companies."""

    dependencies: ClassVar = [("companies", "0001_initial"), ("office", "0002_message_calendars")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="company",
            name="photo",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.storedfile"
            ),
        ),
    ]
