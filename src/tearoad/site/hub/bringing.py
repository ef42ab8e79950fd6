"""Bring home what phones wrote, again and again; what cannot be brought now is brought later."""

from __future__ import annotations

import logging
import signal
import threading

from django.conf import settings
from django.db import DatabaseError, connection

from tearoad.capture.web.actions.hubs.hall import Round, exchange
from tearoad.capture.web.models import Hub
from tearoad.errors import SetupError
from tearoad.people.web.models import acting_for
from tearoad.site.hub.calling import Home, OutOfReach
from tearoad.site.serve.parents import end_with_parent
from tearoad.text import Text

EVERY_S = 20.0
_log = logging.getLogger("tearoad.hub")


def check_hub() -> Hub:
    """Return which hub this site is.

    Raises:
        SetupError: it is none, does not know home's address, or is no copy that was made for this hub.

    """
    if settings.HUB is None or not settings.CONFIG.home_address:
        raise SetupError(Text("hub_pages.no_settings"), Text("hub_pages.no_settings_hint"))
    hub: Hub | None = Hub.across_tenants.select_related("mission").filter(pk=settings.HUB, is_here=True).first()
    if hub is None:
        raise SetupError(Text("hub_pages.older_copy"), Text("hub_pages.older_copy_hint"))
    return hub


def check_home() -> None:
    """Refuse to serve a hall's copy as if it were home.

    Raises:
        SetupError: this place is a copy for a hall, or its settings make it a server in one.

    """
    check_settings()
    if settings.HUB is not None:
        raise SetupError(Text("hub_pages.serve_as_hub"), Text("hub_pages.serve_as_hub_hint"))


def check_settings() -> None:
    """Refuse to let a hall's copy work without the settings that say which server it is: it would act as home.

    Raises:
        SetupError: it is one, and has none.

    """
    if settings.HUB is None and Hub.across_tenants.filter(is_here=True).exists():
        raise SetupError(Text("hub_pages.is_copy"), Text("hub_pages.is_copy_hint"))


def bring(hub: Hub) -> Round:
    """Bring and fetch, once.

    Raises:
        OutOfReach: home does not answer; what was confirmed until then stays confirmed.
        SetupError: home does not know this hub.

    """
    with acting_for(hub.tenant_id):
        return exchange(hub.mission, Home(settings.CONFIG.home_address, settings.CONFIG.hub_key))


def bring_always(hub: Hub) -> None:
    """Bring and fetch until SIGTERM or SIGINT, or until the parent is gone; what changes is logged."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    end_with_parent(end=stop.set)
    said = ""
    while not stop.is_set():
        now = _brought(hub)
        if now != said:
            _log.info(now)
        said = now
        stop.wait(EVERY_S)


def _brought(hub: Hub) -> str:
    """Try once, and return what there is to log."""
    try:
        bring(hub)
    except OutOfReach:
        return "home is out of reach; phones are served, and it is tried again"
    except SetupError:
        return "home does not know this hub; phones are served, and it is tried again"
    except DatabaseError:
        _log.exception("the database was busy")
        return "the database was busy; it is tried again"
    finally:
        connection.close()
    return "home was reached"
