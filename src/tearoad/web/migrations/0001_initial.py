"""Forms that did their work are known for a day."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table of forms that did their work."""

    initial = True

    dependencies: ClassVar[list[Any]] = []

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("content", models.CharField(max_length=64)),
                ("answer", models.BinaryField(default=b"")),
                ("until", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["until"], name="sent_forms_to_forget")]},
        ),
    ]
