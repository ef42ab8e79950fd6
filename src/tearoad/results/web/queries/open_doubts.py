"""What nobody decided yet of the business that results count: an edition that is frozen over it says so."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.mission.web import models as rows
from tearoad.orders import contradictions
from tearoad.orders.web.queries.doubles import doubles
from tearoad.orders.web.queries.opportunities import opportunities
from tearoad.orders.web.queries.parties import parties
from tearoad.text import Text
from tearoad.values import Language

OPEN = ("doubles", "contradictions")


def open_doubts(mission: rows.Mission) -> dict[str, int]:
    """Return how many pairs of events may be one, and how many opportunities contradict themselves; nine queries."""
    followed = opportunities(mission)
    waiting = doubles(mission, parties(mission, Language.EN), followed).waiting
    contradicting = sum(bool(contradictions(opportunity.history)) for opportunity in followed)
    return {"doubles": len(waiting), "contradictions": contradicting}


def doubts_in_words(document: Mapping[str, object]) -> tuple[Text, ...]:
    """Return what stood open when an edition was frozen; nothing of one that an older version froze."""
    known = document.get("open")
    counts = known if isinstance(known, dict) else {}
    return tuple(Text(f"results_pages.open_{name}", count=counts[name]) for name in OPEN if counts.get(name))
