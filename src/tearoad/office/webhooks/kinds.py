"""What other programs are told of."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """What happened; the value is the `type` of the notice."""

    OPPORTUNITY_OPENED = "opportunity.opened"
    OPPORTUNITY_STEP_CHANGED = "opportunity.step_changed"
    OPPORTUNITY_REPORTS_ADDED = "opportunity.reports_added"
    ORDER_EVENT_WRITTEN = "order_event.written"
    EDITION_FROZEN = "edition.frozen"
