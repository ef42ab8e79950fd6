from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import tearoad.timetable.web.models.draft


class Migration(migrations.Migration):
    """What would be gained if there were more of something, asked of a draft."""

    dependencies: ClassVar = [
        ("timetable", "0007_repairs"),
        ("office", "0002_message_calendars"),
        ("people", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="WhatIf",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("question", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(default=tearoad.timetable.web.models.draft.DraftState["PLANNING"], max_length=12),
                ),
                ("draft_revision", models.PositiveIntegerField()),
                ("answer", models.JSONField(default=dict)),
                ("stopped_early", models.BooleanField(default=False)),
                ("failure", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="timetable.draft"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="office.job"
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
            options={"ordering": ["asked_at", "question"]},
        ),
        migrations.AddConstraint(
            model_name="whatif",
            constraint=models.UniqueConstraint(fields=("draft", "question"), name="one_answer_a_question"),
        ),
    ]
