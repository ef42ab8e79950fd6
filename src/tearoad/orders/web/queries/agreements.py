"""What officials agreed, as its page lists it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tearoad import orders as core
from tearoad.mission.web import models as rows
from tearoad.orders.web.models import OfficialAgreement
from tearoad.text import Text
from tearoad.values.document import from_document

_TONES = {
    core.AgreementState.OVERDUE: "bad",
    core.AgreementState.OPEN: "info",
    core.AgreementState.NOTHING_DUE: "quiet",
    core.AgreementState.DONE: "good",
}


@dataclass(frozen=True, slots=True)
class ListedAgreement:
    """One agreement with its row."""

    id: UUID
    agreement: core.OfficialAgreement
    state: core.AgreementState

    @property
    def label(self) -> Text:
        """How far it is."""
        return Text(f"orders.agreement_{self.state.value}")

    @property
    def tone(self) -> str:
        """How its badge looks."""
        return _TONES[self.state]


def agreements(mission: rows.Mission, today: date) -> tuple[ListedAgreement, ...]:
    """Return what officials agreed, what is overdue first, then by the day it is due; one query."""
    found = (
        (row.pk, from_document(core.OfficialAgreement, row.document))
        for row in OfficialAgreement.objects.filter(mission=mission)
    )
    listed = (ListedAgreement(key, agreement, agreement.state_on(today)) for key, agreement in found)
    return tuple(sorted(listed, key=_order))


def agreements_due(mission: rows.Mission, today: date) -> tuple[ListedAgreement, ...]:
    """Return those of which something is still to be done, what is overdue first; one query."""
    waiting = {core.AgreementState.OVERDUE, core.AgreementState.OPEN}
    return tuple(agreement for agreement in agreements(mission, today) if agreement.state in waiting)


def _order(agreement: ListedAgreement) -> tuple[int, date, str]:
    return (
        list(core.AgreementState).index(agreement.state),
        agreement.agreement.due_on or date.max,
        agreement.agreement.id,
    )
