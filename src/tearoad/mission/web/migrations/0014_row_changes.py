"""What undoes a change of a cost undoes one of a row of any kind."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rename the table and its columns."""

    dependencies: ClassVar = [("mission", "0013_plan_leases")]
    operations: ClassVar = [
        migrations.RenameModel("CostStep", "RowChange"),
        migrations.RenameField("RowChange", "made_at", "changed_at"),
        migrations.RenameField("RowChange", "made_by", "changed_by"),
        migrations.AlterField("RowChange", "kind", models.CharField(max_length=40)),
    ]
