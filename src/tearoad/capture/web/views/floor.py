"""The officer's pages: how the floor goes, what one firm wrote down, what waits, which phones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.capture.fair import TOLD
from tearoad.capture.fields import FIELDS, label_of
from tearoad.capture.files import named_in
from tearoad.capture.web.actions import phones as phone_actions
from tearoad.capture.web.actions import weighing
from tearoad.capture.web.models import FairVisitor, SentFile
from tearoad.capture.web.queries import cards, devices, fair, files, unread, visitors, weighed
from tearoad.capture.web.queries.called import Called, called
from tearoad.capture.web.queries.visitors import Noted
from tearoad.capture.web.views.report_on_page import TONES, ReportedValue, by_column, cells, reported_values, sent
from tearoad.capture.workbook import workbook
from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web import queries
from tearoad.mission.web.policies import even_at_hub
from tearoad.people import Policy, Role, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.queries.planning.crowd import crowd
from tearoad.web.clock import now
from tearoad.web.confirm import require_name
from tearoad.words import Words

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class VisitorLine:
    """One visitor of a list."""

    noted: Noted
    at_once: Mapping[str, ReportedValue]
    more: tuple[ReportedValue, ...]
    tone: str
    """Of the warmth; empty where none is said, or two."""
    files: tuple[files.ReportFile, ...]
    badge: FairVisitor | None
    """What the fair's own list says of them."""
    card: cards.ReportCard | None
    """What was read from their card of fields in which nothing stands; no person has confirmed it."""


def floor(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what waits, how much each firm wrote down, and the phones."""
    mission = queries.mission(request.actor, mission_id)
    firms = visitors.firms(mission, request.language)
    names, phones = {firm.party: firm.name for firm in firms}, devices.devices(mission, now())
    if any(phone.phone.role == Role.INTERPRETER for phone in phones):
        names = {**crowd(mission).names(request.language), **names}
    words, names_in = Words(request.language, clock=mission.fair_zone), called(mission, request.language)
    context = {
        "mission": mission,
        "figures": visitors.figures(mission),
        "cards_unread": cards.unread(mission),
        "unread": unread.count(mission),
        "firms": [firm for firm in firms if firm.visitors or firm.phones],
        "without": [firm for firm in firms if not firm.visitors and not firm.phones],
        "waiting": _asides(mission, weighed.waiting(mission), names, words, names_in),
        "decided": _asides(mission, weighed.decided(mission), names, words, names_in),
        "phones": [(phone, names.get(phone.phone.party, phone.phone.party)) for phone in phones],
        "may_decide": _may(request, mission, Policy.EDIT_MISSION),
        "may_stop": _may(request, mission, Policy.SEND_LINKS),
        "may_import": allowed(request.actor.role, Policy.IMPORT_SHEETS),
    }
    return render(request, "capture/floor.html", context)


def of_firm(request: ActorRequest, mission_id: UUID, firm: str) -> HttpResponse:
    """Show what one firm wrote down, the newest first."""
    mission = queries.mission(request.actor, mission_id)
    name = _name_of(mission, firm, request)
    noted = visitors.noted(mission, firm)
    meetings = sum(bool(note.report.meeting) for note in noted)
    page = Paginator(noted, PER_PAGE).get_page(request.GET.get("page"))
    names = called(mission, request.language)
    here = files.received(mission, files.keys_of((note.party, note.report) for note in page))
    badges = fair.joined(mission, (note.report for note in page))
    read = cards.report_cards(mission, {note.report.id: note.report.fields for note in page})
    context = {
        "mission": mission,
        "party": firm,
        "name": name,
        "visitors": len(noted) - meetings,
        "meetings": meetings,
        "page": page,
        "lines": [
            _line(note, request.words, names, here, (badges.get(note.report.id), read.get(note.report.id)))
            for note in page
        ],
    }
    return render(request, "capture/firm.html", context)


def sheet(request: ActorRequest, mission_id: UUID, firm: str = "") -> HttpResponse:
    """Send all visitors, or those of one firm, as a workbook."""
    mission = queries.mission(request.actor, mission_id)
    if firm:
        _name_of(mission, firm, request)
    words, names_in = request.words, called(mission, request.language)
    firms = visitors.names_of(mission, request.language)
    heads = [words(Text(f"capture_pages.{name}")) for name in ("our_firm", "written_at", "meeting_with")]
    heads += [words(label_of(field)) for field in FIELDS]
    heads.append(words(Text("capture_pages.files")))
    heads += [words(Text("fair_file.column", column=column.title(request.language))) for column in TOLD]
    found = visitors.noted(mission, firm)
    badges = fair.joined(mission, (noted.report for noted in found))
    made = workbook(
        words(Text("capture_pages.visitors")),
        heads,
        (
            [
                firms.get(noted.party, noted.party),
                f"{noted.made_at.astimezone(mission.fair_zone):%Y-%m-%d %H:%M}",
                *cells(noted.report, words, names_in),
                Decimal(len(noted.report.files)) if noted.report.files else "",
                *(getattr(badges.get(noted.report.id), column.field, "") for column in TOLD),
            ]
            for noted in found
        ),
        more=words(Text("capture_pages.more_letters")),
    )
    response = HttpResponse(made, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="visitors.xlsx"'
    return response


@even_at_hub
def take(request: ActorRequest, mission_id: UUID, note_id: UUID) -> HttpResponse:
    """Take over something that was kept aside."""
    mission = queries.mission(request.actor, mission_id)
    weighing.take_over(request.actor, weighed.note(mission, note_id))
    messages.success(request, request.words(Text("capture_pages.taken_over")))
    return redirect("capture-floor", mission_id=mission.id)


@even_at_hub
def aside(request: ActorRequest, mission_id: UUID, note_id: UUID) -> HttpResponse:
    """Decide against something that was kept aside."""
    mission = queries.mission(request.actor, mission_id)
    weighing.put_aside(request.actor, weighed.note(mission, note_id))
    messages.success(request, request.words(Text("capture_pages.was_put_aside")))
    return redirect("capture-floor", mission_id=mission.id)


@even_at_hub
def stop(request: ActorRequest, mission_id: UUID, phone_id: UUID) -> HttpResponse:
    """Ask for the phone's name, and stop it."""
    mission = queries.mission(request.actor, mission_id)
    phone, error = devices.device(mission, phone_id), None
    name = f"{phone.party}-{phone.number}"
    if request.method == "POST":
        try:
            require_name(request.POST.get("confirm", ""), name)
        except InputError as wrong:
            error = wrong.text
        else:
            phone_actions.stop(request.actor, phone)
            messages.success(request, request.words(Text("capture_pages.phone_was_stopped", phone=name)))
            return redirect("capture-floor", mission_id=mission.id)
    context = {
        "mission": mission,
        "phone": phone,
        "name": name,
        "error": error,
        "text": Text("capture_pages.stop_text", phone=name),
        "hint": Text("capture_pages.stop_hint"),
        "label": Text("capture_pages.stop"),
    }
    return render(request, "capture/stop.html", context, status=422 if error else 200)


def _may(request: ActorRequest, mission: rows.Mission, policy: Policy) -> bool:
    return allowed(request.actor.role, policy) and mission.archived_at is None


def _name_of(mission: rows.Mission, party: str, request: ActorRequest) -> str:
    """Return what a firm is called.

    Raises:
        NotFoundError: the mission has no such firm.

    """
    name = visitors.names_of(mission, request.language).get(party)
    if name is None and not visitors.noted(mission, party):
        raise NotFoundError(Text("capture_pages.no_such_firm"), Text("capture_pages.no_such_firm_hint"))
    return name or party


def _asides(
    mission: rows.Mission, found: Iterable[weighed.Aside], names: Mapping[str, str], words: Words, names_in: Called
) -> list[dict[str, Any]]:
    named = [(kept_aside, tuple(named_in(kept_aside.document))) for kept_aside in found]
    here = files.received(
        mission, ((kept_aside.row.party, file.digest) for kept_aside, those in named for file in those)
    )
    return [
        {
            "aside": kept_aside,
            "firm": names.get(kept_aside.row.party, kept_aside.row.party),
            "reasons": [words(reason) for reason in kept_aside.reasons],
            "fields": sent(kept_aside, words, names_in),
            "files": files.report_files(kept_aside.row.party, those, here),
        }
        for kept_aside, those in named
    ]


def _line(
    noted: Noted,
    words: Words,
    names: Called,
    here: Mapping[files.Key, SentFile],
    beside: tuple[FairVisitor | None, cards.ReportCard | None],
) -> VisitorLine:
    at_once, more = by_column(reported_values(noted.report, words, names))
    tone = TONES.get(str(noted.report.one("warmth")), "")
    return VisitorLine(noted, at_once, more, tone, files.report_files(noted.party, noted.report.files, here), *beside)
