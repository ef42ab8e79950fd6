"""Mark day sheets as printed: what is to be printed again is what was changed since."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce

from tearoad.errors import Conflict
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.web.models import Paper, Published
from tearoad.timetable.web.queries.publishing.paper_lists import SHEETS, seen_sheets, to_print_again
from tearoad.web.clock import now


@transaction.atomic
def mark_printed(by: Actor, row: Published, seen: str) -> int:
    """Mark the day sheets of a plan that were to be printed; returns how many.

    Where these are the first that are marked, the sheets of those whose day is as it was count as printed before.

    Args:
        by: who printed them.
        row: the plan.
        seen: one sheet, by its id; or all that were to be printed, as `seen_sheets` says it.

    Raises:
        Conflict: they were made anew, or marked, in the meantime.

    """
    require(by, Policy.PUBLISH)
    Published.objects.select_for_update().get(pk=row.pk)
    again = {str(paper.pk) for paper in to_print_again(row.mission, row)}
    chosen = again if seen == seen_sheets(again) else again & {seen}
    if not chosen:
        raise Conflict(Text("publish_pages.sheets_meanwhile"), Text("publish_pages.look_again_hint"))
    unmarked = Paper.objects.filter(published=row, kind=SHEETS, printed_at=None)
    unmarked.exclude(pk__in=again).update(printed_at=Coalesce("said_since", row.published_at))
    unmarked.filter(pk__in=chosen).update(printed_at=now(), printed_by=by.name)
    ledger.append(by, "plan.sheets_printed", "published", row.id, {"number": row.number, "sheets": len(chosen)})
    return len(chosen)


@transaction.atomic
def take_back_printed(by: Actor, row: Published) -> None:
    """Take back the mark that was set last."""
    require(by, Policy.PUBLISH)
    marked = Paper.objects.filter(published=row, kind=SHEETS).exclude(printed_by="")
    last = marked.aggregate(last=Max("printed_at"))["last"]
    count = marked.filter(printed_at=last).update(printed_at=None, printed_by="")
    if count:
        facts = {"number": row.number, "sheets": count}
        ledger.append(by, "plan.printed_taken_back", "published", row.id, facts)
