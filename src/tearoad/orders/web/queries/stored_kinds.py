"""What officials agreed, with its table."""

from __future__ import annotations

from tearoad.mission.web.queries.stored_kinds import StoredKind
from tearoad.orders.agreements_sheet import AGREEMENTS
from tearoad.orders.web.models import OfficialAgreement
from tearoad.people import Policy

STORED_AGREEMENTS = StoredKind(
    kind=AGREEMENTS,
    noun="agreement",
    model=OfficialAgreement,
    list_page="orders-agreements",
    policy=Policy.EDIT_ORDERS,
)
