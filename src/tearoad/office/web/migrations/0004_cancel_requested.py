"""A person requests that a job stops."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Rename the column."""

    dependencies: ClassVar = [("office", "0003_account_messages")]
    operations: ClassVar = [migrations.RenameField("Job", "cancel_wished", "cancel_requested")]
