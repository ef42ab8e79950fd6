"""What says which meeting comes before which is called a precedence."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

_BEFORE, _NOW = "orders", "precedences"


def _call_changes(apps: Any, before: str, now: str) -> None:
    apps.get_model("mission", "RowChange").objects.filter(kind=before).update(kind=now)


class Migration(migrations.Migration):
    """Rename the table, its constraint, and the kind of changes that can be undone."""

    dependencies: ClassVar = [("mission", "0014_row_changes")]
    operations: ClassVar = [
        migrations.RemoveConstraint("MeetingOrder", "one_meetingorder_a_code"),
        migrations.RenameModel("MeetingOrder", "MeetingPrecedence"),
        migrations.AddConstraint(
            "MeetingPrecedence",
            models.UniqueConstraint(fields=("mission", "code"), name="one_meetingprecedence_a_code"),
        ),
        migrations.RunPython(
            lambda apps, _editor: _call_changes(apps, _BEFORE, _NOW),
            lambda apps, _editor: _call_changes(apps, _NOW, _BEFORE),
        ),
    ]
