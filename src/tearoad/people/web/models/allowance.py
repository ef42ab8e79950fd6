"""How often something was tried: counted in the database, so that all processes count together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.people.web.models.hall import AT_HOME


class Allowance(models.Model):
    """The tries of one key in one part of a stretch of time; the key is a digest, so that no address stands here."""

    in_hall = AT_HOME
    key = models.CharField(max_length=64)
    until = models.DateTimeField()
    """When these tries no longer count and the row may go."""
    spent = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["until"], name="allowances_to_forget")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "until"], name="one_count_a_stretch")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.spent}"
