"""What an officer does for a phone that cannot: take in its file, take over all that was kept aside of it."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.capture.export import MOST_BYTES, Export, open_export
from tearoad.capture.web.actions import bringing, weighing
from tearoad.capture.web.queries import devices
from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.confirm import require_name


def bring(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Ask for a phone's file and its digits, and take in what it holds."""
    mission = queries.mission(request.actor, mission_id)
    wrong: InputError | None = None
    if request.method == "POST":
        try:
            brought = bringing.bring(request.actor, mission, _export(request))
        except InputError as error:
            wrong = error
        else:
            phone = f"{brought.phone.party}-{brought.phone.number}"
            text = Text("capture_pages.brought", phone=phone, received=brought.received, aside=brought.aside)
            messages.success(request, request.words(text))
            _report_files(request, brought)
            return redirect("capture-floor", mission_id=mission.id)
    context = {"mission": mission, "wrong": wrong, "digits": request.POST.get("digits", "")}
    return render(request, "capture/bring.html", context, status=422 if wrong else 200)


def take_all(request: ActorRequest, mission_id: UUID, phone_id: UUID) -> HttpResponse:
    """Ask for the phone's name, and take over everything that was kept aside of it."""
    mission = queries.mission(request.actor, mission_id)
    phone, error = devices.device(mission, phone_id), None
    name = f"{phone.party}-{phone.number}"
    if request.method == "POST":
        try:
            require_name(request.POST.get("confirm", ""), name)
        except InputError as wrong:
            error = wrong.text
        else:
            _report_taken_over(request, weighing.take_over_all(request.actor, phone))
            return redirect("capture-floor", mission_id=mission.id)
    context = {
        "mission": mission,
        "phone": phone,
        "name": name,
        "error": error,
        "text": Text("capture_pages.take_all_text", phone=name),
        "hint": Text("capture_pages.take_all_hint"),
        "label": Text("capture_pages.take_all"),
    }
    return render(request, "capture/take_all.html", context, status=422 if error else 200)


def _export(request: ActorRequest) -> Export:
    file = request.FILES.get("file")
    if file is None:
        raise InputError(Text("capture.export_none"), Text("capture.export_unread_hint"))
    return open_export(file.read(MOST_BYTES + 1), request.POST.get("digits", "")[:100])


def _report_files(request: ActorRequest, brought: bringing.Brought) -> None:
    if brought.files:
        messages.success(request, request.words(Text("capture_pages.brought_files", count=brought.files)))
    if brought.refused:
        messages.warning(request, request.words(Text("capture_pages.refused_files", count=brought.refused)))


def _report_taken_over(request: ActorRequest, done: weighing.TakenOver) -> None:
    messages.success(request, request.words(Text("capture_pages.all_taken", count=done.taken)))
    why = Counter(reason for _, reason in done.left)
    for reason, count in why.items():
        text = Text("capture_pages.some_left", count=count, reason=reason)
        messages.warning(request, request.words(text))
