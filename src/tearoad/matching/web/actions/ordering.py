"""Let an exporter put its wishes in order by its link."""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction

from tearoad.errors import Conflict, InputError
from tearoad.matching.asking import MeetingSide
from tearoad.matching.web import models as rows
from tearoad.matching.web.queries.progress import SIDES, rules_of
from tearoad.matching.web.queries.wish_order import ordered_wishes
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import fair_now
from tearoad.web.saving import stale


class WishDirection(StrEnum):
    """Which way a wish goes in the list."""

    UP = "up"
    DOWN = "down"


@transaction.atomic
def move_wish(
    by: Actor, mission: mission_rows.Mission, buyer: str, direction: WishDirection, read: str | None = None
) -> None:
    """Move a wish one place up or down; at the end of the list it stays where it is.

    `read` is the mark of the order that the page showed.

    Raises:
        Stale: it was put in another order on another device.
        Conflict: the deadline has passed.
        InputError: a buyer orders nothing, or there is no such wish.

    """
    require(by, Policy.ANSWER_REQUESTS)
    held = open_mission(mission)
    if SIDES[by.role] is not MeetingSide.EXPORTER:
        raise InputError(Text("asking_pages.only_exporters_order"), Text("asking_pages.only_exporters_order_hint"))
    if rules_of(held).is_over(fair_now()):
        raise Conflict(Text("asking_pages.deadline_over"), Text("asking_pages.deadline_over_hint"))
    wishes = list(ordered_wishes(held, by.party))
    before = [wish[0].buyer for wish in wishes]
    if buyer not in before:
        raise InputError(Text("asking_pages.no_such_wish"), Text("asking_pages.no_such_wish_hint"))
    at = before.index(buyer)
    to = min(max(at + (-1 if direction is WishDirection.UP else 1), 0), len(wishes) - 1)
    wishes.insert(to, wishes.pop(at))
    after = [wish[0].buyer for wish in wishes]
    stale.require_unchanged(read, before, after)
    if after == before:
        return
    ranked = [progress for wish in wishes for progress in wish]
    for rank, wish in enumerate(wishes, start=1):
        for progress in wish:
            progress.exporter_rank = rank
    rows.MeetingProgress.objects.bulk_update(ranked, ["exporter_rank"], batch_size=200)
    touch(held)
    ledger.append(by, "matching.wishes_ordered", "mission", held.pk, {"party": by.party, "wishes": len(wishes)})
