from __future__ import annotations

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    """Quotas and orders of meetings."""

    dependencies = [
        ("mission", "0011_what_archives_hold"),
        ("people", "0005_organisation_called"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingOrder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=80)),
                ("position", models.PositiveIntegerField(default=0)),
                ("document", models.JSONField()),
                (
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mission.mission"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("mission", "code"), name="one_meetingorder_a_code")],
            },
        ),
        migrations.CreateModel(
            name="MeetingQuota",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=80)),
                ("position", models.PositiveIntegerField(default=0)),
                ("document", models.JSONField()),
                (
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mission.mission"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("mission", "code"), name="one_meetingquota_a_code")],
            },
        ),
    ]
