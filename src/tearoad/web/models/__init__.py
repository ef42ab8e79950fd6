"""What the page kit itself keeps: which forms did their work."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SentForm(models.Model):
    """A form that did its work, so that it does it once.

    No text of a person stands here: key and content are digests, and the answer is sealed with the key that only the
    browser has.
    """

    key = models.CharField(max_length=64, primary_key=True)
    """Digest of the form's own key, of its address and of who sent it."""
    content = models.CharField(max_length=64)
    answer = models.BinaryField(default=b"")
    until = models.DateTimeField()
    """When it may be forgotten."""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["until"], name="sent_forms_to_forget")]

    def __str__(self) -> str:
        return self.key[:8]
