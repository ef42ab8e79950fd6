"""Lists, hits and what people decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad import screening as core
from tearoad.companies.web.models import Company
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class WatchList(Tenanted):
    """A list the organisation screens against; one that was taken away stays as history."""

    in_hall = AT_HOME
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    """The file's name, by which its entries name their source."""
    form = models.CharField(max_length=20)
    """`ofac_sdn`, `un`, `table`, `goods`, ...; `own_empty` for the statement that there is nobody to look for."""
    entries = models.PositiveIntegerField(default=0)
    kinds = DocumentField(dict[str, int], default=dict)
    """How many entries of each kind it has (see `completeness.Kinds`)."""
    why = models.TextField(default="")
    """Why a manager took it as whole although it lacks what it is known to have, or had before."""
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120, default="")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["tenant", "name"], condition=models.Q(removed_at=None), name="one_list_a_name"
            )
        ]


class Hit(Tenanted):
    """A likeness between a company and a list entry, with the evidence."""

    in_hall = AT_HOME
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    entry_id = models.CharField(max_length=120)
    entry_key = models.CharField(max_length=120)
    """The entry's id as decisions may write it (see `screen.same_entry`)."""
    score = models.PositiveSmallIntegerField()
    document = DocumentField(core.Hit)
    """A `Hit`."""
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    """When a later screening no longer found it."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-score", "entry_id", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "company", "entry_id"], name="one_hit_a_company_and_entry")
        ]


class Decision(Tenanted):
    """A person's ruling on one hit; a later one replaces it, none is deleted."""

    in_hall = AT_HOME
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    entry_id = models.CharField(max_length=120)
    entry_key = models.CharField(max_length=120)
    ruling = models.CharField(max_length=10)
    by = models.CharField(max_length=120)
    by_user = models.UUIDField(null=True)
    decided_at = models.DateTimeField()
    why = models.TextField()
    replaced_at = models.DateTimeField(null=True)
    reopened = models.BooleanField(default=False)
    """Whether it was not a person who replaced it but a change: what it ruled on is no longer what is found."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-decided_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["tenant", "company", "entry_key"],
                condition=models.Q(replaced_at=None),
                name="one_ruling_in_force_a_hit",
            )
        ]
