"""Where a reader goes back to: an address of this site, never of another."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """Return the address that a form or link names, where it is one of this site; else the other one."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else otherwise
