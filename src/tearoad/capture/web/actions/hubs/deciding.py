"""A person decides about what of a hub's letter could not be read; the row itself stays, whatever is decided."""

from __future__ import annotations

from django.db import DataError, IntegrityError, transaction

from tearoad.capture.hub_letter import Part, judge
from tearoad.capture.web.actions.hubs.home import take_parts
from tearoad.capture.web.models import Hub, Unread, Weighed
from tearoad.errors import Conflict, TearoadError
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.json_data import data_of
from tearoad.web.clock import now


@transaction.atomic
def try_again(by: Actor, unread: Unread) -> None:
    """Take in a part that could not be read: after an update, or once its phone is known, it may be.

    Raises:
        Conflict: it still cannot be, it was decided already, or the mission is archived.

    """
    row = _waiting(by, unread)
    hub, part = Hub.objects.select_related("mission").get(pk=row.hub_id), Part(row.part)
    try:
        with transaction.atomic():
            document = judge(part, data_of(row.content))
            if part is not Part.READ:  # what a hub had read by then is of no use any more
                take_parts(hub, part, [document])
    except TearoadError as wrong:
        raise Conflict(Text("hub_pages.still_unread", why=wrong.text), Text("hub_pages.still_unread_hint")) from wrong
    except (DataError, IntegrityError) as wrong:
        why = Text("capture.part_clashes")
        raise Conflict(Text("hub_pages.still_unread", why=why), Text("hub_pages.still_unread_hint")) from wrong
    _decide(by, row, Weighed.TAKEN)


@transaction.atomic
def put_aside(by: Actor, unread: Unread) -> None:
    """Decide against a part that cannot be read; it can still be downloaded.

    Raises:
        Conflict: it was decided already, or the mission is archived.

    """
    _decide(by, _waiting(by, unread), Weighed.PUT_ASIDE)


def _waiting(by: Actor, unread: Unread) -> Unread:
    """Return it as it stands now that nobody else can decide about it."""
    require(by, Policy.EDIT_MISSION)
    refuse_archived(unread.mission)
    row: Unread = Unread.objects.select_for_update().get(pk=unread.pk)
    if row.state != Weighed.WAITING:
        raise Conflict(Text("capture.decided_already"), Text("capture.decided_already_hint"))
    return row


def _decide(by: Actor, row: Unread, state: Weighed) -> None:
    row.state, row.decided_at, row.decided_by = state.value, now(), by.user
    row.save(update_fields=["state", "decided_at", "decided_by"])
    done = "capture.unread_taken" if state is Weighed.TAKEN else "capture.unread_put_aside"
    ledger.append(by, done, "mission", row.mission_id, {"digest": row.digest})
