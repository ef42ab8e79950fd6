"""What of hubs' letters could not be read: kept whole, so that nothing is lost and nothing comes for ever."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db.models import Sum

from tearoad.capture import digest_of
from tearoad.capture.hub_letter import Unread as UnreadPart
from tearoad.capture.web.models import Hub, Unread, Weighed
from tearoad.errors import TooMany
from tearoad.text import Text
from tearoad.values.document import text_to_document
from tearoad.web.clock import now

MOST_OF_HUB, MOST_LETTERS = 500, 60_000_000
"""So many parts, and so many letters of text, of one hub wait at once; then its letters are refused and stay there."""
AGAIN_S = 600


def keep(hub: Hub, parts: Iterable[UnreadPart]) -> None:
    """Keep parts as they came; what came before is the row that is here.

    Raises:
        TooMany: more waits of this hub than is kept.

    """
    found = {digest_of({"part": part.part, "content": part.content}): part for part in parts}
    known = set(Unread.objects.filter(hub=hub, digest__in=found).values_list("digest", flat=True))
    new = [_row(hub, digest, unread) for digest, unread in found.items() if digest not in known]
    if not new:
        return
    waiting = Unread.objects.filter(hub=hub, state=Weighed.WAITING)
    size = (waiting.aggregate(all=Sum("size"))["all"] or 0) + sum(unread.size for unread in new)
    if waiting.count() + len(new) > MOST_OF_HUB or size > MOST_LETTERS:
        raise TooMany(Text("hub_pages.unread_full"), Text("hub_pages.unread_full_hint"), AGAIN_S)
    Unread.objects.bulk_create(new)


def _row(hub: Hub, digest: str, unread_part: UnreadPart) -> Unread:
    content = json.dumps(unread_part.content, ensure_ascii=True)
    return Unread(
        mission=hub.mission,
        hub=hub,
        part=unread_part.part.value,
        digest=digest,
        content=content,
        size=len(content),
        reason=text_to_document(unread_part.reason),
        received_at=now(),
    )
