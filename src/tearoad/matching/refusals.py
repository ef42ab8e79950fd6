"""Hard conditions: pairs that must not meet, whatever the score. For the office only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tearoad.companies import Attendance, Buyer, Exporter, Standing
from tearoad.matching.hard_conditions import USUAL_CONDITIONS, HardConditions, HardRule
from tearoad.matching.request import Request, Strength
from tearoad.names import EVEN, NameIndex, fold, parse_firm
from tearoad.screening import Verdict
from tearoad.text import Ref, Text
from tearoad.values import PartyId

_SAME_FIRM = 900
"""A name in a do-not-meet list means this firm from so many points on."""


class Barred:
    """What people and screening have ruled out, looked up pair by pair."""

    def __init__(
        self,
        requests: Sequence[Request],
        verdicts: Mapping[PartyId, Verdict],
        exporters: Sequence[Exporter],
        buyers: Sequence[Buyer],
        conditions: HardConditions = USUAL_CONDITIONS,
    ) -> None:
        """Keep the "no"s, the verdicts, what the office decided, and whom each list of firms not to meet names.

        Of a rule that does not hold nothing is kept.

        A party without a verdict is judged by its standing. Each name is compared with the few that are like it.
        """
        said_no = requests if conditions.holds(HardRule.REFUSAL) else ()
        self._noes = {(request.asker, request.asked) for request in said_no if request.strength is Strength.NO}
        self._verdicts = verdicts
        self._asks_standing = conditions.holds(HardRule.STANDING)
        self._must_not = conditions.must_not if conditions.holds(HardRule.OFFICE) else frozenset()
        self._unwanted: set[tuple[PartyId, PartyId]] = set()
        if conditions.holds(HardRule.DO_NOT_MEET):
            self._unwanted = {*_unwanted(exporters, buyers), *_unwanted(buyers, exporters)}

    def pairs(self, exporters: Sequence[Exporter], buyers: Sequence[Buyer]) -> Iterator[tuple[Exporter, Buyer, Text]]:
        """Yield every pair that must not meet, in the order of the parties; nobody else is looked at."""
        shut = {buyer.id for buyer in buyers if not self._may_be_met(buyer)}
        of_firm: dict[PartyId, set[PartyId]] = defaultdict(set)
        ids = {exporter.id for exporter in exporters}
        for asker, party in self._noes | self._unwanted | self._must_not:
            firm, other = (asker, party) if asker in ids else (party, asker)
            of_firm[firm].add(other)
        for exporter in exporters:
            everyone = not self._may_be_met(exporter)
            meant = shut | of_firm[exporter.id]
            for buyer in buyers if everyone or meant else ():
                if everyone or buyer.id in meant:
                    why = self.why(exporter, buyer)
                    if why is not None:
                        yield exporter, buyer, why

    def why(self, exporter: Exporter, buyer: Buyer) -> Text | None:
        """Return why the two must not meet, None if they may."""
        for party in (exporter, buyer):
            if party.attendance is Attendance.DECLINED:
                return Text("matching.declined", party=Ref(party.id))
            if not self._is_clear(party):
                return Text("matching.not_clear", party=Ref(party.id))
        if (exporter.id, buyer.id) in self._must_not:
            return Text("matching.office_decided")
        directions = ((exporter.id, buyer.id), (buyer.id, exporter.id))
        for code, ruled_out in (("matching.said_no", self._noes), ("matching.do_not_meet", self._unwanted)):
            for direction in directions:
                if direction in ruled_out:
                    return Text(code, party=Ref(direction[0]))
        return None

    def _may_be_met(self, party: Exporter | Buyer) -> bool:
        return party.attendance is not Attendance.DECLINED and self._is_clear(party)

    def _is_clear(self, party: Exporter | Buyer) -> bool:
        if not self._asks_standing:
            return True
        verdict = self._verdicts.get(party.id)
        if verdict is not None:
            return verdict.may_be_met
        return party.standing not in {Standing.HELD, Standing.BLOCKED}


def _unwanted(
    askers: Sequence[Exporter | Buyer], others: Sequence[Exporter | Buyer]
) -> Iterator[tuple[PartyId, PartyId]]:
    """Return who does not want to meet whom, by id or by a name in any spelling; all rows of a firm are that firm."""
    if not any(asker.do_not_meet for asker in askers):
        return
    names = [(party.id, name) for party in others for name in party.name.written]
    index = NameIndex([parse_firm(name) for _id, name in names], EVEN)
    called: dict[str, set[PartyId]] = defaultdict(set)
    for party in others:
        called[party.id.casefold()].add(party.id)
    for id_, name in names:
        called[fold(name)].add(id_)
    called.pop("", None)
    same = _rows_of_one_firm(others)
    for asker in askers:
        for entry in asker.do_not_meet:
            meant = {names[hit.place][0] for hit in index.search(parse_firm(entry), _SAME_FIRM)}
            meant |= called.get(entry.strip().casefold(), set()) | called.get(fold(entry), set())
            for other in meant.union(*(same[party_id] for party_id in meant)):
                yield asker.id, other


def _rows_of_one_firm(parties: Sequence[Exporter | Buyer]) -> Mapping[PartyId, set[PartyId]]:
    """Return who is the same firm in several rows: by a name that is written alike, or the registration number."""
    by_mark: dict[str, set[PartyId]] = defaultdict(set)
    for party in parties:
        for mark in {*map(fold, party.name.written), f"#{party.registration_number}"} - {"", "#"}:
            by_mark[mark].add(party.id)
    return {
        party.id: {party.id}.union(*(by_mark[fold(name)] for name in party.name.written if fold(name)))
        | by_mark.get(f"#{party.registration_number}", set())
        for party in parties
    }
