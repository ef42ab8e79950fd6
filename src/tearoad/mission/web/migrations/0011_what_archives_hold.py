from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A dossier's ZIP keeps what it holds, so that an old one is told from one that says what is."""

    dependencies: ClassVar = [("mission", "0010_more_in_three_languages")]

    operations: ClassVar = [migrations.AddField("dossierarchive", "holds", models.CharField(default="", max_length=64))]
