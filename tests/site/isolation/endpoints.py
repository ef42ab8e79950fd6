"""Every address of the site, read from the resolver: nobody keeps a list by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tearoad.people import Policy

PARAMETER = re.compile(r"<(?:(?P<converter>[^:>]+):)?(?P<name>[^>]+)>")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: its route as written, its policy, and the names of its parameters."""

    route: str
    name: str
    policy: Policy | None
    parameters: tuple[str, ...]

    def address(self, values: dict[str, str]) -> str:
        """Return the address with its parameters filled in."""
        return "/" + PARAMETER.sub(lambda found: values[found["name"]], self.route)


def endpoints() -> tuple[Endpoint, ...]:
    """Return every address once, in the order of the resolver."""
    return tuple(dict.fromkeys(_walk(get_resolver().url_patterns, "")))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Endpoint]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            policy = getattr(pattern.callback, "policy", None)
            names = tuple(found["name"] for found in PARAMETER.finditer(route))
            yield Endpoint(route, pattern.name or "", policy, names)
