"""What this room adds to the registry: personal data, and its links in the navigation."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse

from tearoad.people.policies import Policy
from tearoad.people.web.actions import browsers, personal, program_keys
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace, PersonalData, add_job, add_panel, add_personal_data

LINKS = (
    ("account", Policy.SIGNED_IN),
    ("users", Policy.MANAGE_USERS),
    ("ledger", Policy.SEE_LEDGER),
    ("erase", Policy.ERASE_PERSON),
    ("policies", Policy.SIGNED_IN),
)
NO_LIMIT_BUT_USE = 365
SESSION_DAYS = 7


def declare() -> None:
    """Tell the registry."""
    # Erased in the order of their names: the membership first, while the account can still be found by its address.
    add_personal_data(
        PersonalData(
            "people.Membership",
            ("user", "role", "since"),
            Text("people.purpose_membership"),
            NO_LIMIT_BUT_USE,
            personal.find_membership,
            personal.erase_membership,
        )
    )
    add_personal_data(
        PersonalData(
            "usersessions.UserSession",
            ("user", "ip", "user_agent"),
            Text("people.purpose_session"),
            SESSION_DAYS,
            personal.find_sessions,
            personal.erase_sessions,
        )
    )
    add_personal_data(
        PersonalData(
            "people.KnownBrowser",
            ("user", "digest", "since", "last_seen_at"),
            Text("people.purpose_browser"),
            browsers.KEEP_DAYS,
            personal.find_browsers,
            personal.erase_browsers,
        )
    )
    add_job(browsers.FORGETTING)
    add_job(program_keys.FORGETTING)
    add_personal_data(
        PersonalData(
            "people.ProgramKey",
            ("maker", "name", "last_used_on"),
            Text("people.purpose_program_key"),
            program_keys.MOST_DAYS,
            program_keys.find_keys,
            program_keys.erase_keys,
        )
    )
    add_personal_data(
        PersonalData(
            "people.User",
            ("email", "name", "language", "last_login"),
            Text("people.purpose_user"),
            NO_LIMIT_BUT_USE,
            personal.find_user,
            personal.erase_user,
            personal.user_handles,
        )
    )
    for order, (name, policy) in enumerate(LINKS):
        load = partial(_link, name)
        add_panel(Panel(PanelPlace.ACCOUNT, f"people-{name}", 900 + order, policy, "people/parts/link.html", load))


def _link(name: str, request: Any, _subject: Any) -> dict[str, Any]:
    address = reverse(f"people-{name}")
    return {"address": address, "label": Text(f"people.{name}"), "here": request.path == address}
