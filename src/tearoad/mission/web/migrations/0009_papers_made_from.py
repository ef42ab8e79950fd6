from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A paper of the delegation keeps what it was made from, so that an old one is told from one that says what is."""

    dependencies: ClassVar = [("mission", "0008_three_languages")]

    operations: ClassVar = [migrations.AddField("delegationpaper", "made_from", models.JSONField(null=True))]
