"""Imports of sheets: what was read, what it would change, what it changed."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models

from tearoad.journey.reading_findings import ReadingFindings
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Job, StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.values import Language
from tearoad.web.documents import DocumentField


class ImportState(StrEnum):
    """Where an import stands."""

    READING = "reading"
    PREVIEW = "preview"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class SheetImport(Tenanted):
    """One upload of sheets into a mission."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=ImportState.READING)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    reading = models.PositiveIntegerField(default=1)
    """Grows with every reading anew, so that a job that comes late writes nothing."""
    language = models.CharField(max_length=10, default=Language.EN)
    """In which the marked copy of the sheets explains what is wrong."""
    asked_by = models.UUIDField(null=True)
    mapping = DocumentField(dict[str, dict[str, str]], default=dict)
    """Sheet -> the officer's own header -> field, empty for a column to leave out; `#sheets`: place -> sheet;
    `#left_out`: place -> nothing, where its copy holds; `#meanings:requests`: what a cell says -> what it means;
    `#same:exporters`: id of a row -> that of the company which it is."""
    found = DocumentField(ReadingFindings, default=dict)
    """What the reading found: sheets, headers, counts, problems, what would change."""
    mission_revision = models.PositiveIntegerField(default=0)
    """The state of the mission against which it was read."""
    rows = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    """The rows that were read, as documents."""
    marked = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    """The officer's sheets with the bad cells marked."""
    before = DocumentField(dict[str, Any], default=dict)
    """What the rows said before, so that the import can be undone."""
    asked_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]


class ImportedFile(Tenanted):
    """A file of an import."""

    in_hall = AT_HOME
    sheet_import = models.ForeignKey(SheetImport, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)


class HeaderMapping(Tenanted):
    """What an organisation's own header means, remembered for the next import."""

    in_hall = AT_HOME
    sheet = models.CharField(max_length=40)
    header = models.CharField(max_length=200)
    field = models.CharField(max_length=60, blank=True)
    """Empty for a column to leave out."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "sheet", "header"], name="one_meaning_a_header")
        ]


class TableChange(Tenanted):
    """What one click or one pasted block changed in a table, so that it can be undone as one."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    """The name of the table."""
    changes = DocumentField(list[dict[str, Any]], default=list)
    """Of each row its key, and what it said before and after; nothing where it was not there."""
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200, default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]


class SavedTableView(Tenanted):
    """A way to look at a table that somebody gave a name: columns, order, what is looked for."""

    in_hall = AT_HOME
    kind = models.CharField(max_length=40)
    """The name of the table."""
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=2000)
    """What stands behind the question mark."""
    owner = models.UUIDField(null=True)
    """The user whose own it is; everybody's where there is none."""

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
