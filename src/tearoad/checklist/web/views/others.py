"""Templates, samples, posts and letters."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.checklist import Fate
from tearoad.checklist.shipped import CARNETS
from tearoad.checklist.web import forms
from tearoad.checklist.web.actions import letters as letter_actions
from tearoad.checklist.web.actions import samples as sample_actions
from tearoad.checklist.web.actions import tasks as task_actions
from tearoad.checklist.web.queries import letters as letter_queries
from tearoad.checklist.web.queries import samples as sample_queries
from tearoad.checklist.web.queries import templates as template_queries
from tearoad.checklist.web.views.tasks import around
from tearoad.errors import InputError
from tearoad.market.trade_data.areas import alpha3
from tearoad.market.web.queries.articles import accepted_for_posts
from tearoad.mission.naming import country_called
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.saving import stale

_FILTERS = ("firm", "road", "fate")


def templates(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the checklists that can be taken into use."""
    mission = queries.mission(request.actor, mission_id)
    context = around(request, mission) | {"choices": template_queries.choices(mission)}
    return render(request, "checklist/templates.html", context)


def template(request: ActorRequest, mission_id: UUID, template: str) -> HttpResponse:
    """Show what a checklist would add and when; take it into use."""
    mission = queries.mission(request.actor, mission_id)
    of = template_queries.template(template)
    wrong = None
    moved = {}
    if request.method == "POST":
        try:
            moved = forms.moved_days(of, request.POST)
        except InputError as found:
            wrong = found
        else:
            if "preview" not in request.POST:
                return _taken(request, mission, task_actions.take(request.actor, mission, of, moved))
    context = around(request, mission) | {
        "of": of,
        "planned": template_queries.preview(mission, of, moved),
        "opens_on": mission.starts_on,
        "wrong": wrong,
    }
    context["adds"] = sum(task.adds for task in context["planned"])
    return render(request, "checklist/template.html", context, status=422 if wrong else 200)


def _taken(request: ActorRequest, mission: Mission, count: int) -> HttpResponse:
    messages.success(request, request.words(Text("checklist_pages.taken", count=count)))
    return redirect("mission-checklist", mission_id=mission.id)


def samples(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the samples with their totals: all, or those of a firm, a road, a fate."""
    mission = queries.mission(request.actor, mission_id)
    wanted = {name: request.GET[name] for name in _FILTERS if request.GET.get(name)}
    sample_list = sample_queries.sample_list(mission, wanted, request.language)
    context = around(request, mission) | {
        "list": sample_list,
        "wanted": wanted,
        "parts_said": [(Text(f"checklist_pages.per_{name}"), name, parts) for name, parts in sample_list.parts],
        "fates": [(fate, Text(f"checklist_pages.fate_{fate.value}")) for fate in Fate],
        "carnets": CARNETS,
        "any_carnet": any("carnet" in warning.code for line in sample_list.lines for warning in line.warnings),
    }
    return render(request, "checklist/samples.html", context)


@require_POST
def sample_fate(request: ActorRequest, mission_id: UUID, sample_id: UUID) -> HttpResponse:
    """Write down what became of a sample."""
    mission = queries.mission(request.actor, mission_id)
    sample_actions.record_fate(
        request.actor, mission, sample_id, forms.fate(request.POST.get("fate", "")), stale.read_in(request)
    )
    messages.success(request, request.words(Text("checklist_pages.kept")))
    return redirect("mission-samples", mission_id=mission.id)


def posts(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the diplomatic posts of the mission's country."""
    mission = queries.mission(request.actor, mission_id)
    found, trip = sample_queries.posts(mission), queries.core(mission)
    context = around(request, mission) | {
        "posts": [
            (row_id, post, post.name.in_language(request.language), Text(f"checklist_pages.post_{post.kind.value}"))
            for row_id, post in found
        ],
        "unsourced": sum(not post.is_sourced for _row_id, post in found),
        "country": country_called(trip, trip.country, request.language),
        "facts": accepted_for_posts(request.actor, alpha3(trip.country)),
    }
    return render(request, "checklist/posts.html", context)


def letters(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the letters of invitation that were made."""
    return _letters_page(request, queries.mission(request.actor, mission_id))


@require_POST
def make_letters(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Ask for the letters."""
    mission = queries.mission(request.actor, mission_id)
    try:
        said = forms.inviter(request.POST)
    except InputError as wrong:
        return _letters_page(request, mission, wrong)
    letter_actions.ask_for_letters(request.actor, mission, said)
    messages.success(request, request.words(Text("checklist_pages.letters_asked")))
    return redirect("mission-letters", mission_id=mission.id)


def _letters_page(request: ActorRequest, mission: Mission, wrong: InputError | None = None) -> HttpResponse:
    context = around(request, mission) | {
        "found": letter_queries.letters(mission, request.language),
        "host": queries.core(mission).host_language,
        "lines": [
            (name, Text(f"checklist_pages.field_{name}"), request.POST.get(name, "")) for name in forms.INVITER_LINES
        ],
        "longest": forms.LONGEST_LINE,
        "wrong": wrong,
    }
    return render(request, "checklist/letters.html", context, status=422 if wrong else 200)
