"""Calls and campaigns stand in sheets: each has a code by which its rows are found again."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from django.db import migrations, models


def _codes(apps: Any, _editor: object) -> None:
    """Give each campaign a code of its organisation's own: its year and a number."""
    campaigns = apps.get_model("mission", "Campaign")
    taken: Counter[tuple[Any, int]] = Counter()
    for row in campaigns._base_manager.order_by("id"):  # noqa: SLF001  # Django's own
        taken[row.tenant_id, row.year] += 1
        row.code = f"Y{row.year}-{taken[row.tenant_id, row.year]}"
        row.document = {**row.document, "id": row.code}
        row.save(update_fields=["code", "document"])


class Migration(migrations.Migration):
    """Add codes and positions."""

    dependencies: ClassVar[list[Any]] = [("mission", "0006_call")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField("call", "code", models.CharField(default="call", max_length=80)),
        migrations.AddField("call", "position", models.PositiveIntegerField(default=0)),
        migrations.AddField("campaign", "code", models.CharField(default="", max_length=80), preserve_default=False),
        migrations.AddField("campaign", "position", models.PositiveIntegerField(default=0)),
        migrations.RunPython(_codes, migrations.RunPython.noop),
        migrations.AddConstraint(
            "campaign", models.UniqueConstraint(fields=["tenant", "code"], name="one_campaign_a_code")
        ),
    ]
