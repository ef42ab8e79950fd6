"""The opportunities of a mission in groups that are counted together, and by what it is known that one changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tearoad import __version__
from tearoad.mission.web import models as rows
from tearoad.orders.web.queries.joined_business import joined_business
from tearoad.orders.web.queries.opportunity_states import OpportunityState, opportunity_states
from tearoad.results import SCHEMA, MissionRecord

TOGETHER = 100
"""So many of one firm: what one event makes be counted anew is read in a moment, and few groups make a mission."""


@dataclass(frozen=True, slots=True)
class OpportunityGroup:
    """Some opportunities of one firm, and what differs as soon as a figure of theirs could, but for exchange rates."""

    ids: tuple[str, ...]
    """As the database writes them."""
    linked: tuple[str, ...]
    """All opportunities that a person joined with one of them, be it over others."""
    mark: str
    size: int
    """So many opportunities and events have to be read to count it."""


def opportunity_groups(
    mission: rows.Mission, record: MissionRecord, opened: Sequence[OpportunityState] | None = None
) -> dict[str, OpportunityGroup]:
    """Return the opportunities in groups, found by firm and place; at most four queries, two fewer with their states.

    The marks are taken before the events are read: what is written meanwhile is counted by whoever comes next.
    """
    countries = {buyer.id: buyer.country for buyer in record.buyers}
    shared = repr((__version__, SCHEMA, record.home, str(mission.home_zone), f"{mission.ends_on}"))
    firms: dict[str, list[OpportunityState]] = defaultdict(list)
    for state in opportunity_states(mission) if opened is None else opened:
        firms[state.firm].append(state)
    doubles = joined_business(mission, record.same)
    states = {state.id: state for every in firms.values() for state in every} if doubles else {}
    found = {}
    for firm, every in firms.items():
        for first in range(0, len(every), TOGETHER):
            group = every[first : first + TOGETHER]
            same = sorted({doubles[state.id] for state in group if state.id in doubles})
            linked = [states[id_] for id_ in sorted({id_ for business in same for id_ in business.ids})]
            markets = sorted({(state.buyer, countries.get(state.buyer)) for state in group}, key=repr)
            texts = (f"{state.id} {state.events} {state.opened_at} {state.document}" for state in (*group, *linked))
            found[f"{firm} {first}"] = OpportunityGroup(
                tuple(state.id for state in group),
                tuple(state.id for state in linked),
                _digest(shared, repr(markets), repr([business.events for business in same]), *texts),
                sum(1 + state.events for state in (*group, *linked)),
            )
    return found


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
