"""The front of a real site with short times, for the server under test: `granian --factory`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tearoad.site.front.arriving import Patience
from tearoad.site.front.served import make_front

if TYPE_CHECKING:  # it needs Django, which is not set up yet
    from tearoad.site.front.app import Front


def make() -> Front:
    """Return a front that soon cuts strangers, waits for who is known, and tells at once what it refused."""
    return make_front(Patience(at_once_s=0.2, grace_s=0.8, least_rate=1000, known_s=60, silent_s=30), tell_s=0.2)
