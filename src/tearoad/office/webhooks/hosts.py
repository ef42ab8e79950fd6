"""To which hosts notices may go: those that whoever runs the site has named, and no other."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from tearoad.errors import InputError
from tearoad.text import Text

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """An address that may be written to."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read it."""
        return self.scheme == "https"


def webhook_address(written: str, named: Collection[str]) -> WebhookAddress:
    """Return the parts of an address that an operator allows.

    Args:
        written: the whole address.
        named: hosts as the settings name them: `erp.example.org`, or with a port, `erp.example.org:8443`.

    Raises:
        InputError: it is no address, is not encrypted, or its host is not named. On this very machine, where an
            operator named it, an address need not be encrypted.

    """
    try:
        parts = urlsplit(written)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if not host or parts.scheme not in _PORTS or parts.username or parts.fragment or not written.isascii():
        raise InputError(Text("webhooks.bad_address", found=written[:80]), Text("webhooks.bad_address_hint"))
    if parts.scheme == "http" and host not in _LOCAL:
        raise InputError(Text("webhooks.not_encrypted", found=host), Text("webhooks.not_encrypted_hint"))
    default = _PORTS[parts.scheme]
    spelled = f"[{host}]" if ":" in host else host
    allowed = {f"{spelled}:{port or default}"} | ({spelled} if (port or default) == _PORTS["https"] else set())
    if allowed.isdisjoint(one.strip().lower() for one in named):
        found = spelled if port is None else f"{spelled}:{port}"
        raise InputError(Text("webhooks.host_not_named", found=found), Text("webhooks.host_not_named_hint"))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return WebhookAddress(parts.scheme, host, port or default, path)


def may_be_reached(address: str, host: str) -> bool:
    """Whether the machine behind a name may be written to.

    A name that leads to this very machine, or to where a cloud keeps its own secrets, is refused: a name that an
    operator trusts can be led elsewhere by whoever answers for it. This machine is reached where it was named as such.
    """
    found = ipaddress.ip_address(address)
    if found.is_loopback:
        return host in _LOCAL
    return not (found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved)
