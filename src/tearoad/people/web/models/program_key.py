"""Keys by which programs come in: a right that stands in a row, so that it can be seen, replaced and taken back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.people.web.models.hall import AT_HOME
from tearoad.people.web.models.tenancy import Tenanted
from tearoad.people.web.models.user import User


class ProgramKey(Tenanted):
    """Lets one program use the API on behalf of whoever made the key; only the secret's digest is kept."""

    in_hall = AT_HOME
    name = models.CharField(max_length=60)
    """What its maker calls the program."""
    maker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    mission = models.UUIDField(null=True)
    """The only mission that it opens; None for all of the organisation's."""
    writes = models.BooleanField(default=False)
    """Whether it may change anything, as far as its maker may."""
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    lasts_days = models.PositiveIntegerField()
    """For how long it was made; one that replaces it lasts as long."""
    valid_until = models.DateField()
    """The last day on which it opens, by the office's own time."""
    previous_digest = models.CharField(max_length=64, default="", db_index=True)
    """Of the secret before, which opens as well until the program knows the new one."""
    previous_until = models.DateField(null=True)
    last_used_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    """When the ledger was last told that it was refused: once a day."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "id"]
