from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def _since(apps: Any, _editor: object) -> None:
    """Tell of the sheets that are there since which plan they have said the same."""
    sheets = apps.get_model("timetable", "Paper")._base_manager.exclude(said="")  # noqa: SLF001  # Django's own
    sheets = sheets.select_related("published").defer("published__plan", "published__reasons", "published__changes")
    before: dict[tuple[object, ...], Any] = {}
    for one in sheets.order_by("published__number").iterator():
        row = one.published
        old = before.get((row.mission_id, row.number - 1, one.role, one.party))
        one.said_since = old.said_since if old and old.said == one.said else row.published_at
        one.save(update_fields=["said_since"])
        before[row.mission_id, row.number, one.role, one.party] = one


class Migration(migrations.Migration):
    """A day sheet keeps its stamp, and since when it says what it says."""

    dependencies: ClassVar = [("timetable", "0002_paper_photos")]

    operations: ClassVar = [
        migrations.AddField("paper", "as_of", models.DateTimeField(null=True)),
        migrations.AddField("paper", "said_since", models.DateTimeField(null=True)),
        migrations.RunPython(_since, migrations.RunPython.noop),
    ]
