"""The app `orders`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace, add_job, add_panel, add_personal_data, on


class OrdersConfig(AppConfig):
    """What `orders` adds to the house."""

    name = "tearoad.orders.web"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the extension points."""
        from tearoad.capture.web.actions.hubs.lost import WaysInRenewed  # noqa: PLC0415  # models are there only now
        from tearoad.mission.web.queries.navigation import (  # noqa: PLC0415  # models are there only now
            MissionPage,
            NavigationGroup,
            SubPage,
            add_mission_page,
        )
        from tearoad.mission.web.queries.stored_kinds import add_stored_kinds  # noqa: PLC0415  # models are there only now
        from tearoad.office.web.actions.returned_mails import MailArrived  # noqa: PLC0415  # models are there only now
        from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.actions import personal  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.actions.blocked import withdraw_waiting_mails  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.actions.events import EVIDENCE, MOST_BYTES  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.actions.follow_up_mails import renew_own_lists  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.actions.mail_copies import take_copies  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.queries.board import card  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.queries.stored_kinds import STORED_AGREEMENTS  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.tasks import JOB  # noqa: PLC0415  # models are there only now
        from tearoad.screening.web.actions.standing import StandingChanged  # noqa: PLC0415  # models are there only now

        see = Policy.SEE_ORDERS
        parts = (
            *(
                SubPage(f"orders-{name}", Text(f"orders_pages.{word}"), see)
                for name, word in (
                    ("board", "board"),
                    ("days", "days"),
                    ("asked", "asked"),
                    ("agreements", "agreements"),
                    ("hand-over", "hand_over"),
                )
            ),
            *(
                SubPage(f"orders-{name}", Text(f"orders_pages.{name}"), Policy.EDIT_ORDERS, changes=True)
                for name in ("proposals", "letters", "doubles")
            ),
        )
        add_mission_page(
            MissionPage(NavigationGroup.AFTER, 10, "orders-board", Text("orders_pages.orders"), see, sub_pages=parts)
        )
        add_panel(Panel(PanelPlace.MISSION, "orders", 75, see, "orders/card.html", card))
        add_file_kind(FileKind(EVIDENCE, Text("orders_pages.evidence"), see, MOST_BYTES))
        add_stored_kinds(STORED_AGREEMENTS)
        add_job(JOB)
        on(WaysInRenewed, renew_own_lists)
        on(MailArrived, take_copies)
        on(StandingChanged, withdraw_waiting_mails)
        for data in personal.declared():
            add_personal_data(data)
