"""An organisation writes countries and places its own way, and has an order of languages for its papers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add both; an organisation that said nothing yet keeps the usual names."""

    dependencies: ClassVar[list[Any]] = [("people", "0002_invitations")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField(model_name="organisation", name="names", field=models.JSONField(default=list)),
        migrations.AddField(model_name="organisation", name="paper_languages", field=models.JSONField(default=list)),
    ]
