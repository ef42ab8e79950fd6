"""The programme: days with items, one item's form, what changed and who is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tearoad.delegation.papers.talks import is_talk, talk_sheet
from tearoad.delegation.web.queries.papers import roster_of
from tearoad.errors import Conflict
from tearoad.mission import ProgrammeItem
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web import queries
from tearoad.mission.web.actions import rows
from tearoad.office.web.queries.messages import mail_is_set_up
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.programme import conflicts
from tearoad.programme.web.actions import announcing
from tearoad.programme.web.forms import ItemForm
from tearoad.programme.web.queries.announced import announced_number, item_of
from tearoad.programme.web.queries.items import item as item_row
from tearoad.programme.web.queries.letters import programme_notifications
from tearoad.programme.web.queries.pages import at_item, displaced, names_for, programme_page, scene
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.text import Text
from tearoad.values import ItemId
from tearoad.web import registry
from tearoad.web.input import tells_nul
from tearoad.web.numbers import whole
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile


def programme(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the days of the programme, what does not go together, and what nobody has been told yet."""
    mission = queries.mission(request.actor, mission_id)
    page = programme_page(mission, request.language)
    return render(request, "programme/programme.html", _around(request, mission) | {"page": page})


@tells_nul
def new(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Add an item."""
    return _form(request, queries.mission(request.actor, mission_id), None)


@tells_nul
def edit(request: ActorRequest, mission_id: UUID, item_id: UUID) -> HttpResponse:
    """Change an item, or move it to another time or place."""
    mission = queries.mission(request.actor, mission_id)
    return _form(request, mission, item_row(mission, item_id))


def talk(request: ActorRequest, mission_id: UUID, item_id: UUID) -> HttpResponse:
    """Show the seats and the talking points of an item as its paper will."""
    mission = queries.mission(request.actor, mission_id)
    row = item_row(mission, item_id)
    item = item_of(row)
    context = _around(request, mission) | {
        "row": row,
        "is_talk": is_talk(item),
        "sheet": talk_sheet(item, roster_of(mission), request.language),
    }
    return render(request, "programme/talk.html", context)


def _form(request: ActorRequest, mission: mission_rows.Mission, row: mission_rows.ProgrammeItem | None) -> HttpResponse:
    parties = queries.parties(mission)
    shown = item_of(row) if row else None
    read = stale.stored_mark(request, row.document) if row else ""
    context = _around(request, mission) | {"row": row, "read": read, "is_talk": shown is not None and is_talk(shown)}
    if request.method != "POST":
        form = ItemForm(request.words, parties, shown)
        return render(
            request, "programme/item.html", context | {"form": form} | _judged(request, mission, parties, shown)
        )
    form = ItemForm(request.words, parties, shown, request.POST)
    if not form.is_valid() or form.item is None:
        return render(request, "programme/item.html", context | {"form": form}, status=422)
    if "check" in request.POST:
        judged = _judged(request, mission, parties, form.item)
        return render(request, "programme/item.html", context | {"form": form} | judged)
    if row is None:
        row = rows.add(request.actor, mission, STORED_ITEMS, form.item)
    else:
        try:
            rows.change(request.actor, mission, STORED_ITEMS, row, form.item, read)
        except stale.Stale as met:
            row.refresh_from_db()
            theirs = ItemForm(request.words, parties, item_of(row))
            meanwhile = saved_meanwhile(form, theirs, rows.changed_by(mission, STORED_ITEMS, row.code))
            context |= {"form": form, "read": met.now, "meanwhile": meanwhile}
            return render(request, "programme/item.html", context, status=409)
    messages.success(request, request.words(Text("programme_pages.saved")))
    return redirect(reverse("mission-programme", args=[mission.id]) + f"#item-{row.pk}")


def _judged(
    request: ActorRequest, mission: mission_rows.Mission, parties: queries.Parties, item: ProgrammeItem | None
) -> dict[str, Any]:
    """Return what does not go with an item as it would be, whether or not it is saved; the meetings it strikes too."""
    if item is None:
        return {}
    programme_item = item if item.id else replace(item, id=ItemId("?"))
    programme = [*(other for other in parties.programme if other.id != programme_item.id), programme_item]
    wrong = at_item(programme_item, conflicts(scene(parties, programme)))
    meetings = displaced(mission, parties, programme)
    return {
        "conflicts": wrong,
        "displaced": replace(meetings, meetings=tuple(m for m in meetings.meetings if programme_item.id in m.items)),
        "known": names_for(parties, programme, request.language),
        "checked": True,
    }


@require_POST
def remove(request: ActorRequest, mission_id: UUID, item_id: UUID) -> HttpResponse:
    """Take an item out; the page offers to put it back."""
    mission = queries.mission(request.actor, mission_id)
    rows.remove(request.actor, mission, STORED_ITEMS, item_row(mission, item_id), stale.read_in(request))
    messages.success(request, request.words(Text("programme_pages.removed")))
    return redirect(reverse("mission-programme", args=[mission.id]) + "#removed")


@require_POST
def announce(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Let people know the programme as it stands: mails are written to those whose day changed."""
    mission = queries.mission(request.actor, mission_id)
    seen = whole(stale.read_in(request))
    count = announcing.announce_and_notify(request.actor, mission, -1 if seen is None else seen)
    messages.success(request, request.words(Text("programme_pages.announced", count=count)))
    return redirect("mission-programme-told", mission_id=mission.id)


def notifications(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who is told what of the last announcement; a POST writes the mails that wait, or keeps a tick."""
    mission = queries.mission(request.actor, mission_id)
    number = announced_number(mission)
    if request.method == "POST":
        _notify(request, mission, number)
        return redirect("mission-programme-told", mission_id=mission.id)
    context = _around(request, mission) | {
        "number": number,
        "telling": programme_notifications(mission, number, request.language),
        "set_up": mail_is_set_up(),
        "sheets": registry.ask("changed_sheets", mission),
    }
    return render(request, "programme/notifications.html", context)


def _notify(request: ActorRequest, mission: mission_rows.Mission, number: int) -> None:
    role, party = request.POST.get("role", ""), request.POST.get("party", "")
    if request.POST.get("number", str(number)) != str(number):  # what they were told is not the last word any more
        raise Conflict(Text("programme_pages.changed_meanwhile"), Text("programme_pages.look_again_hint"))
    if not role:
        count = announcing.notify(request.actor, mission, number)
        messages.success(request, request.words(Text("programme_pages.announced", count=count)))
    elif request.POST.get("take_back"):
        announcing.take_back(request.actor, mission, number, role, party)
    else:
        announcing.mark_notified_by_hand(request.actor, mission, number, role, party)


def _around(request: ActorRequest, mission: mission_rows.Mission) -> dict[str, Any]:
    """Return the mission, both clocks, and which buttons the reader sees; the actions ask again."""
    trip = queries.core(mission)
    open_ = mission.archived_at is None
    return {
        "mission": mission,
        "fair": trip.fair_zone,
        "home": trip.home_zone,
        "may_edit": open_ and allowed(request.actor.role, Policy.EDIT_MISSION),
        "may_publish": open_ and allowed(request.actor.role, Policy.PUBLISH),
        "may_send": open_ and allowed(request.actor.role, Policy.SEND_LINKS),
    }
