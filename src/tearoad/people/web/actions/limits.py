"""How often something may be tried, counted by all processes together."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import connection
from django.http import HttpRequest

from tearoad.errors import TooMany
from tearoad.people.web.models import Allowance
from tearoad.people.web.queries.keys import digest_key
from tearoad.text import Text
from tearoad.web.clock import now

_COUNT = """
INSERT INTO people_allowance (key, until, spent) VALUES (%s, %s, 1)
ON CONFLICT (key, until) DO UPDATE SET spent = people_allowance.spent + 1 WHERE people_allowance.spent < %s
RETURNING spent
"""
"""One statement, so that two processes that try at once are both counted; what is refused is not."""
PARTS = 10
"""So many parts of a stretch are counted apart: a try is forgotten up to a tenth too late, never too early."""
WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](?::[0-9]+)?|(?P<four>[0-9.]+):[0-9]+")
OTHERS_PART_OF_ADDRESS = 64
"""Bits of an address of the sixth generation that a household gives to its own devices."""


def spend(key: str, limit: int, per_seconds: int) -> None:
    """Count one try of a key; refuse it where `limit` were let through in the last `per_seconds`, whenever they began.

    A refused try is not counted: who tries again too early does not wait longer. Call it outside of a transaction that
    may be undone: an undone try is not counted. Two statements.

    Args:
        key: what is tried and by whom, `code:<account>`; kept as a digest only.
        limit: how many tries are let through.
        per_seconds: how long a try counts.

    Raises:
        TooMany: the limit is reached.

    """
    at = now()
    part = max(1, per_seconds // PARTS)
    ends = (int(at.timestamp()) // part + 1) * part
    until = datetime.fromtimestamp(ends + per_seconds, UTC)
    kept = _limit_key(key, per_seconds)
    counted = _counted(kept, at)
    free = limit - sum(spent for when, spent in counted.items() if when != until)
    spent = _spent(kept, until, free) if free > 0 else None
    if spent is None:
        raise _too_many(_free_at(counted, until, limit), at)
    if spent == 1:
        Allowance.objects.filter(until__lt=at).delete()


def require_left(key: str, limit: int, per_seconds: int) -> None:
    """Refuse whoever has spent all their tries, without counting this one; one statement.

    Args:
        key: as it is told to `spend`.
        limit: how many tries are let through.
        per_seconds: how long a try counts.

    Raises:
        TooMany: the limit is reached.

    """
    at = now()
    counted = _counted(_limit_key(key, per_seconds), at)
    if sum(counted.values()) >= limit:
        raise _too_many(_free_at(counted, at, limit), at)


def _limit_key(key: str, per_seconds: int) -> str:
    return hmac.new(digest_key("tries"), f"{per_seconds}:{key}".encode(), hashlib.sha256).hexdigest()


def _counted(kept: str, at: datetime) -> dict[datetime, int]:
    """Return how many tries count still, by when they are forgotten; the first to be forgotten comes first."""
    return dict(Allowance.objects.filter(key=kept, until__gt=at).order_by("until").values_list("until", "spent"))


def _too_many(free_at: datetime, at: datetime) -> TooMany:
    left = max(1, math.ceil((free_at - at).total_seconds()))
    return TooMany(Text("people.too_many"), Text("people.too_many_hint", count=-(-left // 60)), left)


def _spent(kept: str, until: datetime, free: int) -> int | None:
    """Count one try in the current part; None where it has no more than `free`."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [kept, connection.ops.adapt_datetimefield_value(until), free])
        found = cursor.fetchone()
    return int(found[0]) if found else None


def _free_at(counted: Mapping[datetime, int], until: datetime, limit: int) -> datetime:
    """Return when enough of what was counted is forgotten for one more try."""
    left = sum(counted.values())
    for when, spent in counted.items():
        left -= spent
        if left < limit:
            return when
    return until


def place_of(request: HttpRequest) -> str:
    """Return where a request comes from, as `household` tells it."""
    return household(request.META.get("REMOTE_ADDR", ""))


def household(address: str) -> str:
    """Return an address as it is counted: of the sixth generation only the part that is one household's.

    A socket of both generations tells an address of the fourth as one of the sixth; some proxies add a port.
    """
    text = address.strip()
    ported = WITH_PORT.fullmatch(text)
    try:
        ipv4_address = ipaddress.ip_address((ported["six"] or ported["four"]) if ported else text)
    except ValueError:
        return "0.0.0.0"  # noqa: S104  # nothing is bound to it: the server told no address
    if isinstance(ipv4_address, ipaddress.IPv4Address):
        return str(ipv4_address)
    if ipv4_address.ipv4_mapped is not None:
        return str(ipv4_address.ipv4_mapped)
    return str(ipaddress.IPv6Address(int(ipv4_address) >> OTHERS_PART_OF_ADDRESS << OTHERS_PART_OF_ADDRESS))
