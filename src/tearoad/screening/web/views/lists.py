"""The watch lists: what is in use, take one into use, take one away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.paper.sheets import CellProblem
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.screening.web.actions.lists import ListRefusedError, add_list, read_ahead, remove_list, state_no_list
from tearoad.screening.web.forms import ListForm
from tearoad.screening.web.queries import lists as queries
from tearoad.text import Text
from tearoad.web.confirm import require_name
from tearoad.web.routes import first

MOST_PROBLEMS = 100


def lists(request: ActorRequest) -> HttpResponse:
    """Show the lists in use and the form to add one."""
    return _show(request, ListForm(request.words))


@first(read_ahead)
def add(request: ActorRequest) -> HttpResponse:
    """Take an uploaded list into use, or say row by row why it cannot be."""
    if request.method != "POST":
        return redirect("screening-lists")
    form = ListForm(request.words, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form)
    file = form.cleaned_data["file"]
    try:
        made, doubts = add_list(request.actor, file.name, file.read(), form.cleaned_data["why"])
    except ListRefusedError as refused:
        return _show(request, form, refused, refused.problems)
    messages.success(request, request.words(Text("screening_pages.list_added", name=made.name, count=made.entries)))
    for doubt in doubts:
        messages.warning(request, request.words(doubt.text))
    return redirect("screening-lists")


def none(request: ActorRequest) -> HttpResponse:
    """State that the organisation goes by no list; where lists are in use meanwhile, nothing is stated."""
    if request.method == "POST" and not queries.in_use():
        name = f"{request.words(Text('screening_pages.form_own_empty'))}.csv"
        made = state_no_list(request.actor, name)
        messages.success(request, request.words(Text("screening_pages.none_stated", name=made.added_by)))
        return redirect("screening-queue")
    return redirect("screening-lists")


def remove(request: ActorRequest, list_id: UUID) -> HttpResponse:
    """Ask for the list's name and take it out of use."""
    row, error = queries.watch_list(request.actor, list_id), None
    if request.method == "POST":
        try:
            require_name(request.POST.get("confirm", ""), row.name)
        except InputError as wrong:
            error = wrong.text
        else:
            remove_list(request.actor, row)
            messages.success(request, request.words(Text("screening_pages.list_removed", name=row.name)))
            return redirect("screening-lists")
    context = {
        "list": row,
        "error": error,
        "text": Text("screening_pages.remove_text", name=row.name),
        "hint": Text("screening_pages.remove_hint"),
        "label": Text("screening_pages.remove"),
    }
    return render(request, "screening/remove.html", context, status=422 if error else 200)


def _show(
    request: ActorRequest,
    form: ListForm,
    refused: ListRefusedError | None = None,
    problems: tuple[CellProblem, ...] = (),
) -> HttpResponse:
    context = {
        "lists": [(row, Text(f"screening_pages.form_{row.form}")) for row in queries.lists(request.actor)],
        "form": form,
        "refused": refused,
        "problems": problems[:MOST_PROBLEMS],
        "more": len(problems) - MOST_PROBLEMS,
        "may_change": allowed(request.actor.role, Policy.DECIDE_SCREENING),
        "tab": "lists",
    }
    return render(request, "screening/lists.html", context, status=422 if refused or form.errors else 200)
