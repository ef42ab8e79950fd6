"""The app `office`."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.registry import Panel, PanelPlace, PersonalData


class OfficeConfig(AppConfig):
    """What `office` adds to the house."""

    name = "tearoad.office.web"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the office's jobs, its link in the navigation, the outbox, and what it keeps about people."""
        from tearoad.office.web.actions import messages, retention  # noqa: PLC0415  # models are ready only now
        from tearoad.office.web.tasks.housekeeping import HOUSEKEEPING  # noqa: PLC0415  # models are ready only now

        for job in HOUSEKEEPING:
            registry.add_job(job)
        registry.add_panel(
            Panel(PanelPlace.NAVIGATION, "office", 80, Policy.SEE_OFFICE, "office/navigation.html", _navigation)
        )
        registry.provide("outbox", messages.post)
        registry.provide("account_mail", messages.post_account)
        registry.add_personal_data(
            PersonalData(
                "office.Message",
                ("to", "subject", "body", "shown", "returned_said", "reply_to", "unsubscribe", "calendars"),
                Text("office.purpose_message"),
                retention.KEEP_DAYS,
                retention.find_messages,
                retention.erase_messages,
            )
        )
        registry.add_personal_data(
            PersonalData(
                "office.AccountMessage",
                ("to", "subject", "body"),
                Text("office.purpose_account_message"),
                retention.ACCOUNT_DAYS,
                retention.find_account_messages,
                retention.erase_account_messages,
            )
        )


def _navigation(request: Any, _subject: object) -> dict[str, Any]:
    return {"here": request.path.startswith("/office/")}
