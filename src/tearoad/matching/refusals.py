"""Hard conditions: pairs that must not meet, whatever the score. For the office only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tearoad.companies import Buyer, Exporter, Standing
from tearoad.matching.request import Request, Strength
from tearoad.names import closest_firms, fold
from tearoad.names.name import FirmName
from tearoad.screening import Verdict
from tearoad.text import Ref, Text
from tearoad.values import PartyId

_SAME_FIRM = 900
"""A name in a do-not-meet list means this firm from so many points on."""


class Barred:
    """What people and screening have ruled out, looked up pair by pair."""

    def __init__(self, requests: Sequence[Request], verdicts: Mapping[PartyId, Verdict]) -> None:
        """Keep the "no"s and the verdicts; a party without a verdict is judged by its standing."""
        self._noes = {(request.asker, request.asked): None for request in requests if request.strength is Strength.NO}
        self._verdicts = verdicts

    def why(self, exporter: Exporter, buyer: Buyer) -> Text | None:
        """Return why the two must not meet, None if they may."""
        for party in (exporter, buyer):
            if not self._may_be_met(party):
                return Text("matching.not_clear", party=Ref(party.id))
        for asker, asked in ((exporter, buyer), (buyer, exporter)):
            if (asker.id, asked.id) in self._noes:
                return Text("matching.said_no", party=Ref(asker.id))
            if asker.do_not_meet and any(_means(entry, asked) for entry in asker.do_not_meet):
                return Text("matching.do_not_meet", party=Ref(asker.id))
        return None

    def _may_be_met(self, party: Exporter | Buyer) -> bool:
        verdict = self._verdicts.get(party.id)
        if verdict is not None:
            return verdict.may_be_met
        return party.standing not in {Standing.HELD, Standing.BLOCKED}


def _means(entry: str, party: Exporter | Buyer) -> bool:
    if entry.strip().casefold() == party.id.casefold():
        return True
    if any(fold(entry) == fold(name) for name in party.name.written):
        return True
    return closest_firms(FirmName(native=entry), party.name).value >= _SAME_FIRM
