"""What the delegation's lists and papers hold about a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from tearoad.delegation.web import models as rows
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.personal import plain
from tearoad.names import fold
from tearoad.values.document import from_document


def missions_of(address: str) -> set[Any]:
    """Return the missions in which an address is a delegate's or an interpreter's: a phone, or an e-mail address."""
    wanted = plain(address)
    if not wanted:
        return set()
    delegate = Q(document__phone=wanted) | Q(document__phone_abroad=wanted) | Q(document__email__iexact=wanted)
    found = set(mission_rows.Delegate.objects.filter(delegate).values_list("mission_id", flat=True))
    interpreter = Q(document__phone=wanted) | Q(document__email__iexact=wanted)
    return found | set(mission_rows.Interpreter.objects.filter(interpreter).values_list("mission_id", flat=True))


def papers_of(address: str) -> Iterator[rows.DelegationPaper]:
    """Yield the papers on which they may stand."""
    yield from rows.DelegationPaper.objects.filter(mission_id__in=missions_of(address)).select_related("file")


def lists_of(address: str) -> Iterator[tuple[rows.TravelList, list[int]]]:
    """Yield the agent's lists that name them, with the numbers of the rows that do."""
    for found in rows.TravelList.objects.filter(mission_id__in=missions_of(address), applied_at=None):
        keys = _keys(found, address)
        numbers = [n for n, row in enumerate(found.document.get("rows", ())) if keys & set(map(fold, row)) - {""}]
        guessed = {fit["row"] - 1 for fit in found.document.get("fits", ()) if fit["who"] in _codes(found, address)}
        hit = sorted({*numbers, *guessed})
        if hit:
            yield found, hit


def _delegates(travel_list: rows.TravelList, address: str) -> Iterator[mission_rows.Delegate]:
    wanted = plain(address)
    known = Q(document__phone=wanted) | Q(document__phone_abroad=wanted) | Q(document__email__iexact=wanted)
    yield from mission_rows.Delegate.objects.filter(known, mission=travel_list.mission)


def _codes(travel_list: rows.TravelList, address: str) -> set[str]:
    return {delegate.code for delegate in _delegates(travel_list, address)}


def _keys(travel_list: rows.TravelList, address: str) -> set[str]:
    people = (from_document(Delegate, delegate.document) for delegate in _delegates(travel_list, address))
    return {fold(name) for person in people for name in person.name.written} | {fold(plain(address))}
