"""Lists, hits and what people decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.companies.web.models import Company
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted


class WatchList(Tenanted):
    """A list the organisation screens against."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    entries = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()


class Hit(Tenanted):
    """A likeness between a company and a list entry, with the evidence."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    entry_id = models.CharField(max_length=120)
    score = models.PositiveSmallIntegerField()
    document = models.JSONField()
    """A `Hit`."""
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    """When a later screening no longer found it."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "company", "entry_id"], name="one_hit_a_company_and_entry")
        ]


class Decision(Tenanted):
    """A person's ruling on one hit; a later one replaces it, none is deleted."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    entry_id = models.CharField(max_length=120)
    ruling = models.CharField(max_length=10)
    by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()
    why = models.TextField()
    replaced_at = models.DateTimeField(null=True)
