"""Files by what they hold."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import NAMED


class StoredFile(Tenanted):
    """A file an organisation keeps; its bytes stand in the store under their digest."""

    in_hall = NAMED
    digest = models.CharField(max_length=64)
    """SHA-256 of the content, hexadecimal."""
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    """What it is for: one of the declared kinds, see `office.web.policies`."""
    kept_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["tenant", "digest"], name="files_by_digest")]
