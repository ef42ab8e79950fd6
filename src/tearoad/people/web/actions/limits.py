"""How often something may be tried, counted by all processes together."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
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
ON CONFLICT (key, until) DO UPDATE SET spent = people_allowance.spent + 1
RETURNING spent
"""
"""One statement, so that two processes that try at once are both counted."""
WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](?::[0-9]+)?|(?P<four>[0-9.]+):[0-9]+")
OTHERS_PART_OF_ADDRESS = 64
"""Bits of an address of the sixth generation that a household gives to its own devices."""


def spend(key: str, limit: int, per_seconds: int) -> None:
    """Count one try of a key; refuse it where `limit` were made in the current stretch of `per_seconds`.

    Stretches begin at whole multiples of their length, so at their border twice the limit can pass in a row. Call it
    outside of a transaction that may be undone: an undone try is not counted.

    Args:
        key: what is tried and by whom, `code:<account>`; kept as a digest only.
        limit: how many tries are let through.
        per_seconds: the length of a stretch.

    Raises:
        TooMany: the limit is reached.

    """
    at = now()
    ends = (int(at.timestamp()) // per_seconds + 1) * per_seconds
    until = datetime.fromtimestamp(ends, UTC)
    kept = hmac.new(digest_key("tries"), f"{per_seconds}:{key}".encode(), hashlib.sha256).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [kept, connection.ops.adapt_datetimefield_value(until)])
        (spent,) = cursor.fetchone()
    if spent == 1:
        Allowance.objects.filter(until__lt=at).delete()
    if spent > limit:
        left = max(1, int(ends - at.timestamp()))
        minutes = -(-left // 60)
        raise TooMany(Text("people.too_many"), Text("people.too_many_hint", count=minutes), left)


def place_of(request: HttpRequest) -> str:
    """Return where a request comes from: its address, of the sixth generation only the part that is one household's.

    A socket of both generations tells an address of the fourth as one of the sixth; some proxies add a port.
    """
    told = request.META.get("REMOTE_ADDR", "").strip()
    ported = WITH_PORT.fullmatch(told)
    try:
        address = ipaddress.ip_address((ported["six"] or ported["four"]) if ported else told)
    except ValueError:
        return "0.0.0.0"  # noqa: S104  # nothing is bound to it: the server told no address
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Address(int(address) >> OTHERS_PART_OF_ADDRESS << OTHERS_PART_OF_ADDRESS))
