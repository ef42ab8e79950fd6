"""The link that sets a new site up: a right that stands in a row, good once."""

from __future__ import annotations

from django.db import models

from tearoad.people.web.models.hall import AT_HOME


class SetupLink(models.Model):
    """Lets whoever started the site make its first organisation in a browser; only the secret's digest is kept."""

    in_hall = AT_HOME
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.secret_digest[:8]
