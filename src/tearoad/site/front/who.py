"""Who sends a body: what a request shows of it, and, only where it matters, whether that is true.

Nothing is looked up for a body that is there at once. What is slow or large is looked up once, in a thread: a made-up
secret of the right shape lets nobody in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.http.cookie import parse_cookie

from tearoad.capture.web.queries import hubs, phones
from tearoad.mission.web.queries.links import digest_of
from tearoad.people.web.models import acting_for
from tearoad.people.web.queries.program_keys import key_shown, role_behind, state_of_key
from tearoad.web import registry

log = logging.getLogger("tearoad.front")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request shows of who sends it."""

    authorization: str = ""
    session: str = ""
    link: str = ""
    """The secret of a signed link, from the address."""

    def __bool__(self) -> bool:
        """Whether anything is shown."""
        return bool(self.authorization or self.session or self.link)


def credentials_of(authorization: str, cookies: str, link: str) -> Credentials:
    """Return what headers and address show."""
    session = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "") if cookies else ""
    return Credentials(authorization, session, link)


def identified(what: Credentials) -> str | None:
    """Return whose it is, by a name that is counted and never shown; None where nobody is known. For a thread."""
    close_old_connections()
    try:
        return next((text for known in _KINDS if (text := known(what)) is not None), None)
    except DatabaseError:
        log.warning("who sends a slow body could not be looked up")
        return None
    finally:
        close_old_connections()


def _phone(what: Credentials) -> str | None:
    phone = phones.phone_of(what.authorization)
    return None if phone is None else f"phone:{phone.pk}"


def _hub(what: Credentials) -> str | None:
    hub = hubs.hub_of_key(what.authorization)
    return None if hub is None else f"hub:{hub.pk}"


def _program(what: Credentials) -> str | None:
    row = key_shown(what.authorization)
    if row is None:
        return None
    with acting_for(row.tenant_id):
        is_live = state_of_key(row, has_maker=role_behind(row) is not None) == "live"
    return f"program:{row.pk}" if is_live else None


def _account(what: Credentials) -> str | None:
    if not what.session:
        return None
    user = import_module(settings.SESSION_ENGINE).SessionStore(what.session).get("_auth_user_id")
    return None if user is None else f"account:{user}"


def _link(what: Credentials) -> str | None:
    if not what.link or registry.ask("visitor", what.link) is None:
        return None
    return f"link:{digest_of(what.link)}"


_KINDS: tuple[Callable[[Credentials], str | None], ...] = (_phone, _hub, _program, _account, _link)
