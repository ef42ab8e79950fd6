"""The app `orders`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace, add_job, add_panel, add_personal_data


class OrdersConfig(AppConfig):
    """What `orders` adds to the house."""

    name = "tearoad.orders.web"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the extension points."""
        from tearoad.mission.web.queries.cards import tab  # noqa: PLC0415  # models are there only now
        from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.actions import personal  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.actions.events import EVIDENCE, MOST_BYTES  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.queries.board import card  # noqa: PLC0415  # models are there only now
        from tearoad.orders.web.tasks import JOB  # noqa: PLC0415  # models are there only now

        see, open_tab = Policy.SEE_ORDERS, tab("orders-board", Text("orders_pages.orders"))
        add_panel(Panel(PanelPlace.MISSION_TAB, "orders", 66, see, "web/parts/tab.html", open_tab))
        add_panel(Panel(PanelPlace.MISSION, "orders", 75, see, "orders/card.html", card))
        add_file_kind(FileKind(EVIDENCE, Text("orders_pages.evidence"), see, MOST_BYTES))
        add_job(JOB)
        for data in personal.declared():
            add_personal_data(data)
