"""Browsers in which somebody has signed in before: they are let try on while strangers are slowed down."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.people.web.models.hall import AT_HOME
from tearoad.people.web.models.user import User


class KnownBrowser(models.Model):
    """A browser that has signed in as somebody; it opens nothing by itself, it only has limits of its own."""

    in_hall = AT_HOME
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    """Of what its cookie holds; several people of one browser have one digest."""
    since = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["digest"], name="browsers_by_digest")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "digest"], name="one_browser_a_user")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.since}"
