"""Write a message into the outbox; the worker sends it after commit."""

from __future__ import annotations

from django.db import transaction
from uuid_utils.compat import uuid7

from tearoad.office.web.models import Message
from tearoad.people import Actor
from tearoad.values import Language
from tearoad.web.clock import now


@transaction.atomic
def post(by: Actor, *, key: str, kind: str, to: str, language: Language, subject: str, body: str) -> Message:
    """Write a message in the caller's transaction, in its receiver's language; the same key is written once."""
    del by
    at = now()
    made, _new = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "to": to,
            "language": language.value,
            "subject": subject,
            "body": body,
            "message_id": f"<{uuid7()}@tearoad>",
            "written_at": at,
            "next_try_at": at,
        },
    )
    return made  # type: ignore[no-any-return]  # rows of a scoped manager
