"""To which hosts a connection may go: those that whoever runs the site has named, and no other."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"https": 443, "http": 80}
_CLOUD_SECRETS = frozenset(
    map(ipaddress.ip_address, ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"))
)
"""Where clouds keep their secrets, beside the link-local addresses."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefusedError(ValueError):
    """An address that may not be used; `why` is `bad_address`, `not_encrypted` or `host_not_named`."""

    def __init__(self, why: str, text: str) -> None:
        """Keep both."""
        super().__init__(why)
        self.why, self.found = why, text


@dataclass(frozen=True, slots=True)
class OutgoingAddress:
    """An address on a host that was named."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read it."""
        return self.scheme == "https"


def outgoing_address(written: str, named: Collection[str]) -> OutgoingAddress:
    """Return the parts of an address that an operator allows.

    Args:
        written: the whole address.
        named: hosts as the settings name them: `erp.example.org`, or with a port, `erp.example.org:8443`.

    Raises:
        AddressRefusedError: it is no address, is not encrypted, or its host is not named. On this very machine, where
            an operator named it, an address need not be encrypted.

    """
    try:
        parts = urlsplit(written)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if not host or parts.scheme not in _PORTS or parts.username or parts.fragment or not written.isascii():
        raise AddressRefusedError("bad_address", written[:80])
    if parts.scheme == "http" and host not in _LOCAL:
        raise AddressRefusedError("not_encrypted", host)
    default = _PORTS[parts.scheme]
    spelled = f"[{host}]" if ":" in host else host
    allowed = {f"{spelled}:{port or default}"} | ({spelled} if (port or default) == _PORTS["https"] else set())
    if allowed.isdisjoint(text.strip().lower() for text in named):
        raise AddressRefusedError("host_not_named", spelled if port is None else f"{spelled}:{port}")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return OutgoingAddress(parts.scheme, host, port or default, path)


def may_be_told(address: str, host: str) -> bool:
    """Whether the machine behind a name may be sent notices; it may stand in the organisation's own network.

    A name that leads to this very machine, or to where a cloud keeps its own secrets, is refused: a name that an
    operator trusts can be led elsewhere by whoever answers for it. This machine is reached where it was named as such.
    """
    found = _carried(ipaddress.ip_address(address))
    if found in _CLOUD_SECRETS:
        return False
    if found.is_loopback:
        return host in _LOCAL
    return not (found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved)


def is_public(address: str, _host: str) -> bool:
    """Whether an address belongs to the public internet: not to this machine, nor to any network behind a wall.

    IPv6 addresses that carry one of IPv4 are judged by what they carry.
    """
    found = _carried(ipaddress.ip_address(address))
    return found.is_global and not found.is_multicast and found not in _CLOUD_SECRETS


def _carried(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the address of IPv4 that one of IPv6 carries, else itself."""
    if isinstance(found, ipaddress.IPv4Address):
        return found
    if found in _NAT64:
        return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour or found
