"""Imports of sheets: what was read, what it would change, what it changed."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Job, StoredFile
from tearoad.people.web.models import Tenanted


class ImportState(StrEnum):
    """Where an import stands."""

    READING = "reading"
    PREVIEW = "preview"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class SheetImport(Tenanted):
    """One upload of sheets into a mission."""

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=ImportState.READING)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, related_name="+")
    mapping = models.JSONField(default=dict)
    """Sheet -> column -> the officer's own header."""
    found = models.JSONField(default=dict)
    """What the reading found: sheets, headers, counts, problems."""
    before = models.JSONField(default=dict)
    """What the rows said before, so that the import can be undone."""
    asked_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]


class ImportedFile(Tenanted):
    """A file of an import."""

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
